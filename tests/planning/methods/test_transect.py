"""The transect: stretches with distances, profile, table, what is passed on, its page."""

import io
from decimal import Decimal
from itertools import pairwise

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from kumuh.core.versions import ChangedMeanwhile
from planning.methods import walking
from planning.methods.drawing import transect as drawn
from planning.methods.drawing.kit import Line, overlapping
from planning.methods.enums import GroupKind, ResultKind
from planning.methods.enums.transect import Cover, WalkTopic
from planning.methods.errors import MethodRefused, SessionLocked
from planning.methods.models import TransectPath, TransectStretch
from planning.methods.queries import reading_of
from planning.methods.queries.transect import transect_stamp
from planning.methods.services.transect import MOST_LETTERS, PathText, StretchText, write_transect
from planning.methods.walking import Stretch
from tests.planning.methods.builders import agreed, filled_transect, fresh, started, usual_stretches, with_group
from tests.planning.rembuk.browsing import typed

WAY = [Stretch("a", Decimal(100)), Stretch("b", Decimal(350)), Stretch("c", Decimal(200))]


# --- Arithmetic -------------------------------------------------------------------------------------
def test_stretches_of_100_350_and_200_m_end_at_100_450_and_650():
    assert walking.ends(WAY) == (100, 450, 650)
    assert walking.spans(WAY) == ((0, 100), (100, 450), (450, 650))


metres = st.decimals("0.1", "2000", places=1)
heights = st.none() | st.decimals("0", "300", places=2)
words = st.sampled_from(["", "saluran tersumbat sampah setiap hujan", "baik", "rumah papan rapat tanpa jarak " * 3])
stretches = st.lists(
    st.builds(
        Stretch,
        st.sampled_from(["Gang 2 sisi barat", "Gapura", "Tepi Kali Contoh sampai jembatan lama"]),
        metres,
        heights,
        st.sampled_from(["", *Cover.values]),
        st.dictionaries(st.sampled_from(WalkTopic.values), words.map(lambda text: text[:MOST_LETTERS])),
    ),
    min_size=1,
    max_size=24,
)


@given(stretches)
def test_spans_follow_each_other_without_a_gap_and_add_up(way):
    spans = walking.spans(way)
    assert spans[0][0] == 0
    assert all(one[1] == two[0] for one, two in pairwise(spans))
    assert spans[-1][1] == sum(one.metres for one in way)
    assert sum(walking.covered(way).values()) == sum(one.metres for one in way if one.cover)


def test_a_slope_is_known_only_between_two_measured_heights():
    way = [
        Stretch("naik", Decimal(100), Decimal(8)),
        Stretch("tidak diukur", Decimal(50)),
        Stretch("turun", Decimal(40), Decimal(2)),
        Stretch("curam", Decimal(10), Decimal(5)),
    ]
    assert walking.slopes(Decimal(5), way) == (3, None, None, 30)
    assert walking.slopes(None, way)[0] is None


@pytest.mark.parametrize(
    ("percent", "word"),
    [(0, "datar"), (8, "datar"), (-9, "landai"), (25, "agak curam"), (40, "curam"), (41, "sangat curam")],
)
def test_a_slope_has_its_class_whichever_way_it_runs(percent, word):
    assert walking.slope_word(Decimal(percent)) == word


def test_groups_differ_where_only_one_wrote_or_more_than_twice_as_often():
    one = [Stretch("a", Decimal(1), texts={"SAMPAH": "x", "DRAINASE": "x"})]
    two = [Stretch("a", Decimal(1), texts={"DRAINASE": "x"}), Stretch("b", Decimal(1), texts={"DRAINASE": "x"})]
    assert walking.differences([("Perempuan", one), ("Laki-laki", two)]) == (
        "Sampah: ditulis Perempuan pada 1 ruas, Laki-laki pada 0 ruas.",
    )


# --- Drawing ----------------------------------------------------------------------------------------
@settings(deadline=None, max_examples=40)
@given(stretches, heights)
def test_words_of_a_transect_never_lie_on_each_other_and_each_part_fits_a_page(way, start):
    parts = drawn.split(drawn.Walk("uji", "Transek", way, start))
    assert [one for part in parts for one in part.stretches] == way
    for part in parts:
        wide, tall = drawn.wide(part), drawn.tall(part)
        assert overlapping(wide.labels) == []
        assert overlapping(tall.labels) == []
        assert wide.height <= 1300


def test_the_profile_is_to_scale_and_the_axis_tells_the_metres():
    sheet = drawn.wide(drawn.Walk("uji", "Transek", WAY))
    assert [label.text for label in sheet.labels][:4] == ["0", "100", "450", "650 m"]
    bands = [one.path for one in sheet.shapes if isinstance(one, Line) and one.path.endswith("Z")]
    widths = [float(path.split("L")[1].split()[0]) - float(path[1:].split()[0]) for path in bands]
    assert widths[1] / widths[0] == pytest.approx(3.5, abs=0.02)
    assert widths[2] / widths[0] == pytest.approx(2, abs=0.02)


def test_no_two_covers_look_the_same_in_a_grey_copy():
    def grey(cover):
        sheet = drawn.wide(drawn.Walk("uji", "Transek", [Stretch("a", Decimal(100), None, cover)]))
        lines = [(one.path, one.pattern) for one in sheet.shapes if isinstance(one, Line)]
        return lines, len(sheet.shapes) - len(lines)

    seen = [repr(grey(cover)) for cover in Cover]
    assert len(set(seen)) == len(seen)


# --- Verbs and pages ------------------------------------------------------------------------------------
@pytest.fixture
def browser(world, as_user):
    return as_user(world.cast.fasilitator)


def url_of(world, session, group=None):
    return reverse("methods:transect-edit", args=[world.cycle.pk, session.pk, (group or session.groups.first()).pk])


def write(world, session, texts, **more):
    group = session.groups.get()
    return write_transect(group=group, path=PathText(), texts=texts, by=world.cast.fasilitator, **more)


@pytest.mark.django_db
def test_writing_again_keeps_what_is_the_same_and_the_history_of_what_goes(world):
    session = filled_transect(world)
    first, second, third = TransectStretch.objects.all()
    kept = StretchText(first.name, first.metres, first.height, first.cover, first.texts, first.aspect, first.pk)
    write(world, session, [kept, StretchText("Baru", Decimal("12.5"))])
    assert [(row.name, row.version) for row in TransectStretch.objects.all()] == [("Gapura", 1), ("Baru", 1)]
    assert TransectStretch.history.filter(id__in=[second.pk, third.pk], history_type="-").count() == 2
    assert TransectPath.objects.get().start == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (StretchText(" ", Decimal(10)), "Ruas 1: tulis namanya"),
        (StretchText("Gang", Decimal(0)), "lebih dari 0"),
        (StretchText("Gang", Decimal(20_001)), r"sampai 20\.000 m"),
        (StretchText("Gang", Decimal(1), cover="HUTAN"), "pilih dari daftar"),
        (StretchText("Gang", Decimal(1), aspect=9), "pilih dari daftar"),
        (StretchText("Gang", Decimal(1), texts={"SAMPAH": "x" * 121}), "paling banyak 120 huruf"),
    ],
)
def test_a_stretch_that_cannot_stand_is_named(world, text, sentence):
    session = started(world, kind="TRANSEK")
    with pytest.raises(MethodRefused, match=sentence):
        write(world, session, [text])
    assert not TransectStretch.objects.exists()


@pytest.mark.django_db
def test_an_agreed_transect_is_locked_and_a_stale_page_is_told(world):
    session = filled_transect(world)
    seen = transect_stamp(session.groups.get())
    write(world, session, usual_stretches())
    with pytest.raises(ChangedMeanwhile):
        write(world, session, [], seen=seen)
    with pytest.raises(SessionLocked):
        write(world, agreed(world, session), [])


@pytest.mark.django_db
def test_a_transect_tells_metres_slopes_and_what_is_passed_on(world):
    reading = reading_of(filled_transect(world))
    panel = reading.panels[0]
    facts = dict(panel.facts)
    assert facts["Panjang"] == "650 m dalam 3 ruas"
    assert facts["Yang dilewati"] == "permukiman padat 350 m, permukiman jarang 100 m, sungai atau saluran besar 200 m"
    assert facts["Masalah"] == "pada 2 ruas sepanjang 550 m"
    rows = {row[0]: row[1:] for row in panel.figures[0].rows}
    assert rows["Jarak"] == ("0–100 m", "100–450 m", "450–650 m")
    assert rows["Kemiringan terukur"] == ("1,0% naik, datar", "4,0% naik, datar", "–")
    found = {(one.kind, one.text): one for one in reading.results}
    problem = found[ResultKind.PROBLEM, "saluran meluap"]
    assert (problem.aspect, problem.note) == (4, "Ruas 2 Gang Contoh (100–450 m), Semua peserta")
    assert (ResultKind.POTENTIAL, "musala untuk rembuk") in found
    assert found[ResultKind.PROPOSAL, "pengerukan saluran"].fields["location"] == "Gang Contoh"
    assert len({one.key for one in reading.results}) == len(reading.results) == 4


@pytest.mark.django_db
def test_a_transect_is_typed_stretch_by_stretch(world, browser):
    session = started(world, kind="TRANSEK")
    url = url_of(world, session)
    sent = {
        "start": "Gapura", "start_height": "5", "ruas-0-name": "Gang Contoh", "ruas-0-metres": "100,5",
        "ruas-0-cover": "PADAT", "ruas-0-t_MASALAH": "becek", "ruas-0-aspect": "2",
        "ruas-1-name": "Sungai", "ruas-1-metres": "40",
    }  # fmt: skip
    answer = browser.post(url, typed(browser.get(url), **sent))
    assert answer.url.startswith(reverse("methods:session-detail", args=[world.cycle.pk, session.pk]))
    first, second = TransectStretch.objects.all()
    assert (first.metres, first.texts, first.aspect) == (Decimal("100.5"), {"MASALAH": "becek"}, 2)
    assert second.name == "Sungai"
    page = browser.get(answer.url).content.decode()
    assert "0–100,5 m" in page
    assert "becek" in page
    again = typed(browser.get(url))
    browser.post(url, again)
    assert [row.version for row in TransectStretch.objects.all()] == [1, 1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("metres", "", "Isi jarak ruas ini dalam meter."),
        ("metres", "0", "Jaraknya harus lebih dari 0 m."),
        ("metres", "jauh", "jauh"),
        ("t_SAMPAH", "x" * 121, "120"),
        ("name", "", "Tulis nama ruasnya"),
    ],
)
def test_what_cannot_be_read_is_answered_at_its_field(world, browser, field, value, sentence):
    session = started(world, kind="TRANSEK")
    url = url_of(world, session)
    sent = {"ruas-0-name": "Gang Contoh", "ruas-0-metres": "100", "ruas-0-t_JALAN": "beton", f"ruas-0-{field}": value}
    answer = browser.post(url, typed(browser.get(url), **sent))
    assert any(sentence in error for error in answer.context["formset"].forms[0].errors[field])
    assert "beton" in answer.content.decode()
    assert not TransectStretch.objects.exists()


@pytest.mark.django_db
def test_pages_ask_the_same_for_one_and_for_three(world, browser):
    session = filled_transect(world)
    page = reverse("methods:session-detail", args=[world.cycle.pk, session.pk])

    def queries():
        found = []
        for url in (page, f"{page}?kelompok=banding", url_of(world, session)):
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(url).status_code == 200
            found.append(len(seen))
        return found

    one = queries()
    for kind in (GroupKind.PEREMPUAN, GroupKind.PEMUDA):
        filled_transect(world, session, with_group(world, session, kind))
    filled_transect(world, session, texts=usual_stretches() * 3)
    assert queries() == one
    assert len(reading_of(fresh(session)).panels) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_blank_sheet_is_one_page_with_every_topic(world, browser, paper):
    answer = browser.get(reverse("methods:blank-file", args=[world.cycle.pk, "transek", paper]))
    pdf = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    try:
        words = pdf[0].get_textpage().get_text_range()
        assert len(pdf) == 1
        assert all(topic.label.split()[0] in words for topic in WalkTopic)
    finally:
        pdf.close()


@pytest.mark.django_db
def test_a_transect_of_another_method_is_not_found(world, browser):
    assert browser.get(url_of(world, started(world))).status_code == 404
