"""Reads of the social map: its ground, what was drawn, in which RT it lies, and the plan that is drawn from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shapely.geometry import shape

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.models import Boundary, Neighbourhood
from kumuh.areas.queries import expected_place, neighbourhoods_on
from kumuh.conditions.models import RtRecord
from kumuh.core.versions import stamp_of
from planning.methods.drawing.maps import Plan, RtGround, Thing
from planning.methods.enums.maps import BaseKind, ObjectKind
from planning.methods.legend import HOUSES, KINDS
from planning.methods.mapping import EARTH, Drawn, GeoJSON, Ground, RtField, flat
from planning.methods.models import MapBase, MapObject, MethodGroup, MethodSession

#: How far a map of a kelurahan without any line reaches around its middle, in degrees (about 250 m).
AROUND = 0.0023


def base_of(session: MethodSession) -> MapBase | None:
    """What the map is drawn on; None: on the earth, nothing chosen yet. One query."""
    return MapBase.objects.filter(session=session).first()


def ground_of(base: MapBase | None) -> Ground:
    """The ground as the arithmetic takes it."""
    if base is None or base.kind == BaseKind.BUMI:
        return EARTH
    scale = None if base.scale is None else float(base.scale)
    return Ground(True, base.width, base.height, scale, base.north)


def objects_of(session: MethodSession) -> dict[int, list[MapObject]]:
    """What was drawn, by the key of the group. One query."""
    found: dict[int, list[MapObject]] = {group.pk: [] for group in session.groups.all()}
    for row in MapObject.objects.filter(group__session=session):
        found[row.group_id].append(row)
    return found


def drawn_of(row: MapObject) -> Drawn:
    """A stored object as the arithmetic takes it."""
    return Drawn(
        row.kind, row.shape, row.geometry, row.label, row.note, row.rt_id, row.welfare, row.latrine, row.number,
        None if row.size is None else float(row.size), row.pk,
    )  # fmt: skip


def map_stamp(group: MethodGroup) -> str:
    """A short mark of what a group drew; equal marks mean that nobody changed it."""
    return stamp_of(list(MapObject.objects.filter(group=group).order_by("pk").values_list("pk", "version")))


def base_stamp(session: MethodSession) -> str:
    """A short mark of the ground of the map."""
    return stamp_of(list(MapBase.objects.filter(session=session).values_list("pk", "version")))


def rts_of(session: MethodSession) -> list[Neighbourhood]:
    """The RT of the kelurahan on the day of the session, in the order of RW and RT. One query."""
    rows = neighbourhoods_on(session.cycle.region_id, session.day, NeighbourhoodKind.RT)
    return sorted(rows, key=lambda rt: (rt.parent.number if rt.parent else "", rt.number, rt.pk))


@dataclass(frozen=True)
class Surroundings:
    """What lies below every map of a session: ground, RT with official lines and classes, outline of the kelurahan.

    `year` is the survey year of the classes, None without a survey.
    """

    ground: Ground
    rts: tuple[RtField, ...]
    outline: GeoJSON | None = None
    year: int | None = None

    def with_drawn(self, objects: Sequence[MapObject]) -> tuple[RtField, ...]:
        """The RT with the lines that a group drew where no official ones exist, those without an RT row at the end."""
        lines = {row.rt_id: row for row in objects if row.kind == ObjectKind.BATAS_RT and row.geometry}
        known = [
            replace(rt, geometry=lines[rt.key].geometry) if rt.geometry is None and rt.key in lines else rt
            for rt in self.rts
        ]
        loose = [row for row in objects if row.kind == ObjectKind.BATAS_RT and row.geometry and row.rt_id is None]
        return (*known, *(RtField(-row.pk, row.label or "RT tanpa nomor", row.geometry) for row in loose))


def surroundings_of(session: MethodSession, base: MapBase | None) -> Surroundings:
    """RT with official boundaries and newest slum classes. Four queries, two more on the earth."""
    ground, code = ground_of(base), session.cycle.region_id
    lines: dict[int | None, GeoJSON] = {}
    outline = None
    if not ground.sketch:
        for row in Boundary.objects.filter(area_code=code).order_by("pk"):
            if row.neighbourhood_id is not None:
                lines[row.neighbourhood_id] = row.geometry
            elif row.region_id == code:
                outline = row.geometry
    levels: dict[int, str] = {}
    newest = None
    for year, rt, level in (
        RtRecord.objects.filter(kelurahan_id=code).order_by("year").values_list("year", "neighbourhood_id", "level")
    ):
        newest = year
        levels[rt] = level
    rts = (RtField(rt.pk, rt.label, lines.get(rt.pk), levels.get(rt.pk, ""), rt.pk in lines) for rt in rts_of(session))
    return Surroundings(ground, tuple(rts), outline, newest)


def plan_of(
    ident: str,
    title: str,
    around: Surroundings,
    objects: Sequence[MapObject],
    *,
    people: bool,
    leveled: bool = False,
) -> Plan:
    """What a group drew, in the plane. Without `people` every house looks the same and none is named."""
    placed = [row for row in objects if row.geometry is not None]
    fields = [rt for rt in around.with_drawn(objects) if rt.geometry is not None]
    outline = [] if around.outline is None else [shape(around.outline)]
    shapes = [shape(rt.geometry) for rt in fields] + [shape(row.geometry) for row in placed]
    plane = flat([*shapes, *outline], around.ground)
    grounds = tuple(RtGround(rt.label, found, rt.level) for rt, found in zip(fields, plane[: len(fields)], strict=True))
    things = tuple(
        Thing(_shown_kind(row, people), row.shape, found, _shown_label(row))
        for row, found in zip(placed, plane[len(fields) : len(shapes)], strict=True)
    )
    ground = around.ground
    unit = ground.scale or 1.0
    frame = (0.0, 0.0, ground.width * unit, ground.height * unit) if ground.sketch else None
    said = f"{len(things)} hal digambar pada {len(grounds)} RT."
    return Plan(
        ident,
        title,
        said,
        grounds,
        things,
        ground.measured,
        ground.north,
        frame,
        leveled,
        plane[len(shapes)] if outline else None,
    )


def _shown_kind(row: MapObject, people: bool) -> str:
    return row.kind if people or row.kind not in HOUSES else ObjectKind.RUMAH


def _shown_label(row: MapObject) -> str:
    return row.label if KINDS[row.kind].named else ""


def view_of(session: MethodSession) -> list[float]:
    """Where a map on the earth opens when nothing is drawn yet: west, south, east, north in degrees. A query or two."""
    place = expected_place(session.cycle.region) or (109.67, -6.9)
    return [place[0] - AROUND, place[1] - AROUND, place[0] + AROUND, place[1] + AROUND]
