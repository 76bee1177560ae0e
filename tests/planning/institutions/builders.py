"""Bodies for the tests, made through the verbs. Every person in them is invented and called "Contoh"."""

from datetime import date

from planning.institutions import services
from planning.institutions.catalog import INDICATOR_TEAMS
from planning.institutions.services import BodyFacts, CandidateRow, DecreeFacts, ElectionFacts, MemberRow

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
