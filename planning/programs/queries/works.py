"""Works of a cycle, the table of their sources of money, and what usulan cost."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch, QuerySet, Sum
from django.utils import timezone

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.models import Neighbourhood
from kumuh.areas.naming import city_code
from kumuh.areas.queries import neighbourhoods_on
from kumuh.core.scope import ScopedQuerySet
from planning.cycles.models import Cycle
from planning.cycles.queries import decree_rts
from planning.methods.models import MethodSession
from planning.methods.registry import Offered
from planning.programs.budget import SourceTable, sums_per_source
from planning.programs.enums import SHORT_SOURCES, SourceOfMoney, WorkStatus
from planning.programs.models import Allocation, Outcome, UnitPrice, Work
from planning.proposals.enums import ProposalStatus
from planning.proposals.models import Proposal

SET_ASIDE: Final = (WorkStatus.POSTPONED, WorkStatus.DECLINED)
#: Column for what no source was named for yet.
NO_SOURCE: Final = "BELUM"


def works(cycle: Cycle) -> QuerySet[Work]:
    """Works of the plan with RT, sources and outcomes, by indicator; postponed and declined ones are not in it."""
    return _complete(Work.objects.filter(cycle=cycle).exclude(status__in=SET_ASIDE))


def offered_works(session: MethodSession) -> Iterable[Offered]:
    """Works of the plan that a scoring matrix can compare without typing them again. One query."""
    rows = Work.objects.filter(cycle=session.cycle).exclude(status__in=SET_ASIDE).order_by("aspect", "pk")
    for row in rows:
        yield Offered(str(row.pk), row.name, row.aspect, row.households, row.cost, note=row.location)


def works_set_aside(cycle: Cycle) -> QuerySet[Work]:
    """Works that were postponed or declined, with their reason; they stay visible."""
    return _complete(Work.objects.filter(cycle=cycle, status__in=SET_ASIDE))


def works_for(user: Any) -> ScopedQuerySet[Work]:
    """Works in the person's area, ready to be shown."""
    rows: ScopedQuerySet[Work] = Work.objects.for_user(user)
    return _complete(rows).select_related("cycle__region__parent")


def _complete(rows: Any) -> Any:
    outcomes = Outcome.objects.select_related("neighbourhood").order_by("neighbourhood__label", "criterion_key")
    return (
        rows.select_related("proposal__decision__meeting")
        .prefetch_related(
            Prefetch("rts", Neighbourhood.objects.order_by("label")),
            Prefetch("allocations", Allocation.objects.order_by("pk")),
            Prefetch("outcomes", outcomes),
        )
        .order_by("aspect", "pk")
    )


def amounts_of(work: Work) -> dict[str, int]:
    """Rupiah per source of one work (reads the prefetched rows)."""
    return {row.source: row.amount for row in work.allocations.all()}


@dataclass(frozen=True)
class WorkRow:
    """One work in the table: rupiah per source in the order of `WorksTable.sources`, RT outside the SK."""

    work: Work
    rts: tuple[str, ...]
    amounts: tuple[int, ...]
    outside: tuple[str, ...]

    @property
    def cost(self) -> int:
        return self.work.cost

    @property
    def place(self) -> str:
        """RT and location in one line."""
        return " – ".join(part for part in (", ".join(self.rts), self.spot) if part)

    @property
    def spot(self) -> str:
        """The location within the RT; empty where the typed location only repeats them."""
        return spot_of(self.work.location, " ".join(self.rts))


def spot_of(location: str, rts: str) -> str:
    """A typed location, empty where it only repeats the RT."""
    return "" if _bare(location) == _bare(rts) else location.strip()


def _bare(text: str) -> str:
    """Letters and digits alone: `RT 004 / RW 003` and `rt 004 rw 003` are the same place."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


@dataclass(frozen=True)
class WorksTable:
    """Works of a cycle with the money of every source. Sums of rows and of columns were proved equal.

    `sources` are codes of `SourceOfMoney`, left to right; a last column `BELUM` stands for cost without a source
    and is there only when some work needs it. `labels` are the words of the columns.
    """

    rows: tuple[WorkRow, ...]
    sources: tuple[str, ...]
    labels: tuple[str, ...]
    totals: tuple[int, ...]
    grand_total: int

    @property
    def used(self) -> tuple[int, ...]:
        """Positions of the columns that hold any money."""
        return tuple(at for at, total in enumerate(self.totals) if total)

    @property
    def shown_totals(self) -> tuple[tuple[str, int], ...]:
        """Short heading and total of the columns that hold any money."""
        return tuple((short_label(self.sources[at]), self.totals[at]) for at in self.used)

    @property
    def shown_rows(self) -> tuple[tuple[WorkRow, tuple[tuple[str, int], ...]], ...]:
        """Every work with short heading and amount of those columns."""
        heads = [short_label(self.sources[at]) for at in self.used]
        return tuple(
            (row, tuple((head, row.amounts[at]) for head, at in zip(heads, self.used, strict=True)))
            for row in self.rows
        )

    @property
    def swadaya(self) -> int:
        """Rupiah that residents bring in themselves."""
        return self.totals[self.sources.index(SourceOfMoney.SWADAYA)]


def works_table(cycle: Cycle) -> WorksTable:
    """The table "kegiatan × sumber dana" of the plan. A constant number of queries.

    Raises `AmountsDisagree` where stored sources exceed the cost of a work: then nothing may be printed.
    """
    found = list(works(cycle))
    listed = set(decree_rts(cycle).values_list("pk", flat=True))
    return table_of(found, listed)


def table_of(found: Iterable[Work], listed: Collection[int]) -> WorksTable:
    """The same out of works at hand; `listed` are the RT of the SK Kumuh."""
    found = list(found)
    amounts = {str(work.pk): amounts_of(work) for work in found}
    for work in found:
        open_amount = work.cost - sum(amounts[str(work.pk)].values())
        if open_amount > 0:
            amounts[str(work.pk)][NO_SOURCE] = open_amount
    lacking = any(NO_SOURCE in row for row in amounts.values())
    sources = (*SourceOfMoney.values, NO_SOURCE) if lacking else tuple(SourceOfMoney.values)
    proved: SourceTable = sums_per_source(amounts, {str(work.pk): work.cost for work in found}, sources)
    return WorksTable(
        rows=tuple(_row(work, proved, sources, listed) for work in found),
        sources=sources,
        labels=tuple(source_label(source) for source in sources),
        totals=tuple(proved.source_totals[source] for source in sources),
        grand_total=proved.grand_total,
    )


def source_label(source: str) -> str:
    """Words of a column of the table."""
    return "Belum ada sumber" if source == NO_SOURCE else SourceOfMoney(source).label


def short_label(source: str) -> str:
    """The same where there is little room."""
    return "Belum ada sumber" if source == NO_SOURCE else SHORT_SOURCES[SourceOfMoney(source)]


def _row(work: Work, proved: SourceTable, sources: tuple[str, ...], listed: Collection[int]) -> WorkRow:
    rts = list(work.rts.all())
    amounts = proved.rows[str(work.pk)]
    return WorkRow(
        work,
        tuple(rt.label for rt in rts),
        tuple(amounts[source] for source in sources),
        tuple(rt.label for rt in rts if rt.pk not in listed),
    )


def money_by_source(cycle: Cycle) -> dict[str, int]:
    """Rupiah per source over all works of the plan, in the order of the columns; sources without money are 0."""
    rows = Allocation.objects.filter(work__cycle=cycle).exclude(work__status__in=SET_ASIDE)
    found = dict(rows.order_by().values_list("source").annotate(total=Sum("amount")))
    return {source: found.get(source, 0) for source in SourceOfMoney.values}


def total_cost(cycle: Cycle) -> int:
    """Rupiah of all works of the plan."""
    return works(cycle).order_by().aggregate(total=Sum("cost"))["total"] or 0


def proposals_without_work(cycle: Cycle) -> QuerySet[Proposal]:
    """Agreed usulan from which no work was made yet, oldest first. A work set aside is an answer as well."""
    agreed = Proposal.objects.filter(cycle=cycle, status=ProposalStatus.AGREED, works=None)
    return agreed.prefetch_related("rts").order_by("pk")


def costs_of(proposal_ids: Collection[int]) -> dict[int, int]:
    """Estimated rupiah of usulan, from the works made from them; usulan without a work are left out."""
    rows = Work.objects.filter(proposal_id__in=list(proposal_ids)).exclude(status__in=SET_ASIDE)
    return dict(rows.order_by().values_list("proposal_id").annotate(total=Sum("cost")))


def uses_of(proposal_ids: Collection[int]) -> dict[int, str]:
    """Why usulan may not lose their agreement: the works that rest on them."""
    rows = Work.objects.filter(proposal_id__in=list(proposal_ids)).order_by("pk")
    return {
        proposal: f"Kegiatan “{name}” sudah dibuat dari usulan ini."
        for proposal, name in rows.values_list("proposal_id", "name")
        if proposal is not None
    }


def rt_choices(cycle: Cycle) -> QuerySet[Neighbourhood]:
    """RT of the kelurahan that are valid today, by label."""
    return neighbourhoods_on(cycle.region_id, timezone.localdate(), NeighbourhoodKind.RT).order_by("label")


def unit_prices(region_code: str) -> QuerySet[UnitPrice]:
    """Reference unit prices of the city a region belongs to, by name, the newest year first."""
    return UnitPrice.objects.filter(city_id=city_code(region_code)).order_by("name", "-year", "pk")


def fitting_prices(region_code: str, unit: str) -> QuerySet[UnitPrice]:
    """Reference prices of the city in the unit of a work."""
    return unit_prices(region_code).filter(unit__iexact=unit.strip())
