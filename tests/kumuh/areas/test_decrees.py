"""The register of SK Kumuh."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from kumuh.areas.errors import DecreeRefused
from kumuh.areas.models import Decree
from kumuh.areas.queries import (
    active_decree,
    decree_register,
    decree_rts,
    decrees_due,
    listed_by_kelurahan,
    needs_review,
    written_areas,
)
from kumuh.areas.services import (
    DecreeData,
    Part,
    change_decree,
    list_in_decree,
    register_decree,
    rename_neighbourhood,
    revoke_decree,
    split_neighbourhood,
)
from tests.cast import make_rt, make_rw

SIGNED = date(2020, 12, 14)
DATA = DecreeData("430/1131 Tahun 2020", "Penetapan Lokasi Kumuh", SIGNED, "Wali Kota Pekalongan")


@pytest.fixture
def rts(world):
    return world.rts


@pytest.fixture
def decree(places, rts):
    decree = register_decree(city=places.city, data=DATA)
    list_in_decree(decree=decree, kelurahan=places.kelurahan, areas={rts[0]: Decimal("0.848808"), rts[1]: None})
    return decree


class TestRegister:
    @pytest.mark.parametrize(
        ("signed", "due"),
        [(SIGNED, date(2025, 12, 14)), (date(2024, 2, 29), date(2029, 2, 28)), (date(2020, 3, 1), date(2025, 3, 1))],
    )
    def test_the_review_is_due_five_years_later(self, places, signed: date, due: date) -> None:
        decree = register_decree(city=places.city, data=DecreeData(**vars(DATA) | {"signed_on": signed}))
        assert decree.review_on == due

    def test_a_number_is_registered_once_per_city(self, places, decree) -> None:
        with pytest.raises(DecreeRefused, match="sudah terdaftar di Kota Pekalongan"):
            register_decree(city=places.city, data=DecreeData("430/1131  TAHUN 2020", "Lain", SIGNED, "Wali Kota"))
        register_decree(city=places.far_city, data=DATA)

    def test_a_newer_decree_can_revoke_the_older_one(self, places, decree) -> None:
        newer = DecreeData("663/9 Tahun 2024", "Penetapan", date(2024, 3, 1), "Wali Kota Pekalongan")
        register_decree(city=places.city, data=newer, replaces=decree)
        decree.refresh_from_db()
        assert (decree.revoked_on, decree.revoked_reason) == (date(2024, 3, 1), "Diganti dengan SK 663/9 Tahun 2024")

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"signed_on": date(2999, 1, 1)}, "belum terjadi"),
            ({"review_on": SIGNED}, "sesudah tanggal penetapan"),
            ({"area_ha": Decimal("-1")}, "kurang dari nol"),
        ],
    )
    def test_what_no_paper_can_say_is_refused(self, places, change, reason: str) -> None:
        with pytest.raises(DecreeRefused, match=reason):
            register_decree(city=places.city, data=DecreeData(**vars(DATA) | change))
        assert not Decree.objects.exists()

    def test_only_a_kabupaten_or_kota_has_a_decree(self, places) -> None:
        with pytest.raises(DecreeRefused, match="satu kabupaten atau kota"):
            register_decree(city=places.kelurahan, data=DATA)

    def test_correcting_keeps_history_and_notices_a_second_editor(self, decree) -> None:
        opened = Decree.objects.get(pk=decree.pk).version
        change_decree(decree=decree, data=DecreeData(**vars(DATA) | {"signer_name": "Nama A"}), version=opened)
        with pytest.raises(DecreeRefused, match="baru saja diubah orang lain"):
            change_decree(decree=decree, data=DATA, version=opened)
        assert [row.signer_name for row in decree.history.order_by("history_id")] == ["", "Nama A"]


class TestRtList:
    def test_the_list_of_a_kelurahan_is_set_as_given(self, places, decree, rts) -> None:
        list_in_decree(decree=decree, kelurahan=places.kelurahan, areas={rts[0]: Decimal("0.9"), rts[2]: Decimal(1)})
        groups = listed_by_kelurahan(decree)
        assert [(group.kelurahan, [str(row) for row in group.rows], group.area_ha) for group in groups] == [
            (places.kelurahan, ["RT 001 / RW 001", "RT 003 / RW 001"], Decimal("1.9"))
        ]

    def test_another_kelurahan_is_left_alone(self, places, decree) -> None:
        other = make_rt(places.next_kelurahan)
        list_in_decree(decree=decree, kelurahan=places.next_kelurahan, areas={other: None})
        list_in_decree(decree=decree, kelurahan=places.kelurahan, areas={})
        assert [(group.kelurahan, group.area_ha) for group in listed_by_kelurahan(decree)] == [
            (places.next_kelurahan, None)
        ]

    def test_wrong_rows_are_refused(self, places, decree, rts) -> None:
        far = make_rt(places.far_kelurahan)
        cases = [
            (places.far_kelurahan, {far: None}, "tidak berada di kota"),
            (places.kelurahan, {far: None}, "bukan RT di Krapyak"),
            (places.kelurahan, {make_rw(places.kelurahan): None}, "bukan RT"),
            (places.kelurahan, {rts[0]: Decimal("-0.1")}, "kurang dari nol"),
        ]
        for kelurahan, areas, reason in cases:
            with pytest.raises(DecreeRefused, match=reason):
                list_in_decree(decree=decree, kelurahan=kelurahan, areas=areas)

    def test_hectares_of_the_paper_are_known_per_rt(self, places, decree, rts) -> None:
        assert written_areas(places.kelurahan, date(2021, 1, 1)) == {rts[0].pk: Decimal("0.848808")}
        assert written_areas(places.next_kelurahan, date(2021, 1, 1)) == {}

    def test_hectares_follow_a_new_number_but_not_a_split(self, places, decree, rts) -> None:
        rw = make_rw(places.kelurahan)
        new = rename_neighbourhood(neighbourhood=rts[0], number="21", rw=rw, on=date(2021, 5, 1), reason="SK", by=None)
        newer = rename_neighbourhood(neighbourhood=new, number="31", rw=rw, on=date(2021, 6, 1), reason="SK", by=None)
        assert written_areas(places.kelurahan, date(2021, 7, 1)) == {newer.pk: Decimal("0.848808")}
        into = [Part("1", rw), Part("11", rw)]
        split_neighbourhood(neighbourhood=newer, into=into, on=date(2023, 1, 1), reason="SK", by=None)
        assert written_areas(places.kelurahan, date(2024, 1, 1)).keys() == {newer.pk}

    def test_the_list_follows_a_split_rt(self, places, decree, rts) -> None:
        rw = make_rw(places.kelurahan)
        split_neighbourhood(
            neighbourhood=rts[0], into=[Part("1", rw), Part("11", rw)], on=date(2023, 1, 1), reason="SK", by=None
        )
        before, after = (decree_rts(decree, places.kelurahan, day) for day in (date(2022, 1, 1), date(2024, 1, 1)))
        assert [rt.number for rt in before] == ["001", "002"]
        assert [rt.number for rt in after] == ["001", "002", "011"]


class TestActive:
    def test_a_kelurahan_has_an_active_decree_from_its_signing(self, places, decree) -> None:
        assert active_decree(places.kelurahan, SIGNED) == decree
        assert active_decree(places.kelurahan, date(2020, 12, 13)) is None

    def test_a_kelurahan_without_rt_in_the_list_has_none(self, places, decree) -> None:
        assert active_decree(places.next_kelurahan, SIGNED) is None

    def test_the_newest_decree_counts(self, places, decree, rts) -> None:
        newer = register_decree(
            city=places.city, data=DecreeData("1/2023", "Penetapan", date(2023, 5, 1), "Wali Kota Pekalongan")
        )
        list_in_decree(decree=newer, kelurahan=places.kelurahan, areas={rts[0]: None})
        assert active_decree(places.kelurahan, date(2022, 1, 1)) == decree
        assert active_decree(places.kelurahan, date(2023, 5, 1)) == newer

    def test_a_revoked_decree_ends_on_its_day(self, places, decree) -> None:
        revoke_decree(decree=decree, on=date(2024, 1, 1), reason="Tidak kumuh lagi")
        assert active_decree(places.kelurahan, date(2023, 12, 31)) == decree
        assert active_decree(places.kelurahan, date(2024, 1, 1)) is None

    def test_revoking_needs_a_reason_a_later_day_and_happens_once(self, decree) -> None:
        with pytest.raises(DecreeRefused, match="Alasan pencabutan"):
            revoke_decree(decree=decree, on=date(2024, 1, 1), reason=" ")
        with pytest.raises(DecreeRefused, match="lebih awal"):
            revoke_decree(decree=decree, on=date(2020, 1, 1), reason="Salah")
        revoke_decree(decree=decree, on=date(2024, 1, 1), reason="Diganti")
        with pytest.raises(DecreeRefused, match="sudah dicabut"):
            revoke_decree(decree=decree, on=date(2024, 1, 1), reason="Diganti")


class TestReview:
    def test_a_decree_is_due_the_day_after_its_review_date_and_still_counts(self, places, decree) -> None:
        assert [needs_review(decree, date(2025, 12, day)) for day in (14, 15)] == [False, True]
        assert active_decree(places.kelurahan, date(2025, 12, 15)) == decree
        assert list(decrees_due(Decree.objects.all(), date(2025, 12, 15))) == [decree]

    def test_a_revoked_decree_needs_no_review(self, decree) -> None:
        revoked = revoke_decree(decree=decree, on=date(2024, 1, 1), reason="Diganti")
        assert needs_review(revoked, date(2026, 1, 1)) is False
        assert not decrees_due(Decree.objects.all(), date(2026, 1, 1)).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_counts_rt_kelurahan_and_hectares_in_one_query(
    places, rts, count: int, django_assert_num_queries
) -> None:
    with time_machine.travel(date(2024, 6, 1)):
        for number in range(count):
            data = DecreeData(f"{number}/2020", "Penetapan", SIGNED, "Wali Kota Pekalongan")
            decree = register_decree(city=places.city, data=data)
            list_in_decree(decree=decree, kelurahan=places.kelurahan, areas={rt: Decimal("0.5") for rt in rts})
    with django_assert_num_queries(1):
        rows = list(decree_register(Decree.objects.all()))
    assert [(row.rt_count, row.kelurahan_count, row.listed_ha) for row in rows] == [(3, 1, Decimal("1.5"))] * count
