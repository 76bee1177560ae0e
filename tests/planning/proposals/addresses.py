"""Arguments of the addresses of problems, usulan and ranking for the access matrix."""

from django.core.files.base import ContentFile

from planning.methods.models import CalendarFactor
from tests.cast import World, addresses, make_cycle
from tests.planning.methods.builders import agreed_calendar
from tests.planning.proposals.builders import agreed_usulan, decided, scored, taken


@addresses("proposals:problem-")
def of_problem(world: World):
    return {"aspect": 2}


@addresses("proposals:cause-", "proposals:fact-")
def of_cause(world: World):
    return {"cycle": world.cycle.pk, "place": world.rts[0].parent_id}


@addresses("proposals:proposal-")
def of_proposal(world: World):
    return {"pk": taken(world).pk}


@addresses("proposals:result-")
def of_result(world: World):
    return {
        "session": agreed_calendar(world).pk,
        "code": "masalah",
        "key": f"faktor:{CalendarFactor.objects.get(kind='BANJIR').pk}",
    }


@addresses("proposals:proposal-photo")
def of_photo(world: World):
    row = taken(world)
    row.photo.save("lokasi.jpg", ContentFile(b"contoh"))
    return {"pk": row.pk}


@addresses("proposals:rank-", "proposals:score-", "proposals:override-")
def of_ranked(world: World):
    row = agreed_usulan(world, decided(world))
    scored(world, row)
    return {"pk": row.pk}


@addresses("proposals:criteria-", "proposals:scores-", "proposals:ranking-")
def of_ranking(world: World):
    scored(world, agreed_usulan(world, decided(world)))
    return {"cycle": world.cycle.pk}


@addresses("proposals:proposal-take")
def of_an_usulan_of_another_cycle(world: World):
    beside = make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track="K")
    return {"pk": taken(world).pk, "cycle": beside.pk}
