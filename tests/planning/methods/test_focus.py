"""The focus group discussion: points coded by indicator, how far a group agrees, quotes without names, what differs."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Pdf

from kumuh.core.versions import ChangedMeanwhile
from planning.methods import focus, queries
from planning.methods.anonymity import named_person
from planning.methods.drawing import bars
from planning.methods.drawing import focus as drawn
from planning.methods.drawing.kit import overlapping
from planning.methods.enums import GroupKind, MethodKind, ResultKind
from planning.methods.enums.focus import PointKind, Stand
from planning.methods.errors import MethodRefused, SessionLocked
from planning.methods.focus import Group, Point
from planning.methods.models import FocusPoint, FocusQuestion
from planning.methods.queries.focus import point_stamp
from planning.methods.services.focus import PointText, QuestionText, write_points, write_questions
from tests.planning.methods.answers import filled_discussion
from tests.planning.methods.builders import agreed, fresh, started, with_group
from tests.planning.rembuk.browsing import typed

# --- Arithmetic -------------------------------------------------------------------------------------------------
WORDS = st.text("abcdefgh ijkl", min_size=1, max_size=90).map(str.strip).filter(bool)
POINTS = st.builds(
    Point,
    text=WORDS,
    kind=st.sampled_from(PointKind.values),
    aspect=st.none() | st.integers(1, 8),
    agree=st.none() | st.integers(0, 12),
    quote=st.just("") | WORDS,
    question=st.sampled_from(["", "Mengapa?", "Apa yang paling menyulitkan sehari-hari?"]),
)


@pytest.mark.parametrize(
    ("agree", "people", "expected"),
    [
        (8, 8, Stand.AGREED),
        (6, 9, Stand.AGREED),
        (5, 8, Stand.SPLIT),
        (4, 8, Stand.SPLIT),
        (3, 9, Stand.FEW),
        (0, 9, Stand.FEW),
        (None, 9, Stand.UNCOUNTED),
        (3, None, Stand.UNCOUNTED),
    ],
)
def test_two_thirds_agree_and_a_third_are_a_few(agree, people, expected):
    assert focus.stand(agree, people) == expected


@given(st.lists(POINTS, max_size=20), st.randoms())
def test_codes_are_counted_the_same_in_any_order(points, random):
    shuffled = list(points)
    random.shuffle(shuffled)
    counts = focus.frequencies([Group("A", 9, tuple(points))])
    assert counts == focus.frequencies([Group("A", 9, tuple(shuffled))])
    assert sum(one.total for one in counts) == len(points)
    assert [one.total for one in counts] == sorted((one.total for one in counts), reverse=True)


def test_groups_differ_where_one_is_silent_disagrees_or_names_something_else_most():
    women = Group("Perempuan", 9, (Point("Air keruh", aspect=3, agree=9), Point("Antre air", aspect=3, agree=7),
                                   Point("Gang becek", aspect=2, agree=9)))  # fmt: skip
    men = Group("Laki-laki", 8, (Point("Jalan rusak", aspect=2, agree=3), Point("Kabel", aspect=7, agree=8)))
    assert focus.differences([women, men]) == (
        "Jalan lingkungan: disepakati Perempuan, tidak disepakati Laki-laki.",
        "Air minum: disebut Perempuan, tidak disebut Laki-laki.",
        "Proteksi kebakaran: disebut Laki-laki, tidak disebut Perempuan.",
        "Paling sering disebut berbeda. Perempuan: Air minum; Laki-laki: Jalan lingkungan, Proteksi kebakaran.",
    )
    assert focus.differences([women, Group("Pemuda", 5)]) == ()


@pytest.mark.parametrize(
    "text", ["kata Bu Siti", "Pak Rahmat bilang", "hubungi 0812-3456-7890", "NIK 3375010101010001"]
)
def test_somebody_who_is_named_is_told(text):
    assert named_person(text)


@pytest.mark.parametrize("text", ["kata Pak RT", "Bu Lurah datang", "seorang ibu antre", "Ibu hamil", "tahun 2024"])
def test_an_office_is_nobody(text):
    assert named_person(text) == ""


# --- Drawing ----------------------------------------------------------------------------------------------------
@given(st.lists(POINTS, min_size=1, max_size=25), st.none() | st.integers(1, 12))
def test_no_words_of_the_points_lie_over_each_other(points, people):
    ordered = sorted(points, key=lambda point: point.question)
    for sheet in drawn.split(drawn.PointSheet("a", "Pokok", people, ordered)):
        for drawing in (drawn.wide(sheet), drawn.tall(sheet)):
            assert overlapping(drawing.labels) == []
            assert all(label.size >= 14 for label in drawing.labels)


@given(st.lists(POINTS, min_size=1, max_size=60))
def test_many_points_stand_on_several_pages_and_none_is_lost(points):
    whole = drawn.PointSheet("a", "Pokok", 8, points)
    parts = drawn.split(whole)
    assert [point for part in parts for point in part.points] == points
    assert all(drawn.wide(part).height <= 1400 for part in parts)


@given(st.lists(st.tuples(WORDS, st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=25))
def test_bars_keep_their_numbers_apart_and_inside(rows):
    parts = (bars.Part("satu", "level-3"), bars.Part("dua", "level-1", "hatch"))
    sheet = bars.BarSheet("b", "Batang", "titik", parts, [bars.Bar(name, (one, two)) for name, one, two in rows])
    for drawing in (bars.wide(sheet), bars.tall(sheet)):
        assert overlapping(drawing.labels) == []
        assert all(label.box[2] <= drawing.width + 1 for label in drawing.labels)
    assert bars.wide(sheet).height <= 1420


# --- Verbs ------------------------------------------------------------------------------------------------------
db = pytest.mark.django_db


def gaps(session):
    return [gap.text for gap in queries.gaps_of(fresh(session), queries.reading_of(fresh(session)))]


def write(world, session, *texts, seen=""):
    return write_points(group=session.groups.first(), texts=texts, by=world.cast.fasilitator, seen=seen)


@db
def test_a_discussion_lacks_questions_points_and_counts_until_they_are_typed(world):
    session = started(world, kind=MethodKind.FGD)
    assert gaps(session)[1:] == ["Pertanyaan panduan belum ditulis.", "Pokok pikiran Semua peserta belum diisi."]
    write_questions(session=session, texts=[QuestionText("Mengapa?")], by=world.cast.fasilitator)
    write(world, session, PointText("Air keruh"))
    assert gaps(session)[1:] == ["Semua peserta: jumlah yang setuju belum diisi pada setiap pokok pikiran."]
    session.groups.update(men=1, women=1)
    FocusPoint.objects.update(agree=4)
    assert gaps(session)[1:] == ["Semua peserta: yang setuju lebih banyak daripada 2 orangnya."]


@db
@pytest.mark.parametrize(
    ("text", "field", "sentence"),
    [
        (PointText(" "), "text", "Tulis pokok pikirannya."),
        (PointText("Air", kind="RASA"), "kind", "Pilih jenisnya"),
        (PointText("Air", aspect=9), "aspect", "Pilih indikator"),
        (PointText("Air", agree=9), "agree", "Kelompok ini 8 orang"),
        (PointText("Air", question=99999), "question", "bukan bagian dari hasil ini"),
        (PointText("Air", quote="kata Bu Siti airnya keruh"), "quote", "“Bu Siti” menyebut seseorang"),
    ],
)
def test_a_point_that_cannot_stand_is_refused_at_its_field(world, text, field, sentence):
    session = started(world, kind=MethodKind.FGD)
    with pytest.raises(MethodRefused) as refusal:
        write(world, session, text)
    assert list(refusal.value.error_dict) == [field]
    assert sentence in str(refusal.value)
    assert not FocusPoint.objects.exists()


@db
def test_a_point_that_changes_keeps_its_key_and_its_history(world):
    session = filled_discussion(world)
    first, second = FocusPoint.objects.all()[:2]
    write(world, session, PointText("Air keruh sekali", agree=7, pk=first.pk))
    row = FocusPoint.objects.get()
    assert (row.pk, row.text, row.version, row.history.count()) == (first.pk, "Air keruh sekali", 2, 2)
    assert FocusPoint.history.filter(id=second.pk, history_type="-").exists()


@db
def test_the_same_point_or_question_twice_is_refused_and_so_is_dropping_an_answered_question(world):
    session = filled_discussion(world)
    with pytest.raises(MethodRefused, match="tertulis dua kali"):
        write(world, session, PointText("Air keruh"), PointText("air  Keruh"))
    questions = list(FocusQuestion.objects.all())
    with pytest.raises(MethodRefused, match="sudah dijawab"):
        write_questions(session=session, texts=[QuestionText("Lain?")], by=world.cast.fasilitator)
    texts = [QuestionText("Apa?", questions[0].pk), QuestionText("apa?")]
    with pytest.raises(MethodRefused, match="tertulis dua kali"):
        write_questions(session=session, texts=texts, by=world.cast.fasilitator)


@db
def test_two_people_who_type_do_not_overwrite_each_other(world):
    session = filled_discussion(world)
    seen = point_stamp(session.groups.get())
    write(world, session, PointText("Lain"))
    with pytest.raises(ChangedMeanwhile):
        write(world, session, PointText("Lagi"), seen=seen)


@db
def test_an_agreed_discussion_is_locked(world):
    session = agreed(world, filled_discussion(world))
    with pytest.raises(SessionLocked):
        write(world, session, PointText("Lagi"))
    with pytest.raises(SessionLocked):
        write_questions(session=session, texts=[], by=world.cast.fasilitator)


@db
def test_every_kind_of_point_goes_where_it_belongs_with_its_indicator(world):
    session = filled_discussion(world)
    found = {one.text: one for one in queries.reading_of(session).results}
    assert {text: (one.kind, one.aspect) for text, one in found.items()} == {
        "Air keruh": (ResultKind.PROBLEM, 3),
        "Ada tukang pipa di RT 4": (ResultKind.POTENTIAL, None),
        "Tandon bersama di RW 001": (ResultKind.PROPOSAL, 3),
    }
    assert found["Air keruh"].note == "Semua peserta: disepakati (7 dari 8 orang). “saya bangun jam dua malam”"
    assert found["Tandon bersama di RW 001"].fields == {
        "title": "Tandon bersama di RW 001", "asked_by": "Semua peserta",
    }  # fmt: skip
    assert all(queries.result_of(session, one.key) == one for one in found.values())


# --- Pages ------------------------------------------------------------------------------------------------------
@pytest.fixture
def browser(world, as_user):
    return as_user(world.cast.fasilitator)


def at(world, name, session, *more):
    return reverse(f"methods:{name}", args=[world.cycle.pk, session.pk, *more])


@db
def test_questions_begin_with_those_of_the_guide_and_are_asked_on_the_page_of_the_points(world, browser):
    session = started(world, kind=MethodKind.FGD)
    url = at(world, "question-edit", session)
    points = at(world, "point-edit", session, session.groups.get().pk)
    assert browser.post(url, typed(browser.get(url))).url == points
    assert FocusQuestion.objects.first().text == "Apa yang paling menyulitkan sehari-hari?"
    page = browser.get(points).content.decode()
    assert page.count("Apa yang paling menyulitkan sehari-hari?") >= 3


@db
def test_points_are_typed_in_rows_and_shown_as_drawing_and_table(world, browser):
    session = started(world, kind=MethodKind.FGD)
    url = at(world, "point-edit", session, session.groups.get().pk)
    sent = {"poin-0-text": "Air keruh", "poin-0-aspect": "3", "poin-0-agree": "6", "poin-0-quote": "keruh sejak 2020"}
    answer = browser.post(url, typed(browser.get(url), **sent))
    assert answer.url.startswith(at(world, "session-detail", session))
    page = browser.get(answer.url).content.decode()
    for words in (
        "Air keruh",
        "6 dari 8",
        "disepakati",
        "keruh sejak 2020",
        "Seberapa sering setiap indikator disebut",
    ):
        assert words in page


@db
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("poin-0-agree", "9", "Kelompok ini 8 orang"),
        ("poin-0-agree", "banyak", "angka"),
        ("poin-0-quote", "kata Bu Siti", "menyebut seseorang"),
        ("poin-0-text", "", "Tulis pokok pikirannya"),
    ],
)
def test_a_bad_row_is_answered_there_and_nothing_is_lost(world, browser, name, value, sentence):
    session = started(world, kind=MethodKind.FGD)
    url = at(world, "point-edit", session, session.groups.get().pk)
    sent = {"poin-0-text": "Air keruh", "poin-0-agree": "3", "poin-1-text": "Sampah"} | {name: value}
    page = browser.post(url, typed(browser.get(url), **sent)).content.decode()
    assert sentence in page
    assert "Sampah" in page
    assert not FocusPoint.objects.exists()


@db
def test_whoever_was_told_of_a_change_meanwhile_may_save_again(world, browser):
    session = filled_discussion(world)
    url = at(world, "point-edit", session, session.groups.get().pk)
    sent = typed(browser.get(url), **{"poin-0-text": "Air keruh lagi"})
    rows = list(FocusPoint.objects.all())
    write(world, session, *(PointText(f"{row.text}.", agree=row.agree, pk=row.pk) for row in rows))
    page = browser.post(url, sent)
    assert "Selagi Anda mengisi" in page.content.decode()
    browser.post(url, typed(page))
    assert FocusPoint.objects.filter(text="Air keruh lagi").exists()


@db
def test_a_form_of_another_method_is_not_found(world, browser):
    session = started(world)
    assert browser.get(at(world, "question-edit", session)).status_code == 404
    assert browser.get(at(world, "point-edit", session, session.groups.get().pk)).status_code == 404


@db
def test_pages_ask_the_same_for_one_and_for_three_groups(world, browser):
    def asked(url):
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url).status_code == 200
        return len(seen)

    session = filled_discussion(world)
    detail, edit = at(world, "session-detail", session), at(world, "point-edit", session, session.groups.get().pk)
    one = asked(detail), asked(edit)
    for kind in (GroupKind.PEREMPUAN, GroupKind.PEMUDA):
        filled_discussion(world, session, with_group(world, session, kind))
    assert (asked(f"{detail}?kelompok=banding"), asked(edit)) == one


@db
@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_blank_sheet_is_one_page(world, browser, paper):
    answer = browser.get(reverse("methods:blank-file", args=[world.cycle.pk, "fgd", paper]))
    with Pdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
