"""Welfare ranking: cards sorted by groups, classes that residents agreed, counts only wherever names do not belong."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumuh.core.versions import ChangedMeanwhile
from planning.methods import queries, welfare
from planning.methods.drawing import welfare as drawn
from planning.methods.drawing.kit import overlapping
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.errors import MethodRefused, SessionLocked
from planning.methods.models import WelfareCard, WelfareClass, WelfareSort
from planning.methods.queries.welfare import cards_of, sort_stamp
from planning.methods.services.welfare import CardText, ClassText, write_cards, write_classes, write_sort
from planning.methods.welfare import Card, Level, PoorCount
from tests.cast import make_rt
from tests.planning.methods.answers import filled_ranking
from tests.planning.methods.builders import agreed, fresh, started, with_group

LEVELS = [Level("Mampu", 34), Level("Sedang", 67), Level("Miskin", 100, poor=True)]

# --- Arithmetic -------------------------------------------------------------------------------------------------
SORTED = st.integers(2, 8).flatmap(lambda piles: st.tuples(st.integers(1, piles), st.just(piles)))
CARDS = st.lists(
    st.tuples(st.sampled_from(["RT 001", "RT 002", ""]), st.dictionaries(st.sampled_from("ABC"), SORTED)), max_size=60
).map(lambda rows: [Card(number, rt, piles) for number, (rt, piles) in enumerate(rows, 1)])


def test_the_last_pile_is_a_hundred_and_the_score_is_the_mean_over_groups():
    assert welfare.score(3, 3) == 100
    assert welfare.score(1, 4) == 25
    card = Card(7, "RT 001", {"Perempuan": (2, 3), "Laki-laki": (4, 4)})
    assert card.mean == Fraction(250, 3)
    assert card.disputed
    assert not Card(8, "", {"A": (2, 4), "B": (3, 4)}).disputed
    assert Card(9).mean is None


@given(CARDS, st.randoms())
def test_every_sorted_card_is_in_one_class_whatever_the_order_of_entry(cards, random):
    shuffled = list(cards)
    random.shuffle(shuffled)
    found = welfare.counts(cards, LEVELS)
    assert found == welfare.counts(shuffled, LEVELS)
    assert sum(found.values()) == sum(card.mean is not None for card in cards)
    assert welfare.per_rt(cards, LEVELS) == welfare.per_rt(shuffled, LEVELS)
    for level in LEVELS:
        assert found[level.name] == sum(row[level.name] for row in welfare.per_rt(cards, LEVELS).values())
    assert all(0 < card.mean <= 100 for card in cards if card.mean is not None)


@given(SORTED, st.integers(1, 7))
def test_a_pile_nearer_to_the_end_is_never_less_poor(sort, more):
    pile, piles = sort
    assert welfare.score(min(pile + more, piles), piles) >= welfare.score(pile, piles)


def test_cuts_hold_their_own_score_and_begin_at_equal_parts():
    assert welfare.equal_cuts(3) == (33, 67, 100)
    assert [welfare.level_of(Fraction(value), LEVELS).name for value in (34, 35, 67, 68, 100)] == [
        "Mampu", "Sedang", "Sedang", "Miskin", "Miskin",
    ]  # fmt: skip
    assert welfare.level_of(Fraction(50), []) is None


def test_classes_that_residents_call_poor_are_counted_and_told_per_rt():
    cards = [Card(number, "RT 001", {"A": (3, 3)}) for number in range(1, 8)] + [Card(8, "RT 002", {"A": (1, 3)})]
    assert welfare.poor_of(cards, LEVELS) == 7
    assert welfare.poor_of(cards, [Level("Mampu", 34), Level("Sedang", 67, True), Level("Miskin", 100, True)]) == 7
    found = [PoorCount("RT 001", 7, 7), PoorCount("RT 002", 0, 4), PoorCount("RT 003", 1, 9), PoorCount("", 2, 3)]
    assert welfare.poor_words(found) == "10 dari 23 keluarga (RT 001: 7, RT 003: kurang dari 3)"


def test_one_or_two_households_of_an_rt_are_not_told():
    assert [welfare.told(count) for count in (0, 1, 2, 3, 12)] == ["–", "<3", "<3", "3", "12"]


def test_groups_differ_in_cards_far_apart_and_in_how_many_they_call_poorest():
    cards = [Card(1, "", {"P": (1, 3), "L": (3, 3)}), Card(2, "", {"P": (2, 3), "L": (2, 3)})]
    assert welfare.differences(cards, LEVELS, ["P", "L"]) == (
        "1 kartu dinilai jauh berbeda dan perlu dibahas lagi: nomor 1.",
        "Banyaknya keluarga Miskin berbeda. P 0; L 1.",
    )
    assert welfare.differences(cards, LEVELS, ["P"]) == ()


# --- Drawing ----------------------------------------------------------------------------------------------------
@given(st.integers(2, 6), st.integers(1, 40))
def test_the_grid_keeps_its_words_apart(columns, rows):
    names = [f"Kelas nomor {at} menurut warga" for at in range(columns)]
    lines = [(f"RT {at:03} / RW 001", ["<3"] * columns, [1] * columns) for at in range(rows)]
    sheet = drawn.GridSheet("g", "Keluarga per RT", names, lines)
    for drawing in (drawn.wide(sheet), drawn.tall(sheet)):
        assert overlapping(drawing.labels) == []
        assert all(label.size >= 14 for label in drawing.labels)


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 400), st.integers(0, 999)), min_size=2, max_size=6),
)
def test_classes_with_long_traits_stay_inside_their_boxes(classes):
    boxes = [
        drawn.ClassBox("Kelas " * -(-name // 6), f"{count} keluarga (100 %)", "ciri rumah tangga " * (traits // 18), 1)
        for name, traits, count in classes
    ]
    sheet = drawn.ClassSheet("k", "Kelas menurut warga", boxes)
    for drawing in (drawn.classes_wide(sheet), drawn.classes_tall(sheet)):
        assert overlapping(drawing.labels) == []
        frames = [shape for shape in drawing.shapes if shape.kind == "box"]
        for label in drawing.labels:
            left, top, right, bottom = label.box
            assert any(
                box.x <= left and right <= box.x + box.width and box.y <= top and bottom <= box.y + box.height
                for box in frames
            )


# --- Verbs ------------------------------------------------------------------------------------------------------
db = pytest.mark.django_db


def gaps(session):
    return [gap.text for gap in queries.gaps_of(fresh(session), queries.reading_of(fresh(session)))]


@db
def test_a_ranking_lacks_classes_cards_and_piles_until_they_are_typed(world):
    session = started(world, kind=MethodKind.KESEJAHTERAAN)
    assert gaps(session)[1:] == [
        "Kelas dan cirinya belum ditulis.", "Kartu keluarga belum ditulis.", "Semua peserta belum menyortir kartu.",
    ]  # fmt: skip
    filled_ranking(world, session, piles=(1, 2, None, 3))
    assert gaps(session)[1:] == ["Kartu yang belum disortir kelompok mana pun: nomor 3."]
    filled_ranking(world, session, with_group(world, session), piles=(1, None, 3, 3))  # another group knows it
    assert gaps(session)[1:] == []


@db
@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ([ClassText("Miskin")], "Tulis 2 sampai 6 kelas."),
        ([ClassText("Mampu", upto=50), ClassText("mampu", upto=100)], "nama sendiri"),
        ([ClassText("Mampu", upto=70), ClassText("Miskin", upto=60)], "Batas kelas naik"),
        ([ClassText("Mampu", upto=50), ClassText("Miskin", upto=90)], "yang terakhir 100"),
        ([ClassText("Mampu", upto=50), ClassText("Miskin", upto=100)], "Tandai paling sedikit satu kelas"),
        ([ClassText("Miskin", upto=50, poor=True), ClassText("Mampu", upto=100)], "berada paling akhir"),
    ],
)
def test_classes_that_leave_a_score_out_are_refused(world, texts, sentence):
    session = started(world, kind=MethodKind.KESEJAHTERAAN)
    with pytest.raises(MethodRefused, match=sentence):
        write_classes(session=session, texts=texts, by=world.cast.fasilitator)
    assert not WelfareClass.objects.exists()


@db
def test_cards_with_the_same_number_no_name_or_a_foreign_rt_are_refused(world):
    session = started(world, kind=MethodKind.KESEJAHTERAAN)
    foreign = make_rt(world.places.next_kelurahan, "071", "007")
    for texts, sentence in (
        ([CardText(1, "A"), CardText(1, "B")], "Nomor kartu 1 terpakai dua kali."),
        ([CardText(1, " ")], "nama kepala keluarga belum diisi"),
        ([CardText(0, "A")], "Nomor kartu 1 sampai 999."),
        ([CardText(1, "A", foreign)], "bukan RT kelurahan ini"),
    ):
        with pytest.raises(MethodRefused, match=sentence):
            write_cards(session=session, texts=texts, by=world.cast.fasilitator)
    assert not WelfareCard.objects.exists()


@db
def test_cards_may_swap_numbers_but_a_sorted_one_stays(world):
    session = filled_ranking(world)
    one, two, three, four = cards_of(session)
    swapped = [CardText(2, one.name, one.rt, one.pk), CardText(1, two.name, two.rt, two.pk)]
    rest = [CardText(row.number, row.name, row.rt, row.pk) for row in (three, four)]
    write_cards(session=session, texts=[*swapped, *rest], by=world.cast.fasilitator)
    assert WelfareCard.objects.get(pk=one.pk).number == 2
    with pytest.raises(MethodRefused, match="Kartu 2 sudah disortir"):
        write_cards(session=session, texts=[swapped[1], *rest], by=world.cast.fasilitator)


@db
def test_a_pile_that_is_not_there_is_refused_and_piles_keep_their_rows(world):
    session = filled_ranking(world)
    group, first = session.groups.get(), cards_of(session)[0]
    by = world.cast.fasilitator
    with pytest.raises(MethodRefused, match="Kartu 1: isi tumpukan 1 sampai 3"):
        write_sort(group=group, piles=3, places={first.pk: 4}, by=by)
    with pytest.raises(MethodRefused, match="Isi 2 sampai 8 tumpukan"):
        write_sort(group=group, piles=9, places={}, by=by)
    row = WelfareSort.objects.get(card=first)
    write_sort(group=group, piles=4, places={first.pk: 4}, by=by)
    assert (WelfareSort.objects.get().pk, group.piles.piles) == (row.pk, 4)


@db
def test_an_agreed_ranking_is_locked_and_two_people_do_not_overwrite_each_other(world):
    session = filled_ranking(world)
    group, by, seen = session.groups.get(), world.cast.fasilitator, sort_stamp(session.groups.get())
    filled_ranking(world, session, piles=(1, 1, 1, 1))
    with pytest.raises(ChangedMeanwhile):
        write_sort(group=group, piles=3, places={}, by=by, seen=seen)
    agreed(world, session)
    for verb in (
        lambda: write_sort(group=group, piles=3, places={}, by=by),
        lambda: write_cards(session=session, texts=[], by=by),
        lambda: write_classes(session=session, texts=[], by=by),
    ):
        with pytest.raises(SessionLocked):
            verb()


@db
def test_counts_per_class_go_on_as_users_without_a_name(world):
    session = filled_ranking(world)
    found = queries.reading_of(session).results
    assert [(one.kind, one.text, one.fields) for one in found] == [
        (ResultKind.USERS, "1 keluarga kelas Mampu", {"households": 1}),
        (ResultKind.USERS, "1 keluarga kelas Sedang", {"households": 1}),
        (ResultKind.USERS, "2 keluarga kelas Miskin", {"households": 2}),
    ]
