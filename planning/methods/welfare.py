"""Arithmetic of welfare ranking: scores of cards from piles, classes by cuts that residents agreed, counts per RT.

Every group sorts the cards of households into piles, the first for the best off, the last for the poorest. A card of a
group scores pile / number of piles × 100; its score is the mean over the groups that sorted it, so a high score is
poor. A class holds scores up to its cut. Source of the method: wealth ranking by card sorting (Grandin) as in the MPA/
PHAST guides. Proposals of ours: cuts at equal parts to begin with, and cards to be talked about whose groups lie a
third of the scale or more apart; counts of one or two households in an RT are not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

#: Highest score: the poorest.
TOP: Final = 100
#: Difference between groups from which a card is talked about again.
APART_FROM: Final = Fraction(TOP, 3)
#: Fewest households of an RT that are told as a number.
SHOWN_FROM: Final = 3
HIDDEN: Final = "<3"


@dataclass(frozen=True)
class Level:
    """One class: scores up to `upto` that no class before it holds; `poor`: residents count it as miskin/MBR."""

    name: str
    upto: int
    poor: bool = False


@dataclass(frozen=True)
class Card:
    """One household by the number of its card; never its name. `piles` are (pile, of how many) per group."""

    number: int
    rt: str = ""
    piles: Mapping[str, tuple[int, int]] | None = None

    @property
    def scores(self) -> dict[str, Fraction]:
        """Score per group that sorted it."""
        return {group: score(*one) for group, one in (self.piles or {}).items()}

    @property
    def mean(self) -> Fraction | None:
        """Its score; None before any group sorted it."""
        found = list(self.scores.values())
        return sum(found, Fraction(0)) / len(found) if found else None

    @property
    def spread(self) -> Fraction:
        """How far groups lie apart."""
        found = list(self.scores.values())
        return max(found) - min(found) if found else Fraction(0)

    @property
    def disputed(self) -> bool:
        """Whether groups should talk about it again."""
        return self.spread >= APART_FROM


def score(pile: int, piles: int) -> Fraction:
    """Score of a card in this pile of so many: 100 is the last pile, the poorest."""
    return Fraction(pile * TOP, piles)


def equal_cuts(classes: int) -> tuple[int, ...]:
    """Cuts of so many equal classes, the last at 100: 33, 67, 100."""
    return tuple(round(Fraction(TOP * at, classes)) for at in range(1, classes + 1))


def level_of(value: Fraction | None, levels: Sequence[Level]) -> Level | None:
    """The class of a score; None without a score or without classes."""
    return None if value is None else next((level for level in levels if value <= level.upto), None)


def counts(cards: Iterable[Card], levels: Sequence[Level], group: str = "") -> dict[str, int]:
    """Households per class, by all groups together or by one; classes without any are there with 0."""
    found = {level.name: 0 for level in levels}
    for card in cards:
        level = level_of(card.scores.get(group) if group else card.mean, levels)
        if level is not None:
            found[level.name] += 1
    return found


def poor_of(cards: Iterable[Card], levels: Sequence[Level], group: str = "") -> int:
    """Households in the classes that count as poor."""
    found = counts(cards, levels, group)
    return sum(found[level.name] for level in levels if level.poor)


def per_rt(cards: Iterable[Card], levels: Sequence[Level]) -> dict[str, dict[str, int]]:
    """Households per RT and class, RT in order, those without an RT at the end."""
    cards = list(cards)
    names = sorted({card.rt for card in cards}, key=lambda rt: (not rt, rt))
    return {rt: counts([card for card in cards if card.rt == rt], levels) for rt in names}


@dataclass(frozen=True)
class PoorCount:
    """What residents found in one RT (empty: without an RT): households that are poor, of so many sorted."""

    rt: str
    poor: int
    households: int


def poor_words(found: Sequence[PoorCount]) -> str:
    """The poor of several RT as one sentence reads them; one or two are told as "kurang dari 3"."""
    poor, households = sum(one.poor for one in found), sum(one.households for one in found)
    each = ", ".join(f"{one.rt}: {_in_words(one.poor)}" for one in found if one.rt and one.poor)
    return f"{_in_words(poor)} dari {households} keluarga" + (f" ({each})" if each else "")


def _in_words(count: int) -> str:
    return f"kurang dari {SHOWN_FROM}" if 0 < count < SHOWN_FROM else str(count)


def told(count: int) -> str:
    """A count of an RT as it may be shown: one or two households can be told from each other, so they are not."""
    return "–" if not count else HIDDEN if count < SHOWN_FROM else str(count)


def differences(cards: Sequence[Card], levels: Sequence[Level], groups: Sequence[str]) -> tuple[str, ...]:
    """Sentences about where groups sort differently: cards far apart, and how many each calls poorest."""
    sorting = [group for group in groups if any(group in card.scores for card in cards)]
    if len(sorting) < 2 or not levels:
        return ()
    found = []
    disputed = sorted(card.number for card in cards if card.disputed)
    if disputed:
        numbers = ", ".join(str(number) for number in disputed)
        found.append(f"{len(disputed)} kartu dinilai jauh berbeda dan perlu dibahas lagi: nomor {numbers}.")
    last = levels[-1].name
    poorest = {group: counts(cards, levels, group)[last] for group in sorting}
    if len(set(poorest.values())) > 1:
        each = "; ".join(f"{group} {count}" for group, count in poorest.items())
        found.append(f"Banyaknya keluarga {last} berbeda. {each}.")
    return tuple(found)
