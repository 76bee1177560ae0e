"""What a body looks like on one day, what it lacks, and how its elections ended. Reads prefetched rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from planning.institutions.catalog.bodies import OPENING_BALANCE
from planning.institutions.composition import Composition, composition
from planning.institutions.election import Result, Votes, ballots_off, result
from planning.institutions.enums import AccountRole, InstitutionKind, Position
from planning.institutions.models import Candidate, Election, FormationDecree, Institution, Member


@dataclass(frozen=True)
class Standing:
    """A body on one day. `decree` is the newest numbered SK, `ended` whether its period is over."""

    members: tuple[Member, ...]
    former: tuple[Member, ...]
    made_of: Composition
    decree: FormationDecree | None
    ended: bool

    @property
    def chair(self) -> Member | None:
        """Who leads: coordinator, chair or manager."""
        leading = (Position.KOORDINATOR, Position.KETUA, Position.MANAJER)
        return next((member for member in self.members if member.position in leading), None)


def standing(institution: Institution, day: date) -> Standing:
    """Members of that day (future ones count as former rows do not: they wait), SK in force, composition."""
    rows = list(institution.members.all())
    now = tuple(member for member in rows if member.serves_on(day))
    former = tuple(member for member in rows if member.until is not None and member.until < day)
    numbered = [row for row in institution.decrees.all() if row.number and row.dated_on]
    decree = max(numbered, key=lambda row: (row.dated_on, row.pk), default=None)
    ended = bool(decree and decree.ends_on and decree.ends_on < day)
    return Standing(now, former, composition(institution.body, now), decree, ended)


#: What a gate may ask of a body and on which page of the body it is typed.
MEMBERS, FORM, DECREE = "anggota", "bentuk", "sk"


def lacks(institution: Institution, options: Mapping[str, Any], day: date) -> Iterator[tuple[str, str]]:
    """(page, sentence) for everything that the settings of a gate ask and this body lacks.

    Settings: `anggota` least number of people, `sk`, `pokja` (teams of the catalogue staffed), `jabatan` positions,
    `rekening` (account with three signatories and opening balance), `ad_art`.
    """
    now = standing(institution, day)
    name = institution.name
    least = int(options.get("anggota", 1))
    if now.made_of.total < least:
        yield MEMBERS, f"{name} baru mempunyai {now.made_of.total} dari paling sedikit {least} anggota."
    held = {member.position for member in now.members}
    empty = [Position(code).label for code in options.get("jabatan", ()) if code not in held]
    if empty:
        yield MEMBERS, f"Jabatan di {name} belum diisi: {', '.join(empty)}."
    if options.get("pokja") and now.made_of.teams:
        yield MEMBERS, f"Pokja/tim {name} belum berisi: {', '.join(str(team.label) for team in now.made_of.teams)}."
    if options.get("ad_art") and not (institution.articles_on and institution.articles):
        yield FORM, f"AD/ART {name} belum lengkap: isi tanggalnya dan unggah naskahnya."
    if options.get("rekening"):
        yield from _account(institution, now)
    if options.get("sk"):
        yield from _decree(institution, now)


def _account(institution: Institution, now: Standing) -> Iterator[tuple[str, str]]:
    if now.made_of.signatories:
        words = ", ".join(str(AccountRole(role).label).lower() for role in now.made_of.signatories)
        yield MEMBERS, f"Penanda tangan rekening {institution.name} belum dipilih: {words}."
    if not (institution.bank and institution.account_number):
        yield FORM, f"Bank dan nomor rekening {institution.name} belum diisi."
    if (institution.opening_balance or 0) < OPENING_BALANCE:
        yield FORM, f"Saldo awal rekening {institution.name} belum mencapai Rp 500.000 dari calon pengguna."


def _decree(institution: Institution, now: Standing) -> Iterator[tuple[str, str]]:
    if now.decree is None:
        yield DECREE, f"SK {institution.name} belum bernomor dan bertanggal."
    elif not now.decree.scan:
        yield DECREE, f"SK {institution.name} nomor {now.decree.number} belum ada pindaiannya yang bertanda tangan."
    elif now.ended:
        yield DECREE, f"Masa berlaku SK {institution.name} sudah habis; siapkan SK baru."


@dataclass(frozen=True)
class ElectionRow:
    """An election with its candidates in order of votes, who is elected, who ties, and what does not add up."""

    election: Election
    candidates: tuple[Candidate, ...]
    outcome: Result
    off: str

    @property
    def votes(self) -> int:
        return sum(one.votes for one in self.candidates)

    @property
    def winners(self) -> tuple[Candidate, ...]:
        return tuple(one for one in self.candidates if one.pk in self.outcome.elected)

    @property
    def tied(self) -> tuple[Candidate, ...]:
        return tuple(one for one in self.candidates if one.pk in self.outcome.tied)


def election_rows(institution: Institution) -> tuple[ElectionRow, ...]:
    """The elections of a body, newest first, counted. Reads the prefetched candidates."""
    rows = sorted(institution.elections.all(), key=lambda row: (row.held_on, row.pk), reverse=True)
    return tuple(counted(row) for row in rows)


def counted(election: Election) -> ElectionRow:
    """One election counted."""
    ordered = tuple(sorted(election.candidates.all(), key=lambda one: (-one.votes, one.pk)))
    outcome = result((Votes(one.pk, one.votes, one.chosen_in_tie) for one in ordered), election.seats)
    votes = sum(one.votes for one in ordered)
    off = ballots_off(votes, election.spoiled, election.ballots, election.choices_each)
    return ElectionRow(election, ordered, outcome, off)


def kind_named(code: str) -> InstitutionKind | None:
    """The kind with this code; None for anything else."""
    return InstitutionKind(code) if code in InstitutionKind.values else None
