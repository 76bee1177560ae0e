"""Arguments of the addresses of cycles for the access matrix."""

from datetime import date

from kumuh.core.uploads import clean_upload
from planning.cycles import services
from tests.cast import World, addresses, make_cycle
from tests.planning.rembuk.builders import photo


@addresses("cycles:")
def of_the_cycle(world: World):
    return {"pk": world.cycle.pk, "step": "P1"}


@addresses("cycles:record-", "cycles:paper-")
def of_a_step_with_a_record(world: World):
    cycle = make_cycle(world.places.city, world.cast.pokja, track="C", survey_year=None)
    services.keep_paper(
        cycle=cycle, step="C1", code="naskah-komitmen", dated_on=date(2026, 2, 3), scan=clean_upload(photo())
    )
    return {"pk": cycle.pk, "step": "C1", "code": "naskah-komitmen"}


@addresses("cycles:reflection-")
def of_a_step_with_reflection(world: World):
    return {"pk": world.cycle.pk, "step": "P3"}


@addresses("cycles:programme-edit")
def of_a_programme(world: World):
    return {"city": world.places.city.code, "track": "S"}
