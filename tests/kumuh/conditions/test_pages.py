"""Pages of baseline data: the form that scores while typing, the tables, the import in two steps."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kumuh.areas.models import Boundary
from kumuh.areas.services import NewBoundary, import_boundaries
from kumuh.conditions import registry
from kumuh.conditions.models import ImportTrial, RtRecord, Survey
from kumuh.conditions.services import save_rt_record
from tests.cast import KELURAHAN, make_ruleset, make_survey
from tests.kumuh.conditions.cases import HEADER, NOTHING_WRONG
from tests.kumuh.conditions.test_records import SLUM
from tests.kumuh.conditions.workbooks import line, xlsx

pytestmark = pytest.mark.django_db
YEAR = 2025


def typed(header=HEADER, volumes=SLUM, **more):
    """What the form sends, in Indonesian writing."""
    write = lambda value: "" if value is None else str(value).replace(".", ",")  # noqa: E731
    data = {key: write(value) for key, value in header.items()}
    data |= {f"v_{key}": write(value) for key, value in volumes.items()}
    return data | {"settlement": "", "open_space_ha": "", "open_space_note": ""} | more


def rt_url(world, name="rt-record-edit", rt=0):
    return reverse(f"conditions:{name}", args=[KELURAHAN, YEAR, world.rts[rt].pk])


def fill(world, *volumes):
    survey = world.survey
    return [
        save_rt_record(survey=survey, neighbourhood=rt, denominators=HEADER, volumes=wanted, by=world.cast.fasilitator)
        for rt, wanted in zip(world.rts, volumes, strict=False)
    ]


@pytest.fixture
def browser(world, as_user):
    """A browser of the facilitator, with an open survey."""
    assert world.survey
    return as_user(world.cast.fasilitator)


# --- The form of one RT -----------------------------------------------------------------------------
def test_saving_the_form_stores_counts_scores_sources_and_who_did_it(world, browser):
    data = typed(volumes=SLUM | {"jalan_kualitas": Decimal("9.7")}, s_jalan_kualitas=["survei", "fgd"])
    response = browser.post(rt_url(world), data)
    assert response.url == rt_url(world, "rt-record")
    record = RtRecord.objects.get()
    assert (record.volumes["jalan_kualitas"], record.total) == ("9.7", 16)
    assert record.sources == {"jalan_kualitas": ["survei", "fgd"]}
    assert record.history.get().history_user == world.cast.fasilitator


def test_belum_diukur_is_an_answer_of_its_own_and_never_together_with_a_number(world, browser):
    page = browser.post(rt_url(world), typed(x_jalan_kualitas="on"))
    assert "juga ditandai belum diukur" in page.content.decode()
    assert not RtRecord.objects.exists()
    browser.post(rt_url(world), typed(volumes=SLUM | {"jalan_kualitas": None}, x_jalan_kualitas="on"))
    record = RtRecord.objects.get()
    assert (record.volumes["jalan_kualitas"], record.total) == (None, None)
    again = browser.get(rt_url(world)).context["form"]
    assert again.initial["x_jalan_kualitas"] is True
    assert again.initial["x_jalan_cakupan"] is False


def test_simpan_dan_rt_berikutnya_goes_on_to_the_next_rt_until_the_last(world, browser):
    assert browser.post(rt_url(world), typed(lanjut="1")).url == rt_url(world, rt=1)
    assert browser.post(rt_url(world, rt=2), typed(lanjut="1")).url == rt_url(world, "rt-record", 2)


def test_the_button_hitung_shows_the_scores_without_saving(world, browser):
    page = browser.post(rt_url(world), typed(hitung="1"))
    text = page.content.decode()
    assert page.context["score"].total == 19
    assert "Baru dihitung, belum disimpan" in text
    assert "Kumuh Ringan" in text
    assert not RtRecord.objects.exists()


def test_the_preview_answers_percent_score_level_and_remarks_as_parts_of_the_page(world, browser):
    data = typed(volumes=SLUM | {"jalan_kualitas": Decimal(400), "air_kebutuhan": None})
    text = browser.post(rt_url(world, "rt-record-preview"), data).content.decode()
    assert 'id="hasil-jalan_kualitas" hx-swap-oob="true"' in text
    assert "133,33%" in text
    assert "paling banyak 100 persen" in text
    assert "1 dari 16 parameter belum dinilai" in text
    assert not RtRecord.objects.exists()


def test_half_typed_and_unreadable_numbers_still_get_a_preview(world, browser):
    data = typed() | {"v_jalan_kualitas": "seratus", "jumlah_kk": "5-"}
    page = browser.post(rt_url(world, "rt-record-preview"), data)
    assert page.status_code == 200
    assert "belum terbaca" in page.content.decode()


def test_sums_over_the_kelurahan_total_are_said_beside_the_field(world, browser):
    fill(world, SLUM)
    Survey.objects.update(total_households=80)
    text = browser.post(rt_url(world, "rt-record-preview", 1), typed()).content.decode()
    assert "Jumlah KK semua RT 100\N{NO-BREAK SPACE}KK dari 80\N{NO-BREAK SPACE}KK sekelurahan: melebihi" in text


def test_two_people_who_change_different_figures_both_keep_theirs(world, browser):
    fill(world, SLUM)
    first = browser.get(rt_url(world)).context["form"]
    opened = {name: first[name].value() for name in ("version", "semula")}
    browser.post(rt_url(world), typed(volumes=SLUM | {"jalan_kualitas": Decimal(20)}) | opened)
    browser.post(rt_url(world), typed(volumes=SLUM | {"air_akses_aman": Decimal(10)}) | opened)
    record = RtRecord.objects.get()
    assert (record.volumes["jalan_kualitas"], record.volumes["air_akses_aman"]) == ("20", "10")


def test_two_people_who_change_the_same_figure_are_asked(world, browser):
    fill(world, SLUM)
    first = browser.get(rt_url(world)).context["form"]
    opened = {name: first[name].value() for name in ("version", "semula")}
    browser.post(rt_url(world), typed(volumes=SLUM | {"jalan_kualitas": Decimal(20)}) | opened)
    page = browser.post(rt_url(world), typed(volumes=SLUM | {"jalan_kualitas": Decimal(30)}) | opened)
    assert [conflict.label for conflict in page.context["form"].conflicts] == ["2b Kualitas Permukaan Jalan Lingkungan"]
    assert RtRecord.objects.get().volumes["jalan_kualitas"] == "20"


def test_a_locked_survey_says_why_and_keeps_what_was_typed(world, browser, monkeypatch):
    monkeypatch.setattr(
        registry, "_LOCKS", [lambda code, year: [registry.SurveyLock("Data dipakai siklus yang sedang diperiksa.")]]
    )
    page = browser.post(rt_url(world), typed())
    assert "sedang diperiksa" in page.content.decode()
    assert not RtRecord.objects.exists()


def test_status_is_proposed_by_the_table_and_a_choice_against_it_needs_a_reason(world, browser):
    fill(world, SLUM)
    answers = {"land_status_clear": "ya", "plan_conform": "ya", "legal_override": "", "strategic_location": "ya",
               "social_potential": "tidak", "handling_override": "peremajaan", "handling_reason": ""}  # fmt: skip
    opened = browser.get(rt_url(world, "rt-status-edit")).context["form"]
    answers |= {name: opened[name].value() for name in ("version", "semula")}
    page = browser.post(rt_url(world, "rt-status-edit"), answers)
    assert "Tulis alasan memilih pola lain" in page.content.decode()
    browser.post(rt_url(world, "rt-status-edit"), answers | {"handling_reason": "Rawan longsor menurut kajian 2024"})
    text = browser.get(rt_url(world, "rt-record")).content.decode()
    assert "dipilih sendiri: Rawan longsor menurut kajian 2024; usulan tabel pemugaran" in text


# --- Who may -----------------------------------------------------------------------------------------
def test_the_lurah_reads_but_does_not_write_and_a_stranger_finds_nothing(world, as_user):
    fill(world, SLUM)
    lurah = as_user(world.cast.lurah)
    assert "Isi data RT" not in lurah.get(rt_url(world, "rt-record")).content.decode()
    assert lurah.get(rt_url(world)).status_code == 403
    assert lurah.post(rt_url(world, "rt-record-preview"), typed()).status_code == 403
    stranger = as_user(world.cast.stranger)
    assert stranger.get(rt_url(world, "rt-record")).status_code == 404
    export = reverse("conditions:survey-export", args=[KELURAHAN, YEAR, "xlsx"])
    assert stranger.get(export).status_code == 404


def test_an_rt_of_another_kelurahan_is_not_found_under_this_survey(world, browser):
    other = make_survey(world.places.next_kelurahan)
    url = reverse("conditions:rt-record", args=[other.kelurahan_id, YEAR, world.rts[0].pk])
    assert browser.get(url).status_code == 404


# --- Tables and charts --------------------------------------------------------------------------------
def pages(world):
    return {
        "survey-detail": [KELURAHAN, YEAR],
        "survey-list": [KELURAHAN],
        "area-trajectory": [KELURAHAN],
        "rt-record": [KELURAHAN, YEAR, world.rts[0].pk],
        "rt-record-edit": [KELURAHAN, YEAR, world.rts[0].pk],
        "survey-export": [KELURAHAN, YEAR, "xlsx"],
    }


@pytest.mark.parametrize(
    "name", ["survey-detail", "survey-list", "area-trajectory", "rt-record", "rt-record-edit", "survey-export"]
)
def test_three_rt_cost_as_many_queries_as_one(world, browser, name):
    def count():
        url = reverse(f"conditions:{name}", args=pages(world)[name])
        with CaptureQueriesContext(connection) as found:
            assert browser.get(url).status_code == 200
        return len(found)

    fill(world, SLUM)
    one = count()
    fill(world, SLUM, SLUM | {"jalan_cakupan": None}, NOTHING_WRONG)
    assert count() == one


def test_the_survey_says_slum_hectares_beside_the_kelurahan_score_and_why_it_is_lower(world, browser):
    fill(world, SLUM, NOTHING_WRONG, NOTHING_WRONG)
    page = browser.get(reverse("conditions:survey-detail", args=[KELURAHAN, YEAR]))
    text = page.content.decode()
    assert "1 RT seluas 1,25\N{NO-BREAK SPACE}ha tergolong kumuh" in text
    assert "Nilai sekelurahan (3)" in text
    assert page.context["rows"][0].points == (
        ("Bangunan Gedung", 5),
        ("Jalan Lingkungan", 3),
        ("Air Minum", 5),
        ("Drainase Lingkungan", 1),
        ("Air Limbah", 0),
        ("Persampahan", 0),
        ("Proteksi Kebakaran", 5),
    )
    assert page.context["features"] is None


def test_rt_with_a_boundary_stand_on_the_map_in_the_colour_of_their_level(world, browser):
    fill(world, SLUM)
    square = {
        "type": "Polygon",
        "coordinates": [[[109.66, -6.88], [109.661, -6.88], [109.661, -6.879], [109.66, -6.88]]],
    }
    import_boundaries(
        boundaries=[NewBoundary(world.rts[0], square), NewBoundary(world.places.kelurahan, square)],
        source="Contoh",
        by=world.cast.fasilitator,
    )
    assert Boundary.objects.count() == 2
    page = browser.get(reverse("conditions:survey-detail", args=[KELURAHAN, YEAR]))
    (feature,) = page.context["features"]["features"]
    assert (feature["properties"]["name"], feature["properties"]["level"]) == ("RT 001 / RW 001", "KR")


def test_an_empty_kelurahan_says_what_to_do_first(world, as_user):
    browser = as_user(world.cast.fasilitator)
    text = browser.get(reverse("conditions:survey-list", args=[KELURAHAN])).content.decode()
    assert "Mulai dengan mengimpor lembar baseline" in text


def test_a_survey_is_opened_from_its_form_with_totals_in_indonesian_writing(world, as_user):
    make_ruleset()
    browser = as_user(world.cast.fasilitator)
    url = reverse("conditions:survey-new", args=[KELURAHAN])
    data = {"year": "2026", "ruleset": "2018-16", "total_households": "1.240", "total_area_ha": "72,5"}
    assert browser.post(url, data).url == reverse("conditions:survey-detail", args=[KELURAHAN, 2026])
    survey = Survey.objects.get(year=2026)
    assert (survey.total_households, survey.total_area_ha) == (1240, Decimal("72.5"))
    assert "sudah ada" in browser.post(url, data).content.decode()
    edit = reverse("conditions:survey-edit", args=[KELURAHAN, 2026])
    opened = browser.get(edit).context["form"]
    data = {name: opened[name].value() for name in ("version", "semula")} | {"source": "Pendataan RT 2026"}
    browser.post(edit, data)
    survey.refresh_from_db()
    assert (survey.source, survey.total_households) == ("Pendataan RT 2026", None)


def test_the_city_page_compares_its_kelurahan_for_one_year(world, as_user):
    fill(world, SLUM, NOTHING_WRONG)
    page = as_user(world.cast.pokja).get(reverse("conditions:survey-list", args=["33.75"]))
    assert [(place.name, total.slum_ha) for place, total in page.context["page_obj"]] == [("Krapyak", Decimal("1.25"))]


# --- Import --------------------------------------------------------------------------------------------
def upload(browser, content, name="baseline.xlsx", code=KELURAHAN):
    file = SimpleUploadedFile(name, content)
    return browser.post(reverse("conditions:import-new", args=[code]), {"file": file}, follow=True)


@pytest.mark.usefixtures("media")
def test_a_workbook_is_tried_then_applied_from_the_pages(world, browser):
    page = upload(browser, xlsx(line(**SLUM), line(rt="007")))
    text = page.content.decode()
    assert "Belum ada data yang berubah" in text
    assert "RT 007 / RW 001, Krapyak" in text
    apply = reverse("conditions:import-apply", args=[ImportTrial.objects.get().pk])
    refused = browser.post(apply)
    assert (refused.status_code, RtRecord.objects.count()) == (422, 0)
    assert "Pastikan dahulu" in refused.content.decode()
    browser.post(apply, {"places": "on"})
    assert RtRecord.objects.count() == 2
    again = upload(browser, xlsx(line(**SLUM), line(rt="007"))).content.decode()
    assert "Tidak ada perubahan" in again


@pytest.mark.usefixtures("media")
def test_a_wrong_workbook_shows_place_reason_and_a_download_with_the_cells_marked(world, browser):
    page = upload(browser, xlsx(line(jumlah_kk=-1)))
    text = page.content.decode()
    assert "I3" in text
    assert "Jumlah KK tidak boleh di bawah nol" in text
    download = browser.get(reverse("conditions:import-errors", args=[ImportTrial.objects.get().pk]))
    assert download["Content-Disposition"].endswith('.xlsx"')
    assert download.content[:2] == b"PK"


@pytest.mark.usefixtures("media")
@pytest.mark.parametrize("content", [b"", b"sembarang", b"PK\x03\x04xx"])
def test_whatever_is_sent_the_page_answers_with_a_reason(world, browser, content):
    page = upload(browser, content)
    assert page.status_code == 200
    assert "Belum dapat diterapkan" in page.content.decode()


def test_templates_can_be_downloaded_for_every_version(world, browser):
    make_ruleset("2016-19")
    url = reverse("conditions:template-download", args=[KELURAHAN, "csv"])
    heads = browser.get(url, {"versi": "2016-19"}).content.decode("utf-8-sig").strip().split(";")
    assert len(heads) == 30
    assert browser.get(reverse("conditions:template-download", args=[KELURAHAN, "pdf"])).status_code == 404


# --- Regulation versions ---------------------------------------------------------------------------------
@pytest.mark.parametrize("code", ["2018-16", "2016-19", "baseline-2015"])
def test_a_regulation_version_is_readable_with_the_confidence_of_its_rules_in_words(world, as_user, code):
    make_ruleset(code)
    text = as_user(world.cast.lurah).get(reverse("conditions:ruleset-detail", args=[code])).content.decode()
    assert "belum dicocokkan dengan lampiran peraturan" in text
    assert "MEMORY" not in text
    assert "UNCERTAIN" not in text


def test_only_the_admin_chooses_the_version_of_new_surveys(world, as_user):
    make_ruleset()
    make_ruleset("2016-19")
    url = reverse("conditions:ruleset-default")
    assert as_user(world.cast.pokja).post(url, {"versi": "2016-19"}).status_code == 403
    as_user(world.cast.admin).post(url, {"versi": "2016-19"})
    assert make_ruleset("2016-19").is_default
    assert not make_ruleset().is_default
