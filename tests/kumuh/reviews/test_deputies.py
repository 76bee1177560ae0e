"""Somebody acts as Plt. or a.n.: the mandate stands beside the name wherever the decision is told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kumuh.accounts.services import Deputy, assign
from kumuh.core.formats import tanggal
from kumuh.reviews import queries, services

LETTER = date(2026, 1, 5)
WORDS = f"Plt. Lurah Krapyak, surat nomor 800/12 tanggal {tanggal(LETTER)}"


@pytest.fixture
def deputy(cast, places):
    """The camat acts as lurah by letter."""
    mandate = Deputy("PLT", "800/12", LETTER, "Lurah Krapyak")
    assign(user=cast.camat, role="LURAH", region=places.kelurahan, by=cast.admin, deputy=mandate)
    return cast.camat


def test_the_event_and_the_pages_name_the_mandate(verified, cast, deputy, as_user):
    services.approve(review=verified, by=deputy)
    last = queries.timeline(verified).last()
    assert (last.role, last.mandate, last.capacity) == ("LURAH", WORDS, WORDS)
    page = as_user(cast.pokja).get(reverse("reviews:review-detail", args=[verified.pk])).content.decode()
    assert f"{deputy} ({WORDS})" in page


def test_the_words_of_an_event_stay_when_the_mandate_ends(verified, cast, deputy):
    services.approve(review=verified, by=deputy)
    deputy.assignments.get(role="LURAH").delete()
    assert queries.timeline(verified).last().mandate == WORDS


def test_who_holds_the_role_in_their_own_right_needs_no_mandate(verified, cast):
    services.approve(review=verified, by=cast.lurah)
    assert (queries.timeline(verified).last().mandate, queries.timeline(verified).last().capacity) == ("", "Lurah")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Deputy("PLT", " ", LETTER), "letter_number"),
        (Deputy("PLH", "800/12", None), "letter_number"),
        (Deputy("AN", "800/12", LETTER, " "), "on_behalf_of"),
        (Deputy("PLT", "800/12", date(2999, 1, 1)), "letter_date"),
    ],
)
def test_a_mandate_without_its_letter_is_refused(cast, places, wrong, field):
    with pytest.raises(ValidationError) as refused:
        assign(user=cast.camat, role="LURAH", region=places.kelurahan, by=cast.admin, deputy=wrong)
    assert list(refused.value.message_dict) == [field]
    assert not cast.camat.assignments.filter(role="LURAH").exists()


def test_the_admin_types_the_mandate_with_the_assignment(cast, places, as_user):
    address = reverse("accounts:assignment-create", args=[cast.camat.pk, places.city.pk])
    typed = {"role": "LURAH", "region": places.kelurahan.pk, "valid_from": "2026-01-10", "mandate": "PLT"}
    browser = as_user(cast.admin)
    assert "Tulis nomor dan tanggal surat mandat." in browser.post(address, typed).content.decode()
    letter = {"letter_number": "800/12", "letter_date": LETTER.isoformat(), "on_behalf_of": "Lurah Krapyak"}
    browser.post(address, typed | letter)
    page = browser.get(reverse("accounts:person-detail", args=[cast.camat.pk])).content.decode()
    assert WORDS in page
