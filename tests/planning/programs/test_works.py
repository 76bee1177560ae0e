"""Works come from agreed usulan, their sources add up, and nothing that was set aside disappears."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kumuh.core.versions import StaleRecord
from planning.cycles.enums import StepStatus
from planning.cycles.errors import StepLocked
from planning.programs import queries, services
from planning.programs.enums import SourceOfMoney, WorkStatus
from planning.programs.errors import ProgramRefused
from planning.programs.models import Allocation, Work
from planning.programs.values import values_from
from planning.proposals.registry import known_costs, uses
from tests.cast import make_rt
from tests.planning.programs.builders import MILLION, a_work, repairs, slum, the_fund, usulan
from tests.planning.proposals.builders import taken

pytestmark = pytest.mark.django_db


def changed(work, by, allocations=None, rts=None, **fields):
    names = ("name", "aspect", "location", "volume", "unit", "unit_price", "quarter", "households", "executor")
    kept = {name: getattr(work, name) for name in names}
    return services.save_work(
        work=work,
        values=values_from(work.proposal, **kept | fields),
        rts=list(work.rts.all()) if rts is None else rts,
        allocations=queries.amounts_of(work) if allocations is None else allocations,
        by=by,
        expected_version=work.version,
    )


def test_a_work_takes_everything_the_usulan_already_knows(world):
    proposal = usulan(world, title="Saluran gang mawar", volume=Decimal(120), households=25, poor_households=9)
    work = services.create_work_from_proposal(
        proposal=proposal, values=values_from(proposal, unit_price=850_000, quarter=3), by=world.cast.bkm
    )
    assert (work.name, work.volume, work.unit, work.households, work.poor_households) == (
        "Saluran gang mawar", Decimal(120), proposal.unit, 25, 9,
    )  # fmt: skip
    assert (work.cost, work.quarter, work.status) == (102_000_000, 3, WorkStatus.PLANNED)
    assert list(work.rts.all()) == list(proposal.rts.all())
    assert work.history.first().history_user == world.cast.bkm


def test_no_work_without_a_rembuk_that_agreed(world):
    proposal = taken(world)
    with pytest.raises(ProgramRefused, match="disepakati dalam rembuk"):
        services.create_work_from_proposal(
            proposal=proposal, values=values_from(proposal, unit_price=1000, quarter=1), by=world.cast.fasilitator
        )
    assert not Work.objects.exists()


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        ({"SWADAYA": 89_999_999}, "masih kurang Rp 1 "),
        ({"SWADAYA": 90_000_001}, "kelebihan Rp 1 "),
        ({"APBN_CHANNELING": 80 * MILLION, "SWADAYA": 11 * MILLION}, "kelebihan Rp 1.000.000 "),
        ({"SWADAYA": -5, "APBN": 90_000_005}, "lebih dari nol"),
        ({"DANA_LAIN": 90 * MILLION}, "tidak dikenal"),
    ],
)
def test_sources_that_do_not_add_up_to_the_cost_are_refused(world, sources, sentence):
    with pytest.raises(ProgramRefused) as refused:
        a_work(world, sources=sources)
    assert sentence in refused.value.messages[0].replace("\N{NO-BREAK SPACE}", " ")
    assert not Work.objects.exists()


def test_a_work_may_wait_for_its_sources_and_the_table_says_so(world):
    work = a_work(world, sources={})
    table = queries.works_table(world.cycle)
    assert table.labels[-1] == "Belum ada sumber"
    assert (table.rows[0].amounts[-1], table.totals[-1], table.grand_total) == (work.cost, work.cost, work.cost)


def test_the_channeling_fund_is_for_the_community_only(world):
    the_fund()
    with pytest.raises(ProgramRefused, match="hanya untuk kegiatan yang dilaksanakan masyarakat"):
        a_work(world, executor="KONTRAKTOR")
    assert a_work(world, executor="KONTRAKTOR", sources={"APBD_KOTA": 90 * MILLION}).executor == "KONTRAKTOR"


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    plans=st.lists(
        st.dictionaries(st.sampled_from(SourceOfMoney.values), st.integers(1, 10**12), max_size=6),
        min_size=1,
        max_size=6,
    )
)
def test_rows_and_columns_of_the_table_always_add_up_to_the_same_total(world, plans):
    Allocation.objects.all().delete()
    Work.objects.all().delete()
    proposal = world.__dict__.get("shared") or world.__dict__.setdefault("shared", usulan(world))
    for plan in plans:
        cost = sum(plan.values()) or 7
        a_work(world, proposal, cost, sources=plan, volume=Decimal(1))
    table = queries.works_table(world.cycle)
    assert [sum(row.amounts) for row in table.rows] == [row.cost for row in table.rows]
    columns = zip(*(row.amounts for row in table.rows), strict=True)
    assert [sum(column) for column in columns] == list(table.totals)
    assert sum(table.totals) == table.grand_total == sum(sum(plan.values()) or 7 for plan in plans)
    assert queries.total_cost(world.cycle) == table.grand_total
    assert {s: v for s, v in queries.money_by_source(world.cycle).items() if v} == {
        source: total for source, total in zip(table.sources, table.totals, strict=True) if total and source != "BELUM"
    }


def test_changing_the_price_changes_the_cost_and_asks_for_new_sources(world):
    work = a_work(world)
    with pytest.raises(ProgramRefused):
        changed(work, world.cast.fasilitator, unit_price=2 * MILLION)
    work.refresh_from_db()
    assert (work.cost, work.version) == (90 * MILLION, 1)
    sources = {"APBN_CHANNELING": 100 * MILLION, "SWADAYA": 80 * MILLION}
    changed(work, world.cast.bkm, sources, unit_price=2 * MILLION)
    assert (work.cost, queries.amounts_of(queries.works(world.cycle)[0])) == (180 * MILLION, sources)
    assert Allocation.history.filter(work=work, history_user=world.cast.bkm).count() == 2


def test_of_two_people_who_opened_the_same_work_the_second_is_told(world):
    work = a_work(world)
    other = Work.objects.get(pk=work.pk)
    changed(work, world.cast.fasilitator, name="Nama dari orang pertama")
    with pytest.raises(StaleRecord):
        changed(other, world.cast.bkm, name="Nama dari orang kedua")
    assert Work.objects.get().name == "Nama dari orang pertama"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"poor_households": 999}, "poor_households"),
        ({"divisible": True, "minimum_volume": Decimal(151)}, "minimum_volume"),
        ({"quarter": 5}, "quarter"),
        ({"executor": "SIAPA"}, "executor"),
        ({"unit": "  "}, "unit"),
        ({"unit_price": 0}, "unit_price"),
        ({"volume": Decimal(-1)}, "unit_price"),
    ],
)
def test_impossible_values_are_refused_at_their_field(world, fields, field):
    proposal = usulan(world)
    values = replace(values_from(proposal, unit_price=1000, quarter=1), **fields)
    with pytest.raises(ProgramRefused) as refused:
        services.create_work_from_proposal(proposal=proposal, values=values, by=world.cast.fasilitator)
    assert list(refused.value.error_dict) == [field]


def test_an_rt_of_another_kelurahan_is_refused_and_one_outside_the_sk_is_flagged(world):
    far = make_rt(world.places.next_kelurahan, "009")
    outside = make_rt(world.places.kelurahan, "090")
    proposal = usulan(world)
    with pytest.raises(ProgramRefused, match="bukan RT kelurahan ini"):
        a_work(world, proposal, rts=[far])
    a_work(world, proposal, rts=[world.rts[0], outside])
    row = queries.works_table(world.cycle).rows[0]
    assert (row.rts, row.outside) == (("RT 001 / RW 001", "RT 090 / RW 001"), ("RT 090 / RW 001",))


def test_a_postponed_or_declined_work_keeps_its_reason_and_leaves_the_totals(world):
    stays, waits, falls = (a_work(world, cost=cost * MILLION) for cost in (10, 20, 30))
    services.postpone_work(work=waits, reason="Menunggu surat hibah lahan", by=world.cast.fasilitator)
    services.decline_work(work=falls, reason="Sudah dikerjakan dinas", by=world.cast.fasilitator)
    assert [row.work for row in queries.works_table(world.cycle).rows] == [stays]
    assert [(work.status, work.status_reason) for work in queries.works_set_aside(world.cycle)] == [
        (WorkStatus.POSTPONED, "Menunggu surat hibah lahan"),
        (WorkStatus.DECLINED, "Sudah dikerjakan dinas"),
    ]
    services.resume_work(work=waits, by=world.cast.fasilitator)
    assert queries.total_cost(world.cycle) == 30 * MILLION
    with pytest.raises(ProgramRefused):
        services.postpone_work(work=stays, reason="  ", by=world.cast.fasilitator)


def test_a_locked_step_refuses_every_verb(world):
    slum(world)
    work = a_work(world)
    world.cycle.steps.filter(step="P3").update(status=StepStatus.CLOSED)
    by = world.cast.fasilitator
    for verb in (
        lambda: a_work(world, work.proposal),
        lambda: changed(work, by, name="Lain"),
        lambda: services.save_outcomes(work=work, outcomes=[repairs(world.rts[0])], by=by),
        lambda: services.postpone_work(work=work, reason="Alasan cukup", by=by),
        lambda: services.decline_work(work=work, reason="Alasan cukup", by=by),
        lambda: services.resume_work(work=work, by=by),
    ):
        with pytest.raises(StepLocked):
            verb()


def test_the_ranking_learns_what_an_usulan_costs_and_that_it_is_in_use(world):
    proposal = usulan(world)
    a_work(world, proposal, 10 * MILLION)
    second = a_work(world, proposal, 15 * MILLION)
    other = usulan(world, title="Usulan lain")
    assert known_costs([proposal.pk, other.pk]) == {proposal.pk: 25 * MILLION}
    assert set(uses([proposal.pk, other.pk])) == {proposal.pk}
    services.postpone_work(work=second, reason="Menunggu tahun depan", by=world.cast.fasilitator)
    assert known_costs([proposal.pk]) == {proposal.pk: 10 * MILLION}


def test_usulan_without_a_work_wait_to_be_answered(world):
    first, second = usulan(world), usulan(world, title="Usulan kedua")
    a_work(world, first)
    assert list(queries.proposals_without_work(world.cycle)) == [second]


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_costs_the_same_queries_for_one_and_three_works(world, count, django_assert_num_queries):
    for number in range(count):
        a_work(world, usulan(world, title=f"Usulan {number}"))
    cycle = type(world.cycle).objects.get(pk=world.cycle.pk)
    with django_assert_num_queries(6):
        table = queries.works_table(cycle)
    assert len(table.rows) == count
