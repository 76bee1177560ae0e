"""Pages of the social map: drawing, table, ground, looking, help."""

import io
import json

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.methods.enums import GroupKind
from planning.methods.legend import KINDS
from planning.methods.models import MapObject
from planning.methods.queries.maps import base_of
from tests.cast import make_rt
from tests.planning.methods.builders import (
    LAT,
    LON,
    filled_map,
    fresh,
    mapped,
    on_sketch,
    started,
    usual_objects,
    with_group,
)
from tests.planning.rembuk.browsing import typed
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world, as_user):
    return as_user(world.cast.fasilitator)


@pytest.fixture
def at(world):
    def address(name, session, *more, group=None):
        keys = [] if name in ("map-base", "map-sketch", "session-detail") else [group or session.groups.first().pk]
        return reverse(f"methods:{name}", args=[world.cycle.pk, session.pk, *keys, *more])

    return address


def text(answer):
    return answer.content.decode()


def queries_of(browser, url):
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


def thing(**changes):
    row = {
        "pk": None, "jenis": "RUMAH", "bentuk": "TITIK", "titik": [[LON, LAT]], "nama": "", "keterangan": "",
        "rt": None, "kelas": "", "jamban": "", "jumlah": 1, "ukuran": "",
    }  # fmt: skip
    return row | changes


# --- Drawing ------------------------------------------------------------------------------------------
def test_what_the_script_drew_is_stored_and_shown_again(world, browser, at):
    session = started(world, kind="PETA")
    url = at("map-edit", session)
    road = thing(jenis="JALAN", bentuk="GARIS", titik=[[LON, LAT], [LON + 0.001, LAT]], nama="Gang Contoh")
    answer = browser.post(url, typed(browser.get(url), objek=json.dumps([thing(jamban="TIDAK"), road])))
    assert answer.url.startswith(at("session-detail", session))
    assert [(row.kind, row.latrine, row.label) for row in MapObject.objects.all()] == [
        ("RUMAH", "TIDAK", ""),
        ("JALAN", "", "Gang Contoh"),
    ]
    again = json.loads(typed(browser.get(url))["objek"][0])
    assert [(one["jenis"], one["pk"]) for one in again] == [(row.kind, row.pk) for row in MapObject.objects.all()]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("bukan json", "Gambar tidak dapat dibaca"),
        ('[{"jenis": "RUMAH"}]', "Gambar tidak dapat dibaca"),
        (json.dumps([thing(jenis="JALAN", bentuk="GARIS")]), "Objek 1 (Jalan dan gang): Garis memerlukan"),
        (json.dumps([thing(titik=[[LON, 52.1]])]), "di luar Indonesia"),
    ],
)
def test_a_drawing_that_cannot_stand_is_answered_and_not_lost(world, browser, at, sent, words):
    session = started(world, kind="PETA")
    answer = browser.post(at("map-edit", session), typed(browser.get(at("map-edit", session)), objek=sent))
    assert words in text(answer)
    assert typed(answer)["objek"] == [sent]
    assert not MapObject.objects.exists()


def test_the_page_offers_every_kind_every_rt_and_the_table_without_script(world, browser, at):
    make_rt(world.places.kelurahan, "007")
    session = started(world, kind="PETA")
    page = text(browser.get(at("map-edit", session)))
    assert all(f'<option value="{kind}"' in page for kind in KINDS)
    assert "RT 007 / RW 001" in page
    assert at("map-table", session) in page
    assert page.count("<symbol id=") == sum("TITIK" in kind.shapes for kind in KINDS.values())


def test_a_map_of_another_method_is_not_found(world, browser, at):
    session = started(world)
    for name in ("map-edit", "map-table", "map-base", "map-detail", "map-import"):
        assert browser.get(at(name, session)).status_code == 404


# --- Table --------------------------------------------------------------------------------------------
def test_objects_are_typed_as_rows_with_and_without_a_place(world, browser, at):
    rt = make_rt(world.places.kelurahan, "007")
    session = started(world, kind="PETA")
    url = at("map-table", session)
    rows = {
        "objek-0-kind": "RUMAH_MISKIN", "objek-0-rt": str(rt.pk), "objek-0-number": "12",
        "objek-1-kind": "DRAINASE", "objek-1-corners": f"{LAT}, {LON}; {LAT + 0.001}, {LON}",
    }  # fmt: skip
    assert browser.post(url, typed(browser.get(url), **rows)).status_code == 302
    poor, drain = MapObject.objects.all()
    assert (poor.number, poor.rt, poor.geometry) == (12, rt, None)
    assert drain.geometry["coordinates"][1] == [LON, round(LAT + 0.001, 7)]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("corners", "-6,88 109,68", "bukan letak. Tulis dua angka dengan titik desimal"),
        ("corners", "109.68, -6.88", "Tulis lintang dahulu"),
        ("shape", "BIDANG", "Jalan dan gang digambar sebagai garis."),
        ("number", "banyak", "banyak"),
        ("size", "0", ""),
    ],
)
def test_a_row_that_cannot_be_read_is_answered_at_its_field(world, browser, at, field, value, words):
    session = started(world, kind="PETA")
    url = at("map-table", session)
    sent = {"objek-0-kind": "JALAN", "objek-0-label": "Gang Contoh", f"objek-0-{field}": value}
    answer = browser.post(url, typed(browser.get(url), **sent))
    assert answer.status_code == 200
    assert words in text(answer).replace("&quot;", '"')
    assert answer.context["formset"].forms[0].errors[field]
    assert "Gang Contoh" in text(answer)
    assert not MapObject.objects.exists()


def test_a_row_that_is_ticked_away_goes_and_rows_of_other_pages_stay(world, browser, at):
    session = filled_map(world, texts=[mapped("RUMAH", (LON, LAT), label=f"No. {at}") for at in range(20)])
    url = f"{at('map-table', session)}?hal=2"
    browser.post(url, typed(browser.get(url), **{"objek-0-DELETE": "on", "objek-1-label": "No. 16 baru"}))
    labels = [row.label for row in MapObject.objects.all()]
    assert len(labels) == 19
    assert "No. 15" not in labels
    assert labels[15] == "No. 16 baru"


# --- Ground -------------------------------------------------------------------------------------------
def test_a_sketch_is_sent_and_two_points_give_its_scale(world, browser, at, media):
    session = started(world, kind="PETA")
    url = at("map-base", session)
    sent = typed(browser.get(url), kind="SKETSA", known="100, 300; 700, 300", metres="150")
    browser.post(url, {name: value[0] for name, value in sent.items()} | {"sketch": photo(size=(800, 600))})
    assert float(base_of(session).scale) == 0.25
    assert "Di atas sketsa warga." in text(browser.get(at("map-edit", session)))


def test_a_distance_without_points_is_answered_at_its_field(world, browser, at, media):
    session = on_sketch(world)
    url = at("map-base", session)
    answer = browser.post(url, typed(browser.get(url), known="100, 300", metres="150"))
    assert "known" in answer.context["form"].errors


def test_the_sketch_may_carry_names_and_is_kept_from_those_without_the_right(world, as_user, browser, at, media):
    session = filled_map(world, on_sketch(world), texts=[mapped("RUMAH", (20, 30))])
    assert b"".join(browser.get(at("map-sketch", session)).streaming_content).startswith(b"\xff\xd8")
    reader = as_user(world.cast.pemantau)
    assert reader.get(at("map-sketch", session)).status_code == 403
    assert at("map-sketch", session) not in text(reader.get(at("map-detail", session)))


# --- Looking ------------------------------------------------------------------------------------------
def test_the_key_of_a_page_tells_what_was_drawn_and_that_of_the_drawing_everything(world, as_user, browser, at):
    session = filled_map(world)
    assert "Rawan longsor (garis)" in browser.get(at("map-edit", session)).context["key"].said
    own = browser.get(at("map-detail", session)).context["key"].said
    assert own.startswith("Batas RT; Rumah; Rumah keluarga miskin")
    assert "Rawan longsor" not in own
    assert "miskin" not in as_user(world.cast.pemantau).get(at("map-detail", session)).context["key"].said


def test_only_those_who_work_with_names_see_which_house_is_poor(world, as_user, browser, at):
    session = filled_map(world)
    own, other = (
        text(browser.get(at("map-detail", session))),
        text(as_user(world.cast.pemantau).get(at("map-detail", session))),
    )
    assert '"jenis": "RUMAH_MISKIN"' in own
    assert '"jenis": "RUMAH_MISKIN"' not in other
    assert "No. 2" in own
    assert "No. 2" not in other
    assert "Semua rumah tampak sama" in other


def test_how_a_map_is_made_is_told_with_every_sign(world, browser):
    page = text(browser.get(reverse("methods:map-help", args=[world.cycle.pk])))
    assert page.count("<use href=") == page.count("<symbol id=")
    for words in ("utara ada di sebelah kiri", "1:1.000 berarti 1 cm", "pakai nomor rumah"):
        assert words in page
    guide = text(browser.get(reverse("methods:method-guide", args=[world.cycle.pk, "peta"])))
    assert "cara-membuat-peta" in guide


def test_pages_ask_the_same_for_one_and_for_three(world, browser, at):
    session = filled_map(world)
    pages = ("session-detail", "map-edit", "map-detail", "map-table")
    one = [queries_of(browser, at(name, session)) for name in pages]
    for kind in (GroupKind.PEREMPUAN, GroupKind.PEMUDA):
        filled_map(world, session, with_group(world, session, kind))
    filled_map(world, session, texts=usual_objects() + [mapped("RUMAH", (LON, LAT))] * 3)
    assert [queries_of(browser, at(name, fresh(session))) for name in pages] == one


def test_the_blank_sheet_holds_every_sign_on_one_page(world, browser):
    for paper in ("a4", "a3"):
        answer = browser.get(reverse("methods:blank-file", args=[world.cycle.pk, "peta", paper]))
        pdf = pypdfium2.PdfDocument(io.BytesIO(answer.content))
        words = pdf[0].get_textpage().get_text_range()
        assert len(pdf) == 1
        assert all(kind.label.split()[0] in words for kind in KINDS.values())
        pdf.close()
