"""Electronic signatures inside a PDF: which of them are certified, proved with the root certificates at hand."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from planning.documents.errors import SignatureRefused

#: Trace of an electronic signature in any PDF; without it the file is a plain scan.
MARK: Final = b"/ByteRange"
CERTIFICATE_FILES: Final = (".pem", ".crt", ".cer")


@dataclass(frozen=True)
class CertifiedSigner:
    """One electronic signature that holds: the name in the certificate, its issuer, and the day it names."""

    name: str
    issuer: str
    signed_on: date


def carries_signature(*, raw: bytes) -> bool:
    """Whether a PDF holds an electronic signature of any kind."""
    return raw.lstrip()[:5] == b"%PDF-" and MARK in raw


def certified_signers(*, raw: bytes, original: bytes) -> tuple[CertifiedSigner, ...]:
    """The signatures of `raw`, every one of them certified, over the edition `original`.

    Refuses (`SignatureRefused`) a file that does not begin with the very bytes of the edition, a signature that
    does not hold or covers less than the file as it was signed, and a certificate that none of the known roots
    vouches for. Nothing is fetched from elsewhere while checking.
    """
    if not raw.startswith(original):
        raise SignatureRefused(
            "PDF bertanda tangan elektronik ini bukan berkas edisi ini. Tanda tangani berkas yang diunduh dari "
            "halaman edisi, tanpa dicetak, digabung atau diubah."
        )
    if not _roots():
        raise SignatureRefused(
            "PDF ini memuat tanda tangan elektronik, tetapi aplikasi belum memegang sertifikat induk penerbitnya, "
            "jadi belum dapat dibuktikan tersertifikasi. Unggah pindaian tanda tangan basah, atau minta admin "
            "memasang sertifikat induk."
        )
    try:
        found = tuple(_proved(signature) for signature in _embedded(raw))
    except SignatureRefused:
        raise
    except Exception as problem:  # a hostile file may break the reader in any way; none of them proves a signature
        logging.getLogger(__name__).warning("signed PDF cannot be read: %r", problem)
        raise SignatureRefused("Tanda tangan elektronik dalam PDF ini rusak dan tidak dapat diperiksa.") from None
    if not found:
        raise SignatureRefused("PDF ini tidak memuat tanda tangan elektronik yang dapat diperiksa.")
    return found


def _embedded(raw: bytes) -> list[Any]:
    from pyhanko.pdf_utils.reader import PdfFileReader  # heavy, and needed for signed files only

    return list(PdfFileReader(io.BytesIO(raw)).embedded_signatures)


def _proved(signature: Any) -> CertifiedSigner:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    trusted = ValidationContext(trust_roots=list(_roots()), allow_fetching=False)
    status = validate_pdf_signature(signature, signer_validation_context=trusted)
    if not (status.intact and status.valid and status.bottom_line):
        raise SignatureRefused(
            "Tanda tangan elektronik dalam PDF ini tidak sah: isinya berubah setelah ditandatangani, atau "
            "sertifikatnya bukan dari penerbit yang dikenal."
        )
    certificate = status.signing_cert
    moment = signature.self_reported_timestamp
    return CertifiedSigner(
        name=str(certificate.subject.native.get("common_name", "")),
        issuer=str(certificate.issuer.native.get("common_name", "")),
        signed_on=timezone.localdate(moment) if moment else timezone.localdate(),
    )


def _roots() -> tuple[Any, ...]:
    return _read_roots(settings.TTE_ROOTS_DIR) if settings.TTE_ROOTS_DIR else ()


@cache
def _read_roots(folder: str) -> tuple[Any, ...]:
    from pyhanko.keys import load_certs_from_pemder

    files = sorted(path for path in Path(folder).glob("*") if path.suffix.lower() in CERTIFICATE_FILES)
    return tuple(load_certs_from_pemder(str(path) for path in files))
