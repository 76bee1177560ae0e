"""Boundary import in the browser: look first, then save exactly that."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from kumuh.areas.imports import FOLDER, keep_file
from kumuh.areas.models import Boundary, Region
from tests.kumuh.areas.geometry.files import PODOSUGIH, geojson, in_projection, kml, kml_ring, shapefile, square_around

SQUARE = square_around(*PODOSUGIH)

pytestmark = pytest.mark.usefixtures("media")


@pytest.fixture
def client(as_user, cast):
    return as_user(cast.fasilitator)


@pytest.fixture
def code(places) -> str:
    Region.objects.filter(pk=places.kelurahan.pk).update(latitude=PODOSUGIH[1], longitude=PODOSUGIH[0])
    return places.kelurahan.code


def send(client, code: str, content: bytes, name: str = "rt.geojson", **data):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("areas:boundary-import", args=[code]), {"file": file} | data)


def test_a_file_is_shown_and_nothing_is_written_before_the_second_step(client, code, world) -> None:
    first, *_ = world.rts
    content = shapefile([SQUARE], 4326, RT=["1"], RW=["1"], luas_ha=["3.5"])
    check = send(client, code, content, "rt.zip").headers["Location"]

    text = client.get(check).content.decode()

    assert "1. RT 1 / RW 1" in text
    assert f'<option value="rt-{first.pk}" selected>RT 001 / RW 001</option>' in text
    assert "14,3%" in text
    assert not Boundary.objects.exists()


def test_what_was_shown_is_saved_with_its_source_and_the_file_is_forgotten(client, code, world, cast) -> None:
    check = send(client, code, geojson(SQUARE, RT="2", RW="1", luas_ha="4,1")).headers["Location"]
    choice = {"source": "Survei GPS TIPP, Mei 2025", "pemilik-1": f"rt-{world.rts[1].pk}"}

    assert client.post(check, choice).status_code == 302

    boundary = Boundary.objects.get()
    assert (boundary.neighbourhood, boundary.declared_ha, boundary.source, boundary.imported_by) == (
        world.rts[1],
        Decimal("4.1000"),
        "Survei GPS TIPP, Mei 2025",
        cast.fasilitator,
    )
    assert default_storage.listdir(f"{FOLDER}/{cast.fasilitator.pk}") == ([], [])
    assert "Unggah sekali lagi" in client.get(check).content.decode()


def test_shapes_that_are_left_out_are_not_saved(client, code, world) -> None:
    check = send(client, code, geojson(SQUARE, SQUARE)).headers["Location"]
    client.post(check, {"source": "Survei", "pemilik-1": "", "pemilik-2": "kelurahan"})
    assert [row.region_id for row in Boundary.objects.all()] == [code]


def test_no_choice_and_a_double_choice_are_refused(client, code) -> None:
    check = send(client, code, geojson(SQUARE, SQUARE)).headers["Location"]
    nothing = client.post(check, {"source": "Survei"}).content.decode()
    assert "Tidak ada bidang yang dipilih" in nothing
    both = client.post(check, {"source": "Survei", "pemilik-1": "kelurahan", "pemilik-2": "kelurahan"}).content.decode()
    assert "Krapyak dipilih untuk lebih dari satu bidang" in both
    foreign = client.post(check, {"source": "Survei", "pemilik-1": "rt-999999"})
    assert foreign.status_code == 200
    assert not Boundary.objects.exists()


def test_metres_without_a_zone_find_the_place_of_the_kelurahan(client, code) -> None:
    check = send(client, code, geojson(in_projection(SQUARE, 32749))).headers["Location"]
    assert "dibaca sebagai WGS 84 / UTM zone 49S" in client.get(check).content.decode()


def test_metres_in_a_kelurahan_without_centroid_ask_for_the_zone(client, places) -> None:
    content = geojson(in_projection(SQUARE, 32749))
    asked = send(client, places.kelurahan.code, content)
    assert "Pilih zona UTM" in asked.content.decode()
    check = send(client, places.kelurahan.code, content, zone="49S").headers["Location"]
    assert "zona=49S" in check
    assert "UTM zone 49S" in client.get(check).content.decode()


def test_a_broken_file_is_explained_on_the_form(client, code) -> None:
    response = send(client, code, b"<kml><NetworkLink/></kml>", "rt.kml")
    assert "menunjuk ke alamat lain" in response.content.decode()


def test_names_find_kawasan_kelurahan_and_rt_without_rw(client, code, world) -> None:
    polygon = f"<Polygon><outerBoundaryIs>{kml_ring(SQUARE.exterior)}</outerBoundaryIs></Polygon>"
    content = kml(*(f"<name>{name}</name>{polygon}" for name in ("KRAPYAK", "rt.03", "RW 1", "Lapangan")))
    assert world.rts
    text = client.get(send(client, code, content, "peta.kml").headers["Location"]).content.decode()
    assert text.count(" selected>") == 4
    assert '<option value="kelurahan" selected>' in text
    assert f'<option value="rt-{world.rts[2].pk}" selected>' in text
    assert f'<option value="rw-{world.rts[2].parent_id}" selected>' in text
    assert '<option value="" selected>Jangan simpan</option>' in text


def test_a_place_that_has_a_boundary_is_said_to_be_replaced(client, code) -> None:
    check = send(client, code, geojson(SQUARE, nama="Krapyak")).headers["Location"]
    client.post(check, {"source": "Lama", "pemilik-1": "kelurahan"})
    again = send(client, code, geojson(SQUARE, nama="Krapyak")).headers["Location"]
    assert "Mengganti batas yang sudah ada" in client.get(again).content.decode()


def test_nobody_else_can_open_a_kept_file(client, code, as_user, cast) -> None:
    check = send(client, code, geojson(SQUARE)).headers["Location"]
    assert "sudah tidak tersimpan" in as_user(cast.pokja).get(check).content.decode()
    assert as_user(cast.lurah).get(check).status_code == 403
    assert as_user(cast.stranger).get(check).status_code == 404


def test_files_left_behind_are_removed_after_a_day(cast) -> None:
    person = cast.fasilitator.pk
    old = keep_file(person=person, content=b"lama", filename="a.kml")
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        new = keep_file(person=person, content=b"baru", filename="b.kml")
    assert default_storage.listdir(f"{FOLDER}/{person}")[1] == [new]
    assert old.endswith(".kml")


def test_a_boundary_is_deleted_after_asking(client, code) -> None:
    check = send(client, code, geojson(SQUARE)).headers["Location"]
    client.post(check, {"source": "Survei", "pemilik-1": "kelurahan"})
    url = reverse("areas:boundary-delete", args=[code, Boundary.objects.get().pk])
    assert "Hapus batas Krapyak?" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).context["form"].errors.keys() == {"reason"}
    assert Boundary.objects.exists()
    client.post(url, {"reason": "Garisnya melewati sungai."})
    assert not Boundary.objects.exists()
    page = client.get(reverse("areas:region-detail", args=[code])).content.decode()
    assert "menghapus batas Krapyak" in page
    assert "Garisnya melewati sungai." in page
