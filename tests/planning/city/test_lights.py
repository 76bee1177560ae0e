"""The five meanings of integrated planning and the agreement of both sides."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from planning.city import queries
from planning.city.errors import CityRefused
from planning.city.services import Cost
from planning.cycles.models import Cycle
from planning.cycles.services import save_record
from tests.planning.city.builders import (
    a_city_cycle,
    a_plan,
    a_programme,
    a_scan,
    agreed_list,
    answered,
    at_step,
    ratified,
    written,
)
from tests.planning.programs.builders import MILLION

pytestmark = pytest.mark.django_db

CITY, PEOPLE, MISSION, MONEY, AREAS = range(5)


@pytest.fixture
def city(world):
    return at_step(a_city_cycle(world), "C6")


def light(city, number):
    return queries.lights(queries.whole_of(Cycle.objects.get(pk=city.pk)))[number]


def gaps(city, number):
    return [gap.text for gap in light(city, number).gaps]


def said(city, **values):
    save_record(cycle=city, step="C6", values=values)


# --- 1 ----------------------------------------------------------------------------------------------------------
def test_the_first_light_asks_for_complete_programmes_that_lead_to_zero(world, city):
    works = a_plan(world, MILLION, MILLION, MILLION)
    written(world, "2", "2", "2")
    assert gaps(city, CITY)[0] == "Belum ada program dalam rencana kota."

    answered(world, city, works[:2])
    assert gaps(city, CITY)[:2] == [f"Program “{work.name}” belum menyebut SKPD pelaksana." for work in works[:2]]
    assert gaps(city, CITY)[2].startswith("Pada 2030 masih tersisa 2,00")

    answered(world, city, works, executor="Dinas Contoh")
    assert light(city, CITY).state == "HIJAU"


def test_a_city_without_survey_has_no_path_to_zero(world, city):
    assert world.decree
    assert gaps(city, CITY)[1] == "RT dalam SK belum disurvei, jadi jalan menuju 0 ha belum dapat dihitung."


def test_what_is_left_may_be_explained(world, city):
    works = a_plan(world, MILLION)
    written(world, "2", "2", "2")
    answered(world, city, works, executor="Dinas Contoh")
    said(city, sisa_luas="Dua RT di bantaran menunggu normalisasi sungai oleh provinsi.")
    assert gaps(city, CITY) == []


# --- 2 and the agreement ----------------------------------------------------------------------------------------
def test_the_second_light_follows_the_items_to_the_signed_list(world, city):
    works = a_plan(world, MILLION, MILLION)
    assert gaps(city, PEOPLE) == [
        "2 butir rencana kelurahan belum dijawab.",
        "Daftar akhir Krapyak belum disepakati kota dan warga.",
    ]
    answered(world, city, works)
    agreed_list(world, city)
    assert gaps(city, PEOPLE) == ["Kesepakatan daftar akhir Krapyak belum ada lembar bertanda tangan."]


def test_a_signed_list_turns_the_light_green_until_an_answer_changes(world, city, media):
    works = a_plan(world, MILLION, MILLION)
    answered(world, city, works)
    agreed_list(world, city, scan=a_scan())
    assert light(city, PEOPLE).state == "HIJAU"
    assert "2 berasal dari rembuk" in light(city, PEOPLE).found[0]

    answered(world, city, works[:1], year=2029)
    assert gaps(city, PEOPLE) == ["Daftar akhir Krapyak berubah sesudah disepakati; sepakati lagi dengan warga."]

    row = agreed_list(world, city, expected_version=1)
    assert not row.scan


def test_a_kelurahan_with_slum_and_without_plan_is_named(world, city):
    a_plan(world, MILLION)
    world.cycle.steps.filter(step="P3").update(status="BERJALAN")
    assert gaps(city, PEOPLE) == ["Kelurahan Krapyak belum mempunyai rencana yang disahkan."]


def test_a_list_is_agreed_only_when_every_item_is_answered_and_both_sides_sign(world, city):
    works = a_plan(world, MILLION, MILLION)
    with pytest.raises(CityRefused, match="2 butir belum dijawab"):
        agreed_list(world, city)
    answered(world, city, works)
    with pytest.raises(CityRefused, match="pihak warga"):
        agreed_list(world, city, community_name=" ")
    with pytest.raises(CityRefused, match="belum lewat"):
        agreed_list(world, city, agreed_on=timezone.localdate() + timedelta(days=3))
    with pytest.raises(CityRefused, match="mendahului pengesahan"):
        agreed_list(world, city, agreed_on=timezone.localdate() - timedelta(days=3))


def test_declined_items_need_the_words_in_which_both_sides_settled_it(world, city):
    works = a_plan(world, MILLION)
    answered(world, city, works, "DITOLAK", reason="Bukan aset kota")
    with pytest.raises(CityRefused, match="bagaimana warga dan kota"):
        agreed_list(world, city)
    assert agreed_list(world, city, differences="Warga setuju: dikerjakan swadaya.").pk


# --- 3 ----------------------------------------------------------------------------------------------------------
def test_the_mission_is_quoted_or_its_completion_has_somebody_and_a_day(world, city):
    assert gaps(city, MISSION) == ["Belum dicatat apakah RPJMD memuat misi penanganan kumuh."]

    said(city, misi_rpjmd="ADA", kutipan_misi="Misi 3, halaman 112: permukiman layak huni.")
    assert light(city, MISSION).state == "HIJAU"

    said(city, misi_rpjmd="LENGKAPI")
    assert gaps(city, MISSION) == [
        "Belum disebut siapa yang melengkapi RPJMD.",
        "Belum disebut kapan RPJMD dilengkapi.",
    ]

    said(city, pelengkap_misi="Bappeda", lengkapi_sebelum="2027-03-31")
    assert light(city, MISSION).found[-1] == "Oleh Bappeda, paling lambat 31 Maret 2027."
    assert light(city, MISSION).state == "HIJAU"


# --- 4 ----------------------------------------------------------------------------------------------------------
def test_money_without_a_source_keeps_the_fourth_light_from_green(world, city):
    works = a_plan(world, MILLION)
    answered(world, city, works)
    assert light(city, MONEY).state == "HIJAU"

    works[0].allocations.all().delete()
    assert gaps(city, MONEY) == ["Rp\N{NO-BREAK SPACE}1.000.000 pada 1 program belum ada sumber dananya."]


def test_investors_are_told_by_their_level(world, city):
    a_programme(world, city, [Cost(2026, "APBN", 7), Cost(2026, "APBD_PROV", 5), Cost(2027, "SWASTA", 3)])
    assert [words.partition(":")[0] for words in light(city, MONEY).found] == [
        "Pusat (APBN)",
        "Provinsi (APBD)",
        "Swasta/CSR",
    ]


# --- 5 ----------------------------------------------------------------------------------------------------------
def test_every_kawasan_with_slum_needs_a_programme_and_both_kinds_of_handling(world, city):
    works = a_plan(world, MILLION)
    assert gaps(city, AREAS) == [
        "Kawasan Krapyak Lor belum mempunyai program.",
        "Belum ada program peningkatan kualitas.",
        "Belum ada program pencegahan.",
    ]
    answered(world, city, works)
    a_programme(world, city, intent="PENCEGAHAN", name="Pengawasan bangunan")
    assert light(city, AREAS).state == "HIJAU"


def test_items_of_a_merged_programme_count_for_the_kawasan_in_which_they_lie(world, city):
    works = a_plan(world, MILLION)
    answered(world, city, works, "DIGABUNG", programme=a_programme(world, city))
    assert "Kawasan Krapyak Lor belum mempunyai program." not in gaps(city, AREAS)


def test_reopened_plans_are_not_counted_and_the_gate_says_so(world, city):
    works = a_plan(world, MILLION)
    answered(world, city, works)
    world.cycle.steps.filter(step="P3").update(status="BERJALAN")

    assert queries.plan_of(city).total == 0

    ratified(world.cycle, "P3")
    assert queries.plan_of(city).total == MILLION
    assert Decimal(queries.plan_of(city).rows[0].volumes[0][0]) == works[0].volume
