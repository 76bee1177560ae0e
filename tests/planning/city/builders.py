"""A city with kelurahan plans for the tests. Every person in it is invented and called "Contoh"."""

from decimal import Decimal

from django.utils import timezone

from kumuh.areas.models import DecreeNeighbourhood, Settlement
from kumuh.core.uploads import clean_upload
from planning.city import services
from planning.city.services import AgreementFacts, Decision, ProgrammeFacts
from planning.cycles.enums import StepStatus
from planning.cycles.models import Cycle
from planning.cycles.services import start_cycle
from tests.cast import FISCAL_YEAR
from tests.planning.programs.builders import a_work, repairs, slum, usulan
from tests.planning.rembuk.builders import photo

#: What every RT of the survey builders measures.
RT_HA = Decimal("2")


def a_settlement(world, name="Krapyak Lor"):
    return Settlement.objects.get_or_create(city=world.places.city, name=name)[0]


def in_settlement(world, name="Krapyak Lor"):
    """All RT of the kelurahan lie in one kawasan."""
    area = a_settlement(world, name)
    for rt in world.rts:
        rt.settlement = area
        rt.save()
    return area


def written(world, *areas):
    """The SK writes these hectares for its RT, in their order; None leaves one without."""
    rows = DecreeNeighbourhood.objects.filter(decree=world.decree).order_by("neighbourhood__label")
    for row, area in zip(rows, areas, strict=True):
        row.area_ha = None if area is None else Decimal(area)
        row.save()
    world.decree.area_ha = sum(Decimal(area) for area in areas if area is not None)
    world.decree.save()
    return world.decree


def ratified(cycle, *steps):
    """These steps of the cycle are closed, as if their review had been approved today."""
    cycle.steps.filter(step__in=steps).update(status=StepStatus.CLOSED, closed_at=timezone.now())
    return Cycle.objects.get(pk=cycle.pk)


def a_city_cycle(world, **fields):
    return start_cycle(
        **{"track": "C", "region": world.places.city, "fiscal_year": FISCAL_YEAR, "by": world.cast.pokja} | fields
    )


def at_step(cycle, code):
    """Everything before this step is closed."""
    for state in cycle.steps.all():
        if state.step == code:
            break
        ratified(cycle, state.step)
    cycle.steps.filter(step=code).update(status=StepStatus.OPEN)
    return Cycle.objects.get(pk=cycle.pk)


def mended(rt):
    """Road and drain of a slum RT of the survey builders are put in order: its total falls from 21 to 11."""
    return [repairs(rt), repairs(rt, "drainase_ketersediaan", 320)]


def a_plan(world, *costs, outcomes=True):
    """A ratified Renta PIP with one work per cost; each takes one RT out of the slum list."""
    in_settlement(world)
    slum(world)
    works = [
        a_work(
            world,
            usulan(world, title=f"Paving contoh {number + 1}"),
            cost,
            outcomes=mended(world.rts[number % 3]) if outcomes else (),
            rts=[world.rts[number % 3]],
        )
        for number, cost in enumerate(costs)
    ]
    ratified(world.cycle, "P2", "P3")
    return works


def answered(world, cycle, works, status="DITERIMA", **decision):
    return services.answer_items(
        cycle=cycle, works=[work.pk for work in works], decision=Decision(status, **decision), by=world.cast.pokja
    )


def facts(**changes):
    first = changes.pop("first_year", FISCAL_YEAR)
    return ProgrammeFacts(
        **{"name": "Saluran induk contoh", "first_year": first, "last_year": first + 1, "executor": "Dinas Contoh"}
        | changes
    )


def a_programme(world, cycle, costs=(), **changes):
    return services.add_programme(cycle=cycle, facts=facts(**changes), costs=costs, by=world.cast.pokja)


def agreement_facts(**changes):
    return AgreementFacts(
        **{
            "number": "7/KES/2026",
            "agreed_on": timezone.localdate(),
            "place": "Balai Kelurahan Krapyak",
            "community_name": "Koordinator Contoh",
            "community_office": "Koordinator BKM",
            "city_name": "Ketua Contoh",
            "city_office": "Ketua Pokja PKP",
        }
        | changes
    )


def a_scan():
    return clean_upload(photo())


def agreed_list(world, cycle, scan=None, expected_version=None, **changes):
    return services.record_agreement(
        cycle=cycle,
        plan=world.cycle,
        facts=agreement_facts(**changes),
        scan=scan,
        by=world.cast.pokja,
        expected_version=expected_version,
    )
