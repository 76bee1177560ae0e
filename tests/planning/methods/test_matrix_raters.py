"""The scoring matrix: raters, what they see of each other, changes with a reason."""

from decimal import Decimal

import pytest

from kumuh.core.versions import ChangedMeanwhile
from planning.methods.enums.matrix import RaterWay
from planning.methods.errors import MethodRefused, SessionLocked
from planning.methods.models import MatrixRater, MatrixScore, MatrixSetup
from planning.methods.queries.matrix import alternative_stamp, rater_stamp, rules_stamp
from planning.methods.queries.matrix_reading import cover
from planning.methods.services.matrix import (
    AlternativeText,
    RulesText,
    set_rules,
    take_alternatives,
    write_alternatives,
    write_criteria,
)
from planning.methods.services.ratings import Answers, drop_rater, look_only, rate
from tests.planning.methods.builders import agreed, fresh, with_group
from tests.planning.methods.ratings import (
    facts,
    filled_matrix,
    matrix,
    on_paper,
    paired,
    picked,
    read,
    table_of,
)

db = pytest.mark.django_db


# --- Raters -----------------------------------------------------------------------------------------------------
@db
def test_several_raters_become_median_or_mean_and_their_spread_is_shown(world):
    session = matrix(world, "JUMLAH", criteria=[("Gawat", 1)])
    for lines in ((5, 3, 1), (1, 3, 1), (4, 3, 2)):
        on_paper(world, session, table_of(session, *lines))
    (panel,) = read(session).panels
    assert [row[:2] for row in panel.figures[0].rows] == [
        ("Drainase gang 3", "4 (1–5)"), ("Paving gang 5", "3"), ("MCK komunal", "1 (1–2)"),
    ]  # fmt: skip
    assert facts(session)["Yang perlu dibicarakan"] == "Drainase gang 3, Gawat: 1 sampai 5."
    set_rules(session=session, text=RulesText("JUMLAH", rater_rule="rata-rata"), by=world.cast.fasilitator)
    assert read(session).panels[0].figures[0].rows[0][1] == "3,33 (1–5)"


@db
def test_a_rater_sees_the_others_only_after_the_own_scores(world):
    session = matrix(world)
    bkm, lurah, watcher = world.cast.bkm, world.cast.lurah, world.cast.pemantau
    assert cover(session, bkm) is None
    filled_matrix(world, session)
    assert "Beri nilai Anda dahulu" in cover(fresh(session), bkm).text
    assert cover(fresh(session), watcher) is None
    group = fresh(session).groups.get()
    rate(group=group, answers=Answers(), by=bkm, finish=False)
    assert cover(fresh(session), bkm) is not None
    rate(group=group, answers=table_of(session, 1, 2, 3), by=bkm)
    assert cover(fresh(session), bkm) is None
    assert cover(fresh(session), lurah) is not None
    look_only(session=session, by=lurah)
    assert cover(fresh(session), lurah) is None
    with pytest.raises(MethodRefused, match="tanpa menilai"):
        rate(group=group, answers=table_of(session, 5, 5, 5), by=lurah)
    with pytest.raises(MethodRefused, match="sudah mulai menilai"):
        look_only(session=session, by=bkm)
    assert cover(fresh(agreed(world, session)), world.cast.pokja) is None


@db
def test_unfinished_answers_wait_and_are_not_counted(world):
    session = matrix(world)
    half = Answers(scores=dict(list(table_of(session, 5, 3, 1).scores.items())[:10]))
    row = on_paper(world, session, half, finish=False)
    assert row.given_at is None
    reading = read(session)
    assert [gap.text for gap in reading.gaps] == ["Semua peserta: 1 penilai belum selesai."]
    assert reading.panels[0].figures == ()
    with pytest.raises(MethodRefused, match="Masih kurang 11 isian"):
        on_paper(world, session, half, rater=row)
    on_paper(world, session, table_of(session, 5, 3, 1), rater=row)
    assert read(session).gaps == ()


@db
def test_what_was_given_changes_only_with_a_reason_and_is_told(world):
    session = filled_matrix(world)
    row = MatrixRater.objects.get()
    with pytest.raises(MethodRefused, match="Tulis alasan"):
        on_paper(world, session, table_of(session, 5, 3, 2), rater=row)
    with pytest.raises(MethodRefused, match="dikosongkan sebagian"):
        on_paper(world, session, Answers(), rater=row, finish=False)
    on_paper(world, session, table_of(session, 5, 3, 1), rater=row)
    on_paper(world, session, table_of(session, 5, 3, 2), rater=row, reason="Salah baca lembar")
    assert facts(session)["Nilai yang diubah"] == "Penilai 1: Salah baca lembar"
    assert MatrixScore.objects.filter(value=2).count() == session.criteria.count()
    assert MatrixScore.objects.filter(value=2).first().history.count() == 2


@db
def test_a_new_alternative_is_owed_by_everybody_and_needs_no_reason(world):
    session = filled_matrix(world)
    texts = [AlternativeText(row.text, pk=row.pk) for row in session.alternatives.all()]
    write_alternatives(session=session, texts=[*texts, AlternativeText("Hidran")], by=world.cast.fasilitator)
    assert [gap.text for gap in read(session).gaps] == ["Semua peserta: 1 penilai belum selesai."]
    on_paper(world, session, table_of(session, 5, 3, 1, 4), rater=MatrixRater.objects.get())
    assert read(session).gaps == ()


@db
@pytest.mark.parametrize(
    ("value", "sentence"), [(6, "Nilai harus 1 sampai 5"), (0, "Nilai harus"), ("1.005", "dua angka")]
)
def test_a_score_beyond_the_scale_is_refused(world, value, sentence):
    session = matrix(world)
    with pytest.raises(MethodRefused, match=sentence):
        on_paper(world, session, table_of(session, 5, 3, value))
    assert not MatrixRater.objects.exists()


@db
def test_answers_that_cannot_be_are_refused(world):
    session = matrix(world, "SUARA")
    one, two, _ = session.alternatives.values_list("pk", flat=True)
    for answers, sentence in (
        (Answers(picks=(one, one, two)), "tiga yang berbeda"),
        (Answers(picks=(one, 99999)), "sudah berubah"),
        (Answers(winners={(one, 99999): one}), "sudah berubah"),
        (Answers(scores={(one, 99999): Decimal(3)}), "sudah berubah"),
        (Answers(picks=(one,)), "Masih kurang 2"),
    ):
        with pytest.raises(MethodRefused, match=sentence):
            on_paper(world, session, answers)
    with pytest.raises(MethodRefused, match="Jangan tulis nama orang"):
        on_paper(world, session, picked(session, 1, 2, 3), label="Bu Siti")


@db
def test_a_changed_ballot_and_a_changed_pair_are_written_anew(world):
    session = matrix(world, "SUARA")
    row = on_paper(world, session, picked(session, 1, 2, 3))
    on_paper(world, session, picked(session, 3, 1, 2), rater=row, reason="Salah ketik")
    assert [one.alternative.text for one in row.picks.all()] == ["MCK komunal", "Drainase gang 3", "Paving gang 5"]
    session = matrix(world, "PASANGAN")
    row = on_paper(world, session, paired(session, True, True, True))
    on_paper(world, session, paired(session, False, True, True), rater=row, reason="Salah ketik")
    assert row.pairs.count() == 3
    assert row.pairs.filter(winner__text="Paving gang 5", loser__text="Drainase gang 3").exists()


@db
def test_nobody_takes_away_what_somebody_else_gave(world):
    session = matrix(world)
    own = rate(group=session.groups.get(), answers=table_of(session, 5, 3, 1), by=world.cast.bkm)
    paper = on_paper(world, session, table_of(session, 5, 3, 1))
    with pytest.raises(MethodRefused, match="lewat akun sendiri"):
        drop_rater(rater=own, by=world.cast.fasilitator)
    drop_rater(rater=paper, by=world.cast.fasilitator)
    assert [(row.way, row.number) for row in MatrixRater.objects.all()] == [(RaterWay.OWN, 1)]
    with pytest.raises(MethodRefused, match="tidak ada lagi"):
        on_paper(world, session, table_of(session, 5, 3, 1), rater=own)


@db
def test_a_person_rates_in_one_group_only_and_not_before_all_is_set(world):
    session = matrix(world)
    other = with_group(world, session)
    rate(group=session.groups.first(), answers=table_of(session, 5, 3, 1), by=world.cast.bkm)
    with pytest.raises(MethodRefused, match="dalam kelompok Semua peserta"):
        rate(group=fresh(session).groups.get(pk=other.pk), answers=table_of(session, 5, 3, 1), by=world.cast.bkm)
    MatrixSetup.objects.all().delete()
    with pytest.raises(MethodRefused, match="belum lengkap"):
        on_paper(world, session, Answers())


@db
def test_an_agreed_matrix_is_locked_and_two_people_do_not_overwrite_each_other(world):
    session = filled_matrix(world)
    by, row = world.cast.fasilitator, MatrixRater.objects.get()
    stamps = rules_stamp(session), alternative_stamp(session), rater_stamp(row)
    set_rules(session=session, text=RulesText(rater_rule="rata-rata"), by=by)
    write_alternatives(
        session=session, texts=[AlternativeText(f"{a}!", pk=a.pk) for a in session.alternatives.all()], by=by
    )
    on_paper(world, session, table_of(session, 4, 3, 1), rater=row, reason="Salah ketik")
    for attempt in (
        lambda: set_rules(session=session, text=RulesText(), by=by, seen=stamps[0]),
        lambda: write_criteria(session=session, texts=[], by=by, seen=stamps[0]),
        lambda: write_alternatives(session=session, texts=[], by=by, seen=stamps[1]),
        lambda: on_paper(world, session, Answers(), rater=row, seen=stamps[2]),
    ):
        with pytest.raises(ChangedMeanwhile):
            attempt()
    session = agreed(world, session)
    for attempt in (
        lambda: set_rules(session=session, text=RulesText(), by=by),
        lambda: write_criteria(session=session, texts=[], by=by),
        lambda: write_alternatives(session=session, texts=[], by=by),
        lambda: take_alternatives(session=session, source="rt", keys=["1"], by=by),
        lambda: on_paper(world, session, Answers()),
        lambda: look_only(session=session, by=by),
        lambda: drop_rater(rater=row, by=by),
    ):
        with pytest.raises(SessionLocked):
            attempt()
