"""Arguments of the addresses of the desk for the access matrix."""

from tests.cast import World, addresses


@addresses("desk:history-detail")
def of_the_cycle(world: World):
    return {"kind": "siklus", "key": str(world.cycle.pk)}


@addresses("desk:city-")
def of_the_city(world: World):
    return {"code": world.places.city.code, "place": world.cycle.region_id}
