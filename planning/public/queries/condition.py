"""Slum area, classes per RT and problems, up to the year of the newest ratified profile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kumuh.conditions.queries import rt_lines, slum_area_by_year
from planning.proposals.queries import ProblemRow, problem_matrix
from planning.public.privacy import Veil
from planning.public.queries.shapes import PublicProblem, PublicRt, PublicYear


def area_years(code: str, until: int | None) -> tuple[PublicYear, ...]:
    """Slum area per survey year that has levels, none after the ratified year. One query."""
    if until is None:
        return ()
    totals = slum_area_by_year(code)
    found = [(year, totals[year]) for year in sorted(totals) if year <= until]
    rated = [(year, total) for year, total in found if total.incomplete_rt < total.rt]
    before = [None, *(total.slum_ha for _, total in rated)]
    return tuple(
        PublicYear(year, total.slum_ha, total.slum_rt, total.rt, None if last is None else last - total.slum_ha)
        for (year, total), last in zip(rated, before, strict=False)
    )


def rt_classes(code: str, year: int | None) -> tuple[PublicRt, ...]:
    """Every RT of the ratified survey with its level. Two queries."""
    if year is None:
        return ()
    return tuple(
        PublicRt(
            line.neighbourhood.label,
            line.level,
            line.record.total if line.record else None,
            line.record.luas_verifikasi_ha if line.record else None,
        )
        for line in rt_lines(code, year)
    )


def problems(cycle: Any, veil: Veil) -> tuple[PublicProblem, ...]:
    """The seven indicators as the ratified matrix has them."""
    rows: Sequence[ProblemRow] = problem_matrix(cycle)
    return tuple(
        PublicProblem(
            number=row.aspect,
            name=row.name,
            state=row.problem.state,
            statement=veil(row.problem.statement),
            need=veil(row.problem.need),
            households=row.problem.households,
            rts=len(row.rts),
            percent=row.facts.mean if row.facts else None,
        )
        for row in rows
    )
