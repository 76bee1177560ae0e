"""Funds as a city reads them, and how much of a fund its kelurahan hold."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from kumuh.areas.models import Region
from kumuh.areas.naming import city_code
from planning.cycles.models import Cycle
from planning.programs.catalog import packaged_funds
from planning.programs.enums import FundScope
from planning.programs.models import Allocation, Fund, FundSetting, PriorityList
from planning.programs.queries.works import SET_ASIDE

CHANNELING = "CHANNELING_1M"


@dataclass(frozen=True)
class FundTerms:
    """Ceiling (rupiah) and scope of a fund in one city. `basis` says where the rule comes from."""

    fund: Fund
    ceiling: int
    scope: FundScope
    basis: str
    setting: FundSetting | None

    @property
    def scope_label(self) -> str:
        return self.scope.label


def fund_of(code: str = CHANNELING) -> Fund | None:
    """The fund with this code; None before reference data is loaded."""
    return Fund.objects.filter(code=code).first()


def terms_here(code: str, region_code: str) -> FundTerms:
    """How the city of a region reads the fund with this code; the packaged terms before the funds are loaded.

    KeyError for a code that no fund has. Two queries.
    """
    fund = fund_of(code)
    if fund is not None:
        return terms_of(fund, region_code)
    data = packaged_funds()[code]
    return FundTerms(
        Fund(code=code, name=data["nama"], source=data["sumber"], ceiling=data["pagu"]),
        data["pagu"],
        FundScope(data["berlaku"]),
        data["dasar"],
        None,
    )


def funds() -> QuerySet[Fund]:
    return Fund.objects.order_by("code")


def terms_of(fund: Fund, region_code: str) -> FundTerms:
    """How the city of this region reads the fund: its own setting, else the programme's."""
    setting = FundSetting.objects.filter(fund=fund, city_id=city_code(region_code)).first()
    if setting is not None:
        return FundTerms(fund, setting.ceiling, FundScope(setting.scope), setting.basis, setting)
    return FundTerms(fund, fund.ceiling, FundScope(fund.scope), fund.basis, None)


def ceilings_held(fund: Fund, region_code: str, fiscal_year: int, *, besides: Cycle | None = None) -> int:
    """Rupiah of the fund that the lists of a region (kelurahan or city) hold in a fiscal year."""
    rows = PriorityList.objects.in_area(region_code).filter(fund=fund, cycle__fiscal_year=fiscal_year)
    if besides is not None:
        rows = rows.exclude(cycle=besides)
    return rows.order_by().aggregate(total=Sum("ceiling"))["total"] or 0


def ceiling_left(cycle: Cycle, terms: FundTerms) -> int:
    """Largest ceiling (rupiah) that the list of this cycle may have beside those of the others."""
    place = city_code(cycle.region_id) if terms.scope == FundScope.CITY else cycle.region_id
    held = ceilings_held(terms.fund, place, cycle.fiscal_year, besides=cycle)
    return max(0, terms.ceiling - held)


@dataclass(frozen=True)
class KelurahanFund:
    """One kelurahan of the city: the ceiling of its list (None = no list yet) and what its works ask of the fund."""

    cycle: Cycle
    ceiling: int | None
    rule: str
    asked: int

    @property
    def over(self) -> bool:
        """More is asked than the ceiling gives: the rest is reserve."""
        return self.ceiling is not None and self.asked > self.ceiling


@dataclass(frozen=True)
class CityFund:
    """A fund in one city and fiscal year. With scope KOTA all kelurahan share one ceiling."""

    city: Region
    fiscal_year: int
    terms: FundTerms
    rows: tuple[KelurahanFund, ...]

    @property
    def held(self) -> int:
        return sum(row.ceiling or 0 for row in self.rows)

    @property
    def asked(self) -> int:
        return sum(row.asked for row in self.rows)

    @property
    def shared(self) -> bool:
        return self.terms.scope == FundScope.CITY

    @property
    def remaining(self) -> int | None:
        """What the city can still hand out; None where every kelurahan has its own ceiling."""
        return self.terms.ceiling - self.held if self.shared else None


def city_fund(city: Region, fund: Fund, fiscal_year: int) -> CityFund:
    """The fund over the kelurahan of a city that have a cycle in the year. A constant number of queries."""
    cycles = Cycle.objects.in_area(city.code).filter(fiscal_year=fiscal_year).select_related("region")
    lists = {row.cycle_id: row for row in PriorityList.objects.filter(fund=fund, cycle__in=cycles)}
    asked = Allocation.objects.filter(source=fund.source, work__cycle__in=cycles).exclude(work__status__in=SET_ASIDE)
    amounts = dict(asked.order_by().values_list("work__cycle_id").annotate(total=Sum("amount")))
    rows = tuple(
        KelurahanFund(
            cycle,
            lists[cycle.pk].ceiling if cycle.pk in lists else None,
            lists[cycle.pk].get_rule_display() if cycle.pk in lists else "",
            amounts.get(cycle.pk, 0),
        )
        for cycle in cycles.order_by("region__name")
    )
    return CityFund(city, fiscal_year, terms_of(fund, city.code), rows)


def fiscal_years(city_code_: str) -> list[int]:
    """Fiscal years in which a city has cycles, newest first."""
    rows = Cycle.objects.in_area(city_code_).order_by().values_list("fiscal_year", flat=True).distinct()
    return sorted(rows, reverse=True)
