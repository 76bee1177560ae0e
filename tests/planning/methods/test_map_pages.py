"""Pages of the social map: drawing, table, ground, looking, files, sheets, help."""

import io
import json
import sqlite3

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image, ImageChops
from pyproj import Geod

from planning.methods.drawing.kit import PALETTE
from planning.methods.drawing.map_sheets import UNIT_MM
from planning.methods.drawing.symbols import FIELDS
from planning.methods.enums import GroupKind
from planning.methods.imports.maps import read_objects
from planning.methods.legend import KINDS
from planning.methods.mapping import EARTH
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
    ring,
    started,
    usual_objects,
    with_group,
)
from tests.planning.rembuk.browsing import typed
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db
USUAL = {"points": "PENANDA", "lines": "JALAN", "fields_": "FASILITAS"}


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


# --- Looking, files, sheets ---------------------------------------------------------------------------
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


def test_files_hold_everything_or_houses_without_class_and_name(world, as_user, browser, at):
    session = filled_map(world)
    own = json.loads(browser.get(at("map-file", session, "geojson")).content)
    assert [one["properties"]["jenis"] for one in own["features"]][:3] == ["BATAS_RT", "RUMAH", "RUMAH_MISKIN"]
    assert own["features"][4]["properties"]["ukuran"] == pytest.approx(110.5, abs=1)
    reader = json.loads(as_user(world.cast.pemantau).get(at("map-file", session, "geojson")).content)
    houses = [one["properties"] for one in reader["features"] if one["properties"]["sebutan"] == "Rumah"]
    assert [(one["jenis"], one["nama"], one["jamban"]) for one in houses] == [("RUMAH", "", "")] * 3


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_a_file_that_was_written_is_read_back_whole(world, browser, at, ending):
    rt = make_rt(world.places.kelurahan, "007")
    session = filled_map(world, texts=[*usual_objects(rt.pk), mapped("GENANGAN", *ring(side=0.0004), note="selutut")])
    content = browser.get(at("map-file", session, ending)).content
    read = read_objects(content, f"peta.{ending}", ground=EARTH, rts={rt.pk: rt.label}, near=(LON, LAT))
    told = ("kind", "label", "welfare", "latrine", "number")
    stored = sorted((*(getattr(row, name) for name in told), row.rt_id or 0) for row in MapObject.objects.all())
    assert sorted((*(getattr(one, name) for name in told), one.rt or 0) for one in read.texts) == stored
    filled_map(world, started(world, kind="PETA", title="Kedua"), texts=read.texts)


def test_the_geopackage_has_a_layer_per_shape(world, browser, at, tmp_path):
    session = filled_map(world)
    path = tmp_path / "peta.gpkg"
    path.write_bytes(browser.get(at("map-file", session, "gpkg")).content)
    rows = sqlite3.connect(path).execute("select table_name, srs_id from gpkg_contents order by 1").fetchall()
    assert rows == [("bidang", 4326), ("garis", 4326), ("titik", 4326)]


def test_a_sketch_goes_out_and_in_with_its_picture_coordinates(world, browser, at, media):
    session = filled_map(world, on_sketch(world), texts=[mapped("JALAN", (10, 20), (410, 20))])
    content = browser.get(at("map-file", session, "geojson")).content
    assert json.loads(content)["features"][0]["properties"]["ukuran"] == 200
    upload = {
        "file": SimpleUploadedFile("peta.geojson", content),
        "points": "PENANDA",
        "lines": "JALAN",
        "fields_": "FASILITAS",
    }
    page = text(browser.post(at("map-import", session), upload))
    assert "1 objek terbaca, belum disimpan" in page
    earth = started(world, kind="PETA", title="Bumi")
    upload["file"] = SimpleUploadedFile("peta.geojson", content)
    assert "digambar di atas sketsa" in text(browser.post(at("map-import", earth), upload))


def test_a_file_is_shown_on_the_map_before_it_is_saved(world, browser, at):
    session = filled_map(world, texts=[mapped("AIR", (LON, LAT), label="Sumur")])
    feature = {
        "type": "Feature",
        "properties": {"nama": "Titik QGIS"},
        "geometry": {"type": "Point", "coordinates": [LON, LAT]},
    }
    two = {**feature, "properties": {"jenis": "Titik sampah"}}
    file = SimpleUploadedFile(
        "qgis.geojson", json.dumps({"type": "FeatureCollection", "features": [feature, two]}).encode()
    )
    answer = browser.post(
        at("map-import", session), {"file": file, "points": "LEMBAGA", "lines": "JALAN", "fields_": "RTP"}
    )
    shown = json.loads(typed(answer)["objek"][0])
    assert "1 Titik sampah, 1 Kantor atau tempat lembaga" in text(answer)
    assert [(one["jenis"], one["nama"]) for one in shown] == [
        ("AIR", "Sumur"),
        ("LEMBAGA", "Titik QGIS"),
        ("SAMPAH", ""),
    ]
    assert MapObject.objects.count() == 1
    browser.post(at("map-edit", session), typed(answer))
    assert MapObject.objects.count() == 3


def written(kind, corners):
    return json.dumps(
        {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": corners}}
    ).encode()


BOW_TIE = written("Polygon", [[[LON, LAT], [LON + 1e-3, LAT + 1e-3], [LON + 1e-3, LAT], [LON, LAT + 1e-3], [LON, LAT]]])
PARIS = written("Point", [2.35, 48.85])


def test_the_track_of_a_gps_is_made_plain_enough_to_be_kept(world, browser, at):
    track = [[LON + step * 1e-5, LAT + (step % 2) * 1e-6] for step in range(2000)]
    upload = USUAL | {"file": SimpleUploadedFile("jejak.geojson", written("LineString", track))}
    answer = browser.post(at("map-import", started(world, kind="PETA")), upload)
    assert "terlalu rinci, disederhanakan menjadi" in text(answer)
    (line,) = json.loads(typed(answer)["objek"][0])
    assert line["titik"][0] == pytest.approx(track[0])
    assert line["titik"][-1] == pytest.approx(track[-1])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("a.txt", b"x", "Jenis berkas tidak dikenal"), ("a.geojson", b"{", "tidak dapat dibaca"),
     ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "tidak berisi titik, garis atau bidang"),
     ("a.geojson", BOW_TIE, "Garis tepinya saling memotong"), ("a.geojson", PARIS, "berada di luar Indonesia"),
     ("a.gpkg", b"SQLite format 3\0" + b"x" * 500, "GeoPackage tidak dapat dibaca"), ("a.zip", b"PK", "zip rusak"),
     ("a.kml", b"<kml", "KML tidak dapat dibaca")],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_answered_at_its_field(world, browser, at, name, content, words):
    session = started(world, kind="PETA")
    upload = USUAL | {"file": SimpleUploadedFile(name, content)}
    assert words in text(browser.post(at("map-import", session), upload))
    assert not MapObject.objects.exists()


@pytest.mark.parametrize(("paper", "size"), [("a4", (842, 595)), ("a3", (1191, 842))])
@pytest.mark.parametrize("scale", [1000, 5000])
def test_a_sheet_at_a_scale_is_one_page_of_its_paper(world, browser, at, paper, size, scale):
    answer = browser.get(at("map-sheet", filled_map(world)), {"skala": scale, "kertas": paper})
    pdf = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    try:
        assert (len(pdf), tuple(round(one) for one in pdf[0].get_size())) == (1, size)
    finally:
        pdf.close()


def printed(answer, colour):
    """The printed sheet at ten dots a millimetre: how wide the dots of a colour reach, from left to right, in mm."""
    pdf = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    picture = pdf[0].render(scale=254 / 72).to_pil().convert("RGB")
    pdf.close()
    near = ImageChops.difference(picture, Image.new("RGB", picture.size, colour)).convert("L")
    box = (
        near.point(lambda far: 255 if far < 12 else 0).crop((0, 0, int(picture.width * 0.75), picture.height)).getbbox()
    )
    return (box[2] - box[0]) / 10


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize(("scale", "millimetres"), [(1000, 120), (5000, 24)])
def test_a_ruler_on_the_printed_sheet_agrees_with_the_ground(world, browser, at, paper, scale, millimetres):
    east, _, _ = Geod(ellps="WGS84").fwd(LON, LAT, 90, 120)
    green = [(LON, LAT), (east, LAT), (east, LAT + 0.0004), (LON, LAT + 0.0004)]
    session = filled_map(world, texts=[mapped("RTP", *green)])
    answer = browser.get(at("map-sheet", session), {"skala": scale, "kertas": paper})
    edge = FIELDS["RTP"].weight * UNIT_MM
    assert printed(answer, PALETTE["leaf"]) == pytest.approx(millimetres + edge, abs=0.2)


def test_a_sheet_for_the_wall_shows_all_houses_alike(world, browser, as_user, at):
    session = filled_map(world, texts=[mapped("RUMAH_MISKIN", (LON, LAT)), mapped("RUMAH", (LON + 0.0003, LAT))])

    def words(visitor, **asked):
        pdf = pypdfium2.PdfDocument(io.BytesIO(visitor.get(at("map-sheet", session), asked).content))
        found = pdf[0].get_textpage().get_text_range()
        pdf.close()
        return found

    assert "miskin" not in words(browser)
    assert "Rumah keluarga miskin" in words(browser, tim="on")
    assert "jangan dipasang" in words(browser, tim="on")
    assert "miskin" not in words(as_user(world.cast.pemantau), tim="on")


def test_a_sketch_without_a_scale_cannot_be_printed_at_one(world, browser, at, media):
    session = filled_map(world, on_sketch(world, known=(), metres=None), texts=[mapped("RUMAH", (20, 30))])
    answer = browser.get(at("map-sheet", session), follow=True)
    assert "Skala sketsa belum diketahui" in text(answer)
    assert "Isi jarak dua titik" in text(answer)


def test_unknown_papers_scales_and_files_are_not_found(world, browser, at):
    session = filled_map(world)
    assert browser.get(at("map-sheet", session), {"kertas": "f4"}).status_code == 404
    assert browser.get(at("map-sheet", session), {"skala": 2000}).status_code == 404
    assert browser.get(at("map-file", session, "dwg")).status_code == 404


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
