"""What a social map measures and counts, against pyproj and shapely."""

import math

import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from planning.methods.drawing import map_counts, map_marks, map_sheets, maps
from planning.methods.drawing.kit import overlapping
from planning.methods.drawing.maps import Plan, RtGround, Thing
from planning.methods.enums.maps import ObjectKind, ShapeKind
from planning.methods.legend import KINDS
from planning.methods.mapping import EARTH, Drawn, Ground, RtField, ShapeRefused, flat, shaped, size_of, tally

LON, LAT = 109.6712, -6.9021
SKETCH = Ground(True, 1000, 600, scale=0.25)
GEOD = pyproj.Geod(ellps="WGS84")


def square(west, south, side=0.001):
    return [(west, south), (west + side, south), (west + side, south + side), (west, south + side)]


def drawn(kind, corners, shape_kind=None, ground=EARTH, **more):
    shape_kind = shape_kind or KINDS[kind].shapes[0]
    return Drawn(kind, shape_kind, shaped(shape_kind, corners, ground), **more)


LEFT = RtField(1, "RT 001", shaped("BIDANG", square(LON, LAT), EARTH), "KB", True)
RIGHT = RtField(2, "RT 002", shaped("BIDANG", square(LON + 0.001, LAT), EARTH), "KR", True)

around = st.tuples(st.floats(LON - 0.001, LON + 0.003), st.floats(LAT - 0.001, LAT + 0.002))
near = st.tuples(st.floats(LON, LON + 0.01), st.floats(LAT, LAT + 0.01))


@given(st.lists(near, min_size=2, max_size=12, unique_by=lambda spot: (round(spot[0], 6), round(spot[1], 6))))
def test_a_drawn_line_is_as_long_as_the_ellipsoid_says(corners):
    line = drawn(ObjectKind.JALAN, corners)
    lons, lats = zip(*line.geometry["coordinates"], strict=True)
    assert size_of(line, EARTH) == pytest.approx(GEOD.line_length(lons, lats), abs=0.001)


@given(st.integers(3, 14), st.floats(0.0002, 0.004), st.floats(0, 6))
def test_a_drawn_field_is_as_large_as_the_ellipsoid_says_and_the_plane_agrees(corners, radius, turn):
    angles = [turn + 2 * math.pi * at / corners for at in range(corners)]
    ring = [(LON + radius * math.cos(angle), LAT + radius * math.sin(angle)) for angle in angles]
    field = drawn(ObjectKind.RTP, ring)
    lons, lats = zip(*field.geometry["coordinates"][0], strict=True)
    area = abs(GEOD.polygon_area_perimeter(lons, lats)[0])
    assert size_of(field, EARTH) == pytest.approx(area, rel=1e-6)
    plane = flat([shape(field.geometry)], EARTH)[0]
    assert plane.area == pytest.approx(area, rel=1e-4)


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 600)), min_size=2, max_size=9))
def test_on_a_sketch_a_line_is_its_picture_length_times_the_scale(corners):
    try:
        line = drawn(ObjectKind.DRAINASE, corners, ground=SKETCH)
    except ShapeRefused:
        return
    assert size_of(line, SKETCH) == pytest.approx(shapely.LineString(line.geometry["coordinates"]).length * 0.25)


def test_on_a_sketch_without_a_scale_only_what_was_measured_by_hand_is_known():
    ground = Ground(True, 1000, 600)
    line = drawn(ObjectKind.JALAN, [(0, 0), (300, 400)], ground=ground)
    assert size_of(line, ground) is None
    assert size_of(Drawn(ObjectKind.JALAN, "GARIS", line.geometry, size=42.0), ground) == 42.0
    _, total = tally([line], [], ground)
    assert (total.metres, total.unmeasured) == ({}, 1)


@pytest.mark.parametrize(
    ("kind", "corners", "words"),
    [
        ("GARIS", [(LON, LAT), (LON, LAT)], "paling sedikit 2 titik"),
        ("BIDANG", [(LON, LAT), (LON + 0.001, LAT), (LON, LAT)], "paling sedikit 3 titik"),
        ("TITIK", [(LAT, LON)], "Tulis lintang dahulu"),
        ("TITIK", [(float("nan"), LAT)], "bukan angka"),
        ("BIDANG", [(LON, LAT), (LON + 0.001, LAT + 0.001), (LON + 0.002, LAT + 0.002)], "tidak mempunyai luas"),
        ("BIDANG", [(LON, LAT), (LON + 0.001, LAT + 0.001), (LON + 0.001, LAT), (LON, LAT + 0.001)], "memotong"),
    ],
)
def test_corners_that_make_no_shape_are_refused_with_a_sentence(kind, corners, words):
    with pytest.raises(ShapeRefused, match=words):
        shaped(kind, corners, EARTH)


def test_a_place_outside_the_sketch_is_refused():
    with pytest.raises(ShapeRefused, match="di luar gambar"):
        shaped("TITIK", [(1400, 20)], SKETCH)


def test_a_road_through_two_rt_is_shared_between_them_by_its_metres():
    middle = LAT + 0.0005
    road = drawn(ObjectKind.JALAN, [(LON + 0.0002, middle), (LON + 0.0012, middle)])
    (left, right), total = tally([road], [LEFT, RIGHT], EARTH)
    whole = size_of(road, EARTH)
    assert left.metres["JALAN"] == pytest.approx(whole * 0.8, rel=1e-3)
    assert right.metres["JALAN"] == pytest.approx(whole * 0.2, rel=1e-3)
    assert (left.counts, right.counts, total.counts) == ({"JALAN": 1}, {}, {"JALAN": 1})


@settings(deadline=None)
@given(st.lists(around, min_size=2, max_size=6))
def test_whatever_a_line_crosses_the_metres_of_the_rt_add_up_to_the_whole(corners):
    try:
        line = drawn(ObjectKind.DRAINASE, corners)
    except ShapeRefused:
        return
    rows, total = tally([line], [LEFT, RIGHT], EARTH)
    assert sum(row.metres.get("DRAINASE", 0) for row in rows) == pytest.approx(size_of(line, EARTH), abs=0.6)
    assert sum(row.counts.get("DRAINASE", 0) for row in rows) == 1
    assert total.metres["DRAINASE"] == pytest.approx(size_of(line, EARTH))


def test_houses_are_counted_in_the_rt_they_stand_in_or_that_somebody_chose():
    inside = (LON + 0.0005, LAT + 0.0005)
    rows, total = tally(
        [
            drawn("RUMAH", [inside], latrine="SENDIRI"),
            drawn("RUMAH_MISKIN", [inside], latrine="TIDAK"),
            drawn("RUMAH", [inside], rt=2, welfare="MISKIN"),
            Drawn("RUMAH_MISKIN", ShapeKind.TITIK, rt=2, number=12, latrine="TIDAK"),
            drawn("RUMAH", [(LON + 0.009, LAT)], welfare="MAMPU"),
        ],
        [LEFT, RIGHT],
        EARTH,
    )
    assert [(row.label, row.houses, row.poor, row.without_latrine) for row in rows] == [
        ("RT 001", 2, 1, 1),
        ("RT 002", 13, 13, 12),
        ("Di luar RT atau belum ditentukan", 1, 0, 0),
    ]
    assert (total.houses, total.poor, total.poor_percent) == (16, 14, 87.5)
    assert rows[0].per_hectare == pytest.approx(2 / rows[0].area * 10_000)


def test_density_is_not_told_where_the_ground_of_an_rt_is_unknown():
    rows, total = tally([Drawn("RUMAH", "TITIK", rt=7)], [RtField(7, "RT 007")], EARTH)
    assert (rows[0].houses, rows[0].per_hectare, total.per_hectare) == (1, None, None)


# --- Drawing --------------------------------------------------------------------------------------
metre = st.floats(0, 400, allow_nan=False)
names = st.sampled_from(["Musala Al-Ikhlas", "Sekolah dasar negeri 02 Contoh", "MCK", "Gapura", "Lapangan voli warga"])
spots = st.builds(lambda x, y, name: Thing("FASILITAS", "TITIK", shapely.Point(x, y), name), metre, metre, names)
PLAIN = shapely.box(0, 0, 400, 400)


@settings(deadline=None, max_examples=40)
@given(st.lists(spots, max_size=60), st.integers(0, 7))
def test_names_never_lie_on_each_other_however_crowded_a_map_is(things, side):
    plan = Plan("uji", "Peta", "", [RtGround("RT 001 / RW 001", PLAIN, "KB")], things, north=side * 45, leveled=True)
    for drawing in (maps.wide(plan), maps.tall(plan), *map_sheets.sheets(plan, map_sheets.Heading("Peta"), "A4", 1000)):
        assert overlapping(drawing.labels) == []


def test_a_name_without_room_is_told_below_the_map():
    things = [Thing("FASILITAS", "TITIK", shapely.Point(1, 1), f"Tempat berkumpul warga {at}") for at in range(30)]
    words = " ".join(label.text for label in maps.tall(Plan("uji", "Peta", "", (), things)).labels)
    assert "Tidak muat pada gambar:" in words


def test_of_many_names_without_room_the_first_are_told_and_how_many_follow():
    things = [Thing("FASILITAS", "TITIK", shapely.Point(1, 1), f"Tempat berkumpul warga {at}") for at in range(300)]
    for drawing in (maps.wide(Plan("uji", "Peta", "", (), things)), maps.tall(Plan("uji", "Peta", "", (), things))):
        words = " ".join(label.text for label in drawing.labels)
        assert "lainnya (lihat tabel)" in words
        assert drawing.height < 1100


def test_rt_are_named_as_long_as_there_is_room_and_always_apart():
    few = [RtGround(f"RT 00{at} / RW 012", shapely.box(at * 99, 0, at * 99 + 90, 90)) for at in (1, 2)]
    twice = [*few, RtGround("RT 001 / RW 013", shapely.box(300, 0, 390, 90))]
    many = [RtGround(f"RT {at:03} / RW 012", shapely.box(at * 99, 0, at * 99 + 90, 90)) for at in range(1, 15)]

    def named(draw, rts):
        return [label.text for label in draw(Plan("uji", "Peta", "", rts)).labels if label.bold and label.text != "U"]

    assert named(maps.wide, few) == ["RT 001 / RW 012", "RT 002 / RW 012"]
    assert named(maps.tall, few) == ["RT 001", "RT 002"]
    assert named(maps.tall, twice) == ["RT 001/012", "RT 002/012", "RT 001/013"]
    assert named(maps.wide, many)[0] == "001/012"
    assert named(maps.tall, many)[0] == "001"


def test_a_metre_at_one_to_a_thousand_is_a_millimetre_on_paper():
    plan = Plan("uji", "Peta", "", (), [Thing("JALAN", "GARIS", shapely.LineString([(0, 0), (150, 0)]))])
    (sheet,) = map_sheets.sheets(plan, map_sheets.Heading("Peta"), "A4", 1000)
    road = next(one for one in sheet.shapes if getattr(one, "path", "") and one.edge == "soft")
    start, end = (float(part.split()[0].lstrip("M")) for part in road.path.split("L"))
    assert abs(end - start) * map_sheets.UNIT_MM == pytest.approx(150, abs=0.05)
    assert sheet.width * map_sheets.UNIT_MM == 277


@pytest.mark.parametrize("paper", map_sheets.PAPERS)
def test_the_fullest_key_stays_on_the_sheet(paper):
    spot = {
        "TITIK": shapely.Point(5, 5),
        "GARIS": shapely.LineString([(0, 0), (9, 9)]),
        "BIDANG": shapely.box(1, 1, 8, 8),
    }
    things = [Thing(kind, one.shapes[0], spot[one.shapes[0]], f"Nama {kind}" * 3) for kind, one in KINDS.items()]
    rts = [
        RtGround(f"RT {at:03} / RW 001", shapely.box(at, 0, at + 1, 9), code)
        for at, code in enumerate(("TK", "KR", "KS", "KB", ""))
    ]
    plan = Plan("uji", "Peta", "", rts, things, leveled=True, outline=shapely.box(-300, -300, 300, 300))
    heading = map_sheets.Heading(
        "Peta sosial kelurahan yang namanya panjang sekali " * 3, ["Sumber: warga"] * 6, draft=True
    )
    for sheet in map_sheets.sheets(plan, heading, paper, 1000):
        assert overlapping(sheet.labels) == []
        assert max(label.y for label in sheet.labels) < sheet.height
        assert {"Batas kelurahan", "KB – Kumuh berat", "Belum dinilai"} <= {label.text for label in sheet.labels}


def test_the_boundary_of_the_kelurahan_is_the_frame_only_where_no_rt_is_known():
    outline = shapely.box(0, 0, 2000, 1000)
    well = Thing("AIR", "TITIK", shapely.Point(500, 500))
    assert Plan("uji", "Peta", "", (), [well], outline=outline).bounds == (-80, -80, 2080, 1080)
    assert Plan("uji", "Peta", "", [RtGround("RT 001", PLAIN)], [well], outline=outline).bounds[2] < 600
    assert (
        len(map_sheets.sheets(Plan("uji", "Peta", "", (), [well], outline=outline), map_sheets.Heading(""), "A4", 1000))
        == 1
    )


@pytest.mark.parametrize(
    ("paper", "scale", "count"), [("A4", 1000, 9), ("A3", 1000, 4), ("A4", 5000, 1), ("A3", 5000, 1)]
)
def test_a_larger_ground_goes_on_over_several_sheets(paper, scale, count):
    plan = Plan("uji", "Peta", "", [RtGround("RT 001", shapely.box(0, 0, 500, 420))])
    assert len(map_sheets.sheets(plan, map_sheets.Heading("Peta"), paper, scale)) == count


def test_a_map_without_a_scale_or_of_a_whole_city_is_refused_in_words():
    with pytest.raises(map_sheets.SheetsRefused, match="Skala sketsa belum diketahui"):
        map_sheets.sheets(Plan("uji", "Peta", "", metres=False), map_sheets.Heading("Peta"), "A4", 1000)
    wide = Plan("uji", "Peta", "", [RtGround("RT 001", shapely.box(0, 0, 9000, 9000))])
    with pytest.raises(map_sheets.SheetsRefused, match=r"1:1\.000 peta ini memerlukan"):
        map_sheets.sheets(wide, map_sheets.Heading("Peta"), "A4", 1000)


@given(st.floats(0.5, 5000))
def test_a_scale_bar_is_a_round_length_that_fits(most):
    length = map_marks.nice_length(most)
    assert length <= most * 1.000001 < length * 2.5 + 1e-6
    assert f"{length:e}"[0] in "125"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_symbol_for_each_of_its_shapes(kind):
    from planning.methods.drawing.symbols import sample

    for each in KINDS[kind].shapes:
        assert sample(kind, each, 0, 0, 26, 18)


def test_no_two_kinds_look_the_same_in_a_grey_copy():
    from planning.methods.drawing.symbols import FIELDS, LEVELS, STROKES, sample

    fields = [(one.pattern, one.dash, one.weight) for kind, one in FIELDS.items() if not KINDS[kind].house]
    assert len(set(fields)) == len(fields)
    patterns = [one.pattern for one in (*FIELDS.values(), *LEVELS.values()) if one.pattern]
    assert len(set(patterns)) == len(patterns)
    strokes = [(one.dash, one.weight, bool(one.inner)) for one in STROKES.values()]
    assert len(set(strokes)) == len(strokes)
    points = [repr(sample(kind, "TITIK", 0, 0, 26, 18)) for kind, one in KINDS.items() if "TITIK" in one.shapes]
    assert len(set(points)) == len(points)


def test_bars_tell_houses_and_poor_houses_in_words_too():
    bars = [map_counts.Bar(f"RT {at:03} / RW 001", at * 7, at) for at in range(1, 31)]
    for drawing in (map_counts.wide("uji", "Rumah", bars), map_counts.tall("uji", "Rumah", bars)):
        assert overlapping(drawing.labels) == []
        assert "210 rumah, 30 miskin" in drawing.said
