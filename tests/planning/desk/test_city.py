"""A city side by side: where each kelurahan stands, slum area now and after the works, money, who is stuck."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from kumuh.conditions.models import RtRecord
from kumuh.conditions.services import save_rt_record
from kumuh.core.spreadsheets import read_workbook
from planning.cycles.models import StepState
from planning.desk.queries import ORDERS, Choice, city
from planning.programs.models import Allocation, Outcome
from planning.programs.queries import predicted
from tests.cast import SURVEY_YEAR, make_cycle, make_rt, make_survey
from tests.planning.desk.test_history import a_work


def a_record(rt, *, level="KR", ha="2.5", year=SURVEY_YEAR, **fields):
    survey = rt.kelurahan.surveys.filter(year=year).first() or make_survey(rt.kelurahan, year)
    total = {"TK": 5, "KR": 20, "KS": 45, "KB": 70}.get(level)
    return RtRecord.objects.create(
        survey=survey,
        kelurahan=rt.kelurahan,
        neighbourhood=rt,
        year=year,
        ruleset=survey.ruleset,
        luas_verifikasi_ha=Decimal(ha),
        level=level,
        total=total,
        **fields,
    )


def waiting_for(cycle, days):
    StepState.objects.filter(cycle=cycle, step="P1").update(opened_at=timezone.now() - timedelta(days=days))


@pytest.fixture
def two_kelurahan(world):
    """Krapyak: 3 RT (KR, KB, TK) and a cycle; Panjang Wetan: one large KS and a cycle that waits for three weeks."""
    for rt, level in zip(world.rts, ("KR", "KB", "TK"), strict=True):
        a_record(rt, level=level)
    other = make_rt(world.places.next_kelurahan)
    a_record(other, level="KS", ha="9.75")
    waiting_for(world.cycle, 1)
    waiting_for(make_cycle(world.places.next_kelurahan, world.cast.askot, world.decree), 21)
    return world


def names(found):
    return [row.region.name for row in found.rows]


def seen(world, **choice):
    return city(world.cast.pokja, world.places.city, Choice(**choice))


def test_slum_area_and_rt_are_counted_per_kelurahan_from_the_rt(two_kelurahan):
    rows = {row.region.name: row for row in seen(two_kelurahan).rows}
    krapyak = rows["Krapyak"]
    assert (krapyak.slum_ha, krapyak.levels.slum_rt, krapyak.levels.rt_total, krapyak.worst) == (
        Decimal("5"),
        2,
        3,
        "KB",
    )
    assert rows["Panjang Wetan"].slum_ha == Decimal("9.75")
    assert seen(two_kelurahan).slum_ha == Decimal("14.75")


def test_an_rt_without_a_level_is_neither_slum_nor_healthy(world):
    a_record(world.rts[0], level="")
    (row,) = seen(world).rows
    assert (row.levels.incomplete_rt, row.levels.slum_rt, row.worst) == (1, 0, None)


@pytest.mark.parametrize(
    ("order", "first"),
    [("macet", "Panjang Wetan"), ("luas", "Panjang Wetan"), ("berat", "Krapyak"), ("nama", "Krapyak")],
)
def test_each_order_puts_another_kelurahan_first(two_kelurahan, order, first):
    assert names(seen(two_kelurahan, order=order))[0] == first


def test_the_one_that_waits_too_long_is_marked(two_kelurahan):
    assert [row.region.name for row in seen(two_kelurahan).stuck] == ["Panjang Wetan"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"level": "KS"}, ["Panjang Wetan"]),
        ({"name": "krap"}, ["Krapyak"]),
        ({"turn": "POKJA"}, ["Panjang Wetan", "Krapyak"]),
        ({"turn": "LURAH"}, []),
        ({"step": "P2"}, []),
        ({"step": "P1"}, ["Panjang Wetan", "Krapyak"]),
    ],
)
def test_filters_narrow_the_list_and_the_totals(two_kelurahan, choice, expected):
    found = seen(two_kelurahan, **choice)
    assert names(found) == expected
    assert found.slum_ha == sum(row.slum_ha for row in found.rows)


def test_the_place_of_a_kelurahan_is_explained(two_kelurahan):
    found = seen(two_kelurahan)
    krapyak = next(row for row in found.rows if row.region.name == "Krapyak")
    assert [found.place_of(krapyak, order) for order in ("luas", "berat", "macet")] == [2, 1, 2]
    assert found.place_of(krapyak, "biaya") is None
    assert found.reason(krapyak) == (
        "Luas kumuh 5,00\xa0ha, 33,9% dari luas kumuh Kota Pekalongan. "
        "1 RT kumuh berat, 1 RT kumuh ringan, 1 RT tidak kumuh."
    )


def full_counts(world, bad):
    """Counts of an RT in which every parameter is wholly out of order, or none."""
    denominators = {
        "luas_verifikasi_ha": Decimal("2.5"),
        "jumlah_bangunan": 100,
        "jumlah_penduduk": 400,
        "jumlah_kk": 100,
        "panjang_jalan_ideal_m": Decimal("1000"),
        "panjang_drainase_ideal_m": Decimal("1000"),
    }
    criteria = world.survey.ruleset.data["criteria"]
    return denominators, {item["key"]: bad.get(item["key"], "0") for item in criteria}


def scored(world, rt, bad):
    denominators, volumes = full_counts(world, bad)
    return save_rt_record(
        survey=world.survey,
        neighbourhood=rt,
        denominators=denominators,
        volumes={key: Decimal(value) for key, value in volumes.items()},
        by=world.cast.fasilitator,
    )


BAD = {"jalan_cakupan": "1000", "jalan_kualitas": "1000", "drainase_limpasan": "2.5", "drainase_konstruksi": "1000"}


def test_slum_area_after_the_works_agrees_with_the_page_of_works(world):
    scored(world, world.rts[0], BAD)
    scored(world, world.rts[1], BAD)
    work = a_work(world)
    for key in ("jalan_cakupan", "jalan_kualitas"):
        Outcome.objects.create(work=work, neighbourhood=world.rts[0], criterion_key=key, volume=1000, unit="m")
    (row,) = seen(world).rows
    page = predicted(world.cycle)
    assert page.slum_before_ha > page.slum_after_ha
    assert (row.forecast.now_ha, row.forecast.after_ha) == (page.slum_before_ha, page.slum_after_ha)


def test_money_is_shown_by_source_and_adds_up(world):
    work = a_work(world, cost=150_625_000)
    Allocation.objects.create(work=work, source="SWADAYA", amount=625_000)
    Allocation.objects.create(work=work, source="APBD_KOTA", amount=150_000_000)
    found = seen(world)
    assert found.cost == sum(found.money.values()) == 150_625_000
    assert found.money == {"APBD kota/kabupaten": 150_000_000, "Swadaya masyarakat": 625_000}


def test_works_set_aside_cost_nothing(world):
    a_work(world, status="DITUNDA", status_reason="Lahan belum siap.")
    assert seen(world).cost == 0


def url(world, name="city-detail", *more):
    return reverse(f"desk:{name}", args=[world.places.city.code, *more])


def test_the_page_names_step_turn_and_days(two_kelurahan, as_user):
    text = as_user(two_kelurahan.cast.pokja).get(url(two_kelurahan)).content.decode()
    for words in ("1. Persiapan", "Fasilitator, lalu Pokja PKP atau Askot/Korkot", "21 hari", "14,75"):
        assert words in text, words


def test_a_fasilitator_of_one_kelurahan_sees_no_comparison_of_the_city(two_kelurahan, as_user):
    assert as_user(two_kelurahan.cast.fasilitator).get(url(two_kelurahan)).status_code == 404


def test_a_camat_compares_the_own_kecamatan(two_kelurahan, as_user):
    district = reverse("desk:city-detail", args=[two_kelurahan.places.district.code])
    assert "Panjang Wetan" in as_user(two_kelurahan.cast.camat).get(district).content.decode()
    assert as_user(two_kelurahan.cast.camat).get(url(two_kelurahan)).status_code == 404


def test_the_workbook_holds_the_rows_of_the_screen_and_names_the_filter(two_kelurahan, as_user):
    answer = as_user(two_kelurahan.cast.pokja).get(url(two_kelurahan, "city-export"), {"tingkat": "KS", "urut": "luas"})
    assert "perbandingan-kota-pekalongan-2025.xlsx" in answer["Content-Disposition"]
    head, body = read_workbook(answer.content, filename="a.xlsx").sheets
    said = {line.values[0]: line.values[1] for line in head.rows}
    assert said["Tingkat terberat RT-nya"] == "Kumuh sedang"
    assert said["Jumlah kelurahan"] == "1"
    assert said["Urutan"] == "Luas kumuh terbesar"
    assert [line.values[1] for line in body.rows][1:] == ["Panjang Wetan"]


def test_the_explanation_leads_to_the_rt_behind_the_numbers(two_kelurahan, as_user):
    page = as_user(two_kelurahan.cast.pokja).get(url(two_kelurahan, "city-place", two_kelurahan.places.kelurahan.code))
    text = page.content.decode()
    assert "1 dari 2" in text
    assert reverse("conditions:survey-detail", args=[two_kelurahan.places.kelurahan.code, SURVEY_YEAR]) in text


@pytest.mark.parametrize("query", ["?urut=x", "?tahun=abc", "?tahun=99999", "?page=zz", "?tingkat=<b>", "?nama=%00"])
def test_an_odd_choice_counts_as_none(two_kelurahan, as_user, query):
    answer = as_user(two_kelurahan.cast.pokja).get(url(two_kelurahan) + query)
    assert answer.status_code == 200


def test_a_city_without_anything_says_what_comes_first(world, as_user):
    assert "Mulai dari SK Kumuh" in as_user(world.cast.pokja).get(url(world)).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_kelurahan(world, as_user, django_assert_max_num_queries):
    browser = as_user(world.cast.pokja)

    def queries():
        with django_assert_max_num_queries(60) as seen_queries:
            assert browser.get(url(world)).status_code == 200
        return len(seen_queries)

    scored(world, world.rts[0], BAD)
    work = a_work(world)
    Outcome.objects.create(work=work, neighbourhood=world.rts[0], criterion_key="jalan_cakupan", volume=9, unit="m")
    one = queries()
    a_record(make_rt(world.places.next_kelurahan))
    other = make_cycle(world.places.next_kelurahan, world.cast.askot, world.decree)
    more = a_work(world, cycle=other)
    Outcome.objects.create(work=more, neighbourhood=world.rts[1], criterion_key="jalan_cakupan", volume=9, unit="m")
    assert queries() == one


def test_every_order_has_a_rule_in_words():
    assert all(order.rule.endswith(".") for order in ORDERS.values())
