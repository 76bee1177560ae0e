"""Arguments of the addresses of rembuk for the access matrix."""

from tests.cast import World, addresses
from tests.planning.rembuk.builders import closed, decided, named, paper_photo, planned


@addresses("rembuk:meeting-", "rembuk:attendance-", "rembuk:minutes-", "rembuk:closing-", "rembuk:participation-")
def of_meeting(world: World):
    return {"pk": planned(world).pk}


@addresses("rembuk:meeting-reopen", "rembuk:result-")
def of_closed_meeting(world: World):
    return {"pk": closed(world).pk}


@addresses("rembuk:decision-")
def of_decision(world: World):
    meeting = named(world, planned(world))
    return {"pk": meeting.pk, "decision": decided(world, meeting).pk}


@addresses("rembuk:evidence-")
def of_evidence(world: World):
    meeting = planned(world)
    return {"pk": meeting.pk, "evidence": paper_photo(world, meeting).pk}
