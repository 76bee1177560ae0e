"""Arguments of the addresses of cycles for the access matrix."""

from tests.cast import World, addresses


@addresses("cycles:")
def of_the_cycle(world: World):
    return {"pk": world.cycle.pk, "step": "P1"}
