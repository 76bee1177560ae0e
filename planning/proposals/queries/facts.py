"""What survey and SK know about the places of usulan: parameters, scores, households, listed or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kumuh.conditions import queries as conditions
from kumuh.conditions.models import RtRecord
from kumuh.conditions.ruleset import Criterion, load_ruleset
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.ruleset.packaged import packaged_rulesets
from kumuh.conditions.values import counts_of
from kumuh.core.formats import with_unit
from planning.cycles.models import Cycle
from planning.cycles.queries import decree_rts
from planning.proposals.catalog import ASPECTS
from planning.proposals.models import Proposal


def ruleset_of(cycle: Cycle) -> Version:
    """The regulation version of the cycle's survey; without a survey the default one."""
    survey = conditions.survey_of(cycle.region_id, cycle.survey_year) if cycle.survey_year else None
    row = survey.ruleset if survey else conditions.default_ruleset()
    if row is not None:
        return conditions.version_of(row)
    return load_ruleset(next(data for data in packaged_rulesets() if data["default"]))


def criterion_of(cycle: Cycle, key: str) -> Criterion | None:
    """The parameter with this key in the cycle's regulation version."""
    return ruleset_of(cycle).criterion_by_key.get(key)


def parameters(cycle: Cycle) -> list[tuple[str, list[tuple[str, str]]]]:
    """Parameters of the cycle's regulation version under their indicator: (indicator, [(key, words)])."""
    version = ruleset_of(cycle)
    return [
        (
            ASPECTS.get(aspect.number, aspect.name),
            [(row.key, f"{row.label} ({row.unit})") for row in version.criteria if row.aspect == aspect.number],
        )
        for aspect in version.aspects
    ]


@dataclass(frozen=True)
class PlaceFacts:
    """What is known about the RT of one usulan.

    `scores`: score (0, 1, 3, 5) of its parameter per RT label, None = belum diukur. `households`: KK of all
    its RT, None while one is unknown. `need`: what is not in order in them, in the parameter's unit, None
    while one is unknown. `outside`: labels of RT that the cycle's SK Kumuh does not list.
    """

    criterion: Criterion | None
    scores: Mapping[str, int | None]
    households: int | None
    need: Decimal | None
    outside: tuple[str, ...]

    @property
    def named_scores(self) -> dict[str, int | None]:
        """Scores by parameter and RT, as a sentence names them."""
        label = self.criterion.label if self.criterion else "Parameter"
        return {f"{label} di {rt}": score for rt, score in self.scores.items()}


def place_facts(cycle: Cycle, rows: Iterable[Proposal]) -> dict[int, PlaceFacts]:
    """Facts by usulan. Four queries for any number of usulan whose RT are loaded."""
    version = ruleset_of(cycle)
    records = {row.neighbourhood_id: row for row in conditions.records(cycle.region_id, cycle.survey_year or 0)}
    listed = set(decree_rts(cycle).values_list("pk", flat=True))
    return {row.pk: _facts(version, row, records, listed) for row in rows}


def _facts(version: Version, row: Proposal, records: Mapping[int, RtRecord], listed: set[int]) -> PlaceFacts:
    rts = sorted(row.rts.all(), key=lambda rt: rt.label)
    found = [records.get(rt.pk) for rt in rts]
    households = _sum([_households(record) for record in found])
    return PlaceFacts(
        criterion=version.criterion_by_key.get(row.criterion_key),
        scores={rt.label: _score(record, row.criterion_key) for rt, record in zip(rts, found, strict=True)},
        households=None if households is None else int(households),
        need=_sum([_volume(record, row.criterion_key) for record in found]),
        outside=tuple(rt.label for rt in rts if rt.pk not in listed),
    )


def _score(record: RtRecord | None, key: str) -> int | None:
    found: int | None = record.result.get(key, {}).get("nilai") if record else None
    return found


def _households(record: RtRecord | None) -> Decimal | None:
    return None if record is None or record.jumlah_kk is None else Decimal(record.jumlah_kk)


def _volume(record: RtRecord | None, key: str) -> Decimal | None:
    value = counts_of(record).volumes.get(key) if record else None
    return None if value is None else Decimal(value)


def _sum(values: list[Decimal | None]) -> Decimal | None:
    """None as soon as one is unknown: a missing value is not zero."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if values and len(known) == len(values) else None


def remarks(row: Proposal, facts: PlaceFacts) -> list[str]:
    """What somebody should look at before an usulan goes on; nothing of it blocks."""
    found = []
    if facts.outside:
        found.append(f"Di luar SK Kumuh siklus ini: {', '.join(facts.outside)}.")
    if row.households is not None and facts.households is not None and row.households > facts.households:
        found.append(f"KK penerima manfaat {row.households}, padahal KK di RT-nya {facts.households}.")
    measured = facts.criterion is not None and row.unit == facts.criterion.unit
    if measured and row.volume is not None and facts.need and row.volume > facts.need:
        found.append(
            f"Volume {with_unit(row.volume, row.unit)} lebih besar daripada kekurangan menurut survei "
            f"({with_unit(facts.need, row.unit)})."
        )
    if facts.scores and not any(facts.scores.values()):
        unknown = [label for label, score in facts.scores.items() if score is None]
        found.append(
            f"Parameter ini belum diukur di {', '.join(unknown)}."
            if unknown
            else "Menurut survei, parameter ini bukan masalah di RT tersebut (nilai 0)."
        )
    return found
