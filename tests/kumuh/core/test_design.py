"""The shared look: what a page component says, and that no page needs an exception from the content policy."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import override_settings

from kumuh.core.gallery import ExampleForm, faulty_form
from kumuh.core.templatetags.tampilan import LEVEL_MARKS, NOTICE_ICONS, STATUS_MARKS, icon_svg
from kumuh.reviews.enums import ReviewState

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STYLES = Path(settings.BASE_DIR) / "static" / "css"
GALLERY_SIGNS = [
    'class="page-header"', 'class="cycle-bar"', 'class="way"', 'class="missing-list"', 'class="pinned',
    'class="history"', 'class="error-summary"', 'class="action-bar"', 'class="pager"', "data-peta",
]  # fmt: skip
ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]


def html_files():
    return sorted(TEMPLATES.rglob("*.html"))


def words(html):
    """Text of some HTML without tags and without runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def gallery(client, db):
    return client.get("/gaya/")


def test_the_gallery_shows_every_component(gallery):
    text = gallery.content.decode()
    assert gallery.status_code == 200
    for sign in GALLERY_SIGNS:
        assert sign in text


@override_settings(DEBUG=False, DEMO=False)
def test_the_gallery_does_not_exist_on_a_public_server(client, db):
    assert client.get("/gaya/").status_code == 404


def test_every_page_has_one_heading_a_skip_link_and_its_language(gallery, client):
    for answer in (gallery, client.get("/akun/login/")):
        text = answer.content.decode()
        assert text.count("<h1") == 1
        assert '<html lang="id">' in text
        assert 'href="#isi"' in text
        assert 'id="isi"' in text


@pytest.mark.parametrize("path", html_files(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_carries_inline_style_or_script(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*(src=|type=\"application/json\"))", text)


def test_every_icon_that_is_named_exists():
    named = {
        name for path in html_files() for name in re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    named |= {mark.icon for mark in STATUS_MARKS.values()} | set(NOTICE_ICONS.values())
    assert sorted(name for name in named if not icon_svg(name)) == []


def test_colours_are_written_in_the_tokens_only():
    strangers = {
        str(path.relative_to(STYLES)): re.findall(r"#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8"))
        for path in sorted(STYLES.rglob("*.css"))
        if path.name not in ("tokens.css", "10-token.css")  # screens and paper: one file of tokens each
    }
    assert {name: found for name, found in strangers.items() if found} == {}


def test_a_class_has_the_same_colours_on_paper_as_on_the_screen():
    colours = re.compile(r"--((?:tk|kr|ks|kb)-(?:fill|ink)): (#[0-9a-f]{6});")
    screen, paper = (
        dict(colours.findall((STYLES / name).read_text(encoding="utf-8")))
        for name in ("tokens.css", "cetak/10-token.css")
    )
    assert len(paper) == 8
    assert paper == screen


@pytest.mark.parametrize("state", ReviewState.values)
def test_every_state_of_a_review_has_a_badge_with_words_and_a_sign(state):
    html = render_to_string("components/badge_status.html", {"status": state})
    assert words(html) == ReviewState(state).label
    assert "<svg" in html


def test_a_class_is_told_by_code_word_sign_and_never_by_colour_alone():
    badges = [render_to_string("components/badge_tingkat.html", {"level": code}) for code in LEVEL_MARKS]
    assert [words(badge) for badge in badges] == [
        "TK Tidak Kumuh",
        "KR Kumuh Ringan",
        "KS Kumuh Sedang",
        "KB Kumuh Berat",
    ]
    signs = [re.search(r"<svg.*</svg>", badge, re.S).group() for badge in badges]
    assert len(set(signs)) == 4


def test_a_class_that_is_not_known_yet_says_so():
    assert words(render_to_string("components/badge_tingkat.html", {"level": None})) == "– Belum dinilai"


def test_a_missing_number_is_never_shown_as_zero():
    assert words(render_to_string("components/number.html", {"value": None, "unit": "ha"})) == "belum diukur"
    assert words(render_to_string("components/money.html", {"value": None})) == "belum diisi"
    assert words(render_to_string("components/money.html", {"value": 0})) == "Rp 0"
    assert words(render_to_string("components/money.html", {"value": 1_250_000})) == "Rp 1.250.000"


def test_a_field_says_whether_it_must_be_filled_shows_its_unit_and_keeps_its_hint_and_error_together():
    html = Template("{% load crispy_forms_filters %}{{ form.area|as_crispy_field }}").render(
        Context({"form": faulty_form()})
    )
    assert "wajib" in html
    assert '<span class="input-group-text">ha</span>' in html
    for part in ("id_galat-area_helptext", "id_galat-area_error"):
        assert html.count(f'id="{part}"') == 1
        assert part in re.search(r'aria-describedby="([^"]+)"', html).group(1)
    assert words(html).index("Koma atau titik") < words(html).index("bukan angka")
    assert 'id="id_galat-area_echo"' in html


def test_an_optional_field_says_that_it_may_stay_empty():
    html = Template("{% load crispy_forms_filters %}{{ form.reason|as_crispy_field }}").render(
        Context({"form": ExampleForm()})
    )
    assert "boleh kosong" in html
    assert "wajib" not in html


def test_the_error_summary_leads_to_every_field_in_error_also_to_the_first_of_a_group():
    form = ExampleForm({}, prefix="galat")
    html = Template("{% load crispy_forms_filters %}{{ form|crispy }}").render(Context({"form": form}))
    targets = set(re.findall(r'<a href="#([^"]+)">', html))
    assert len(targets) == len(form.errors)
    assert "id_galat-executor_0" in targets
    for target in targets:
        assert f'id="{target}"' in html


def test_a_form_without_errors_has_no_summary():
    html = Template("{% load crispy_forms_filters %}{{ form|crispy }}").render(Context({"form": ExampleForm()}))
    assert "error-summary" not in html


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_needs_no_request_and_says_what_is_safe_and_what_to_do(name):
    text = words(render_to_string(name))
    assert "Yang aman" in text
    assert "Yang bisa dilakukan" in text


def test_a_refusal_names_its_reason():
    assert "hanya Pokja PKP kota" in words(render_to_string("403.html", {"exception": "hanya Pokja PKP kota"}))
