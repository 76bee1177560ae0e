"""The scoring matrix: how it compares, criteria, alternatives, ties, stability."""

from decimal import Decimal

import pytest

from planning.methods import matrices
from planning.methods.errors import MethodRefused
from planning.methods.services.matrix import (
    AlternativeText,
    CriterionText,
    RulesText,
    set_rules,
    write_alternatives,
    write_criteria,
)
from planning.methods.services.ratings import Answers
from tests.planning.methods.ratings import (
    facts,
    filled_matrix,
    matrix,
    on_paper,
    read,
    scored,
    table_of,
)

db = pytest.mark.django_db


# --- How it compares, criteria, alternatives --------------------------------------------------------------------
@db
@pytest.mark.parametrize(
    ("method", "subject", "codes", "weights"),
    [
        ("BOBOT", "USULAN", ["K1", "K2", "K3", "K4", "K5", "K6", "K7"], 100),
        ("BOBOT", "KAWASAN", ["K1", "K2", "K3", "K4", "K5"], 100),
        ("BOBOT", "OPSI", ["K1", "K2", "K3", "K4", "K5", "K6"], 100),
        ("GMP", "MASALAH", ["G", "M", "P"], 3),
        ("REINKE", "MASALAH", ["M", "I", "V", "C"], 4),
        ("PASANGAN", "MASALAH", [], 0),
        ("SUARA", "MASALAH", [], 0),
    ],
)
def test_every_way_begins_with_its_usual_criteria(world, method, subject, codes, weights):
    session = matrix(world, method, subject)
    rows = list(session.criteria.all())
    assert ([row.code for row in rows], sum(row.weight for row in rows)) == (codes, weights)
    assert all(row.definitions for row in rows)


@db
def test_another_way_brings_other_criteria_until_somebody_rated(world):
    session = matrix(world)
    by = world.cast.fasilitator
    set_rules(session=session, text=RulesText("GMP", high=3), by=by)
    assert list(session.criteria.values_list("code", flat=True)) == ["G", "M", "P"]
    assert session.criteria.first().definitions["2"] == "merugikan"
    on_paper(world, session, table_of(session, 3, 2, 1))
    for changed in (RulesText("BOBOT"), RulesText("GMP", high=5), RulesText("GMP", "USULAN", high=3)):
        with pytest.raises(MethodRefused, match="Sudah ada nilai"):
            set_rules(session=session, text=changed, by=by)
    assert (
        set_rules(session=session, text=RulesText("GMP", rater_rule="rata-rata", high=3), by=by).rater_rule
        == "rata-rata"
    )


@db
def test_criteria_that_the_meeting_wrote_stay_when_only_the_subject_changes(world):
    session = matrix(world, criteria=[("Banyak yang terkena", 100)])
    set_rules(session=session, text=RulesText("BOBOT", "OPSI"), by=world.cast.fasilitator)
    assert [row.name for row in session.criteria.all()] == ["Banyak yang terkena"]


@db
@pytest.mark.parametrize(
    ("text", "field"),
    [(RulesText("RASA"), "method"), (RulesText(subject="X"), "subject"), (RulesText(rater_rule="x"), "rater_rule"),
     (RulesText(low=5, high=5), "high"), (RulesText(high=101), "high")],
)  # fmt: skip
def test_a_way_that_cannot_compare_is_refused_at_its_field(world, text, field):
    session = matrix(world)
    with pytest.raises(MethodRefused) as refused:
        set_rules(session=session, text=text, by=world.cast.fasilitator)
    assert list(refused.value.message_dict) == [field]


@db
@pytest.mark.parametrize(
    ("criteria", "sentence"),
    [
        ([("Gawat", 60), ("Mendesak", 30)], r"Jumlah bobot 90, harus 100 \(kurang 10\)"),
        ([("Gawat", 60), ("Mendesak", 50)], r"Jumlah bobot 110, harus 100 \(lebih 10\)"),
        ([("Gawat", 50), (" gawat ", 50)], "nama sendiri"),
        ([("", 100)], "nama sendiri"),
        ([("Gawat", 100, 0)], "arah"),
        ([("Gawat", 0), ("Lain", 100)], "paling kecil 1"),
        ([], "1 sampai 12 kriteria"),
        ([("A", 50, 1, {}, True), ("B", 50, 1, {}, True)], "Hanya satu kriteria"),
    ],
)
def test_criteria_that_do_not_hold_are_refused(world, criteria, sentence):
    session = matrix(world)
    with pytest.raises(MethodRefused, match=sentence):
        write_criteria(session=session, texts=[CriterionText(*one) for one in criteria], by=world.cast.fasilitator)


@db
def test_a_code_never_comes_back_as_another_criterion_and_a_scored_one_stays(world):
    session = matrix(world, criteria=[("Gawat", 50), ("Mendesak", 50)])
    by = world.cast.fasilitator
    first, second = session.criteria.all()
    cells = {cell: value for cell, value in table_of(session, 5, 3, 1).scores.items() if cell[1] == first.pk}
    rater = on_paper(world, session, Answers(scores=cells), finish=False)
    texts = [CriterionText("Gawat", 50, pk=first.pk), CriterionText("Murah", 50, -1)]
    rows = write_criteria(session=session, texts=texts, by=by)
    assert [row.code for row in rows] == ["K1", "K8"]
    assert (first.code, second.code) == ("K1", "K2")
    on_paper(world, session, table_of(session, 5, 3, 1), rater=rater)
    with pytest.raises(MethodRefused, match="“Murah” sudah dinilai"):
        write_criteria(session=session, texts=[CriterionText("Gawat", 100, pk=first.pk)], by=by)


@db
def test_prescribed_criteria_may_be_reworded_but_not_taken_away(world):
    session = matrix(world, "REINKE")
    rows = list(session.criteria.all())
    texts = [CriterionText(f"{row.name} (M)", 9, -1, pk=row.pk) for row in rows]
    assert {
        (row.weight, row.direction) for row in write_criteria(session=session, texts=texts, by=world.cast.fasilitator)
    } == {(1, 1)}
    with pytest.raises(MethodRefused, match="selalu memakai 4 kriteria"):
        write_criteria(session=session, texts=texts[:3], by=world.cast.fasilitator)
    with pytest.raises(MethodRefused, match="tidak memakai kriteria"):
        write_criteria(session=matrix(world, "SUARA"), texts=texts, by=world.cast.fasilitator)


@db
def test_what_breaks_a_tie_first_can_move_to_another_criterion(world):
    session = matrix(world)
    held = list(session.criteria.all())
    assert [row.code for row in held if row.tie_first] == ["K4"]
    texts = [
        CriterionText(row.name, row.weight, row.direction, row.definitions, row.code == "K1", row.pk) for row in held
    ]
    write_criteria(session=session, texts=texts, by=world.cast.fasilitator)
    assert [row.code for row in session.criteria.filter(tie_first=True)] == ["K1"]


@db
def test_alternatives_are_written_once_and_a_rated_one_stays(world):
    session = matrix(world)
    by = world.cast.fasilitator
    for texts, sentence in (
        ([AlternativeText("Drainase"), AlternativeText("drainase ")], "tertulis dua kali"),
        ([AlternativeText(" ")], "Tulis pilihannya"),
        ([AlternativeText("Drainase", 99)], "pilih indikator"),
        ([AlternativeText(f"P{at}") for at in range(26)], "Paling banyak 25"),
    ):
        with pytest.raises(MethodRefused, match=sentence):
            write_alternatives(session=session, texts=texts, by=by)
    filled_matrix(world, session)
    first, _, third = session.alternatives.all()
    with pytest.raises(MethodRefused, match="“Paving gang 5” sudah dinilai"):
        write_alternatives(session=session, texts=[AlternativeText(r.text, pk=r.pk) for r in (first, third)], by=by)
    with pytest.raises(MethodRefused, match="Paling banyak 12 pilihan yang dibandingkan dua-dua"):
        matrix(world, "PASANGAN", names=[f"P{at}" for at in range(13)])


@db
def test_ties_are_told_with_the_rule_and_what_put_one_first(world):
    session = matrix(world)
    rows = list(session.alternatives.all())
    texts = [AlternativeText(row.text, None, kk, 9_000_000, row.pk) for row, kk in zip(rows, (20, 30, 10), strict=True)]
    write_alternatives(session=session, texts=texts, by=world.cast.fasilitator)
    on_paper(world, session, table_of(session, 3, 3, 1))
    (panel,) = read(session).panels
    assert [row[0] for row in panel.figures[0].rows] == ["Paving gang 5", "Drainase gang 3", "MCK komunal"]
    assert [row[-1] for row in panel.figures[0].rows] == ["I", "I", "II"]
    assert facts(session)["Nilai sama"] == (
        "Nilai sama dengan “Paving gang 5”, yang didahulukan karena jumlah KK penerima manfaat 30 berbanding 20."
    )
    assert "urutannya mengikuti: keberpihakan (terbesar didahulukan), lalu jumlah KK" in panel.figures[0].note


@db
def test_a_cost_is_turned_round_and_percent_is_of_the_highest_total(world):
    session = matrix(world, names=("Mahal", "Murah"), criteria=[("Guna", 60), ("Biaya", 40, -1)])
    on_paper(world, session, scored(session, [(5, 5), (4, 1)]))
    (panel,) = read(session).panels
    assert [(row[0], *row[-3:]) for row in panel.figures[0].rows] == [
        ("Murah", "440", "88 %", "I"), ("Mahal", "340", "68 %", "II"),
    ]  # fmt: skip


@db
def test_the_page_says_whether_a_fifth_more_weight_changes_the_order(world):
    stable = filled_matrix(world)
    assert (
        facts(stable)["Bila bobot berubah 20 %"] == "Urutan tidak berubah walau salah satu bobot naik atau turun 20%."
    )
    session = matrix(world, names=("Drainase", "Jalan"), criteria=[("Gawat", 50), ("Mendesak", 50)])
    on_paper(world, session, scored(session, [(5, 3), (4, Decimal("3.9"))]))
    assert facts(session)["Bila bobot berubah 20 %"] == (
        "Dapat berpindah: Drainase tempat 1 sampai 2 dan Jalan tempat 1 sampai 2. "
        "Yang menentukan: bobot K1 Gawat dan K2 Mendesak."
    )
    gmp = matrix(world, "GMP", high=3)
    on_paper(world, gmp, table_of(gmp, 3, 2, 1))
    assert facts(gmp)["Bila bobot berubah 20 %"] == matrices.NO_WEIGHTS
