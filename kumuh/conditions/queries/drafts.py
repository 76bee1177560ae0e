"""What a positive 100-0-100 baseline proposes for a survey that is scored today. Reads only; nothing is converted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kumuh.areas.models import Neighbourhood
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries.records import rt_lines, surveys
from kumuh.conditions.queries.rulesets import version_of
from kumuh.conditions.queries.summaries import city_size_of
from kumuh.conditions.ruleset import Criterion
from kumuh.conditions.scoring import propose_draft
from kumuh.conditions.values import counts_of, score_counts


@dataclass(frozen=True)
class OldValue:
    """One old indicator as it stands in the baseline: `value` in `unit` (percent that IS in order, or a figure)."""

    label: str
    value: Decimal | None
    unit: str


@dataclass(frozen=True)
class DraftLine:
    """One parameter of today: the old values it comes from, the percent proposed, the percent kept already.

    `proposed` None: the conversion leaves it "belum diukur". `remarks` name every choice that was made.
    """

    criterion: Criterion
    old: tuple[OldValue, ...]
    proposed: Decimal | None
    kept: Decimal | None
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class DraftSheet:
    """The proposal for one RT. `measured`: it holds counts of a newer survey, so no draft may replace them."""

    old: RtRecord
    survey: Survey
    lines: tuple[DraftLine, ...]
    measured: bool

    @property
    def confirmed(self) -> bool:
        """Whether somebody confirmed at least one value before."""
        return any(line.kept is not None for line in self.lines)


@dataclass(frozen=True)
class DraftState:
    """One RT in the list: its old record and what the newer survey holds of it."""

    neighbourhood: Neighbourhood
    old: RtRecord | None
    new: RtRecord | None

    @property
    def state(self) -> str:
        """`KOSONG` nothing to convert, `BELUM`, `DIPASTIKAN` by a person, `DIUKUR` newer counts exist."""
        if self.new is not None and is_measured(self.new):
            return "DIUKUR"
        if self.new is not None and self.new.imported_percents:
            return "DIPASTIKAN"
        return "BELUM" if self.old is not None else "KOSONG"


def draft_targets(survey: Survey) -> list[Survey]:
    """Other surveys of the kelurahan that a draft from this one may go to, newest first; empty for a scored one."""
    conversion = version_of(survey.ruleset).conversion
    if conversion is None:
        return []
    others = surveys(survey.kelurahan_id).filter(ruleset_id=conversion.target)
    return [row for row in others if row.pk != survey.pk]


def is_measured(record: RtRecord) -> bool:
    """Whether an RT was counted: any volume is known."""
    return any(value is not None for value in record.volumes.values())


def draft_states(old: Survey, target: Survey) -> list[DraftState]:
    """Every RT of the old survey with what the target holds of it, in the order of RW and RT."""
    found = {line.neighbourhood.pk: line.record for line in rt_lines(target.kelurahan_id, target.year)}
    return [
        DraftState(line.neighbourhood, line.record, found.get(line.neighbourhood.pk))
        for line in rt_lines(old.kelurahan_id, old.year)
    ]


def draft_sheet(old: RtRecord, target: Survey, record: RtRecord | None) -> DraftSheet:
    """The draft of one RT out of its old record; `record` is what the target survey holds of the RT.

    Rule: 100 − value, the worse of two, or nothing, as the conversion table of the old version says; a person
    confirms every value (the old baseline is never converted into a total silently).
    """
    version = version_of(old.ruleset)
    shown = score_counts(version, counts_of(old))
    proposal = propose_draft(version, shown, city_size_of(old.kelurahan_id))
    sources = {rule.to: rule.sources for rule in version.conversion.rules} if version.conversion else {}
    remarks: dict[str, list[str]] = {}
    for flag in proposal.flags:
        remarks.setdefault(flag.criterion, []).append(flag.message)
    figures = {item.key: item.volume for item in shown.criteria}
    kept = counts_of(record).percents if record else {}

    def old_values(keys: Sequence[str]) -> tuple[OldValue, ...]:
        rows = [version.criterion_by_key[key] for key in keys]
        return tuple(
            OldValue(row.label, shown.percents.get(row.key), "%")
            if row.denominator
            else OldValue(row.label, _decimal(figures.get(row.key)), row.unit)
            for row in rows
        )

    lines = tuple(
        DraftLine(
            item,
            old_values(sources.get(item.key, ())),
            proposal.percents.get(item.key),
            _decimal(kept.get(item.key)),
            tuple(remarks.get(item.key, ())),
        )
        for item in version_of(target.ruleset).criteria
    )
    return DraftSheet(old, target, lines, record is not None and is_measured(record))


def _decimal(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
