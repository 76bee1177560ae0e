"""Checks of figures that arrive from outside: published scores, headers, years, double names.

A row whose total and scores disagree is to be rejected (severity ``galat``); the
other findings are kept and flagged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kumuh.conditions.enums import FlagCode, Level, Severity
from kumuh.conditions.ruleset import RuleSet
from kumuh.conditions.scoring.flags import Flag, plain_number
from kumuh.conditions.scoring.record import Numbers, RecordScore, exact_number

FIRST_YEAR = 2000
LAST_YEAR = 2100
WHOLE_UNITS = ("unit", "KK", "jiwa")
AREA_TOLERANCE = Decimal("0.01")


@dataclass(frozen=True)
class Published:
    """What a source printed for one record; None where it printed nothing."""

    scores: Mapping[str, Decimal | int | None]
    total: Decimal | int | None = None
    level: Level | None = None


def check_published(ruleset: RuleSet, computed: RecordScore, published: Published) -> tuple[Flag, ...]:
    """Compare printed scores, total and level with each other and with the computed ones.

    Severity ``galat``: a score that does not exist, a total that is not the sum of
    the scores, a level outside the class limits (reject the row).
    """
    flags = _score_flags(ruleset, computed, published)
    known = [exact_number(score) for score in published.scores.values()]
    added = sum((score for score in known if score is not None), Decimal(0))
    if published.total is not None and all(score is not None for score in known) and added != published.total:
        sentence = f"Total pada sumber {_shown(published.total)}, jumlah nilainya {plain_number(added)}."
        flags.append(Flag(FlagCode.TOTAL_DISAGREES, "", sentence, Severity.BLOCKS))
    return (*flags, *_level_flags(ruleset, published))


def check_header(ruleset: RuleSet, header: Numbers, summed: Numbers) -> tuple[Flag, ...]:
    """Flag header figures of a kawasan that differ from the sum of its RT (more than 0.01 ha or m)."""
    flags = []
    for denominator in ruleset.denominators:
        printed, added = exact_number(header.get(denominator.key)), exact_number(summed.get(denominator.key))
        if printed is None or added is None or abs(printed - added) <= AREA_TOLERANCE:
            continue
        sentence = (
            f"{denominator.label} kawasan {plain_number(printed)} {denominator.unit}, "
            f"jumlah RT-nya {plain_number(added)} {denominator.unit}."
        )
        flags.append(Flag(FlagCode.HEADER_DIFFERS, denominator.key, sentence))
    return tuple(flags)


def check_counts(ruleset: RuleSet, denominators: Numbers, volumes: Numbers) -> tuple[Flag, ...]:
    """Flag buildings, families and people that are not whole numbers."""
    flags = []
    for item in ruleset.denominators:
        if _is_broken(item.unit, number := exact_number(denominators.get(item.key))):
            flags.append(_not_whole(item.key, item.label, item.unit, number))
    for criterion in ruleset.criteria:
        if _is_broken(criterion.unit, number := exact_number(volumes.get(criterion.key))):
            flags.append(_not_whole(criterion.key, f"{criterion.code} {criterion.label}", criterion.unit, number))
    return tuple(flags)


def _is_broken(unit: str, number: Decimal | None) -> bool:
    return unit in WHOLE_UNITS and number is not None and number.is_finite() and bool(number % 1)


def _not_whole(key: str, label: str, unit: str, number: Decimal | None) -> Flag:
    return Flag(FlagCode.COUNT_NOT_WHOLE, key, f"{label}: {plain_number(number or 0)} {unit} bukan bilangan bulat.")


def check_year(year: int) -> tuple[Flag, ...]:
    """Flag a year that cannot be a year of data (before 2000 or after 2100)."""
    if FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    return (Flag(FlagCode.YEAR_IMPOSSIBLE, "", f"Tahun {year} tidak wajar.", Severity.BLOCKS),)


def check_surveyed_households(buildings: int | None, surveyed: int | None) -> tuple[Flag, ...]:
    """Flag a sheet whose percents are taken of surveyed families while the number of buildings differs."""
    if buildings is None or surveyed is None or buildings == surveyed:
        return ()
    sentence = f"Pembagi persen adalah {surveyed} rumah tangga yang disurvei, bukan {buildings} bangunan."
    return (Flag(FlagCode.HOUSEHOLDS_NOT_BUILDINGS, "", sentence, Severity.INFORMS),)


def find_duplicates(records: Iterable[tuple[str, Numbers]]) -> tuple[tuple[Flag, str, str], ...]:
    """Return pairs of names that carry the same values in every field, with a flag for each.

    Records with fewer than three different values are not compared (all zero says nothing).
    """
    seen: dict[tuple[tuple[str, Decimal | int | None], ...], str] = {}
    found = []
    for name, values in records:
        content = tuple(sorted(values.items()))
        if len(set(values.values())) < 3:
            continue
        first = seen.setdefault(content, name)
        if first != name:
            sentence = f"Data {name} sama persis dengan data {first}."
            found.append((Flag(FlagCode.DUPLICATE, "", sentence), first, name))
    return tuple(found)


def _score_flags(ruleset: RuleSet, computed: RecordScore, published: Published) -> list[Flag]:
    possible = {band.score for band in ruleset.bands.items} if ruleset.bands else set()
    flags = []
    for item in computed.criteria:
        printed = published.scores.get(item.key)
        criterion = ruleset.criterion_by_key[item.key]
        if printed is None:
            continue
        if printed not in possible:
            sentence = f"{criterion.code}: nilai {_shown(printed)} pada sumber bukan nilai yang dikenal."
            flags.append(Flag(FlagCode.SCORE_IMPOSSIBLE, item.key, sentence, Severity.BLOCKS))
        elif item.score is not None and printed != item.score:
            sentence = f"{criterion.code}: nilai pada sumber {_shown(printed)}, menurut persennya {item.score}."
            flags.append(Flag(FlagCode.SCORES_DISAGREE, item.key, sentence))
    return flags


def _level_flags(ruleset: RuleSet, published: Published) -> list[Flag]:
    total = published.total
    if total is None or published.level is None:
        return []
    fits = total == int(total) and 0 <= total <= ruleset.max_total and ruleset.level_of(int(total)) == published.level
    if fits:
        return []
    sentence = f"Tingkat {published.level.label.lower()} pada sumber tidak cocok dengan total {_shown(total)}."
    return [Flag(FlagCode.LEVEL_DISAGREES, "", sentence, Severity.BLOCKS)]


def _shown(number: Decimal | int) -> str:
    return plain_number(Decimal(number))
