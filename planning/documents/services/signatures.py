"""Signatures: what was signed, by whom, and of which kind – never more than is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.db import transaction
from django.utils import timezone

from kumuh.core.uploads import clean_upload
from planning.documents.enums import EditionState, SignatureKind
from planning.documents.errors import SignatureRefused
from planning.documents.models import Edition, Signature


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
    """Keep the scan of the signed sheet and who signed it (wet signatures).

    Refuses (`SignatureRefused`) a draft or revoked edition, a date before printing or in the future, an empty
    list of signers; `clean_upload` refuses what is neither a photo nor a PDF.
    """
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    if locked.state != EditionState.FINAL:
        raise SignatureRefused("Hanya edisi yang sudah disahkan dapat ditandatangani; ini masih draf atau dicabut.")
    if not signers:
        raise SignatureRefused("Pilih siapa saja yang tanda tangannya ada pada lembar ini.")
    if not timezone.localdate(locked.printed_at) <= signed_on <= timezone.localdate():
        raise SignatureRefused("Tanggal tanda tangan harus antara tanggal cetak edisi ini dan hari ini.")
    clean = clean_upload(scan)
    rows: list[Signature] = []
    for signer in signers:
        row = Signature(
            edition=locked,
            kind=SignatureKind.WET,
            role=signer.role,
            office=signer.office,
            name=signer.name,
            signed_on=signed_on,
            scan_digest=clean.digest,
            recorded_by=by,
        )
        if rows:
            row.scan.name = rows[0].scan.name  # one sheet, one file
        else:
            row.scan.save(clean.name, clean.as_file(), save=False)
        row.save()
        rows.append(row)
    return tuple(rows)
