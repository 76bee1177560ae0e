"""The official list of regions and finding a place in it."""

from __future__ import annotations

import gzip
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kumuh.areas.enums import CitySize, RegionLevel
from kumuh.areas.errors import RegionListRefused
from kumuh.areas.management.commands.muat_wilayah import PACKAGED_LIST
from kumuh.areas.models import Region
from kumuh.areas.queries import area_regions, regions_above, regions_below, search_regions
from kumuh.areas.region_list import read_region_list
from kumuh.areas.services import load_regions

LIST = """kode,nama,lintang,bujur
33,Jawa Tengah,-7.00000,110.00000
33.75,Kota Pekalongan,-6.88900,109.67500
33.75.01,Pekalongan Barat,-6.90000,109.66000
33.75.01.1003,Podosugih,-6.89806,109.66549
33.75.01.1008,Pasirkratonkramat,-6.88391,109.65674
33.75.02,Pekalongan Timur,,
33.75.02.1012,Kali Baros,-6.90441,109.69390
33.26,Kabupaten Pekalongan,-7.00000,109.60000
33.26.01,Kandangserang,-7.10000,109.50000
33.26.01.2001,Podosari,-7.10000,109.50000
53,Nusa Tenggara Timur,-9.00000,121.00000
53.14,Kabupaten Rote Ndao,-10.70000,123.10000
53.14.07,Loaholu,-10.70000,123.10000
53.14.07.2004,Bo'a,-10.90000,122.80000
"""


@pytest.fixture
def regions(db) -> None:
    load_regions(content=LIST.encode())


def found(text: str, **options: object) -> list[str]:
    return [region.name for region in search_regions(text, **options)]  # type: ignore[arg-type]


class TestLoading:
    def test_a_list_fills_the_table_with_levels_parents_and_places(self, regions) -> None:
        podosugih = Region.objects.get(pk="33.75.01.1003")
        assert (podosugih.level, podosugih.parent_id, str(podosugih.latitude), podosugih.search_name) == (
            RegionLevel.KELURAHAN,
            "33.75.01",
            "-6.89806",
            " podosugih pekalongan barat kota pekalongan jawa tengah",
        )

    def test_loading_twice_writes_nothing(self, regions, django_assert_num_queries) -> None:
        with django_assert_num_queries(3):  # savepoint, read, release
            counts = load_regions(content=LIST.encode())
        assert (counts.created, counts.updated, counts.unchanged, counts.retired) == (0, 0, 14, 0)

    def test_a_newer_list_renames_adds_and_retires_but_never_deletes(self, regions) -> None:
        Region.objects.filter(pk="33.75").update(city_size=CitySize.MEDIUM)
        newer = LIST.replace("Podosugih", "Podosugih Baru").replace("33.75.02.1012,Kali Baros", "33.75.02.1013,Baros")

        counts = load_regions(content=gzip.compress(newer.encode()))

        assert (counts.created, counts.updated, counts.unchanged, counts.retired) == (1, 1, 12, 1)
        assert Region.objects.get(pk="33.75.02.1012").active is False
        assert Region.objects.get(pk="33.75").city_size == CitySize.MEDIUM
        assert found("podosugih baru") == ["Podosugih Baru"]

    def test_a_region_that_comes_back_counts_again(self, regions) -> None:
        Region.objects.filter(pk="33.75.01.1003").update(active=False)
        load_regions(content=LIST.encode())
        assert Region.objects.get(pk="33.75.01.1003").active is True

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "Kolom daftar wilayah"),
            (b"kode;nama\n", "Kolom daftar wilayah"),
            (b"\x1f\x8brusak", "rusak"),
            (b"\xff\xfe", "rusak"),
            (b"kode,nama,lintang,bujur\n33,,1,1\n", "Baris 2"),
            (b"kode,nama,lintang,bujur\n3375,Kota,1,1\n", "Baris 2"),
            (b"kode,nama,lintang,bujur\n33,Jawa Tengah,1\n", "Baris 2"),
            (b"kode,nama,lintang,bujur\n33,A,,\n33,B,,\n", "dua kali"),
            (b"kode,nama,lintang,bujur\n33.75,Kota,,\n", "Baris 2: wilayah di atas 33.75"),
            (b"kode,nama,lintang,bujur\n33,Jawa Tengah,x,1\n", "Baris 2: koordinat x"),
        ],
    )
    def test_a_damaged_list_is_refused_and_writes_nothing(self, db, content: bytes, reason: str) -> None:
        with pytest.raises(RegionListRefused, match=reason):
            load_regions(content=content)
        assert Region.objects.count() == 0

    def test_the_command_says_what_it_did(self, db, tmp_path) -> None:
        path = tmp_path / "daftar.csv"
        path.write_text(LIST)
        out = StringIO()
        call_command("muat_wilayah", berkas=path, stdout=out)
        assert out.getvalue().splitlines() == [
            "Wilayah: 2 Provinsi, 3 Kabupaten/Kota, 4 Kecamatan, 5 Kelurahan/Desa.",
            "Baru 14, berubah 0, tetap 0, tidak berlaku lagi 0.",
        ]

    def test_the_command_refuses_a_missing_and_a_damaged_file(self, db, tmp_path) -> None:
        with pytest.raises(CommandError, match="tidak dapat dibuka"):
            call_command("muat_wilayah", berkas=tmp_path / "tidak-ada.csv")
        (tmp_path / "rusak.csv").write_text("x")
        with pytest.raises(CommandError, match="Kolom daftar wilayah"):
            call_command("muat_wilayah", berkas=tmp_path / "rusak.csv")


def test_the_packaged_list_holds_the_whole_country() -> None:
    rows = read_region_list(PACKAGED_LIST.read_bytes())
    by_level = [sum(row.level == level for row in rows.values()) for level in RegionLevel]
    assert by_level == [38, 514, 7285, 83762]
    assert rows["33.75.01.1003"].name == "Podosugih"


class TestSearch:
    @pytest.mark.parametrize(
        "text",
        [
            "Podosugih",
            "kel. podosugih",
            "Kel. Podosugih Pekalongan",
            "Kelurahan PODOSUGIH, Kota Pekalongan",
            "podosugih jateng".replace("jateng", "jawa tengah"),
            "3375011003",
            "33.75.01.1003",
            "podosug",
        ],
    )
    def test_a_kelurahan_is_found_by_what_people_type(self, regions, text: str) -> None:
        assert found(text)[0] == "Podosugih"

    def test_spelling_in_several_words_does_not_matter(self, regions) -> None:
        assert found("Pasir Kraton Kramat") == ["Pasirkratonkramat"]
        assert found("Kalibaros") == ["Kali Baros"]

    def test_apostrophes_do_not_matter(self, regions) -> None:
        assert found("Boa") == found("Bo'a") == found("Bo’a") == ["Bo'a"]

    def test_the_kind_that_was_typed_comes_first(self, regions) -> None:
        assert found("Kota Pekalongan")[0] == "Kota Pekalongan"
        assert found("Kab. Pekalongan")[:2] == ["Kabupaten Pekalongan", "Kota Pekalongan"]
        assert found("Kec. Pekalongan")[0] == "Pekalongan Barat"

    def test_a_short_beginning_finds_several_places_in_order(self, regions) -> None:
        assert found("podo") == ["Podosari", "Podosugih"]

    def test_nothing_is_found_for_nothing_and_for_nonsense(self, regions) -> None:
        assert [found(""), found("  %_ "), found("xyzzy")] == [[], [], []]

    def test_the_search_stays_inside_the_area_of_the_person(self, regions) -> None:
        inside = Region.objects.all().in_areas(["33.26"])
        assert found("podo", within=inside) == ["Podosari"]
        assert found("3375011003", within=inside) == []

    def test_only_one_level_when_asked(self, regions) -> None:
        assert found("pekalongan", level=RegionLevel.DISTRICT) == [
            "Pekalongan Barat",
            "Pekalongan Timur",
            "Kandangserang",  # in Kabupaten Pekalongan
        ]

    def test_retired_regions_are_not_offered(self, regions) -> None:
        Region.objects.filter(pk="33.75.01.1003").update(active=False)
        assert found("podosugih") == []


class TestWalking:
    def test_the_way_up_and_down(self, regions) -> None:
        district = Region.objects.get(pk="33.75.01")
        assert [region.code for region in regions_above(district)] == ["33", "33.75"]
        assert [region.name for region in regions_below(district)] == ["Podosugih", "Pasirkratonkramat"]

    def test_the_top_of_an_area(self, regions) -> None:
        assert [region.code for region in area_regions([""])] == ["33", "53"]
        assert [region.code for region in area_regions(["33.75", "33.26.01"])] == ["33.26.01", "33.75"]
