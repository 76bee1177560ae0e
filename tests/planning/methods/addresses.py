"""Arguments of the addresses of methods for the access matrix."""

from planning.methods import services
from planning.methods.enums import MethodKind
from planning.methods.models import SurveyTrial
from tests.cast import World, addresses
from tests.planning.methods.answers import filled_ranking
from tests.planning.methods.builders import agreed_calendar, filled_map, fresh, mapped, on_sketch, started
from tests.planning.methods.ratings import filled_matrix
from tests.planning.methods.surveyed import filled_survey, recorded
from tests.planning.rembuk.builders import photo


@addresses("methods:session-", "methods:group-", "methods:conclusion-", "methods:season-", "methods:calendar-")
def of_session(world: World):
    session = started(world)
    return {"pk": session.pk, "group": session.groups.get().pk}


@addresses("methods:venn-")
def of_venn(world: World):
    session = started(world, kind=MethodKind.VENN)
    return {"pk": session.pk, "group": session.groups.get().pk}


@addresses("methods:question-", "methods:point-")
def of_discussion(world: World):
    session = started(world, kind=MethodKind.FGD)
    return {"pk": session.pk, "group": session.groups.get().pk}


@addresses("methods:option-", "methods:dot-")
def of_vote(world: World):
    session = started(world, kind=MethodKind.DOT)
    return {"pk": session.pk, "group": session.groups.get().pk}


@addresses("methods:transect-")
def of_transect(world: World):
    session = started(world, kind=MethodKind.TRANSEK)
    return {"pk": session.pk, "group": session.groups.get().pk}


@addresses("methods:map-")
def of_map(world: World):
    session = filled_map(world, on_sketch(world), texts=[mapped("RUMAH", (20, 30))])
    return {"pk": session.pk, "group": session.groups.get().pk, "ending": "geojson"}


@addresses("methods:tree-", "methods:goal-")
def of_tree(world: World):
    session = started(world, kind=MethodKind.POHON)
    return {"pk": session.pk, "group": session.groups.get().pk}


@addresses("methods:class-", "methods:card-", "methods:sort-", "methods:name-")
def of_ranking(world: World):
    session = filled_ranking(world)
    return {"pk": session.pk, "group": session.groups.get().pk}


@addresses("methods:survey-", "methods:household-")
def of_survey(world: World):
    session = filled_survey(world)
    recorded(world, air_akses_aman=3)
    trial = SurveyTrial.objects.create(
        session=session, letter="A", filename="kobo.xlsx", digest="0", tried_by=world.cast.fasilitator,
        report={
            "galat": [{"baris": 2, "sel": "B2", "kolom": "Kloset", "isi": "?", "alasan": "bukan salah satu jawaban."}],
            "jumlah": {"baru": 1, "berubah": 0, "tetap": 0, "galat": 1},
        },
    )  # fmt: skip
    first = session.households.order_by("pk")[0]
    return {
        "pk": session.pk, "rt": world.rts[0].pk, "household": first.pk, "letter": "a", "trial": trial.pk
    }  # fmt: skip


@addresses("methods:matrix-", "methods:criterion-", "methods:alternative-", "methods:rating-")
def of_matrix(world: World):
    session = filled_matrix(world)
    more = {"rater": session.raters.get().pk, "source": "rt", "paper": "a4"}
    return {"pk": session.pk, "group": session.groups.get().pk} | more


@addresses("methods:session-reopen")
def of_agreed_session(world: World):
    return {"pk": agreed_calendar(world).pk}


@addresses("methods:session-add", "methods:method-", "methods:blank-")
def of_method(world: World):
    return {"method": "kalender", "paper": "a4"}


@addresses("methods:photo-")
def of_photo(world: World):
    session = started(world)
    row = services.add_photo(session=fresh(session), file=photo(), by=world.cast.fasilitator, has_people=False)
    return {"pk": session.pk, "photo": row.pk}
