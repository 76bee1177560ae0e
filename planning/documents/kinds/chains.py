"""Who signs the paper of a step: the chain of the catalogue in the words of offices, with the names that are known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from django.utils import timezone

from kumuh.accounts.enums import Office, Role
from kumuh.reviews.enums import ReviewVerb
from planning.cycles.catalog import Step
from planning.cycles.enums import Track
from planning.documents.registry import SignerRole
from planning.institutions.enums import InstitutionKind
from planning.institutions.queries import in_region, standing

CHAIR_OF_KSM, TFL, DPIU = "Ketua KSM", "Fasilitator (TFL)", "DPIU"
#: Who signs for a role. A role without an official of its own is named by what it is.
OFFICES: Final[Mapping[str, str]] = {
    Role.FASILITATOR: Office.FASILITATOR.label,
    Role.ASKOT: "Askot/Korkot",
    Role.BKM: Office.BKM.label,
    Role.KSM: CHAIR_OF_KSM,
    Role.LURAH: Office.LURAH.label,
    Role.CAMAT: Office.CAMAT.label,
    Role.POKJA: Office.POKJA.label,
    Role.DINAS: "Bappeda/dinas teknis",
    Role.TAMK: "TAMK (tim teknis)",
    Role.PPK: "Satker/PPK",
}
#: The same roles by their name in SPBM.
OFFICES_OF_SPBM: Final[Mapping[str, str]] = {Role.FASILITATOR: TFL, Role.DINAS: DPIU}
#: Who speaks first where one of several roles may act and nobody did yet.
ORDER: Final = (
    Role.POKJA, Role.DINAS, Role.TAMK, Role.BKM, Role.LURAH, Role.CAMAT, Role.PPK, Role.ASKOT, Role.FASILITATOR,
    Role.KSM,
)  # fmt: skip


def office_of(role: str, track: str) -> str:
    """The office that signs for a role in a programme."""
    return OFFICES_OF_SPBM.get(role, OFFICES[role]) if track == Track.SPBM else OFFICES[role]


def signers_of(step: Step, track: str, acted: Collection[str] = ()) -> tuple[SignerRole, ...]:
    """The places to sign on the paper of a step: its review chain, or who closes it. `acted` are roles that did."""
    approval = step.approval
    if approval is None:
        return _without_review(step, track)
    drafted = _drafters(approval.drafted_by, track)
    asked = [_role("Dipertimbangkan oleh", _one(roles, acted), track, "left") for roles in approval.consulted]
    verified = [_role("Diverifikasi oleh", _one(approval.verified_by, acted), track, "left")]
    signed = [_role("Disahkan oleh", _one(roles, acted), track, "right") for roles in approval.signed_by]
    told = [_role("Mengetahui", role, track, "below") for role in ORDER if role in approval.informed]
    return _once([*drafted, *asked, *verified, *signed, *told])


def _without_review(step: Step, track: str) -> tuple[SignerRole, ...]:
    """Who drafts on the left, who closes on the right; a KSM that does both signs once."""
    closed = [_role("Disahkan oleh", role, track, "right") for role in _closers(step.closers)]
    offices = {role.office for role in closed}
    drafted = _drafters({Role.KSM} if step.closers == {Role.KSM} else {Role.FASILITATOR}, track)
    return (*(role for role in drafted if role.office not in offices), *closed)


def _closers(closers: Collection[str]) -> list[str]:
    """BKM and Lurah sign side by side; of the others one, the first in order."""
    both: list[str] = [role for role in (Role.BKM, Role.LURAH) if role in closers]
    return both or [str(role) for role in ORDER if role in closers][:1]


def _drafters(roles: Collection[str], track: str) -> list[SignerRole]:
    """TIPP drafts and its facilitator checks; a KSM drafts for itself; in the kota Askot/Korkot drafts."""
    if Role.KSM in roles:
        return [_role("Disusun oleh", Role.KSM, track, "left")]
    if track == Track.CITY:
        return [_role("Disusun oleh", Role.ASKOT, track, "left")]
    if track == Track.SPBM:
        return [_role("Disusun oleh", Role.FASILITATOR, track, "left")]
    tipp = SignerRole(label="Disusun oleh", office=Office.TIPP.label, side="left")
    return [tipp, _role("Diperiksa oleh", Role.FASILITATOR, track, "left")]


def _one(roles: Collection[str], acted: Collection[str]) -> str:
    """The role that acted, else the first that may."""
    return next((role for role in ORDER if role in roles and role in acted), None) or next(
        role for role in ORDER if role in roles
    )


def _role(label: str, role: str, track: str, side: str) -> SignerRole:
    return SignerRole(label=label, office=office_of(role, track), side=side)


def _once(roles: Iterable[SignerRole]) -> tuple[SignerRole, ...]:
    """One place per office: the last part that it plays."""
    found = {role.office: role for role in roles}
    return tuple(found.values())


def people_of(cycle: Any, moves: Iterable[Any] = ()) -> dict[str, str]:
    """Names by office where no official of the region is kept: the chair of the KSM, and who acted in the review.

    `moves` are events of the review that still count. Three queries.
    """
    named = {
        office_of(event.role, cycle.track): event.by.name
        for event in moves
        if event.verb in (ReviewVerb.CONSULT, ReviewVerb.VERIFY, ReviewVerb.APPROVE)
    }
    chair = ksm_chair(cycle)
    return {**named, CHAIR_OF_KSM: chair} if chair else named


def ksm_chair(cycle: Any) -> str:
    """Who leads the KSM of the cycle; empty while there is none."""
    body = ksm_of(cycle)
    chair = standing(body, timezone.localdate()).chair if body else None
    return chair.name if chair else ""


def ksm_of(cycle: Any) -> Any:
    """The KSM formed in the cycle, else the only one of its place; None where that is not clear. Three queries."""
    found = [row for row in in_region(cycle.region_id) if row.kind == InstitutionKind.KSM and not row.dissolved_on]
    own = [row for row in found if row.cycle_id == cycle.pk]
    if own:
        return own[0]
    return found[0] if len(found) == 1 else None
