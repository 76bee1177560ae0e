"""Money of works: whole rupiah, totals that agree, and the line that a ceiling draws through a ranking.

Every amount is an integer number of rupiah; a float or a fraction of a rupiah is a programming error
and refused. What does not fit is never dropped: each line says what became of it and why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from kumuh.core.formats import rupiah, with_unit
from planning.programs.enums import CutRule, Executor

ROUNDING_RULE = "Biaya = volume × harga satuan, dibulatkan ke rupiah terdekat (setengah ke atas)."
LARGEST_AMOUNT = 10**15
"""Upper bound of one amount in rupiah; beyond it somebody typed too many zeros."""


class AmountsDisagree(ValueError):
    """Two sums that must be equal are not; the message names both and the difference."""


def line_cost(volume: Decimal | int, unit_price: int) -> int:
    """Cost of a line in rupiah: volume × unit price, rounded half up to a whole rupiah (`ROUNDING_RULE`).

    `volume` is in the unit of the price and must be above zero, as must the price. `ValueError` otherwise.
    """
    whole_rupiah(unit_price)
    if isinstance(volume, bool | float) or not Decimal(volume).is_finite():
        raise TypeError("Volume harus bilangan desimal yang tepat.")
    if volume <= 0 or unit_price <= 0:
        raise ValueError("Volume dan harga satuan harus lebih dari nol.")
    cost = _rounded(volume, unit_price)
    if not 0 < cost <= LARGEST_AMOUNT:
        raise ValueError("Biaya di luar batas wajar. Periksa volume dan harga satuannya.")
    return cost


def total_cost(lines: Iterable[tuple[Decimal | int, int]]) -> int:
    """Sum of line costs; each line is rounded by itself, so the printed lines add up to the total."""
    return sum(line_cost(volume, price) for volume, price in lines)


def whole_rupiah(amount: int) -> int:
    """The amount itself; `TypeError` unless it is an integer."""
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise TypeError("Jumlah uang harus bilangan bulat rupiah.")
    return amount


def check_allocations(cost: int, allocations: Mapping[str, int]) -> None:
    """Refuse sources that do not add up to the cost exactly.

    Raises `AmountsDisagree` with how much is missing or too much, `ValueError` for an amount that is not
    above zero.
    """
    for source, amount in allocations.items():
        if whole_rupiah(amount) <= 0:
            raise ValueError(f"Jumlah dari sumber {source} harus lebih dari nol.")
    difference = whole_rupiah(cost) - sum(allocations.values())
    if difference:
        state = f"masih kurang {rupiah(difference)}" if difference > 0 else f"kelebihan {rupiah(-difference)}"
        raise AmountsDisagree(f"Jumlah semua sumber dana {state} dari biaya {rupiah(cost)}.")


@dataclass(frozen=True)
class SourceTable:
    """Amounts by row (work) and column (source), with sums both ways that were proved equal."""

    rows: Mapping[str, Mapping[str, int]]
    row_totals: Mapping[str, int]
    source_totals: Mapping[str, int]
    grand_total: int


def sums_per_source(
    allocations: Mapping[str, Mapping[str, int]], costs: Mapping[str, int], sources: Sequence[str]
) -> SourceTable:
    """The table "biaya per sumber dana": one row a work, one column a source (in the order given).

    Proof: every row adds up to the cost of its work, and the row totals and the column totals add up to
    the same grand total as the costs. `AmountsDisagree` names the first sum that fails; `ValueError` an
    unknown source or a work on one side only.
    """
    if set(allocations) != set(costs):
        raise ValueError("Daftar kegiatan dan daftar sumber dana tidak memuat kegiatan yang sama.")
    unknown = {source for row in allocations.values() for source in row} - set(sources)
    if unknown:
        raise ValueError(f"Sumber dana tidak dikenal: {', '.join(sorted(unknown))}.")
    for key, row in allocations.items():
        check_allocations(costs[key], row)
    rows = {key: {source: row.get(source, 0) for source in sources} for key, row in allocations.items()}
    row_totals = {key: sum(row.values()) for key, row in rows.items()}
    source_totals = {source: sum(row[source] for row in rows.values()) for source in sources}
    grand_total = sum(costs.values())
    for sums in (row_totals, source_totals):
        if sum(sums.values()) != grand_total:
            raise AmountsDisagree(f"Jumlah {rupiah(sum(sums.values()))} tidak sama dengan {rupiah(grand_total)}.")
    return SourceTable(rows, row_totals, source_totals, grand_total)


class Verdict(StrEnum):
    """What became of a line of the ranking."""

    SELECTED = "TERPILIH"
    RESERVE = "CADANGAN"
    NOT_READY = "BELUM_SIAP"
    NOT_COMMUNITY = "BUKAN_MASYARAKAT"


@dataclass(frozen=True)
class Candidate:
    """One ranked item that asks `amount` rupiah of the fund.

    `missing` names what it still lacks to be ready. With `divisible`, PARTIAL may lower `volume` in
    whole `step`s down to `minimum_volume`; what other sources pay (volume × unit price − amount) stays.
    """

    key: str
    name: str
    amount: int
    executor: str = Executor.COMMUNITY
    missing: tuple[str, ...] = ()
    divisible: bool = False
    volume: Decimal | None = None
    unit: str = ""
    unit_price: int | None = None
    minimum_volume: Decimal | None = None
    step: Decimal = Decimal(1)


@dataclass(frozen=True)
class CutLine:
    """One line of the result. `amount` is what the fund gives (0 unless selected); `cumulative` and
    `remaining` stand after this line. `volume` is the volume that is paid for when it was reduced."""

    order: int
    candidate: Candidate
    verdict: Verdict
    reason: str
    amount: int
    cumulative: int
    remaining: int
    volume: Decimal | None = None

    @property
    def is_reduced(self) -> bool:
        return self.volume is not None


@dataclass(frozen=True)
class CutResult:
    """The whole priority list. `total` never exceeds `ceiling`; `total + remaining == ceiling`."""

    rule: CutRule
    ceiling: int
    lines: tuple[CutLine, ...]

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def remaining(self) -> int:
        return self.ceiling - self.total

    def with_verdict(self, verdict: Verdict) -> tuple[CutLine, ...]:
        return tuple(line for line in self.lines if line.verdict is verdict)

    @property
    def selected(self) -> tuple[CutLine, ...]:
        return self.with_verdict(Verdict.SELECTED)

    @property
    def reserve(self) -> tuple[CutLine, ...]:
        return self.with_verdict(Verdict.RESERVE)


def cut(ranked_items: Sequence[Candidate], ceiling: int, rule: CutRule, *, community_only: bool = True) -> CutResult:
    """Go down the ranking (best first) and give out the ceiling.

    * Items that are not executed by the community (when `community_only`) or not ready are passed over
      and named; they neither take money nor close the list.
    * STRICT: the first item that does not fit closes the list; all after it are reserve (cadangan).
    * FILL: what does not fit is reserve, the next one is tried.
    * PARTIAL: the first item that does not fit gets a smaller volume if it can be divided and the volume
      stays at or above its minimum; then the list is closed either way.

    An item that needs exactly what is left is selected. Integer rupiah throughout. Raises `ValueError`
    for a negative ceiling, a negative amount or an item listed twice, `TypeError` for money that is not
    an integer. Rule: fund cut of a scoring matrix as usual in community programmes; not a regulation,
    so it is printed on the list.
    """
    if whole_rupiah(ceiling) < 0:
        raise ValueError("Pagu dana tidak boleh negatif.")
    if len({item.key for item in ranked_items}) != len(ranked_items):
        raise ValueError("Setiap kegiatan hanya boleh sekali dalam daftar prioritas.")
    purse = _Purse(ceiling, CutRule(rule), community_only)
    return CutResult(CutRule(rule), ceiling, tuple(purse.line(n, item) for n, item in enumerate(ranked_items, 1)))


class _Purse:
    """Walks down the list, remembering what is left and who closed it."""

    def __init__(self, ceiling: int, rule: CutRule, community_only: bool) -> None:
        self.ceiling, self.rule, self.community_only = ceiling, rule, community_only
        self.left = ceiling
        self.closed_by = ""

    def line(self, order: int, item: Candidate) -> CutLine:
        if whole_rupiah(item.amount) < 0:
            raise ValueError(f"Biaya “{item.name}” tidak boleh negatif.")
        verdict, reason, amount, volume = self._decide(item)
        self.left -= amount
        return CutLine(order, item, verdict, reason, amount, self.ceiling - self.left, self.left, volume)

    def _decide(self, item: Candidate) -> tuple[Verdict, str, int, Decimal | None]:
        if self.community_only and item.executor != Executor.COMMUNITY:
            return Verdict.NOT_COMMUNITY, "Tidak dilaksanakan oleh masyarakat, jadi tidak memakai dana ini.", 0, None
        missing = (*item.missing, *(("biaya belum dihitung",) if item.amount == 0 else ()))
        if missing:
            return Verdict.NOT_READY, f"Belum siap: {', '.join(missing)}.", 0, None
        if self.closed_by:
            return Verdict.RESERVE, f"Cadangan: daftar sudah ditutup pada “{self.closed_by}”.", 0, None
        if item.amount <= self.left:
            return Verdict.SELECTED, self._fits(item), item.amount, None
        return self._over(item)

    def _fits(self, item: Candidate) -> str:
        left = self.left - item.amount
        return "Terpilih: tepat menghabiskan pagu." if left == 0 else f"Terpilih: sisa pagu {rupiah(left)}."

    def _over(self, item: Candidate) -> tuple[Verdict, str, int, Decimal | None]:
        short = f"perlu {rupiah(item.amount)}, sisa pagu {rupiah(self.left)}"
        if self.rule is CutRule.FILL:
            return Verdict.RESERVE, f"Cadangan: {short}; dilewati dan kegiatan berikutnya dicoba.", 0, None
        self.closed_by = item.name
        if self.rule is CutRule.STRICT:
            return Verdict.RESERVE, f"Cadangan: {short}; daftar ditutup di sini.", 0, None
        volume = affordable_volume(item, self.left)
        if volume is None:
            return Verdict.RESERVE, f"Cadangan: {short}; {self._why_whole(item)}", 0, None
        amount = _share_of_fund(item, volume)
        reason = (
            f"Terpilih sebagian: volume dikurangi dari {with_unit(item.volume or 0, item.unit)} "
            f"menjadi {with_unit(volume, item.unit)} agar muat dalam sisa pagu."
        )
        return Verdict.SELECTED, reason, amount, volume

    def _why_whole(self, item: Candidate) -> str:
        if not _can_be_divided(item):
            return "volumenya tidak dapat dibagi, daftar ditutup di sini."
        return "sisa pagu tidak cukup untuk volume paling sedikit, daftar ditutup di sini."


def affordable_volume(item: Candidate, left: int) -> Decimal | None:
    """Largest volume (whole steps, at or above the minimum) that `left` rupiah of the fund can pay.

    None when the item cannot be divided or not even the minimum is affordable. Other sources keep paying
    what they pay for the full volume.
    """
    if not _can_be_divided(item) or item.volume is None or item.unit_price is None:
        return None
    if left <= 0:
        return None
    payable = left + _others(item)
    beyond = Fraction(2 * payable + 1, 2) / item.unit_price  # from here on the cost rounds above payable
    steps = ceil(beyond / Fraction(item.step)) - 1
    volume = min(steps * item.step, item.volume)
    least = item.minimum_volume if item.minimum_volume is not None else item.step
    return volume if volume >= max(least, item.step) and _share_of_fund(item, volume) > 0 else None


def _can_be_divided(item: Candidate) -> bool:
    return bool(item.divisible and item.volume and item.unit_price and item.unit_price > 0 and item.step > 0)


def _others(item: Candidate) -> int:
    """Rupiah that other sources pay for the full volume."""
    cost = line_cost(item.volume or 0, item.unit_price or 0)
    if item.amount > cost:
        raise AmountsDisagree(f"Dana yang diminta “{item.name}” melebihi biayanya {rupiah(cost)}.")
    return cost - item.amount


def _share_of_fund(item: Candidate, volume: Decimal) -> int:
    return _rounded(volume, item.unit_price or 0) - _others(item)


def _rounded(volume: Decimal | int, unit_price: int) -> int:
    return floor(Fraction(volume) * unit_price + Fraction(1, 2))
