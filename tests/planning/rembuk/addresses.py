"""Arguments of the addresses of rembuk for the access matrix."""

from planning.rembuk import services
from tests.cast import World, addresses, make_cycle
from tests.planning.rembuk.builders import closed, decided, named, paper_photo, planned


@addresses("rembuk:meeting-", "rembuk:attendance-", "rembuk:minutes-", "rembuk:closing-", "rembuk:participation-")
def of_meeting(world: World):
    return {"pk": planned(world).pk}


@addresses("rembuk:meeting-reopen", "rembuk:result-")
def of_closed_meeting(world: World):
    return {"pk": closed(world).pk}


@addresses("rembuk:live-")
def of_live_row(world: World):
    meeting = named(world, planned(world))
    return {"pk": meeting.pk, "part": "orang", "row": meeting.attendees.earliest("pk").pk}


@addresses("rembuk:decision-")
def of_decision(world: World):
    meeting = named(world, planned(world))
    return {"pk": meeting.pk, "decision": decided(world, meeting).pk}


@addresses("rembuk:evidence-")
def of_evidence(world: World):
    meeting = planned(world)
    return {"pk": meeting.pk, "evidence": paper_photo(world, meeting).pk}


@addresses("rembuk:meeting-use")
def of_a_meeting_of_another_cycle(world: World):
    meeting = closed(world)
    return {"pk": meeting.pk, "cycle": _beside(world).pk}


@addresses("rembuk:meeting-release")
def of_a_shared_meeting(world: World):
    cycle = _beside(world)
    use = services.use_meeting(meeting=closed(world), cycle=cycle, step="K2.3", by=world.cast.fasilitator)
    return {"pk": use.pk, "cycle": cycle.pk}


def _beside(world: World):
    return make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track="K")
