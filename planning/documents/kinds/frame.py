"""What stands around every paper: place, letterhead, signers, the meetings it rests on. Reads only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from kumuh.accounts.enums import MANDATE_PREFIXES, Mandate, Office, Role
from kumuh.accounts.queries import officials_on
from kumuh.areas.enums import RegionLevel
from kumuh.areas.naming import region_title
from kumuh.reviews.enums import ReviewState
from kumuh.reviews.queries import signatures, timeline
from planning.cycles.catalog import find_step
from planning.cycles.queries import review_of_step, step_states
from planning.documents.kinds.common import (
    DecreeRef,
    Gap,
    Letterhead,
    MeetingRef,
    Place,
    SignatureBlock,
    Signer,
)
from planning.documents.models import Document
from planning.documents.models import Letterhead as LetterheadRow
from planning.documents.numbering import seat_of
from planning.documents.registry import SignerRole
from planning.rembuk.queries import totals_of

KELURAHAN, BKM, POKJA, SATKER, KSM, DPIU = "KELURAHAN", "BKM", "POKJA", "SATKER", "KSM", "DPIU"
#: Offices by the words with which the catalogue of documents names them.
OFFICES: Final[Mapping[str, Office]] = {office.label: office for office in Office}
MANDATES: Final = {Mandate.PLT: "Plt.", Mandate.PLH: "Plh."}
#: The office that signs a paper for the role that approved in the application.
ROLE_OFFICES: Final[Mapping[str, Office]] = {
    Role.LURAH: Office.LURAH,
    Role.CAMAT: Office.CAMAT,
    Role.BKM: Office.BKM,
    Role.POKJA: Office.POKJA,
}
NO_DEPUTIES: Final[Mapping[Office, Any]] = {}
NOBODY: Final[Mapping[str, str]] = {}
#: Offices that only a civil servant holds; their NIP stands below the name (tata naskah dinas).
CIVIL_SERVANTS: Final = frozenset({Office.LURAH, Office.CAMAT})
NOT_FILE_NAME: Final = re.compile(r"[^a-z0-9]+")


def file_stem(*parts: object) -> str:
    """A download name out of words: small letters and dashes only, e.g. `renta-pip-sapuro-kebulen-2027`."""
    return "-".join(NOT_FILE_NAME.sub("-", str(part).lower()).strip("-") for part in parts)


def place_of(region: Any) -> Place:
    """The kelurahan with what lies above it; `region.parent.parent.parent` should be loaded. A kota has only itself."""
    if region.level == RegionLevel.CITY:
        return Place(kelurahan="", kecamatan="", city=region.name, province=_titled(region.parent), code=region.code)
    district = region.parent
    city = district.parent if district else None
    province = city.parent if city else None
    return Place(
        kelurahan=region.name,
        kecamatan=district.name if district else "",
        city=city.name if city else "",
        province=_titled(province),
        code=region.code,
    )


def _titled(region: Any) -> str:
    return region_title(region.code, region.name) if region else ""


def letterhead_of(region: Any, body: str, name: str = "") -> Letterhead:
    """The kop that the office has set, else its plain name (or `name`) with the address as a named gap."""
    place = place_of(region)
    row = LetterheadRow.objects.filter(region_id=seat_of(region.code, body), body=body).first()
    *above, institution = _lines(row) or _default_lines(place, body)
    return Letterhead(
        above=tuple(above),
        institution=name if name and row is None else institution,
        address=(row.address if row else "") or Gap("alamat lembaga"),
        city="",
        programme="",
        logo=_logo(row),
    )


def _lines(row: LetterheadRow | None) -> list[str]:
    return [line.strip() for line in row.lines.splitlines() if line.strip()] if row else []


def default_lines(region: Any, body: str) -> str:
    """What a new letterhead form suggests, one line each."""
    return "\n".join(_default_lines(place_of(region), body))


def _default_lines(place: Place, body: str) -> list[str]:
    if body == BKM:
        return ["Badan Keswadayaan Masyarakat (BKM)", f"BKM Kelurahan {place.kelurahan}"]
    if body == SATKER:
        return [f"Pemerintah {place.city}", "Kuasa Pengguna Anggaran (Satuan Kerja)"]
    if body == KSM:
        return ["Kelompok Swadaya Masyarakat (KSM)", f"KSM Kelurahan {place.kelurahan}"]
    if body == DPIU:
        return [f"Pemerintah {place.city}", "District Project Implementation Unit (DPIU)"]
    if body == POKJA:
        return [f"Pemerintah {place.city}", "Kelompok Kerja Perumahan dan Kawasan Permukiman"]
    return [f"Pemerintah {place.city}", f"Kecamatan {place.kecamatan}", f"Kelurahan {place.kelurahan}"]


def _logo(row: LetterheadRow | None) -> str:
    return f"file://{settings.MEDIA_ROOT}/{row.logo.name}" if row and row.logo else ""


def ratified_on(cycle: Any, step: str) -> date | None:
    """The local day of the last approval of a step, or on which its closers closed it; None while it is neither."""
    state = step_states(cycle)[step]
    if not find_step(cycle.track, step).chain:
        return timezone.localdate(state.closed_at) if state.closed_at else None
    review = review_of_step(state)
    if review is None or review.state != ReviewState.APPROVED:
        return None
    given = [one.event.at for one in signatures(review) if one.event is not None]
    return timezone.localdate(max(given)) if given else None


def moves_of(cycle: Any, step: str) -> list[Any]:
    """What people did in the review of a step and still counts, oldest first."""
    review = review_of_step(step_states(cycle)[step])
    return [event for event in timeline(review) if not event.voided] if review else []


def deputies_of(cycle: Any, step: str) -> dict[Office, Any]:
    """Approvals of a ratified step that a Plt., Plh. or a.n. gave, by the office they stand for."""
    review = review_of_step(step_states(cycle)[step])
    if review is None or review.state != ReviewState.APPROVED:
        return {}
    given = [one.event for one in signatures(review) if one.event is not None and one.event.mandate]
    return {ROLE_OFFICES[event.role]: event for event in given if event.role in ROLE_OFFICES}


def signature_block(
    roles: Iterable[SignerRole],
    region: Any,
    on: date | None,
    deputies: Mapping[Office, Any] = NO_DEPUTIES,
    people: Mapping[str, str] = NOBODY,
) -> SignatureBlock:
    """A chain of signers with the officials of that day (of today while it is open); unknown names stay lines.

    A deputy who approved the step stands in the place of the official, with the mandate of the approval. `people`
    are names by title of an office that has no official of the region (chair of a KSM, who verified for DPIU).
    """
    codes = _codes(region)
    known = officials_on(codes, on or timezone.localdate())
    signers = {
        side: tuple(signer(role, region, known, deputies, people) for role in roles if role.side == side)
        for side in ("left", "right", "below")
    }
    return SignatureBlock(
        place=region.name, on=on, left=signers["left"], right=signers["right"], below=signers["below"]
    )


def _codes(region: Any) -> list[str]:
    """The kelurahan, its district and its city."""
    parts = region.code.split(".")
    return [".".join(parts[:length]) for length in range(len(parts), 1, -1)]


def officials(region_codes: Iterable[str], on: date) -> Mapping[tuple[str, str], Any]:
    """Who signs for which office in these regions on that day."""
    return officials_on(region_codes, on)


def signer(
    role: SignerRole,
    region: Any,
    known: Mapping[tuple[str, str], Any],
    deputies: Mapping[Office, Any] = NO_DEPUTIES,
    people: Mapping[str, str] = NOBODY,
) -> Signer:
    """One place to sign: the office in full and who holds it; `known` as `officials_on` answers."""
    office = OFFICES.get(role.office)
    title = office_title(role.office, region)
    held = [known[code, office] for code in _codes(region) if office and (code, office) in known]
    official = held[0] if held else None
    civil = office in CIVIL_SERVANTS
    deputy = deputies.get(office) if office else None
    if deputy is not None and (official is None or official.name != deputy.by.name):
        return _deputy(role.label, title, deputy, civil)
    if official is None:
        name = people.get(role.office) or Gap(f"nama {title}")
        return Signer(role_label=role.label, office=title, name=name, civil_servant=civil)
    on_behalf = official.mandate == Mandate.AN
    return Signer(
        role_label=role.label,
        office="" if on_behalf else title,
        name=official.name,
        nip=official.nip,
        civil_servant=civil,
        mandate=f"a.n. {title}" if on_behalf else MANDATES.get(Mandate(official.mandate), ""),
    )


def _deputy(label: str, title: str, event: Any, civil: bool) -> Signer:
    """The place of an office whose approval a deputy gave; the letter of the mandate stays in the review."""
    prefix = event.mandate.partition(" ")[0]
    on_behalf = prefix == MANDATE_PREFIXES[Mandate.AN]
    return Signer(
        role_label=label,
        office="" if on_behalf else title,
        name=event.by.name,
        civil_servant=civil,
        mandate=f"{prefix} {title}" if on_behalf else prefix,
    )


def office_title(office: str, region: Any) -> str:
    """The office with the place it belongs to, as it stands under a signature."""
    place = place_of(region)
    belongs = {
        Office.LURAH: place.kelurahan,
        Office.CAMAT: place.kecamatan,
        Office.POKJA: place.city,
        Office.SATKER: place.city,
    }
    return f"{office} {belongs.get(OFFICES.get(office, Office.TIPP), '')}".strip()


def decree_ref(cycle: Any) -> DecreeRef | Gap:
    """The SK Kumuh on which the cycle stands; a named gap where it or its area is missing."""
    decree = cycle.decree
    if decree is None:
        return Gap("SK Kumuh")
    return DecreeRef(
        number=decree.number,
        on=decree.signed_on,
        signer=" ".join(part for part in (decree.signer_office, decree.signer_name) if part),
        area_ha=decree.area_ha,
    )


def meeting_refs(meetings: Iterable[Any]) -> tuple[MeetingRef, ...]:
    """Meetings by the number of their berita acara, oldest first."""
    found = sorted(meetings, key=lambda row: (row.held_on, row.starts_at, row.pk))
    totals = totals_of(found)
    given = Document.objects.filter(kind="berita-acara", subject_id__in=[row.pk for row in found])
    numbers = dict(given.values_list("subject_id", "number"))
    return tuple(
        MeetingRef(
            number=row.berita_acara_number or numbers.get(row.pk) or Gap("nomor berita acara"),
            title=row.title,
            on=row.held_on,
            place=row.place,
            men=totals[row.pk].men,
            women=totals[row.pk].women,
        )
        for row in found
    )
