"""Boundaries of places: saved as shown, measured, found for a map."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from shapely.geometry import mapping

from kumuh.areas.errors import BoundaryRefused
from kumuh.areas.models import Boundary, Region
from kumuh.areas.queries import boundaries_on, expected_place, map_areas, removed_boundaries
from kumuh.areas.services import (
    NewBoundary,
    delete_boundary,
    import_boundaries,
    place_in_settlement,
    settlement_named,
)
from tests.kumuh.areas.geometry.files import PODOSUGIH, square_around

TODAY = date(2026, 1, 1)
SMALL = mapping(square_around(*PODOSUGIH, side_m=200))
LARGE = mapping(square_around(*PODOSUGIH, side_m=1000))


def save(*boundaries: NewBoundary, by=None) -> list[Boundary]:
    return import_boundaries(boundaries=boundaries, source="Peta RW 2025", by=by)


def test_hectares_and_box_are_computed_on_saving(places, cast) -> None:
    (boundary,) = save(NewBoundary(places.kelurahan, LARGE, Decimal(95)), by=cast.fasilitator)
    assert boundary.area_code == places.kelurahan.code
    assert boundary.computed_ha.quantize(Decimal(1)) == Decimal(100)
    assert boundary.west < PODOSUGIH[0] < boundary.east
    assert boundary.south < PODOSUGIH[1] < boundary.north


def test_a_newer_boundary_takes_the_place_of_the_older_one_and_history_keeps_both(places) -> None:
    save(NewBoundary(places.kelurahan, LARGE))
    save(NewBoundary(places.kelurahan, SMALL))
    boundary = Boundary.objects.get()
    assert (boundary.geometry["coordinates"][0][0][0], boundary.version) == (SMALL["coordinates"][0][0][0], 2)
    assert boundary.history.count() == 2


def test_a_kawasan_belongs_to_its_city(places) -> None:
    kawasan = settlement_named(city=places.city, name="Krapyak Lor")
    assert save(NewBoundary(kawasan, SMALL))[0].area_code == "33.75"


def test_all_or_nothing_is_saved(places, world) -> None:
    flat = {"type": "Polygon", "coordinates": [[[109.0, -6.0], [109.1, -6.0], [109.0, -6.0], [109.0, -6.0]]]}
    with pytest.raises(BoundaryRefused, match="RT 002 / RW 001 tidak mempunyai luas"):
        save(NewBoundary(world.rts[0], SMALL), NewBoundary(world.rts[1], flat))
    assert not Boundary.objects.exists()


def test_refusals_say_why(places, world) -> None:
    with pytest.raises(BoundaryRefused, match="Tidak ada bidang"):
        save()
    with pytest.raises(BoundaryRefused, match="RT 001 / RW 001 dipilih untuk lebih dari satu bidang"):
        save(NewBoundary(world.rts[0], SMALL), NewBoundary(world.rts[0], LARGE))
    with pytest.raises(BoundaryRefused, match="Sumber batas wajib diisi"):
        import_boundaries(boundaries=[NewBoundary(world.rts[0], SMALL)], source=" ", by=None)


def test_a_boundary_can_be_taken_away_and_place_line_and_reason_stay(places, cast) -> None:
    (boundary,) = save(NewBoundary(places.kelurahan, LARGE))
    reason = "Garisnya dari peta lama dan melewati sungai; " + "menunggu pengukuran ulang oleh tim TIPP. " * 4
    delete_boundary(boundary=boundary, reason=reason, by=cast.fasilitator)
    assert Region.objects.filter(pk=places.kelurahan.pk).exists()
    assert not Boundary.objects.exists()
    last = Boundary.history.first()
    assert (last.history_type, last.history_user, last.history_change_reason) == ("-", cast.fasilitator, reason.strip())
    assert last.geometry["coordinates"][0][0][0] == LARGE["coordinates"][0][0][0]


def test_a_boundary_is_not_taken_away_without_a_reason_or_after_somebody_replaced_it(places, cast) -> None:
    (seen,) = save(NewBoundary(places.kelurahan, LARGE))
    with pytest.raises(BoundaryRefused, match="Tulis alasan"):
        delete_boundary(boundary=seen, reason=" ", by=cast.fasilitator)
    save(NewBoundary(places.kelurahan, SMALL))
    with pytest.raises(BoundaryRefused, match="baru saja diganti"):
        delete_boundary(boundary=seen, reason="Garis lama.", by=cast.fasilitator)
    assert Boundary.objects.get().version == 2


@pytest.mark.parametrize("count", [1, 3])
def test_boundaries_that_were_taken_away_are_told_with_name_person_and_reason(
    world, count: int, django_assert_num_queries
) -> None:
    for boundary in save(*(NewBoundary(rt, SMALL) for rt in world.rts[:count])):
        delete_boundary(boundary=boundary, reason="Salah RT.", by=world.cast.askot)
    with django_assert_num_queries(1):
        told = removed_boundaries(world.places.kelurahan)
    assert {(row.name, row.who, row.reason) for row in told} == {
        (rt.label, str(world.cast.askot), "Salah RT.") for rt in world.rts[:count]
    }
    assert removed_boundaries(world.places.next_kelurahan) == []


def test_the_map_of_a_kelurahan_draws_the_widest_first_and_only_what_is_valid(places, world) -> None:
    rts = world.rts
    place_in_settlement(rts=[rts[0]], settlement=settlement_named(city=places.city, name="Krapyak Lor"))
    rts[2].valid_to = date(2025, 12, 31)
    rts[2].save()
    save(
        NewBoundary(rts[0], SMALL, Decimal(5)),
        NewBoundary(rts[2], SMALL),
        NewBoundary(places.kelurahan, LARGE),
        NewBoundary(places.next_kelurahan, LARGE),
        NewBoundary(rts[0].settlement, SMALL),
    )

    areas = map_areas(boundaries_on(places.kelurahan, TODAY))

    assert [(area.kind, area.name, area.comparison.flagged) for area in areas] == [
        ("kelurahan", "Krapyak", False),
        ("kawasan", "Krapyak Lor", False),
        ("RT", "RT 001 / RW 001", True),
    ]
    assert areas[2].feature()["properties"] == {
        "kind": "RT",
        "name": "RT 001 / RW 001",
        "note": "4,00\N{NO-BREAK SPACE}ha",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_a_map_takes_one_query(world, count: int, django_assert_num_queries) -> None:
    save(*(NewBoundary(rt, SMALL) for rt in world.rts[:count]))
    kelurahan = world.places.kelurahan
    with django_assert_num_queries(1):
        assert len(map_areas(boundaries_on(kelurahan, TODAY))) == count


def test_a_place_is_expected_at_its_centroid_or_that_of_the_region_above(places) -> None:
    assert expected_place(places.kelurahan) is None
    Region.objects.filter(pk="33.75").update(latitude=Decimal("-6.889"), longitude=Decimal("109.675"))
    assert expected_place(places.kelurahan) == (109.675, -6.889)
    Region.objects.filter(pk=places.kelurahan.pk).update(latitude=Decimal("-6.87"), longitude=Decimal("109.69"))
    assert expected_place(places.kelurahan) == (109.69, -6.87)
