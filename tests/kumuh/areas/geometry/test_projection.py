"""Where on earth the coordinates of a file belong."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry import shape

from kumuh.areas.geometry import UTM_ZONES, BoundaryError, read_boundaries
from tests.kumuh.areas.geometry.files import (
    PODOSUGIH,
    geojson,
    in_projection,
    shapefile,
    square_around,
    vector_files,
    zipped,
)

PLACES = {
    "46N": (95.32, 5.55),
    "47S": (100.35, -0.95),
    "48S": (106.85, -6.2),
    "49N": (109.33, 0.2),
    "49S": PODOSUGIH,
    "50S": (116.12, -8.58),
    "51N": (124.84, 1.49),
    "51S": (119.42, -5.14),
    "52S": (128.18, -3.7),
    "53S": (134.06, -0.86),
    "54S": (140.7, -2.53),
}


def place_in(zone: str) -> tuple[float, float]:
    """Return a place in the zone: a town where there is one, otherwise any spot on the equator."""
    number = int(zone[:-1])
    return PLACES.get(zone, (max(number * 6 - 183, 94.5), 1.2 if zone.endswith("N") else -1.2))


def same_place(geometry: dict[str, object], expected: shapely.Polygon) -> bool:
    found = shape(geometry)
    return found.symmetric_difference(expected).area < expected.area * 1e-3


@pytest.mark.parametrize("zone", UTM_ZONES)
def test_shapefile_of_every_utm_zone_lands_where_it_was_drawn(zone: str) -> None:
    drawn = square_around(*place_in(zone))
    content = shapefile([in_projection(drawn, UTM_ZONES[zone])], UTM_ZONES[zone], nama=["RT 01"])

    result = read_boundaries(content, "batas.zip")

    assert [item.name for item in result.shapes] == ["RT 01"]
    assert same_place(result.shapes[0].geometry, drawn)
    assert result.warnings == ()
    assert f"zone {zone}" in result.projection


@pytest.mark.parametrize("zone", UTM_ZONES)
def test_metres_without_projection_find_their_zone_near_the_kelurahan(zone: str) -> None:
    drawn = square_around(*place_in(zone))
    files = vector_files([in_projection(drawn, UTM_ZONES[zone])], UTM_ZONES[zone], ".shp", nama=["RT"])
    del files["batas.prj"]

    result = read_boundaries(zipped(files), "batas.zip", near=place_in(zone))

    assert same_place(result.shapes[0].geometry, drawn)
    assert result.warnings == (f"Berkas tidak menyebut proyeksi; dibaca sebagai WGS 84 / UTM zone {zone}.",)


def test_metres_without_projection_and_without_a_place_ask_for_the_zone() -> None:
    content = geojson(in_projection(square_around(*PODOSUGIH), 32749))

    with pytest.raises(BoundaryError, match="Pilih zona UTM") as refusal:
        read_boundaries(content, "rt.geojson")

    assert refusal.value.zone_choices == tuple(f"{zone}S" for zone in range(47, 55))
    answered = read_boundaries(content, "rt.geojson", zone="49S")
    assert same_place(answered.shapes[0].geometry, square_around(*PODOSUGIH))


def test_a_zone_outside_indonesia_is_refused() -> None:
    content = geojson(in_projection(square_around(*PODOSUGIH), 32749))
    with pytest.raises(BoundaryError, match="Zona UTM 31N tidak ada di Indonesia"):
        read_boundaries(content, "rt.geojson", zone="31N")


def test_swapped_degrees_are_repaired_and_said() -> None:
    drawn = square_around(*PODOSUGIH)
    swapped = shapely.transform(drawn, lambda points: points[:, ::-1])

    result = read_boundaries(geojson(swapped), "rt.geojson")

    assert same_place(result.shapes[0].geometry, drawn)
    assert "lintang lebih dulu" in result.warnings[-1]


def test_swapped_metres_are_repaired_and_said() -> None:
    content = geojson(in_projection(square_around(*PODOSUGIH), 32749, swapped=True), crs="urn:ogc:def:crs:EPSG::32749")

    result = read_boundaries(content, "rt.geojson")

    assert same_place(result.shapes[0].geometry, square_around(*PODOSUGIH))
    assert result.warnings == ("Urutan koordinat di berkas terbalik (lintang lebih dulu); sudah dibetulkan.",)


def test_negative_latitudes_need_no_warning() -> None:
    result = read_boundaries(geojson(square_around(*PODOSUGIH), crs="EPSG:4326"), "rt.geojson")
    assert result.warnings == ()
    assert shape(result.shapes[0].geometry).bounds[1] == pytest.approx(-6.89896, abs=1e-4)


def test_degrees_that_claim_to_be_metres_are_read_as_degrees_and_said() -> None:
    content = geojson(square_around(*PODOSUGIH), crs="EPSG:32749")

    result = read_boundaries(content, "rt.geojson")

    assert same_place(result.shapes[0].geometry, square_around(*PODOSUGIH))
    assert "WGS 84 / UTM zone 49S) tidak cocok" in result.warnings[0]


def test_survey_projections_of_the_land_office_are_read_from_their_declaration() -> None:
    drawn = square_around(*PODOSUGIH)
    content = shapefile([in_projection(drawn, 23835)], 23835, nama=["RT 01"])

    result = read_boundaries(content, "batas.zip")

    assert "TM-3" in result.projection
    assert same_place(result.shapes[0].geometry, drawn)


def test_a_place_outside_indonesia_is_refused() -> None:
    with pytest.raises(BoundaryError, match="di luar Indonesia"):
        read_boundaries(geojson(square_around(4.9, 52.37)), "amsterdam.geojson")


def test_a_wrong_zone_shows_as_a_distance_from_the_kelurahan() -> None:
    content = geojson(in_projection(square_around(*PODOSUGIH), 32749), crs="EPSG:32750")

    result = read_boundaries(content, "rt.geojson", near=PODOSUGIH)

    assert result.shapes[0].warnings == ("Letaknya 663 km dari wilayah yang dipilih.",)
