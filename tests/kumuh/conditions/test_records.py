"""Saving what was counted in an RT: scores stored beside the counts, history, locks, refusals."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from kumuh.conditions import registry
from kumuh.conditions.enums import Handling
from kumuh.conditions.errors import ConditionsRefused, SurveyLocked
from kumuh.conditions.models import RtRecord, RuleSet
from kumuh.conditions.queries import status_of
from kumuh.conditions.services import (
    compare_scores,
    confirm_draft_from_2015,
    load_reference_rulesets,
    open_survey,
    override_handling,
    repair_scores,
    save_rt_record,
    set_considerations,
    set_legality,
    update_survey,
)
from kumuh.core.versions import StaleRecord
from tests.cast import make_rt, make_ruleset, make_survey
from tests.kumuh.conditions.cases import HEADER, NOTHING_WRONG

pytestmark = pytest.mark.django_db

SLUM = NOTHING_WRONG | {
    "bangunan_ketidakteraturan": Decimal(40),
    "jalan_kualitas": Decimal(160),
    "air_akses_aman": Decimal(50),
    "drainase_ketersediaan": Decimal(60),
    "kebakaran_sarana": Decimal(40),
}


def save(world, rt=0, volumes=SLUM, header=HEADER, **more):
    return save_rt_record(
        survey=world.survey,
        neighbourhood=world.rts[rt],
        denominators=header,
        volumes=volumes,
        by=world.cast.fasilitator,
        **more,
    )


def test_the_scores_stand_beside_the_counts_after_saving(world):
    record = save(world)
    record.refresh_from_db()
    assert (record.total, record.level) == (5 + 3 + 5 + 1 + 5, "KR")
    assert record.result["jalan_kualitas"] == {"persen": "53.33", "nilai": 3}
    assert record.volumes["jalan_kualitas"] == "160"
    assert record.luas_verifikasi_ha == Decimal("1.25")
    assert record.ruleset_id == "2018-16"


def test_belum_diukur_is_not_zero_and_leaves_the_rt_without_total_and_level(world):
    record = save(world, volumes=SLUM | {"jalan_cakupan": None})
    assert (record.total, record.level) == (None, "")
    assert record.volumes["jalan_cakupan"] is None
    assert {"belum_diukur", "belum_lengkap"} <= {flag["kode"] for flag in record.flags}


def test_the_history_says_who_changed_which_figure(world):
    save(world)
    record = save(world, volumes=SLUM | {"jalan_kualitas": Decimal(20)})
    newest, first = record.history.all()
    changes = {change.field: (change.old, change.new) for change in newest.diff_against(first).changes}
    assert newest.history_user == world.cast.fasilitator
    old, new = changes["volumes"]
    assert {key: (old[key], new[key]) for key in SLUM if old[key] != new[key]} == {"jalan_kualitas": ("160", "20")}
    assert (first.total, newest.total) == (19, 16)
    assert record.version == 2


def test_saving_the_same_again_writes_nothing(world):
    save(world)
    record = save(world)
    assert (record.version, record.history.count()) == (1, 1)


def test_a_form_opened_before_somebody_else_saved_is_refused(world):
    save(world, expected_version=0)
    with pytest.raises(StaleRecord):
        save(world, volumes=NOTHING_WRONG, expected_version=0)
    assert RtRecord.objects.get().total == 19


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"header": HEADER | {"jumlah_kk": -1}}, "di bawah nol"),
        ({"header": HEADER | {"jumlah_kk": Decimal("3.5")}}, "bilangan bulat"),
        ({"volumes": SLUM | {"jalan_kualitas": Decimal("1e20")}}, "terlalu besar"),
        ({"volumes": SLUM | {"drainase_terhubung": Decimal(1)}}, "tidak dikenal"),
        ({"sources": {"jalan_kualitas": ["kabar burung"]}}, "Sumber tidak dikenal"),
    ],
)
def test_numbers_that_no_survey_can_mean_are_refused(world, change, sentence):
    with pytest.raises(ConditionsRefused, match=sentence):
        save(world, **change)
    assert not RtRecord.objects.exists()


def test_an_rt_of_another_kelurahan_is_refused(world):
    stranger = make_rt(world.places.next_kelurahan)
    with pytest.raises(ConditionsRefused, match="bukan RT dari kelurahan"):
        save_rt_record(survey=world.survey, neighbourhood=stranger, denominators={}, volumes={}, by=None)


@pytest.fixture
def locked(monkeypatch):
    lock = registry.SurveyLock("Siklus sedang diperiksa.")
    monkeypatch.setattr(registry, "_LOCKS", [lambda code, year: [lock] if year == 2025 else []])


def test_a_locked_survey_does_not_change(world, locked):
    with pytest.raises(SurveyLocked, match="sedang diperiksa"):
        save(world)
    with pytest.raises(SurveyLocked):
        update_survey(survey=world.survey, by=world.cast.fasilitator, expected_version=1, total_buildings=3)
    assert not RtRecord.objects.exists()


def test_the_first_survey_is_the_baseline_and_later_ones_are_updates(world):
    make_ruleset()
    by, kelurahan = world.cast.fasilitator, world.places.kelurahan
    kinds = [open_survey(kelurahan=kelurahan, year=year, by=by).kind for year in (2024, 2025, 2020)]
    assert kinds == ["BASELINE", "PEMUTAKHIRAN", "BASELINE"]
    with pytest.raises(ConditionsRefused, match="sudah ada"):
        open_survey(kelurahan=kelurahan, year=2025, by=by)


@pytest.mark.parametrize("year", [221, 385, 1999, 2101])
def test_an_impossible_year_is_refused(world, year):
    with pytest.raises(ConditionsRefused, match="tidak wajar"):
        open_survey(kelurahan=world.places.kelurahan, year=year, by=world.cast.fasilitator)


def test_legality_and_handling_follow_the_table_until_somebody_gives_a_reason(world):
    by = world.cast.fasilitator
    record = set_legality(record=save(world), by=by, land_status_clear=True, plan_conform=True)
    record = set_considerations(record=record, by=by, strategic_location=True, social_potential=True)
    status = status_of(record, None)
    assert (status.legality.legal, status.handling.pattern) == (True, Handling.RESTORE)
    with pytest.raises(ConditionsRefused, match="perlu alasan"):
        override_handling(record=record, by=by, pattern=Handling.RENEW)
    with pytest.raises(ConditionsRefused, match="perlu alasan"):
        set_legality(record=record, by=by, land_status_clear=True, plan_conform=True, override=False)
    record = override_handling(record=record, by=by, pattern=Handling.RENEW, reason="Tanah longsor 2024")
    choice = status_of(record, None).handling
    assert (choice.pattern, choice.proposal, choice.overridden) == (Handling.RENEW, Handling.RESTORE, True)
    assert record.version == 4


def test_recomputing_finds_a_stored_score_that_is_wrong_and_repairs_only_that(world):
    for index in range(3):
        save(world, rt=index)
    assert compare_scores(rows=RtRecord.objects.all()) == (3, [])
    RtRecord.objects.filter(neighbourhood=world.rts[1]).update(total=80, level="KB")
    rows = RtRecord.objects.all()
    found = compare_scores(rows=rows).differences
    assert [(item.field, item.stored, item.computed) for item in found] == [("total", 80, 19), ("level", "KB", "KR")]
    repair_scores(rows=rows, by=world.cast.admin, reason="Uji ulang")
    assert compare_scores(rows=rows).differences == []
    repaired = RtRecord.objects.get(neighbourhood=world.rts[1])
    assert repaired.history.first().history_change_reason == "Uji ulang"
    assert RtRecord.objects.get(neighbourhood=world.rts[0]).version == 1


def test_hitung_ulang_reports_differences_and_repairs_only_when_told(world):
    save(world)
    RtRecord.objects.update(total=80)
    output = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("hitung_ulang", "--wilayah", "33.75", stdout=output)
    assert end.value.code == 1
    assert "total tersimpan 80, dihitung 19" in output.getvalue()
    assert RtRecord.objects.get().total == 80
    call_command("hitung_ulang", "--perbaiki", "--oleh", world.cast.admin.username, stdout=output)
    assert RtRecord.objects.get().total == 19
    assert "1 data RT dihitung ulang, 1 selisih diperbaiki" in output.getvalue()


def test_a_2015_baseline_is_shown_and_becomes_a_scored_draft_only_when_a_person_confirms(world):
    old_survey = make_survey(world.places.kelurahan, 2015, ruleset=make_ruleset("baseline-2015"))
    old = save_rt_record(
        survey=old_survey,
        neighbourhood=world.rts[0],
        denominators={"jumlah_rumah_disurvei": 27, "jumlah_bangunan": 28},
        volumes={"keteraturan_bangunan": 20, "air_terlayani": 27},
        by=world.cast.fasilitator,
    )
    assert (old.total, old.level, old.other_denominators) == (None, "", {"jumlah_rumah_disurvei": "27"})
    wanted = {
        "old": old,
        "survey": world.survey,
        "by": world.cast.fasilitator,
        "percents": {"air_akses_aman": Decimal(30)},
    }
    with pytest.raises(ConditionsRefused, match="belum dipastikan"):
        confirm_draft_from_2015(**wanted, confirmed=False)
    record = confirm_draft_from_2015(**wanted, confirmed=True)
    assert record.result["air_akses_aman"] == {"persen": "30.00", "nilai": 1}
    assert record.total is None


def test_loading_reference_data_twice_changes_nothing_and_never_touches_a_used_version(world):
    assert "baru" in load_reference_rulesets()
    assert load_reference_rulesets() == "tidak ada perubahan"
    assert world.survey.ruleset.is_default
    RuleSet.objects.filter(code="2018-16").update(data={"key": "lain"})
    RuleSet.objects.filter(code="2016-19").update(data={"key": "lain"})
    assert load_reference_rulesets() == "diperbarui 2016-19; berbeda tetapi sudah dipakai, dibiarkan 2018-16"
