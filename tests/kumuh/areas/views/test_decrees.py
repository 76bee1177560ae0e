"""Screens of the SK Kumuh register."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kumuh.areas.models import Decree
from tests.cast import make_decree

PAPER = {
    "number": "430/1131 Tahun 2020",
    "title": "Penetapan Lokasi Perumahan Kumuh",
    "signed_on": "2020-12-14",
    "signer_office": "Wali Kota Pekalongan",
    "area_ha": "11,579299",
}
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def address(name: str, *args) -> str:
    return reverse(f"areas:decree-{name}", args=args)


class TestRegister:
    def test_pokja_enters_a_decree_with_its_scan(self, cast, as_user, places, media) -> None:
        client = as_user(cast.pokja)
        scan = SimpleUploadedFile("SK.pdf", PDF, "application/pdf")
        response = client.post(address("new"), PAPER | {"city": places.city.pk, "scan": scan})
        decree = Decree.objects.get()
        assert response.headers["Location"] == address("detail", decree.pk)
        assert (decree.number, decree.area_ha, decree.review_on) == (
            "430/1131 Tahun 2020",
            Decimal("11.579299"),
            date(2025, 12, 14),
        )
        sent = client.get(address("scan", decree.pk))
        assert sent.headers["Content-Disposition"] == 'inline; filename="SK-Kumuh-430-1131-Tahun-2020.pdf"'
        assert b"".join(sent.streaming_content).startswith(b"%PDF")

    def test_what_is_no_scan_is_refused(self, cast, as_user, places) -> None:
        scan = SimpleUploadedFile("SK.pdf", b"bukan pdf", "application/pdf")
        response = as_user(cast.pokja).post(address("new"), PAPER | {"city": places.city.pk, "scan": scan})
        assert "bukan foto atau PDF" in response.content.decode()
        assert not Decree.objects.exists()

    def test_only_cities_of_the_own_area_can_be_chosen(self, cast, as_user, places) -> None:
        response = as_user(cast.pokja).post(address("new"), PAPER | {"city": places.far_city.pk})
        assert response.status_code == 200
        assert not Decree.objects.exists()

    def test_a_person_without_the_right_is_refused(self, cast, as_user, places) -> None:
        response = as_user(cast.askot).post(address("new"), PAPER | {"city": places.city.pk})
        assert response.status_code == 403
        assert not Decree.objects.exists()

    def test_a_correction_notices_somebody_elses(self, cast, as_user, world) -> None:
        client, decree = as_user(cast.pokja), world.decree
        data = PAPER | {"version": decree.version}
        assert client.post(address("change", decree.pk), data).status_code == 302
        again = client.post(address("change", decree.pk), data | {"title": "Lain"})
        assert "baru saja diubah orang lain" in again.content.decode()
        decree.refresh_from_db()
        assert decree.title == "Penetapan Lokasi Perumahan Kumuh"

    def test_revoking(self, cast, as_user, world) -> None:
        data = {"on": "2026-01-01", "reason": "Diganti SK 1/2026"}
        as_user(cast.pokja).post(address("revoke", world.decree.pk), data)
        world.decree.refresh_from_db()
        assert world.decree.revoked_on == date(2026, 1, 1)
        assert "Diganti SK 1/2026" in as_user(cast.lurah).get(address("detail", world.decree.pk)).content.decode()


class TestRtList:
    def form(self, world, **values) -> dict[str, str]:
        return {key.replace("_", f"-{world.rts[int(key[-1])].pk}", 1)[:-1]: value for key, value in values.items()}

    def test_ticks_and_hectares_are_saved(self, cast, as_user, world) -> None:
        decree = make_decree(world.places.city, number="5/2025")
        url = address("rts", decree.pk) + f"?kelurahan={world.places.kelurahan.code}"
        response = as_user(cast.pokja).post(url, self.form(world, rt_0="on", luas_0="0,848808", rt_2="on", luas_2=""))
        assert response.status_code == 302
        assert list(decree.listed.values_list("neighbourhood__number", "area_ha")) == [
            ("001", Decimal("0.848808")),
            ("003", None),
        ]

    def test_hectares_without_a_tick_and_nonsense_are_refused(self, cast, as_user, world) -> None:
        decree = make_decree(world.places.city, number="5/2025")
        url = address("rts", decree.pk) + f"?kelurahan={world.places.kelurahan.code}"
        client = as_user(cast.pokja)
        untick = client.post(url, self.form(world, luas_1="1"))
        assert "RT 002 / RW 001 berisi luas tetapi tidak dicentang" in untick.content.decode()
        wrong = client.post(url, self.form(world, rt_1="on", luas_1="luas"))
        assert "bukan angka" in wrong.content.decode()
        assert not decree.listed.exists()

    def test_a_kelurahan_of_another_city_is_not_found(self, cast, as_user, world) -> None:
        url = address("rts", world.decree.pk)
        client = as_user(cast.pokja)
        for code in (world.places.far_kelurahan.code, "33.75", "", "x"):
            assert client.get(url, {"kelurahan": code}).status_code == 404


class TestReading:
    def test_people_of_a_kelurahan_read_the_decrees_of_their_city(self, cast, as_user, world) -> None:
        client = as_user(cast.lurah)
        assert world.decree.number in client.get(address("list")).content.decode()
        text = client.get(address("detail", world.decree.pk)).content.decode()
        assert "RT dalam SK: 3 di 1 kelurahan" in text
        assert "Ubah isi SK" not in text

    def test_a_decree_of_another_city_does_not_exist(self, cast, as_user, world) -> None:
        far = make_decree(world.places.far_city)
        client = as_user(cast.fasilitator)
        assert client.get(address("detail", far.pk)).status_code == 404
        assert client.get(address("scan", far.pk)).status_code == 404
        assert far.city.name not in client.get(address("list")).content.decode()

    def test_a_decree_without_scan_has_none_to_send(self, cast, as_user, world) -> None:
        assert as_user(cast.lurah).get(address("scan", world.decree.pk)).status_code == 404

    def test_overdue_decrees_come_first(self, cast, as_user, places) -> None:
        make_decree(places.city, number="BARU/2026", signed_on=date(2026, 1, 1), review_on=date(2031, 1, 1))
        make_decree(places.city, number="LAMA/2015", signed_on=date(2015, 1, 1), review_on=date(2020, 1, 1))
        text = as_user(cast.pokja).get(address("list")).content.decode()
        assert text.index("LAMA/2015") < text.index("BARU/2026")
        assert "SK perlu ditinjau" in text

    def test_an_empty_register_says_who_fills_it(self, cast, as_user) -> None:
        assert "Daftarkan SK kota Anda" in as_user(cast.pokja).get(address("list")).content.decode()
        assert "Pokja PKP kota yang mendaftarkan SK" in as_user(cast.lurah).get(address("list")).content.decode()

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_register_takes_the_same_queries_whatever_its_size(
        self, world, cast, as_user, count, django_assert_max_num_queries
    ) -> None:
        for number in range(count):
            make_decree(world.places.city, world.rts[:count], number=f"{number}/2025")
        client = as_user(cast.pokja)
        with django_assert_max_num_queries(7):
            client.get(address("list"))
        with django_assert_max_num_queries(8):
            client.get(address("detail", Decree.objects.latest("pk").pk))


@pytest.mark.parametrize("name", ["list", "new"])
def test_every_opened_box_of_a_page_is_closed(cast, as_user, world, name: str) -> None:
    make_decree(world.places.city, number="LAMA/2015", signed_on=date(2015, 1, 1), review_on=date(2020, 1, 1))
    text = as_user(cast.pokja).get(address(name)).content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    assert main.count("<div") == main.count("</div>")
