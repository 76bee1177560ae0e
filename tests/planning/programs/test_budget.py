"""Money of works: exact rupiah, sums that agree, and a ceiling that is never passed."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.programs.budget import (
    AmountsDisagree,
    Candidate,
    Verdict,
    affordable_volume,
    check_allocations,
    cut,
    line_cost,
    sums_per_source,
    total_cost,
)
from planning.programs.enums import CutRule, Executor

NBSP = "\N{NO-BREAK SPACE}"
VECTORS = json.loads((Path(__file__).parents[2] / "data/ranking_vectors.json").read_text(encoding="utf-8"))
MILLION = 1_000_000


def item(key: str, amount: int, **details: object) -> Candidate:
    return Candidate(key, f"Kegiatan {key}", amount, **details)


def drain(metres: int, price: int = MILLION, **details: object) -> Candidate:
    """A drain that may be shortened: its cost is asked from the fund unless `amount` says otherwise."""
    whole = {"volume": Decimal(metres), "unit": "m", "unit_price": price, "divisible": True}
    amount = details.pop("amount", metres * price)
    return item("drainase", amount, **(whole | details))


def rp(amount: int) -> str:
    return f"Rp{NBSP}{amount:,}".replace(",", ".")


def test_the_cost_of_a_line_is_rounded_half_up_to_a_rupiah():
    assert [line_cost(Decimal(volume), 3) for volume in ("0.5", "1.5", "2.166", "2.167")] == [2, 5, 6, 7]
    assert line_cost(Decimal("12.345"), 1_000_001) == 12_345_012
    assert line_cost(Decimal("99999999999.999"), 9_999) == 999_899_999_999_990
    assert total_cost([(Decimal("0.5"), 3), (Decimal("0.5"), 3)]) == 4


@pytest.mark.parametrize(("volume", "price"), [(0, 5), (-1, 5), (1, 0), (1, -5), (Decimal("0.1"), 1), (10**9, 10**9)])
def test_a_line_without_positive_cost_is_refused(volume, price):
    with pytest.raises(ValueError, match=r"\.$"):
        line_cost(Decimal(volume), price)


@pytest.mark.parametrize(("volume", "price"), [(1.5, 5), (True, 5), (Decimal("NaN"), 5), (1, 5.0), (1, True)])
def test_money_and_volumes_are_never_binary_fractions(volume, price):
    with pytest.raises(TypeError, match=r"bulat|tepat"):
        line_cost(volume, price)


def test_sources_must_add_up_to_the_cost_exactly():
    check_allocations(100, {"SWADAYA": 20, "APBD_KOTA": 80})
    with pytest.raises(AmountsDisagree, match=f"masih kurang {rp(1)} dari biaya {rp(100)}"):
        check_allocations(100, {"SWADAYA": 99})
    with pytest.raises(AmountsDisagree, match=f"kelebihan {rp(1)}"):
        check_allocations(100, {"SWADAYA": 101})
    with pytest.raises(ValueError, match="harus lebih dari nol"):
        check_allocations(100, {"SWADAYA": 0, "APBN": 100})


def test_the_table_per_source_is_proved_both_ways():
    table = sums_per_source(
        {"a": {"APBN": 70, "SWADAYA": 30}, "b": {"APBN": 50}}, {"a": 100, "b": 50}, ["APBN", "APBD", "SWADAYA"]
    )
    assert table.rows["b"] == {"APBN": 50, "APBD": 0, "SWADAYA": 0}
    assert (table.row_totals, table.source_totals, table.grand_total) == (
        {"a": 100, "b": 50},
        {"APBN": 120, "APBD": 0, "SWADAYA": 30},
        150,
    )
    with pytest.raises(AmountsDisagree):
        sums_per_source({"a": {"APBN": 70}}, {"a": 100}, ["APBN"])
    with pytest.raises(ValueError, match="tidak dikenal: ADB"):
        sums_per_source({"a": {"ADB": 100}}, {"a": 100}, ["APBN"])
    with pytest.raises(ValueError, match="tidak memuat kegiatan yang sama"):
        sums_per_source({"a": {"APBN": 100}}, {"b": 100}, ["APBN"])


def test_the_example_of_the_cut_rules():
    example = VECTORS["cut_synthetic"]
    ranked = [item(str(number), amount) for number, amount in enumerate(example["ranked"])]
    strict = cut(ranked, example["ceiling"], CutRule.STRICT)
    assert [line.amount for line in strict.selected] == example["strict_in"]
    assert [line.candidate.amount for line in strict.reserve] == example["strict_reserve"]
    fill = cut(ranked, example["ceiling"], CutRule.FILL)
    assert [line.amount for line in fill.selected] == example["fill_in"]


def test_every_line_says_what_became_of_it_and_why():
    ranked = [
        item("1", 400),
        item("2", 900, executor=Executor.CONTRACTOR),
        item("3", 200, missing=("surat lahan belum ada", "sketsa belum ada")),
        item("4", 0),
        item("5", 700),
        item("6", 100),
    ]
    result = cut(ranked, 1000, CutRule.STRICT)
    assert [(line.order, line.verdict, line.amount, line.cumulative, line.remaining) for line in result.lines] == [
        (1, Verdict.SELECTED, 400, 400, 600),
        (2, Verdict.NOT_COMMUNITY, 0, 400, 600),
        (3, Verdict.NOT_READY, 0, 400, 600),
        (4, Verdict.NOT_READY, 0, 400, 600),
        (5, Verdict.RESERVE, 0, 400, 600),
        (6, Verdict.RESERVE, 0, 400, 600),
    ]
    assert [line.reason for line in result.lines] == [
        f"Terpilih: sisa pagu {rp(600)}.",
        "Tidak dilaksanakan oleh masyarakat, jadi tidak memakai dana ini.",
        "Belum siap: surat lahan belum ada, sketsa belum ada.",
        "Belum siap: biaya belum dihitung.",
        f"Cadangan: perlu {rp(700)}, sisa pagu {rp(600)}; daftar ditutup di sini.",
        "Cadangan: daftar sudah ditutup pada “Kegiatan 5”.",
    ]
    assert (result.total, result.remaining) == (400, 600)


def test_fill_passes_over_what_does_not_fit_and_says_so():
    result = cut([item("1", 700), item("2", 400), item("3", 300)], 1000, CutRule.FILL)
    assert [line.verdict for line in result.lines] == [Verdict.SELECTED, Verdict.RESERVE, Verdict.SELECTED]
    assert result.lines[1].reason == (
        f"Cadangan: perlu {rp(400)}, sisa pagu {rp(300)}; dilewati dan kegiatan berikutnya dicoba."
    )
    assert result.lines[2].reason == "Terpilih: tepat menghabiskan pagu."


@pytest.mark.parametrize("rule", CutRule)
def test_an_item_that_needs_exactly_what_is_left_is_selected(rule):
    result = cut([item("1", 999_999_999), item("2", 1), item("3", 1)], 1_000_000_000, rule)
    assert [line.verdict for line in result.lines] == [Verdict.SELECTED, Verdict.SELECTED, Verdict.RESERVE]
    assert (result.total, result.remaining) == (1_000_000_000, 0)


@pytest.mark.parametrize("rule", CutRule)
def test_one_rupiah_over_the_ceiling_is_over(rule):
    assert cut([item("1", 1_000_000_001)], 1_000_000_000, rule).total == 0


def test_partial_shortens_the_cut_item_and_closes_the_list():
    result = cut([item("1", 700 * MILLION), drain(500), item("3", 1)], 1000 * MILLION, CutRule.PARTIAL)
    shortened = result.lines[1]
    assert (shortened.verdict, shortened.volume, shortened.amount) == (Verdict.SELECTED, 300, 300 * MILLION)
    assert shortened.is_reduced
    assert shortened.reason == (
        f"Terpilih sebagian: volume dikurangi dari 500{NBSP}m menjadi 300{NBSP}m agar muat dalam sisa pagu."
    )
    assert result.lines[2].reason == "Cadangan: daftar sudah ditutup pada “Kegiatan drainase”."


@pytest.mark.parametrize(
    ("candidate", "ending"),
    [
        (drain(500, minimum_volume=Decimal(301)), "sisa pagu tidak cukup untuk volume paling sedikit"),
        (drain(500, divisible=False), "volumenya tidak dapat dibagi"),
        (item("mck", 500 * MILLION), "volumenya tidak dapat dibagi"),
        (drain(2, 400 * MILLION), "sisa pagu tidak cukup untuk volume paling sedikit"),
    ],
)
def test_partial_leaves_what_cannot_be_shortened_in_reserve(candidate, ending):
    result = cut([item("1", 700 * MILLION), candidate, item("3", 1)], 1000 * MILLION, CutRule.PARTIAL)
    assert [line.verdict for line in result.lines] == [Verdict.SELECTED, Verdict.RESERVE, Verdict.RESERVE]
    assert result.lines[1].reason.endswith(f"{ending}, daftar ditutup di sini.")


def test_other_sources_keep_paying_when_an_item_is_shortened():
    shared = drain(500, amount=400 * MILLION)  # 100 million from others
    assert affordable_volume(shared, 250 * MILLION) == 350
    result = cut([shared], 250 * MILLION, CutRule.PARTIAL)
    assert (result.lines[0].volume, result.total) == (350, 250 * MILLION)
    with pytest.raises(AmountsDisagree, match="melebihi biayanya"):
        affordable_volume(drain(5, amount=6 * MILLION), MILLION)


def test_a_smaller_step_uses_more_of_what_is_left():
    assert affordable_volume(drain(500, 3, step=Decimal("0.1")), 100) == Decimal("33.4")
    assert affordable_volume(drain(500, 3), 100) == 33


def test_funds_open_to_all_executors_take_contractors_too():
    result = cut([item("1", 5, executor=Executor.CONTRACTOR)], 10, CutRule.STRICT, community_only=False)
    assert result.lines[0].verdict is Verdict.SELECTED


def test_an_empty_ceiling_selects_nothing_and_an_empty_list_is_a_result():
    assert cut([item("1", 1)], 0, CutRule.FILL).selected == ()
    assert cut([], 5, CutRule.STRICT).remaining == 5


@pytest.mark.parametrize(
    ("items", "ceiling", "problem"),
    [
        ([item("1", 1)], -1, ValueError),
        ([item("1", -1)], 10, ValueError),
        ([item("1", 1), item("1", 1)], 10, ValueError),
        ([item("1", 1)], 10.0, TypeError),
        ([item("1", 1.0)], 10, TypeError),
        ([item("1", 1)], True, TypeError),
    ],
)
def test_money_that_cannot_be_is_refused(items, ceiling, problem):
    with pytest.raises(problem, match=r"\.$"):
        cut(items, ceiling, CutRule.STRICT)


candidates = st.builds(
    Candidate,
    key=st.uuids().map(str),
    name=st.just("Kegiatan"),
    amount=st.integers(0, 600),
    executor=st.sampled_from(list(Executor)),
    missing=st.sampled_from([(), ("surat lahan belum ada",)]),
)
divisible = st.builds(
    lambda key, volume, price, least, step: Candidate(
        key, "Saluran", line_cost(volume, price), divisible=True, volume=volume, unit="m", unit_price=price,
        minimum_volume=least, step=step,
    ),
    st.uuids().map(str),
    st.decimals("1", "60", places=2),
    st.integers(1, 40),
    st.decimals("0", "30", places=1),
    st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.01")]),
)  # fmt: skip
lists = st.lists(st.one_of(candidates, divisible), max_size=12)


@given(lists, st.integers(0, 2000), st.sampled_from(list(CutRule)))
def test_the_ceiling_is_never_passed_and_no_item_is_lost(items, ceiling, rule):
    result = cut(items, ceiling, rule)
    assert [line.candidate for line in result.lines] == items
    assert 0 <= result.total <= ceiling
    assert result.total + result.remaining == ceiling
    running = 0
    for line in result.lines:
        running += line.amount
        assert (line.cumulative, line.remaining) == (running, ceiling - running)
        assert (line.amount > 0) == (line.verdict is Verdict.SELECTED)
        assert line.reason.endswith(".")
        if line.verdict is Verdict.SELECTED and not line.is_reduced:
            assert line.amount == line.candidate.amount


@given(lists, st.integers(0, 2000))
def test_strict_selects_the_head_of_what_is_ready(items, ceiling):
    able = [line for line in cut(items, ceiling, CutRule.STRICT).lines if line.verdict in ("TERPILIH", "CADANGAN")]
    verdicts = [line.verdict for line in able]
    assert verdicts == sorted(verdicts, reverse=True)


@given(lists, st.integers(0, 2000))
def test_fill_leaves_nothing_in_reserve_that_still_fits_at_its_turn(items, ceiling):
    left = ceiling
    for line in cut(items, ceiling, CutRule.FILL).lines:
        if line.verdict is Verdict.RESERVE:
            assert line.candidate.amount > left
        left = line.remaining


@given(divisible, st.integers(0, 3000))
def test_a_shortened_volume_is_the_largest_that_can_be_paid(candidate, left):
    volume = affordable_volume(candidate, left)
    if volume is None:
        return
    assert candidate.minimum_volume <= volume <= candidate.volume
    assert line_cost(volume, candidate.unit_price) <= left
    if volume + candidate.step <= candidate.volume:
        assert line_cost(volume + candidate.step, candidate.unit_price) > left


@given(
    st.dictionaries(
        st.sampled_from("abcdef"),
        st.dictionaries(st.sampled_from(["APBN", "APBD", "SWADAYA"]), st.integers(1, 10**12), min_size=1),
    )
)
def test_rows_and_columns_of_any_table_agree(allocations):
    costs = {key: sum(row.values()) for key, row in allocations.items()}
    table = sums_per_source(allocations, costs, ["APBN", "APBD", "SWADAYA"])
    assert sum(table.row_totals.values()) == sum(table.source_totals.values()) == table.grand_total
