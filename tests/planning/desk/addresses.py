"""Arguments of the addresses of the desk for the access matrix."""

from datetime import timedelta

from django.utils import timezone

from planning.cycles.models import StepUnlock
from tests.cast import World, addresses


@addresses("desk:history-detail")
def of_the_cycle(world: World):
    return {"kind": "siklus", "key": str(world.cycle.pk)}


@addresses("desk:city-", "desk:stuck-")
def of_the_city(world: World):
    return {"code": world.places.city.code, "place": world.cycle.region_id}


@addresses("desk:late-change-list")
def of_a_key(world: World):
    until = timezone.localdate() + timedelta(days=7)
    people = {"person": world.cast.fasilitator, "given_by": world.cast.pokja}
    return {"pk": StepUnlock.objects.create(cycle=world.cycle, step="P1", until=until, reason="Contoh", **people).pk}
