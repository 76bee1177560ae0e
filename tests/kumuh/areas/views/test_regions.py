"""Pages of regions."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from shapely.geometry import mapping

from kumuh.areas import registry
from kumuh.areas.models import Region
from kumuh.areas.services import NewBoundary, import_boundaries, load_regions, rename_neighbourhood
from tests.cast import make_decree, make_rt, make_rw
from tests.kumuh.areas.geometry.files import PODOSUGIH, square_around


def page(client, name: str, *args, **query) -> str:
    response = client.get(reverse(f"areas:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


class TestSearch:
    @pytest.fixture(autouse=True)
    def names(self, places) -> None:
        rows = Region.objects.values_list("code", "name")
        lines = "".join(f"{code},{name},,\n" for code, name in rows)
        load_regions(content=f"kode,nama,lintang,bujur\n{lines}".encode())

    def test_a_person_finds_places_of_the_own_area_only(self, cast, as_user) -> None:
        found = page(as_user(cast.pokja), "region-list", q="kel. krapyak pekalongan")
        assert reverse("areas:region-detail", args=["33.75.03.1002"]) in found
        foreign = page(as_user(cast.stranger), "region-list", q="krapyak")
        assert "Tidak ditemukan di wilayah Anda" in foreign

    def test_the_own_area_is_the_start(self, cast, as_user) -> None:
        start = page(as_user(cast.fasilitator), "region-list")
        assert "Kelurahan Krapyak" in start
        assert "Kecamatan Pekalongan Utara, Kota Pekalongan, Provinsi Jawa Tengah" in start


class TestRegion:
    def test_a_city_shows_rt_per_kecamatan(self, world, cast, as_user) -> None:
        assert world.decree
        make_rt(world.places.next_kelurahan)
        text = page(as_user(cast.pokja), "region-detail", "33.75")
        assert "Kecamatan Pekalongan Utara" in text
        assert '<td class="num" data-label="RT" data-nilai="4">4</td>' in text
        assert '<td class="num" data-label="RT dalam SK" data-nilai="3">3</td>' in text

    def test_regions_outside_the_area_do_not_exist(self, cast, as_user) -> None:
        client = as_user(cast.fasilitator)
        for code in ("33.75", "33.75.03.1004", "33.76.01.1001", "99", "krapyak"):
            assert client.get(reverse("areas:region-detail", args=[code])).status_code == 404

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_city_takes_the_same_queries_whatever_its_size(
        self, places, cast, as_user, count, django_assert_max_num_queries
    ) -> None:
        for number in range(count):
            make_rt(places.kelurahan, f"00{number + 1}")
        client = as_user(cast.pokja)
        with django_assert_max_num_queries(9):
            page(client, "region-detail", "33.75")


class TestKelurahan:
    def test_without_rt_and_without_decree_it_says_what_to_do_first(self, cast, as_user, places) -> None:
        text = page(as_user(cast.fasilitator), "region-detail", places.kelurahan.code)
        assert "Belum ada SK Kumuh yang memuat RT di sini" in text
        assert "Mulai dengan memasukkan nomor RT dan RW" in text
        assert "Semua pekerjaan tetap dapat diteruskan tanpa peta" in text

    def test_who_only_reads_gets_no_buttons(self, cast, as_user, world) -> None:
        assert world.rts
        text = page(as_user(cast.lurah), "region-detail", world.places.kelurahan.code)
        assert "3 RT di 1 RW" in text
        assert "Pecah" not in text
        assert "Masukkan batas" not in text

    def test_hectares_of_decree_and_map_stand_beside_each_other(self, cast, as_user, world) -> None:
        world.decree.listed.filter(neighbourhood=world.rts[0]).update(area_ha="3.5")
        square = NewBoundary(world.rts[0], mapping(square_around(*PODOSUGIH)))
        import_boundaries(boundaries=[square], source="Survei 2025", by=None)
        text = page(as_user(cast.fasilitator), "region-detail", world.places.kelurahan.code)
        assert "3,50\N{NO-BREAK SPACE}ha" in text
        assert "4,00\N{NO-BREAK SPACE}ha" in text
        assert "14,3%" in text
        assert 'class="row-flag"' in text

    def test_a_decree_past_its_review_date_is_flagged(self, cast, as_user, world) -> None:
        make_decree(
            world.places.city, world.rts, number="1/2015", signed_on=date(2015, 1, 1), review_on=date(2020, 1, 1)
        )
        text = page(as_user(cast.lurah), "region-detail", world.places.kelurahan.code)
        assert "SK Kumuh perlu ditinjau" in text

    def test_changes_of_rt_are_told_with_their_reason(self, cast, as_user, world) -> None:
        rw = make_rw(world.places.kelurahan)
        rename_neighbourhood(
            neighbourhood=world.rts[0],
            number="21",
            rw=rw,
            on=date(2025, 1, 1),
            reason="SK Lurah 7",
            by=cast.fasilitator,
        )
        text = page(as_user(cast.lurah), "region-detail", world.places.kelurahan.code)
        assert "RT 001 / RW 001 → RT 021 / RW 001 (berganti nomor atau nama)" in text
        assert "SK Lurah 7" in text

    def test_other_apps_add_their_doors(self, cast, as_user, places, monkeypatch) -> None:
        monkeypatch.setattr(registry, "_DOORS", [])
        registry.register_doors(
            lambda user, kelurahan: [registry.Door("Siklus 2026", "/siklus/1/", "langkah 2")], order=1
        )
        text = page(as_user(cast.lurah), "region-detail", places.kelurahan.code)
        assert '<a href="/siklus/1/">Siklus 2026</a>' in text

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_kelurahan_takes_the_same_queries_whatever_its_size(
        self, world, cast, as_user, count, django_assert_max_num_queries
    ) -> None:
        make_decree(world.places.city, world.rts[:count], number="9/2025")
        squares = [NewBoundary(rt, mapping(square_around(*PODOSUGIH))) for rt in world.rts[:count]]
        import_boundaries(boundaries=squares, source="Survei 2025", by=None)
        client = as_user(cast.fasilitator)
        with django_assert_max_num_queries(21):
            page(client, "region-detail", world.places.kelurahan.code)
