"""Pages of the welfare ranking: what is typed, who may read names, what is told without them."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pikepdf import Pdf

from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_html
from planning.methods import queries
from planning.methods.enums import GroupKind, MethodKind
from planning.methods.models import WelfareCard, WelfareClass, WelfareSort
from planning.methods.queries.welfare import cards_of, poor_counts
from planning.methods.services.welfare import CardText, write_cards
from planning.methods.welfare import PoorCount
from tests.planning.methods.answers import NAMES, filled_ranking
from tests.planning.methods.builders import agreed, fresh, started, with_group
from tests.planning.rembuk.browsing import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world, as_user):
    return as_user(world.cast.fasilitator)


def at(world, name, session, *more):
    return reverse(f"methods:{name}", args=[world.cycle.pk, session.pk, *more])


def test_names_stand_on_no_result_and_only_those_who_work_with_them_open_the_list(world, browser, as_user):
    session = filled_ranking(world)
    filled_ranking(world, session, with_group(world, session), piles=(3, 2, 3, 3))
    said = repr(queries.reading_of(fresh(session)))
    for url in (at(world, "session-detail", session), f"{at(world, 'session-detail', session)}?kelompok=banding"):
        said += browser.get(url).content.decode()
    assert "Keluarga per RT dan kelas" in said
    assert not any(name in said for name in NAMES)
    listed = browser.get(at(world, "name-list", session)).content.decode()
    assert all(name in listed for name in NAMES)
    assert listed.index(NAMES[2]) < listed.index(NAMES[1])  # the poorest first
    assert "dinilai jauh berbeda" in listed
    reader = as_user(world.cast.pemantau)
    assert reader.get(at(world, "name-list", session)).status_code == 403
    assert "Daftar nama" not in reader.get(at(world, "session-detail", session)).content.decode()


def test_classes_cards_and_piles_are_typed_one_after_the_other(world, browser):
    session = started(world, kind=MethodKind.KESEJAHTERAAN)
    sort = at(world, "sort-edit", session, session.groups.get().pk)
    assert "Kartu keluarga belum ditulis" in browser.get(sort).content.decode()
    classes = at(world, "class-edit", session)
    browser.post(classes, typed(browser.get(classes), **{"kelas-0-traits": "rumah sendiri"}))
    assert [(row.name, row.upto) for row in WelfareClass.objects.all()] == [
        ("Mampu", 33), ("Sedang", 67), ("Miskin", 100),
    ]  # fmt: skip
    cards = at(world, "card-edit", session)
    browser.post(cards, typed(browser.get(cards), **{"kartu-0-name": NAMES[0], "kartu-1-name": NAMES[1]}))
    one, two = cards_of(session)
    assert (one.number, two.number) == (1, 2)
    answer = browser.post(sort, typed(browser.get(sort), **{f"k{one.pk}": "1", f"k{two.pk}": "3"}))
    page = browser.get(answer.url).content.decode()
    assert "Tanpa tumpukan" not in page
    for words in ("Kelas menurut warga", "2 dari 2", "1 keluarga (50 %)", "Daftar nama (terbatas)"):
        assert words in page


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [("piles", "1", ""), ("card", "4", "Kartu 1: isi tumpukan 1 sampai 3."), ("card", "9", ""), ("card", "x", "angka")],
)
def test_a_bad_cell_is_answered_there_and_nothing_is_lost(world, browser, name, value, sentence):
    session = started(world, kind=MethodKind.KESEJAHTERAAN)
    write_cards(session=session, texts=[CardText(1, NAMES[0]), CardText(2, NAMES[1])], by=world.cast.fasilitator)
    one, two = cards_of(session)
    url = at(world, "sort-edit", session, session.groups.get().pk)
    field = f"k{one.pk}" if name == "card" else name
    answer = browser.post(url, typed(browser.get(url), **{f"k{two.pk}": "2", field: value}))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert 'value="2"' in page
    assert not WelfareSort.objects.exists()


@pytest.mark.parametrize(
    ("name", "field", "value", "sentence"),
    [
        ("class-edit", "kelas-1-upto", "20", "Harus lebih dari 33, batas kelas di atasnya."),
        ("class-edit", "kelas-1-upto", "", "Isi batas nilainya, 1 sampai 100."),
        ("class-edit", "kelas-2-upto", "90", "yang terakhir 100"),
        ("card-edit", "kartu-1-number", "1", "Nomor 1 sudah dipakai kartu lain."),
        ("card-edit", "kartu-1-number", "", "Isi nomor yang tertulis pada kartu."),
    ],
)
def test_a_bad_row_is_answered_at_its_field_and_what_was_typed_stays(world, browser, name, field, value, sentence):
    session = started(world, kind=MethodKind.KESEJAHTERAAN)
    url = at(world, name, session)
    names = {f"kartu-{at}-name": NAMES[at] for at in range(2)} if name == "card-edit" else {}
    page = browser.post(url, typed(browser.get(url), **names, **{field: value})).content.decode()
    assert sentence in page
    assert all(name in page for name in names.values())
    assert not WelfareClass.objects.exists()
    assert not WelfareCard.objects.exists()


def test_the_next_cards_begin_with_the_following_number_in_the_same_rt(world, browser):
    session = filled_ranking(world)
    form = typed(browser.get(at(world, "card-edit", session)))
    rt = str(cards_of(session)[-1].rt_id)
    assert [form[f"kartu-{row}-{name}"] for row in (4, 5) for name in ("number", "rt")] == [["5"], [rt], ["6"], [rt]]
    browser.post(at(world, "card-edit", session), form)
    assert len(cards_of(session)) == 4


def test_pages_of_the_whole_session_are_offered_to_those_who_may_open_them(world, browser, as_user):
    session = filled_ranking(world)
    detail = at(world, "session-detail", session)
    page = browser.get(detail).content.decode()
    assert all(words in page for words in ("Kelas dan cirinya", "Kartu keluarga", "Daftar nama (terbatas)"))
    read = as_user(world.cast.pemantau).get(detail).content.decode()
    assert not any(words in read for words in ("Kelas dan cirinya", "Kartu keluarga", "Daftar nama"))
    agreed(world, session)
    locked = as_user(world.cast.fasilitator).get(detail).content.decode()
    assert "Daftar nama (terbatas)" in locked
    assert "Kelas dan cirinya" not in locked


def test_the_printed_result_holds_counts_and_no_name(world):
    session = agreed(world, filled_ranking(world))
    html = document_html(draft_of("hasil-metode", session.pk).view)
    assert "Kelas menurut warga" in html
    assert not any(name in html for name in NAMES)


def test_agreed_rankings_say_how_many_are_poor_where_usulan_and_problems_are_typed(world, browser):
    add = reverse("proposals:proposal-add", args=[world.cycle.pk])
    filled = filled_ranking(world)
    assert poor_counts(world.cycle) == []  # a draft says nothing
    assert "peringkat kesejahteraan" not in browser.get(add).content.decode()
    agreed(world, filled)
    rt = str(cards_of(filled)[0].rt)
    assert poor_counts(world.cycle) == [PoorCount(rt, 2, 4)]
    assert f"kurang dari 3 dari 4 keluarga ({rt}: kurang dari 3)" in browser.get(add).content.decode()
    problem = reverse("proposals:problem-edit", args=[world.cycle.pk, 1])
    assert "Menurut peringkat kesejahteraan warga" in browser.get(problem).content.decode()


def test_of_several_rankings_of_an_rt_the_newest_says_and_asks_no_more(world, django_assert_num_queries):
    agreed(world, filled_ranking(world))
    with CaptureQueriesContext(connection) as one:
        poor_counts(world.cycle)
    later = started(world, kind=MethodKind.KESEJAHTERAAN, title="Tahun berikutnya")
    filled_ranking(world, later, piles=(1, 1, 1, 3))
    agreed(world, later)
    with django_assert_num_queries(len(one)):
        assert [(count.poor, count.households) for count in poor_counts(world.cycle)] == [(1, 4)]


def test_a_form_of_another_method_is_not_found(world, browser):
    session = started(world)
    for name in ("class-edit", "card-edit", "name-list"):
        assert browser.get(at(world, name, session)).status_code == 404
    assert browser.get(at(world, "sort-edit", session, session.groups.get().pk)).status_code == 404


def test_pages_ask_the_same_for_one_and_for_three_groups(world, browser):
    def asked(url):
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url).status_code == 200
        return len(seen)

    session = filled_ranking(world)
    pages = [at(world, name, session) for name in ("class-edit", "card-edit", "name-list")]
    pages.append(at(world, "sort-edit", session, session.groups.get().pk))
    detail = at(world, "session-detail", session)
    one = [asked(detail), *(asked(url) for url in pages)]
    for kind in (GroupKind.PEREMPUAN, GroupKind.PEMUDA):
        filled_ranking(world, session, with_group(world, session, kind))
    assert [asked(f"{detail}?kelompok=banding"), *(asked(url) for url in pages)] == one


def test_the_blank_sheets_are_two_pages(world, browser):
    answer = browser.get(reverse("methods:blank-file", args=[world.cycle.pk, "kesejahteraan", "a4"]))
    with Pdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 2
