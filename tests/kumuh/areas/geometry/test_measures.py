"""Hectares, tolerance, thinning and drawing, against shapely and pyproj."""

from __future__ import annotations

from decimal import Decimal

import pyproj
import pytest
import shapely
from shapely.geometry import mapping, shape

from kumuh.areas.geometry import area_ha, bbox, compare, distance_km, draw, simplify_for_web
from tests.kumuh.areas.geometry.files import PODOSUGIH, in_projection, square_around

SQUARE = square_around(*PODOSUGIH, side_m=200)
HOLE = square_around(*PODOSUGIH, side_m=100)


def hectares_on_equal_area_map(geometry: shapely.Geometry) -> float:
    """A second opinion: the area on a cylindrical equal-area projection of the ellipsoid."""
    crs = "+proj=cea +lat_ts=-6.9 +lon_0=109.66 +ellps=WGS84"
    transformer = pyproj.Transformer.from_crs(4326, crs, always_xy=True)
    flat = shapely.transform(geometry, transformer.transform, interleaved=False)
    return flat.area / 10_000


@pytest.mark.parametrize(
    "geometry",
    [
        SQUARE,
        SQUARE.reverse(),
        shapely.Polygon(SQUARE.exterior.coords, [HOLE.exterior.coords]),
        shapely.Polygon(SQUARE.exterior.coords, [list(HOLE.exterior.coords)[::-1]]),
        shapely.MultiPolygon([SQUARE, square_around(109.68, -6.9)]),
    ],
    ids=["bidang", "arah terbalik", "lubang", "lubang terbalik", "dua bagian"],
)
def test_hectares_agree_with_an_equal_area_projection(geometry: shapely.Geometry) -> None:
    expected = hectares_on_equal_area_map(geometry)
    assert float(area_ha(mapping(geometry))) == pytest.approx(expected, rel=1e-5, abs=1e-4)


def test_a_square_of_two_hundred_metres_has_about_four_hectares_and_its_hole_one_less() -> None:
    ring = shapely.Polygon(SQUARE.exterior.coords, [HOLE.exterior.coords])
    assert area_ha(mapping(SQUARE)).quantize(Decimal("0.1")) == Decimal("4.0")
    assert area_ha(mapping(ring)).quantize(Decimal("0.1")) == Decimal("3.0")


def test_hectares_on_the_ellipsoid_are_near_those_of_the_utm_grid() -> None:
    grid = in_projection(SQUARE, 32749).area / 10_000
    assert float(area_ha(mapping(SQUARE))) == pytest.approx(grid, rel=2e-3)


@pytest.mark.parametrize(
    ("declared", "computed", "percent", "flagged"),
    [
        ("4.00", "4.20", "5.0", False),
        ("4.00", "4.2001", "5.0", True),
        ("4.00", "3.80", "-5.0", False),
        ("4.00", "3.79", "-5.3", True),
        ("0.95", "0.95", "0.0", False),
    ],
)
def test_declared_and_computed_hectares_are_flagged_beyond_five_percent(
    declared: str, computed: str, percent: str, flagged: bool
) -> None:
    result = compare(Decimal(declared), Decimal(computed))
    assert (result.difference_percent, result.flagged) == (Decimal(percent), flagged)


def test_nothing_is_flagged_where_one_area_is_unknown() -> None:
    assert compare(None, Decimal(4)).flagged is False
    assert compare(Decimal(4), None).difference_percent is None


def test_a_declared_area_of_zero_is_flagged_against_any_drawing() -> None:
    assert compare(Decimal(0), Decimal("0.5")).flagged is True


def test_the_tolerance_can_be_changed() -> None:
    assert compare(Decimal(4), Decimal("4.3"), tolerance=Decimal(10)).flagged is False


def test_the_box_goes_west_south_east_north() -> None:
    assert bbox(mapping(SQUARE)) == SQUARE.bounds


def test_neighbours_still_share_their_line_after_thinning() -> None:
    wavy = [(109.66 + 0.00001 * (step % 2), -6.9 + step * 0.0001) for step in range(21)]
    west = shapely.Polygon([*wavy, (109.65, -6.898), (109.65, -6.9)])
    east = shapely.Polygon([*wavy, (109.67, -6.898), (109.67, -6.9)])

    thin = [shape(item) for item in simplify_for_web([mapping(west), mapping(east)], tolerance_m=5)]

    assert sum(len(item.exterior.coords) for item in thin) < 20
    assert shapely.coverage_is_valid(thin)


def test_overlapping_shapes_are_thinned_one_by_one() -> None:
    thin = simplify_for_web([mapping(SQUARE), mapping(HOLE)])
    assert [shape(item).is_valid for item in thin] == [True, True]


def test_distance_is_zero_inside_and_kilometres_outside() -> None:
    assert distance_km(mapping(SQUARE), PODOSUGIH) == 0
    assert distance_km(mapping(SQUARE), (109.75, PODOSUGIH[1])) == pytest.approx(9.24, abs=0.05)


def test_the_drawing_has_true_proportions_and_north_up() -> None:
    north = square_around(PODOSUGIH[0], PODOSUGIH[1] + 0.002)

    drawing = draw([mapping(SQUARE), mapping(north)], width=400)

    assert drawing.height / drawing.width == pytest.approx(421 / 200, rel=0.06)
    assert drawing.labels[1][1] < drawing.labels[0][1]
    assert all(path.startswith("M") and path.endswith("Z") for path in drawing.paths)


def test_holes_are_separate_rings_of_the_same_path() -> None:
    ring = shapely.Polygon(SQUARE.exterior.coords, [HOLE.exterior.coords])
    assert draw([mapping(ring)]).paths[0].count("Z") == 2


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert draw([]).paths == ()
