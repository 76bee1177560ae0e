"""The scoring matrix: published examples through a session, its arithmetic, groups, what goes on."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.methods import matrices
from planning.methods.enums import GroupKind, ResultKind
from planning.methods.errors import MethodRefused
from planning.methods.matrices import Choice, Rules, Vote
from planning.methods.models import MatrixAlternative, MatrixCriterion, MatrixSetup
from planning.methods.queries.matrix import board_of
from planning.methods.queries.matrix_reading import ranks_from
from planning.methods.ranking import Criterion, pairwise, pairwise_together
from planning.methods.services import reopen_session
from planning.methods.services.matrix import (
    take_alternatives,
)
from tests.planning.methods.builders import agreed, fresh, with_group
from tests.planning.methods.ratings import (
    NAMES,
    ends,
    filled_matrix,
    matrix,
    on_paper,
    paired,
    picked,
    read,
    scored,
    table_of,
)

VECTORS = json.loads((Path(__file__).parents[2] / "data/ranking_vectors.json").read_text(encoding="utf-8"))
db = pytest.mark.django_db


# --- Published examples through a session -----------------------------------------------------------------------
@db
def test_balai_mansiro_weighs_freely_with_five_and_gives_its_published_totals(world):
    told = VECTORS["weighted_balai_mansiro"]
    criteria = [(one["nama"], one["bobot"]) for one in told["criteria"]]
    session = matrix(world, names=tuple(told["scores"]), criteria=criteria, hundred=False)
    on_paper(world, session, scored(session, told["scores"].values()))
    expected = zip(map(str, told["expected_totals"]), told["expected_rank"], strict=True)
    assert ends(session) == dict(zip(told["scores"], expected, strict=True))


@db
def test_curugrendeng_ranks_ten_problems_densely_by_gmp(world):
    rows = VECTORS["gmp_curugrendeng"]["rows"]
    session = matrix(world, "GMP", names=tuple(row["masalah"] for row in rows), high=3)
    on_paper(world, session, scored(session, [row["skor"] for row in rows]))
    assert [ends(session)[row["masalah"]] for row in rows] == list(
        zip(
            [str(row["jumlah"]) for row in rows],
            ["I", "IV", "I", "II", "VI", "III", "III", "V", "V", "III"],
            strict=True,
        )
    )


@db
def test_reinke_takes_decimal_scores_and_divides_by_the_cost(world):
    rows = VECTORS["reinke"]["rows"]
    session = matrix(world, "REINKE", names=tuple(row["masalah"] for row in rows))
    on_paper(world, session, scored(session, [[row[code] for code in "MIVC"] for row in rows]))
    romans = ["", "I", "II", "III", "IV"]
    for row in rows:
        total, rank = ends(session)[row["masalah"]]
        assert (Decimal(total.replace(",", ".")), rank) == (Decimal(str(row["P"])), romans[row["urutan"]])


@db
def test_the_village_form_offers_its_five_criteria_and_adds_them_up(world):
    session = matrix(world, "JUMLAH", names=("Air bersih", "Jalan"))
    told = VECTORS["pamsimas_form"]["columns"][3:8]
    assert len(told) == session.criteria.count() == 5
    on_paper(world, session, scored(session, [(5, 4, 3, 5, 2), (3, 3, 3, 3, 3)]))
    assert ends(session) == {"Air bersih": ("19", "I"), "Jalan": ("15", "II")}


@db
def test_eight_slum_totals_are_ranked_as_they_are(world):
    totals = {row["rt"]: row["total"] for row in VECTORS["kumuh_rank"]}
    session = matrix(world, "JUMLAH", "KAWASAN", names=tuple(totals), criteria=[("Total nilai kumuh",)], high=80)
    on_paper(world, session, scored(session, [[total] for total in totals.values()]))
    ranks = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    assert [ends(session)[name] for name in totals] == list(zip(map(str, totals.values()), ranks, strict=True))


@db
def test_pairs_count_wins_and_share_ranks(world):
    session = matrix(world, "PASANGAN", names=("Air", "Jalan", "MCK", "Sampah"))
    on_paper(world, session, paired(session, True, True, True, True, False, True))
    assert {name[3:]: value for name, value in ends(session).items()} == {
        "Air": ("3", "I"), "Jalan": ("1", "II"), "MCK": ("1", "II"), "Sampah": ("1", "II"),
    }  # fmt: skip


@db
def test_ballots_give_three_two_and_one(world):
    session = matrix(world, "SUARA", names=("Air", "Jalan", "MCK"))
    for places in ((1, 2, 3), (2, 1, 3), (2, 3, 1)):
        on_paper(world, session, picked(session, *places))
    assert ends(session) == {"Jalan": ("8", "I"), "Air": ("6", "II"), "MCK": ("4", "III")}


# --- Arithmetic -------------------------------------------------------------------------------------------------
def test_several_people_who_compare_pairs_add_up_their_wins():
    names = {"a": "A", "b": "B", "c": "C"}
    one = {("a", "b"): "a", ("a", "c"): "a", ("b", "c"): "b"}
    two = {("b", "a"): "b", ("c", "a"): "a", ("c", "b"): "b"}
    assert pairwise_together(names, [one]) == pairwise(names, one)
    assert [(s.key, s.total, s.rank) for s in pairwise_together(names, [one, two])] == [
        ("a", 3, 1),
        ("b", 3, 1),
        ("c", 0, 2),
    ]
    with pytest.raises(ValueError, match="Belum ada"):
        pairwise_together(names, [])


CRITERIA = (Criterion("K1", "Gawat", Fraction(60)), Criterion("K2", "Biaya", Fraction(40), -1))
TABLES = st.lists(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=3, max_size=3), min_size=1, max_size=4
)


@given(
    TABLES,
    st.randoms(use_true_random=False),
    st.sampled_from(["BOBOT", "JUMLAH"]),
    st.sampled_from(["median", "rata-rata"]),
)
def test_neither_the_order_of_choices_nor_that_of_raters_matters(tables, random, method, rule):
    choices = [Choice(key, key.upper()) for key in "abc"]
    votes = [
        Vote("", {(one.key, code): Decimal(value) for one, line in zip(choices, table, strict=True)
                  for code, value in zip(("K1", "K2"), line, strict=True)})
        for table in tables
    ]  # fmt: skip
    rules = Rules(method, CRITERIA, rater_rule=rule)
    before = matrices.standings_of(rules, choices, votes)
    random.shuffle(choices)
    random.shuffle(votes)
    assert matrices.standings_of(rules, choices, votes) == before
    assert matrices.stability_of(rules, choices, votes) == matrices.stability_of(rules, choices[::-1], votes)
    assert [one.rank for one in before] == sorted(one.rank for one in before)


def test_half_of_the_scale_apart_is_to_be_talked_about_widest_first():
    choices = [Choice("a", "Drainase"), Choice("b", "Paving")]
    votes = [
        Vote("", {("a", "K1"): Decimal(5), ("a", "K2"): Decimal(1), ("b", "K1"): Decimal(3), ("b", "K2"): Decimal(2)}),
        Vote("", {("a", "K1"): Decimal(3), ("a", "K2"): Decimal(5), ("b", "K1"): Decimal(2), ("b", "K2"): Decimal(2)}),
    ]
    rules = Rules("JUMLAH", CRITERIA)
    found = matrices.disputes(rules, matrices.standings_of(rules, choices, votes))
    assert [one.sentence for one in found] == ["Drainase, Biaya: 1 sampai 5", "Drainase, Gawat: 3 sampai 5"]


def test_groups_differ_in_first_place_or_from_two_places_on():
    choices = [Choice(key, name) for key, name in zip("abc", NAMES, strict=True)]
    rules = Rules("JUMLAH", (Criterion("K1", "Gawat", Fraction(1)),))

    def order(*scores):
        vote = Vote("", {(one.key, "K1"): Decimal(score) for one, score in zip(choices, scores, strict=True)})
        return matrices.standings_of(rules, choices, [vote])

    assert matrices.group_differences([("Perempuan", order(1, 2, 5)), ("Laki-laki", order(5, 2, 1))]) == (
        "Peringkat I berbeda. Perempuan: MCK komunal; Laki-laki: Drainase gang 3.",
        "Drainase gang 3: Perempuan III, Laki-laki I.",
        "MCK komunal: Perempuan I, Laki-laki III.",
    )
    assert matrices.group_differences([("Perempuan", order(5, 2, 1)), ("Laki-laki", order(4, 3, 1))]) == ()
    assert matrices.group_differences([("Perempuan", order(5, 2, 1)), ("Laki-laki", ())]) == ()


# --- Groups and what goes on ------------------------------------------------------------------------------------
@db
def test_groups_stand_beside_each_other_with_all_raters_together(world):
    session = filled_matrix(world)
    filled_matrix(world, session, with_group(world, session), lines=(1, 3, 5))
    reading = read(session)
    assert reading.comparison[0].head == ("Pilihan", "Semua peserta", "Perempuan", "Bersama")
    assert {row[0]: row[1:] for row in reading.comparison[0].rows}["Drainase gang 3"] == ("I", "III", "I")
    assert reading.differences[0] == "Peringkat I berbeda. Semua peserta: Drainase gang 3; Perempuan: MCK komunal."
    assert len(reading.comparison) == 3
    assert "terpaut dua tempat atau lebih; batas ini usulan aplikasi" in reading.comparison[0].note
    assert "terpaut separuh skala atau lebih; batas ini usulan aplikasi" in reading.comparison[1].note


@db
@pytest.mark.parametrize(
    ("subject", "kind"),
    [("MASALAH", ResultKind.PROBLEM), ("USULAN", ResultKind.PROPOSAL), ("KEBUTUHAN", ResultKind.NEED),
     ("KAWASAN", ResultKind.RANK), ("OPSI", ResultKind.RANK)],
)  # fmt: skip
def test_what_was_typed_goes_on_best_first_as_what_it_is(world, subject, kind):
    session = matrix(world, "JUMLAH", subject, criteria=[("Gawat", 1)])
    on_paper(world, session, table_of(session, 1, 5, 3))
    found = read(session).results
    assert {one.kind for one in found} == {kind}
    assert found[0].text.removeprefix("I. ") == "Paving gang 5"
    assert found[0].note == "Peringkat I dari 3, jumlah 5"


@db
def test_rt_are_taken_from_the_register_once_and_go_on_as_a_rank(world):
    session = matrix(world, "JUMLAH", "KAWASAN", names=(), criteria=[("Kumuh", 1)])
    by = world.cast.fasilitator
    keys = [str(rt.pk) for rt in world.rts[:2]]
    assert [row.text for row in take_alternatives(session=session, source="rt", keys=keys, by=by)] == [
        rt.label for rt in sorted(world.rts[:2], key=lambda one: one.label)
    ]
    assert take_alternatives(session=session, source="rt", keys=keys, by=by) == []
    for source, chosen, sentence in (
        ("rt", [], "paling sedikit satu"),
        ("rt", ["0"], "paling sedikit satu"),
        ("x", ["1"], "tidak dikenal"),
    ):
        with pytest.raises(MethodRefused, match=sentence):
            take_alternatives(session=session, source=source, keys=chosen, by=by)
    on_paper(world, session, table_of(session, 5, 3))
    assert {one.kind for one in read(session).results} == {ResultKind.RANK}
    agreed(world, session)
    (rank,) = ranks_from(world.cycle, "rt")[keys[0]]
    assert (rank.sentence, rank.of) == ("peringkat I dari 2, jumlah 5", 2)
    reopen_session(session=session, by=by, reason="Ada yang keliru")
    assert ranks_from(world.cycle, "rt") == {}


@db
def test_a_session_lacks_what_is_not_set_yet(world):
    session = matrix(world, names=())
    assert [gap.text for gap in read(session).gaps] == [
        "Tulis paling sedikit dua pilihan.", "Semua peserta: belum ada yang menilai.",
    ]  # fmt: skip
    MatrixCriterion.objects.filter(code="K1").update(weight=5)
    assert read(session).gaps[0].text == "Jumlah bobot 80, harus 100."
    MatrixCriterion.objects.all().delete()
    assert read(session).gaps[0].text == "Kriteria belum ditulis."
    MatrixSetup.objects.all().delete()
    assert [gap.text for gap in read(session).gaps] == ["Cara menilai belum dipilih."]
    assert not board_of(session).begun
    assert not MatrixAlternative.objects.exists()


@db
def test_groups_that_answered_cannot_be_taken_away(world):
    from planning.methods.services import drop_group

    session = filled_matrix(world)
    other = with_group(world, session, GroupKind.PEMUDA)
    on_paper(world, session, table_of(session, 1, 2, 3), other)
    with pytest.raises(MethodRefused, match="sudah menjawab"):
        drop_group(group=fresh(session).groups.get(pk=other.pk), by=world.cast.fasilitator)
