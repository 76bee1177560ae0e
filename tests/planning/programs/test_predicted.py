"""What works will do to score, level and slum area; finished works and the state at the end of a year."""

from decimal import Decimal

import pytest

from kumuh.conditions.enums import Level
from planning.programs import queries, services
from planning.programs.errors import InvestmentRefused, ProgramRefused
from planning.programs.models import Investment
from planning.programs.services import InvestmentValues
from planning.programs.values import values_from
from tests.cast import make_rt, make_survey
from tests.planning.programs.builders import a_work, repairs, slum, usulan

pytestmark = pytest.mark.django_db


def finished(world, rt, year, criterion="jalan_kualitas", volume=320, **changes):
    values = {
        "kelurahan": world.places.kelurahan,
        "neighbourhood": rt,
        "year": year,
        "criterion_key": criterion,
        "activity": "Jalan beton",
        "volume": Decimal(volume),
        "unit": "m",
        "source": "Data contoh",
    } | changes
    return services.record_investment(values=InvestmentValues(**values), by=world.cast.pokja)


def test_a_work_lowers_the_score_of_its_rt_and_takes_it_out_of_the_slum_area(world):
    slum(world)
    first = world.rts[0]
    a_work(world, outcomes=[repairs(first), repairs(first, "drainase_ketersediaan", 320)], rts=[first])
    found = queries.predicted(world.cycle)
    one, two, three = found.rts
    assert (one.total_before, one.level_before, one.total_after, one.level_after) == (21, Level.KR, 11, Level.TK)
    assert one.leaves_slum
    assert [rt.neighbourhood_id for rt in found.touched] == [first.pk]
    assert (two.total_after, three.total_after) == (21, 21)
    assert (found.slum_before_ha, found.slum_after_ha, found.reduction_ha) == (6, 4, 2)
    roads = found.indicators[1]
    assert (roads.number, roads.before, roads.after) == (2, Decimal("40.00"), Decimal("26.67"))


def test_two_works_on_one_need_are_counted_together_and_the_surplus_is_flagged(world):
    slum(world, 0)
    first = world.rts[0]
    a_work(world, outcomes=[repairs(first, volume=200)], rts=[first])
    a_work(world, usulan(world, title="Lanjutan"), outcomes=[repairs(first, volume=200)], rts=[first])
    found = queries.predicted(world.cycle)
    assert found.rts[0].after.volumes["jalan_kualitas"] == 0
    assert [flag.message for flag in found.flags if "melebihi" in flag.message] == [
        "2b Kualitas Permukaan Jalan Lingkungan: hasil 80 m melebihi kebutuhan; tidak dipindahkan ke RT lain."
    ]


def test_what_the_other_works_repair_is_no_longer_a_need(world):
    slum(world, 0)
    first = world.rts[0]
    work = a_work(world, outcomes=[repairs(first, volume=200)], rts=[first])
    need = {item.criterion_key: item.need for item in queries.needs(world.cycle, [first.pk])}
    assert need["jalan_kualitas"] == 120
    own = {item.criterion_key: item.need for item in queries.needs(world.cycle, [first.pk], besides=work)}
    assert own["jalan_kualitas"] == 320
    assert "limbah_sistem" not in own


def test_set_aside_works_repair_nothing(world):
    slum(world, 0)
    work = a_work(world, outcomes=[repairs(world.rts[0])], rts=world.rts[:1])
    services.postpone_work(work=work, reason="Menunggu lahan", by=world.cast.fasilitator)
    assert queries.predicted(world.cycle).touched == ()


def test_without_a_survey_nothing_is_predicted(world):
    assert queries.predicted(world.cycle) is None
    assert queries.needs(world.cycle, [world.rts[0].pk]) == ()


@pytest.mark.parametrize(
    ("rt", "criterion", "volume", "sentence"),
    [
        (0, "tidak_ada", 5, "tidak ada dalam versi aturan"),
        (0, "jalan_kualitas", 0, "lebih dari nol"),
        (1, "jalan_kualitas", 5, "RT yang dipilih"),
    ],
)
def test_outcomes_that_make_no_sense_are_refused(world, rt, criterion, volume, sentence):
    slum(world)
    work = a_work(world, rts=world.rts[:1])
    with pytest.raises(ProgramRefused, match=sentence):
        services.save_outcomes(
            work=work, outcomes=[repairs(world.rts[rt], criterion, volume)], by=world.cast.fasilitator
        )


def test_an_rt_that_leaves_the_work_takes_its_outcomes_along(world):
    slum(world)
    first, second, _ = world.rts
    work = a_work(world, outcomes=[repairs(first), repairs(second)], rts=[first, second])
    services.save_work(
        work=work,
        values=values_from(work.proposal, unit_price=1_000_000, quarter=2, volume=Decimal(90), unit="m"),
        rts=[second],
        allocations=queries.amounts_of(work),
        by=world.cast.fasilitator,
    )
    assert [row.neighbourhood for row in work.outcomes.all()] == [second]


def test_a_finished_work_becomes_history_and_counts_in_the_year_end_state(world):
    slum(world)
    first = world.rts[0]
    work = a_work(world, outcomes=[repairs(first), repairs(first, "drainase_ketersediaan", 320)], rts=[first])
    rows = services.finish_work(work=work, year=2026, by=world.cast.pokja)
    assert [(row.neighbourhood, row.year, row.criterion_key, row.volume) for row in rows] == [
        (first, 2026, "jalan_kualitas", 320),
        (first, 2026, "drainase_ketersediaan", 320),
    ]
    before, after = queries.trajectory(world.places.kelurahan)
    assert [(end.year, end.slum_ha, end.measured) for end in (before, after)] == [(2025, 6, True), (2026, 4, False)]
    assert queries.rt_years([before, after])[0].cells == ((21, Level.KR), (11, Level.TK))
    with pytest.raises(ProgramRefused, match="sudah dicatat selesai"):
        services.finish_work(work=work, year=2026, by=world.cast.pokja)
    assert queries.predicted(world.cycle).slum_after_ha == 4  # the plan's own works are not counted twice


@pytest.mark.parametrize("year", [2025, 2027, 2100])
def test_a_work_is_finished_after_the_survey_and_not_in_the_future(world, year):
    slum(world)
    work = a_work(world, outcomes=[repairs(world.rts[0])], rts=world.rts[:1])
    with pytest.raises(ProgramRefused, match="tahun data dasar"):
        services.finish_work(work=work, year=year, by=world.cast.pokja)
    assert not Investment.objects.exists()


def test_a_work_without_outcomes_or_set_aside_cannot_be_finished(world):
    slum(world)
    bare = a_work(world)
    with pytest.raises(ProgramRefused, match="tertangani"):
        services.finish_work(work=bare, year=2026, by=world.cast.pokja)
    services.decline_work(work=bare, reason="Sudah dikerjakan", by=world.cast.fasilitator)
    with pytest.raises(ProgramRefused, match="ditunda atau ditolak"):
        services.finish_work(work=bare, year=2026, by=world.cast.pokja)


def test_what_was_finished_since_the_survey_is_where_the_plan_starts(world):
    slum(world)
    finished(world, world.rts[0], 2026)
    found = queries.predicted(world.cycle)
    assert (found.rts[0].total_before, found.rts[1].total_before) == (16, 21)


def test_a_later_survey_replaces_what_was_computed(world):
    slum(world)
    finished(world, world.rts[0], 2026)
    assert queries.state_at(world.places.kelurahan, 2024) is None
    assert queries.state_at(world.places.kelurahan, 2026).totals[world.rts[0].pk] == 16
    later = make_survey(world.places.kelurahan, 2026)
    world.survey = later
    slum(world)
    state = queries.state_at(world.places.kelurahan, 2026)
    assert (state.survey_year, state.totals[world.rts[0].pk]) == (2026, 21)


def test_a_row_without_rt_is_kept_and_never_used(world):
    slum(world)
    row = finished(world, None, 2026, place_note="RT011-RW001")
    assert list(queries.investments_without_place(world.places.kelurahan)) == [row]
    assert queries.state_at(world.places.kelurahan, 2026).slum_ha == 6
    with pytest.raises(InvestmentRefused, match="Pilih RT"):
        finished(world, None, 2026)


def test_a_strange_rt_year_or_volume_is_refused(world):
    far = make_rt(world.places.next_kelurahan, "009")
    for wrong in ({"rt": far}, {"year": 221}, {"year": 2900}, {"volume": -1}, {"volume": "NaN"}, {"activity": " "}):
        with pytest.raises(InvestmentRefused):
            finished(world, wrong.pop("rt", world.rts[0]), wrong.pop("year", 2026), **wrong)
    assert not Investment.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_prediction_costs_the_same_queries_for_one_and_three_rt(world, count, django_assert_num_queries):
    slum(world, *range(count))
    a_work(world, outcomes=[repairs(rt) for rt in world.rts[:count]], rts=world.rts[:count])
    cycle = type(world.cycle).objects.get(pk=world.cycle.pk)
    with django_assert_num_queries(4):
        assert len(queries.predicted(cycle).touched) == count


def test_what_was_really_done_is_recorded_while_the_approved_plan_stays_as_it_is(world):
    slum(world)
    first, second, _ = world.rts
    work = a_work(world, outcomes=[repairs(first), repairs(second)], rts=[first, second])
    world.cycle.steps.filter(step="P3").update(status="SELESAI")
    services.finish_work(work=work, year=2026, outcomes=[repairs(first, volume=100)], by=world.cast.pokja)
    assert [(row.neighbourhood, row.volume) for row in Investment.objects.all()] == [(first, 100)]
    assert [row.volume for row in work.outcomes.all()] == [320, 320]
    other = a_work_of_last_year(world)
    with pytest.raises(ProgramRefused, match="RT yang dipilih"):
        services.finish_work(work=other, year=2026, outcomes=[repairs(second)], by=world.cast.pokja)


def a_work_of_last_year(world):
    world.cycle.steps.filter(step="P3").update(status="BERJALAN")
    return a_work(world, usulan(world, title="Saluran lama"), outcomes=[repairs(world.rts[0])], rts=world.rts[:1])
