"""Arithmetic of the Venn diagram of institutions: sizes, distances, places without collision, ranks, differences.

Sizes and closeness run from 1 to 5, agreed by discussion. Radius = unit × (0.6 + 0.2 × size). The near edge of a circle
lies at reach × (1 − closeness / 5) beyond the edge of the middle circle, so that closeness 5 touches it. Rank by
size × closeness, equal products share a place. Source of the method: Venn diagram of the PRA toolkits (size is benefit
or influence, distance is how easily residents reach it); the numbers are a proposal of ours.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import acos, asin, cos, hypot, pi, sin
from typing import Final

from kumuh.core.formats import listed
from planning.methods.enums.venn import Access, BodyKind

LEAST: Final = 1
MOST: Final = 5
#: Difference of two groups worth talking about.
APART_FROM: Final = 2
#: From this size on an institution matters much; up to this closeness it is far.
BIG_FROM: Final = 4
FAR_TO: Final = 2
#: From this product on an institution is a strength of the place, if no group that named it says less.
STRONG_FROM: Final = 12
MOST_BODIES: Final = 25
#: Parts of the outer radius: how far the closeness spreads, the largest unit of a circle, the least middle circle.
_SPREAD, _LARGEST_UNIT, _MIDDLE = 0.36, 0.17, 0.26
#: How much of the touching distance two circles that work together keep, and the share of the turn that is used.
_OVERLAP, _TURN = 0.8, 0.94
_STEPS: Final = 40
#: How many angles are tried to turn a layout for a phone, and how much it is enlarged at most.
_ANGLES, _LARGEST_SCALE = 24, 1.6


@dataclass(frozen=True)
class Body:
    """One institution as a group sees it. `partners` are numbers (from 1) of those it works with."""

    name: str
    kind: str
    size: int
    closeness: int
    women: str = ""
    poor: str = ""
    decides: str = ""
    note: str = ""
    partners: tuple[int, ...] = ()

    @property
    def product(self) -> int:
        return self.size * self.closeness


def radius(size: int, unit: float) -> float:
    """Radius of the circle of a size 1 to 5."""
    return unit * (0.6 + 0.2 * size)


def gap(closeness: int, reach: float) -> float:
    """Distance between the edge of the middle circle and the near edge of an institution of closeness 1 to 5."""
    return reach * (1 - closeness / MOST)


def ranks(bodies: Sequence[Body]) -> tuple[int, ...]:
    """Place of each by size × closeness, highest first; equal products share a place and none is left out after it."""
    order = sorted({body.product for body in bodies}, reverse=True)
    return tuple(order.index(body.product) + 1 for body in bodies)


@dataclass(frozen=True)
class Spot:
    """Where the circle of the institution `number` (from 1) stands; the middle of the diagram is (0, 0)."""

    number: int
    x: float
    y: float
    r: float


@dataclass(frozen=True)
class Layout:
    """All circles: the middle one, those of the institutions, pairs drawn overlapping and pairs joined by a line."""

    middle: float
    reach: float
    spots: tuple[Spot, ...]
    overlaps: tuple[tuple[int, int], ...] = field(default=())
    lines: tuple[tuple[int, int], ...] = field(default=())

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all circles."""
        circles = [(0.0, 0.0, self.middle), *((spot.x, spot.y, spot.r) for spot in self.spots)]
        return (
            min(x - r for x, _, r in circles), min(y - r for _, y, r in circles),
            max(x + r for x, _, r in circles), max(y + r for _, y, r in circles),
        )  # fmt: skip

    def turned(self, angle: float, scale: float = 1) -> Layout:
        """The same circles, turned around the middle and enlarged."""
        c, s = cos(angle) * scale, sin(angle) * scale
        spots = [Spot(one.number, one.x * c - one.y * s, one.x * s + one.y * c, one.r * scale) for one in self.spots]
        return replace(self, middle=self.middle * scale, reach=self.reach * scale, spots=tuple(spots))


def widest(layout: Layout, width: float) -> Layout:
    """The layout turned so that it is narrowest, then enlarged to `width`; circles and distances keep their parts."""

    def breadth(angle: float) -> float:
        left, _, right, _ = layout.turned(angle).bounds
        return right - left

    angle = min((pi * step / _ANGLES for step in range(_ANGLES)), key=breadth)
    return layout.turned(angle, min(width / breadth(angle), _LARGEST_SCALE))


def lay_out(bodies: Sequence[Body], outer: float, least: float = 0) -> Layout:
    """Places for up to 25 institutions inside the radius `outer`: circles never cover each other by accident.

    Every circle has a sector of its own, sorted by kind with partners beside each other, so circles touch only where
    two that work together are moved over each other. The unit is the largest with which all sectors fit. A sector has
    room for a circle of the radius `least` at least, so that numbers in small circles keep apart.
    """
    if not bodies:
        return Layout(outer * 0.3, outer * _SPREAD, ())
    order, pairs = _ordered(bodies)
    reach = outer * _SPREAD if len({body.closeness for body in bodies}) > 1 or len(bodies) < 8 else outer * _SPREAD / 2
    low, high = 0.0, outer * _LARGEST_UNIT
    for _ in range(_STEPS):
        unit = (low + high) / 2
        low, high = (unit, high) if _fits(bodies, order, pairs, Frame(unit, reach, outer, least)) else (low, unit)
    middle, angles = _placed(bodies, order, pairs, Frame(low, reach, outer, least))
    spots = []
    for at, angle in zip(order, angles, strict=True):
        r = radius(bodies[at].size, low)
        distance = middle + gap(bodies[at].closeness, reach) + r
        spots.append(Spot(at + 1, distance * cos(angle), distance * sin(angle), r))
    places = {spot.number: spot for spot in spots}
    joined = {tuple(sorted((one + 1, two + 1))) for one, two in pairs if _meet(places[one + 1], places[two + 1])}
    wanted = sorted(
        {
            tuple(sorted((at + 1, other)))
            for at, body in enumerate(bodies)
            for other in body.partners
            if other <= len(bodies)
        }
    )
    return Layout(
        middle,
        reach,
        tuple(sorted(spots, key=lambda spot: spot.number)),
        overlaps=tuple((one, two) for one, two in wanted if (one, two) in joined),
        lines=tuple((one, two) for one, two in wanted if (one, two) not in joined and one != two),
    )


def _meet(one: Spot, two: Spot) -> bool:
    """Whether two circles lie over each other; small ones on a phone keep apart so that their numbers can be read."""
    return hypot(one.x - two.x, one.y - two.y) < one.r + two.r


def _ordered(bodies: Sequence[Body]) -> tuple[list[int], set[tuple[int, int]]]:
    """Numbers (from 0) in the order around the circle, and the neighbours that are drawn over each other.

    Each circle overlaps one other at most, so that three circles never pile up; further partners get a line.
    """
    kinds = list(BodyKind.values)
    left = sorted(range(len(bodies)), key=lambda at: (kinds.index(bodies[at].kind), -bodies[at].product, at))
    order: list[int] = []
    pairs: set[tuple[int, int]] = set()
    while left:
        at = left.pop(0)
        order.append(at)
        close = [
            other
            for other in left
            if (other + 1 in bodies[at].partners or at + 1 in bodies[other].partners)
            and abs(bodies[at].closeness - bodies[other].closeness) <= 1
        ]
        if close:
            left.remove(close[0])
            order.append(close[0])
            pairs.add((at, close[0]))
    return order, pairs


@dataclass(frozen=True)
class Frame:
    """Measures of a layout: unit of a circle, reach of the closeness, outer radius, least radius of a sector."""

    unit: float
    reach: float
    outer: float
    least: float


Pairs = Collection[tuple[int, int]]


def _middle_room(bodies: Sequence[Body], frame: Frame) -> float:
    """The largest middle circle with which every institution stays inside."""
    return frame.outer - max(gap(body.closeness, frame.reach) + 2 * radius(body.size, frame.unit) for body in bodies)


def _fits(bodies: Sequence[Body], order: Sequence[int], pairs: Pairs, frame: Frame) -> bool:
    room = _middle_room(bodies, frame)
    enough = room >= _least_middle(frame.unit, frame.outer)
    return enough and sum(_turns(bodies, order, pairs, frame, room)) <= 2 * pi * _TURN


def _least_middle(unit: float, outer: float) -> float:
    return max(unit * 0.9, outer * _MIDDLE)


def _turns(bodies: Sequence[Body], order: Sequence[int], pairs: Pairs, frame: Frame, middle: float) -> list[float]:
    """The angle from each circle to the next one that keeps them apart (or over each other where they belong so)."""
    sizes = [radius(bodies[at].size, frame.unit) for at in order]
    distances = [middle + gap(bodies[at].closeness, frame.reach) + r for at, r in zip(order, sizes, strict=True)]
    halves = [asin(min(max(r, frame.least) / d, 1)) for r, d in zip(sizes, distances, strict=True)]
    turns = []
    for at in range(len(order)):
        after = (at + 1) % len(order)
        turn = halves[at] + halves[after]
        if (order[at], order[after]) in pairs:
            apart = max((sizes[at] + sizes[after]) * _OVERLAP, 2 * frame.least)
            over = _overlap_turn(distances[at], distances[after], apart)
            turn = max(over, abs(halves[at] - halves[after]))
        turns.append(turn)
    return turns


def _overlap_turn(one: float, two: float, apart: float) -> float:
    """The angle between two circles whose middles are `apart` from each other (law of cosines)."""
    wanted = max(apart, abs(one - two))
    return acos(max(-1.0, min(1.0, (one**2 + two**2 - wanted**2) / (2 * one * two))))


def _placed(bodies: Sequence[Body], order: Sequence[int], pairs: Pairs, frame: Frame) -> tuple[float, list[float]]:
    """The smallest middle circle that gives every sector its room, and the angle of each circle from the top."""
    least = _least_middle(frame.unit, frame.outer)
    low, high = least, max(_middle_room(bodies, frame), least)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        enough = sum(_turns(bodies, order, pairs, frame, middle)) <= 2 * pi * _TURN
        low, high = (low, middle) if enough else (middle, high)
    turns = _turns(bodies, order, pairs, frame, high)
    spare = (2 * pi - sum(turns)) / len(order)
    angles, angle = [], -pi / 2
    for at, turn in enumerate(turns):
        angles.append(angle)
        after = order[(at + 1) % len(order)]
        angle += turn + (0 if (order[at], after) in pairs else spare)
    return high, angles


# --- What a diagram says in words ------------------------------------------------------------------------------
def findings(bodies: Sequence[Body]) -> tuple[tuple[str, str], ...]:
    """Label and words of what can be read from one diagram; nothing is said where nothing was found."""
    first = [body.name for body, rank in zip(bodies, ranks(bodies), strict=True) if rank == 1]
    found = [
        ("Paling bermanfaat dan dekat", first),
        ("Besar manfaatnya tetapi jauh", [body.name for body in bodies if is_far(body)]),
        ("Belum dapat dipakai perempuan", [body.name for body in bodies if body.women == Access.NO]),
        ("Belum dapat dipakai warga miskin", [body.name for body in bodies if body.poor == Access.NO]),
        ("Tidak bekerja sama dengan siapa pun", _alone(bodies)),
    ]
    return tuple((label, ", ".join(names)) for label, names in found if names)


def is_far(body: Body) -> bool:
    """Whether residents get much from it and hardly reach it."""
    return body.size >= BIG_FROM and body.closeness <= FAR_TO


def _alone(bodies: Sequence[Body]) -> list[str]:
    """Names without a partner, where partners were named at all."""
    named = {number for body in bodies for number in body.partners}
    if not named:
        return []
    return [body.name for number, body in enumerate(bodies, 1) if not body.partners and number not in named]


def differences(groups: Sequence[tuple[str, Sequence[Body]]]) -> tuple[str, ...]:
    """Sentences about what groups see differently: two steps or more apart, access, named by some groups only."""
    answering = [label for label, bodies in groups if bodies]
    said: dict[str, dict[str, Body]] = {}
    for label, bodies in groups:
        for body in bodies:
            said.setdefault(body.name.lower(), {})[label] = body
    sentences: list[str] = []
    unsaid: dict[str, list[str]] = {}
    for views in said.values():
        name = next(iter(views.values())).name
        for label in answering:
            if label not in views:
                unsaid.setdefault(label, []).append(name)
        sentences += [text for text in (_spread(name, views, "dekat"), _spread(name, views, "besar")) if text]
        sentences += [text for text in (_access(name, views, "women"), _access(name, views, "poor")) if text]
    return (*sentences, *(f"{label} tidak menyebut {listed(names)}." for label, names in unsaid.items()))


def _spread(name: str, views: Mapping[str, Body], what: str) -> str:
    values = {label: body.closeness if what == "dekat" else body.size for label, body in views.items()}
    low, high = min(values.values()), max(values.values())
    if high - low < APART_FROM:
        return ""
    lowest = [label for label, value in values.items() if value == low]
    highest = [label for label, value in values.items() if value == high]
    words = "merasa lebih dekat" if what == "dekat" else "menilai lebih besar manfaatnya"
    return f"{name}: {listed(highest)} {words} ({high}) daripada {listed(lowest)} ({low})."


def _access(name: str, views: Mapping[str, Body], column: str) -> str:
    yes = [label for label, body in views.items() if getattr(body, column) == Access.YES]
    no = [label for label, body in views.items() if getattr(body, column) == Access.NO]
    who = "perempuan" if column == "women" else "warga miskin"
    return f"{name}: menurut {listed(yes)} dapat dipakai {who}, menurut {listed(no)} tidak." if yes and no else ""
