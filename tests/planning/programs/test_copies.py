"""Copy sheets: what SIPD and the departments ask for, in their order, with a light and the form that fixes each gap."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from kumuh.core.spreadsheets import read_workbook
from planning.programs import queries
from planning.programs.catalog import copy_order
from planning.proposals.coordinates import Coordinates, parse_coordinates
from planning.proposals.readiness import Colour, SheetFacts, sheet_light
from tests.planning.programs.builders import MILLION, a_work, usulan
from tests.planning.proposals.builders import decided, met, taken


def facts(**changes):
    """Everything that is asked for is there, but for `changes`."""
    whole = dict.fromkeys(("address", "photo", "limits", "volume", "coordinates", "source", "land"), True)
    return SheetFacts(**whole | {"cost": 90 * MILLION, "households": 40} | changes)


# --- The light ------------------------------------------------------------------------------------------------------
def test_a_sheet_is_green_only_with_every_point_of_the_checklist():
    light = sheet_light(facts())
    assert light.colour is Colour.GREEN
    assert len(light.items) == 9
    assert all(item.done for item in light.items)


@pytest.mark.parametrize("point", ["address", "photo", "limits", "volume"])
def test_what_others_sent_usulan_back_for_makes_it_red(point):
    light = sheet_light(facts(**{point: False}))
    assert light.colour is Colour.RED
    assert len(light.missing) == 1


@pytest.mark.parametrize(
    ("point", "value"), [("coordinates", False), ("source", False), ("cost", None), ("households", 0), ("land", False)]
)
def test_what_they_only_ask_about_makes_it_yellow(point, value):
    light = sheet_light(facts(**{point: value}))
    assert light.colour is Colour.YELLOW
    assert light.missing[0].sentence.endswith((".", "dahulu."))


# --- Coordinates ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["-6.8886, 109.6753", "-6,8886; 109,6753", "\N{MINUS SIGN}6.8886 109.6753"])
def test_coordinates_are_read_as_a_map_gives_them(text):
    assert parse_coordinates(text) == Coordinates(Decimal("-6.888600"), Decimal("109.675300"))


def test_an_empty_place_is_no_place():
    assert parse_coordinates("  ") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("di depan musala", "Tulis lintang lalu bujur"),
        ("109.6753, -6.8886", "Urutannya terbalik"),
        ("48.8566, 2.3522", "di luar Indonesia"),
    ],
)
def test_wrong_coordinates_are_told_what_is_wrong(text, words):
    with pytest.raises(ValueError, match=words):
        parse_coordinates(text)


# --- The sheet ------------------------------------------------------------------------------------------------------
@pytest.fixture
def work(world):
    """A work whose usulan has everything but a photo."""
    meeting = met(world, title="Rembuk RW 001")
    row = usulan(world, source_meeting=meeting, reason="Jalan becek", latitude="-6.8886", longitude="109.6753")
    return a_work(world, row, land="UMUM")


@pytest.mark.django_db
def test_a_sheet_says_everything_in_the_order_of_the_other_form(world, work):
    sheet = queries.copy_sheet_of_work(work)
    assert [field.key for field in sheet.fields] == [key for key, _ in copy_order()]
    assert sheet.by_key | {"sumber": ""} == {
        "tahun": "2026",
        "judul": "Paving gang melati",
        "masalah": "Jalan becek",
        "skpd": "",
        "wilayah": "Kelurahan Krapyak, Kecamatan Pekalongan Utara, Kota Pekalongan",
        "alamat": "Gang Melati, sebelah musala, RT 001 / RW 001",
        "batas": "dari pos ronda sampai sungai",
        "koordinat": "-6.8886, 109.6753",
        "volume": "90",
        "satuan": "m",
        "biaya": "90.000.000",
        "penerima": "40 KK, di antaranya 20 KK miskin/MBR",
        "lahan": "Tanah negara atau fasilitas umum",
        "sumber": "",
        "pengusul": "Warga perorangan: Warga Contoh 1",
        "foto": "",
        "rujukan": "",
    }
    assert sheet.by_key["sumber"].startswith("Rembuk RW 001, 1 Maret 2026")
    assert sheet.light.colour is Colour.RED


@pytest.mark.django_db
def test_every_gap_leads_to_the_form_that_fixes_it(world, work):
    (photo,) = queries.copy_sheet_of_work(work).missing
    assert photo.url == reverse("proposals:proposal-edit", args=[world.cycle.pk, work.proposal_id]) + "#id_photo"
    work.land = ""
    land = queries.copy_sheet_of_work(work).missing[-1]
    assert land.url == reverse("programs:work-edit", args=[world.cycle.pk, work.pk]) + "#id_land"
    bare = queries.copy_sheet_of_proposal(taken(world, limits="", volume=None))
    fixes = {short.item.field: short.url for short in bare.missing}
    assert fixes["limits"].endswith(f"/usulan/{bare.proposal.pk}/ubah/#id_limits")
    assert "cost" in fixes


@pytest.mark.django_db
@pytest.mark.usefixtures("media")
def test_with_a_photo_the_sheet_is_ready(world, work):
    work.proposal.photo.save("lokasi.jpg", ContentFile(b"contoh"))
    assert queries.copy_sheet_of_work(work).light.colour is Colour.GREEN


@pytest.mark.django_db
def test_works_come_first_and_usulan_that_are_no_work_yet_follow(world, work):
    waiting = taken(world, title="Lampu gang")
    sheets = queries.copy_sheets(world.cycle)
    assert [(sheet.title, sheet.is_work) for sheet in sheets] == [("Paving gang melati", True), ("Lampu gang", False)]
    assert sheets[1].proposal == waiting


# --- Pages and file -------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_page_copies_without_script_and_leads_to_the_next_sheet(world, work, client):
    second = taken(world, title="Lampu gang")
    client.force_login(world.cast.pemantau)
    page = client.get(reverse("programs:copy-work", args=[world.cycle.pk, work.pk])).content.decode()
    assert 'id="salin-koordinat" rows="1" readonly>-6.8886, 109.6753</textarea>' in page
    assert reverse("programs:copy-proposal", args=[world.cycle.pk, second.pk]) in page
    assert "Foto lokasi belum ada." in page


@pytest.mark.django_db
def test_an_usulan_that_was_declined_has_no_sheet(world, client):
    row = taken(world)
    row.status = "DITOLAK"
    row.save()
    client.force_login(world.cast.fasilitator)
    assert client.get(reverse("programs:copy-proposal", args=[world.cycle.pk, row.pk])).status_code == 404


@pytest.mark.django_db
def test_the_file_holds_every_sheet_in_the_same_order(world, work, client):
    a_work(world, usulan(world, decision=decided(world), title="Saluran gang mawar"), 10 * MILLION)
    client.force_login(world.cast.fasilitator)
    answer = client.get(reverse("programs:copy-export", args=[world.cycle.pk]))
    assert 'filename="lembar-salin-krapyak-2026.xlsx"' in answer["Content-Disposition"]
    rows = read_workbook(answer.content, "lembar.xlsx").sheet("Lembar salin").rows
    assert list(rows[0].values[2:]) == [label for _, label in copy_order()]
    assert [row.values[3] for row in rows[1:3]] == ["Paving gang melati", "Saluran gang mawar"]
