"""The session ends or a field is forgotten while somebody types on a phone: nothing is lost."""

import pytest
from django.contrib.sessions.models import Session

from planning.proposals.models import Proposal
from tests.cast import World
from tests.journeys.conftest import PHONE
from tests.journeys.people import Person

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "sandi-contoh-yang-panjang-81"


@pytest.fixture
def world():
    return World()


@pytest.fixture
def typing(world, open_page, live_server):
    """The facilitator with a new usulan half typed on a phone."""
    user = world.cast.fasilitator
    user.set_password(PASSWORD)
    user.save()
    person = Person(open_page(PHONE), user, live_server.url)
    person.open("proposals:proposal-add", world.cycle.pk)
    return person.fill(title="Saluran depan mushola", asked_by_name="Kelompok Contoh", volume="1.250,5")


def test_what_was_typed_comes_back_after_signing_in_again(world, typing):
    Session.objects.all().delete()
    typing.press("Simpan usulan").reads("Isian Anda disimpan")
    page = typing.page
    page.get_by_label("Nama akun atau email").fill(world.cast.fasilitator.username)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/usulan/baru/**")
    assert [page.input_value(f"[name={name}]") for name in ("title", "asked_by_name", "volume")] == [
        "Saluran depan mushola",
        "Kelompok Contoh",
        "1.250,5",
    ]
    assert not Proposal.objects.exists()


def test_an_error_is_said_once_and_what_was_typed_stays(typing):
    page = typing.press("Simpan usulan").page
    summary = page.locator(".error-summary")
    summary.wait_for()
    assert page.evaluate("document.activeElement.matches('.error-summary')")
    lines = summary.get_by_role("link").all_inner_texts()
    assert "RT belum dipilih." in lines
    assert page.input_value("[name=title]") == "Saluran depan mushola"
