"""Arithmetic of the focus group discussion: how far a group agrees, how often each indicator was named, where groups
differ.

Rule (a proposal of ours, named on page and paper): a point is agreed when at least two thirds of the group stand
behind it, the opinion of a few when not more than a third do, and otherwise opinions differ. Points are coded by
indicator. Source of the method: guides for focus group discussions of facilitators (questions, points, how many agree,
quotes without names).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kumuh.core.formats import listed
from planning.methods.catalog import INDICATORS
from planning.methods.enums.focus import PointKind, Stand

#: Code of a point that belongs to no indicator.
ELSEWHERE: Final = "Di luar indikator"


@dataclass(frozen=True)
class Point:
    """One point of one group. `agree` is how many of the group stand behind it, None when nobody counted."""

    text: str
    kind: str = PointKind.MASALAH
    aspect: int | None = None
    agree: int | None = None
    quote: str = ""
    question: str = ""

    @property
    def code(self) -> str:
        return INDICATORS.get(self.aspect or 0, ELSEWHERE)


@dataclass(frozen=True)
class Group:
    """What one group of `people` persons (None: not counted) said."""

    label: str
    people: int | None
    points: tuple[Point, ...] = ()

    def agreed_on(self, code: str) -> bool:
        """Whether the group agreed on at least one point of this code."""
        return any(stand(point.agree, self.people) == Stand.AGREED for point in self.points if point.code == code)


@dataclass(frozen=True)
class CodeCount:
    """How many points of a code were agreed, and how many named without agreement."""

    code: str
    agreed: int
    other: int

    @property
    def total(self) -> int:
        return self.agreed + self.other


def stand(agree: int | None, people: int | None) -> Stand:
    """How far a group of `people` stands behind a point that `agree` of them support."""
    if agree is None or not people:
        return Stand.UNCOUNTED
    if 3 * agree >= 2 * people:
        return Stand.AGREED
    return Stand.FEW if 3 * agree <= people else Stand.SPLIT


def code_order(code: str) -> int:
    """Codes in the order of the indicators, what belongs to none at the end."""
    names = list(INDICATORS.values())
    return names.index(code) if code in names else len(names)


def frequencies(groups: Iterable[Group]) -> tuple[CodeCount, ...]:
    """Points per code over these groups, most often named first, then in the order of the indicators."""
    counts: dict[str, list[int]] = {}
    for group in groups:
        for point in group.points:
            agreed = stand(point.agree, group.people) == Stand.AGREED
            counts.setdefault(point.code, [0, 0])[0 if agreed else 1] += 1
    found = [CodeCount(code, agreed, other) for code, (agreed, other) in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.total, code_order(one.code))))


def differences(groups: Sequence[Group]) -> tuple[str, ...]:
    """Sentences about what groups see differently: named by some only, agreed by some only, named most often."""
    answering = [group for group in groups if group.points]
    if len(answering) < 2:
        return ()
    codes = sorted({point.code for group in answering for point in group.points}, key=code_order)
    found = [text for code in codes if (text := _about(code, answering))]
    leading = [(group.label, _most_named(group)) for group in answering]
    if len({codes for _, codes in leading}) > 1:
        each = "; ".join(f"{label}: {', '.join(codes)}" for label, codes in leading)
        found.append(f"Paling sering disebut berbeda. {each}.")
    return tuple(found)


def _about(code: str, groups: Sequence[Group]) -> str:
    naming = [group for group in groups if any(point.code == code for point in group.points)]
    silent = [group.label for group in groups if group not in naming]
    if silent:
        return f"{code}: disebut {listed([group.label for group in naming])}, tidak disebut {listed(silent)}."
    agreeing = [group.label for group in naming if group.agreed_on(code)]
    others = [group.label for group in naming if not group.agreed_on(code)]
    return f"{code}: disepakati {listed(agreeing)}, tidak disepakati {listed(others)}." if agreeing and others else ""


def _most_named(group: Group) -> tuple[str, ...]:
    counts = frequencies([group])
    return tuple(one.code for one in counts if one.total == counts[0].total)
