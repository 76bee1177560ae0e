"""The priority list of a fund: the ranking, cut at the ceiling, with the reason of every line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kumuh.core.formats import rupiah
from planning.cycles.models import Cycle
from planning.programs.budget import Candidate, CutLine, CutResult, Verdict, cut
from planning.programs.enums import CutRule, Executor, FundScope
from planning.programs.models import Fund, PriorityList, Work
from planning.programs.queries.funds import FundTerms, ceiling_left, fund_of, terms_of
from planning.programs.queries.works import amounts_of, works
from planning.proposals.queries import RankedList, RankedRow, ranked

EXCLUDED = "dikeluarkan dari daftar"
NOT_RANKED = "usulannya belum mendapat peringkat"


@dataclass(frozen=True)
class PriorityLine:
    """One work in the list. `place` is its place in the agreed ranking, None while it has none."""

    cut: CutLine
    work: Work
    ranked: RankedRow | None

    @property
    def verdict(self) -> Verdict:
        return self.cut.verdict

    @property
    def selected(self) -> bool:
        return self.cut.verdict is Verdict.SELECTED

    @property
    def place(self) -> int | None:
        return self.ranked.place if self.ranked else None

    @property
    def score(self) -> Fraction | None:
        """Mark out of 100 in the scoring matrix."""
        return self.ranked.standing.per_hundred if self.ranked else None

    @property
    def mark(self) -> Decimal | None:
        """The same as a decimal for display, four places."""
        return None if self.score is None else Decimal(round(self.score * 10_000)) / 10_000

    @property
    def excluded(self) -> bool:
        """Whether a written decision keeps the work out of the list."""
        return any(words.startswith(EXCLUDED) for words in self.cut.candidate.missing)

    @property
    def asked(self) -> int:
        """Rupiah that the work asks of the fund."""
        return self.cut.candidate.amount


@dataclass(frozen=True)
class Priority:
    """The list of one cycle for one fund. `row` is None while nobody chose a rule; the default is shown then.

    `outside` are works of the community that do not ask this fund. `refusals` are sentences that forbid approval.
    """

    cycle: Cycle
    terms: FundTerms
    row: PriorityList | None
    result: CutResult
    lines: tuple[PriorityLine, ...]
    outside: tuple[Work, ...]
    ranking: RankedList
    refusals: tuple[str, ...]

    @property
    def fund(self) -> Fund:
        return self.terms.fund

    @property
    def rule(self) -> CutRule:
        return self.result.rule

    @property
    def ceiling(self) -> int:
        return self.result.ceiling

    @property
    def total(self) -> int:
        return self.result.total

    @property
    def remaining(self) -> int:
        return self.result.remaining

    @property
    def tie_rule(self) -> str:
        return self.ranking.tie_rule

    @property
    def selected(self) -> tuple[PriorityLine, ...]:
        return tuple(line for line in self.lines if line.selected)

    @property
    def last_selected(self) -> int:
        """Order of the last selected line: the cut is drawn under it; 0 when nothing is selected."""
        return max((line.cut.order for line in self.selected), default=0)


def priority(cycle: Cycle, fund: Fund | None = None) -> Priority | None:
    """The priority list of the cycle, best place first; None before the fund is loaded.

    A constant number of queries. Rule: fund cut of a scoring matrix (STRICT, FILL, PARTIAL); only works executed by
    the community where the fund says so (guide 100-0-100, channeling fund).
    """
    fund = fund or fund_of()
    if fund is None:
        return None
    terms = terms_of(fund, cycle.region_id)
    row = PriorityList.objects.filter(cycle=cycle, fund=fund).select_related("decision__meeting").first()
    standing = ranked(cycle)
    rows = {item.proposal.pk: item for item in standing.rows}
    inside, outside = _split(list(works(cycle)), fund)
    inside.sort(key=lambda work: _order(work, rows))
    left = ceiling_left(cycle, terms)
    ceiling = row.ceiling if row else left
    candidates = [_candidate(work, rows, fund, row.excluded if row else {}) for work in inside]
    rule = CutRule(row.rule) if row else CutRule.STRICT
    result = cut(candidates, ceiling, rule, community_only=fund.community_only)
    lines = tuple(
        PriorityLine(line, work, rows.get(work.proposal_id or 0))
        for line, work in zip(result.lines, inside, strict=True)
    )
    return Priority(
        cycle, terms, row, result, lines, tuple(outside), standing, _refusals(result, terms, left if row else None)
    )


def _split(found: list[Work], fund: Fund) -> tuple[list[Work], list[Work]]:
    """Works that the list names, and works of the community that do not ask this fund."""
    inside: list[Work] = []
    outside: list[Work] = []
    for work in found:
        asks = amounts_of(work).get(fund.source, 0) > 0
        passed_over = fund.community_only and work.executor != Executor.COMMUNITY
        (inside if asks or passed_over else outside).append(work)
    return inside, outside


def _order(work: Work, rows: Mapping[int, RankedRow]) -> tuple[bool, int, int]:
    row = rows.get(work.proposal_id or 0)
    place = row.place if row else None
    return (place is None, place or 0, work.pk)


def _candidate(work: Work, rows: Mapping[int, RankedRow], fund: Fund, excluded: Mapping[str, str]) -> Candidate:
    return Candidate(
        key=str(work.pk),
        name=work.name,
        amount=amounts_of(work).get(fund.source, 0),
        executor=work.executor,
        missing=tuple(_missing(work, rows, excluded)),
        divisible=work.divisible,
        volume=work.volume,
        unit=work.unit,
        unit_price=work.unit_price,
        minimum_volume=work.minimum_volume,
    )


def _missing(work: Work, rows: Mapping[int, RankedRow], excluded: Mapping[str, str]) -> list[str]:
    row = rows.get(work.proposal_id or 0)
    reason = excluded.get(str(work.pk))
    found = {
        f"{EXCLUDED} ({reason})": bool(reason),
        NOT_RANKED: row is None or row.place is None,
        "lahan belum siap": not work.land_ready,
        "sketsa atau ukuran belum ada": not work.drawing_ready,
        "jumlah semua sumber dana belum sama dengan biaya": sum(amounts_of(work).values()) != work.cost,
    }
    return [words for words, applies in found.items() if applies]


def _refusals(result: CutResult, terms: FundTerms, left: int | None) -> tuple[str, ...]:
    """Sentences that forbid the approval of a list. `left` is what the ceiling may be beside the other lists."""
    found = []
    if left is not None and result.ceiling > left:
        shared = " bersama kelurahan lain di kota ini" if terms.scope == FundScope.CITY else ""
        found.append(
            f"Pagu daftar ini {rupiah(result.ceiling)} melebihi yang tersedia{shared}: paling banyak {rupiah(left)}."
        )
    if result.total > result.ceiling:
        found.append(f"Jumlah terpilih {rupiah(result.total)} melebihi pagu {rupiah(result.ceiling)}.")
    return tuple(found)
