"""The few template tags of the design system (docs/design.md shows one example of each)."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxSelectMultiple, RadioSelect
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class Mark(NamedTuple):
    """How a code is shown: CSS ending, words, icon name."""

    kind: str
    label: str
    icon: str


#: Every status that a badge can show. An unknown code is shown as it is, in the calm dress.
STATUS_MARKS: dict[str, Mark] = {
    "DRAF": Mark("calm", "Draf", "pencil"),
    "DIAJUKAN": Mark("info", "Diajukan", "send"),
    "DIKEMBALIKAN": Mark("warn", "Perlu dilengkapi", "arrow-return-left"),
    "DIVERIFIKASI": Mark("good", "Diverifikasi", "check2"),
    "DISAHKAN": Mark("final", "Disahkan", "check2-all"),
    "DIBUKA_KEMBALI": Mark("warn", "Dibuka kembali", "unlock"),
    "USULAN": Mark("plum", "Usulan", "lightbulb"),
    "DISEPAKATI": Mark("good", "Disepakati", "people"),
    "DITERIMA": Mark("good", "Diterima", "check2"),
    "DIGABUNG": Mark("calm", "Digabung", "union"),
    "DITOLAK": Mark("bad", "Tidak diterima", "x-lg"),
    "DITUNDA": Mark("warn", "Ditunda", "pause"),
    "TERPILIH": Mark("good", "Terpilih", "check2"),
    "MELEBIHI_PAGU": Mark("warn", "Melebihi pagu", "bar-chart-steps"),
    "CADANGAN": Mark("warn", "Cadangan (di atas pagu)", "bar-chart-steps"),
    "BUKAN_MASYARAKAT": Mark("calm", "Bukan oleh masyarakat", "building"),
    "BELUM_SIAP": Mark("calm", "Belum siap", "hourglass"),
    "TERVERIFIKASI": Mark("good", "Terverifikasi", "check2"),
    "TERDANAI": Mark("good", "Terdanai", "cash-coin"),
    "DILAKSANAKAN": Mark("info", "Dilaksanakan", "hammer"),
    "DISERAHTERIMAKAN": Mark("final", "Diserahterimakan", "check2-all"),
    "DIRENCANAKAN": Mark("calm", "Direncanakan", "calendar-event"),
    "BERLANGSUNG": Mark("info", "Hasil diketik", "pencil"),
    "DIBATALKAN": Mark("warn", "Dibatalkan", "x-lg"),
    "BERJALAN": Mark("info", "Berjalan", "play"),
    "SELESAI": Mark("final", "Selesai", "check2-all"),
    "BELUM": Mark("calm", "Belum mulai", "circle"),
    "ADA": Mark("warn", "Ada masalah", "exclamation-triangle"),
    "TIDAK_ADA": Mark("good", "Tidak ada masalah", "check2"),
    "SAH": Mark("final", "Disahkan", "check2-all"),
    "DICABUT": Mark("bad", "Dicabut", "x-lg"),
    "BERLAKU": Mark("good", "Berlaku", "check2"),
    "PERLU_DITINJAU": Mark("warn", "Perlu ditinjau", "clock-history"),
    "CONTOH": Mark("plum", "Contoh", "info-circle"),
    "HIJAU": Mark("good", "Terpenuhi", "check-circle-fill"),
    "KUNING": Mark("warn", "Sebagian", "circle-half"),
    "MERAH": Mark("bad", "Belum", "exclamation-circle"),
}

LEVEL_MARKS: dict[str, Mark] = {
    "TK": Mark("tk", "Tidak Kumuh", "TK"),
    "KR": Mark("kr", "Kumuh Ringan", "KR"),
    "KS": Mark("ks", "Kumuh Sedang", "KS"),
    "KB": Mark("kb", "Kumuh Berat", "KB"),
}
UNKNOWN_LEVEL = Mark("none", "Belum dinilai", "–")

MESSAGE_KINDS = {"success": "good", "warning": "warn", "error": "bad"}
NOTICE_ICONS = {
    "info": "info-circle",
    "good": "check-circle",
    "warn": "exclamation-triangle",
    "bad": "exclamation-octagon",
}


@lru_cache(maxsize=256)
def icon_svg(name: str) -> str:
    """The drawing of a Bootstrap icon without its outer element, or "" when there is no such icon."""
    source = Path(settings.NODE_MODULES) / "bootstrap-icons" / "icons" / Path(f"{name}.svg").name
    if not source.is_file():
        return ""
    text = source.read_text(encoding="utf-8")
    return text[text.index(">") + 1 : text.rindex("</svg>")].strip()


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Inline drawing; without `label` it is decoration that a screen reader skips."""
    drawing = mark_safe(icon_svg(name))  # our own library files only
    meaning = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon {}" viewBox="0 0 16 16" focusable="false" {}>{}</svg>', css, meaning, drawing)


@register.simple_tag
@lru_cache(maxsize=1)
def app_version() -> str:
    """Version of the application as the project file names it."""
    text = (Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


@register.filter
def status_mark(code: Any) -> Mark:
    """Dress of a status code."""
    text = str(code or "")
    return STATUS_MARKS.get(text.upper(), Mark("calm", text.replace("_", " ").capitalize(), "circle"))


@register.filter
def level_mark(code: Any) -> Mark:
    """Dress of a tingkat kekumuhan (TK, KR, KS, KB; anything else is "belum dinilai")."""
    return LEVEL_MARKS.get(str(code or "").upper(), UNKNOWN_LEVEL)


@register.filter
def notice_kind(tags: str) -> str:
    """Kind of a notice from the tags of a Django message."""
    return next((kind for tag, kind in MESSAGE_KINDS.items() if tag in (tags or "")), "info")


@register.filter
def notice_icon(kind: str) -> str:
    """Icon of a notice kind."""
    return NOTICE_ICONS.get(kind, NOTICE_ICONS["info"])


@register.simple_tag(takes_context=True)
def nav_here(context: dict[str, Any], prefix: str) -> str:
    """` aria-current="page"` when the page lies below `prefix`; "/" means the start page only."""
    request = context.get("request")
    path = request.path if request else ""
    here = path == prefix if prefix == "/" else path.startswith(prefix)
    return mark_safe(' aria-current="page"') if here else ""


@register.filter
def widget_attr(field: BoundField, name: str) -> Any:
    """One attribute of a field's widget, "" when not set: `{{ field|widget_attr:"data-unit" }}`."""
    return field.field.widget.attrs.get(name, "")


@register.filter
def focus_id(field: BoundField) -> str:
    """Id of the element that an error link must reach (the first choice of a group of boxes)."""
    boxes = field.subwidgets if isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple) else []
    if boxes:
        return str(boxes[0].id_for_label)
    return field.id_for_label or field.auto_id


@register.filter
def is_optional_marked(field: BoundField) -> bool:
    """Whether the field says "boleh kosong": free fields that are not a lone tick box."""
    return not field.field.required and not field.field.disabled


@register.filter
def need_words(field: BoundField) -> str:
    """What a free field says about itself: "boleh kosong", or what its form says (`need`), such as "boleh menyusul"."""
    return getattr(field.field, "need", "") or "boleh kosong"


def render_frame(name: str, content: str, **values: Any) -> str:
    return render_to_string(f"components/{name}.html", {"content": content, **values})


@register.simple_block_tag
def card(content: str, title: str = "", css: str = "", foot: str = "") -> str:
    """`{% card title="…" %}…{% endcard %}`."""
    return render_frame("card", content, title=title, css=css, foot=foot)


@register.simple_block_tag
def table_frame(content: str, css: str = "") -> str:
    """Around a `<table class="table">`: becomes one card per row on a phone."""
    return render_frame("table_frame", content, css=css)


@register.simple_block_tag
def chart_frame(content: str, title: str, head: Any = (), rows: Any = (), note: str = "", source: str = "") -> str:
    """Around an inline SVG; `head` and `rows` (first cell names the row) make its table twin."""
    named = [list(zip(head, row, strict=True)) for row in rows]
    return render_frame("chart_frame", content, title=title, head=head, rows=named, note=note, source=source)


@register.simple_block_tag
def map_frame(content: str, title: str, source_id: str = "", url: str = "", note: str = "") -> str:
    """A map from the JSON script `source_id` or the address `url`; the content is its table twin."""
    return render_frame("map_frame", content, title=title, source_id=source_id, url=url, note=note)


@register.filter
def named_error(error: str, field: BoundField) -> str:
    """The error beginning with the name of its field, said once: "RT belum dipilih.", "Luas: bukan angka."."""
    return error if error.startswith(str(field.label)) else f"{field.label}: {error}"


@register.simple_block_tag
def form_section(content: str, title: str, hint: str = "") -> str:
    """A titled group of fields on a white sheet."""
    return render_frame("form_section", content, title=title, hint=hint)


@register.filter
def page_numbers(page: Any) -> list[Any]:
    """Page numbers worth showing around the present page, with the paginator's ellipsis between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
