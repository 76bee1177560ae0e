"""Pages of the survey: one household after the other, form B, results without names, settling, files, papers."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pikepdf import Pdf

from kumuh.conditions.models import RtRecord
from planning.methods.catalog import method_of
from planning.methods.enums import MethodKind
from planning.methods.models import AreaSheet, Household, SurveyDecision, SurveyTrial
from planning.methods.registry import TOOLS
from planning.methods.sheets import blank_pdf
from tests.planning.methods.builders import agreed, fresh
from tests.planning.methods.surveyed import area, filled_survey, recorded, surveyed, written
from tests.planning.methods.test_survey_files import exported, sent
from tests.planning.rembuk.browsing import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world, as_user):
    return as_user(world.cast.fasilitator)


@pytest.fixture
def at(world):
    def address(name, session, *more):
        return reverse(f"methods:{name}", args=[world.cycle.pk, session.pk, *more])

    return address


def text(answer):
    return answer.content.decode()


def queries_of(browser, url):
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


# --- Typing -----------------------------------------------------------------------------------------------------
def test_households_are_typed_one_after_the_other_and_keep_address_and_surveyor(world, browser, at):
    session = surveyed(world)
    url = at("household-add", session, world.rts[0].pk)
    page = browser.get(url)
    assert 'data-draf="metode/' in text(page)
    assert "Keluarga ke-1" in text(page)
    answer = browser.post(
        url, typed(page, nomor_rumah="12", nama_kk="Keluarga Contoh", alamat="Gang Contoh", petugas="Kader Contoh",
                   jiwa_l="2", jiwa_p="1", sumber_air="SUNGAI", panjang="6,5", lanjut="1"), follow=True,
    )  # fmt: skip
    assert "No. 12, Keluarga Contoh tersimpan. Tidak beres: 3a." in text(answer)
    assert "Keluarga ke-2" in text(answer)
    first = typed(answer)
    assert (first["alamat"], first["petugas"], first["nama_kk"]) == (["Gang Contoh"], ["Kader Contoh"], [""])
    row = Household.objects.get()
    assert (row.answers["panjang"], row.verdict) == ("6.5", "??1???????")


def test_a_measure_comes_back_as_it_was_meant(world, browser, at):
    session = surveyed(world)
    row = written(world, session, panjang="6.12")
    url = at("household-edit", session, row.pk)
    page = browser.get(url)
    assert typed(page)["panjang"] == ["6,12"]
    assert browser.post(url, typed(page)).status_code == 302
    row.refresh_from_db()
    assert row.answers["panjang"] == "6.12"


def test_a_wrong_answer_is_told_at_its_field_and_nothing_typed_is_lost(world, browser, at):
    session = surveyed(world)
    url = at("household-add", session, world.rts[0].pk)
    answer = browser.post(url, typed(browser.get(url), nomor_rumah="3", nik="12", panjang="0", alamat="Gang Contoh"))
    page = text(answer)
    assert answer.status_code == 200
    assert "NIK terdiri atas 16 angka." in page
    assert "Harus lebih dari 0." in page
    assert typed(answer)["alamat"] == ["Gang Contoh"]
    assert not Household.objects.exists()


def test_what_somebody_else_saved_meanwhile_is_told_and_a_second_save_is_a_choice(world, browser, at):
    session = surveyed(world)
    row = written(world, session)
    url = at("household-edit", session, row.pk)
    sent_form = typed(browser.get(url), jiwa_l="4")
    row.men, row.version = 3, 2
    row.save()
    answer = browser.post(url, sent_form)
    assert "menyimpan data keluarga ini" in text(answer)
    assert browser.post(url, typed(answer)).status_code == 302
    row.refresh_from_db()
    assert row.men == 4


def test_a_household_can_be_taken_away_after_a_question(world, browser, at):
    session = filled_survey(world)
    row = Household.objects.first()
    url = at("household-drop", session, row.pk)
    assert "Hapus No. 1" in text(browser.get(url))
    browser.post(url)
    assert not Household.objects.filter(pk=row.pk).exists()


def test_form_b_is_typed_for_an_rt_and_leads_to_its_result(world, browser, at):
    session = surveyed(world)
    url = at("survey-area", session, world.rts[0].pk)
    wrong = browser.post(url, typed(browser.get(url), jalan_ada="10", jalan_rusak="20"))
    assert "Lebih besar daripada keseluruhannya (10 m)." in text(wrong)
    done = browser.post(url, typed(wrong, jalan_rusak="5", luas="0,125"), follow=True)
    assert "Formulir kawasan RT 001 / RW 001 tersimpan." in text(done)
    assert AreaSheet.objects.get().answers == {"jalan_ada": "10", "jalan_rusak": "5", "luas": "0.125"}
    again = browser.get(url)
    assert typed(again)["luas"] == ["0,125"]
    assert browser.post(url, typed(again)).status_code == 302
    assert AreaSheet.objects.get().answers["luas"] == "0.125"


# --- Results and settling ---------------------------------------------------------------------------------------
def test_the_desk_and_the_result_of_an_rt_show_numbers_and_no_names(world, as_user, at):
    session = surveyed(world)
    recorded(world, air_akses_aman=3)
    for number in range(3):
        written(world, session, f"R{number}", nama_kk="Warga Rahasia", nik=f"337503000000000{number}")
    area(world, session)
    reader = as_user(world.cast.pemantau)
    pages = [
        reader.get(at(name, session, *more))
        for name, more in (("survey-desk", ()), ("survey-rt", (world.rts[0].pk,)), ("session-detail", ()))
    ]
    for page in pages:
        assert page.status_code == 200
        assert "Rahasia" not in text(page)
        assert "33750300" not in text(page)
    assert "3 dari 3" in text(pages[0])
    assert "Berselisih lebih dari 10 persen" in text(pages[1])
    assert "survei 0 KK, data RT 3 KK" in text(pages[1])


def test_a_difference_is_settled_on_its_page(world, browser, at):
    session = filled_survey(world)
    recorded(world, air_akses_aman=3, limbah_sistem=2)
    url = at("survey-settle", session, world.rts[0].pk)
    wrong = browser.post(url, typed(browser.get(url), air_akses_aman="AMBIL", limbah_sistem="TETAP"))
    assert "Tulis mengapa data RT tetap dipakai." in text(wrong)
    assert RtRecord.objects.get().volumes["air_akses_aman"] == "3"
    done = browser.post(url, typed(wrong, alasan_limbah_sistem="Dua rumah sedang dibangun."), follow=True)
    assert "Keputusan tentang RT 001 / RW 001 tersimpan." in text(done)
    assert "Tetap memakai data RT: Dua rumah sedang dibangun." in text(done)
    assert RtRecord.objects.get().volumes["air_akses_aman"] == "0"
    assert RtRecord.objects.get().volumes["limbah_sistem"] == "2"


def test_everything_the_survey_found_can_be_taken_over_at_once(world, browser, at):
    session = filled_survey(world)
    recorded(world, air_akses_aman=3, limbah_sistem=2)
    url = at("survey-settle", session, world.rts[0].pk)
    browser.post(url, typed(browser.get(url), semua="1"))
    assert SurveyDecision.objects.filter(settled="AMBIL").count() == 2
    assert RtRecord.objects.get().volumes["limbah_sistem"] == "0"


def test_an_agreed_survey_offers_no_form(world, browser, at):
    session = filled_survey(world)
    agreed(world, session)
    assert browser.get(at("household-add", session, world.rts[0].pk)).status_code == 403
    assert "Tambah keluarga" not in text(browser.get(at("survey-rt", session, world.rts[0].pk)))


# --- Rights -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["household-list", "survey-answers-file", "household-edit"])
def test_names_are_only_for_those_who_work_with_them(world, as_user, at, name):
    session = filled_survey(world)
    more = {
        "household-list": world.rts[0].pk,
        "survey-answers-file": "a",
        "household-edit": Household.objects.first().pk,
    }
    url = at(name, session, more[name])
    assert as_user(world.cast.pemantau).get(url).status_code == 403
    assert as_user(world.cast.stranger).get(url).status_code == 404
    assert as_user(world.cast.fasilitator).get(url).status_code == 200


def test_pages_of_the_survey_do_not_open_other_methods_rt_or_households(world, browser, at):
    session = filled_survey(world)
    other = surveyed(world)
    row = Household.objects.first()
    assert browser.get(at("household-edit", other, row.pk)).status_code == 404
    assert browser.get(at("survey-rt", session, 999_999)).status_code == 404
    assert browser.get(at("survey-form-file", session, "c")).status_code == 404
    assert browser.get(at("calendar-edit", session, session.groups.get().pk)).status_code == 404


# --- Files ------------------------------------------------------------------------------------------------------
def test_a_file_is_tried_and_then_taken_over(world, browser, at):
    session = surveyed(world)
    rows = [sent(world, 1), sent(world, 2, jamban="EMAS")]
    file = SimpleUploadedFile("kobo.xlsx", exported(rows))
    page = browser.post(at("survey-import", session), {"file": file}, follow=True)
    assert "Ambil 1 kiriman" in text(page)
    assert "“EMAS” bukan salah satu jawaban." in text(page)
    trial = SurveyTrial.objects.get()
    done = browser.post(at("survey-apply", session, trial.pk), follow=True)
    assert "Tersimpan: 1 baru, 0 berubah, 0 sudah ada sebelumnya." in text(done)
    again = browser.post(at("survey-apply", session, trial.pk), follow=True)
    assert "Berkas ini sudah diambil." in text(again)
    assert Household.objects.count() == 1


def test_a_file_that_cannot_be_read_is_refused_at_its_field(world, browser, at):
    session = surveyed(world)
    page = browser.post(at("survey-import", session), {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n")})
    assert "Judul kolomnya bukan dari formulir" in text(page)


def test_the_forms_for_telephones_can_be_fetched(world, browser, at):
    answer = browser.get(at("survey-form-file", surveyed(world), "a"))
    assert answer.content[:2] == b"PK"
    assert 'filename="formulir-a-survei-' in answer["Content-Disposition"]


# --- Paper ------------------------------------------------------------------------------------------------------
def test_the_blank_forms_are_one_page_each(world):
    content = blank_pdf(method_of(MethodKind.SURVEI), TOOLS[MethodKind.SURVEI], "A4", "Kelurahan Krapyak")
    with Pdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) == 2


# --- Queries ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["survey-desk", "survey-rt", "survey-settle", "household-list", "household-add"])
def test_a_page_asks_the_same_queries_with_one_household_and_with_many(world, browser, at, name):
    session = surveyed(world)
    recorded(world)
    written(world, session, "0")
    area(world, session)
    more = [] if name == "survey-desk" else [world.rts[0].pk]
    url = at(name, fresh(session), *more)
    browser.get(url)
    few = queries_of(browser, url)
    for rt in world.rts:
        for number in range(1, 5):
            written(world, session, str(number), rt=rt, sumber_air="SUNGAI")
        area(world, session, rt=rt, selesai="YA")
    assert queries_of(browser, url) == few
