"""Names of residents, telephone numbers and NIK never pass into public words."""

import pytest

from planning.public.privacy import HIDDEN_NAME, HIDDEN_NUMBER, Veil

veil = Veil(["Siti Aminah", "Slamet", "Ketua RT Budi Contoh", ""])


@pytest.mark.parametrize(
    ("typed", "public"),
    [
        ("Usul Siti  Aminah diterima.", f"Usul {HIDDEN_NAME} diterima."),
        ("siti aminah keberatan", f"{HIDDEN_NAME} keberatan"),
        ("Di depan rumah Pak Slamet", f"Di depan rumah {HIDDEN_NAME}"),
        ("menurut Ibu Aminah dan Sdr. Budi", f"menurut {HIDDEN_NAME} dan {HIDDEN_NAME}"),
        ("Hubungi 0812-3456-7890", f"Hubungi {HIDDEN_NUMBER}"),
        ("WA +62 812 3456 789", f"WA {HIDDEN_NUMBER}"),
        ("NIK 3375031212900001", f"NIK {HIDDEN_NUMBER}"),
    ],
)
def test_people_and_their_numbers_are_replaced(typed, public):
    assert veil(typed) == public


@pytest.mark.parametrize(
    "kept",
    [
        "Gang Slamet, sebelah musala",
        "Rumah ibu hamil didahulukan",
        "Pak Lurah dan ibu PKK setuju",
        "Saluran 120 m, Rp 812.345.678",
        "Sitinggil",
        "Edisi 2026 halaman 0812",
    ],
)
def test_places_offices_and_amounts_stay_readable(kept):
    assert veil(kept) == kept


def test_nothing_known_hides_no_name_but_still_numbers():
    assert Veil([])("Pak Slamet 081234567890") == f"Pak Slamet {HIDDEN_NUMBER}"
