"""Bodies for the tests, made through the verbs. Every person in them is invented and called "Contoh"."""

from datetime import date

from planning.institutions import services
from planning.institutions.catalog import INDICATOR_TEAMS, TOPIC_SETS
from planning.institutions.services import (
    BodyFacts,
    CandidateRow,
    DecreeFacts,
    ElectionFacts,
    MemberRow,
    NewPerson,
    Score,
    TrainingFacts,
)

FORMED = date(2026, 1, 20)


def founded(world, kind="KSM", name="KSM Contoh Mawar", region=None, **facts):
    facts = {"cycle": world.cycle if region is None else None, "formed_on": FORMED} | facts
    return services.register_institution(
        region=region or world.places.kelurahan, kind=kind, facts=BodyFacts(name=name, **facts), by=world.cast.bkm
    )


def member(name="Anggota Contoh", sex="P", position="ANGGOTA", since=FORMED, **more):
    return MemberRow(name, sex, position, since, **more)


def staffed(world, institution, *rows, seen=""):
    return services.record_members(institution=institution, rows=rows, by=world.cast.bkm, seen=seen)


def stored(institution):
    """The stored members as rows of the list."""
    names = MemberRow.__dataclass_fields__
    return [MemberRow(**{name: getattr(one, name) for name in names}) for one in institution.members.order_by("pk")]


def three(world, **more):
    """A chair, a treasurer and a member with the three signatures of the account."""
    return (
        member("Ketua Contoh", "L", "KETUA", account_role="KETUA", rt_id=world.rts[0].pk, **more),
        member("Bendahara Contoh", "P", "BENDAHARA", account_role="PENGURUS", rt_id=world.rts[1].pk),
        member("Pengguna Contoh", "P", account_role="PENGGUNA", element="PENGGUNA", rt_id=world.rts[2].pk),
    )


def a_tipp(world, teams=INDICATOR_TEAMS):
    body = founded(world, "TIPP", "TIPP Contoh")
    lead = member("Koordinator Contoh", "L", "KOORDINATOR")
    staffed(world, body, lead, *(member(f"Pokja Contoh {team}", team=team) for team in teams))
    return body


def decreed(world, institution, sequence=4, on=date(2026, 2, 2), scan=None, **facts):
    facts = {"issuer": institution.body.issuers[0], "about": "Pembentukan Contoh"} | facts
    return services.prepare_decree(
        institution=institution,
        facts=DecreeFacts(sequence=sequence, dated_on=on, **facts),
        by=world.cast.lurah,
        scan=scan,
    )


def elected(world, institution, *votes, election=None, chosen=(), **facts):
    """`votes`: votes of Calon Contoh 1, 2, … in order; `chosen` the numbers marked in a tie."""
    rows = [
        CandidateRow(f"Calon Contoh {number}", "P", count, chosen_in_tie=number in chosen)
        for number, count in enumerate(votes, 1)
    ]
    facts = {"held_on": date(2026, 1, 25)} | facts
    return services.record_election(
        institution=institution, facts=ElectionFacts(**facts), candidates=rows, by=world.cast.bkm, election=election
    )


# --- Trainings ------------------------------------------------------------------------------------------------------
TRAINED = date(2026, 1, 28)


def trained(world, *people, topics=None, topic_set="PLPBK", on=TRAINED, cycle=None, **facts):
    """A training with new `people` (name, body or None, element), all of them present."""
    codes = topics or [one.code for one in TOPIC_SETS[topic_set].topics]
    facts = {"title": f"Pelatihan Contoh {topic_set}", "trainers": "Fasilitator Contoh", "cycle": cycle} | facts
    training = services.register_training(
        region=world.places.kelurahan, topic_set=topic_set,
        facts=TrainingFacts(topics=tuple(codes), held_on=on, **facts), by=world.cast.bkm,
    )  # fmt: skip
    rows = [
        NewPerson(name, "P", element=element, institution_id=body.pk if body else None)
        for name, body, element in people
    ]
    services.choose_participants(training=training, keep=(), chosen=(), new=rows, by=world.cast.bkm)
    return training


def scored(world, training, mark="P", **marks):
    """Everybody of a training with the same `mark` on each topic; `marks` by topic code differ."""
    services.record_scores(
        training=training, by=world.cast.bkm,
        scores=[
            Score(row.pk, before=40, after=80, grasps={code: marks.get(code, mark) for code in training.topics})
            for row in training.participants.order_by("pk")
        ],
    )  # fmt: skip
