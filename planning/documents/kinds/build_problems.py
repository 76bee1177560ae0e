"""How the Rumusan Permasalahan is built: what the survey counted beside what residents said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kumuh.core.formats import percent, with_unit
from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds.annual_plan import ProblemSummary
from planning.documents.kinds.common import Condition, DocumentMeta, Gap, Text
from planning.documents.kinds.problem_statement import ProblemRow, ProblemStatement
from planning.documents.registry import kind_named
from planning.proposals.enums import ProblemState
from planning.proposals.queries import open_space_row, problem_matrix, ruleset_of

CODE = "rumusan-masalah"
NO_PROBLEM = "Warga menyatakan tidak ada masalah."


def build_problems(cycle: Any, meta: DocumentMeta) -> ProblemStatement:
    """The matrix of the cycle with the meetings that agreed it: seven rows always, the eighth when it was filled."""
    found = problem_matrix(cycle)
    extra = open_space_row(cycle)
    return ProblemStatement(
        **cycles.frame_of(CODE, cycle, meta),
        year=cycle.survey_year or cycle.fiscal_year,
        rule_name=cycles.rule_name(ruleset_of(cycle)),
        rows=(*(_row(row) for row in found), *([_open_space(extra)] if extra.said else [])),
        meetings=cycles.meetings_of(cycle, kind_named(CODE).steps),
        conclusion=_conclusion(found),
    )


def _row(row: Any) -> ProblemRow:
    problem = row.problem
    return ProblemRow(
        indicator=row.name,
        locations=locations(row),
        conditions=conditions(row),
        problem=problem.statement,
        cause=problem.cause,
        effect=problem.effect,
        households=problem.households,
        poor_households=problem.poor_households,
        women_households=problem.women_households,
        potential=problem.potential,
        need=problem.need,
        sources=tuple(_source(one) for one in row.sources),
        no_problem=problem.state == ProblemState.NONE,
    )


def _open_space(row: Any) -> ProblemRow:
    """The unscored "+1": its area from the survey where it was recorded; what nobody said is a dash, no gap."""
    space, text = row.open_space, _row(row)
    area = Condition(parameter="Luas yang ada", volume=space.hectares, unit="ha", percent=None)
    return replace(
        text,
        indicator=f"{row.name}, tidak dinilai",
        locations=cycles.grouped_by_rw(space.places) or "–",
        conditions=(area,),
        sources=text.sources or ("–",),
        problem=text.problem or "–",
        cause=text.cause or "–",
        effect=text.effect or "–",
        potential=text.potential or "–",
        need=text.need or "–",
    )


def locations(row: Any) -> Text:
    """RT where the indicator scores; a gap only where the survey says nothing."""
    if row.facts is None:
        return Gap("lokasi")
    return cycles.grouped_by_rw(row.rts) or "Tidak ada RT yang bernilai"


def conditions(row: Any) -> tuple[Condition, ...]:
    """Volume and percent of every parameter; what was not measured anywhere stays None."""
    if row.facts is None:
        return ()
    return tuple(
        Condition(parameter=one.criterion.label, volume=one.volume, unit=one.criterion.unit, percent=one.percent)
        for one in row.facts.criteria
    )


def _source(source: Any) -> str:
    """`Survei/baseline: …`; a meeting by its title alone where the title says already what it was."""
    label = str(source.get_kind_display())
    more = source.meeting.title if source.meeting else source.note
    if not more:
        return label
    return str(more) if more.lower().startswith(label.lower()) else f"{label}: {more}"


def _conclusion(found: Sequence[Any]) -> Text:
    """Which indicators have a problem by what was said; a gap while one row is open."""
    if any(row.problem.state == ProblemState.UNSAID for row in found):
        return Gap("kesimpulan, sebab belum semua indikator dirumuskan")
    present = [row.name for row in found if row.problem.state == ProblemState.PRESENT]
    absent = [row.name for row in found if row.problem.state == ProblemState.NONE]
    said = [f"Masalah dirumuskan pada {len(present)} dari {len(found)} indikator: {', '.join(present)}."]
    if absent:
        said.append(f"Tidak ada masalah menurut warga: {', '.join(absent)}.")
    return " ".join(said) if present else f"Tidak ada masalah menurut warga pada {len(absent)} indikator."


def problem_summaries(cycle: Any) -> tuple[ProblemSummary, ...]:
    """Chapter II of the plan: the same rows in short."""
    return tuple(_summary(row) for row in problem_matrix(cycle))


def _summary(row: Any) -> ProblemSummary:
    none = row.problem.state == ProblemState.NONE
    return ProblemSummary(
        indicator=row.name,
        locations=locations(row),
        condition=_lacking(conditions(row)),
        problem=NO_PROBLEM if none else row.problem.statement,
        need="–" if none else row.problem.need,
    )


def _lacking(found: Sequence[Condition]) -> str:
    """The parameters that are not in order or not measured; the long list stands in the matrix itself."""
    named = [_condition(one) for one in found if one.volume is None or one.volume > 0]
    return "; ".join(named) or ("Memenuhi syarat menurut pendataan" if found else "")


def _condition(one: Condition) -> str:
    if one.volume is None:
        return f"{one.parameter}: belum diukur"
    share = f" ({percent(one.percent)})" if one.percent is not None else ""
    return f"{one.parameter}: {with_unit(one.volume, one.unit)}{share}"


def potentials(cycle: Any) -> tuple[str, ...]:
    """What residents named as potential, indicator by indicator."""
    return tuple(f"{row.name}: {row.problem.potential}" for row in problem_matrix(cycle) if row.problem.potential)


PROBLEMS_BUILDER = cycles.builder(CODE, build_problems)
