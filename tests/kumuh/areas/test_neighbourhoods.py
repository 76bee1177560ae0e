"""RT and RW through time: made, split, merged, renamed, and still summing up."""

from __future__ import annotations

from datetime import date

import pytest
from shapely.geometry import mapping

from kumuh.areas.errors import NeighbourhoodRefused
from kumuh.areas.models import Boundary, Lineage, Neighbourhood, Settlement
from kumuh.areas.queries import (
    find_rt,
    lineage_of,
    neighbourhoods_on,
    predecessors_on,
    rts_by_rw,
    settlements_of,
    successors_on,
)
from kumuh.areas.services import (
    NewBoundary,
    Part,
    create_neighbourhood,
    import_boundaries,
    merge_neighbourhoods,
    place_in_settlement,
    rename_neighbourhood,
    settlement_named,
    split_neighbourhood,
)
from tests.kumuh.areas.geometry.files import PODOSUGIH, square_around

JANUARY, JUNE, JULY = date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 1)
REASON = "SK Lurah 5/2025"


@pytest.fixture
def rw(places):
    return create_neighbourhood(kelurahan=places.kelurahan, kind="RW", number="5")


@pytest.fixture
def rt(places, rw):
    return create_neighbourhood(kelurahan=places.kelurahan, kind="RT", number="3", rw=rw, valid_from=JANUARY)


def labels_on(kelurahan, day: date, kind: str | None = "RT") -> list[str]:
    return [row.label for row in neighbourhoods_on(kelurahan, day, kind)]


class TestCreate:
    def test_numbers_and_labels_are_written_the_same_way_for_everybody(self, places, rt, rw) -> None:
        assert (rw.number, rw.label, rt.number, rt.label) == ("005", "RW 005", "003", "RT 003 / RW 005")

    def test_a_place_without_rw_has_rt_too(self, places) -> None:
        alone = create_neighbourhood(kelurahan=places.kelurahan, kind="RT", number="1")
        assert (alone.label, alone.parent) == ("RT 001", None)

    def test_the_same_number_in_another_rw_is_another_rt(self, places, rt) -> None:
        other = create_neighbourhood(kelurahan=places.kelurahan, kind="RW", number="6")
        create_neighbourhood(kelurahan=places.kelurahan, kind="RT", number="3", rw=other)
        assert labels_on(places.kelurahan, JULY) == ["RT 003 / RW 005", "RT 003 / RW 006"]

    def test_a_number_in_use_is_refused(self, places, rt, rw) -> None:
        with pytest.raises(NeighbourhoodRefused, match="RT 003 / RW 005 sudah ada di Krapyak"):
            create_neighbourhood(kelurahan=places.kelurahan, kind="RT", number="RT 03", rw=rw)

    def test_wrong_places_are_refused(self, places, rt, rw) -> None:
        far = Settlement.objects.create(city=places.far_city, name="Kawasan Jauh")
        cases = [
            ({"kelurahan": places.city}, "hanya ada di kelurahan"),
            ({"kelurahan": places.next_kelurahan, "rw": rw}, "bukan RW yang berlaku di kelurahan ini"),
            ({"rw": rt}, "bukan RW yang berlaku"),
            ({"kind": "RW", "rw": rw}, "di dalam RW lain"),
            ({"settlement": far}, "kota lain"),
            ({"number": "tiga"}, "misalnya 003"),
        ]
        for change, reason in cases:
            values = {"kelurahan": places.kelurahan, "kind": "RT", "number": "9"} | change
            with pytest.raises(NeighbourhoodRefused, match=reason):
                create_neighbourhood(**values)


class TestSplit:
    def test_the_old_one_ends_and_the_parts_begin_the_day_after(self, places, cast, rt, rw) -> None:
        parts = split_neighbourhood(
            neighbourhood=rt, into=[Part("3", rw), Part("9", rw)], on=JULY, reason=REASON, by=cast.fasilitator
        )

        assert labels_on(places.kelurahan, JUNE) == ["RT 003 / RW 005"]
        assert labels_on(places.kelurahan, JULY) == ["RT 003 / RW 005", "RT 009 / RW 005"]
        assert [part.valid_from for part in parts] == [JULY, JULY]
        arrows = lineage_of(places.kelurahan)
        assert [(str(arrow), arrow.kind, arrow.reason) for arrow in arrows] == [
            ("RT 003 / RW 005 → RT 009 / RW 005", "PECAH", REASON),
            ("RT 003 / RW 005 → RT 003 / RW 005", "PECAH", REASON),
        ]

    def test_totals_across_a_split_cover_the_same_rt(self, cast, rt, rw) -> None:
        parts = split_neighbourhood(
            neighbourhood=rt, into=[Part("3", rw), Part("9", rw)], on=JULY, reason=REASON, by=None
        )
        assert successors_on([rt], JULY) == parts
        assert predecessors_on(parts, JUNE) == [rt]
        assert successors_on([rt], JUNE) == [rt]

    def test_refusals_change_nothing(self, places, rt, rw) -> None:
        cases = [
            ({"into": [Part("3", rw)]}, "paling sedikit dua RT"),
            ({"reason": "  "}, "Alasan perubahan wajib diisi"),
            ({"on": JANUARY}, "baru berlaku 01-01-2025"),
            ({"into": [Part("8", rw), Part("8", rw)]}, "RT 008 / RW 005 sudah ada"),
            ({"neighbourhood": rw}, "membuat RW baru"),
        ]
        for change, reason in cases:
            values = {"neighbourhood": rt, "into": [Part("3", rw), Part("9", rw)], "on": JULY, "reason": REASON}
            with pytest.raises(NeighbourhoodRefused, match=reason):
                split_neighbourhood(**values | change, by=None)
        assert labels_on(places.kelurahan, JULY) == ["RT 003 / RW 005"]
        assert not Lineage.objects.exists()

    def test_what_ended_is_not_split_again(self, rt, rw) -> None:
        split_neighbourhood(neighbourhood=rt, into=[Part("3", rw), Part("9", rw)], on=JULY, reason=REASON, by=None)
        with pytest.raises(NeighbourhoodRefused, match="sudah tidak berlaku sejak 30-06-2025"):
            split_neighbourhood(neighbourhood=rt, into=[Part("7", rw), Part("8", rw)], on=JULY, reason=REASON, by=None)


class TestMerge:
    def test_two_rt_become_one_and_keep_a_common_kawasan(self, places, rt, rw) -> None:
        other = create_neighbourhood(kelurahan=places.kelurahan, kind="RT", number="4", rw=rw)
        kawasan = settlement_named(city=places.city, name="Krapyak Lor")
        place_in_settlement(rts=[rt, other], settlement=kawasan)

        new = merge_neighbourhoods(neighbourhoods=[rt, other], number="3", rw=rw, on=JULY, reason=REASON, by=None)

        assert labels_on(places.kelurahan, JULY) == ["RT 003 / RW 005"]
        assert new.settlement == kawasan
        assert predecessors_on([new], JUNE) == [rt, other]
        assert list(settlements_of(places.kelurahan, JULY)) == [kawasan]

    def test_rt_of_different_kawasan_become_one_without_kawasan(self, places, rt, rw) -> None:
        other = create_neighbourhood(kelurahan=places.kelurahan, kind="RT", number="4", rw=rw)
        place_in_settlement(rts=[rt], settlement=settlement_named(city=places.city, name="Krapyak Lor"))
        new = merge_neighbourhoods(neighbourhoods=[rt, other], number="3", rw=rw, on=JULY, reason=REASON, by=None)
        assert Neighbourhood.objects.get(pk=new.pk).settlement is None

    def test_rt_of_merged_rw_move_along(self, places, rt, rw) -> None:
        second = create_neighbourhood(kelurahan=places.kelurahan, kind="RW", number="6")
        create_neighbourhood(kelurahan=places.kelurahan, kind="RT", number="1", rw=second)

        merge_neighbourhoods(neighbourhoods=[rw, second], number="5", on=JULY, reason=REASON, by=None)

        assert labels_on(places.kelurahan, JULY, None) == ["RT 001 / RW 005", "RT 003 / RW 005", "RW 005"]
        assert labels_on(places.kelurahan, JUNE, None) == ["RT 001 / RW 006", "RT 003 / RW 005", "RW 005", "RW 006"]

    def test_merging_needs_two_of_a_kind(self, places, rt, rw) -> None:
        stranger = create_neighbourhood(kelurahan=places.next_kelurahan, kind="RT", number="3")
        for rows in ([rt], [rt, rt], [rt, rw], [rt, stranger]):
            with pytest.raises(NeighbourhoodRefused, match="dua RT atau dua RW"):
                merge_neighbourhoods(neighbourhoods=rows, number="3", on=JULY, reason=REASON, by=None)


class TestRename:
    def test_the_earlier_name_stays_for_earlier_documents(self, places, rt, rw) -> None:
        rename_neighbourhood(neighbourhood=rt, number="7", rw=rw, on=JULY, reason=REASON, by=None)
        assert find_rt(places.kelurahan, "3", "5", JUNE) == rt
        assert find_rt(places.kelurahan, "3", "5", JULY) is None
        assert find_rt(places.kelurahan, "RT 7", "5", JULY).label == "RT 007 / RW 005"

    def test_boundary_and_kawasan_go_along(self, places, rt, rw) -> None:
        place_in_settlement(rts=[rt], settlement=settlement_named(city=places.city, name="Krapyak Lor"))
        square = NewBoundary(rt, mapping(square_around(*PODOSUGIH)))
        import_boundaries(boundaries=[square], source="Survei RT 2025", by=None)

        new = rename_neighbourhood(neighbourhood=rt, number="7", rw=rw, on=JULY, reason=REASON, by=None)

        assert new.settlement.name == "Krapyak Lor"
        assert [row.neighbourhood for row in Boundary.objects.order_by("pk")] == [rt, new]
        assert len({str(row.geometry) for row in Boundary.objects.all()}) == 1

    def test_a_renamed_rw_takes_its_rt_along(self, places, rt, rw) -> None:
        rename_neighbourhood(neighbourhood=rw, number="15", on=JULY, reason=REASON, by=None)
        assert labels_on(places.kelurahan, JULY, None) == ["RT 003 / RW 015", "RW 015"]
        assert [row.label for row in successors_on([rt], JULY)] == ["RT 003 / RW 015"]

    def test_an_rt_moves_to_another_rw(self, places, rt) -> None:
        other = create_neighbourhood(kelurahan=places.kelurahan, kind="RW", number="6")
        rename_neighbourhood(neighbourhood=rt, number="3", rw=other, on=JULY, reason=REASON, by=None)
        assert labels_on(places.kelurahan, JULY) == ["RT 003 / RW 006"]

    def test_no_change_is_refused(self, rt, rw) -> None:
        with pytest.raises(NeighbourhoodRefused, match="masih sama"):
            rename_neighbourhood(neighbourhood=rt, number="003", rw=rw, on=JULY, reason=REASON, by=None)

    def test_a_chain_of_changes_is_followed_to_its_end(self, rt, rw) -> None:
        first, _ = split_neighbourhood(
            neighbourhood=rt, into=[Part("3", rw), Part("9", rw)], on=JULY, reason=REASON, by=None
        )
        rename_neighbourhood(neighbourhood=first, number="30", rw=rw, on=date(2026, 1, 1), reason=REASON, by=None)
        assert [row.number for row in successors_on([rt], date(2026, 2, 1))] == ["009", "030"]
        assert [row.number for row in successors_on([rt], date(2025, 8, 1))] == ["003", "009"]


class TestSettlements:
    def test_a_kawasan_is_made_once_whatever_the_capitals(self, places) -> None:
        first = settlement_named(city=places.city, name=" Krapyak  Lor ")
        assert settlement_named(city=places.city, name="KRAPYAK LOR") == first
        assert first.name == "Krapyak Lor"

    def test_a_kawasan_needs_a_name(self, places) -> None:
        with pytest.raises(NeighbourhoodRefused, match="belum diisi"):
            settlement_named(city=places.city, name=" ")

    def test_an_rt_can_leave_its_kawasan(self, places, rt) -> None:
        place_in_settlement(rts=[rt], settlement=settlement_named(city=places.city, name="Krapyak Lor"))
        place_in_settlement(rts=[rt], settlement=None)
        rt.refresh_from_db()
        assert (rt.settlement, rt.version) == (None, 3)


@pytest.mark.parametrize("count", [1, 3])
def test_rt_under_their_rw_are_read_in_one_query(places, rw, count: int, django_assert_num_queries) -> None:
    for number in range(1, count + 1):
        create_neighbourhood(kelurahan=places.kelurahan, kind="RT", number=str(number), rw=rw)
    create_neighbourhood(kelurahan=places.kelurahan, kind="RT", number="99")
    with django_assert_num_queries(1):
        groups = rts_by_rw(places.kelurahan, JULY)
    assert [(str(group.rw), len(group.rts)) for group in groups] == [("RW 005", count), ("None", 1)]
