"""Works with money and outcomes for the tests, made through the verbs from agreed usulan."""

from decimal import Decimal

from kumuh.conditions.queries import RtOutcome
from planning.programs import services
from planning.programs.models import Fund
from planning.programs.values import values_from
from tests.planning.proposals.builders import agreed_usulan, decided, scored, surveyed

MILLION = 1_000_000
BILLION = 1000 * MILLION

#: Volumes of an RT that is slum (total 21, KR) under the denominators of the proposal builders.
SLUM = {
    "bangunan_ketidakteraturan": 40,
    "jalan_kualitas": 320,
    "air_akses_aman": 50,
    "drainase_ketersediaan": 320,
    "sampah_sarpras": 20,
}


def the_fund():
    services.load_reference_funds()
    return Fund.objects.get(code="CHANNELING_1M")


def slum(world, *rts):
    """The RT with these numbers (0, 1, 2; all when none is named) are slum."""
    return [surveyed(world, rt, **SLUM) for rt in rts or range(len(world.rts))]


def usulan(world, **changes):
    """An agreed usulan; give `decision` to share one meeting."""
    decision = changes.pop("decision", None) or decided(world)
    return agreed_usulan(world, decision, **changes)


def a_work(world, proposal=None, cost=90 * MILLION, sources=None, outcomes=(), rts=None, **changes):
    """A ready work of `cost` rupiah (1 m per million) that asks everything of the channeling fund."""
    proposal = proposal or usulan(world)
    metres = changes.pop("volume", None) or Decimal(cost) / MILLION
    ready = {"land_ready": True, "drawing_ready": True}
    values = values_from(
        proposal, unit_price=cost // int(metres), quarter=2, volume=metres, unit="m", **ready | changes
    )
    return services.create_work_from_proposal(
        proposal=proposal,
        values=values,
        allocations={"APBN_CHANNELING": cost} if sources is None else sources,
        outcomes=outcomes,
        rts=rts,
        by=world.cast.fasilitator,
    )


def repairs(rt, criterion="jalan_kualitas", volume=320):
    return RtOutcome(rt.pk, criterion, Decimal(volume))


def ranked_works(world, *costs, **changes):
    """One ready work per cost, ranked in this order (the dearest score first)."""
    decision = decided(world)
    made = []
    for number, cost in enumerate(costs):
        proposal = usulan(world, decision=decision, title=f"Usulan nomor {number + 1}")
        scored(world, proposal, K1=5 if number < 5 else 1, K2=max(1, 5 - number % 5))
        made.append(a_work(world, proposal, cost, **changes))
    return made


def listed(world, rule="STRICT", ceiling=BILLION, decision=None):
    return services.set_priority_rule(
        cycle=world.cycle, fund=the_fund(), rule=rule, ceiling=ceiling, decision=decision, by=world.cast.fasilitator
    )
