"""Arguments of the public addresses for the access matrix."""

from tests.cast import World, addresses
from tests.planning.documents.addresses import CODE, stored_edition


@addresses("public:document-check")
def of_code(world: World):
    stored_edition(world)
    return {"code": CODE}


@addresses("public:place-detail")
def of_the_kelurahan(world: World):
    return {"code": world.cycle.region_id}
