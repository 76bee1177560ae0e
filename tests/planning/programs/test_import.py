"""Finished works from a file: tried first, applied once, nothing a bad file could break."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planning.programs import exports
from planning.programs.errors import InvestmentRefused
from planning.programs.imports import apply_investments, try_investments
from planning.programs.models import Investment
from planning.programs.sheets import KEYS
from tests.cast import KELURAHAN, make_ruleset

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
GOOD = ["2021", KELURAHAN, "", "001", "001", "", "jalan_kualitas", "Jalan beton", "120,5", "", "Data kota"]


def csv_of(*rows, head=KEYS):
    return "\n".join([";".join(head), *(";".join(row) for row in rows)]).encode()


def row(**changes):
    return [changes.get(key, value) for key, value in zip(KEYS, GOOD, strict=True)]


def tried(world, content, filename="penanganan.csv", region=None):
    make_ruleset()
    assert len(world.rts) == 3
    return try_investments(
        content=content, filename=filename, region=region or world.places.city, user=world.cast.pokja
    )


def test_trying_records_nothing_and_applying_records_exactly_the_file(world):
    trial = tried(world, csv_of(row(), row(parameter="2a", volume="1.500", rt="2")))
    assert (trial.report["baru"], trial.report["galat"], Investment.objects.count()) == (2, [], 0)
    assert apply_investments(trial=trial, user=world.cast.pokja) == 2
    first, second = Investment.objects.order_by("pk")
    assert (first.neighbourhood, first.volume, first.unit, first.source) == (
        world.rts[0], Decimal("120.5"), "m", "Data kota",
    )  # fmt: skip
    assert (second.neighbourhood, second.criterion_key, second.volume) == (world.rts[1], "jalan_cakupan", 1500)
    assert first.history.get().history_user == world.cast.pokja
    with pytest.raises(InvestmentRefused, match="sudah diterapkan"):
        apply_investments(trial=trial, user=world.cast.pokja)


def test_the_same_file_again_changes_nothing_and_a_row_twice_is_two_works(world):
    content = csv_of(row(), row(), row(tahun="2022"))
    apply_investments(trial=tried(world, content), user=world.cast.pokja)
    assert Investment.objects.count() == 3
    again = tried(world, content)
    assert (again.report["baru"], again.report["tetap"]) == (0, 3)
    more = tried(world, csv_of(row(), row(), row()))
    assert (more.report["baru"], more.report["tetap"]) == (1, 2)


def test_the_export_is_the_import_template(world):
    content = csv_of(row(), row(rw="", rt="", tempat="RT011-RW001"), row(parameter="", kegiatan="Saluran"))
    apply_investments(trial=tried(world, content), user=world.cast.pokja)
    for kind in ("xlsx", "csv"):
        name, exported = exports.export_workbook(region=world.places.city, kind=kind)
        again = tried(world, exported, name)
        assert (again.report["galat"], again.report["baru"], again.report["tetap"]) == ([], 0, 3)


def test_a_row_without_rt_or_parameter_is_kept_and_counted_apart(world):
    trial = tried(world, csv_of(row(rw="", rt="", tempat="RT011-RW001"), row(parameter="")))
    assert (trial.report["tanpa_rt"], trial.report["tanpa_parameter"], trial.report["galat"]) == (1, 1, [])


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"tahun": "221"}, "tahun", "tidak mungkin"),
        ({"tahun": ""}, "tahun", "Belum diisi"),
        ({"volume": "banyak"}, "volume", "bukan angka"),
        ({"volume": "-3"}, "volume", "nol atau lebih"),
        ({"volume": "#DIV/0!"}, "volume", "membagi dengan nol"),
        ({"parameter": "9z"}, "parameter", "tidak dikenal"),
        ({"rt": "099"}, "rt", "tidak ada di Krapyak"),
        ({"rt": "", "rw": ""}, "rt", "RT belum diisi"),
        ({"rt": "tiga"}, "rt", "Nomor ditulis dengan angka"),
        ({"kode_kelurahan": "33.76.01.1001"}, "kode_kelurahan", "tidak ditemukan"),
        ({"kode_kelurahan": "", "kelurahan": "Entah"}, "kode_kelurahan", "tidak ditemukan"),
        ({"kode_kelurahan": ""}, "kode_kelurahan", "belum diisi"),
        ({"kegiatan": ""}, "kegiatan", "Belum diisi"),
        ({"kegiatan": "x" * 201}, "kegiatan", "Terlalu panjang"),
    ],
)
def test_every_mistake_is_named_with_its_cell_and_nothing_is_applied(world, changes, column, reason):
    trial = tried(world, csv_of(row(), row(**changes)))
    (problem,) = trial.report["galat"]
    assert (problem["baris"], problem["kolom"]) == (3, column)
    assert reason in problem["alasan"]
    with pytest.raises(InvestmentRefused, match="galat"):
        apply_investments(trial=trial, user=world.cast.pokja)
    assert not Investment.objects.exists()


def test_names_headings_and_order_of_columns_do_not_matter(world):
    head = ["RT", "Parameter", "RW", "Kelurahan", "Tahun selesai", "Kegiatan", "Volume tertangani", "lain-lain"]
    line = ["RT 3", "Kualitas Permukaan Jalan Lingkungan", "RW 1", "Kel. Krapyak", "2023", "Paving", "10", "?"]
    trial = tried(world, csv_of(line, head=head))
    assert trial.report["galat"] == []
    assert trial.report["baris"][0] | {} == {
        "kelurahan": "Krapyak", "rt": "RT 003 / RW 001", "tempat": "", "tahun": 2023, "parameter": "jalan_kualitas",
        "kegiatan": "Paving", "volume": "10", "satuan": "m",
    }  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04rusak", b"satu;dua\n1;2", csv_of()])
def test_a_file_that_is_none_ends_in_a_sentence(world, content):
    trial = tried(world, content)
    assert trial.report["jumlah_galat"] == 1
    assert trial.report["galat"][0]["alasan"].endswith(".")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cells=st.lists(st.lists(st.text(max_size=12), min_size=11, max_size=11), max_size=4))
def test_no_cell_breaks_the_reader(world, cells):
    content = csv_of(*[[cell.replace(";", "").replace("\n", "") for cell in line] for line in cells])
    trial = tried(world, content.decode(errors="replace").encode(errors="replace"))
    assert isinstance(trial.report["galat"], list)
    trial.file.delete(save=False)


def test_records_that_changed_in_between_stop_the_application(world):
    first, second = tried(world, csv_of(row())), tried(world, csv_of(row()))
    apply_investments(trial=first, user=world.cast.pokja)
    with pytest.raises(InvestmentRefused, match="berubah sejak"):
        apply_investments(trial=second, user=world.cast.pokja)
    assert Investment.objects.count() == 1


def test_the_pages_lead_from_template_to_applied_file(world, as_user):
    make_ruleset()
    assert world.rts
    browser = as_user(world.cast.pokja)
    template = browser.get(reverse("programs:investment-template", args=[KELURAHAN]) + "?jenis=csv")
    assert template.content.decode("utf-8-sig").splitlines()[-1].split(";") == list(KEYS)
    upload = SimpleUploadedFile("penanganan.csv", csv_of(row(volume="x"), row()))
    answer = browser.post(reverse("programs:investment-import", args=[KELURAHAN]), {"file": upload})
    page = browser.get(answer.url)
    assert "bukan angka" in page.content.decode()
    marked = browser.get(answer.url + "?galat=1")
    assert marked["Content-Disposition"] == 'attachment; filename="penanganan-galat.xlsx"'
    upload = SimpleUploadedFile("penanganan.csv", csv_of(row()))
    answer = browser.post(reverse("programs:investment-import", args=[KELURAHAN]), {"file": upload})
    applied = browser.post(answer.url + "terapkan/", follow=True)
    assert "1 penanganan tercatat." in applied.content.decode()
    assert Investment.objects.get().recorded_by == world.cast.pokja


def test_the_command_tries_and_applies(world, tmp_path):
    make_ruleset()
    assert world.rts
    path = tmp_path / "penanganan.csv"
    path.write_bytes(csv_of(row(), row(rt="002")))
    asked = {"oleh": world.cast.pokja.username, "wilayah": world.places.city.code}
    told = StringIO()
    call_command("impor_investasi", str(path), stdout=told, json=True, **asked)
    assert json.loads(told.getvalue()) == {"baru": 2, "tetap": 0, "tanpa_rt": 0, "tanpa_parameter": 0, "galat": []}
    assert not Investment.objects.exists()
    call_command("impor_investasi", str(path), stdout=StringIO(), terapkan=True, **asked)
    assert Investment.objects.count() == 2
    path.write_bytes(csv_of(row(rt="099")))
    with pytest.raises(SystemExit):
        call_command("impor_investasi", str(path), stdout=StringIO(), **asked)
    with pytest.raises(CommandError, match="tidak dapat dibuka"):
        call_command("impor_investasi", str(tmp_path / "tidak-ada.csv"), stdout=StringIO(), **asked)
    with pytest.raises(CommandError, match="pengguna"):
        call_command("impor_investasi", str(path), stdout=StringIO(), **asked | {"wilayah": "33.76"})
