"""The gate "trained before planning": every topic, to each body that needs it, in time and understood."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from planning.cycles.catalog import find_step
from planning.cycles.enums import StepStatus
from planning.cycles.registry import CHECKS
from planning.cycles.services import set_thresholds
from planning.institutions import services
from planning.institutions.catalog import AUDIENCES, TOPIC_SETS
from planning.institutions.taught import Held, Learner, Wanted, covered, shortages
from tests.cast import make_cycle
from tests.planning.institutions.builders import founded, scored, trained

pytestmark = pytest.mark.django_db
TOPICS = TOPIC_SETS["KBIK"].topics
TIPP = AUDIENCES["TIPP"]


def of_plpbk(world, **more):
    return make_cycle(world.places.kelurahan, world.cast.pokja, track="L", survey_year=None, **more)


def gate(cycle, step):
    declared = find_step(cycle.track, step)
    (asked,) = (one for one in declared.needs if one.check == "pelatihan")
    (part,) = CHECKS["pelatihan"](cycle, declared, asked.options)
    return part


def said(part):
    return [missing.text for missing in part.missing]


def everybody(world):
    bkm, unit = founded(world, "BKM", "BKM Contoh"), founded(world, "UPL", "UPL Contoh")
    return (("Satu Contoh", bkm, "WARGA"), ("Dua Contoh", unit, "WARGA"), ("Tiga Contoh", None, "APARAT"))


# --- The rule itself ------------------------------------------------------------------------------------------------
def learner(name="contoh", kind="TIPP", **grasps):
    return Learner((name, "P"), kind, "WARGA", grasps)


def held(*learners, topics=None, on=date(2026, 1, 10), key=1):
    return Held(key, on, frozenset(topics or [one.code for one in TOPICS]), learners)


def test_the_body_without_any_training_is_named_with_every_topic():
    (short,) = shortages(TOPICS, [], Wanted((TIPP,)))
    assert short.text == (
        "TIPP belum dilatih: Pedoman Umum Program KOTAKU, Metode PRA, Aturan/perundangan desa, Cara membuat peta."
    )


def test_topics_nobody_of_the_body_attended_are_named():
    (short,) = shortages(TOPICS, [held(learner(), topics=("PEDOMAN", "PRA", "PETA"))], Wanted((TIPP,)))
    assert short.text == "Belum ada wakil TIPP yang mengikuti materi Aturan/perundangan desa."


def test_somebody_of_another_body_does_not_count():
    assert covered(TOPICS, [held(learner(kind="KSM"))], Wanted((TIPP,))) == 0
    assert covered(TOPICS, [held(learner())], Wanted((TIPP,))) == 4


def test_fewer_people_than_the_setting_are_counted_out_loud():
    found = [one.text for one in shortages(TOPICS[:1], [held(learner())], Wanted((TIPP,), people=2))]
    assert found == ["Wakil TIPP kurang dari 2 orang pada materi Pedoman Umum Program KOTAKU (1)."]


def test_a_training_after_planning_began_comes_too_late():
    late = held(learner(), on=date(2026, 3, 2))
    found = [one.text for one in shortages(TOPICS[:1], [late], Wanted((), before=date(2026, 3, 1)))]
    assert found[-1] == (
        "Dilatihkan sesudah perencanaan dibuka 1 Maret 2026: Pedoman Umum Program KOTAKU (2 Maret 2026)."
    )
    assert not list(shortages(TOPICS[:1], [held(learner(), on=date(2026, 3, 1))], Wanted((), before=date(2026, 3, 1))))


def test_who_was_not_assessed_does_not_understand_yet():
    half = held(learner("satu", PEDOMAN="P"), learner("dua"), learner("tiga", PEDOMAN="B"), key=9)
    (short,) = shortages(TOPICS[:1], [half], Wanted((TIPP,), percent=50))
    assert (short.text, short.training) == (
        "Materi Pedoman Umum Program KOTAKU dipahami 1 dari 3 peserta, paling sedikit 50 %.", 9,
    )  # fmt: skip
    assert not list(shortages(TOPICS[:1], [half], Wanted((TIPP,), percent=33)))


def test_a_repeated_training_can_mend_what_was_not_understood():
    first = held(learner("satu", PEDOMAN="B"))
    again = held(learner("satu", PEDOMAN="P"), on=date(2026, 1, 20), key=2)
    assert not list(shortages(TOPICS[:1], [first, again], Wanted((TIPP,), percent=100)))


# --- The gates ------------------------------------------------------------------------------------------------------
def test_plpbk_asks_bkm_units_and_apparatus_for_all_six_topics_before_planning(world):
    cycle = of_plpbk(world)
    part = gate(cycle, "L1.3")
    assert [text.partition(":")[0] for text in said(part)] == [
        "BKM/LKM belum dilatih", "UPK/UPL/UPS belum dilatih", "Aparat kelurahan belum dilatih",
    ]  # fmt: skip
    assert part.missing[0].url == (
        f"{reverse('institutions:training-add', args=[cycle.region_id])}?topik=PLPBK&siklus={cycle.pk}"
    )
    trained(world, *everybody(world))
    part = gate(cycle, "L1.3")
    assert (part.complete, part.note) == (True, "6 dari 6 materi")


def test_forming_the_team_of_plpbk_only_asks_that_training_began(world):
    cycle, (bkm, _, official) = of_plpbk(world), everybody(world)
    assert said(gate(cycle, "L1.2")) == [
        "BKM/LKM dan aparat kelurahan belum mengikuti satu pun materi Pelatihan PLPBK."
    ]
    trained(world, bkm, official, topics=("KONSEP",))
    assert gate(cycle, "L1.2").complete


def test_kotaku_asks_tipp_and_bkm_to_understand_the_four_topics(world):
    cycle = make_cycle(world.places.kelurahan, world.cast.pokja, track="K", survey_year=None)
    bkm, tipp = founded(world, "BKM", "BKM Contoh"), founded(world, "TIPP", "TIPP Contoh")
    training = trained(world, ("Satu Contoh", bkm, "WARGA"), ("Dua Contoh", tipp, "WARGA"), topic_set="KBIK")
    part = gate(cycle, "K1.2")
    assert said(part)[0] == "Materi Pedoman Umum Program KOTAKU dipahami 0 dari 2 peserta, paling sedikit 50 %."
    assert part.missing[0].url == reverse("institutions:training-scores", args=[training.pk])
    scored(world, training)
    assert gate(cycle, "K1.2").complete


def test_the_share_who_understand_is_a_setting_of_the_cycle(world):
    cycle = make_cycle(world.places.kelurahan, world.cast.pokja, track="K", survey_year=None)
    tipp, bkm = founded(world, "TIPP", "TIPP Contoh"), founded(world, "BKM", "BKM Contoh")
    trained(world, ("Satu Contoh", bkm, "WARGA"), ("Dua Contoh", tipp, "WARGA"), topic_set="KBIK")
    set_thresholds(cycle=cycle, values={"pelatihan_paham_persen": 0})
    assert gate(cycle, "K1.2").complete


def test_training_after_the_first_planning_step_opened_does_not_count(world):
    cycle = of_plpbk(world)
    opened = timezone.make_aware(timezone.datetime(2026, 1, 27, 9))
    cycle.steps.filter(step="L2.1").update(status=StepStatus.OPEN, opened_at=opened)
    trained(world, *everybody(world))
    assert "Dilatihkan sesudah perencanaan dibuka 27 Januari 2026" in said(gate(cycle, "L1.3"))[-1]


def test_a_training_long_before_the_cycle_or_still_to_come_does_not_count(world):
    cycle, people = of_plpbk(world), everybody(world)
    trained(world, *people, on=date(2024, 12, 1))
    trained(world, *people, on=timezone.localdate() + timedelta(days=3))
    assert gate(cycle, "L1.3").note == "0 dari 6 materi"


def test_who_did_not_come_was_not_trained(world):
    cycle = of_plpbk(world)
    training = trained(world, *everybody(world))
    services.record_scores(
        training=training, by=world.cast.bkm,
        scores=[services.Score(row.pk, present=False) for row in training.participants.all()],
    )  # fmt: skip
    assert gate(cycle, "L1.3").note == "0 dari 6 materi"


def test_the_gate_asks_as_often_for_three_trainings_as_for_one(world):
    cycle, people = of_plpbk(world), everybody(world)

    def asked():
        trained(world, *people)
        with CaptureQueriesContext(connection) as found:
            gate(cycle, "L1.3")
        return len(found)

    asked()
    once_more = asked()
    assert asked() == once_more
