"""Arguments of the addresses of the city's plan for the access matrix."""

from tests.cast import World, addresses
from tests.planning.city.builders import a_city_cycle, a_plan, a_programme, a_scan, agreed_list, answered, at_step


def planned(world: World):
    """A city that writes its plan, with one answered item of a ratified kelurahan plan."""
    works = a_plan(world, 90_000_000)
    city = at_step(a_city_cycle(world), "C6")
    answered(world, city, works)
    return city


@addresses("city:register-")
def of_region(world: World):
    return {"code": world.places.kelurahan.pk}


@addresses(
    "city:profile-",
    "city:item-",
    "city:programme-list",
    "city:programme-export",
    "city:programme-add",
    "city:progress-list",
    "city:agreement-list",
    "city:light-",
)
def of_city(world: World):
    return {"cycle": a_city_cycle(world).pk}


@addresses("city:area-explain")
def of_area(world: World):
    a_plan(world, 90_000_000)
    return {"cycle": at_step(a_city_cycle(world), "C5").pk, "place": world.places.kelurahan.pk}


@addresses("city:place-answers")
def of_kelurahan(world: World):
    planned(world)
    return {"cycle": world.cycle.pk}


@addresses("city:programme-", "city:progress-edit")
def of_programme(world: World):
    city = at_step(a_city_cycle(world), "C6")
    return {"cycle": city.pk, "pk": a_programme(world, city).pk}


@addresses("city:agreement-edit")
def of_list(world: World):
    return {"cycle": planned(world).pk, "plan": world.cycle.pk}


@addresses("city:agreement-file")
def of_signed_list(world: World):
    city = planned(world)
    agreed_list(world, city, scan=a_scan())
    return {"cycle": city.pk, "plan": world.cycle.pk}
