"""What the steps P3 and P4 are told about works and money."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from kumuh.reviews import services as reviews
from kumuh.reviews.enums import ReviewState
from kumuh.reviews.errors import NotReady
from planning.cycles.catalog import find_step
from planning.cycles.registry import CHECKS
from planning.programs import queries, services
from planning.programs.errors import CeilingPassed
from tests.cast import make_cycle
from tests.planning.programs.builders import MILLION, a_work, listed, ranked_works, repairs, slum, the_fund
from tests.planning.proposals.builders import decided

pytestmark = pytest.mark.django_db


def asked(world, step, check):
    """What the gate of a step is answered about works and money."""
    return list(CHECKS[check](world.cycle, find_step("P", step), {}))


def test_the_gate_of_the_plan_names_everything_that_is_short(world):
    slum(world)
    assert [missing.text for part in asked(world, "P3", "kegiatan") for missing in part.missing] == [
        "Belum ada kegiatan yang dibuat dari usulan yang disepakati."
    ]
    work = a_work(world, sources={})
    texts = [missing.text for part in asked(world, "P3", "kegiatan") for missing in part.missing]
    assert len(texts) == 2
    assert texts[0].startswith(f"Kegiatan “{work.name}”: jumlah semua sumber dana masih kurang")
    assert texts[1] == f"Kegiatan “{work.name}” belum menyebut apa yang tertangani per RT."


def test_a_complete_plan_and_list_pass_their_gates(world):
    slum(world)
    (work,) = ranked_works(world, 10 * MILLION, outcomes=[repairs(world.rts[0])])
    assert [part.missing for part in asked(world, "P3", "kegiatan")] == [(), (), ()]
    listed(world, decision=decided(world, "PRIORITAS"))
    (part,) = asked(world, "P4", "prioritas-1m")
    assert part.missing == ()
    assert "1 kegiatan terpilih" in part.note
    services.exclude_work(
        cycle=world.cycle, fund=the_fund(), work=work, reason="Ditarik warga", by=world.cast.fasilitator
    )
    (part,) = asked(world, "P4", "prioritas-1m")
    assert [missing.text for missing in part.missing] == ["Belum ada kegiatan masyarakat yang terpilih."]


def test_a_fund_that_became_scarcer_forbids_the_approval_of_a_list(world):
    ranked_works(world, 900 * MILLION)
    listed(world, decision=decided(world, "PRIORITAS"))
    fund = the_fund()
    fund.ceiling = 800 * MILLION
    fund.save()
    (part,) = asked(world, "P4", "prioritas-1m")
    assert not part.complete
    assert any("melebihi yang tersedia" in missing.text for missing in part.missing)


def test_a_list_over_its_ceiling_cannot_be_submitted_for_approval(world):
    slum(world)
    ranked_works(world, 900 * MILLION, outcomes=[repairs(world.rts[0])])
    listed(world, decision=decided(world, "PRIORITAS"))
    fund = the_fund()
    fund.ceiling = 800 * MILLION
    fund.save()
    state = world.cycle.steps.get(step="P4")
    review = reviews.open_review(
        chain="p4-prioritas", subject_id=state.pk, region=world.places.kelurahan, title="Prioritas 1 milyar"
    )
    with pytest.raises(NotReady) as refused:
        reviews.submit(review=review, by=world.cast.fasilitator)
    assert any("melebihi yang tersedia" in sentence for sentence in refused.value.messages)
    review.refresh_from_db()
    assert review.state == ReviewState.DRAFT


@pytest.mark.django_db(transaction=True)
def test_two_kelurahan_that_take_the_last_money_of_the_city_at_once_do_not_both_get_it(world):
    fund = the_fund()
    other = make_cycle(world.places.next_kelurahan, world.cast.askot)
    services.set_fund_terms(
        fund=fund, city=world.places.city, ceiling=1000 * MILLION, scope="KOTA", basis="Rapat", by=world.cast.pokja
    )
    start, outcomes = Barrier(2), []

    def take(cycle):
        start.wait(timeout=20)
        try:
            services.set_priority_rule(
                cycle=cycle, fund=fund, rule="STRICT", ceiling=600 * MILLION, by=world.cast.askot
            )
            outcomes.append("dapat")
        except CeilingPassed:
            outcomes.append("ditolak")
        finally:
            connection.close()

    threads = [Thread(target=take, args=(cycle,)) for cycle in (world.cycle, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["dapat", "ditolak"]
    assert queries.ceilings_held(fund, world.places.city.code, 2026) == 600 * MILLION
