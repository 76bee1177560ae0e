"""The ranking engine agrees with published examples and explains itself."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.methods.ranking import (
    Alternative,
    Criterion,
    Matrix,
    RaterRule,
    TieBreak,
    combine_raters,
    dense_ranks,
    matrix_from_data,
    pairwise,
    preference,
    rank,
    reinke,
    weight_stability,
)
from planning.methods.ranking.matrix import Method
from planning.methods.ranking.standings import UNDECIDED, show_fraction

ROOT = Path(__file__).parents[3]
VECTORS = json.loads((ROOT / "tests/data/ranking_vectors.json").read_text(encoding="utf-8"))
DEFAULT = matrix_from_data(
    json.loads((ROOT / "fixtures/reference/kriteria_peringkat.json").read_text(encoding="utf-8"))
)
CODES = tuple(criterion.code for criterion in DEFAULT.criteria)


def usulan(key: str, *scores: object, **facts: object) -> Alternative:
    """An alternative of the default matrix with its seven scores."""
    return Alternative(key, f"Usulan {key}", dict(zip(CODES, scores, strict=True)), facts)


def plain_matrix(*codes: str, low: int = 1, high: int = 5, method: Method = Method.SUM) -> Matrix:
    return Matrix(tuple(Criterion(code, code, 1) for code in codes), low, high, method)


def order(standings) -> list[str]:
    return [standing.key for standing in standings]


def test_the_weighted_example_of_balai_mansiro():
    example = VECTORS["weighted_balai_mansiro"]
    matrix = Matrix(tuple(Criterion(row["nama"], row["nama"], row["bobot"]) for row in example["criteria"]))
    rows = [
        Alternative(name, name, dict(zip((c.code for c in matrix.criteria), scores, strict=True)))
        for name, scores in example["scores"].items()
    ]
    by_key = {standing.key: standing for standing in rank(matrix, rows)}
    assert [by_key[name].total for name in example["scores"]] == example["expected_totals"]
    assert [by_key[name].roman for name in example["scores"]] == example["expected_rank"]


def test_the_gmp_example_of_curugrendeng():
    rows = VECTORS["gmp_curugrendeng"]["rows"]
    matrix = plain_matrix("G", "M", "P", low=1, high=3)
    standings = rank(
        matrix,
        [Alternative(row["masalah"], row["masalah"], dict(zip("GMP", row["skor"], strict=True))) for row in rows],
    )
    by_key = {standing.key: standing for standing in standings}
    assert [by_key[row["masalah"]].total for row in rows] == [row["jumlah"] for row in rows]
    assert [by_key[row["masalah"]].rank for row in rows] == [row["ranking"] for row in rows]
    assert [by_key[row["masalah"]].roman for row in rows] == ["I", "IV", "I", "II", "VI", "III", "III", "V", "V", "III"]


def test_the_reinke_example_in_sanitation():
    rows = VECTORS["reinke"]["rows"]
    matrix = plain_matrix("M", "I", "V", "C", method=Method.REINKE)
    standings = rank(
        matrix, [Alternative(row["masalah"], row["masalah"], {code: row[code] for code in "MIVC"}) for row in rows]
    )
    by_key = {standing.key: standing for standing in standings}
    assert [by_key[row["masalah"]].rank for row in rows] == [row["urutan"] for row in rows]
    for row in rows:
        assert round(float(by_key[row["masalah"]].total), 2) == row["P"]
        assert by_key[row["masalah"]].total == reinke(row["M"], row["I"], row["V"], row["C"])


def test_the_slum_score_ranking_of_eight_rts():
    totals = {row["rt"]: row["total"] for row in VECTORS["kumuh_rank"]}
    assert list(dense_ranks(totals).values()) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_the_village_form_adds_five_scores_and_the_highest_sum_is_first():
    columns = VECTORS["pamsimas_form"]["columns"][3:8]
    matrix = plain_matrix(*columns)
    rows = [
        Alternative("air", "Air bersih", dict(zip(columns, (5, 4, 3, 5, 2), strict=True))),
        Alternative("jalan", "Jalan", dict(zip(columns, (3, 3, 3, 3, 3), strict=True))),
    ]
    assert [(s.key, s.total, s.roman) for s in rank(matrix, rows)] == [("air", 19, "I"), ("jalan", 15, "II")]


def test_default_criteria_are_seven_and_weigh_one_hundred():
    assert CODES == ("K1", "K2", "K3", "K4", "K5", "K6", "K7")
    assert DEFAULT.weight_sum == 100
    assert all(set(criterion.definitions) == {5, 3, 1} for criterion in DEFAULT.criteria)
    assert DEFAULT.tie_rule == (
        "Nilai sama berbagi peringkat; urutannya mengikuti: keberpihakan (terbesar didahulukan), lalu jumlah KK "
        "penerima manfaat (terbesar didahulukan), lalu biaya per KK (terkecil didahulukan), lalu tanggal "
        "keputusan rembuk (terawal didahulukan)."
    )


def test_every_score_keeps_its_parts_and_the_parts_make_the_mark():
    (best,) = rank(DEFAULT, [usulan("A", 5, 3, 3, 5, 1, 3, 1)])
    assert [(part.criterion, part.score, part.weight, part.points) for part in best.parts] == [
        ("K1", 5, 25, 125),
        ("K2", 3, 15, 45),
        ("K3", 3, 15, 45),
        ("K4", 5, 20, 100),
        ("K5", 1, 10, 10),
        ("K6", 3, 10, 30),
        ("K7", 1, 5, 5),
    ]
    assert (best.total, best.per_hundred, best.percent) == (360, 72, 72)


def test_a_negative_criterion_is_turned_round():
    matrix = Matrix((Criterion("biaya", "Biaya", 10, direction=-1),))
    cheap, dear = rank(matrix, [Alternative("d", "Mahal", {"biaya": 5}), Alternative("c", "Murah", {"biaya": 1})])
    assert (cheap.key, cheap.parts[0].score, cheap.parts[0].used, cheap.total) == ("c", 1, 5, 50)
    assert (dear.parts[0].used, dear.percent) == (1, 20)


def test_several_raters_count_by_their_median_or_mean_and_their_spread_shows():
    assert combine_raters([1, 5, 3]) == 3
    assert combine_raters([1, 2, 5, 4]) == 3
    assert combine_raters([1, 1, 2], RaterRule.MEAN) == Fraction(4, 3)
    (standing,) = rank(plain_matrix("a"), [Alternative("x", "X", {"a": [5, 1, 4]})])
    assert (standing.total, standing.parts[0].ratings, standing.parts[0].spread) == (4, (1, 4, 5), 4)
    with pytest.raises(ValueError, match="Belum ada nilai"):
        combine_raters([])


def test_a_missing_score_is_not_zero_it_keeps_the_usulan_out_of_the_ranks():
    standings = rank(DEFAULT, [usulan("A", 1, 1, 1, 1, 1, 1, 1), usulan("B", 5, None, 5, [], 5, 5, 5)])
    assert [(s.key, s.rank, s.position, s.total, s.missing) for s in standings] == [
        ("A", 1, 1, 100, ()),
        ("B", None, None, None, ("K2", "K4")),
    ]
    assert standings[1].roman == ""


def test_ties_share_a_rank_and_the_printed_rule_gives_the_order():
    rows = [
        usulan("A", 3, 3, 3, 3, 3, 3, 3, jumlah_kk=10, biaya_per_kk=900, keputusan=date(2026, 3, 2)),
        usulan("B", 3, 3, 3, 3, 3, 3, 3, jumlah_kk=10, biaya_per_kk=900, keputusan=date(2026, 3, 1)),
        usulan("C", 3, 3, 3, 3, 3, 3, 3, jumlah_kk=10, biaya_per_kk=800, keputusan=date(2026, 3, 9)),
        usulan("D", 3, 3, 3, 3, 3, 3, 3, jumlah_kk=12, biaya_per_kk=999, keputusan=date(2026, 3, 9)),
        usulan("E", 3, 3, 3, 3, 3, 3, 3),
        usulan("F", 1, 1, 1, 1, 1, 1, 1),
        usulan("G", 3, 3, 1, 5, 2, 3, 3),
    ]
    standings = rank(DEFAULT, rows)
    assert [(s.key, s.rank, s.position) for s in standings] == [
        ("G", 1, 1), ("D", 1, 2), ("C", 1, 3), ("B", 1, 4), ("A", 1, 5), ("E", 1, 6), ("F", 2, 7),
    ]  # fmt: skip
    assert [s.tie_reason for s in standings] == [
        "",
        "Nilai sama dengan “Usulan G”, yang didahulukan karena keberpihakan 5 berbanding 3.",
        "Nilai sama dengan “Usulan D”, yang didahulukan karena jumlah KK penerima manfaat 12 berbanding 10.",
        "Nilai sama dengan “Usulan C”, yang didahulukan karena biaya per KK 800 berbanding 900.",
        "Nilai sama dengan “Usulan B”, yang didahulukan karena tanggal keputusan rembuk 1 Maret 2026 "
        "berbanding 2 Maret 2026.",
        "Nilai sama dengan “Usulan A”, yang didahulukan karena jumlah KK penerima manfaat 10 berbanding belum ada.",
        "",
    ]
    assert not any(s.undecided for s in standings)


def test_what_no_rule_separates_is_said_to_need_a_decision():
    standings = rank(DEFAULT, [usulan("B", *[3] * 7), usulan("A", *[3] * 7), usulan("C", *[1] * 7)])
    assert [(s.key, s.rank, s.undecided) for s in standings] == [("A", 1, True), ("B", 1, True), ("C", 2, False)]
    assert standings[1].tie_reason == UNDECIDED


scores = st.lists(st.sampled_from([1, 2, 3, 4, 5]), min_size=7, max_size=7)


@given(st.lists(scores, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_entry_never_matters(table, random):
    rows = [usulan(f"U{number}", *line, jumlah_kk=number % 3) for number, line in enumerate(table)]
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert rank(DEFAULT, rows) == rank(DEFAULT, shuffled)


@given(st.lists(scores, min_size=1, max_size=8))
def test_totals_are_exact_and_ranks_are_dense(table):
    standings = rank(DEFAULT, [usulan(f"U{number}", *line) for number, line in enumerate(table)])
    for standing in standings:
        assert standing.total == sum(part.weight * part.used for part in standing.parts)
        assert 20 <= standing.per_hundred == standing.percent <= 100
    ranks = [standing.rank for standing in standings]
    assert sorted(set(ranks)) == list(range(1, max(ranks) + 1))
    assert ranks == sorted(ranks)
    totals = [standing.total for standing in standings]
    assert totals == sorted(totals, reverse=True)
    assert [standing.position for standing in standings] == list(range(1, len(table) + 1))


@given(st.lists(scores, min_size=2, max_size=6))
def test_equal_weight_changes_for_all_criteria_change_no_rank(table):
    rows = [usulan(f"U{number}", *line) for number, line in enumerate(table)]
    doubled = DEFAULT
    for code in CODES:
        doubled = doubled.reweighted(code, Fraction(2))
    assert order(rank(doubled, rows)) == order(rank(DEFAULT, rows))


def test_the_weight_test_names_the_weight_and_the_usulan_that_would_move():
    matrix = Matrix((Criterion("a", "Gawat", 50), Criterion("b", "Mendesak", 50)))
    rows = [
        Alternative("x", "Drainase", {"a": 5, "b": 3}),
        Alternative("y", "Jalan", {"a": 4, "b": 3.9}),
        Alternative("z", "MCK", {"a": 1, "b": 1}),
    ]
    result = weight_stability(matrix, rows)
    assert [(s.criterion, s.factor, s.order) for s in result.scenarios] == [
        ("a", Fraction(4, 5), ("y", "x", "z")),
        ("a", Fraction(6, 5), ("x", "y", "z")),
        ("b", Fraction(4, 5), ("x", "y", "z")),
        ("b", Fraction(6, 5), ("y", "x", "z")),
    ]
    assert not result.is_stable
    assert result.sentences == (
        "Bila bobot a Gawat turun 20%, urutan berubah: “Drainase” dari 1 menjadi 2; “Jalan” dari 2 menjadi 1.",
        "Bila bobot b Mendesak naik 20%, urutan berubah: “Drainase” dari 1 menjadi 2; “Jalan” dari 2 menjadi 1.",
    )


def test_a_clear_winner_is_stable_under_every_weight_change():
    result = weight_stability(DEFAULT, [usulan("A", *[5] * 7), usulan("B", *[1] * 7)])
    assert result.is_stable
    assert len(result.scenarios) == 14
    assert result.sentences == ("Urutan tidak berubah walau salah satu bobot naik atau turun 20%.",)


def test_a_matrix_without_weights_has_nothing_to_test():
    assert weight_stability(plain_matrix("a"), [Alternative("x", "X", {"a": 1})]).scenarios == ()


def test_pairwise_counts_wins_and_shares_ranks():
    names = {"a": "Air", "b": "Jalan", "c": "MCK", "d": "Sampah"}
    winners = {
        ("a", "b"): "a", ("c", "a"): "a", ("a", "d"): "a", ("b", "c"): "b", ("d", "b"): "d", ("c", "d"): "c",
    }  # fmt: skip
    assert [(s.key, s.total, s.rank, s.position) for s in pairwise(names, winners)] == [
        ("a", 3, 1, 1), ("b", 1, 2, 2), ("c", 1, 2, 3), ("d", 1, 2, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "winners",
    [
        {("a", "b"): "a"},
        {("a", "b"): "a", ("b", "c"): "b", ("a", "c"): "b"},
        {("a", "b"): "a", ("b", "a"): "a", ("b", "c"): "b", ("a", "c"): "a"},
        {("a", "a"): "a", ("a", "b"): "a", ("b", "c"): "b", ("a", "c"): "a"},
    ],
)
def test_an_unfinished_or_wrong_comparison_is_refused(winners):
    with pytest.raises(ValueError, match="asangan"):
        pairwise({"a": "A", "b": "B", "c": "C"}, winners)


def test_preference_adds_three_two_one_points():
    names = {"a": "Air", "b": "Jalan", "c": "MCK"}
    standings = preference(names, [["a", "b", "c"], ["b", "a"], ["b"]])
    assert [(s.key, s.total, s.rank) for s in standings] == [("b", 8, 1), ("a", 5, 2), ("c", 1, 3)]
    for ballot in (["a", "a"], ["x"], ["a", "b", "c", "a"]):
        with pytest.raises(ValueError, match="paling banyak 3 usulan"):
            preference(names, [ballot])


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: usulan("A", 6, 1, 1, 1, 1, 1, 1), "Nilai K1 untuk “Usulan A” harus 1 sampai 5"),
        (lambda: usulan("A", 0, 1, 1, 1, 1, 1, 1), "harus 1 sampai 5"),
        (lambda: Alternative("A", "A", {"K9": 1}), "Kriteria tidak dikenal pada “A”: K9"),
    ],
)
def test_scores_that_do_not_fit_the_matrix_are_refused(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        rank(DEFAULT, [make()])


def test_an_usulan_entered_twice_is_refused():
    with pytest.raises(ValueError, match="hanya boleh sekali"):
        rank(DEFAULT, [usulan("A", *[1] * 7), usulan("A", *[1] * 7)])


@pytest.mark.parametrize(
    "make",
    [
        lambda: Matrix(()),
        lambda: Matrix((Criterion("a", "A", 1), Criterion("a", "A", 1))),
        lambda: Matrix((Criterion("a", "A", 0),)),
        lambda: Matrix((Criterion("a", "A", 1),), 5, 5),
        lambda: Criterion("a", "A", -1),
        lambda: Criterion("a", "A", 1, direction=0),
        lambda: plain_matrix("a", method=Method.REINKE),
        lambda: reinke(1, 1, 1, 0),
    ],
)
def test_a_matrix_that_cannot_rank_is_refused(make):
    with pytest.raises(ValueError, match=r"\.$"):
        make()


def test_a_tie_rule_may_be_empty():
    assert Matrix((Criterion("a", "A", 1),)).tie_rule == "Nilai sama berbagi peringkat."
    assert TieBreak("x", "luas", "terkecil").sentence == "luas (terkecil didahulukan)"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(115, 3), "38,33"), (Fraction(-5, 1000), "-0,01"), (Fraction(1000), "1.000"), (Fraction(1, 2), "0,5")],
)
def test_fractions_are_rounded_only_when_shown(value, shown):
    assert show_fraction(value) == shown
