"""Files of the social map, in and out, and its printed sheets."""

import io
import json
import sqlite3

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageChops
from pyproj import Geod

from planning.methods.drawing.kit import PALETTE
from planning.methods.drawing.map_sheets import UNIT_MM
from planning.methods.drawing.symbols import FIELDS
from planning.methods.imports.maps import read_objects
from planning.methods.mapping import EARTH
from planning.methods.models import MapObject
from tests.cast import make_rt
from tests.planning.methods.builders import (
    LAT,
    LON,
    filled_map,
    mapped,
    on_sketch,
    ring,
    started,
    usual_objects,
)
from tests.planning.rembuk.browsing import typed

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


# --- Files --------------------------------------------------------------------------------------------
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


# --- Sheets -------------------------------------------------------------------------------------------
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
