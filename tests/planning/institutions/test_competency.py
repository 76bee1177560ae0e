"""Who understands what: the newest assessment counts, gaps per body are named, and whom to train again."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.institutions import queries
from planning.institutions.catalog import TOPIC_SETS
from planning.institutions.services import Score, record_scores
from tests.planning.institutions.builders import founded, member, scored, staffed, trained

pytestmark = pytest.mark.django_db
SET = TOPIC_SETS["KBIK"]


def report(world):
    return queries.competency_in(world.places.kelurahan.pk, SET)


def a_tipp(world, *people):
    body = founded(world, "TIPP", "TIPP Contoh")
    staffed(world, body, *(member(name) for name in people))
    return body


def marks(person):
    return [person.mark(topic) for topic in SET.topics]


def test_the_newest_assessment_of_a_topic_decides(world):
    first = trained(world, ("Contoh", None, "WARGA"), topic_set="KBIK", on=date(2026, 1, 10))
    scored(world, first, mark="B")
    again = trained(world, ("contoh", None, "WARGA"), topic_set="KBIK", topics=("PRA", "PETA"), on=date(2026, 1, 20))
    scored(world, again, mark="P", PETA="")
    (person,) = report(world).people
    assert marks(person) == ["B", "P", "B", "B"]
    assert person.on == date(2026, 1, 20)


def test_each_body_shows_how_many_understand_and_what_nobody_does(world):
    body = a_tipp(world, "Satu Contoh", "Dua Contoh", "Tiga Contoh")
    training = trained(
        world,
        ("Satu Contoh", body, "WARGA"),
        ("Dua Contoh", body, "WARGA"),
        topic_set="KBIK",
        topics=("PEDOMAN", "PRA"),
    )
    scored(world, training, PRA="B")
    (row,) = report(world).bodies
    assert row.name == "TIPP Contoh"
    assert [(one.understood, one.not_yet, one.unassessed, one.untaught) for one in row.counts] == [
        (2, 0, 0, 1), (0, 2, 0, 1), (0, 0, 0, 3), (0, 0, 0, 3),
    ]  # fmt: skip
    assert [topic.code for topic in row.gaps] == ["PRA", "ATURAN", "PETA"]


def test_whom_to_train_again_is_named_per_topic(world):
    training = trained(
        world, ("Satu Contoh", None, "WARGA"), ("Dua Contoh", None, "WARGA"), topic_set="KBIK", topics=("PRA",)
    )
    one, two = training.participants.order_by("pk")
    record_scores(
        training=training, scores=[Score(one.pk, grasps={"PRA": "B"}), Score(two.pk, grasps={"PRA": "P"})],
        by=world.cast.bkm,
    )  # fmt: skip
    (repeat,) = report(world).repeats
    assert (repeat.topic.code, [person.name for person in repeat.people]) == ("PRA", ["Satu Contoh"])


def test_apparatus_stand_together_though_they_have_no_body(world):
    scored(world, trained(world, ("Sekretaris Lurah Contoh", None, "APARAT"), topic_set="KBIK"))
    assert [(row.name, len(row.people)) for row in report(world).bodies] == [("Aparat kelurahan", 1)]


def test_who_was_absent_learned_nothing(world):
    training = trained(world, ("Contoh", None, "WARGA"), topic_set="KBIK")
    training.participants.update(present=False)
    assert report(world).people == ()


def test_the_same_name_from_two_rt_is_two_people(world):
    training = trained(world, ("Siti Contoh", None, "WARGA"), topic_set="KBIK", on=date(2026, 1, 10))
    training.participants.update(rt=world.rts[0])
    other = trained(world, ("Siti Contoh", None, "WARGA"), topic_set="KBIK")
    other.participants.update(rt=world.rts[1])
    assert len(report(world).people) == 2


def test_the_report_asks_as_often_for_three_people_as_for_one(world):
    body = a_tipp(world, "Satu Contoh", "Dua Contoh", "Tiga Contoh")

    def asked(*people):
        trained(world, *((name, body, "WARGA") for name in people), topic_set="KBIK")
        with CaptureQueriesContext(connection) as found:
            report(world)
        return len(found)

    assert asked("Satu Contoh") == asked("Satu Contoh", "Dua Contoh", "Tiga Contoh")
