"""The weighted matrix of a cycle: agreed criteria, scores with their reasons, ties, departures, stability."""

from datetime import date
from decimal import Decimal

import pytest

from kumuh.core.versions import StaleRecord
from planning.proposals import queries, registry, services
from planning.proposals.errors import RankingRefused
from planning.proposals.models import RankOverride, Score
from planning.proposals.ordering import agreed_order
from planning.proposals.services import CriterionText, ScoreText
from tests.planning.proposals.builders import agreed_usulan, criteria, decided, scored, started, surveyed, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(world):
    return decided(world)


def order(world):
    return [(row.place, row.standing.rank, row.proposal.title) for row in queries.ranked(world.cycle).rows]


def test_nobody_started_yet_shows_the_default_criteria_and_no_places(world, decision):
    agreed_usulan(world, decision)
    found = queries.ranked(world.cycle)
    assert (found.ranking, found.weight_sum, found.complete) == (None, 100, False)
    assert [criterion.code for criterion in found.criteria] == ["K1", "K2", "K3", "K4", "K5", "K6", "K7"]
    assert order(world) == [(None, None, "Paving gang melati")]


def test_starting_twice_makes_one_ranking(world):
    assert started(world) == started(world)
    assert started(world).criteria.count() == 7


def test_the_total_is_the_sum_of_weight_times_score_out_of_a_hundred(world, decision):
    scored(world, agreed_usulan(world, decision), K1=5, K2=3, K3=5, K4=3, K5=1, K6=1, K7=5)
    standing = queries.ranked(world.cycle).rows[0].standing
    # (25*5 + 15*3 + 15*5 + 20*3 + 10*1 + 10*1 + 5*5) / 5
    assert standing.per_hundred == 70
    assert [part.points for part in standing.parts] == [125, 45, 75, 60, 10, 10, 25]


def test_equal_totals_share_a_rank_and_are_put_in_order_by_the_printed_rule(world, decision):
    small = agreed_usulan(world, decision, title="Sedikit KK", households=30)
    large = agreed_usulan(world, decision, title="Banyak KK", households=50)
    last = agreed_usulan(world, decision, title="Nilai rendah")
    for row in (small, large):
        scored(world, row)
    scored(world, last, K1=1)
    assert order(world) == [(1, 1, "Banyak KK"), (2, 1, "Sedikit KK"), (3, 2, "Nilai rendah")]
    assert "keberpihakan" in queries.ranked(world.cycle).tie_rule
    assert "jumlah KK" in queries.ranked(world.cycle).rows[1].standing.tie_reason


@pytest.mark.parametrize("titles", [("Alfa", "Beta", "Gama"), ("Gama", "Beta", "Alfa"), ("Beta", "Gama", "Alfa")])
def test_the_order_of_entry_never_decides(world, decision, titles):
    for title in titles:
        scored(world, agreed_usulan(world, decision, title=title))
    found = queries.ranked(world.cycle)
    assert [row.proposal.title for row in found.rows] == ["Alfa", "Beta", "Gama"]
    assert all(row.standing.undecided for row in found.rows)


def test_the_earlier_rembuk_decision_breaks_a_tie(world, decision):
    later = decided(world, day=date(2026, 4, 1), title="Rembuk kedua")
    scored(world, agreed_usulan(world, later, title="Alfa"))
    scored(world, agreed_usulan(world, decision, title="Beta"))
    assert [title for _, _, title in order(world)] == ["Beta", "Alfa"]


def test_a_known_cost_decides_a_tie_by_rupiah_per_household(world, decision, monkeypatch):
    dear, cheap = (agreed_usulan(world, decision, title=title) for title in ("Alfa", "Beta"))
    monkeypatch.setattr(registry, "_COSTS", [lambda ids: {dear.pk: 80_000_000, cheap.pk: 40_000_000}])
    for row in (dear, cheap):
        scored(world, row)
    assert [title for _, _, title in order(world)] == ["Beta", "Alfa"]


def test_an_usulan_without_all_scores_has_no_place(world, decision):
    row = agreed_usulan(world, decision)
    services.save_scores(ranking=started(world), scores=[ScoreText(row.pk, "K1", Decimal(5))], by=world.cast.bkm)
    found = queries.ranked(world.cycle)
    assert (found.rows[0].place, found.rows[0].standing.missing) == (None, ("K2", "K3", "K4", "K5", "K6", "K7"))
    assert not found.complete


def test_the_weight_test_names_the_usulan_that_would_change_place(world, decision):
    scored(world, agreed_usulan(world, decision, title="Gawat"), K1=5, K4=1)
    scored(world, agreed_usulan(world, decision, title="Berpihak"), K1=3, K4=3)
    sentences = queries.ranked(world.cycle).stability.sentences
    assert any("K1 Kegawatan turun 20%" in text and "“Berpihak” dari 2 menjadi 1" in text for text in sentences)


def test_a_place_that_depends_on_a_weight_is_told_with_its_range_and_cause(world, decision):
    scored(world, agreed_usulan(world, decision, title="Gawat"), K1=5, K4=1)
    scored(world, agreed_usulan(world, decision, title="Berpihak"), K1=3, K4=3)
    scored(world, agreed_usulan(world, decision, title="Jauh di bawah"), K1=1, K4=1)
    found = queries.shifts(queries.ranked(world.cycle))
    assert [(shift.row.proposal.title, shift.now, shift.best, shift.worst, shift.causes) for shift in found] == [
        ("Gawat", 1, 1, 2, ("K1 turun: 2",)),
        ("Berpihak", 2, 1, 2, ("K1 turun: 1",)),
    ]


def test_the_bars_of_a_total_add_up_to_it(world, decision):
    scored(world, agreed_usulan(world, decision, title="Gawat " * 20), K1=5, K2="4.5")
    bar = queries.bar_chart(queries.ranked(world.cycle)).bars[0]
    assert sum(float(part.points.replace(",", ".")) for part in bar.segments) == float(bar.total.replace(",", "."))
    assert sum(part.width for part in bar.segments) == pytest.approx(float(bar.total.replace(",", ".")) * 5.7)
    assert len(bar.label) <= 66


def test_one_place_is_explained_against_its_neighbour(world, decision):
    scored(world, agreed_usulan(world, decision, title="Atas"), K1=5)
    low = agreed_usulan(world, decision, title="Bawah")
    scored(world, low, K1=3)
    listed = queries.ranked(world.cycle)
    against = queries.comparison(listed, listed.row_of(low.pk))
    assert [(one.other.proposal.title, one.other_is_ahead, one.gap) for one in against] == [("Atas", True, "10")]
    assert [(d.criterion.code, d.mine, d.theirs, d.points, d.ahead) for d in against[0].differences] == [
        ("K1", "3", "5", "10", False)
    ]


# --- Scores and facts -----------------------------------------------------------------------------
def test_the_data_suggest_scores_with_a_sentence_behind_each(world, decision):
    surveyed(world, jalan_kualitas=320)
    row = agreed_usulan(world, decision)
    found = queries.proposed_scores(world.cycle, [row])[row.pk]
    assert {code: score.score for code, score in found.items()} == {"K1": 5, "K3": 5, "K4": 5, "K6": None}
    assert "RT 001 / RW 001 bernilai 5" in found["K1"].sentence
    assert found["K3"].sentence.startswith("40 dari 60 KK")


def test_unknown_facts_suggest_nothing(world, decision):
    row = agreed_usulan(world, decision, poor_households=None, women_households=None)
    found = queries.proposed_scores(world.cycle, [row])[row.pk]
    assert [score.score for score in found.values()] == [None, None, None, None]


def test_beside_an_agreed_score_stays_what_the_data_said(world, decision):
    surveyed(world, jalan_kualitas=320)
    row = agreed_usulan(world, decision)
    services.save_scores(
        ranking=started(world),
        scores=[ScoreText(row.pk, "K1", Decimal(5)), ScoreText(row.pk, "K3", Decimal(3), "Hanya gang utama.")],
        by=world.cast.bkm,
    )
    kept = {score.criterion.code: score for score in Score.objects.select_related("criterion")}
    assert (kept["K1"].proposed_value, "bernilai 5" in kept["K1"].reason) == (5, True)
    assert (kept["K3"].value, kept["K3"].proposed_value, kept["K3"].reason) == (3, 5, "Hanya gang utama.")


def test_saving_the_same_scores_again_changes_nothing(world, decision):
    row = agreed_usulan(world, decision)
    assert scored(world, row) == 7
    assert scored(world, row) == 0


def test_a_score_can_be_taken_back(world, decision):
    row = agreed_usulan(world, decision)
    scored(world, row)
    services.save_scores(ranking=started(world), scores=[ScoreText(row.pk, "K2", None)], by=world.cast.bkm)
    assert queries.ranked(world.cycle).rows[0].standing.missing == ("K2",)


@pytest.mark.parametrize("value", ["0", "0.99", "5.01", "3.333"])
def test_scores_off_the_scale_are_refused(world, decision, value):
    row = agreed_usulan(world, decision)
    with pytest.raises(RankingRefused):
        services.save_scores(
            ranking=started(world), scores=[ScoreText(row.pk, "K1", Decimal(value))], by=world.cast.bkm
        )
    assert not Score.objects.exists()


def test_only_agreed_usulan_are_scored(world):
    row = taken(world)
    with pytest.raises(RankingRefused, match="disepakati"):
        services.save_scores(ranking=started(world), scores=[ScoreText(row.pk, "K1", Decimal(5))], by=world.cast.bkm)


# --- Criteria -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("weights", "words"), [((50, 49), "kurang 1"), ((60, 50), "lebih 10"), ((100, 0), "paling kecil")]
)
def test_weights_must_sum_to_a_hundred(world, weights, words):
    with pytest.raises(RankingRefused, match=words):
        services.save_criteria(ranking=started(world), rows=criteria(*weights), by=world.cast.bkm)
    assert queries.ranked(world.cycle).weight_sum == 100


def test_a_removed_criterion_takes_its_scores_along_and_its_code_does_not_come_back(world, decision):
    scored(world, agreed_usulan(world, decision))
    ranking = services.save_criteria(ranking=started(world), rows=criteria(60, 40), by=world.cast.bkm)
    assert Score.objects.count() == 2
    services.save_criteria(
        ranking=ranking, rows=[*criteria(50, 40), CriterionText("Kesiapan pemelihara", 10)], by=world.cast.bkm
    )
    assert [row.code for row in queries.ranked(world.cycle).criteria] == ["K1", "K2", "K8"]


def test_the_tie_rule_forgets_a_criterion_that_is_gone(world):
    services.save_criteria(ranking=started(world), rows=criteria(60, 40), by=world.cast.bkm)
    assert [step["kode"] for step in started(world).tie_rule] == ["jumlah_kk", "biaya_per_kk", "keputusan"]


def test_a_criterion_can_count_the_other_way_round(world, decision):
    row = agreed_usulan(world, decision)
    text = CriterionText("Kesulitan", 100, "K1", direction=-1)
    services.save_criteria(ranking=started(world), rows=[text], by=world.cast.bkm)
    services.save_scores(ranking=started(world), scores=[ScoreText(row.pk, "K1", Decimal(1))], by=world.cast.bkm)
    assert queries.ranked(world.cycle).rows[0].standing.per_hundred == 100


def test_criteria_of_two_people_do_not_overwrite_each_other(world):
    ranking = started(world)
    services.save_criteria(ranking=ranking, rows=criteria(60, 40), by=world.cast.bkm, expected=1)
    with pytest.raises(StaleRecord):
        services.save_criteria(ranking=ranking, rows=criteria(50, 50), by=world.cast.fasilitator, expected=1)


# --- Departures and adoption ----------------------------------------------------------------------
def three(world, decision):
    rows = [agreed_usulan(world, decision, title=title) for title in ("Alfa", "Beta", "Gama")]
    for row, value in zip(rows, (5, 3, 1), strict=True):
        scored(world, row, K1=value)
    return rows


def test_the_agreed_order_departs_from_the_computed_one_only_with_a_written_reason(world, decision):
    gama = three(world, decision)[2]
    with pytest.raises(RankingRefused):
        services.override_rank(ranking=started(world), proposal=gama, position=1, reason=" ", by=world.cast.bkm)
    services.override_rank(
        ranking=started(world), proposal=gama, position=1, reason="Musim hujan sudah dekat.", by=world.cast.bkm
    )
    found = queries.ranked(world.cycle)
    assert [(row.place, row.standing.position, row.moved) for row in found.rows] == [
        (1, 3, True),
        (2, 1, False),
        (3, 2, False),
    ]
    assert found.overrides[0].override.reason == "Musim hujan sudah dekat."
    services.withdraw_override(ranking=started(world), proposal=gama, by=world.cast.bkm)
    assert [title for _, _, title in order(world)] == ["Alfa", "Beta", "Gama"]
    assert RankOverride.history.count() == 2


def test_two_usulan_cannot_be_agreed_on_the_same_place_nor_beyond_the_list(world, decision):
    _, beta, gama = three(world, decision)
    services.override_rank(ranking=started(world), proposal=gama, position=1, reason="Alasan satu.", by=world.cast.bkm)
    for position in (0, 1, 4):
        with pytest.raises(RankingRefused):
            services.override_rank(
                ranking=started(world), proposal=beta, position=position, reason="Alasan dua.", by=world.cast.bkm
            )


def test_agreed_places_hold_whatever_the_computed_order():
    assert agreed_order(["a", "b", "c", "d"], {"d": 1, "a": 3}) == ["d", "b", "a", "c"]
    assert agreed_order(["a", "b"], {"z": 1, "a": 9}) == ["b", "a"]
    assert agreed_order([], {"a": 1}) == []


def test_an_adopted_ranking_is_open_again_after_any_change(world, decision):
    rows = three(world, decision)
    services.adopt_ranking(ranking=started(world), decision=decision, by=world.cast.bkm)
    assert queries.ranked(world.cycle).ranking.decision == decision
    scored(world, rows[0], K1=4)
    assert queries.ranked(world.cycle).ranking.decision is None


def test_agreeing_on_one_more_usulan_opens_an_adopted_ranking(world, decision):
    three(world, decision)
    services.adopt_ranking(ranking=started(world), decision=decision, by=world.cast.bkm)
    agreed_usulan(world, decision, title="Delta")
    assert queries.ranked(world.cycle).ranking.decision is None


def test_a_decision_about_problems_does_not_adopt_a_ranking(world):
    with pytest.raises(RankingRefused):
        services.adopt_ranking(ranking=started(world), decision=decided(world, about="MASALAH"), by=world.cast.bkm)


def test_the_ranking_asks_as_often_for_one_usulan_as_for_three(world, decision, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    scored(world, agreed_usulan(world, decision, title="Alfa"))
    with CaptureQueriesContext(connection) as one:
        queries.ranked(world.cycle)
    for title in ("Beta", "Gama"):
        scored(world, agreed_usulan(world, decision, title=title))
    with django_assert_num_queries(len(one)):
        queries.ranked(world.cycle)
