"""Signatures: what was signed, by whom, and of which kind – never more than is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from kumuh.core.uploads import LARGEST_PDF, CleanFile, clean_upload
from planning.documents.enums import EditionState, SignatureKind
from planning.documents.errors import SignatureRefused
from planning.documents.models import Edition, Signature
from planning.documents.services.certified import CertifiedSigner, carries_signature, certified_signers


@dataclass(frozen=True)
class SignedBy:
    """One person who signed the sheet: the part played, the office and the name as printed."""

    role: str
    office: str
    name: str


@transaction.atomic
def record_signature(
    *, edition: Edition, signers: Sequence[SignedBy], signed_on: date, scan: IO[bytes], by: Any
) -> tuple[Signature, ...]:
    """Keep the signed sheet and who signed it: a scan (wet signatures), or the PDF with certified signatures.

    What it is follows from the file alone. A PDF that carries electronic signatures counts only if every one of
    them is certified and covers this very edition; then names and days come from the certificates. Signers may
    come in any order and in several uploads.

    Refuses (`SignatureRefused`) a draft or revoked edition, a day before printing or in the future, an empty list
    of signers, and a person whose signature is recorded already; `clean_upload` refuses what is neither a photo
    nor a PDF.
    """
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    if locked.state != EditionState.FINAL:
        raise SignatureRefused("Hanya edisi yang sudah disahkan dapat ditandatangani; ini masih draf atau dicabut.")
    scan.seek(0)
    raw = scan.read(LARGEST_PDF + 1)
    if carries_signature(raw=raw):
        return _record_certified(locked, raw, signers, by)
    _refuse_wrong_list(locked, signers)
    if not timezone.localdate(locked.printed_at) <= signed_on <= timezone.localdate():
        raise SignatureRefused("Tanggal tanda tangan harus antara tanggal cetak edisi ini dan hari ini.")
    clean = clean_upload(scan)
    rows = [_row(locked, SignatureKind.WET, signer, signed_on, clean.digest, by) for signer in signers]
    return _keep(rows, clean.as_file())


def _record_certified(edition: Edition, raw: bytes, signers: Sequence[SignedBy], by: Any) -> tuple[Signature, ...]:
    if len(raw) > LARGEST_PDF:
        raise SignatureRefused(f"PDF lebih dari {LARGEST_PDF // 1024**2} MB.")
    with edition.file.open("rb") as stored:
        found = certified_signers(raw=raw, original=stored.read())
    clean = CleanFile(raw, ".pdf")  # kept to the byte: any cleaning would break the signatures
    fresh = [one for one in found if not _is_recorded(edition, one.name, SignatureKind.CERTIFIED)]
    if not fresh:
        raise SignatureRefused("Semua tanda tangan elektronik dalam PDF ini sudah tercatat.")
    rows = [
        _row(edition, SignatureKind.CERTIFIED, _office_of(one, signers), one.signed_on, clean.digest, by, one.issuer)
        for one in fresh
    ]
    return _keep(rows, clean.as_file())


def _office_of(found: CertifiedSigner, signers: Sequence[SignedBy]) -> SignedBy:
    """The place on the sheet that a certificate fills: the one with its name, else the only one chosen."""
    same = [one for one in signers if _plain(one.name).startswith(_plain(found.name))]
    chosen = same or (list(signers) if len(signers) == 1 else [])
    place = chosen[0] if chosen else SignedBy("Penanda tangan elektronik", "", "")
    return SignedBy(place.role, place.office, found.name)


def _plain(name: str) -> str:
    return " ".join(name.lower().replace(",", " ").split())


def _refuse_wrong_list(edition: Edition, signers: Sequence[SignedBy]) -> None:
    if not signers:
        raise SignatureRefused("Pilih siapa saja yang tanda tangannya ada pada lembar ini.")
    if any(not one.name.strip() for one in signers):
        raise SignatureRefused("Tuliskan nama orang yang menandatangani.")
    twice = [one.name for one in signers if _is_recorded(edition, one.name)]
    if twice:
        raise SignatureRefused(f"Tanda tangan {', '.join(twice)} pada edisi ini sudah tercatat.")


def _is_recorded(edition: Edition, name: str, *kinds: str) -> bool:
    rows = edition.signatures.filter(kind__in=kinds) if kinds else edition.signatures.all()
    return _plain(name) in {_plain(row.name) for row in rows}


def _row(
    edition: Edition, kind: str, signer: SignedBy, on: date, digest: str, by: Any, certificate: str = ""
) -> Signature:
    return Signature(
        edition=edition,
        kind=kind,
        role=signer.role,
        office=signer.office,
        name=signer.name.strip(),
        signed_on=on,
        scan_digest=digest,
        certificate=certificate,
        recorded_by=by,
    )


def _keep(rows: list[Signature], file: ContentFile) -> tuple[Signature, ...]:
    """One sheet, one file."""
    first, *others = rows
    first.scan.save(str(file.name), file, save=False)
    for row in others:
        row.scan.name = first.scan.name
    for row in rows:
        row.save()
    return tuple(rows)
