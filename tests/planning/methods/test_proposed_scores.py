"""Scores proposed from facts come with the sentence that explains them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.methods.ranking import (
    propose_cost_efficiency,
    propose_pro_poor,
    propose_severity,
    propose_spread,
)

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("values", "score", "sentence"),
    [
        ({"Genangan": 5}, 5, "Genangan bernilai 5 pada penilaian kumuh."),
        ({"Genangan": 1, "Kualitas jalan": 3}, 3, "Kualitas jalan bernilai 3 pada penilaian kumuh."),
        ({"Genangan": 0}, 1, "Genangan bernilai 0 pada penilaian kumuh."),
        ({"Genangan": None}, None, "Parameter terkait belum diukur, jadi kegawatan belum dapat diusulkan."),
        ({}, None, "Parameter terkait belum diukur, jadi kegawatan belum dapat diusulkan."),
    ],
)
def test_severity_follows_the_worst_slum_parameter(values, score, sentence):
    proposed = propose_severity(values)
    assert (proposed.criterion, proposed.score, proposed.sentence) == ("K1", score, sentence)


def test_a_parameter_score_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="0, 1, 3, atau 5"):
        propose_severity({"Genangan": 4})


@pytest.mark.parametrize(
    ("affected", "households", "score", "doubtful"),
    [(50, 100, 5, False), (49, 99, 3, False), (499, 1000, 3, False), (25, 100, 3, False), (249, 1000, 1, False),
     (0, 40, 1, False), (41, 40, 5, True), (None, 40, None, False), (5, None, None, False), (5, 0, None, False),
     (-1, 40, None, False)],
)  # fmt: skip
def test_spread_follows_the_share_of_households(affected, households, score, doubtful):
    proposed = propose_spread(affected, households)
    assert (proposed.score, proposed.doubtful) == (score, doubtful)
    assert proposed.sentence.endswith(".")


def test_spread_says_its_numbers():
    assert propose_spread(1, 3).sentence == "1 dari 3 KK terdampak (33,33%)."


def test_pro_poor_takes_the_largest_group_and_counts_nobody_twice():
    proposed = propose_pro_poor(40, poor=15, women_headed=20, vulnerable=None)
    assert (proposed.score, proposed.sentence) == (
        5,
        "20 dari 40 KK penerima dikepalai perempuan (50%); kelompok terbesar yang dihitung agar tidak ganda.",
    )
    assert propose_pro_poor(40, poor=9).score == 1
    assert propose_pro_poor(40, poor=10).sentence == "10 dari 40 KK penerima miskin (25%)."
    assert propose_pro_poor(40, poor=41).doubtful
    assert [propose_pro_poor(None, poor=1).score, propose_pro_poor(40).score, propose_pro_poor(40, poor=-1).score] == [
        None, None, None,
    ]  # fmt: skip


def test_cost_efficiency_goes_by_thirds_of_the_cost_per_household():
    proposed = propose_cost_efficiency(
        {"a": (10_000_000, 10), "b": (20_000_000, 10), "c": (30_000_000, 10), "d": (5_000_000, None), "e": (0, 4)}
    )
    assert {key: value.score for key, value in proposed.items()} == {"a": 5, "b": 3, "c": 1, "d": None, "e": None}
    assert proposed["a"].sentence == f"Rp{NBSP}1.000.000 per KK, sepertiga termurah dari 3 usulan."
    assert proposed["d"].sentence == "Biaya atau jumlah KK penerima belum diketahui."


costs = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.tuples(st.integers(1, 50), st.integers(1, 5)))


@given(costs)
def test_equal_costs_get_equal_scores_and_a_cheaper_one_never_a_lower_score(given_costs):
    proposed = propose_cost_efficiency(given_costs)
    for one, (cost, households) in given_costs.items():
        for other, (cost2, households2) in given_costs.items():
            if cost * households2 == cost2 * households:
                assert proposed[one].score == proposed[other].score
            if cost * households2 < cost2 * households:
                assert proposed[one].score >= proposed[other].score
