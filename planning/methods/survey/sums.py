"""From houses to the RT: counts, what is still unanswered, and the comparison with the RT record.

Buildings are counted once however many households live in them (same number in the same RT); a building is not in
order as soon as one of its households says so. Two sources that differ by more than a tenth of the larger raise a flag
(triangulasi; the limit is a proposal of ours). What nobody answered is never counted as in order: as long as answers
are missing, a flag is raised only where no answer that may still come could close the gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from planning.methods.enums.survey import Match
from planning.methods.survey.rules import BAD, FROM_HOUSES, PARAMETERS, UNKNOWN, Parameter

#: Two sources may differ by so many hundredths of the larger one.
APART: Final = Decimal(10)
BUILDINGS, HOUSEHOLDS, PEOPLE = "jumlah_bangunan", "jumlah_kk", "jumlah_penduduk"


@dataclass(frozen=True)
class House:
    """One household as it is summed. `number` names its building inside the RT, empty: a building of its own."""

    rt: int
    number: str
    verdict: str
    men: int | None = None
    women: int | None = None
    disabled: int | None = None
    low_income: bool | None = None


@dataclass(frozen=True)
class Count:
    """How many are not in order (`bad`), in order (`fine`), and not answered (`unknown`)."""

    bad: int = 0
    fine: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.bad + self.fine + self.unknown

    def __add__(self, other: Count) -> Count:
        return Count(self.bad + other.bad, self.fine + other.fine, self.unknown + other.unknown)


@dataclass(frozen=True)
class Tally:
    """What the households of an RT add up to. `uncounted`: households whose members nobody counted."""

    households: int = 0
    buildings: int = 0
    men: int = 0
    women: int = 0
    uncounted: int = 0
    disabled: int = 0
    low_income: int = 0
    low_income_unknown: int = 0
    counts: Mapping[str, Count] = field(default_factory=dict)

    @property
    def people(self) -> int:
        return self.men + self.women

    def count(self, key: str) -> Count:
        """The count of a parameter by its key."""
        return self.counts.get(key, Count())

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.households + other.households,
            self.buildings + other.buildings,
            self.men + other.men,
            self.women + other.women,
            self.uncounted + other.uncounted,
            self.disabled + other.disabled,
            self.low_income + other.low_income,
            self.low_income_unknown + other.low_income_unknown,
            {one.key: self.count(one.key) + other.count(one.key) for one in FROM_HOUSES},
        )


def building_of(number: str) -> str:
    """A house number as it is compared: `12 A` and `12a` are one building."""
    return "".join(number.split()).casefold()


def tally(houses: Iterable[House]) -> Tally:
    """Sum households of one RT or of several; independent of their order."""
    rows = list(houses)
    buildings: dict[tuple[int, str], list[str]] = defaultdict(list)
    for at, row in enumerate(rows):
        buildings[row.rt, building_of(row.number) or f"#{at}"].append(row.verdict)
    return Tally(
        households=len(rows),
        buildings=len(buildings),
        men=sum(row.men or 0 for row in rows),
        women=sum(row.women or 0 for row in rows),
        uncounted=sum(row.men is None or row.women is None for row in rows),
        disabled=sum(row.disabled or 0 for row in rows),
        low_income=sum(row.low_income is True for row in rows),
        low_income_unknown=sum(row.low_income is None for row in rows),
        counts={
            one.key: _counted(
                (_worst_sign([verdict[at] for verdict in held]) for held in buildings.values())
                if one.unit == "unit"
                else (row.verdict[at] for row in rows)
            )
            for at, one in enumerate(FROM_HOUSES)
        },
    )


def by_rt(houses: Iterable[House]) -> dict[int, Tally]:
    """The sums of every RT that has households."""
    found: dict[int, list[House]] = defaultdict(list)
    for house in houses:
        found[house.rt].append(house)
    return {rt: tally(rows) for rt, rows in found.items()}


def _worst_sign(signs: Sequence[str]) -> str:
    if BAD in signs:
        return BAD
    return UNKNOWN if UNKNOWN in signs else signs[0]


def _counted(signs: Iterable[str]) -> Count:
    found = list(signs)
    bad, unknown = found.count(BAD), found.count(UNKNOWN)
    return Count(bad, len(found) - bad - unknown, unknown)


def apart(first: Decimal | int, second: Decimal | int) -> Decimal:
    """How far two numbers lie apart, in hundredths of the larger one; 0 where they are equal."""
    one, other = Decimal(first), Decimal(second)
    most = max(abs(one), abs(other))
    return abs(one - other) * 100 / most if most else Decimal(0)


@dataclass(frozen=True)
class Compared:
    """One number of the survey beside that of the RT record, in the same unit.

    `found` None: not answered. `missing` answers may still raise it (None: nobody knows how many). `base` and
    `record_base` are what each is a part of. `gap` in hundredths of the larger number.
    """

    key: str
    code: str
    name: str
    unit: str
    found: Decimal | None
    missing: int | None
    record: Decimal | None
    match: str
    gap: Decimal | None = None
    base: Decimal | None = None
    record_base: Decimal | None = None

    @property
    def share(self) -> Decimal | None:
        """Percent of the answered houses, or of the area or length that form B gives."""
        return _percent(self.found, self.base)

    @property
    def record_share(self) -> Decimal | None:
        """Percent in the RT record."""
        return _percent(self.record, self.record_base)

    @property
    def is_complete(self) -> bool:
        """Whether the survey says the number for good."""
        return self.found is not None and self.missing == 0

    @property
    def differs(self) -> bool:
        """Whether the survey says for good something else than the record, or the record says nothing."""
        return self.is_complete and self.found != self.record


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return part * 100 / whole if part is not None and whole else None


def match_of(found: Decimal | None, missing: int | None, record: Decimal | None) -> tuple[str, Decimal | None]:
    """How a sum stands to the record, and how far apart they are (hundredths of the larger one).

    With `missing` answers the true number lies between `found` and `found + missing` (no upper end for None).
    """
    if found is None:
        return Match.BELUM, None
    if record is None:
        return (Match.TANPA if missing == 0 else Match.BELUM), None
    if missing == 0:
        gap = apart(found, record)
        return (Match.BEDA if gap > APART else Match.SAMA), gap
    if found > record and apart(found, record) > APART:
        return Match.BEDA, apart(found, record)
    highest = None if missing is None else found + missing
    if highest is not None and highest < record and apart(highest, record) > APART:
        return Match.BEDA, apart(highest, record)
    return Match.BELUM, None


def still_out(known: int | None, surveyed: int, *, done: bool) -> int | None:
    """How many were not visited yet; None where nobody knows how many there are. `done`: all were visited."""
    if done:
        return 0
    return None if known is None else max(known - surveyed, 0)


@dataclass(frozen=True)
class Recorded:
    """What the RT record says, by the keys of the regulation version; None or missing is not measured."""

    denominators: Mapping[str, Decimal | int | None] = field(default_factory=dict)
    volumes: Mapping[str, Decimal | int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Area:
    """What form B says: volumes and header figures, how many there are by the officers of the RT, all visited."""

    volumes: Mapping[str, Decimal | None] = field(default_factory=dict)
    denominators: Mapping[str, Decimal | None] = field(default_factory=dict)
    households: int | None = None
    buildings: int | None = None
    done: bool = False


HEADS: Final = (
    Parameter(BUILDINGS, "0", "Jumlah bangunan", "unit"),
    Parameter(HOUSEHOLDS, "0", "Jumlah KK", "KK"),
    Parameter(PEOPLE, "0", "Jumlah penduduk", "jiwa"),
    Parameter("luas_verifikasi_ha", "0", "Luas verifikasi", "ha"),
    Parameter("panjang_jalan_ideal_m", "0", "Panjang jalan ideal", "m"),
    Parameter("panjang_drainase_ideal_m", "0", "Panjang drainase ideal", "m"),
)
#: What a volume of form B is divided by.
DIVIDED_BY: Final = {
    "bangunan_kepadatan": "luas_verifikasi_ha",
    "drainase_limpasan": "luas_verifikasi_ha",
    "jalan_cakupan": "panjang_jalan_ideal_m",
    "jalan_kualitas": "panjang_jalan_ideal_m",
    "drainase_ketersediaan": "panjang_drainase_ideal_m",
    "drainase_konstruksi": "panjang_drainase_ideal_m",
}


@dataclass(frozen=True)
class RtResult:
    """Everything about one RT: sums, how many are known and still out, the comparison number by number."""

    tally: Tally
    known: int | None
    out: int | None
    parameters: tuple[Compared, ...]
    heads: tuple[Compared, ...]

    @property
    def lines(self) -> tuple[Compared, ...]:
        return (*self.heads, *self.parameters)

    @property
    def flagged(self) -> tuple[Compared, ...]:
        return tuple(line for line in self.lines if line.match == Match.BEDA)


def compare(summed: Tally, area: Area, record: Recorded | None) -> RtResult:
    """Lay the sums of an RT beside its record. `record` None: nothing was recorded for the year."""
    known_record = record or Recorded()
    heads = {key: _whole(known_record.denominators.get(key)) for key in (HOUSEHOLDS, BUILDINGS)}
    known = heads[HOUSEHOLDS] if heads[HOUSEHOLDS] is not None else area.households
    standing = heads[BUILDINGS] if heads[BUILDINGS] is not None else area.buildings
    out = still_out(known, summed.households, done=area.done)
    buildings_out = still_out(standing, summed.buildings, done=area.done)
    lines = []
    for one in PARAMETERS:
        if one.key in DIVIDED_BY:
            lines.append(_of_area(one, area, known_record))
        else:
            lines.append(_of_houses(one, summed, _may_come(one, summed, out, buildings_out), known_record))
    return RtResult(summed, known, out, tuple(lines), tuple(_heads(summed, area, known_record, out, buildings_out)))


def _whole(value: Decimal | int | None) -> int | None:
    return None if value is None else int(value)


def _may_come(one: Parameter, summed: Tally, out: int | None, buildings_out: int | None) -> int | None:
    """How many more may turn out not in order: unanswered, not visited, and buildings of which a household is out."""
    count = summed.count(one.key)
    if one.unit != "unit":
        return None if out is None else out + count.unknown
    return None if out is None or buildings_out is None else buildings_out + count.unknown + min(count.fine, out)


def _of_houses(one: Parameter, summed: Tally, missing: int | None, record: Recorded) -> Compared:
    count = summed.count(one.key)
    answered = count.bad + count.fine
    return _compared(one, Decimal(count.bad) if answered else None, missing, Decimal(answered), record)


def _of_area(one: Parameter, area: Area, record: Recorded) -> Compared:
    return _compared(one, area.volumes.get(one.key), 0, area.denominators.get(DIVIDED_BY[one.key]), record)


def _compared(
    one: Parameter, found: Decimal | None, missing: int | None, base: Decimal | None, record: Recorded
) -> Compared:
    stored = _exact(record.volumes.get(one.key))
    match, gap = match_of(found, missing, stored)
    whole = DIVIDED_BY.get(one.key) or (BUILDINGS if one.unit == "unit" else HOUSEHOLDS)
    record_base = _exact(record.denominators.get(whole))
    return Compared(one.key, one.code, one.name, one.unit, found, missing, stored, match, gap, base, record_base)


def _exact(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _heads(
    summed: Tally, area: Area, record: Recorded, out: int | None, buildings_out: int | None
) -> Iterable[Compared]:
    """Header figures. Of people one household may have any number, so an open count of them has no upper end."""
    people_open = 0 if out == 0 and not summed.uncounted else None
    counted: dict[str, tuple[Decimal | None, int | None]] = {
        BUILDINGS: (Decimal(summed.buildings), buildings_out),
        HOUSEHOLDS: (Decimal(summed.households), out),
        PEOPLE: (Decimal(summed.people), people_open),
    }
    for head in HEADS:
        found, missing = counted.get(head.key, (area.denominators.get(head.key), 0))
        if head.key in counted and not summed.households:
            found = None
        stored = _exact(record.denominators.get(head.key))
        match, gap = match_of(found, missing, stored)
        yield Compared(head.key, "", head.name, head.unit, found, missing, stored, match, gap)


def together(results: Sequence[RtResult]) -> tuple[Compared, ...]:
    """The parameters of several RT as one: sums of what was found and recorded, never means of percents.

    A sum is complete only where it is in every RT, and has a record only where every RT has one.
    """
    columns = zip(*(result.parameters for result in results), strict=True)
    return tuple(_joined(lines) for lines in columns)


def _joined(lines: Sequence[Compared]) -> Compared:
    first = lines[0]
    known = [line for line in lines if line.found is not None]
    found = sum((line.found for line in known if line.found is not None), Decimal(0)) if known else None
    gaps = [line.missing for line in lines]
    missing = None if None in gaps or len(known) < len(lines) else sum(gap for gap in gaps if gap is not None)
    record, record_base = _all_of([line.record for line in lines]), _all_of([line.record_base for line in lines])
    match, gap = match_of(found, missing, record)
    base = _all_of([line.base for line in known]) if known else None
    return Compared(
        first.key, first.code, first.name, first.unit, found, missing, record, match, gap, base, record_base
    )


def _all_of(values: Sequence[Decimal | None]) -> Decimal | None:
    """Their sum, None as soon as one is not known."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None
