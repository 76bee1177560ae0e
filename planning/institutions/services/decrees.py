"""The SK of a body: prepared, numbered in the register of its office, kept as a signed scan."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from kumuh.areas.naming import city_code
from kumuh.core.models import save_by
from kumuh.core.uploads import CleanFile
from kumuh.core.versions import claim_version
from planning.institutions.catalog import body_of
from planning.institutions.errors import InstitutionRefused
from planning.institutions.models import FormationDecree, Institution
from planning.institutions.services.keeping import refuse_future

#: Length of the dotted code of a kabupaten/kota: the offices of Satker and mayor count there.


@dataclass(frozen=True)
class DecreeFacts:
    """What stands on the SK. Without a number it is a draft; `number` may be left to follow from `sequence`."""

    issuer: str
    about: str
    sequence: int | None = None
    number: str = ""
    dated_on: date | None = None
    ends_on: date | None = None
    signer_name: str = ""
    funding: str = ""
    copies: str = ""


@transaction.atomic
def prepare_decree(
    *, institution: Institution, facts: DecreeFacts, by: Any, scan: CleanFile | None = None
) -> FormationDecree:
    """Begin an SK of a body; a body may have several over the years.

    Refuses (InstitutionRefused) what `change_decree` refuses.
    """
    row = FormationDecree(institution=institution)
    _write(row, facts, by, scan)
    return row


@transaction.atomic
def change_decree(
    *, decree: FormationDecree, facts: DecreeFacts, by: Any, expected_version: int, scan: CleanFile | None = None
) -> FormationDecree:
    """Change an SK; without a new scan the stored one stays.

    Numbers are consecutive per office and year. The next one is proposed; because offices also number SK that are not
    kept here, a higher one may be typed, but never one that is taken.

    Refuses (InstitutionRefused) an office that does not sign for this body, a number without day or the reverse, a
    number that is taken, a day in the future, a period that ends before it begins, a signed scan without a number;
    and `StaleRecord`.
    """
    row = FormationDecree.objects.select_for_update().select_related("institution").get(pk=decree.pk)
    claim_version(row, expected_version)
    _write(row, facts, by, scan)
    return row


def _write(row: FormationDecree, facts: DecreeFacts, by: Any, scan: CleanFile | None) -> None:
    code = office_code(region_code=row.institution.region_id, issuer=facts.issuer)
    _check(row, facts, code, scan)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.office_code = code
    row.year = facts.dated_on.year if facts.dated_on and facts.sequence else None
    if facts.dated_on and facts.sequence and not facts.number.strip():
        row.number = f"{facts.sequence} Tahun {facts.dated_on.year}"
    if scan is not None:
        row.scan.save(f"{row.institution_id}/{scan.name}", scan.as_file(), save=False)
    save_by(row, by)


def office_code(*, region_code: str, issuer: str) -> str:
    """The region in whose register an office counts: the lurah in the kelurahan, the others in the kota."""
    return region_code if issuer == "LURAH" else city_code(region_code)


def _check(row: FormationDecree, facts: DecreeFacts, code: str, scan: CleanFile | None) -> None:
    body = body_of(row.institution.kind)
    if facts.issuer not in body.issuers:
        raise InstitutionRefused({"issuer": f"SK {body.short} tidak ditetapkan oleh pejabat itu."})
    if not facts.about.strip():
        raise InstitutionRefused({"about": "Tulis tentang apa SK ini."})
    numbered = bool(facts.sequence or facts.number.strip())
    if numbered and not facts.dated_on:
        raise InstitutionRefused({"dated_on": "SK yang bernomor juga bertanggal."})
    if facts.dated_on and not numbered:
        raise InstitutionRefused({"sequence": "Tulis nomor urut dari buku register kantor."})
    refuse_future(words="Tanggal SK", day=facts.dated_on)
    if facts.dated_on and facts.ends_on and facts.ends_on <= facts.dated_on:
        raise InstitutionRefused({"ends_on": "SK berakhir sebelum berlaku."})
    if scan is not None and not numbered:
        raise InstitutionRefused(
            {"scan": "Isi nomor dan tanggalnya dahulu; pindaian adalah SK yang sudah ditandatangani."}
        )
    taken = FormationDecree.objects.filter(
        office_code=code,
        issuer=facts.issuer,
        year=facts.dated_on.year if facts.dated_on else None,
        sequence=facts.sequence,
    ).exclude(pk=row.pk)
    if facts.sequence and facts.dated_on and taken.exists():
        raise InstitutionRefused(
            {"sequence": f"Nomor urut {facts.sequence} tahun {facts.dated_on.year} sudah dipakai."}
        )
