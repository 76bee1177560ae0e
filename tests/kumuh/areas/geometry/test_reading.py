"""What is read from boundary files, what is repaired, and what is refused."""

from __future__ import annotations

import json
import struct
import zipfile
from io import BytesIO

import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from kumuh.areas.geometry import BoundaryError, area_ha, read_boundaries
from kumuh.areas.geometry.shapes import MAX_FEATURES
from tests.kumuh.areas.geometry.files import (
    PODOSUGIH,
    geojson,
    kml,
    kml_ring,
    shapefile,
    square_around,
    vector_files,
    zipped,
)

SQUARE = square_around(*PODOSUGIH, side_m=200)
HOLE = square_around(*PODOSUGIH, side_m=100)
RING = shapely.Polygon(SQUARE.exterior.coords, [HOLE.exterior.coords])
TWO_PARTS = shapely.MultiPolygon([SQUARE, square_around(109.67, -6.9)])


class TestEveryFormat:
    def test_kml_with_a_hole_and_data_fields(self) -> None:
        content = kml(
            f"<name>RT 002</name><ExtendedData><Data name='rw'><value>05</value></Data></ExtendedData>"
            f"<Polygon><outerBoundaryIs>{kml_ring(SQUARE.exterior)}</outerBoundaryIs>"
            f"<innerBoundaryIs>{kml_ring(HOLE.exterior)}</innerBoundaryIs></Polygon>"
        )

        result = read_boundaries(content, "RT.KML")

        assert [(item.name, item.attributes) for item in result.shapes] == [("RT 002", {"name": "RT 002", "rw": "05"})]
        found = shape(result.shapes[0].geometry)
        assert found.equals_exact(RING, 1e-6, normalize=True)

    def test_kmz_and_multi_geometry(self) -> None:
        rings = "".join(
            f"<Polygon><outerBoundaryIs>{kml_ring(part.exterior)}</outerBoundaryIs></Polygon>"
            for part in TWO_PARTS.geoms
        )
        content = zipped({"doc.kml": kml(f"<name>Kawasan</name><MultiGeometry>{rings}</MultiGeometry>")})

        result = read_boundaries(content, "kawasan.kmz")

        assert result.shapes[0].geometry["type"] == "MultiPolygon"
        assert len(result.shapes[0].geometry["coordinates"]) == 2

    def test_a_closed_path_in_kml_counts_as_area_and_says_so(self) -> None:
        path = kml_ring(SQUARE.exterior).replace("LinearRing", "LineString")

        result = read_boundaries(kml(f"<name>Jalan keliling</name>{path}"), "rt.kml")

        assert result.shapes[0].geometry["type"] == "Polygon"
        assert result.shapes[0].warnings == ("Garis tertutup dibaca sebagai bidang.",)

    def test_a_shapefile_with_a_damaged_projection_file_is_read_by_its_coordinates(self) -> None:
        files = vector_files([SQUARE], 4326, ".shp", nama=["RT 01"])
        files["batas.prj"] = b"GEOGCS[rusak"

        result = read_boundaries(zipped(files), "rt.zip")

        assert result.warnings == ("Berkas tidak menyebut proyeksi; dibaca sebagai WGS 84 (CRS84).",)

    def test_geojson_with_hole_and_parts_keeps_both(self) -> None:
        result = read_boundaries(geojson(RING, TWO_PARTS, nama="Kawasan"), "k.geojson")
        assert [len(shapely.get_parts(shape(item.geometry))) for item in result.shapes] == [1, 2]
        assert [shapely.get_num_interior_rings(shape(result.shapes[0].geometry))] == [1]

    def test_geopackage(self) -> None:
        files = vector_files([SQUARE, RING], 4326, ".gpkg", nama=["RT 01", "RT 02"], rw=[5, 6])

        result = read_boundaries(files["batas.gpkg"], "batas.gpkg")

        assert [(item.name, item.attributes["rw"]) for item in result.shapes] == [
            ("RT 01", "5"),
            ("RT 02", "6"),
        ]

    def test_shapefile_in_a_folder_of_the_zip(self) -> None:
        files = vector_files([SQUARE], 4326, ".shp", nama=["RT 01"])
        content = zipped({f"Batas RT/{name}": data for name, data in files.items()})
        assert [item.name for item in read_boundaries(content, "rt.zip").shapes] == ["RT 01"]

    def test_a_shape_with_numbers_only_is_called_by_them(self) -> None:
        result = read_boundaries(geojson(SQUARE, RT=3, RW="005"), "rt.json")
        assert [item.name for item in result.shapes] == ["RT 3 / RW 005"]

    def test_a_shape_without_name_is_called_by_its_position(self) -> None:
        result = read_boundaries(geojson(SQUARE, HOLE), "rt.json")
        assert [item.name for item in result.shapes] == ["Bidang 1", "Bidang 2"]


class TestRepairs:
    def test_a_bow_tie_is_repaired_and_said(self) -> None:
        x, y = PODOSUGIH
        bow_tie = shapely.Polygon([(x, y), (x + 0.002, y + 0.002), (x + 0.002, y), (x, y + 0.002)])

        result = read_boundaries(geojson(bow_tie), "rt.geojson")

        assert shape(result.shapes[0].geometry).is_valid
        assert result.shapes[0].geometry["type"] == "MultiPolygon"
        assert result.shapes[0].warnings == (
            "Garis batas saling memotong; bidang sudah dibetulkan. Periksa bentuknya di peta.",
        )

    def test_points_beside_areas_are_left_out_with_a_count(self) -> None:
        result = read_boundaries(geojson(SQUARE, shapely.Point(PODOSUGIH)), "rt.geojson")
        assert len(result.shapes) == 1
        assert result.warnings[-1] == "1 titik atau garis tidak dibaca karena bukan bidang."

    def test_height_values_are_dropped(self) -> None:
        result = read_boundaries(geojson(shapely.force_3d(SQUARE, 12.5)), "rt.geojson")
        assert len(result.shapes[0].geometry["coordinates"][0][0]) == 2


REFUSED = {
    "tanpa isi": (b"", "rt.geojson", "Berkas kosong"),
    "jenis lain": (b"%PDF-1.7", "rt.pdf", "Jenis berkas tidak dikenal"),
    "shp saja": (b"\x00\x00\x27\x0a", "rt.shp", "Berkas .shp saja tidak cukup"),
    "bukan json": (b"{", "rt.geojson", "GeoJSON tidak dapat dibaca"),
    "json lain": (b"[1, 2]", "rt.geojson", "GeoJSON tidak dapat dibaca"),
    "json dalam": (b"[" * 100_000, "rt.geojson", "GeoJSON tidak dapat dibaca"),
    "fitur salah": (b'{"type": "FeatureCollection", "features": [1]}', "rt.json", "GeoJSON"),
    "tanpa fitur": (b'{"type": "FeatureCollection", "features": []}', "rt.json", "tidak berisi bidang"),
    "koordinat teks": (
        b'{"type": "Polygon", "coordinates": [[["a", "b"], ["c", "d"], ["e", "f"]]]}',
        "rt.json",
        "GeoJSON tidak dapat dibaca",
    ),
    "koordinat NaN": (
        b'{"type": "Polygon", "coordinates": [[[NaN, 0], [1, 1], [1, 0], [NaN, 0]]]}',
        "rt.json",
        "GeoJSON tidak dapat dibaca",
    ),
    "koordinat besar": (
        b'{"type": "Polygon", "coordinates": [[[1e300, 0], [1, 1], [1, 0], [1e300, 0]]]}',
        "rt.json",
        "bukan angka",
    ),
    "hanya titik": (geojson(shapely.Point(PODOSUGIH)), "rt.json", "tidak berisi bidang"),
    "tanpa luas": (
        geojson(shapely.Polygon([(109.0, -6.0), (109.1, -6.0), (109.2, -6.0), (109.0, -6.0)])),
        "rt.json",
        "tidak mempunyai luas",
    ),
    "bukan xml": (b"<kml", "rt.kml", "KML tidak dapat dibaca"),
    "xml lain": (b"<svg/>", "rt.kml", "KML tidak dapat dibaca"),
    "kml titik salah": (kml("<LineString><coordinates>a,b</coordinates></LineString>"), "a.kml", "titik"),
    "kml tautan": (b"<kml><NetworkLink/></kml>", "rt.kml", "menunjuk ke alamat lain"),
    "entitas luar": (
        b'<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/hostname">]><kml>&x;</kml>',
        "rt.kml",
        "DOCTYPE",
    ),
    "bom entitas": (
        b'<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml>&b;</kml>',
        "rt.kml",
        "DOCTYPE",
    ),
    "bukan zip": (b"PK\x03\x04rusak", "rt.zip", "zip rusak"),
    "zip kosong": (zipped({}), "rt.zip", "Tidak ada berkas batas"),
    "zip keluar": (zipped({"../../rt.geojson": geojson(SQUARE)}), "rt.zip", "tidak wajar"),
    "zip mutlak": (zipped({"/tmp/rt.geojson": geojson(SQUARE)}), "rt.zip", "tidak wajar"),
    "zip windows": (zipped({"C:\\rt.geojson": geojson(SQUARE)}), "rt.zip", "tidak wajar"),
    "zip mundur": (zipped({"..\\rt.geojson": geojson(SQUARE)}), "rt.zip", "tidak wajar"),
    "zip dua": (zipped({"a.geojson": b"{}", "b.kml": b""}), "rt.zip", "a.geojson, b.kml"),
    "zip ramai": (zipped({f"{n}.txt": b"" for n in range(201)}), "rt.zip", "paling banyak 200"),
    "shp palsu": (zipped({"a.shp": b"<OGRVRTDataSource/>"}), "rt.zip", "Shapefile rusak"),
    "shp sendiri": (zipped({"a.shp": b"\x00\x00\x27\x0a"}), "rt.zip", r"\.shx dan \.dbf tidak ada"),
    "shp terpotong": (
        zipped({"a.shp": b"\x00\x00\x27\x0a" * 30, "a.shx": b"", "a.dbf": b""}),
        "rt.zip",
        "Shapefile rusak",
    ),
    "gpkg palsu": (b"SQLite format 3\x00" + b"\x00" * 100, "rt.gpkg", "GeoPackage tidak dapat dibaca"),
    "gpkg rusak": (
        b"SQLite format 3\x00" + b"\x00" * 52 + b"GPKG" + b"\x00" * 500,
        "rt.gpkg",
        "GeoPackage tidak dapat dibaca",
    ),
}


class TestRefusals:
    @pytest.mark.parametrize(("content", "filename", "reason"), REFUSED.values(), ids=REFUSED)
    def test_a_file_that_cannot_be_used_is_refused_with_its_reason(
        self, content: bytes, filename: str, reason: str
    ) -> None:
        with pytest.raises(BoundaryError, match=reason):
            read_boundaries(content, filename)

    def test_a_zip_bomb_is_refused_by_what_it_unpacks_to(self) -> None:
        content = zipped({"rt.geojson": b" " * (101 * 1024 * 1024)})
        assert len(content) < 200_000
        with pytest.raises(BoundaryError, match="lebih dari 100 MB setelah dibuka"):
            read_boundaries(content, "rt.zip")

    def test_a_zip_whose_directory_lies_about_the_size_is_refused(self) -> None:
        honest = zipped({"rt.geojson": b" " * 10_000})
        central = honest.rindex(b"PK\x01\x02")
        lying = honest[: central + 24] + struct.pack("<I", 5) + honest[central + 28 :]
        with pytest.raises(BoundaryError, match="zip rusak"):
            read_boundaries(lying, "rt.zip")

    def test_a_locked_zip_is_refused(self) -> None:
        content = bytearray(zipped({"rt.geojson": geojson(SQUARE)}))
        central = content.rindex(b"PK\x01\x02")
        content[6] |= 1
        content[central + 8] |= 1
        with pytest.raises(BoundaryError, match="kata sandi"):
            read_boundaries(bytes(content), "rt.zip")

    def test_more_areas_than_a_city_has_are_refused(self) -> None:
        content = geojson(*[SQUARE] * (MAX_FEATURES + 1))
        with pytest.raises(BoundaryError, match="lebih dari 2000 bidang"):
            read_boundaries(content, "rt.geojson")

    def test_a_geopackage_with_a_view_is_refused(self, tmp_path) -> None:
        import sqlite3

        path = tmp_path / "rt.gpkg"
        path.write_bytes(vector_files([SQUARE], 4326, ".gpkg", nama=["RT"])["batas.gpkg"])
        connection = sqlite3.connect(path)
        connection.execute("CREATE VIEW tak_hingga AS SELECT 1")
        connection.commit()
        connection.close()
        with pytest.raises(BoundaryError, match="tampilan"):
            read_boundaries(path.read_bytes(), "rt.gpkg")

    @settings(deadline=None)
    @given(data=st.binary(max_size=300), ending=st.sampled_from(["geojson", "kml", "zip", "gpkg", "kmz"]))
    def test_any_bytes_end_in_a_sentence_never_in_a_crash(self, data: bytes, ending: str) -> None:
        with pytest.raises(BoundaryError):
            read_boundaries(data, f"berkas.{ending}")

    @pytest.mark.filterwarnings("ignore::RuntimeWarning")  # GDAL complains, we refuse or repair
    @settings(deadline=None)
    @given(position=st.integers(0, 10_000), byte=st.integers(0, 255))
    @example(position=126, byte=101)  # a unit that is read but cannot be calculated with
    def test_a_damaged_shapefile_never_crashes(self, position: int, byte: int) -> None:
        members = zipfile.ZipFile(BytesIO(SHAPEFILE))
        files = {name: bytearray(members.read(name)) for name in members.namelist()}
        total = sum(map(len, files.values()))
        position %= total
        for data in files.values():
            if position < len(data):
                data[position] = byte
                break
            position -= len(data)
        try:
            result = read_boundaries(zipped({name: bytes(d) for name, d in files.items()}), "rt.zip")
        except BoundaryError:
            return
        assert all(area_ha(item.geometry) >= 0 for item in result.shapes)


SHAPEFILE = shapefile([SQUARE, RING], 4326, nama=["RT 01", "RT 02"])


def test_reading_the_same_file_twice_gives_the_same_shapes() -> None:
    assert read_boundaries(SHAPEFILE, "rt.zip") == read_boundaries(SHAPEFILE, "rt.zip")


def test_written_degrees_have_seven_decimals() -> None:
    result = read_boundaries(geojson(SQUARE), "rt.geojson")
    text = json.dumps(result.shapes[0].geometry)
    assert max(len(part.split(".")[1]) for part in text.replace("]", ",").split(",") if "." in part) <= 7
