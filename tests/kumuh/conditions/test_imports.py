"""Import in two steps: a try that writes nothing, then exactly the tried file, all or nothing, again and again."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from kumuh.accounts.enums import Role
from kumuh.areas.models import Neighbourhood, Settlement
from kumuh.conditions import registry
from kumuh.conditions.errors import ImportRefused
from kumuh.conditions.exports import errors_workbook, export_workbook
from kumuh.conditions.imports import CHANGED, NEW, SAME, apply_trial, try_workbook
from kumuh.conditions.models import ImportTrial, RtRecord, Survey
from kumuh.conditions.services import save_rt_record
from kumuh.conditions.sheets import template_columns
from kumuh.core.spreadsheets import Column, Table, read_workbook, write_xlsx
from tests.cast import make_region, make_rt, make_ruleset, make_user
from tests.kumuh.conditions.cases import HEADER, kawasan, rt_years, ruleset
from tests.kumuh.conditions.test_records import SLUM
from tests.kumuh.conditions.workbooks import VERSIONS, line, pekalongan_rows, read, saved, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media", "versions")]


@pytest.fixture
def versions(db):
    for code in ("2018-16", "2016-19", "baseline-2015"):
        make_ruleset(code)


def attempt(world, *rows, content=None, by=None, region=None):
    return try_workbook(
        content=content or xlsx(*rows),
        filename="baseline.xlsx",
        region=region or world.places.kelurahan,
        user=by or world.cast.fasilitator,
    )


def apply(world, trial, by=None, confirmed=True):
    return apply_trial(trial=trial, user=by or world.cast.fasilitator, confirmed=confirmed)


def counts(trial):
    return tuple(trial.report["jumlah"][kind] for kind in (NEW, CHANGED, SAME))


def reasons(trial):
    return " ".join(problem["alasan"] for problem in trial.report["galat"])


def test_trying_a_file_changes_no_survey_and_says_what_would_be_added(world):
    trial = attempt(world, line(**SLUM), line(rt="002"))
    assert counts(trial) == (2, 0, 0)
    assert trial.report["tempat_baru"] == [
        "Kawasan Krapyak", "RW 001, Krapyak", "RT 001 / RW 001, Krapyak", "RT 002 / RW 001, Krapyak",
    ]  # fmt: skip
    assert trial.report["survei_baru"] == ["Survei Krapyak tahun 2025"]
    assert [model.objects.count() for model in (RtRecord, Survey, Neighbourhood)] == [0, 0, 0]


def test_new_places_are_added_only_after_they_were_confirmed(world):
    trial = attempt(world, line(**SLUM))
    with pytest.raises(ImportRefused, match="Pastikan dahulu"):
        apply(world, trial, confirmed=False)
    apply(world, trial)
    record = RtRecord.objects.get()
    assert (record.total, record.level, str(record.settlement)) == (19, "KR", "Krapyak")
    assert record.neighbourhood.parent.label == "RW 001"
    assert record.history.get().history_user == world.cast.fasilitator
    assert record.history.get().history_change_reason == "Impor baseline.xlsx"


def test_importing_the_same_file_twice_reports_no_change(world):
    rows = (line(**SLUM), line(rt="002", jalan_kualitas=None))
    apply(world, attempt(world, *rows))
    again = attempt(world, *rows)
    assert (counts(again), again.report["tempat_baru"], again.report["perubahan"]) == ((0, 0, 2), [], [])
    apply(world, again)
    assert [record.history.count() for record in RtRecord.objects.all()] == [1, 1]


def test_only_changed_figures_are_told_old_beside_new(world):
    apply(world, attempt(world, line(), line(rt="002")))
    trial = attempt(world, line(jumlah_kk=60), line(rt="002", jalan_kualitas=None))
    assert [item["ubahan"] for item in trial.report["perubahan"]] == [
        [["Jumlah KK", "50", "60"]],
        [["2b Kualitas Permukaan Jalan Lingkungan", "0", "belum diukur"]],
    ]
    assert counts(apply(world, trial)) == (0, 2, 0)
    for record in RtRecord.objects.filter(version=2):
        newest, first = record.history.all()
        assert (newest.version, first.version) == (2, 1)
        assert newest.created_at == first.created_at == record.created_at
        assert newest.history_user == world.cast.fasilitator
    assert RtRecord.objects.filter(version=2).count() == 2


def test_one_wrong_cell_keeps_the_whole_file_out(world):
    trial = attempt(world, line(), line(rt="002", jumlah_kk=-1))
    assert [(p["baris"], p["kolom"], p["sel"]) for p in trial.report["galat"]] == [(4, "jumlah_kk", "I4")]
    with pytest.raises(ImportRefused, match="masih berisi galat"):
        apply(world, trial)
    assert not RtRecord.objects.exists()


def test_what_changed_on_the_server_since_the_try_stops_the_apply(world):
    trial = attempt(world, line())
    apply(world, attempt(world, line(jumlah_kk=77)))
    with pytest.raises(ImportRefused, match="berubah sejak"):
        apply(world, trial)
    assert RtRecord.objects.get().jumlah_kk == 77


def test_only_the_tried_file_is_applied_and_only_once(world):
    trial = attempt(world, line())
    trial.digest = "0" * 64
    with pytest.raises(ImportRefused, match="bukan lagi berkas yang dicoba"):
        apply(world, trial)
    trial = ImportTrial.objects.get()
    apply(world, trial)
    with pytest.raises(ImportRefused, match="berubah sejak"):
        apply(world, trial)


def test_the_same_rt_under_two_kawasan_is_one_rt_and_therefore_refused(world):
    trial = attempt(world, line(), line(kawasan="Lain"))
    assert "sudah ada di baris 3" in reasons(trial)


def test_a_kelurahan_outside_the_area_is_refused_as_if_it_did_not_exist(world):
    trial = attempt(world, line(kode_kelurahan="33.76.01.1001"))
    assert "di luar wilayah tugas Anda" in reasons(trial)


def by_name(name):

    columns = [
        Column("kelurahan", "Kelurahan") if c.key == "kode_kelurahan" else c for c in template_columns(ruleset())
    ]
    return write_xlsx([Table("Baseline", columns, [line(kelurahan=name)])])


def test_a_name_that_two_kelurahan_carry_asks_for_the_code(world):
    make_region("33.75.04", "Pekalongan Selatan")
    make_region("33.75.04.1002", "Krapyak")
    user, city = world.cast.askot, world.places.city
    double = attempt(world, content=by_name("Kel. Krapyak"), by=user, region=city)
    assert "Ada 2 kelurahan" in reasons(double)
    assert "33.75.03.1002 (Kecamatan Pekalongan Utara)" in double.report["galat"][0]["saran"]
    found = attempt(world, content=by_name("panjang wetan"), by=user, region=city)
    assert found.report["galat"] == []
    missing = attempt(world, content=by_name("Entah"), by=user, region=city)
    assert "tidak ada di Kota Pekalongan" in reasons(missing)


def test_a_locked_survey_is_told_row_by_row(world, monkeypatch):
    monkeypatch.setattr(registry, "_LOCKS", [lambda code, year: [registry.SurveyLock("Siklus 2025 sedang diperiksa.")]])
    assert "sedang diperiksa" in reasons(attempt(world, line()))


def test_a_file_of_another_version_than_the_survey_is_refused(world):
    assert world.survey.ruleset_id == "2018-16"
    older = dict.fromkeys(VERSIONS["2016-19"].criterion_by_key, 0)
    trial = attempt(world, content=xlsx(line() | older, version="2016-19"))
    assert "memakai Permen PUPR 14/PRT/M/2018" in reasons(trial)


@pytest.mark.parametrize("content", [b"", b"halaman <html>", b"PK\x03\x04 rusak"])
def test_an_unreadable_file_is_a_trial_with_one_reason_and_no_traceback(world, content):
    trial = attempt(world, content=content)
    assert trial.report["jumlah_galat"] == 1


def test_the_export_is_the_template_and_importing_it_changes_nothing(world):
    apply(world, attempt(world, line(**SLUM), line(rt="002", jalan_kualitas=None), line(rt="003", rw=None)))
    name, content = export_workbook(survey=Survey.objects.get(), kind="xlsx")
    assert name == "baseline-krapyak-2025.xlsx"
    assert counts(attempt(world, content=content)) == (0, 0, 3)
    _, text = export_workbook(survey=Survey.objects.get(), kind="csv")
    assert counts(attempt(world, content=text)) == (0, 0, 3)


def test_percents_of_a_source_survive_export_and_import(world):
    save_rt_record(
        survey=world.survey,
        neighbourhood=world.rts[0],
        denominators=HEADER,
        volumes=SLUM | {"jalan_kualitas": None},
        percents={"jalan_kualitas": Decimal("55.5")},
        by=world.cast.fasilitator,
    )
    _, content = export_workbook(survey=world.survey, kind="xlsx")
    assert counts(attempt(world, content=content)) == (0, 0, 1)


def test_the_workbook_with_marked_errors_holds_the_rows_and_the_reasons(world):
    trial = attempt(world, line(), line(rt="002", jumlah_kk=-1, jalan_kualitas=Decimal("7.5")))
    book = read_workbook(errors_workbook(trial=trial))
    values = book.sheets[0].rows[3].values
    assert values[0] == 2025
    assert values[8] == -1
    repaired = read(errors_workbook(trial=trial))
    assert [problem.column for problem in repaired.problems] == ["jumlah_kk"]
    assert repaired.rows[1].volumes["jalan_kualitas"] == Decimal("7.5")


def test_form_import_and_command_give_the_same_scores(world, tmp_path):
    apply(world, attempt(world, line(**SLUM, rt="001")))
    imported = RtRecord.objects.get()
    typed = save_rt_record(
        survey=Survey.objects.get(),
        neighbourhood=make_rt(world.places.kelurahan, "009"),
        denominators=HEADER,
        volumes=SLUM,
        by=world.cast.fasilitator,
    )
    output = StringIO()
    call_command("impor_baseline", saved(tmp_path, xlsx(line(**SLUM))), "--periksa", "--json", stdout=output)
    answer = json.loads(output.getvalue())["rt"][0]
    assert imported.result == typed.result
    assert (imported.total, imported.level, imported.flags) == (
        typed.total,
        typed.level,
        typed.flags,
    )
    assert answer["nilai"] == {key: part["nilai"] for key, part in imported.result.items()}
    assert answer["persen"] == {key: float(part["persen"]) for key, part in imported.result.items()}
    assert (answer["total"], answer["tingkat"]) == (imported.total, imported.level)


def test_the_command_applies_a_file_in_the_name_of_a_person(world, tmp_path):
    path, output = saved(tmp_path, xlsx(line(**SLUM))), StringIO()
    user = world.cast.fasilitator
    call_command("impor_baseline", path, "--terapkan", "--json", "--oleh", user.username, stdout=output)
    assert json.loads(output.getvalue()) == {"galat": [], "baru": 1, "berubah": 0, "tetap": 0}
    assert RtRecord.objects.get().history.get().history_user == user


def test_all_published_rt_years_of_pekalongan_go_through_the_import_with_their_scores(world):
    """Thirteen kawasan, each in a kelurahan of its own, so that equal RT numbers do not meet."""
    codes = {}
    for number in kawasan():
        codes[number] = f"33.75.09.10{number}"
        make_region("33.75.09", "Kecamatan contoh")
        make_region(codes[number], f"Kelurahan contoh {number}")
    askot = make_user(Role.ASKOT, world.places.city)
    trial = attempt(world, *pekalongan_rows(codes), by=askot, region=world.places.city)
    assert (trial.report["jumlah_galat"], counts(trial)) == (0, (895, 0, 0))
    apply(world, trial, by=askot)
    stored = {
        (record.kelurahan_id, record.neighbourhood.label, record.year): record
        for record in RtRecord.objects.select_related("neighbourhood")
    }
    assert len(stored) == 895
    for number, place, rt, year, row in rt_years():
        record = stored[(codes[number], f"RT {rt['rt']} / RW {rt['rw']}", int(year))]
        assert [record.result[key]["nilai"] for key in place["parameters"]] == row["score"]
        assert (record.total, record.level) == (row["total"], row["level"])
    assert Settlement.objects.count() == 13
    again = attempt(world, *pekalongan_rows(codes), by=askot, region=world.places.city)
    assert counts(again) == (0, 0, 895)
