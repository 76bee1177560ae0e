"""Plans of several years: complete works, the computed way to 0 ha, and money within its ceiling."""

import pytest
from django.urls import reverse

from planning.cycles.catalog import find_step
from planning.cycles.models import StepAnswer
from planning.cycles.registry import CHECKS
from planning.programs import queries, services
from planning.programs.errors import ProgramRefused
from planning.programs.models import Fund
from planning.proposals.errors import ProposalRefused
from tests.cast import make_cycle
from tests.planning.programs.builders import MILLION, SLUM, a_work, repairs, slum, usulan
from tests.planning.proposals.builders import decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def kotaku(world):
    """Five years of KOTAKU in the kelurahan of the world, whose three RT are slum."""
    slum(world)
    world.cycle = make_cycle(
        world.places.kelurahan, world.cast.fasilitator, world.decree, track="K", fiscal_year=2026, until_year=2030
    )
    return world


def asked(world, check, step="K2.4b", **options):
    """Sentences of what a gate misses."""
    parts = CHECKS[check](world.cycle, find_step(world.cycle.track, step), options)
    return [missing.text.replace("\xa0", " ") for part in parts for missing in part.missing]


def whole(rt):
    """Outcomes that put everything of a slum RT in order."""
    return [repairs(rt, key, volume) for key, volume in SLUM.items()]


def works_in(world, *years):
    """One work per RT that puts it in order in the given year."""
    decision = decided(world)
    return [
        a_work(
            world,
            usulan(world, decision=decision, title=f"Kegiatan {year}"),
            MILLION,
            rts=[rt],
            outcomes=whole(rt),
            year=year,
        )
        for rt, year in zip(world.rts, years, strict=False)
    ]


def answered(world, step, **values):
    for key, value in values.items():
        StepAnswer.objects.create(cycle=world.cycle, step=step, key=key, value=value)


# --- Every work is complete -----------------------------------------------------------------------------------------
def test_a_work_of_five_years_says_its_year_and_its_money_or_that_there_is_none(kotaku):
    assert asked(kotaku, "rencana-lima-tahun") == ["Belum ada kegiatan yang dibuat dari usulan yang disepakati."]
    work = a_work(kotaku, sources={})
    assert asked(kotaku, "rencana-lima-tahun") == [
        f"Kegiatan “{work.name}”: belum ada tahun, sumber dana atau tanda “belum ada”."
    ]
    work.year, work.without_source = 2028, True
    work.save()
    assert asked(kotaku, "rencana-lima-tahun") == []


def test_the_action_plan_of_sanitation_also_names_who_answers_and_which_problem(kotaku):
    work = a_work(kotaku, year=2026)
    assert asked(kotaku, "rencana-lima-tahun", penanggung_jawab=True, masalah=True) == [
        f"Kegiatan “{work.name}”: belum ada penanggung jawab.",
        f"Usulan “{work.proposal.title}”: masalahnya belum ditulis.",
    ]


def test_a_year_outside_the_plan_and_a_source_that_is_and_is_not_there_are_refused(kotaku):
    proposal = usulan(kotaku)
    with pytest.raises(ProgramRefused, match="2026–2030"):
        a_work(kotaku, proposal, year=2031)
    with pytest.raises(ProgramRefused, match="Sumber dananya sudah diisi"):
        a_work(kotaku, proposal, year=2026, without_source=True)


def test_the_form_asks_for_the_year_only_in_a_plan_of_several(kotaku, client):
    work = a_work(kotaku, year=2027)
    client.force_login(kotaku.cast.fasilitator)
    form = client.get(reverse("programs:work-edit", args=[kotaku.cycle.pk, work.pk])).context["form"]
    assert [value for value, _ in form.fields["year"].choices] == ["", 2026, 2027, 2028, 2029, 2030]
    assert form["year"].value() == 2027
    kotaku.cycle.until_year = None
    kotaku.cycle.save()
    form = client.get(reverse("programs:work-edit", args=[kotaku.cycle.pk, work.pk])).context["form"]
    assert "year" not in form.fields


# --- The way to 0 ha ------------------------------------------------------------------------------------------------
def test_each_year_takes_away_the_rt_that_its_works_put_in_order(kotaku):
    works_in(kotaku, 2026, 2027, 2029)
    found = queries.scenario(kotaku.cycle)
    assert found.start_ha == 6
    assert [(row.year, row.reduced_ha, row.left_ha, row.works) for row in found.years] == [
        (2026, 2, 4, 1),
        (2027, 2, 2, 1),
        (2028, 0, 2, 0),
        (2029, 2, 0, 1),
        (2030, 0, 0, 0),
    ]
    assert found.years[1].rts == (kotaku.rts[1].label,)
    assert found.reaches_zero
    assert asked(kotaku, "skenario-0-ha") == []


def test_what_is_left_has_to_be_explained(kotaku):
    works_in(kotaku, 2026)
    assert asked(kotaku, "skenario-0-ha") == [
        "Menurut hitungan masih 4,00 ha kumuh pada akhir 2030: tambah kegiatan atau jelaskan sisanya."
    ]
    answered(kotaku, "K2.4b", sisa_penjelasan="Dua RT menunggu penataan bantaran oleh kota.")
    assert asked(kotaku, "skenario-0-ha") == []


def test_a_work_without_a_year_is_in_no_year_of_the_scenario(kotaku):
    works_in(kotaku, None)
    found = queries.scenario(kotaku.cycle)
    assert (found.undated, found.left_ha) == (1, 6)
    assert asked(kotaku, "skenario-0-ha")[0] == "1 kegiatan belum mempunyai tahun, jadi belum masuk skenario."


def test_without_a_survey_there_is_nothing_to_compute(world):
    world.cycle = make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track="K", until_year=2030)
    assert asked(world, "skenario-0-ha") == ["Data 7 indikator belum ada, jadi luas kumuh belum dapat dihitung."]


def test_the_scenario_asks_as_often_for_three_works_as_for_one(kotaku, django_assert_num_queries):
    works_in(kotaku, 2026)
    with django_assert_num_queries(9):
        queries.scenario(kotaku.cycle)
    works_in(kotaku, 2027, 2028, 2029)
    with django_assert_num_queries(9):
        queries.scenario(kotaku.cycle)


def test_the_page_shows_every_year_with_its_table(kotaku, client):
    works_in(kotaku, 2026, 2027, 2028)
    client.force_login(kotaku.cast.fasilitator)
    page = client.get(reverse("programs:scenario-detail", args=[kotaku.cycle.pk])).content.decode()
    assert "Tidak ada kumuh yang tersisa." in page
    assert all(str(year) in page for year in range(2026, 2031))


# --- Money within its ceiling ---------------------------------------------------------------------------------------
@pytest.fixture
def plpbk(world):
    world.cycle = make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track="L")
    return world


def spent(*amounts, use="FISIK", **more):
    columns = {"kegiatan": "Jalan", "lokasi": "RT 001", "uraian": "Tenaga ahli"}
    return [columns | more | {"penggunaan": use, "jumlah": str(amount)} for amount in amounts]


@pytest.mark.parametrize(
    ("code", "table", "use", "ceiling"),
    [
        ("BLM_PERENCANAAN", "blm_perencanaan", "AHLI", 300 * MILLION),
        ("BLM_FISIK", "blm_fisik", "FISIK", 700 * MILLION),
    ],
)
def test_the_blm_of_plpbk_stays_within_its_two_ceilings(plpbk, code, table, use, ceiling):
    options = {"kode": code, "isian": table, "kolom": "jumlah"}
    answered(plpbk, "L4", **{table: spent(ceiling - 1, 1, use=use)})
    assert asked(plpbk, "dana", "L4", **options) == []
    StepAnswer.objects.update(value=spent(ceiling, 1, use=use))
    (text,) = asked(plpbk, "dana", "L4", **options)
    assert "Rp 1 di atas pagu BLM" in text


def test_a_city_may_read_the_ceiling_lower(plpbk):
    services.load_reference_funds()
    fund = Fund.objects.get(code="BLM_FISIK")
    services.set_fund_terms(
        fund=fund,
        city=plpbk.places.city,
        ceiling=500 * MILLION,
        scope="KELURAHAN",
        basis="SK kota",
        by=plpbk.cast.pokja,
    )
    answered(plpbk, "L4", blm_fisik=spent(600 * MILLION))
    (text,) = asked(plpbk, "dana", "L4", kode="BLM_FISIK", isian="blm_fisik", kolom="jumlah")
    assert "Rp 100.000.000 di atas pagu" in text


def test_pokja_sets_the_ceiling_of_each_fund_for_its_city(plpbk, client):
    services.load_reference_funds()
    client.force_login(plpbk.cast.pokja)
    code = plpbk.places.city.code
    url = reverse("programs:fund-edit", args=[code]) + "?dana=BLM_FISIK"
    page = client.get(url)
    assert "BLM fisik PLP-BK" in page.content.decode()
    answer = client.post(url, {"ceiling": "500.000.000", "scope": "KELURAHAN", "basis": "SK Wali Kota 12/2026"})
    assert answer.status_code == 302
    assert queries.terms_here("BLM_FISIK", plpbk.places.kelurahan.code).ceiling == 500 * MILLION
    listed = client.get(reverse("programs:fund-detail", args=[code])).content.decode()
    assert "SK Wali Kota 12/2026" in listed


def test_what_ksm_ask_for_stays_within_the_component_and_names_swadaya(kotaku):
    options = next(dict(need.options) for need in find_step("K", "K3.1").needs if need.check == "dana")
    rows = [
        {"kegiatan": "Jalan", "volume": "100 m", "dana": "60000000", "swadaya": "0", "lain": "0", "kk": "40"},
        {"kegiatan": "Saluran", "volume": "80 m", "dana": "50000000", "swadaya": "0", "lain": "0", "kk": "30"},
    ]
    answered(kotaku, "K3.1", proposal=rows)
    assert asked(kotaku, "dana", "K3.1", **options) == [
        "Dana komponen menurut surat penetapan belum diisi.",
        "Kegiatan yang diusulkan KSM: swadaya warga belum tercatat.",
    ]
    answered(kotaku, "K3.1", dana_komponen="100000000")
    rows[0]["swadaya"] = "5000000"
    StepAnswer.objects.filter(key="proposal").update(value=rows)
    kotaku.cycle = type(kotaku.cycle).objects.get(pk=kotaku.cycle.pk)
    assert asked(kotaku, "dana", "K3.1", **options) == [
        "Kegiatan yang diusulkan KSM berjumlah Rp 110.000.000: Rp 10.000.000 di atas Dana komponen menurut surat "
        "penetapan."
    ]


# --- Sanitation: usulan and works are the CSIAP -----------------------------------------------------------------------
def test_in_spbm_the_rounds_of_rembuk_carry_usulan_and_the_works_are_the_csiap(world):
    world.cycle = make_cycle(world.places.kelurahan, world.cast.fasilitator, None, track="S")
    options = {need.check: dict(need.options) for need in find_step("S", "S3.3").needs}
    assert asked(world, "kegiatan", "S3.3", **options["kegiatan"]) == [
        "Belum ada kegiatan yang dibuat dari usulan yang disepakati."
    ]
    row = usulan(world, decision=decided(world, "LOKASI"), criterion_key="limbah_sarpras", reason="Jamban ke saluran")
    a_work(world, row, sources={}, without_source=True, responsible="Ketua KSM Contoh")
    assert asked(world, "kegiatan", "S3.3", **options["kegiatan"]) == []
    assert asked(world, "usulan", "S3.3", **options["usulan"]) == []
    assert asked(world, "rencana-lima-tahun", "S3.2", **options["rencana-lima-tahun"]) == []


def test_elsewhere_a_decision_about_places_carries_no_usulan(kotaku):
    with pytest.raises(ProposalRefused, match="tentang usulan kegiatan"):
        usulan(kotaku, decision=decided(kotaku, "LOKASI"))
