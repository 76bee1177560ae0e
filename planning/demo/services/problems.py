"""The problem matrix of the example cycles: sentences made from the real volumes, causes that are examples."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kumuh.accounts.models import User
from kumuh.conditions.queries import AspectSummary, CriterionSummary
from kumuh.core.formats import with_unit
from planning.demo.catalog import read
from planning.demo.services.facts import Place
from planning.proposals.enums import ProblemState, SourceKind
from planning.proposals.models import Problem
from planning.proposals.services import ProblemText, SourceText, describe_problem, prepare_matrix
from planning.rembuk.models import Meeting

NAMED = 3


def describe_problems(*, place: Place, aspects: Iterable[int], meeting: Meeting, by: User) -> list[Problem]:
    """Say something about the indicators `aspects` (1 to 7), each resting on the survey and on a meeting."""
    rows = {row.aspect: row for row in prepare_matrix(cycle=place.cycle, by=by)}
    summaries = {summary.aspect.number: summary for summary in place.aspects}
    sources = (
        SourceText(SourceKind.SURVEY, note=f"Data RT tahun {place.words['tahun_data']}"),
        SourceText(SourceKind.REMBUK, meeting=meeting),
    )
    return [
        describe_problem(
            problem=rows[number], text=problem_text(place=place, summary=summaries[number]), sources=sources, by=by
        )
        for number in aspects
    ]


def problem_text(*, place: Place, summary: AspectSummary) -> ProblemText:
    """The row of the matrix for one indicator, from the scores of the survey."""
    words = read("siklus/masalah.json")
    found = "; ".join(_phrase(item, words["rumusan"]) for item in summary.criteria if _told(item))
    if not summary.has_problem:
        sentence = words["kecil" if found else "tidak_ada"].format(rumusan=found, **place.words)
        return ProblemText(state=ProblemState.NONE, statement=sentence)
    told = words["indikator"][str(summary.aspect.number)]
    households = place.affected(summary)
    return ProblemText(
        state=ProblemState.PRESENT,
        statement=f"{found[0].upper()}{found[1:]}.",
        cause=told["sebab"],
        effect=told["akibat"],
        households=households,
        poor_households=round(households * words["bagian_miskin"]),
        women_households=round(households * words["bagian_perempuan"]),
        potential=told["potensi"],
        need=told["kebutuhan"],
    )


def _told(item: CriterionSummary) -> Decimal:
    """The volume as sentences tell it: hectares with two decimals, other units as counted."""
    volume = item.volume or Decimal(0)
    return volume.quantize(Decimal("0.01")) if item.criterion.unit == "ha" else volume


def _phrase(item: CriterionSummary, phrases: dict[str, str]) -> str:
    labels = [need.label for need in item.rts if need.volume]
    more = len(labels) - NAMED
    rts = ", ".join(labels[:NAMED]) + (f" dan {more} RT lain" if more > 0 else "")
    return phrases[item.criterion.key].format(volume=with_unit(_told(item), item.criterion.unit), rt=rts)
