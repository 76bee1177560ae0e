"""Potentials and needs of the place in three sectors: what was written down, and what the records already say."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet

from kumuh.core.formats import with_unit
from planning.cycles.models import Cycle
from planning.proposals.catalog import MATRIX_ROWS
from planning.proposals.enums import FactKind, ProposalStatus, Sector
from planning.proposals.models import LocalFact, Problem, Proposal


@dataclass(frozen=True)
class FactLine:
    """One line of the list; `source` says where it comes from, empty for what was written here, which has its `pk`."""

    text: str
    place: str = ""
    amount: str = ""
    source: str = ""
    pk: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class SectorFacts:
    """One sector with its potentials and its needs."""

    sector: Sector
    potentials: tuple[FactLine, ...]
    needs: tuple[FactLine, ...]


def local_facts(cycle: Cycle) -> QuerySet[LocalFact]:
    """What was written down by hand, in the order of the sectors."""
    return LocalFact.objects.filter(cycle=cycle).order_by("sector", "kind", "pk")


def potentials_and_needs(cycle: Cycle) -> tuple[SectorFacts, ...]:
    """Lists of the three sectors for Musrenbang. Four queries.

    Infrastructure also takes the potential and need of every row of the problem matrix and the agreed usulan, so
    that nothing is typed twice. Source: aim of SPBM to give input to regional planning (list of local potentials
    and needs: infrastructure, economy, socio-culture).
    """
    typed = [(row.sector, row.kind, FactLine(row.text, row.place, row.amount, pk=row.pk)) for row in local_facts(cycle)]
    known = [(Sector.INFRASTRUCTURE, kind, line) for kind, line in [*_from_problems(cycle), *_from_usulan(cycle)]]
    found = [*typed, *known]
    return tuple(
        SectorFacts(
            sector,
            tuple(line for at, kind, line in found if at == sector and kind == FactKind.POTENTIAL),
            tuple(line for at, kind, line in found if at == sector and kind == FactKind.NEED),
        )
        for sector in Sector
    )


def _from_problems(cycle: Cycle) -> list[tuple[FactKind, FactLine]]:
    found = []
    for row in Problem.objects.filter(cycle=cycle).order_by("aspect"):
        name = MATRIX_ROWS[row.aspect]
        for kind, text in ((FactKind.POTENTIAL, row.potential), (FactKind.NEED, row.need)):
            if text.strip():
                found.append((kind, FactLine(text.strip(), source=f"Rumusan masalah: {name}")))
    return found


def _from_usulan(cycle: Cycle) -> list[tuple[FactKind, FactLine]]:
    rows = Proposal.objects.filter(cycle=cycle, status=ProposalStatus.AGREED).prefetch_related("rts").order_by("pk")
    return [
        (
            FactKind.NEED,
            FactLine(
                row.title,
                ", ".join(rt.label for rt in row.rts.all()),
                with_unit(row.volume, row.unit) if row.volume is not None else "",
                "Usulan yang disepakati",
            ),
        )
        for row in rows
    ]
