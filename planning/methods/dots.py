"""Arithmetic of dot voting: sums by option and by sex, shared ranks, where women and men or groups choose differently.

Every person gets the same number of dots. Ranks are dense, from the one ranking engine (`planning.methods.ranking`).
Rule (a proposal of ours, named on page and paper): women and men choose differently where the share of an option among
their dots is at least 20 hundredths apart. Source of the method: guides for open voting in resident meetings
(dotmocracy): n dots per person, counted by option and by sex.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kumuh.core.formats import listed
from planning.methods.ranking import Standing, rank_totals

#: Difference of shares from which women and men are said to choose differently.
APART_FROM: Final = Fraction(1, 5)


@dataclass(frozen=True)
class Tally:
    """Dots of one option: how many women and how many men gave it."""

    key: str
    text: str
    women: int = 0
    men: int = 0

    @property
    def total(self) -> int:
        return self.women + self.men


@dataclass(frozen=True)
class Ballot:
    """What one group of so many women and men (None: not counted) chose, `each` dots per person."""

    label: str
    tallies: tuple[Tally, ...]
    each: int
    women: int | None = None
    men: int | None = None

    @property
    def given(self) -> int:
        """Dots that were given."""
        return sum(one.total for one in self.tallies)

    @property
    def handed_out(self) -> int | None:
        """Dots that were handed out; None while nobody counted the people."""
        if self.women is None and self.men is None:
            return None
        return self.each * ((self.women or 0) + (self.men or 0))


def ranked(tallies: Iterable[Tally]) -> tuple[tuple[Tally, Standing], ...]:
    """Options with their standing, most dots first; equal sums share a rank and stand in the order of their entry."""
    rows = list(tallies)
    standings = {one.key: one for one in rank_totals({row.key: row.total for row in rows})}
    order = {row.key: at for at, row in enumerate(rows)}
    rows.sort(key=lambda one: (standings[one.key].rank or 0, order[one.key]))
    return tuple((row, standings[row.key]) for row in rows)


def summed(ballots: Sequence[Ballot]) -> tuple[Tally, ...]:
    """The dots of several groups together; options in the order of the first group."""
    found: dict[str, Tally] = {}
    for ballot in ballots:
        for one in ballot.tallies:
            before = found.get(one.key, Tally(one.key, one.text))
            found[one.key] = Tally(one.key, one.text, before.women + one.women, before.men + one.men)
    return tuple(found.values())


def first_choice(tallies: Iterable[Tally], part: str = "total") -> tuple[str, ...]:
    """The options with most dots (`part`: total, women or men); nothing where nobody gave one."""
    rows = list(tallies)
    most = max((getattr(row, part) for row in rows), default=0)
    return tuple(row.text for row in rows if most and getattr(row, part) == most)


def excess(ballot: Ballot) -> str:
    """A sentence about more dots than people can give; empty where all is well or nobody counted the people."""
    for words, people, dots in (
        ("perempuan", ballot.women, sum(one.women for one in ballot.tallies)),
        ("laki-laki", ballot.men, sum(one.men for one in ballot.tallies)),
    ):
        if people is not None and dots > people * ballot.each:
            allowed = f"{people} orang × {ballot.each} titik = {people * ballot.each}"
            return f"{ballot.label}: {dots} titik {words}, padahal {allowed}."
    return ""


def differences(ballots: Sequence[Ballot]) -> tuple[str, ...]:
    """Sentences about where women and men, and where groups, choose differently."""
    whole = summed(ballots)
    voting = [ballot for ballot in ballots if ballot.given]
    found = list(_by_sex(whole))
    leading = [(ballot.label, first_choice(ballot.tallies)) for ballot in voting]
    if len({choice for _, choice in leading}) > 1:
        each = "; ".join(f"{label}: {listed(choice)}" for label, choice in leading)
        found.append(f"Pilihan pertama kelompok berbeda. {each}.")
    return tuple(found)


def _by_sex(tallies: Sequence[Tally]) -> Iterable[str]:
    women, men = sum(one.women for one in tallies), sum(one.men for one in tallies)
    if not women or not men:
        return
    for one in tallies:
        hers, his = Fraction(one.women, women), Fraction(one.men, men)
        if abs(hers - his) >= APART_FROM:
            more = "perempuan" if hers > his else "laki-laki"
            shares = f"{percent(hers)} titik perempuan, {percent(his)} titik laki-laki"
            yield f"{one.text}: lebih banyak dipilih {more} ({shares})."


def percent(share: Fraction) -> str:
    """A share in whole hundredths, halves upwards: 37 %."""
    return f"{(share * 200 + 1) // 2} %"
