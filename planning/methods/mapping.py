"""Arithmetic of the social map: what coordinates mean, how long and how large things are, what lies in which RT.

On the earth coordinates are longitude and latitude (WGS84) and measures are taken on the ellipsoid. On a sketch they
are picture units from the upper left corner, x to the right and y down; measures exist once the scale is known. A
length or area that somebody wrote down by hand stands in where nothing can be measured. Nothing unknown counts as zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import pyproj
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from kumuh.areas.geometry.measures import WGS84
from kumuh.areas.geometry.projection import INDONESIA
from planning.methods.enums.maps import Latrine, ObjectKind, ShapeKind, Welfare
from planning.methods.legend import HOUSES, KINDS

GeoJSON = dict[str, Any]
Spot = tuple[float, float]
MOST_CORNERS: Final = 500
SQUARE_METRES_PER_HECTARE: Final = 10_000
#: Fields below this are lines: half a picture unit squared, about a tenth of a square metre in degrees.
NOTHING_ON_SKETCH: Final = 0.5
NOTHING_ON_EARTH: Final = 1e-11
#: GeoJSON type of each shape, and how many corners it needs.
TYPES: Final = {ShapeKind.TITIK: "Point", ShapeKind.GARIS: "LineString", ShapeKind.BIDANG: "Polygon"}
LEAST: Final = {ShapeKind.TITIK: 1, ShapeKind.GARIS: 2, ShapeKind.BIDANG: 3}


#: Metres (or square metres) beside the last RT that a careless finger leaves.
CARELESS: Final = 0.5


class ShapeRefused(ValueError):
    """Corners that make no point, line or field; the text is a sentence for the person who drew."""


@dataclass(frozen=True)
class Ground:
    """What the map is drawn on. A sketch has a size in picture units and, once known, metres per unit (`scale`).

    `north` is where north lies, in degrees clockwise from above.
    """

    sketch: bool = False
    width: int = 0
    height: int = 0
    scale: float | None = None
    north: int = 0

    @property
    def measured(self) -> bool:
        """Whether metres can be told."""
        return not self.sketch or self.scale is not None


EARTH: Final = Ground()
Measure = Callable[[BaseGeometry, Ground], "float | None"]


@dataclass(frozen=True)
class Drawn:
    """One object as the arithmetic takes it. `geometry` None: typed from paper without a place.

    `number` is how many it stands for; `size` metres or square metres as measured by hand; `rt` the key of its RT
    where somebody chose it.
    """

    kind: str
    shape: str
    geometry: GeoJSON | None = None
    label: str = ""
    note: str = ""
    rt: int | None = None
    welfare: str = ""
    latrine: str = ""
    number: int = 1
    size: float | None = None
    pk: int = 0

    @property
    def poor(self) -> bool:
        return self.kind == ObjectKind.RUMAH_MISKIN or self.welfare == Welfare.MISKIN


@dataclass(frozen=True)
class RtField:
    """The ground of one RT: official or drawn boundary (None: no line known), its slum class or nothing."""

    key: int
    label: str
    geometry: GeoJSON | None = None
    level: str = ""
    official: bool = False


def shaped(kind: str, corners: Sequence[Spot], ground: Ground) -> GeoJSON:
    """A GeoJSON geometry from corners of a point, line or field (longitude and latitude, or x and y).

    The ring of a field is closed by itself; lines that cross are untangled. Raises ShapeRefused with a sentence:
    too few or too many corners, outside Indonesia or the sketch, a field without an area or in several pieces.
    """
    spots = _plain(corners, ground)
    kept = [spot for at, spot in enumerate(spots) if at == 0 or spot != spots[at - 1]]
    if kind == ShapeKind.BIDANG and len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    least = LEAST[ShapeKind(kind)]
    if len(kept) < least:
        raise ShapeRefused(f"{ShapeKind(kind).label} memerlukan paling sedikit {least} titik yang berbeda.")
    if kind == ShapeKind.TITIK:
        return {"type": "Point", "coordinates": list(kept[0])}
    if kind == ShapeKind.GARIS:
        return {"type": "LineString", "coordinates": [list(spot) for spot in kept]}
    return _field(kept, ground)


def _plain(corners: Sequence[Spot], ground: Ground) -> list[Spot]:
    if len(corners) > MOST_CORNERS:
        raise ShapeRefused(f"Terlalu rinci: paling banyak {MOST_CORNERS} titik untuk satu gambar.")
    spots = []
    for x, y in corners:
        if not (math.isfinite(x) and math.isfinite(y)):
            raise ShapeRefused("Koordinatnya bukan angka.")
        if ground.sketch:
            if not (-1 <= x <= ground.width + 1 and -1 <= y <= ground.height + 1):
                raise ShapeRefused("Letaknya di luar gambar sketsa.")
            spots.append((round(min(max(x, 0), ground.width), 1), round(min(max(y, 0), ground.height), 1)))
            continue
        west, south, east, north = INDONESIA
        if not (west <= x <= east and south <= y <= north):
            raise ShapeRefused("Letaknya di luar Indonesia. Tulis lintang dahulu, misalnya -6.90123, 109.67456.")
        spots.append((round(x, 7), round(y, 7)))
    return spots


def _field(spots: Sequence[Spot], ground: Ground) -> GeoJSON:
    area = shapely.Polygon(spots)
    if not area.is_valid:
        parts = [one for one in leaves(shapely.make_valid(area, method="structure")) if one.geom_type == "Polygon"]
        if len(parts) != 1:
            raise ShapeRefused("Garis tepinya saling memotong. Gambar ulang mengelilingi bidangnya.")
        area = parts[0]
    if area.area < (NOTHING_ON_SKETCH if ground.sketch else NOTHING_ON_EARTH):
        raise ShapeRefused("Bidang ini tidak mempunyai luas.")
    ring = [[round(x, 7), round(y, 7)] for x, y in shapely.orient_polygons(area).exterior.coords]
    return {"type": "Polygon", "coordinates": [ring]}


def leaves(geometry: BaseGeometry) -> list[BaseGeometry]:
    """The simple geometries inside nested collections."""
    parts = getattr(geometry, "geoms", None)
    return [geometry] if parts is None else [leaf for part in parts for leaf in leaves(part)]


def corners_of(geometry: GeoJSON | None) -> list[Spot]:
    """The corners of a stored geometry as they were drawn: the closing corner of a field is left out."""
    if geometry is None:
        return []
    if geometry["type"] == "Point":
        return [(geometry["coordinates"][0], geometry["coordinates"][1])]
    line = geometry["coordinates"] if geometry["type"] == "LineString" else geometry["coordinates"][0][:-1]
    return [(spot[0], spot[1]) for spot in line]


# --- Measures -------------------------------------------------------------------------------------
def length_m(line: BaseGeometry, ground: Ground) -> float | None:
    """Metres of a line; None on a sketch without a scale. On the earth along the WGS84 ellipsoid."""
    if line.is_empty:
        return 0.0
    if ground.sketch:
        return None if ground.scale is None else float(line.length) * ground.scale
    return float(WGS84.geometry_length(line))


def area_m2(area: BaseGeometry, ground: Ground) -> float | None:
    """Square metres of a field; None on a sketch without a scale. On the earth on the WGS84 ellipsoid."""
    if area.is_empty:
        return 0.0
    if ground.sketch:
        return None if ground.scale is None else float(area.area) * ground.scale**2
    return abs(float(WGS84.geometry_area_perimeter(shapely.orient_polygons(area))[0]))


def size_of(one: Drawn, ground: Ground) -> float | None:
    """Metres of a line, square metres of a field: as drawn, otherwise as measured by hand; None for a point."""
    if one.shape == ShapeKind.TITIK:
        return None
    if one.geometry is None:
        return one.size
    drawn = shape(one.geometry)
    found = length_m(drawn, ground) if one.shape == ShapeKind.GARIS else area_m2(drawn, ground)
    return one.size if found is None else found


def flat(geometries: Sequence[BaseGeometry], ground: Ground) -> list[BaseGeometry]:
    """Geometries in a plane with y upwards: in metres where metres are known, otherwise in picture units.

    On the earth a transverse Mercator projection around the middle of what is drawn, true to less than a
    millionth over a kelurahan.
    """
    if not geometries:
        return []
    if ground.sketch:
        unit = ground.scale or 1.0
        return [shapely.transform(one, lambda spots: _upwards(spots, ground.height, unit)) for one in geometries]
    west, south, east, north = shapely.total_bounds(list(geometries))
    project = _projection(round((west + east) / 2, 4), round((south + north) / 2, 4))
    return [
        shapely.transform(one, lambda spots: _columns(*project.transform(spots[:, 0], spots[:, 1])))
        for one in geometries
    ]


def _upwards(spots: Any, height: int, unit: float) -> Any:
    return _columns(spots[:, 0] * unit, (height - spots[:, 1]) * unit)


def _columns(x: Any, y: Any) -> Any:
    return shapely.get_coordinates(shapely.points(x, y))


@lru_cache(maxsize=64)
def _projection(longitude: float, latitude: float) -> pyproj.Transformer:
    plane = f"+proj=tmerc +lat_0={latitude} +lon_0={longitude} +k=1 +x_0=0 +y_0=0 +ellps=WGS84 +units=m +no_defs"
    return pyproj.Transformer.from_crs("OGC:CRS84", plane, always_xy=True)


# --- Counts ---------------------------------------------------------------------------------------
@dataclass
class RtTally:
    """What lies in one RT (key None: in none of them, or nobody said in which).

    `counts` things by kind, `metres` and `square` by kind of line and field; `unmeasured` lines and fields whose size
    nobody knows. `poor`, `led_by_women`, `frail`, `without_latrine`, `shared_latrine` count houses; `classed` are
    those with a class. `area` is the ground of the RT in m².
    """

    key: int | None
    label: str
    counts: dict[str, int] = field(default_factory=dict)
    metres: dict[str, float] = field(default_factory=dict)
    square: dict[str, float] = field(default_factory=dict)
    unmeasured: int = 0
    welfare: dict[str, int] = field(default_factory=dict)
    latrine: dict[str, int] = field(default_factory=dict)
    area: float | None = None

    @property
    def houses(self) -> int:
        return sum(number for kind, number in self.counts.items() if kind in HOUSES)

    @property
    def poor(self) -> int:
        return self.welfare.get(Welfare.MISKIN, 0)

    @property
    def without_latrine(self) -> int:
        return self.latrine.get(Latrine.TIDAK, 0)

    @property
    def poor_percent(self) -> float | None:
        """Poor houses of all houses; None without a house."""
        return self.poor / self.houses * 100 if self.houses else None

    @property
    def per_hectare(self) -> float | None:
        """Houses per hectare; None where the ground of the RT is not known."""
        return self.houses / self.area * SQUARE_METRES_PER_HECTARE if self.area else None

    def add(self, one: Drawn, size: float | None) -> None:
        """Count an object, or the part of it that lies here."""
        kind = KINDS[one.kind]
        if one.kind != ObjectKind.BATAS_RT:
            self.counts[one.kind] = self.counts.get(one.kind, 0) + one.number
        if kind.house:
            if one.poor or one.welfare:
                welfare = Welfare.MISKIN if one.poor else one.welfare
                self.welfare[welfare] = self.welfare.get(welfare, 0) + one.number
            if one.latrine:
                self.latrine[one.latrine] = self.latrine.get(one.latrine, 0) + one.number
            return
        self.measure(one, size)

    def measure(self, one: Drawn, size: float | None) -> None:
        """Add metres or square metres of a line or field; None is told as unmeasured."""
        if one.shape == ShapeKind.TITIK or one.kind == ObjectKind.BATAS_RT:
            return
        if size is None:
            self.unmeasured += 1
            return
        sums = self.metres if one.shape == ShapeKind.GARIS else self.square
        sums[one.kind] = sums.get(one.kind, 0.0) + size


def tally(objects: Iterable[Drawn], rts: Sequence[RtField], ground: Ground) -> tuple[list[RtTally], RtTally]:
    """Counts per RT in the order given (one more without key for what lies in none), and all together.

    An object belongs to the RT that somebody chose, otherwise to the one it lies in; a drawn line or field without a
    chosen RT is cut at the boundaries, so that every RT has its own metres. It is counted as a thing once, where its
    middle lies.
    """
    grounds = {rt.key: shape(rt.geometry) for rt in rts if rt.geometry is not None}
    rows: dict[int | None, RtTally] = {
        rt.key: RtTally(rt.key, rt.label, area=area_m2(grounds[rt.key], ground) if rt.key in grounds else None)
        for rt in rts
    }
    rows[None] = RtTally(None, "Di luar RT atau belum ditentukan")
    total = RtTally(None, "Seluruhnya")
    for one in objects:
        total.add(one, size_of(one, ground))
        home = rows.get(one.rt) if one.rt is not None else None
        if home is not None or one.geometry is None:
            (home or rows[None]).add(one, size_of(one, ground))
        else:
            _add_where_it_lies(one, grounds, rows, ground)
    known = [row.area for row in rows.values() if row.area is not None]
    total.area = sum(known) if known and len(known) == len(rts) else None
    loose = rows.pop(None)
    found = list(rows.values())
    if loose.counts or loose.metres or loose.square or loose.unmeasured:
        found.append(loose)
    return found, total


def _add_where_it_lies(
    one: Drawn, grounds: Mapping[int, BaseGeometry], rows: Mapping[int | None, RtTally], ground: Ground
) -> None:
    drawn = shape(one.geometry)
    home = rows[lies_in(drawn, grounds)]
    if one.shape == ShapeKind.TITIK or KINDS[one.kind].house or not ground.measured:
        home.add(one, size_of(one, ground))
        return
    sizes = _cut(drawn, grounds, length_m if one.shape == ShapeKind.GARIS else area_m2, ground)
    rest = sizes.pop(None, 0.0)
    here = sizes.pop(home.key, 0.0) if home.key is not None else rest
    home.add(one, here)
    for key, size in sizes.items():
        rows[key].measure(one, size)
    if home.key is not None and rest > CARELESS:
        rows[None].measure(one, rest)


def _cut(
    drawn: BaseGeometry, grounds: Mapping[int, BaseGeometry], measure: Measure, ground: Ground
) -> dict[int | None, float]:
    """How much of a line or field lies in each RT, and under None the rest.

    A line is cut leg by leg, so that a way walked twice counts twice; where grounds overlap the first one has it.
    """
    spots = list(drawn.coords) if drawn.geom_type == "LineString" else []
    legs = [shapely.LineString(leg) for leg in pairwise(spots)] if spots else [drawn]
    sizes: dict[int | None, float] = {}
    for leg in legs:
        left = leg
        for key, area in grounds.items():
            if left.is_empty or not left.intersects(area):
                continue
            size = measure(left.intersection(area), ground) or 0.0
            if size > 0:
                sizes[key] = sizes.get(key, 0.0) + size
                left = left.difference(area)
        sizes[None] = sizes.get(None, 0.0) + (measure(left, ground) or 0.0)
    return sizes


def lies_in(drawn: BaseGeometry, grounds: Mapping[int, BaseGeometry]) -> int | None:
    """The RT in which the middle of an object lies; None in none of them."""
    middle = (
        drawn.interpolate(0.5, normalized=True) if drawn.geom_type == "LineString" else drawn.representative_point()
    )
    return next((key for key, area in grounds.items() if area.covers(middle)), None)


def as_geojson(geometry: BaseGeometry) -> GeoJSON:
    """A shapely geometry as plain GeoJSON with lists instead of tuples."""

    def plain(value: Any) -> Any:
        return [plain(item) for item in value] if isinstance(value, list | tuple) else value

    found = mapping(geometry)
    return {"type": found["type"], "coordinates": plain(found["coordinates"])}
