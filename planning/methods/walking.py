"""Arithmetic of the transect: where stretches begin and end, how steep they are, what covers how many metres.

Metres are added up exactly; a height that nobody measured is unknown and never zero. Classes of slope: up to 8 % flat,
15 % gentle, 25 % rather steep, 40 % steep, above very steep (Ministry of Agriculture 837/1980, as used in land use
planning).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import Final

from planning.methods.enums.transect import Cover, WalkTopic

#: Upper end of every class of slope in percent.
SLOPES: Final = ((8, "datar"), (15, "landai"), (25, "agak curam"), (40, "curam"))
STEEPEST: Final = "sangat curam"
#: Topics that are passed on, and those that groups are compared by.
COMPARED: Final = (
    WalkTopic.DRAINASE, WalkTopic.AIR_LIMBAH, WalkTopic.SAMPAH, WalkTopic.AIR_MINUM, WalkTopic.BAHAYA,
    WalkTopic.MASALAH, WalkTopic.POTENSI, WalkTopic.USULAN,
)  # fmt: skip


@dataclass(frozen=True)
class Stretch:
    """One stretch of the way: its name, length in metres, height of its end in metres (None: not measured), what
    covers it, words by topic, the indicator that its problem is about."""

    name: str
    metres: Decimal
    height: Decimal | None = None
    cover: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    aspect: int | None = None
    pk: int = 0


def ends(stretches: Iterable[Stretch]) -> tuple[Decimal, ...]:
    """Metres from the start to the end of every stretch: lengths 100, 350, 200 end at 100, 450, 650."""
    return tuple(accumulate(one.metres for one in stretches))


def spans(stretches: Sequence[Stretch]) -> tuple[tuple[Decimal, Decimal], ...]:
    """From and to of every stretch in metres from the start."""
    stops = ends(stretches)
    return tuple(zip((Decimal(0), *stops), stops, strict=False))


def slopes(start: Decimal | None, stretches: Sequence[Stretch]) -> tuple[Decimal | None, ...]:
    """Percent of rise (negative: fall) of every stretch; None where one of its two heights is not known."""
    heights = (start, *(one.height for one in stretches))
    found: list[Decimal | None] = []
    for before, one in zip(heights, stretches, strict=False):
        known = before is not None and one.height is not None
        found.append((one.height - before) / one.metres * 100 if known else None)  # type: ignore[operator]  # both known
    return tuple(found)


def slope_word(percent: Decimal) -> str:
    """The class of a slope, whichever way it runs."""
    return next((word for most, word in SLOPES if abs(percent) <= most), STEEPEST)


def covered(stretches: Iterable[Stretch]) -> dict[str, Decimal]:
    """Metres by what covers them, in the order of the words; stretches without a cover are left out."""
    sums: dict[str, Decimal] = {}
    for one in stretches:
        if one.cover:
            sums[one.cover] = sums.get(one.cover, Decimal(0)) + one.metres
    return {cover: sums[cover] for cover in Cover.values if cover in sums}


def told(stretches: Iterable[Stretch], topic: str) -> tuple[int, Decimal]:
    """How many stretches, and how many metres, something was written about."""
    found = [one.metres for one in stretches if one.texts.get(topic)]
    return len(found), sum(found, Decimal(0))


def differences(groups: Sequence[tuple[str, Sequence[Stretch]]]) -> tuple[str, ...]:
    """Sentences about topics that only some groups wrote about, or on more than twice as many stretches."""
    answered = [(label, stretches) for label, stretches in groups if stretches]
    found = []
    for topic in COMPARED:
        counts = [(label, told(stretches, topic)[0]) for label, stretches in answered]
        if len(counts) < 2 or not any(number for _, number in counts):
            continue
        low, high = min(number for _, number in counts), max(number for _, number in counts)
        if low == 0 or high > 2 * low:
            words = ", ".join(f"{label} pada {number} ruas" for label, number in counts)
            found.append(f"{WalkTopic(topic).label}: ditulis {words}.")
    return tuple(found)
