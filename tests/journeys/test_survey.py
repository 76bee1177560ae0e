"""Households are put down on a phone, one after the other, and by keyboard; a difference is settled on the screen."""

import pytest
from playwright.sync_api import expect

from kumuh.conditions.models import RtRecord
from planning.methods.models import Household
from tests.journeys.test_methods import address, at_desk, on_phone, world  # noqa: F401 - fixtures
from tests.planning.methods.surveyed import filled_survey, recorded, surveyed

pytestmark = pytest.mark.django_db(transaction=True)


def pick(page, name, value):
    """Touch the words of a choice."""
    page.locator(f"[name={name}][value={value}] + label").tap()


def test_one_house_after_the_other_is_put_down_on_a_phone(world, on_phone):  # noqa: F811
    session = surveyed(world)
    on_phone.goto(address("survey-desk", session))
    on_phone.get_by_role("link", name="Keluarga RT 001").tap()
    on_phone.get_by_label("Nomor rumah atau bangunan").fill("12")
    on_phone.get_by_label("Alamat").fill("Gang Contoh")
    expect(on_phone.get_by_text("Plengsengan atau cemplung")).to_be_hidden()
    pick(on_phone, "jamban", "SENDIRI")
    expect(on_phone.get_by_text("Plengsengan atau cemplung")).to_be_visible()
    pick(on_phone, "kloset", "LEHER_ANGSA")
    on_phone.get_by_label("Sumber utama air minum dan masak").select_option("SUNGAI")
    on_phone.get_by_role("button", name="Simpan, keluarga berikutnya").tap()
    expect(on_phone.get_by_role("heading", level=1)).to_contain_text("Keluarga ke-2")
    expect(on_phone.get_by_text("Tidak beres: 3a.")).to_be_visible()
    expect(on_phone.get_by_label("Alamat")).to_have_value("Gang Contoh")
    expect(on_phone.get_by_label("Nomor rumah atau bangunan")).to_have_value("")
    expect(on_phone.get_by_role("button", name="Pakai isian itu")).to_have_count(0)  # what was saved is no draft
    assert on_phone.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draf:')).length") == 0
    assert Household.objects.get().answers == {"jamban": "SENDIRI", "kloset": "LEHER_ANGSA", "sumber_air": "SUNGAI"}


def test_a_household_is_put_down_by_keyboard_alone(world, at_desk):  # noqa: F811
    session = surveyed(world)
    at_desk.goto(address("household-add", session, world.rts[0].pk))
    at_desk.get_by_label("Nomor rumah atau bangunan").focus()
    keyboard = at_desk.keyboard
    keyboard.type("7")
    keyboard.press("Tab")
    keyboard.type("Keluarga Contoh")
    at_desk.locator("[name=akses_jalan]").last.focus()  # "Belum" is chosen
    keyboard.press("ArrowUp")
    keyboard.press("Tab")
    keyboard.press("ArrowUp")
    at_desk.get_by_label("Panjang lantai").focus()
    keyboard.type("6,5")
    keyboard.press("Enter")
    expect(at_desk.get_by_text("No. 7, Keluarga Contoh tersimpan.")).to_be_visible()
    held = Household.objects.get()
    assert held.answers == {"akses_jalan": "TIDAK", "hadap": "LAIN", "panjang": "6.5"}


def test_a_difference_is_settled_with_a_reason_that_shows_when_it_is_needed(world, on_phone):  # noqa: F811
    session = filled_survey(world)
    recorded(world, air_akses_aman=3)
    on_phone.goto(address("survey-rt", session, world.rts[0].pk))
    on_phone.get_by_role("link", name="Putuskan").tap()
    reason = on_phone.get_by_label("Alasan tetap memakai data RT").first
    expect(reason).to_be_hidden()
    pick(on_phone, "air_akses_aman", "TETAP")
    expect(reason).to_be_visible()
    pick(on_phone, "air_akses_aman", "AMBIL")
    expect(reason).to_be_hidden()
    on_phone.get_by_role("button", name="Simpan keputusan").tap()
    expect(on_phone.get_by_text("Keputusan tentang RT 001 / RW 001 tersimpan.")).to_be_visible()
    assert RtRecord.objects.get().volumes["air_akses_aman"] == "0"
