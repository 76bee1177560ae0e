"""The ceiling of a fund: never passed, every line explained, also when two people change it at once."""

from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from kumuh.core.versions import StaleRecord
from planning.cycles.enums import StepStatus
from planning.cycles.errors import StepLocked
from planning.programs import queries, services
from planning.programs.budget import Verdict
from planning.programs.enums import FundScope
from planning.programs.errors import CeilingPassed, ProgramRefused
from planning.programs.models import PriorityList
from planning.programs.values import values_from
from planning.rembuk.enums import MeetingStatus
from tests.cast import make_cycle
from tests.planning.programs.builders import BILLION, MILLION, a_work, listed, ranked_works, the_fund
from tests.planning.proposals.builders import decided, met

pytestmark = pytest.mark.django_db


def verdicts(found):
    return [(line.work.cost // MILLION, str(line.verdict)) for line in found.lines]


def test_a_list_that_needs_exactly_the_ceiling_is_selected_whole(world):
    ranked_works(world, 600 * MILLION, 400 * MILLION)
    listed(world)
    found = queries.priority(world.cycle)
    assert verdicts(found) == [(600, "TERPILIH"), (400, "TERPILIH")]
    assert (found.total, found.remaining, found.refusals) == (BILLION, 0, ())
    assert found.lines[1].cut.reason == "Terpilih: tepat menghabiskan pagu."


def test_one_rupiah_over_the_ceiling_is_reserve(world):
    ranked_works(world, 600 * MILLION, 400 * MILLION + 1, sources=None, volume=1)
    listed(world)
    found = queries.priority(world.cycle)
    assert [line.verdict for line in found.lines] == [Verdict.SELECTED, Verdict.RESERVE]
    assert (found.total, found.remaining) == (600 * MILLION, 400 * MILLION)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("STRICT", ["TERPILIH", "CADANGAN", "CADANGAN"]),
        ("FILL", ["TERPILIH", "CADANGAN", "TERPILIH"]),
        ("PARTIAL", ["TERPILIH", "TERPILIH", "CADANGAN"]),
    ],
)
def test_each_rule_draws_its_own_line(world, rule, expected):
    ranked_works(world, 700 * MILLION, 500 * MILLION, 200 * MILLION, divisible=True)
    listed(world, rule)
    found = queries.priority(world.cycle)
    assert [str(line.verdict) for line in found.lines] == expected
    assert found.total <= found.ceiling
    if rule == "PARTIAL":
        reduced = found.lines[1].cut
        assert (reduced.volume, reduced.amount) == (300, 300 * MILLION)


def test_places_marks_and_tie_rule_come_from_the_ranking(world):
    the_fund()
    works = ranked_works(world, 10 * MILLION, 20 * MILLION)
    found = queries.priority(world.cycle)
    assert [(line.place, line.work) for line in found.lines] == list(enumerate(works, 1))
    assert found.lines[0].score > found.lines[1].score > Fraction(20)
    assert found.row is None
    assert "Nilai sama berbagi peringkat" in found.tie_rule


def test_every_reason_for_staying_out_is_said(world):
    the_fund()
    ready, bare, contractor, own = ranked_works(
        world, 10 * MILLION, 20 * MILLION, 30 * MILLION, 40 * MILLION, sources={}
    )
    by = world.cast.fasilitator
    plans = {
        ready: ({"APBN_CHANNELING": 10 * MILLION}, {}),
        bare: ({"APBN_CHANNELING": 20 * MILLION}, {"land_ready": False, "drawing_ready": False}),
        contractor: ({"APBD_KOTA": 30 * MILLION}, {"executor": "KONTRAKTOR"}),
        own: ({"SWADAYA": 40 * MILLION}, {}),
    }
    for work, (sources, changes) in plans.items():
        fields = {"unit_price": MILLION, "quarter": 1, "volume": work.volume, "unit": "m"}
        values = values_from(work.proposal, **fields | {"land_ready": True, "drawing_ready": True} | changes)
        services.save_work(work=work, values=values, rts=list(work.rts.all()), allocations=sources, by=by)
    a_work(world, cost=50 * MILLION)  # its usulan was never scored
    listed(world)
    services.exclude_work(cycle=world.cycle, fund=the_fund(), work=ready, reason="Warga menarik hibah lahannya", by=by)
    found = queries.priority(world.cycle)
    assert [(str(line.verdict), line.cut.reason) for line in found.lines] == [
        ("BELUM_SIAP", "Belum siap: dikeluarkan dari daftar (Warga menarik hibah lahannya)."),
        ("BELUM_SIAP", "Belum siap: lahan belum siap, sketsa atau ukuran belum ada."),
        ("BUKAN_MASYARAKAT", "Tidak dilaksanakan oleh masyarakat, jadi tidak memakai dana ini."),
        ("BELUM_SIAP", "Belum siap: usulannya belum mendapat peringkat."),
    ]
    assert found.outside == (own,)
    services.include_work(cycle=world.cycle, fund=the_fund(), work=ready, by=by)
    assert queries.priority(world.cycle).lines[0].selected


def test_a_ceiling_above_the_fund_is_refused(world):
    with pytest.raises(CeilingPassed, match=r"Paling banyak Rp.+1\.000\.000\.000"):
        listed(world, ceiling=BILLION + 1)
    with pytest.raises(ProgramRefused, match="lebih dari nol"):
        listed(world, ceiling=0)
    assert not PriorityList.objects.exists()
    assert listed(world, ceiling=BILLION).ceiling == BILLION


def test_with_a_fund_per_city_the_kelurahan_share_one_ceiling(world):
    fund, by = the_fund(), world.cast.pokja
    other = make_cycle(world.places.next_kelurahan, world.cast.askot)
    services.set_fund_terms(
        fund=fund, city=world.places.city, ceiling=BILLION, scope=FundScope.CITY, basis="Rapat Pokja 3 Mei", by=by
    )
    listed(world, ceiling=700 * MILLION)
    with pytest.raises(CeilingPassed, match=r"300\.000\.000"):
        services.set_priority_rule(cycle=other, fund=fund, rule="FILL", ceiling=300 * MILLION + 1, by=by)
    services.set_priority_rule(cycle=other, fund=fund, rule="FILL", ceiling=300 * MILLION, by=by)
    city = queries.city_fund(world.places.city, fund, 2026)
    assert (city.held, city.remaining, [row.ceiling for row in city.rows]) == (
        BILLION, 0, [700 * MILLION, 300 * MILLION],
    )  # fmt: skip
    with pytest.raises(CeilingPassed, match="sudah memegang"):
        services.set_fund_terms(
            fund=fund, city=world.places.city, ceiling=999 * MILLION, scope=FundScope.CITY, basis="Rapat", by=by
        )


def test_of_two_people_who_opened_the_same_list_the_second_is_told(world):
    row = listed(world)
    listed(world, "FILL")
    with pytest.raises(StaleRecord):
        services.set_priority_rule(
            cycle=world.cycle,
            fund=row.fund,
            rule="PARTIAL",
            ceiling=BILLION,
            by=world.cast.bkm,
            expected_version=row.version,
        )
    assert PriorityList.objects.get().rule == "FILL"


def test_only_a_decision_about_priorities_of_a_closed_meeting_adopts_the_list(world):
    running = decided(world, "PRIORITAS", meeting=met(world, status=MeetingStatus.HELD))
    for wrong in (decided(world, "USULAN"), running):
        with pytest.raises(ProgramRefused, match="keputusan tentang daftar prioritas"):
            listed(world, decision=wrong)
    good = decided(world, "PRIORITAS")
    assert listed(world, decision=good).decision == good


def test_a_locked_list_refuses_every_verb(world):
    (work,) = ranked_works(world, 10 * MILLION)
    listed(world)
    world.cycle.steps.filter(step="P4").update(status=StepStatus.CLOSED)
    fund, by = the_fund(), world.cast.fasilitator
    for verb in (
        lambda: listed(world, "FILL"),
        lambda: services.exclude_work(cycle=world.cycle, fund=fund, work=work, reason="Alasan cukup", by=by),
        lambda: services.include_work(cycle=world.cycle, fund=fund, work=work, by=by),
    ):
        with pytest.raises(StepLocked):
            verb()


def test_reference_data_can_be_loaded_again_and_again(world):
    assert services.load_reference_funds() == "Dana: 3 baru (CHANNELING_1M, BLM_PERENCANAAN, BLM_FISIK)."
    assert services.load_reference_funds() == "Dana: tidak ada perubahan."
    assert services.load_published_prices(city=world.places.city) > 5
    assert services.load_published_prices(city=world.places.city) == 0
    assert all(price.source for price in queries.unit_prices(world.places.kelurahan.code))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_three_works(world, count, django_assert_max_num_queries):
    ranked_works(world, *[10 * MILLION] * count)
    listed(world)
    cycle = type(world.cycle).objects.get(pk=world.cycle.pk)
    with django_assert_max_num_queries(20) as captured:
        assert len(queries.priority(cycle).lines) == count
    assert len(captured) == 15


def test_errors_are_sentences(world):
    with pytest.raises(ValidationError) as refused:
        listed(world, rule="ASAL")
    assert refused.value.messages == ["Pilih aturan potong."]
