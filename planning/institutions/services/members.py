"""The members of a body: typed as one list, leaving closes a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from kumuh.core.formats import plain
from kumuh.core.models import delete_by
from kumuh.core.versions import ChangedMeanwhile
from planning.institutions.catalog import body_of
from planning.institutions.enums import AccountRole, MemberElement, Sex
from planning.institutions.errors import InstitutionRefused
from planning.institutions.models import Institution, Member
from planning.institutions.queries.lists import member_stamp
from planning.institutions.services.keeping import locked, put, refuse_future, require_own_rts


@dataclass(frozen=True)
class MemberRow:
    """One line of the list. `rt_id` None with an `origin` for people from elsewhere; `pk` of a stored row."""

    name: str
    sex: str
    position: str
    since: date
    rt_id: int | None = None
    origin: str = ""
    element: str = MemberElement.WARGA
    team: str = ""
    account_role: str = ""
    until: date | None = None
    leaving: str = ""
    pk: int | None = None


@transaction.atomic
def record_members(*, institution: Institution, rows: Sequence[MemberRow], by: Any, seen: str = "") -> Institution:
    """Make the list exactly `rows`: rows with `pk` change that member, rows without are new.

    A stored row that is not sent is taken away only while the body has no numbered SK; afterwards people leave with a
    day (`until`), because the SK names them. `seen` is the `queries.member_stamp` of when the form was opened.

    Refuses (InstitutionRefused) a line without name, sex or day, a position or team that the body does not have, two
    holders of one account signature, a period in the wrong order, an RT of another place, and (ChangedMeanwhile) a list
    that somebody else saved meanwhile.
    """
    current = locked(institution=institution)
    if seen and seen != (now := member_stamp(current)):
        raise ChangedMeanwhile(now, what="daftar anggota ini")
    for row in rows:
        _check(current, row)
    _check_signatories(rows)
    require_own_rts(region_code=current.region_id, rt_ids=[row.rt_id for row in rows])
    stored = {member.pk: member for member in current.members.all()}
    for row in rows:
        values = {name: value for name, value in asdict(row).items() if name != "pk"} | {"name": plain(row.name)}
        member = stored.pop(row.pk, None) if row.pk else None
        put(row=member or Member(institution=current), values=values, by=by)
    _take_away(current, list(stored.values()), by)
    return current


def _check(institution: Institution, row: MemberRow) -> None:
    name, body = plain(row.name), body_of(institution.kind)
    if not name:
        raise InstitutionRefused("Ada anggota tanpa nama.")
    if row.sex not in Sex.values:
        raise InstitutionRefused(f"L atau P untuk {name} belum dipilih.")
    if row.element not in MemberElement.values:
        raise InstitutionRefused(f"Unsur untuk {name} tidak dikenal.")
    if row.position not in body.positions:
        raise InstitutionRefused(f"{body.short} tidak mempunyai jabatan yang dipilih untuk {name}.")
    if row.team and row.team not in body.teams:
        raise InstitutionRefused(f"{body.short} tidak mempunyai pokja/tim yang dipilih untuk {name}.")
    if row.account_role and row.account_role not in AccountRole.values:
        raise InstitutionRefused(f"Peran rekening untuk {name} tidak dikenal.")
    refuse_future(words=f"Hari mulai {name}", day=row.since)
    if row.until is not None and row.until < row.since:
        raise InstitutionRefused(f"{name}: tanggal berhenti lebih awal daripada tanggal mulai.")


def _check_signatories(rows: Sequence[MemberRow]) -> None:
    """One person for each of the three signatures at a time."""
    for role in AccountRole:
        holders = [row for row in rows if row.account_role == role and row.until is None]
        if len(holders) > 1:
            names = " dan ".join(plain(row.name) for row in holders)
            raise InstitutionRefused(f"Penanda tangan rekening “{role.label}” hanya satu orang: {names}.")


def _take_away(institution: Institution, members: Sequence[Member], by: Any) -> None:
    if members and institution.decrees.exclude(number="").exists():
        names = ", ".join(member.name for member in members)
        raise InstitutionRefused(
            f"SK lembaga ini sudah bernomor, jadi {names} tidak dihapus. Isi tanggal “sampai” bila sudah berhenti."
        )
    for member in members:
        delete_by(member, by)
