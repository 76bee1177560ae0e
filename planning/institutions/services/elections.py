"""Recording an election and giving the elected their position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from kumuh.core.formats import plain
from kumuh.core.models import delete_by
from planning.institutions.catalog import body_of
from planning.institutions.composition import person_key
from planning.institutions.election import Votes, ballots_off, result
from planning.institutions.enums import MemberElement, Position, Sex
from planning.institutions.errors import InstitutionRefused
from planning.institutions.models import Candidate, Election, Institution, Member
from planning.institutions.queries.standing import counted
from planning.institutions.services.keeping import locked, put, refuse_future, require_own_rts


@dataclass(frozen=True)
class ElectionFacts:
    """What the berita acara of the election says. Counts of paper ballots; `ballots` None when not counted."""

    held_on: date
    seats: int = 1
    position: str = Position.ANGGOTA
    place: str = ""
    number: str = ""
    ballots: int | None = None
    spoiled: int = 0
    choices_each: int = 1
    tie_note: str = ""


@dataclass(frozen=True)
class CandidateRow:
    """One candidate with the votes counted."""

    name: str
    sex: str
    votes: int = 0
    rt_id: int | None = None
    element: str = MemberElement.WARGA
    chosen_in_tie: bool = False
    pk: int | None = None


@transaction.atomic
def record_election(
    *,
    institution: Institution,
    facts: ElectionFacts,
    candidates: Sequence[CandidateRow],
    by: Any,
    election: Election | None = None,
) -> Election:
    """Keep an election with its candidates; with `election` the stored one becomes exactly this.

    Refuses (InstitutionRefused) a day in the future, no candidates, a position that the body does not have, more
    votes than the ballots allow, and a mark for a tie without a word on how it was decided.
    """
    current = locked(institution=institution)
    _check(current, facts, candidates)
    require_own_rts(region_code=current.region_id, rt_ids=[row.rt_id for row in candidates])
    row = election or Election(institution=current)
    put(row=row, values=asdict(facts), by=by)
    stored = {one.pk: one for one in row.candidates.all()}
    for one in candidates:
        values = {name: value for name, value in asdict(one).items() if name != "pk"} | {"name": plain(one.name)}
        known = stored.pop(one.pk, None) if one.pk is not None else None
        put(row=known or Candidate(election=row), values=values, by=by)
    for left in stored.values():
        delete_by(left, by)
    return row


def _check(institution: Institution, facts: ElectionFacts, candidates: Sequence[CandidateRow]) -> None:
    refuse_future(words="Hari pemilihan", day=facts.held_on)
    body = body_of(institution.kind)
    if facts.position not in body.positions:
        raise InstitutionRefused(f"{body.short} tidak mempunyai jabatan itu.")
    if facts.seats < 1 or facts.choices_each < 1:
        raise InstitutionRefused("Jumlah yang dipilih paling sedikit satu.")
    if not candidates:
        raise InstitutionRefused("Isi calon dan suaranya.")
    for row in candidates:
        if not row.name.strip() or row.sex not in Sex.values or row.element not in MemberElement.values:
            raise InstitutionRefused(f"Lengkapi nama, L/P dan unsur calon {plain(row.name)}.")
    off = ballots_off(sum(row.votes for row in candidates), facts.spoiled, facts.ballots, facts.choices_each)
    if off:
        raise InstitutionRefused({"ballots": off})
    chosen = [row for row in candidates if row.chosen_in_tie]
    if not chosen:
        return
    outcome = result(
        (Votes(number, row.votes, row.chosen_in_tie) for number, row in enumerate(candidates)), facts.seats
    )
    level = {candidates[key].name for key in outcome.tied}
    strangers = [row.name for row in chosen if row.name not in level]
    if strangers:
        raise InstitutionRefused(f"{', '.join(strangers)} tidak bersuara sama pada kursi terakhir; hapus tandanya.")
    if not facts.tie_note.strip():
        raise InstitutionRefused({"tie_note": "Tulis bagaimana diputuskan: pemungutan ulang, musyawarah atau undian."})


@transaction.atomic
def seat_elected(*, election: Election, since: date, by: Any) -> list[Member]:
    """Give everybody elected the position of the election from `since`; who already holds it stays as they are.

    Refuses (InstitutionRefused) while equal votes on the last seat are not decided, and a day before the election.
    """
    current = locked(institution=election.institution)
    row = counted(election)
    if not row.outcome.decided:
        names = ", ".join(one.name for one in row.tied)
        raise InstitutionRefused(f"Suara sama antara {names}. Catat dahulu siapa yang dipilih dan caranya.")
    if since < election.held_on:
        raise InstitutionRefused({"since": "Hari mulai lebih awal daripada hari pemilihan."})
    refuse_future(words="Hari mulai", day=since)
    held = {
        person_key(member)
        for member in current.members.all()
        if member.position == election.position and member.serves_on(since)
    }
    seated = []
    for winner in row.winners:
        if person_key(winner) in held:
            continue
        member = Member(institution=current)
        values = {name: getattr(winner, name) for name in ("name", "sex", "rt_id", "element")}
        put(row=member, values=values | {"position": election.position, "since": since}, by=by)
        seated.append(member)
    return seated
