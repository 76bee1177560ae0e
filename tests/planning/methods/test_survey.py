"""The survey of households: putting households down, the area of an RT, differences with the RT record, flows."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kumuh.conditions.models import RtRecord
from kumuh.core.versions import ChangedMeanwhile
from planning.demo.catalog import read
from planning.demo.services.methods import build_session
from planning.methods import queries
from planning.methods.enums.survey import Match, Settled
from planning.methods.errors import MethodRefused, SessionLocked
from planning.methods.models import Household, SurveyDecision
from planning.methods.queries.survey import line_stamp, overview_of, row_stamp
from planning.methods.services.survey import drop_household, write_household
from planning.methods.services.survey_settle import Choice, settle_rt
from tests.cast import make_rt
from tests.planning.methods.builders import agreed, concluded, fresh
from tests.planning.methods.surveyed import VOLUMES, area, filled_survey, household, recorded, surveyed, written

pytestmark = pytest.mark.django_db


def line(world, session, rt=0):
    return overview_of(fresh(session)).line_of(world.rts[rt].pk)


def number(found, key):
    return next(one for one in found.result.lines if one.key == key)


def settle(world, session, *choices, seen="", rt=0):
    return settle_rt(
        session=session, rt=world.rts[rt], choices=[Choice(*one) for one in choices], by=world.cast.fasilitator,
        seen=seen,
    )  # fmt: skip


def gaps(session):
    return [gap.text for gap in queries.gaps_of(fresh(session), queries.reading_of(fresh(session)))]


# --- Households -------------------------------------------------------------------------------------------------
def test_a_household_is_kept_with_what_its_answers_say(world):
    row = written(world, surveyed(world), "12 A", sumber_air="SUNGAI", tinja=None)
    row.refresh_from_db()
    assert (row.number, row.men, row.women, row.low_income) == ("12 A", 2, 2, False)
    assert row.verdict == "0010??0000"
    assert row.answers["panjang"] == "8"
    assert "nama_kk" not in row.answers
    assert row.history.get().history_user == world.cast.fasilitator


def test_a_wrong_answer_is_refused_at_its_question_and_nothing_is_kept(world):
    session = surveyed(world)
    with pytest.raises(MethodRefused) as refused:
        written(world, session, nik="123", difabel=9)
    assert set(refused.value.message_dict) == {"nik", "difabel"}
    assert not Household.objects.exists()


def test_the_same_nik_is_not_put_down_twice_in_a_survey(world):
    session = surveyed(world)
    first = written(world, session, "1", nik="3375030000000001")
    with pytest.raises(MethodRefused) as refused:
        written(world, session, "2", nik="3375 0300 0000 0001")
    assert "sudah ada pada No. 1, Keluarga Contoh, RT 001 / RW 001" in refused.value.message_dict["nik"][0]
    again = household("1", nik="3375030000000001", jiwa_l=3)
    row = write_household(
        session=session, rt=world.rts[0], answers=again, by=world.cast.fasilitator, household=first,
        seen=row_stamp(first),
    )  # fmt: skip
    assert (row.pk, row.men, row.version) == (first.pk, 3, 2)


def test_nobody_overwrites_what_somebody_else_saved_meanwhile(world):
    session = surveyed(world)
    row = written(world, session)
    seen = row_stamp(row)
    write_household(session=session, rt=world.rts[0], answers=household(), by=world.cast.bkm, household=row, seen=seen)
    with pytest.raises(ChangedMeanwhile, match="BKM"):
        write_household(
            session=session, rt=world.rts[0], answers=household(), by=world.cast.fasilitator, household=row, seen=seen
        )


def test_an_rt_of_another_kelurahan_is_refused(world):
    session = surveyed(world)
    far = make_rt(world.places.far_kelurahan)
    with pytest.raises(MethodRefused, match="bukan RT kelurahan ini"):
        write_household(session=session, rt=far, answers=household(), by=world.cast.fasilitator)


def test_an_agreed_survey_is_locked(world):
    session = filled_survey(world)
    agreed(world, session)
    row = Household.objects.first()
    for verb in (
        lambda: written(world, fresh(session), "9"),
        lambda: drop_household(household=row, by=world.cast.fasilitator),
        lambda: area(world, fresh(session)),
        lambda: settle(world, fresh(session)),
    ):
        with pytest.raises(SessionLocked):
            verb()


def test_a_household_that_was_taken_away_is_not_counted_and_its_history_stays(world):
    session = filled_survey(world)
    drop_household(household=Household.objects.first(), by=world.cast.fasilitator)
    assert line(world, session).result.tally.households == 2
    assert Household.history.filter(history_type="-").get().history_user == world.cast.fasilitator


# --- Sums beside the RT record ----------------------------------------------------------------------------------
def test_households_add_up_to_the_rt_record_and_differences_are_told_per_parameter(world):
    session = surveyed(world)
    recorded(world)
    for at, source in enumerate(["SUNGAI", "SUNGAI", "LEDENG"]):
        written(world, session, str(at), sumber_air=source)
    area(world, session)
    found = line(world, session)
    assert {one.key: one.match for one in found.result.lines} == {
        **dict.fromkeys([one.key for one in found.result.lines], Match.SAMA), "air_akses_aman": Match.BEDA,
    }  # fmt: skip
    water = number(found, "air_akses_aman")
    assert (water.found, water.record, water.gap, round(water.share), round(water.record_share)) == (2, 1, 50, 67, 33)
    assert [one.key for one in found.undecided] == ["air_akses_aman"]
    assert "RT 001 / RW 001: 1 selisih dengan data RT belum diputuskan." in gaps(session)


def test_coverage_says_how_many_are_known_and_still_out(world):
    session = surveyed(world)
    recorded(world)
    written(world, session)
    found = line(world, session)
    assert (found.result.known, found.result.out) == (3, 2)
    assert number(found, "air_akses_aman").match == Match.BELUM
    reading = queries.reading_of(fresh(session))
    assert ("RT 001 / RW 001", "1", "3", "belum") in reading.panels[0].figures[0].rows
    assert dict(reading.panels[0].facts)["Keluarga yang didata"] == "1 KK dari 3 KK yang diketahui di 1 RT, 1 bangunan"


def test_without_a_survey_of_the_year_the_sums_stand_alone(world):
    session = filled_survey(world)
    overview = overview_of(fresh(session))
    assert overview.reason == "Belum ada data RT tahun 2025."
    assert number(line(world, session), "air_akses_aman").match == Match.TANPA
    assert gaps(session) == ["Kesimpulan belum ditulis."]


# --- Settling ---------------------------------------------------------------------------------------------------
@pytest.fixture
def differing(world):
    """A survey that found three households without safe water where the record says one."""
    session = surveyed(world)
    recorded(world)
    for at in range(3):
        written(world, session, str(at), sumber_air="SUNGAI")
    area(world, session)
    return fresh(session)


def test_the_sum_is_taken_over_through_the_door_of_surveys_with_its_score_and_history(world, differing):
    before = RtRecord.objects.get()
    settle(world, differing, ("air_akses_aman", Settled.AMBIL))
    after = RtRecord.objects.get()
    assert after.volumes == {**before.volumes, "air_akses_aman": "3"}
    assert after.result["air_akses_aman"]["nilai"] == 5
    assert after.sources["air_akses_aman"] == ["survei"]
    assert (after.version, after.history.first().history_user) == (before.version + 1, world.cast.fasilitator)
    found = line(world, differing)
    assert number(found, "air_akses_aman").match == Match.SAMA
    assert found.undecided == ()
    kept = SurveyDecision.objects.get()
    assert (kept.settled, kept.found, kept.recorded) == (Settled.AMBIL, 3, 1)


def test_the_record_is_kept_with_a_reason_and_asked_again_once_a_number_moves(world, differing):
    with pytest.raises(MethodRefused) as refused:
        settle(world, differing, ("air_akses_aman", Settled.TETAP))
    assert "Tulis mengapa" in refused.value.message_dict["air_akses_aman"][0]
    settle(world, differing, ("air_akses_aman", Settled.TETAP, "Dua sumur sudah ditutup."))
    assert RtRecord.objects.get().volumes["air_akses_aman"] == "1"
    assert line(world, differing).undecided == ()
    drop_household(household=Household.objects.first(), by=world.cast.fasilitator)
    assert "air_akses_aman" in [one.key for one in line(world, differing).undecided]


def test_header_figures_can_be_taken_over_too(world, differing):
    written(world, differing, "77", sumber_air="SUNGAI")
    settle(world, differing, ("jumlah_kk", Settled.AMBIL), ("jumlah_bangunan", Settled.AMBIL))
    after = RtRecord.objects.get()
    assert (after.jumlah_kk, after.jumlah_bangunan, after.jumlah_penduduk) == (4, 4, 12)


def test_a_sum_that_is_not_complete_cannot_be_taken_over(world, differing):
    area(world, differing, selesai="TIDAK")
    written(world, differing, "8", sumber_air=None)
    with pytest.raises(MethodRefused) as refused:
        settle(world, differing, ("air_akses_aman", Settled.AMBIL))
    assert "belum lengkap" in refused.value.message_dict["air_akses_aman"][0]


def test_a_record_is_made_where_there_was_none(world):
    assert world.survey
    session = filled_survey(world)
    keys = [one.key for one in line(world, session).result.lines]
    settle(world, session, *((key, Settled.AMBIL) for key in keys))
    made = RtRecord.objects.get()
    assert made.total is not None
    assert {key: Decimal(value) for key, value in made.volumes.items()} == {**VOLUMES, "air_akses_aman": 0}


def test_numbers_that_moved_since_the_page_was_opened_are_not_settled(world, differing):
    seen = line_stamp(line(world, differing))
    recorded(world, air_akses_aman=2)
    with pytest.raises(ChangedMeanwhile):
        settle(world, differing, ("air_akses_aman", Settled.AMBIL), seen=seen)


# --- Flows, examples, queries -----------------------------------------------------------------------------------
def test_what_is_not_in_order_goes_on_as_a_problem_and_as_users_once_per_parameter(world, differing):
    written(world, differing, "1", rt=world.rts[1], sumber_air="SUNGAI", jiwa_l=1)
    results = {one.key: one for one in queries.reading_of(fresh(differing)).results}
    water = results["parameter:air_akses_aman"]
    assert (water.kind, water.aspect, water.text) == ("MASALAH", 3, "Tanpa akses aman air minum: 4 KK")
    assert water.note == "Survei swadaya 4 KK: RT 001 / RW 001 (3 KK), RT 002 / RW 001 (1 KK)"
    assert water.fields["criterion_key"] == "air_akses_aman"
    assert results["pengguna:air_akses_aman"].kind == "PENGGUNA"
    assert "parameter:limbah_sistem" not in results
    assert "Keluarga Contoh" not in repr(results)


def test_a_cycle_above_the_kelurahan_has_no_rt_to_survey(world):
    session = surveyed(world)
    session.cycle.region_id = world.places.city.code
    overview = overview_of(session)
    assert overview.lines == ()
    assert overview.reason == "Survei rumah tangga dilakukan dalam siklus kelurahan."


def test_several_rt_are_told_together_and_each_prints_a_part_of_its_own(world):
    session = filled_survey(world)
    written(world, session, rt=world.rts[1], sumber_air="SUNGAI")
    reading = queries.reading_of(fresh(session))
    assert [panel.label for panel in reading.annex] == ["RT 001 / RW 001", "RT 002 / RW 001"]
    assert reading.panels[0].figures[-1].title == "Survei dan data RT: 2 RT bersama"
    rows = {row[0]: row[1] for row in reading.panels[0].figures[-1].rows}
    assert rows["3a Tanpa akses aman air minum"] == "1 KK"
    assert "Keluarga Contoh" not in repr(reading)


def test_reading_asks_the_same_queries_for_one_rt_with_one_house_and_three_with_many(world):
    session = surveyed(world)
    recorded(world)
    written(world, session)
    area(world, session)

    def asked():
        shown = fresh(session)
        with CaptureQueriesContext(connection) as seen:
            queries.reading_of(shown)
        return len(seen)

    few = asked()
    for rt in world.rts:
        for at in range(4):
            written(world, session, f"x{at}", rt=rt)
        area(world, session, rt=rt)
    recorded(world, rt=world.rts[1])
    assert asked() == few


def test_the_example_city_shows_an_rt_that_fits_its_record_but_for_one_number(world):
    told = read("metode-survei.json")[0]
    rt = make_rt(world.places.kelurahan, "004", "010")
    record = recorded(
        world, rt=rt, bangunan_ketidakteraturan=4, bangunan_persyaratan_teknis=15, air_akses_aman=15, air_kebutuhan=6,
        limbah_sistem=4, limbah_sarpras=4, sampah_sarpras=26, kebakaran_prasarana=24, jalan_cakupan=0,
        jalan_kualitas=125, drainase_ketersediaan=200, drainase_konstruksi=127, drainase_limpasan=Decimal("0.001267"),
    )  # fmt: skip
    RtRecord.objects.filter(pk=record.pk).update(
        jumlah_kk=29, jumlah_bangunan=24, jumlah_penduduk=116, luas_verifikasi_ha=Decimal("0.621267"),
        panjang_jalan_ideal_m=385, panjang_drainase_ideal_m=430,
    )  # fmt: skip
    session = build_session(cycle=world.cycle, told=told, people={"fasilitator": world.cast.fasilitator})
    found = overview_of(fresh(session)).line_of(rt.pk)
    assert session.is_locked
    assert [one.key for one in found.result.parameters if one.match == Match.BEDA] == ["air_akses_aman"]
    assert found.decision_on(number(found, "air_akses_aman")).settled == Settled.TETAP
    assert all("contoh" in row.head for row in Household.objects.all())
    assert Household.objects.filter(surveyed_on=date(2024, 1, 14)).count() == 29


def test_a_survey_is_agreed_once_its_forms_are_there_and_its_differences_are_settled(world, differing):
    settle(world, differing, ("air_akses_aman", Settled.AMBIL))
    concluded(world, differing)
    assert gaps(differing) == []
    written(world, differing, rt=world.rts[1])
    assert gaps(differing) == ["Formulir kawasan belum diisi: RT 002 / RW 001."]
