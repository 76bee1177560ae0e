"""Dot voting: the same dots for everybody, sums by option and by sex, shared ranks, what women and men choose."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Pdf

from kumuh.core.versions import ChangedMeanwhile
from planning.methods import dots, queries
from planning.methods.dots import Ballot, Tally
from planning.methods.enums import GroupKind, MethodKind, ResultKind
from planning.methods.errors import MethodRefused, SessionLocked
from planning.methods.models import DotBallot, DotCount, DotOption
from planning.methods.queries.dots import PARTS, dot_stamp, options_of
from planning.methods.services import GroupText, change_group
from planning.methods.services.dots import Dots, OptionText, write_ballot, write_dots
from tests.planning.methods.answers import filled_vote
from tests.planning.methods.builders import agreed, fresh, started, with_group
from tests.planning.rembuk.browsing import typed

# --- Arithmetic -------------------------------------------------------------------------------------------------
TALLIES = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=25).map(
    lambda rows: [Tally(str(at), f"Pilihan {at}", women, men) for at, (women, men) in enumerate(rows)]
)


@given(TALLIES, st.randoms())
def test_ranks_do_not_depend_on_the_order_of_the_wall(tallies, random):
    shuffled = list(tallies)
    random.shuffle(shuffled)
    ranks = {row.key: standing.rank for row, standing in dots.ranked(tallies)}
    assert ranks == {row.key: standing.rank for row, standing in dots.ranked(shuffled)}
    totals = {row.key: row.total for row in tallies}
    assert all((totals[a] > totals[b]) == (ranks[a] < ranks[b]) for a in ranks for b in ranks)
    assert set(ranks.values()) == set(range(1, len(set(totals.values())) + 1))


@given(st.lists(TALLIES, min_size=1, max_size=4))
def test_the_sum_of_groups_loses_no_dot(groups):
    ballots = [Ballot(f"K{at}", tuple(tallies), 3) for at, tallies in enumerate(groups)]
    assert sum(one.total for one in dots.summed(ballots)) == sum(ballot.given for ballot in ballots)


def test_equal_sums_share_a_rank_and_stand_in_the_order_of_the_wall():
    rows = [Tally("a", "A", 2, 1), Tally("b", "B", 5, 0), Tally("c", "C", 0, 3)]
    assert [(row.key, standing.roman) for row, standing in dots.ranked(rows)] == [("b", "I"), ("a", "II"), ("c", "II")]


def test_women_and_men_choose_differently_from_a_fifth_of_their_dots():
    tallies = (Tally("a", "Drainase", 6, 4), Tally("b", "Paving", 4, 6))
    assert dots.differences([Ballot("Semua", tallies, 1)]) == (
        "Drainase: lebih banyak dipilih perempuan (60 % titik perempuan, 40 % titik laki-laki).",
        "Paving: lebih banyak dipilih laki-laki (40 % titik perempuan, 60 % titik laki-laki).",
    )
    close = (Tally("a", "Drainase", 55, 36), Tally("b", "Paving", 45, 64))
    assert dots.differences([Ballot("Semua", close, 1)]) == ()
    assert dots.differences([Ballot("Perempuan", (Tally("a", "Drainase", 9, 0),), 1)]) == ()


def test_groups_with_another_first_choice_are_named():
    women = Ballot("Perempuan", (Tally("a", "Drainase", 5), Tally("b", "Paving", 1)), 1)
    men = Ballot("Laki-laki", (Tally("a", "Drainase", 0, 2), Tally("b", "Paving", 0, 2)), 1)
    assert dots.differences([women, men])[-1] == (
        "Pilihan pertama kelompok berbeda. Perempuan: Drainase; Laki-laki: Drainase dan Paving."
    )


def test_nobody_gives_more_dots_than_they_got():
    ballot = Ballot("Semua peserta", (Tally("a", "A", 9, 0),), 2, women=4, men=3)
    assert dots.excess(ballot) == "Semua peserta: 9 titik perempuan, padahal 4 orang × 2 titik = 8."
    assert dots.excess(Ballot("Semua", (Tally("a", "A", 8, 6),), 2, women=4, men=3)) == ""
    assert dots.excess(Ballot("Semua", (Tally("a", "A", 99, 99),), 2)) == ""
    assert Ballot("Semua", (), 2, women=4, men=3).handed_out == 14


def test_the_dots_of_women_and_men_are_told_apart_without_colour():
    women, men = PARTS
    assert (women.pattern, women.mark) != (men.pattern, men.mark)


# --- Verbs ------------------------------------------------------------------------------------------------------
db = pytest.mark.django_db


def gaps(session):
    return [gap.text for gap in queries.gaps_of(fresh(session), queries.reading_of(fresh(session)))]


def ballot(world, session, *texts, subject="USULAN", each=2, **options):
    return write_ballot(
        session=session, subject=subject, each=each, options=texts, by=world.cast.fasilitator, **options
    )  # fmt: skip


@db
def test_a_vote_lacks_options_and_dots_until_they_are_typed(world):
    session = started(world, kind=MethodKind.DOT)
    assert gaps(session)[1:] == ["Tulis paling sedikit dua pilihan.", "Titik Semua peserta belum dihitung."]
    session = filled_vote(world, session)
    assert gaps(session)[1:] == []
    text = GroupText(GroupKind.CAMPURAN, men=4, women=1)
    change_group(group=session.groups.get(), text=text, by=world.cast.fasilitator)
    assert gaps(session)[1:] == ["Semua peserta: 8 titik perempuan, padahal 1 orang × 2 titik = 2."]


@db
def test_more_dots_than_people_have_are_refused(world):
    session = started(world, kind=MethodKind.DOT)
    with pytest.raises(MethodRefused, match="13 titik laki-laki, padahal 4 orang × 2 titik = 8"):
        filled_vote(world, session, counts=((0, 7), (1, 6), (0, 0)))
    assert not DotCount.objects.exists()


@db
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"subject": "RASA"}, "Pilih dari daftar."),
        ({"each": 0}, "Isi 1 sampai 20 titik."),
        ({"each": 21}, "Isi 1 sampai 20 titik."),
    ],
)
def test_a_ballot_that_cannot_stand_is_refused(world, values, sentence):
    with pytest.raises(MethodRefused, match=sentence):
        ballot(world, started(world, kind=MethodKind.DOT), OptionText("Drainase"), **values)
    assert not DotBallot.objects.exists()


@db
def test_the_same_option_twice_and_dropping_one_with_dots_are_refused(world):
    session = filled_vote(world)
    first, second, _ = options_of(session)
    with pytest.raises(MethodRefused, match="tertulis dua kali"):
        ballot(world, session, OptionText("Drainase"), OptionText("drainase "))
    with pytest.raises(MethodRefused, match="“MCK komunal” sudah mendapat titik"):
        ballot(world, session, OptionText("Drainase", 4, first.pk), OptionText("Paving", 2, second.pk))
    with pytest.raises(MethodRefused, match="sudah berubah"):
        write_dots(group=session.groups.get(), counts={99999: Dots(1)}, by=world.cast.fasilitator)


@db
def test_an_option_without_dots_has_no_row_and_a_changed_one_keeps_its_key(world):
    session = filled_vote(world)
    first = DotCount.objects.first()
    filled_vote(world, session, counts=((3, 2), (0, 0), (5, 1)))
    assert DotCount.objects.count() == 2
    assert (DotCount.objects.get(pk=first.pk).women, first.history.count()) == (3, 2)


@db
def test_an_agreed_vote_is_locked_and_two_people_do_not_overwrite_each_other(world):
    session = filled_vote(world)
    group, seen = session.groups.get(), dot_stamp(session.groups.get())
    filled_vote(world, session, counts=((1, 1), (0, 0), (0, 0)))
    with pytest.raises(ChangedMeanwhile):
        write_dots(group=group, counts={}, by=world.cast.fasilitator, seen=seen)
    agreed(world, session)
    with pytest.raises(SessionLocked):
        write_dots(group=group, counts={}, by=world.cast.fasilitator)
    with pytest.raises(SessionLocked):
        ballot(world, session, OptionText("Lain"))


@db
def test_what_got_dots_is_carried_on_best_first(world):
    session = filled_vote(world, counts=((6, 2), (0, 0), (2, 1)))
    found = queries.reading_of(session).results
    assert [(one.kind, one.text, one.aspect, one.note) for one in found] == [
        (ResultKind.PROPOSAL, "Drainase gang 3", 4, "Peringkat I: 8 titik (6 perempuan, 2 laki-laki)"),
        (ResultKind.PROPOSAL, "MCK komunal", 5, "Peringkat II: 3 titik (2 perempuan, 1 laki-laki)"),
    ]
    DotBallot.objects.update(subject="MASALAH")
    assert {one.kind for one in queries.reading_of(session).results} == {ResultKind.PROBLEM}
    DotBallot.objects.update(subject="LAIN")
    assert queries.reading_of(session).results == ()


# --- Pages ------------------------------------------------------------------------------------------------------
@pytest.fixture
def browser(world, as_user):
    return as_user(world.cast.fasilitator)


def at(world, name, session, *more):
    return reverse(f"methods:{name}", args=[world.cycle.pk, session.pk, *more])


@db
def test_options_are_typed_once_and_counted_per_group(world, browser):
    session = started(world, kind=MethodKind.DOT)
    edit = at(world, "dot-edit", session, session.groups.get().pk)
    assert "Pilihan belum ditulis" in browser.get(edit).content.decode()
    url = at(world, "option-edit", session)
    sent = {"each": "2", "pilihan-0-text": "Drainase gang 3", "pilihan-0-aspect": "4", "pilihan-1-text": "Paving"}
    assert browser.post(url, typed(browser.get(url), **sent)).url == edit
    one, two = DotOption.objects.all()
    answer = browser.post(edit, typed(browser.get(edit), **{f"p{one.pk}": "6", f"l{two.pk}": "8", f"l{one.pk}": ""}))
    page = browser.get(answer.url).content.decode()
    for words in ("I. Paving", "II. Drainase gang 3", "14 dari 16 yang dibagikan", "Pilihan pertama perempuan"):
        assert words in page


@db
@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [("p", "9", "9 titik perempuan, padahal 4 orang × 2 titik = 8."), ("l", "banyak", "angka"), ("l", "-1", "")],
)
def test_a_bad_cell_is_answered_there_and_nothing_is_lost(world, browser, cell, value, sentence):
    session = started(world, kind=MethodKind.DOT)
    ballot(world, session, OptionText("Drainase"), OptionText("Paving"))
    one, two = DotOption.objects.all()
    url = at(world, "dot-edit", session, session.groups.get().pk)
    answer = browser.post(url, typed(browser.get(url), **{f"{cell}{one.pk}": value, f"l{two.pk}": "3"}))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert 'class="field-error"' in page
    assert 'value="3"' in page
    assert not DotCount.objects.exists()


@db
def test_a_form_of_another_method_is_not_found(world, browser):
    session = started(world)
    assert browser.get(at(world, "option-edit", session)).status_code == 404
    assert browser.get(at(world, "dot-edit", session, session.groups.get().pk)).status_code == 404


@db
def test_pages_ask_the_same_for_one_and_for_three_groups(world, browser):
    def asked(url):
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url).status_code == 200
        return len(seen)

    session = filled_vote(world)
    detail, edit = at(world, "session-detail", session), at(world, "dot-edit", session, session.groups.get().pk)
    one = asked(detail), asked(edit)
    for kind in (GroupKind.PEMUDA, GroupKind.RT_TERMISKIN):
        filled_vote(world, session, with_group(world, session, kind, men=3, women=7), counts=((2, 2), (1, 1), (3, 2)))
    assert (asked(f"{detail}?kelompok=banding"), asked(edit)) == one


@db
@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_blank_sheet_is_one_page(world, browser, paper):
    answer = browser.get(reverse("methods:blank-file", args=[world.cycle.pk, "dot", paper]))
    with Pdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
