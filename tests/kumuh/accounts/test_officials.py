"""Pejabat penanda tangan: who signs on which day."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kumuh.accounts import queries, services
from kumuh.accounts.enums import Mandate, Office
from kumuh.accounts.models import Official
from kumuh.accounts.services import Signer
from tests.cast import KELURAHAN

NIP = "19700101 199603 1 001"


def appoint(cast, region, name="Lurah Pertama Contoh", since=date(2025, 1, 1), **more):
    values = {"office": Office.LURAH, "signer": Signer(name, NIP), "valid_from": since} | more
    return services.appoint_official(region=region, by=cast.fasilitator, **values)


def test_a_successor_ends_the_term_of_the_predecessor_the_day_before(cast, places):
    first = appoint(cast, places.kelurahan)
    second = appoint(cast, places.kelurahan, "Lurah Kedua Contoh", date(2026, 3, 1))
    on = lambda *day: queries.official_on(places.kelurahan, Office.LURAH, date(*day))  # noqa: E731
    assert on(2024, 12, 31) is None
    assert on(2026, 2, 28) == first
    assert on(2026, 3, 1) == second
    assert queries.officials_on([KELURAHAN], date(2026, 3, 1)) == {(KELURAHAN, Office.LURAH): second}


def test_an_acting_official_signs_in_the_period_of_the_mandate(cast, places):
    appoint(cast, places.kelurahan)
    acting = appoint(
        cast,
        places.kelurahan,
        since=date(2026, 3, 1),
        valid_to=date(2026, 3, 31),
        signer=Signer("Sekretaris Contoh", NIP, Mandate.PLT, "800/12/2026"),
    )
    assert queries.official_on(places.kelurahan, Office.LURAH, date(2026, 3, 15)) == acting
    assert queries.official_on(places.kelurahan, Office.LURAH, date(2026, 4, 1)) is None
    assert acting.nip == "197001011996031001"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"signer": Signer("Contoh", "123")}, "nip"),
        ({"office": Office.CAMAT}, "office"),
        ({"valid_to": date(2024, 1, 1)}, "valid_to"),
        ({"valid_from": date(2024, 6, 1)}, "valid_from"),
    ],
)
def test_impossible_appointments_are_refused(cast, places, wrong, field):
    appoint(cast, places.kelurahan)
    with pytest.raises(ValidationError) as refused:
        appoint(cast, places.kelurahan, **{"valid_from": date(2026, 1, 1)} | wrong)
    assert set(refused.value.message_dict) == {field}
    assert Official.objects.get().valid_to is None


@pytest.mark.parametrize("who", ["ksm", "pemantau", "lurah", "stranger"])
def test_others_do_not_choose_who_signs(cast, places, who):
    with pytest.raises(PermissionDenied):
        services.appoint_official(
            region=places.kelurahan,
            office=Office.LURAH,
            signer=Signer("Contoh"),
            valid_from=date(2026, 1, 1),
            by=getattr(cast, who),
        )


def test_a_correction_keeps_the_old_words_in_the_history(cast, places):
    official = appoint(cast, places.kelurahan)
    services.correct_official(
        official=official, signer=Signer("Lurah Pertama Contoh, S.E.", NIP), valid_to=None, by=cast.bkm
    )
    names = official.history.order_by("history_id").values_list("name", flat=True)
    assert list(names) == ["Lurah Pertama Contoh", "Lurah Pertama Contoh, S.E."]


def test_signers_are_written_on_their_pages(as_user, cast, places):
    browser = as_user(cast.fasilitator)
    page = f"/pejabat/{KELURAHAN}/"
    assert "Belum ada pejabat" in browser.get(page).content.decode()
    fields = {"office": "LURAH", "name": "Lurah Contoh", "nip": "12", "mandate": "", "valid_from": "2026-01-01"}
    assert "NIP terdiri atas 18 angka" in browser.post(f"{page}baru/", fields).content.decode()
    browser.post(f"{page}baru/", fields | {"nip": NIP})
    official = Official.objects.get()
    assert "197001011996031001" in browser.get(page).content.decode()
    browser.post(f"/pejabat/{official.pk}/ubah/", fields | {"nip": "", "name": "Lurah Baru Contoh", "office": "CAMAT"})
    official.refresh_from_db()
    assert (official.name, official.nip, official.office) == ("Lurah Baru Contoh", "", "LURAH")
    refused = browser.post(f"/pejabat/{official.pk}/ubah/", fields | {"valid_to": "2020-01-01"})
    assert "lebih awal" in refused.content.decode()
    assert "Tambah pejabat" not in as_user(cast.ksm).get(page).content.decode()
