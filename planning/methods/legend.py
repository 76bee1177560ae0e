"""What may be drawn on a social map: for every kind of object its shapes, how it is counted, what it is a sign of.

The kinds are those that the guides of social mapping name (boundary of an RT, houses of poor families, of families
led by a woman, with elderly or disabled people, roads, drains, water, latrines, waste, standing water, facilities,
open space, danger of fire, landslide and flood, institutions), and a written mark for places that everybody knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planning.methods.enums.maps import ObjectKind, ShapeKind

POINT, LINE, FIELD = ShapeKind.TITIK, ShapeKind.GARIS, ShapeKind.BIDANG


@dataclass(frozen=True)
class KindOfObject:
    """One kind. `shapes` are allowed, the usual one first; `house`: counts households; `named`: its label stands on
    the drawing; `problem` and `potential`: what a map passes on about it, with `aspect` (indicator) where there is
    one; `plural` as it is told in a sentence."""

    kind: str
    shapes: tuple[str, ...]
    house: bool = False
    named: bool = False
    problem: bool = False
    potential: bool = False
    aspect: int | None = None
    plural: str = ""

    @property
    def label(self) -> str:
        return str(ObjectKind(self.kind).label)


_ALL = (
    KindOfObject(ObjectKind.BATAS_RT, (FIELD,)),
    KindOfObject(ObjectKind.RUMAH, (POINT, FIELD), house=True),
    KindOfObject(ObjectKind.RUMAH_MISKIN, (POINT, FIELD), house=True),
    KindOfObject(ObjectKind.RUMAH_PEREMPUAN, (POINT, FIELD), house=True),
    KindOfObject(ObjectKind.RUMAH_RENTAN, (POINT, FIELD), house=True),
    KindOfObject(ObjectKind.JALAN, (LINE,), named=True),
    KindOfObject(ObjectKind.DRAINASE, (LINE,), named=True),
    KindOfObject(ObjectKind.AIR, (POINT,), named=True, potential=True, aspect=3, plural="sumber air"),
    KindOfObject(ObjectKind.JAMBAN, (POINT,), named=True, potential=True, aspect=5, plural="MCK atau jamban umum"),
    KindOfObject(ObjectKind.SAMPAH, (POINT, FIELD), problem=True, aspect=6, plural="titik sampah"),
    KindOfObject(ObjectKind.GENANGAN, (FIELD, LINE, POINT), problem=True, aspect=4, plural="genangan"),
    KindOfObject(
        ObjectKind.FASILITAS, (POINT, FIELD), named=True, potential=True, plural="fasilitas umum"
    ),
    KindOfObject(ObjectKind.RTP, (FIELD, POINT), named=True, potential=True, aspect=8, plural="ruang terbuka"),
    KindOfObject(ObjectKind.KEBAKARAN, (FIELD, POINT), problem=True, aspect=7, plural="tempat rawan kebakaran"),
    KindOfObject(ObjectKind.LONGSOR, (FIELD, POINT, LINE), problem=True, plural="tempat rawan longsor"),
    KindOfObject(ObjectKind.BANJIR, (FIELD, POINT), problem=True, aspect=4, plural="tempat rawan banjir"),
    KindOfObject(ObjectKind.LEMBAGA, (POINT,), named=True),
    KindOfObject(ObjectKind.PENANDA, (POINT,), named=True),
)  # fmt: skip

KINDS: Final[dict[str, KindOfObject]] = {one.kind: one for one in _ALL}
HOUSES: Final = frozenset(kind for kind, one in KINDS.items() if one.house)

if set(KINDS) != set(ObjectKind):
    raise ValueError("every kind of object needs a line here")
