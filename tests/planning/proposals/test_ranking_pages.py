"""Scores, criteria, order and adoption of the ranking on the screen."""

import pytest

from planning.proposals import services
from planning.proposals.models import RankOverride, Score
from tests.planning.proposals.builders import (
    agreed_usulan,
    decided,
    scored,
    started,
    surveyed,
)
from tests.planning.proposals.pages import opened, text_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(world, as_user):
    return as_user(world.cast.fasilitator)


@pytest.fixture
def decision(world):
    return decided(world)


def test_the_ranking_starts_with_a_button_and_never_by_looking(world, writer, decision):
    agreed_usulan(world, decision)
    assert "Mulai peringkat" in text_of(writer.get(url("ranking-detail", world)))
    assert writer.post(url("ranking-start", world)).url == url("scores-edit", world)
    assert writer.get(url("ranking-start", world)).status_code == 405


def test_the_grid_starts_with_what_the_data_suggest_and_saves_what_people_put(world, writer, decision):
    surveyed(world, jalan_kualitas=320)
    row = agreed_usulan(world, decision)
    started(world)
    address = url("scores-edit", world)
    sent = opened(writer, address)
    cell = f"n-{row.pk}-"
    assert (sent[f"{cell}K1"], sent[f"{cell}K2"]) == ("5", "")
    sent |= {f"{cell}K2": "3", f"{cell}K3": "1", f"{cell}K5": "4,5", f"{cell}K6": "3", f"{cell}K7": "1"}
    assert writer.post(address, sent).url == url("ranking-detail", world)
    kept = {score.criterion.code: score for score in Score.objects.select_related("criterion")}
    assert {code: float(score.value) for code, score in kept.items()} == {
        "K1": 5, "K2": 3, "K3": 1, "K4": 5, "K5": 4.5, "K6": 3, "K7": 1,
    }  # fmt: skip
    page = text_of(writer.get(url("rank-detail", world, row.pk)))
    assert "Mengapa peringkat I?" in page
    assert "Menurut data 5: 40 dari 60 KK terdampak (66,67%). Disepakati lain." in page


def test_a_cell_that_somebody_else_filled_meanwhile_is_asked_again(world, writer, decision):
    row = agreed_usulan(world, decision)
    started(world)
    address = url("scores-edit", world)
    sent = opened(writer, address) | {f"n-{row.pk}-K2": "5"}
    scored(world, row, K2=1)
    page = writer.post(address, sent)
    assert "Orang lain baru saja mengisi 1" in text_of(page)
    assert Score.objects.get(criterion__code="K2").value == 1
    again = {name: field.value() for name, field in ((f.html_name, f) for f in page.context["form"])}
    assert writer.post(address, {k: "" if v is None else v for k, v in again.items()}).status_code == 302
    assert Score.objects.get(criterion__code="K2").value == 5


def test_scores_of_another_cell_by_somebody_else_are_kept(world, writer, decision):
    row = agreed_usulan(world, decision)
    started(world)
    address = url("scores-edit", world)
    sent = opened(writer, address) | {f"n-{row.pk}-K2": "5"}
    services.save_scores(ranking=started(world), scores=[services.ScoreText(row.pk, "K5", 4)], by=world.cast.bkm)
    assert writer.post(address, sent).status_code == 302
    assert {s.criterion.code: int(s.value) for s in Score.objects.select_related("criterion")} == {
        "K2": 5, "K4": 5, "K5": 4,
    }  # fmt: skip


def test_each_score_can_carry_its_own_reason(world, writer, decision):
    row = agreed_usulan(world, decision)
    started(world)
    address = url("score-edit", world, row.pk)
    sent = opened(writer, address) | {f"n-{row.pk}-K2": "5", f"n-{row.pk}-K2-dasar": "Musim hujan bulan depan."}
    writer.post(address, sent)
    assert Score.objects.get(criterion__code="K2").reason == "Musim hujan bulan depan."


def test_weights_that_do_not_sum_to_a_hundred_are_refused_with_the_gap(world, writer, decision):
    agreed_usulan(world, decision)
    started(world)
    address = url("criteria-edit", world)
    sent = opened(writer, address)
    assert "Jumlah bobot 105, harus 100 (lebih 5)." in text_of(writer.post(address, sent | {"kriteria-0-weight": "30"}))
    sent |= {"kriteria-0-weight": "30", "kriteria-1-weight": "10"}
    assert writer.post(address, sent).status_code == 302
    assert [c.weight for c in started(world).criteria.all()] == [30, 10, 15, 20, 10, 10, 5]


def test_the_order_is_changed_only_with_a_written_reason_that_is_shown(world, writer, decision):
    first, second = (agreed_usulan(world, decision, title=title) for title in ("Alfa", "Beta"))
    scored(world, first, K1=5)
    scored(world, second, K1=1)
    address = url("override-edit", world, second.pk)
    assert "reason" in writer.post(address, {"position": "1", "reason": ""}).context["form"].errors
    assert not RankOverride.objects.exists()
    writer.post(address, {"position": "1", "reason": "Banjir rob setiap pekan di sana."})
    page = text_of(writer.get(url("ranking-detail", world)))
    assert "Urutan diubah dari 2 menjadi 1: Banjir rob setiap pekan di sana." in page
    writer.post(url("override-delete", world, second.pk))
    assert not RankOverride.objects.exists()


def test_the_result_shows_parts_tie_rule_and_the_weight_test(world, writer, decision):
    for title, value in (("Alfa", 5), ("Beta", 3)):
        scored(world, agreed_usulan(world, decision, title=title), K1=value)
    page = text_of(writer.get(url("ranking-detail", world)))
    assert "Nilai sama berbagi peringkat; urutannya mengikuti: keberpihakan" in page
    assert "Urutan tidak berubah walau salah satu bobot naik atau turun 20%." in page
    assert "1. Alfa" in page


def test_a_ranking_is_adopted_by_a_decision(world, writer, decision):
    scored(world, agreed_usulan(world, decision))
    writer.post(url("ranking-adopt", world), {"decision": decision.pk})
    assert "Ditetapkan rembuk" in text_of(writer.get(url("ranking-detail", world)))
