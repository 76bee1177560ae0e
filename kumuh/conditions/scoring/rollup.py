"""From RT to kawasan, kelurahan and city: sums of counts, and slum area decided per RT.

The rolled-up score is a profile figure; the list of slum areas and the hectares
come from the RT (Permen PUPR 14/PRT/M/2018: RT is the smallest unit).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kumuh.conditions.enums import FlagCode, Level, Severity
from kumuh.conditions.ruleset import Criterion, RuleSet
from kumuh.conditions.scoring.flags import Flag
from kumuh.conditions.scoring.record import Numbers, RecordScore, exact_number, score_record

AREA = "luas_verifikasi_ha"
ZERO = Decimal(0)


@dataclass(frozen=True)
class RtCounts:
    """Counts of one RT in one year; ``score`` may be given when it is already known."""

    key: str
    denominators: Numbers
    volumes: Numbers
    percents: Numbers | None = None
    score: RecordScore | None = None

    @property
    def area_ha(self) -> Decimal | None:
        """Verified area in hectares."""
        return exact_number(self.denominators.get(AREA))


@dataclass(frozen=True)
class RtLevel:
    """What slum area needs to know of one RT: verified area (ha) and level."""

    key: str
    area_ha: Decimal | None
    level: Level | None


@dataclass(frozen=True)
class SlumArea:
    """Hectares and number of RT per level. ``slum_ha`` counts whole RT of level KR, KS, KB.

    ``unknown`` = RT without level, in hectares and number: they are neither.
    """

    slum_ha: Decimal
    slum_rt: int
    ha: Mapping[Level, Decimal]
    rt: Mapping[Level, int]
    unknown_ha: Decimal
    unknown_rt: int


@dataclass(frozen=True)
class RollUp:
    """Sums of several RT: ``profile`` is the score of the sums, ``area`` the RT decision."""

    denominators: Mapping[str, Decimal | None]
    volumes: Mapping[str, Decimal | None]
    profile: RecordScore
    area: SlumArea
    rt_count: int
    flags: tuple[Flag, ...] = field(default=())


def slum_area(levels: Iterable[RtLevel]) -> SlumArea:
    """Sum verified area (ha) and count RT per level; a missing area counts as 0 ha."""
    hectares, numbers = dict.fromkeys(Level, ZERO), dict.fromkeys(Level, 0)
    unknown_ha, unknown_rt = ZERO, 0
    for item in levels:
        area = item.area_ha or ZERO
        if item.level is None:
            unknown_ha, unknown_rt = unknown_ha + area, unknown_rt + 1
            continue
        hectares[item.level] += area
        numbers[item.level] += 1
    slum = [level for level in Level if level is not Level.TK]
    return SlumArea(
        slum_ha=sum((hectares[level] for level in slum), ZERO),
        slum_rt=sum(numbers[level] for level in slum),
        ha=hectares,
        rt=numbers,
        unknown_ha=unknown_ha,
        unknown_rt=unknown_rt,
    )


def roll_up(ruleset: RuleSet, records: Iterable[RtCounts]) -> RollUp:
    """Sum numerators and denominators of RT, then score the sums.

    Never averages percents or scores. A parameter that is unknown in one RT is
    unknown in the sum (missing is not zero) and flagged; the order of the RT does
    not matter. Rule: published kawasan totals of Kota Pekalongan 2019 and 2020.
    """
    parts = [_scored(ruleset, record) for record in records]
    denominators = {key: _sum(part.denominators.get(key) for part in parts) for key in ruleset.denominator_by_key}
    volumes: dict[str, Decimal | None] = {}
    flags: list[Flag] = []
    for index, criterion in enumerate(ruleset.criteria):
        unknown = [part.key for part in parts if not _is_countable(part, index)]
        if unknown:
            flags.append(_unknown_in_rt(criterion, len(unknown), len(parts)))
        volumes[criterion.key] = None if unknown else _sum(part.volumes.get(criterion.key) for part in parts)
    flags += _rt_flags(parts)
    area = slum_area(RtLevel(part.key, part.area_ha, part.score.level if part.score else None) for part in parts)
    profile = score_record(ruleset, denominators, volumes)
    return RollUp(denominators, volumes, profile, area, len(parts), tuple(flags))


def _scored(ruleset: RuleSet, record: RtCounts) -> RtCounts:
    if record.score is not None:
        return record
    score = score_record(ruleset, record.denominators, record.volumes, record.percents)
    return RtCounts(record.key, record.denominators, record.volumes, record.percents, score)


def _is_countable(part: RtCounts, index: int) -> bool:
    """A parameter enters a sum when it has a count and a percent of its own."""
    item = part.score.criteria[index] if part.score else None
    return item is not None and item.volume is not None and item.percent is not None


def _sum(values: Iterable[Decimal | int | None]) -> Decimal | None:
    """Sum of the known values; None when none is known."""
    known = [number for value in values if (number := exact_number(value)) is not None]
    return sum(known, ZERO) if known else None


def _unknown_in_rt(criterion: Criterion, unknown: int, of: int) -> Flag:
    sentence = (
        f"{criterion.code} {criterion.label}: belum dapat dijumlahkan, {unknown} dari {of} RT belum punya volume."
    )
    return Flag(FlagCode.RT_INCOMPLETE, criterion.key, sentence, Severity.BLOCKS)


def _rt_flags(parts: list[RtCounts]) -> list[Flag]:
    flags = []
    unscored = sum(1 for part in parts if part.score and part.score.level is None)
    if unscored:
        sentence = f"{unscored} dari {len(parts)} RT belum punya tingkat kekumuhan; luasnya belum ikut dihitung."
        flags.append(Flag(FlagCode.RT_INCOMPLETE, "", sentence))
    without_area = [part.key for part in parts if part.area_ha is None]
    if without_area:
        sentence = f"Luas verifikasi belum diisi: {', '.join(without_area)}. Luas kumuh belum lengkap."
        flags.append(Flag(FlagCode.AREA_MISSING, "", sentence))
    return flags
