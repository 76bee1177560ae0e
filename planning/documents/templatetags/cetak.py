"""Tags and filters of printed documents: gaps, QR, class signs, charts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kumuh.core import charts
from kumuh.core.qr import qr_svg
from planning.documents.kinds.common import Gap, IndicatorChange
from planning.documents.kinds.slum_profile import TrajectoryRow

register = template.Library()

LEVELS = {"TK": "Tidak Kumuh", "KR": "Kumuh Ringan", "KS": "Kumuh Sedang", "KB": "Kumuh Berat"}


@register.filter
def isi(value: Any, label: str) -> Any:
    """Return the value, or the named gap “— belum diisi: label” when nobody has given it."""
    if isinstance(value, Gap):
        return format_html('<span class="kosong">— belum diisi: {}</span>', value.label)
    if value is None or value in ("", ()):
        return format_html('<span class="kosong">— belum diisi: {}</span>', label)
    return value


@register.filter
def terisi(value: Any) -> bool:
    """Tell whether a value was given."""
    return not isinstance(value, Gap) and value not in (None, "", ())


@register.filter
def tingkat(code: str) -> SafeString:
    """Return the sign of a slum class: letters and border differ, colour only helps."""
    if code not in LEVELS:
        return format_html('<span class="kosong">{}</span>', "belum lengkap")
    return format_html('<span class="tingkat tingkat-{}">{}</span>', code, code)


@register.filter
def nama_tingkat(code: str) -> str:
    """Return the name of a slum class in words."""
    return LEVELS.get(code, "belum lengkap")


@register.filter
def ganjil(number: int) -> bool:
    """Tell whether a line is odd: signatures alternate left and right so that they do not collide."""
    return number % 2 == 1


@register.simple_tag
def qr(address: str) -> SafeString:
    """Return the QR of an address as inline SVG."""
    return mark_safe(qr_svg(address))  # drawn here, no user markup


@register.simple_tag
def grafik_indikator(
    changes: Iterable[IndicatorChange], ident: str, title: str, before: str = "Sebelum", after: str = "Sesudah"
) -> charts.IndicatorChart:
    """Return the chart of the seven indicators for `charts/indikator.svg`."""
    values = [charts.IndicatorValue(item.indicator, item.before, item.after) for item in changes]
    return charts.indicator_chart(values, ident=ident, title=title, before_label=before, after_label=after)


@register.simple_tag
def grafik_luas(rows: Iterable[TrajectoryRow], ident: str, title: str) -> charts.AreaChart:
    """Return the chart of slum area by year for `charts/luas_kumuh.svg`."""
    values = [charts.YearValue(row.year, row.remaining_ha, row.target) for row in rows]
    return charts.area_chart(values, ident=ident, title=title)
