"""The order of steps: only proposals move, never against a rule; for later cycles, or one that has not come so far."""

import pytest
from django.urls import reverse

from planning.cycles import queries, services
from planning.cycles.catalog import TRACKS, find_step, settings_of
from planning.cycles.errors import CycleRefused
from planning.cycles.models import Cycle, ProgrammeSetting
from planning.cycles.order import changed_places, declared_order, may_move, moved, order_refusals
from planning.cycles.registry import parts_of
from tests.cast import FISCAL_YEAR, SURVEY_YEAR

SPBM = TRACKS["S"]
DECLARED = declared_order(SPBM)
#: Rembuk Kelurahan I before the sosialisasi: the one order that every rule allows besides the declared one.
EARLIER = ("S1.1", "S1.0", *DECLARED[2:])
WHY = "Di kota ini rembuk kelurahan mendahului sosialisasi ke RT."


def start(world, year=FISCAL_YEAR, track="S"):
    return services.start_cycle(
        track=track,
        region=world.places.kelurahan,
        decree=world.decree,
        fiscal_year=year,
        survey_year=SURVEY_YEAR,
        by=world.cast.pokja,
    )


def fixed(world, order=DECLARED, reason=WHY, track="S", **values):
    return services.set_programme(
        track=track, city=world.places.city, order=order, values=values, reason=reason, by=world.cast.admin
    )


def codes(cycle):
    return tuple(step.code for step in Cycle.objects.get(pk=cycle.pk).steps_in_order)


# --- The rules --------------------------------------------------------------------------------------------------
def test_the_declared_order_of_every_programme_keeps_its_own_rules():
    assert [track for track, info in TRACKS.items() if order_refusals(info, declared_order(info))] == []


def test_rembuk_rtrw_one_comes_before_two_before_three_in_any_order():
    for one, other in (("S1.2", "S1.3"), ("S1.3", "S1.4"), ("S1.1", "S1.2"), ("S1.4", "S1.5")):
        assert not may_move(SPBM, DECLARED, other, -1)
        assert order_refusals(SPBM, moved(DECLARED, other, -1)) == [
            f"{SPBM.step(other).name} harus sesudah {SPBM.step(one).name}."
        ]


def test_a_step_of_a_source_never_moves():
    assert [code for code in DECLARED if not SPBM.step(code).movable and may_move(SPBM, DECLARED, code, 1)] == []
    swapped = (*DECLARED[:6], "S3.1", "S2", *DECLARED[8:])
    assert "Langkah yang urutannya ditetapkan sumber tidak dapat dipindah." in order_refusals(SPBM, swapped)


def test_a_proposed_step_passes_a_step_of_a_source_where_no_rule_stands_in_the_way():
    assert may_move(SPBM, DECLARED, "S1.1", -1)
    assert moved(DECLARED, "S1.1", -1) == EARLIER
    assert changed_places(DECLARED, EARLIER) == {"S1.0", "S1.1"}


def test_a_step_stays_in_its_phase():
    assert "Langkah hanya dapat dipindah di dalam tahapnya." in order_refusals(SPBM, moved(DECLARED, "S1.5", 3))


@pytest.mark.parametrize("order", [DECLARED[1:], (*DECLARED, "S1.0"), ("S1.0",) * len(DECLARED), ()])
def test_every_step_stands_in_the_order_once(order):
    assert order_refusals(SPBM, order) == ["Urutan harus memuat setiap langkah tepat satu kali."]


def test_moving_beyond_the_ends_of_the_list_changes_nothing():
    assert moved(("a", "b"), "a", -1) == ("a", "b")
    assert moved(("a", "b"), "b", 1) == ("a", "b")


# --- For cycles that start later --------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_new_order_is_that_of_cycles_that_start_later_and_not_of_running_ones(world):
    running = start(world)
    fixed(world, EARLIER)
    later = start(world, FISCAL_YEAR + 1)

    assert (codes(running), codes(later)) == (DECLARED, EARLIER)
    assert later.steps.get(step="S1.1").status == "BERJALAN"
    assert queries.order_sentences(later.steps.get(step="S1.0")) == ["Langkah Rembuk Kelurahan I belum selesai."]


@pytest.mark.django_db
def test_the_declared_order_brings_the_default_back(world):
    fixed(world, EARLIER)
    row = fixed(world, DECLARED, reason="Kembali ke urutan program.")

    assert (row.order, row.reason) == ([], "Kembali ke urutan program.")
    assert codes(start(world)) == DECLARED
    assert ProgrammeSetting.objects.count() == 1


@pytest.mark.django_db
def test_an_order_that_the_rules_no_longer_allow_counts_as_the_declared_one(world):
    row = fixed(world, EARLIER)
    ProgrammeSetting.objects.filter(pk=row.pk).update(order=["S1.0", "S9"])
    assert codes(start(world)) == DECLARED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": " "}, "alasannya"),
        ({"order": moved(DECLARED, "S1.3", -1)}, "harus sesudah"),
        ({"kunci_hari": 15}, "antara 1 dan 14"),
        ({"perempuan_min": 101}, "antara 0 dan 100"),
    ],
)
def test_a_setting_against_a_rule_is_refused_and_nothing_is_kept(world, change, sentence):
    with pytest.raises(CycleRefused, match=sentence):
        fixed(world, **change)
    assert not ProgrammeSetting.objects.exists()


# --- Numbers ----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_numbers_of_a_city_are_those_of_its_later_cycles(world):
    before = start(world)
    fixed(world, kunci_hari=5, perempuan_min=30)
    after = start(world, FISCAL_YEAR + 1)

    assert [queries.thresholds(cycle)["kunci_hari"] for cycle in (before, after)] == [14, 5]
    assert after.thresholds == {"kunci_hari": 5}


@pytest.mark.django_db
def test_how_many_public_tests_a_plan_needs_is_a_number_of_the_programme(world):
    fixed(world, declared_order(TRACKS["L"]), track="L", uji_publik_putaran=3)
    cycle = start(world, track="L")

    missing = [one.text for part in parts_of(find_step("L", "L2.3"), cycle) for one in part.missing]
    assert "Uji publik baru 0 dari 3 kali." in missing


# --- One running cycle ------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_step_that_has_begun_keeps_its_place_in_a_running_cycle(world):
    cycle = start(world)
    with pytest.raises(CycleRefused, match="Sosialisasi sudah dimulai"):
        services.order_cycle(cycle=cycle, order=EARLIER, reason=WHY, by=world.cast.admin)
    assert codes(cycle) == DECLARED


@pytest.mark.django_db
def test_a_running_cycle_changes_its_order_while_nothing_that_moves_has_begun(world):
    cycle = start(world)
    cycle.steps.update(status="BELUM")

    services.order_cycle(cycle=cycle, order=EARLIER, reason=WHY, by=world.cast.admin)

    assert codes(cycle) == EARLIER
    assert Cycle.objects.get().order_reason == WHY
    assert cycle.steps.get(step="S1.1").history.latest().history_user == world.cast.admin


@pytest.mark.django_db
@pytest.mark.parametrize(("reason", "finished", "sentence"), [(" ", None, "alasannya"), (WHY, "2026-12-01", "selesai")])
def test_an_order_without_reason_or_of_a_finished_cycle_is_refused(world, reason, finished, sentence):
    cycle = start(world)
    cycle.steps.update(status="BELUM")
    Cycle.objects.update(finished_on=finished)
    with pytest.raises(CycleRefused, match=sentence):
        services.order_cycle(cycle=cycle, order=EARLIER, reason=reason, by=world.cast.admin)


# --- Pages ------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_page_moves_a_step_with_plain_buttons_and_keeps_what_was_typed(world, as_user):
    browser, url = as_user(world.cast.admin), reverse("cycles:programme-edit", args=[world.places.city.pk, "S"])
    page = browser.get(url).content.decode()
    assert page.count('name="naik"') == 5
    form = {setting.key: setting.default for setting in settings_of("S")}
    form |= {"order": ",".join(DECLARED), "reason": WHY, "version": 0}

    pressed = browser.post(url, form | {"naik": "S1.1"}).content.decode()
    assert f'value="{",".join(EARLIER)}"' in pressed
    assert WHY in pressed
    assert not ProgrammeSetting.objects.exists()

    saved = browser.post(url, form | {"order": ",".join(EARLIER)})
    assert saved.status_code == 302
    assert ProgrammeSetting.objects.get().order == list(EARLIER)
    back = browser.post(url, form | {"order": ",".join(EARLIER), "bawaan": "ya"}).content.decode()
    assert f'value="{",".join(DECLARED)}"' in back


@pytest.mark.django_db
def test_a_button_that_breaks_a_rule_cannot_be_pressed_nor_forged(world, as_user):
    browser, url = as_user(world.cast.admin), reverse("cycles:programme-edit", args=[world.places.city.pk, "S"])
    form = {setting.key: setting.default for setting in settings_of("S")}
    form |= {"order": ",".join(DECLARED), "reason": WHY, "version": 0}

    assert f'value="{",".join(DECLARED)}"' in browser.post(url, form | {"naik": "S1.3"}).content.decode()
    assert f'value="{",".join(DECLARED)}"' in browser.post(url, form | {"naik": "S2"}).content.decode()
    forged = browser.post(url, form | {"order": "S1.5,S1.4"})
    assert (forged.status_code, "tepat satu kali" in forged.content.decode()) == (200, True)
    assert not ProgrammeSetting.objects.exists()


@pytest.mark.django_db
def test_two_admins_do_not_overwrite_each_other(world, as_user):
    browser, url = as_user(world.cast.admin), reverse("cycles:programme-edit", args=[world.places.city.pk, "S"])
    form = {setting.key: setting.default for setting in settings_of("S")}
    form |= {"order": ",".join(EARLIER), "reason": WHY, "version": 0}
    assert browser.post(url, form).status_code == 302

    late = browser.post(url, form | {"order": ",".join(DECLARED), "reason": "Lain."})
    assert (late.status_code, "baru saja diubah orang lain" in late.content.decode()) == (200, True)
    assert ProgrammeSetting.objects.get().order == list(EARLIER)


@pytest.mark.django_db
def test_the_page_of_a_running_cycle_says_which_step_has_begun(world, as_user):
    browser, url = as_user(world.cast.admin), reverse("cycles:cycle-order", args=[start(world).pk])
    assert browser.get(url).status_code == 200
    answer = browser.post(url, {"order": ",".join(EARLIER), "reason": WHY})
    assert (answer.status_code, "Sosialisasi sudah dimulai" in answer.content.decode()) == (200, True)


@pytest.mark.django_db
def test_only_an_admin_of_the_city_fixes_what_holds_for_its_programmes(world, as_user):
    url = reverse("cycles:programme-edit", args=[world.places.city.pk, "S"])
    assert as_user(world.cast.pokja).get(url).status_code == 403
    assert as_user(world.cast.pokja).get(reverse("cycles:programme-list")).status_code == 403
    assert as_user(world.cast.stranger).get(url).status_code == 404
    listed = as_user(world.cast.stranger).get(reverse("cycles:programme-list")).content.decode()
    assert ("Kota Tegal" in listed, "Kota Pekalongan" in listed) == (True, False)
