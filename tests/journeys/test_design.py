"""The shared pages in a browser: nothing out of reach, numbers understood as the server does, typed work kept."""

import json
from decimal import Decimal

import pytest
from django.conf import settings

from kumuh.core.formats import parse_number, show_number
from tests.journeys.conftest import DESK, PHONE

WRITTEN = [
    "9,7", "9.7", "1.500", "1,500", "1.500.000", "1,500,000", "1.500,25", "1,500.25", "1 500 000", "0,125", "1500,250",
    "Rp 1.500.000,00", "Rp. 1.500.000,-", "-6,9", "25 %", "12 ha", "007", "1.50.00", "1,2,3", "sembilan", "1.2.3,4",
    "12.", ",5", "123.456", "0.500", "1.234.567,891",
]  # fmt: skip
OVERLAPS = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(element =>
    element.getBoundingClientRect().right > innerWidth + 1
    && !element.closest(".leaflet-container, .visually-hidden, thead")
).map(element => element.outerHTML.slice(0, 80))"""
SMALL = """() => [...document.querySelectorAll(
    ".btn, button, select, summary, .page-link, input:not([type=hidden]):not([type=checkbox]):not([type=radio])"
)].filter(element => element.checkVisibility() && element.getBoundingClientRect().height < 43.5
).map(element => element.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("address", ["/gaya/", "/akun/login/", "/akun/password/reset/"])
def test_a_page_fits_the_screen_has_large_targets_and_no_serious_finding(open_page, accessible, viewport, address):
    page = open_page(viewport)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(SMALL) == []
    accessible(page)


@pytest.mark.parametrize("kind", ["uang", "bilangan", "ukuran"])
def test_the_echo_reads_a_number_as_the_server_does(page, kind):
    page.goto("/gaya/")
    heard = {text: page.evaluate("([text, kind]) => angka.read(text, kind, 'ha')", [text, kind]) for text in WRITTEN}
    for text, number in heard.items():
        try:
            expected = parse_number(text, kind, unit="ha")
        except ValueError:
            assert number is None, text
        else:
            assert Decimal(number or "NaN") == expected, text
            assert page.evaluate("number => angka.show(number, 0)", number) == shown(expected), text


def shown(number):
    """The number with exactly the decimals that were written."""
    return show_number(number, -number.as_tuple().exponent if number.as_tuple().exponent < 0 else 0)


def test_the_echo_stands_under_the_field(page):
    page.goto("/gaya/")
    page.fill("#id_area", "12,345")
    assert page.inner_text("#id_area_echo") == "dibaca: 12,345\N{NO-BREAK SPACE}ha"
    page.fill("#id_area", "dua belas")
    assert "belum terbaca" in page.inner_text("#id_area_echo")
    page.fill("#id_area", "")
    assert page.inner_text("#id_area_echo") == ""


def test_every_link_of_an_error_summary_reaches_its_field_also_a_folded_one(page):
    page.goto("/gaya/")
    links = page.locator("[data-galat] a").all()
    assert links
    for link in links:
        target = link.get_attribute("href").removeprefix("#")
        page.evaluate("id => { const fold = document.createElement('details'), field = document.getElementById(id);"
                      " field.before(fold); fold.append(field); }", target)  # fmt: skip
        link.click()
        assert page.evaluate("document.activeElement.id") == target


def test_somebody_quicker_than_the_script_keeps_the_field_they_are_in(page):
    page.add_init_script(
        "document.addEventListener('readystatechange', () => document.readyState === 'interactive'"
        " && document.getElementById('id_area').focus())"
    )
    page.goto("/gaya/")
    assert page.evaluate("document.activeElement.id") == "id_area"


def test_a_paper_list_is_typed_with_the_keyboard_alone(page):
    page.goto("/gaya/")
    page.focus("#id_hadir-1-place")
    page.keyboard.press("Enter")
    page.keyboard.type("RT 003")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("15")
    assert page.input_value("#id_hadir-2-place") == "RT 003"
    assert page.input_value("#id_hadir-2-women") == "15"
    assert page.input_value("#id_hadir-TOTAL_FORMS") == "3"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "id_hadir-1-women"


def test_a_removed_row_is_marked_and_leaves_the_sight(page):
    page.goto("/gaya/")
    page.locator("[data-formset-row]").first.get_by_role("button", name="Hapus baris").click()
    assert page.is_checked("#id_hadir-0-DELETE")
    assert not page.is_visible("#id_hadir-0-place")


def test_a_doubtful_step_is_asked_once_more_and_can_be_declined(page):
    page.goto("/gaya/")
    page.get_by_role("button", name="Kosongkan").click()
    page.get_by_role("button", name="Tidak, kembali").click()
    assert "hadir-TOTAL_FORMS" not in page.url
    page.get_by_role("button", name="Kosongkan", exact=True).click()
    page.get_by_role("button", name="Ya, kosongkan").click()
    page.wait_for_url("**hadir-TOTAL_FORMS**")


def test_a_table_is_sorted_by_its_headings_with_unknown_amounts_last(page):
    page.goto("/gaya/")
    page.get_by_role("button", name="Biaya").click()
    names = page.locator("table[data-urut] tbody th").all_inner_texts()
    assert names == [
        "Perbaikan saluran Gang 3",
        "Pavingisasi jalan lingkungan",
        "Tangki septik komunal",
        "Sambungan air minum",
    ]
    page.get_by_role("button", name="Biaya").click()
    assert page.locator("table[data-urut] tbody th").all_inner_texts()[0] != names[0]


def test_the_map_draws_every_area_with_the_pattern_of_its_class(page):
    page.goto("/gaya/")
    page.wait_for_selector(".leaflet-interactive")
    fills = page.eval_on_selector_all(
        "path.leaflet-interactive", "paths => paths.map(path => path.getAttribute('fill'))"
    )
    assert fills == [f"url(#pola-{level})" for level in ("tk", "kr", "ks", "kb", "none")]


def test_a_large_photo_is_shrunk_before_it_is_sent(page, tmp_path):
    from PIL import Image

    Image.effect_noise((3200, 2400), 60).convert("RGB").save(tmp_path / "lokasi.png")
    page.goto("/gaya/")
    page.set_input_files("#id_photo", tmp_path / "lokasi.png")
    page.wait_for_selector(".upload-preview img")
    name, size = page.eval_on_selector("#id_photo", "field => [field.files[0].name, field.files[0].size]")
    assert name == "lokasi.jpg"
    assert size < (tmp_path / "lokasi.png").stat().st_size / 2


@pytest.fixture
def offline_visit(browser, live_server, client, cast):
    """A signed-in visitor whose drafts never reach the server; the lost requests are expected here."""
    client.force_login(cast.fasilitator, backend="django.contrib.auth.backends.ModelBackend")
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, locale="id-ID")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    context.route("**/draf/**", lambda route: route.abort())
    yield context.new_page()
    context.close()


@pytest.mark.django_db(transaction=True)
def test_what_was_typed_without_connection_is_offered_again_and_sign_out_clears_it(offline_visit):
    page = offline_visit
    page.goto("/gaya/")
    page.fill("#id_name", "Saluran Gang 3")
    page.get_by_text("aman di HP ini").wait_for()
    page.reload()
    page.get_by_text("di HP ini, belum sampai ke server").wait_for()
    page.get_by_role("button", name="Pakai isian itu").click()
    assert page.input_value("#id_name") == "Saluran Gang 3"
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url(lambda url: "/gaya/" not in url)
    page.wait_for_url("**/")
    assert json.loads(page.evaluate("JSON.stringify(Object.keys(localStorage))")) == []
