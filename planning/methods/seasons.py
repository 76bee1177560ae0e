"""Arithmetic of the seasonal calendar: which months suit works and meetings, where months clash, where groups differ.

Levels run from 0 (none) to 3 (strongest); None is "not said" and never zero. Rules (proposals of ours, named on page
and paper): works belong to the columns with the least rain and flood, and of those to the ones with most hands; a
rembuk to those with the least flood, work and ceremonies; neither where the least is still 2 or more. Two things
clash where both stand at 2 or more and one of them at 3. Source of the method: seasonal calendar of the PRA toolkits
(factors, months, strength by seeds).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from kumuh.core.formats import listed
from planning.methods.enums.calendar import FactorKind, Month

MARKS: Final = {0: "", 1: "+", 2: "++", 3: "+++"}
WORDS: Final = {None: "tidak disebut", 0: "tidak ada", 1: "sedikit", 2: "sedang", 3: "kuat"}
STRONGEST: Final = 3
#: Levels from which two things that should not meet are said to clash.
CLASH_FROM: Final = 2
#: Difference of two groups worth talking about.
APART_FROM: Final = 2
#: What hinders works, what hinders a rembuk.
HINDERS_WORKS: Final = (FactorKind.HUJAN, FactorKind.BANJIR)
HINDERS_MEETINGS: Final = (FactorKind.BANJIR, FactorKind.PEKERJAAN, FactorKind.ADAT)
#: Pairs that should not meet, with what it means when they do.
CLASHES: Final = (
    (FactorKind.BANJIR, FactorKind.TENAGA, "gotong royong jatuh pada bulan banjir"),
    (FactorKind.HUJAN, FactorKind.TENAGA, "gotong royong jatuh pada bulan hujan"),
    (FactorKind.PEKERJAAN, FactorKind.TENAGA, "gotong royong jatuh pada bulan sibuk bekerja"),
    (FactorKind.PACEKLIK, FactorKind.PENGELUARAN, "pengeluaran besar saat paceklik"),
    (FactorKind.AIR, FactorKind.KEBAKARAN, "rawan kebakaran saat air sulit"),
)
#: Kinds that are a problem by themselves, with the indicator they belong to (None: no single one).
PROBLEMS: Final[Mapping[str, int | None]] = {
    FactorKind.BANJIR: 4,
    FactorKind.AIR: 3,
    FactorKind.PENYAKIT: None,
    FactorKind.PACEKLIK: None,
    FactorKind.KEBAKARAN: 7,
}


@dataclass(frozen=True)
class Column:
    """A column of the calendar: a month, or a season under its local name with the months (1 to 12) it covers."""

    name: str
    months: tuple[int, ...]
    short: str = ""


MONTHS: Final = tuple(Column(month.label, (month.value,), month.label[:3]) for month in Month)


def season(name: str, first: int, last: int) -> Column:
    """A local season from month `first` to month `last`; it may run over the turn of the year."""
    count = (last - first) % 12 + 1
    return Column(name, tuple((first - 1 + step) % 12 + 1 for step in range(count)))


@dataclass(frozen=True)
class Row:
    """One factor of one group. `levels` has one value per column; `notes` words by number of the column (from 0)."""

    kind: str
    name: str
    levels: tuple[int | None, ...]
    notes: Mapping[int, str] = field(default_factory=dict)

    @property
    def filled(self) -> bool:
        return any(level is not None for level in self.levels)

    def strong(self, least: int = CLASH_FROM) -> tuple[int, ...]:
        """Numbers of the columns at `least` or more."""
        return tuple(at for at, level in enumerate(self.levels) if level is not None and level >= least)


def strongest(rows: Iterable[Row], kinds: Iterable[str], columns: int) -> tuple[int | None, ...]:
    """The highest level of these kinds in each column; None where nobody said anything."""
    wanted = set(kinds)
    chosen = [row.levels for row in rows if row.kind in wanted]
    found: list[int | None] = []
    for at in range(columns):
        said = [level for levels in chosen if (level := levels[at]) is not None]
        found.append(max(said) if said else None)
    return tuple(found)


def weakest(rows: Iterable[Row], kind: str, columns: int) -> tuple[int | None, ...]:
    """The lowest level of this kind in each column; None where nobody said anything."""
    chosen = [row.levels for row in rows if row.kind == kind]
    found: list[int | None] = []
    for at in range(columns):
        said = [level for levels in chosen if (level := levels[at]) is not None]
        found.append(min(said) if said else None)
    return tuple(found)


def columns_for_works(rows: Sequence[Row], columns: int) -> tuple[int, ...]:
    """Numbers of the columns for works: least rain and flood, and of those most hands. Nothing where none is below 2.

    Rows of several groups count together: the worst hindrance and the fewest hands that any of them named, so that
    the months suit everybody. Hands are left out of account where nobody said anything about them.
    """
    hindrance = strongest(rows, HINDERS_WORKS, columns)
    best = _lowest(hindrance)
    hands = weakest(rows, FactorKind.TENAGA, columns)
    known = [hands[at] for at in best if hands[at] is not None]
    if not known:
        return best
    most = max(level for level in known if level is not None)
    return tuple(at for at in best if hands[at] == most)


def columns_for_meetings(rows: Sequence[Row], columns: int) -> tuple[int, ...]:
    """Numbers of the columns for a rembuk: least flood, work and ceremonies. Nothing where none is below 2."""
    return _lowest(strongest(rows, HINDERS_MEETINGS, columns))


def _lowest(levels: Sequence[int | None]) -> tuple[int, ...]:
    known = [level for level in levels if level is not None and level < CLASH_FROM]
    return tuple(at for at, level in enumerate(levels) if known and level == min(known))


@dataclass(frozen=True)
class Clash:
    """Two things that meet and should not: the numbers of the columns, and what it means."""

    first: str
    second: str
    columns: tuple[int, ...]
    words: str


def clashes(rows: Sequence[Row]) -> tuple[Clash, ...]:
    """Where things meet that should not, in the order of `CLASHES`: both at 2 or more and one of them at 3."""
    found = []
    for one, two, words in CLASHES:
        for a in (row for row in rows if row.kind == one):
            for b in (row for row in rows if row.kind == two):
                strong = {*a.strong(STRONGEST), *b.strong(STRONGEST)}
                both = tuple(at for at in a.strong() if at in set(b.strong()) and at in strong)
                if both:
                    found.append(Clash(a.name, b.name, both, words))
    return tuple(found)


def differences(groups: Sequence[tuple[str, Sequence[Row]]], columns: Sequence[Column]) -> tuple[str, ...]:
    """Sentences about what groups see differently: two levels or more apart, or named by one group only."""
    said: dict[tuple[str, str], list[tuple[str, Row]]] = {}
    for label, rows in groups:
        for row in rows:
            if row.filled:
                said.setdefault((row.kind, row.name.lower()), []).append((label, row))
    answering = [label for label, rows in groups if any(row.filled for row in rows)]
    sentences: list[str] = []
    unsaid: dict[str, list[str]] = {}
    for named in said.values():
        name = named[0][1].name
        for label in answering:
            if label not in {known for known, _ in named}:
                unsaid.setdefault(label, []).append(name)
        sentences += _apart(name, named, columns)
    return (*sentences, *(f"{label} tidak menyebut {listed(names)}." for label, names in unsaid.items()))


def _apart(name: str, named: Sequence[tuple[str, Row]], columns: Sequence[Column]) -> list[str]:
    """One sentence per pair of groups that see the same thing differently."""
    found = []
    for number, (first, a) in enumerate(named):
        for second, b in named[number + 1 :]:
            apart = [
                at
                for at, (one, two) in enumerate(zip(a.levels, b.levels, strict=True))
                if one is not None and two is not None and abs(one - two) >= APART_FROM
            ]
            if apart:
                higher = (
                    first if sum(a.levels[at] or 0 for at in apart) > sum(b.levels[at] or 0 for at in apart) else second
                )
                found.append(
                    f"{name}: {first} dan {second} menilai berbeda pada {named_columns(apart, columns)}; "
                    f"{higher} merasakannya lebih kuat."
                )
    return found


def months_of(numbers: Iterable[int], columns: Sequence[Column]) -> tuple[int, ...]:
    """The months (1 to 12) that these columns cover, in the order of the year."""
    return tuple(sorted({month for at in numbers for month in columns[at].months}))


def named_columns(numbers: Sequence[int], columns: Sequence[Column]) -> str:
    """Columns in words, neighbours as a span: Januari–Maret, Mei."""
    spans = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        members = [at for _, at in run]
        first, last = columns[members[0]].name, columns[members[-1]].name
        spans.append(first if len(members) == 1 else f"{first} dan {last}" if len(members) == 2 else f"{first}–{last}")
    return ", ".join(spans)


def named_months(months: Sequence[int]) -> str:
    """Months of the year in words: Juli–September."""
    return named_columns([month - 1 for month in months], MONTHS)


def months_in_quarter(months: Iterable[int], quarter: int) -> tuple[int, ...]:
    """Those of the months (1 to 12) that fall into a quarter (1 to 4) of the year."""
    return tuple(month for month in months if (month - 1) // 3 + 1 == quarter)
