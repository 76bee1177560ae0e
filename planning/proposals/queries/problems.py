"""The problem matrix: seven indicator rows, each with what the scores already know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Prefetch, QuerySet

from kumuh.conditions import queries as conditions
from kumuh.conditions.models import RtRecord
from kumuh.conditions.queries import AspectSummary
from planning.cycles.models import Cycle
from planning.proposals.catalog import ASPECTS, OPEN_SPACE, OPEN_SPACE_NAME, SOURCES_NEEDED
from planning.proposals.enums import ProblemState
from planning.proposals.models import Problem, ProblemSource, Proposal

KK = "KK"


@dataclass(frozen=True)
class Affected:
    """Households that the data let expect, and how that number came about."""

    households: int
    sentence: str


@dataclass(frozen=True)
class OpenSpace:
    """Ruang terbuka publik in the survey: hectares of the RT where it was recorded, None when nowhere.

    `places` are the RT that have some, `notes` what was written about them as (RT, words).
    """

    hectares: Decimal | None
    recorded: int
    places: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ProblemRow:
    """One row of the matrix: an indicator, or the unscored eighth with `open_space` in place of scores.

    `problem` is unsaved while nobody opened the matrix; `facts` is None without survey data: RT, volume, unit,
    percent and score per parameter are read from there and never typed again. `proposals` counts usulan.
    """

    aspect: int
    name: str
    problem: Problem
    sources: tuple[ProblemSource, ...]
    facts: AspectSummary | None
    affected: Affected | None
    proposals: int
    open_space: OpenSpace | None = None

    @property
    def scored(self) -> bool:
        """Whether it is one of the seven; the eighth may stay empty and stops nothing."""
        return self.aspect in ASPECTS

    @property
    def said(self) -> bool:
        """Whether somebody said that there is a problem, or that there is none."""
        return self.problem.state != ProblemState.UNSAID

    @property
    def rts(self) -> tuple[str, ...]:
        """RT where a parameter of this indicator scores."""
        return self.facts.rts_with_problem if self.facts else ()

    @property
    def unmeasured(self) -> tuple[str, ...]:
        """RT where a parameter of this indicator was not measured."""
        return tuple(sorted({rt for item in self.facts.criteria for rt in item.unmeasured})) if self.facts else ()

    @property
    def contradicted(self) -> bool:
        """Said to be no problem, while the scores of at least one RT say otherwise."""
        return self.problem.state == ProblemState.NONE and bool(self.rts)

    @property
    def source_count(self) -> int:
        """Different sources: the same meeting or the same survey named twice counts once."""
        return len({(row.kind, row.meeting_id, row.note.strip().lower()) for row in self.sources})

    @property
    def triangulated(self) -> bool:
        """Two or more different sources."""
        return self.source_count >= SOURCES_NEEDED

    @property
    def missing(self) -> tuple[str, ...]:
        """What this row still lacks, in words that follow "belum ada"."""
        problem = self.problem
        if not self.scored:
            return ()
        if not self.said:
            return ("keterangan ada atau tidak ada masalah",)
        if problem.state == ProblemState.NONE:
            lacking = {
                "penjelasan mengapa tidak ada masalah": problem.statement or not self.rts,
                "sumber": self.sources,
            }
        else:
            lacking = {
                "masalah": bool(problem.statement),
                "akar penyebab": bool(problem.cause),
                "akibat": bool(problem.effect),
                "KK terdampak": problem.households is not None,
                "kebutuhan penanganan": bool(problem.need),
                "dua sumber yang berbeda": self.triangulated,
            }
        return tuple(words for words, present in lacking.items() if not present)

    @property
    def complete(self) -> bool:
        return not self.missing


def problem_matrix(cycle: Cycle) -> tuple[ProblemRow, ...]:
    """The seven indicators of the cycle, always all of them, in their order. Five queries.

    Source of the seven rows: Permen PUPR 14/PRT/M/2018; the columns follow the problem formulation per
    indicator that the 100-0-100 guide asks for.
    """
    records = list(conditions.records(cycle.region_id, cycle.survey_year or 0))
    facts = {item.aspect.number: item for item in _summaries(cycle, records)}
    kept = {row.aspect: row for row in _problems(cycle)}
    counted = Proposal.objects.filter(cycle=cycle).order_by().values_list("aspect").annotate(Count("pk"))
    usulan = dict(counted)
    households = {row.neighbourhood_id: row.jumlah_kk for row in records}
    return tuple(
        ProblemRow(
            aspect=aspect,
            name=name,
            problem=kept.get(aspect) or Problem(cycle=cycle, aspect=aspect),
            sources=tuple(kept[aspect].sources.all()) if aspect in kept else (),
            facts=facts.get(aspect),
            affected=affected_households(facts[aspect], households) if aspect in facts else None,
            proposals=usulan.get(aspect, 0),
        )
        for aspect, name in ASPECTS.items()
    )


def problem_row(cycle: Cycle, aspect: int) -> ProblemRow:
    """One row of the matrix, the unscored eighth among them. Raises KeyError for a number that is no row."""
    if aspect == OPEN_SPACE:
        return open_space_row(cycle)
    return {row.aspect: row for row in problem_matrix(cycle)}[aspect]


def open_space_row(cycle: Cycle) -> ProblemRow:
    """The eighth row: ruang terbuka publik, not scored, outside every total and gate. Three queries.

    Source: the "7+1" of profiles and plans of the KOTAKU programme; area in ha, condition and need.
    """
    kept = _problems(cycle).filter(aspect=OPEN_SPACE).first()
    return ProblemRow(
        aspect=OPEN_SPACE,
        name=OPEN_SPACE_NAME,
        problem=kept or Problem(cycle=cycle, aspect=OPEN_SPACE),
        sources=tuple(kept.sources.all()) if kept else (),
        facts=None,
        affected=None,
        proposals=0,
        open_space=_open_space(list(conditions.records(cycle.region_id, cycle.survey_year or 0))),
    )


def _open_space(records: Sequence[RtRecord]) -> OpenSpace:
    known = [row for row in records if row.open_space_ha is not None]
    return OpenSpace(
        hectares=sum((row.open_space_ha or Decimal(0) for row in known), Decimal(0)) if known else None,
        recorded=len(known),
        places=tuple(row.neighbourhood.label for row in known if row.open_space_ha),
        notes=tuple((row.neighbourhood.label, row.open_space_note) for row in records if row.open_space_note),
    )


def affected_households(facts: AspectSummary, households: Mapping[int, int | None]) -> Affected | None:
    """What to propose as affected households (KK), from the RT where the indicator scores.

    Per RT the highest volume of a parameter that is itself counted in KK; otherwise all KK of the RT, an upper
    limit. None while the KK of such an RT are unknown.
    """
    counted: dict[int, int] = {}
    whole = set()
    for item in facts.criteria:
        for need in item.rts:
            if not need.score:
                continue
            if item.criterion.unit == KK and need.volume is not None:
                counted[need.neighbourhood_id] = max(counted.get(need.neighbourhood_id, 0), int(need.volume))
            else:
                whole.add(need.neighbourhood_id)
    rest = whole - set(counted)
    if not counted and not rest:
        return None
    known = [households.get(rt) for rt in rest]
    if any(value is None for value in known):
        return None
    total = sum(counted.values()) + sum(value or 0 for value in known)
    if rest:
        return Affected(total, f"seluruh KK di {len(rest) + len(counted)} RT yang bernilai, jadi batas atas")
    return Affected(total, f"KK yang terhitung pada survei di {len(counted)} RT")


def _summaries(cycle: Cycle, records: Sequence[RtRecord]) -> Sequence[AspectSummary]:
    survey = conditions.survey_of(cycle.region_id, cycle.survey_year) if records and cycle.survey_year else None
    return conditions.aspects_of(conditions.version_of(survey.ruleset), records) if survey else ()


def _problems(cycle: Cycle) -> QuerySet[Problem]:
    sources = ProblemSource.objects.select_related("meeting")
    return Problem.objects.filter(cycle=cycle).prefetch_related(Prefetch("sources", sources))
