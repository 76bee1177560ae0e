"""Pages of the city's plan: who reads what, answering in bulk, workbooks."""

from decimal import Decimal

import pytest
from django.urls import reverse

from kumuh.core.spreadsheets import read_workbook
from planning.city import queries
from planning.city.models import Answer, AreaProgramme
from tests.planning.city.addresses import planned
from tests.planning.city.builders import a_city_cycle, a_plan, a_programme, answered, at_step, written
from tests.planning.programs.builders import MILLION

pytestmark = pytest.mark.django_db

PAGES = ["profile-detail", "item-list", "programme-list", "progress-list", "agreement-list", "light-list"]


@pytest.fixture
def city(world):
    return at_step(a_city_cycle(world), "C6")


def text(answer):
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_empty_and_filled_for_pokja_and_askot(world, as_user, city, name):
    address = reverse(f"city:{name}", args=[city.pk])
    assert as_user(world.cast.askot).get(address).status_code == 200
    answered(world, city, a_plan(world, 90 * MILLION))
    a_programme(world, city)
    assert as_user(world.cast.pokja).get(address).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_kelurahan_and_another_city_do_not_see_the_citys_pages(world, as_user, city, name):
    address = reverse(f"city:{name}", args=[city.pk])
    assert as_user(world.cast.bkm).get(address).status_code == 404
    assert as_user(world.cast.stranger).get(address).status_code == 404


def test_a_bkm_reads_the_answers_to_its_own_plan_with_the_reasons(world, as_user, city):
    works = a_plan(world, 90 * MILLION)
    answered(world, city, works, "DITUNDA", reason="Menunggu kajian banjir rob")
    address = reverse("city:place-answers", args=[world.cycle.pk])

    page = text(as_user(world.cast.bkm).get(address))

    assert "Menunggu kajian banjir rob" in page
    assert reverse("city:programme-list", args=[city.pk]) not in page
    assert as_user(world.cast.stranger).get(address).status_code == 404


def test_a_camat_reads_the_register_of_the_kecamatan(world, as_user):
    written(world, "2", "2", "2")
    page = as_user(world.cast.camat).get(reverse("city:register-detail", args=[world.places.district.pk]))
    assert "Krapyak" in text(page)
    assert (
        as_user(world.cast.camat).get(reverse("city:register-detail", args=[world.places.city.pk])).status_code == 404
    )


# --- Answering --------------------------------------------------------------------------------------------------
def seen(city):
    return ",".join(f"{item.work.pk}:{item.version}" for item in queries.items(city))


def test_pokja_ticks_several_and_answers_them_at_once(world, as_user, city):
    works = a_plan(world, 90 * MILLION, 60 * MILLION, 30 * MILLION)
    address = reverse("city:item-list", args=[city.pk])
    sent = {
        "butir": [works[0].pk, works[2].pk],
        "status": "DITOLAK",
        "reason": "Sudah ditangani",
        "dilihat": seen(city),
    }

    assert as_user(world.cast.pokja).post(address, sent).status_code == 302

    assert dict(Answer.objects.values_list("work", "status")) == {works[0].pk: "DITOLAK", works[2].pk: "DITOLAK"}


def test_everything_that_the_filter_leaves_is_answered_with_one_tick(world, as_user, city):
    a_plan(world, 90 * MILLION, 60 * MILLION)
    address = reverse("city:item-list", args=[city.pk])
    sent = {"semua_saringan": "1", "status": "DITERIMA", "dilihat": seen(city)}
    as_user(world.cast.pokja).post(f"{address}?indikator=7", sent)
    assert not Answer.objects.exists()
    as_user(world.cast.pokja).post(f"{address}?indikator=2", sent)
    assert Answer.objects.count() == 2


def test_a_refused_answer_keeps_the_ticks_and_says_why(world, as_user, city):
    works = a_plan(world, 90 * MILLION)
    address = reverse("city:item-list", args=[city.pk])
    page = as_user(world.cast.pokja).post(address, {"butir": [works[0].pk], "status": "DITUNDA", "dilihat": seen(city)})
    assert "perlu alasan" in text(page)
    assert f'value="{works[0].pk}" data-pilih-butir' in text(page)
    assert "checked" in text(page).split("data-pilih-butir", 1)[1].split(">", 1)[0]


def test_only_pokja_answers(world, as_user, city):
    works = a_plan(world, 90 * MILLION)
    sent = {"butir": [works[0].pk], "status": "DITERIMA"}
    assert as_user(world.cast.askot).post(reverse("city:item-list", args=[city.pk]), sent).status_code == 403
    assert not Answer.objects.exists()


# --- Programmes and areas ---------------------------------------------------------------------------------------
def test_a_programme_is_added_with_its_costs_and_changed(world, as_user, city):
    sent = {
        "name": "Saluran induk",
        "aspect": "4",
        "intent": "PENINGKATAN",
        "first_year": "2026",
        "last_year": "2027",
        "executor": "DPUPR",
        "volume": "850",
        "unit": "m",
        "biaya-TOTAL_FORMS": "2",
        "biaya-INITIAL_FORMS": "0",
        "biaya-0-year": "2026",
        "biaya-0-source": "APBD_KOTA",
        "biaya-0-amount": "1.250.000.000",
        "biaya-1-year": "",
        "biaya-1-source": "",
        "biaya-1-amount": "",
    }
    answer = as_user(world.cast.pokja).post(reverse("city:programme-add", args=[city.pk]), sent)
    row = AreaProgramme.objects.get()
    assert answer["Location"] == reverse("city:programme-detail", args=[city.pk, row.pk])
    assert row.costs.get().amount == 1_250_000_000
    page = text(as_user(world.cast.pokja).get(answer["Location"]))
    assert "1.250.000.000" in page


def test_half_a_row_of_costs_is_pointed_out(world, as_user, city):
    sent = {"biaya-TOTAL_FORMS": "1", "biaya-INITIAL_FORMS": "0", "biaya-0-amount": "5.000", "name": "A"}
    page = text(as_user(world.cast.pokja).post(reverse("city:programme-add", args=[city.pk]), sent))
    assert "Pilih tahunnya." in page
    assert "Pilih sumber dananya." in page


def test_a_difference_is_explained_on_its_form(world, as_user):
    a_plan(world, 90 * MILLION)
    written(world, "2", "2", "3")
    city = at_step(a_city_cycle(world), "C5")
    address = reverse("city:area-explain", args=[city.pk, world.places.kelurahan.pk])
    browser = as_user(world.cast.pokja)
    assert "lebih kecil daripada SK" in text(browser.get(address))
    browser.post(address, {"text": "Luas SK termasuk sungai."})
    page = text(browser.get(reverse("city:profile-detail", args=[city.pk])))
    assert "Luas SK termasuk sungai." in page


# --- Workbooks --------------------------------------------------------------------------------------------------
def opened(answer):
    return read_workbook(answer.content, filename="kota.xlsx")


def cells(book, sheet, line=1):
    """One row below the heading by what stands above each cell."""
    rows = [row.values for row in book.sheet(sheet).rows]
    return dict(zip(rows[0], rows[line], strict=False))


def test_the_register_leaves_as_a_workbook_with_the_sums_of_the_page(world, as_user):
    a_plan(world, 90 * MILLION)
    written(world, "2", "2", "2.5")
    book = opened(as_user(world.cast.pokja).get(reverse("city:register-export", args=[world.places.city.pk])))
    assert [sheet.name for sheet in book.sheets] == [
        "Keterangan",
        "Kelurahan",
        "Kawasan",
        "Per tahun",
        "RT",
        "Riwayat SK",
    ]
    row = cells(book, "Kelurahan")
    assert (row["Luas SK (ha)"], row["Luas survei 2025 (ha)"]) == (Decimal("6.5"), 6)
    assert len(book.sheet("RT").rows) == 4


def test_the_plan_leaves_as_a_workbook_with_the_origin_of_every_rupiah(world, as_user):
    city = planned(world)
    book = opened(as_user(world.cast.pokja).get(reverse("city:programme-export", args=[city.pk])))
    row = cells(book, "Asal rupiah")
    assert (row["Tahun"], row["Jumlah (Rp)"]) == (2026, 90 * MILLION)
    assert (row["Butir rencana kelurahan"], row["Rencana kelurahan"]) == ("Paving contoh 1", "Renta PIP Krapyak 2026")
