"""The one door for photos and scans that people upload: what it is, how big, and nothing that tells where.

A photo is decoded, turned upright, shrunk to 1600 px on its long side and written again as JPEG, so that
camera data and the place it was taken are gone. A PDF scan keeps its pages but loses its document
information and everything that acts when it is opened. The name of a stored file is the SHA-256 of its content.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

if TYPE_CHECKING:
    import pikepdf

LONG_SIDE: Final = 1600
JPEG_QUALITY: Final = 85
LARGEST_PHOTO: Final = 25 * 1024 * 1024
LARGEST_PDF: Final = 10 * 1024 * 1024
MOST_PIXELS: Final = 80_000_000
MOST_PAGES: Final = 60
PHOTO_FORMATS: Final = ("JPEG", "PNG", "WEBP", "HEIF")
#: For the `accept` attribute of file inputs.
ACCEPTED_PHOTOS: Final = "image/jpeg,image/png,image/webp,image/heic,image/heif"
ACCEPTED: Final = f"{ACCEPTED_PHOTOS},application/pdf"

register_heif_opener()


class UploadRefused(ValidationError):
    """The file cannot be stored; the sentence says why and what to send instead."""


@dataclass(frozen=True)
class CleanFile:
    """A file that is safe to keep. `digest` is the SHA-256 of `content` in hex, `suffix` is `.jpg` or `.pdf`."""

    content: bytes
    suffix: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def name(self) -> str:
        return f"{self.digest}{self.suffix}"

    def as_file(self) -> ContentFile:
        return ContentFile(self.content, name=self.name)


def clean_upload(file: IO[bytes], *, allow_pdf: bool = True) -> CleanFile:
    """Check and clean an uploaded photo or PDF scan; what it is follows from its bytes, never from its name.

    Raises `UploadRefused` for anything else, an empty, damaged, locked or oversized file.
    """
    file.seek(0)
    data = file.read(LARGEST_PHOTO + 1)
    if not data:
        raise UploadRefused("Berkasnya kosong. Pilih berkas lain.")
    if data.lstrip()[:5] == b"%PDF-":
        if not allow_pdf:
            raise UploadRefused("Di sini hanya foto (JPG, PNG, WEBP, HEIC). Berkas ini PDF.")
        return _clean_pdf(data)
    if len(data) > LARGEST_PHOTO:
        raise UploadRefused(f"Berkas lebih dari {LARGEST_PHOTO // 1024**2} MB. Kirim foto yang lebih kecil.")
    return _clean_photo(data)


def _clean_photo(data: bytes) -> CleanFile:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=PHOTO_FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise UploadRefused("Gambar terlalu besar (lebih dari 80 megapiksel). Kecilkan dahulu.")
            image.draft("RGB", (LONG_SIDE * 2, LONG_SIDE * 2))
            upright = ImageOps.exif_transpose(image)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise UploadRefused("Gambar terlalu besar (lebih dari 80 megapiksel). Kecilkan dahulu.") from None
    except UnidentifiedImageError:
        raise UploadRefused("Berkas ini bukan foto atau PDF. Kirim JPG, PNG, WEBP, HEIC atau PDF.") from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise UploadRefused("Foto ini rusak dan tidak dapat dibaca. Foto ulang atau pilih berkas lain.") from None
    plain = _without_transparency(upright)
    plain.thumbnail((LONG_SIDE, LONG_SIDE))
    clean = Image.new("RGB", plain.size)
    clean.paste(plain)
    target = io.BytesIO()
    clean.save(target, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return CleanFile(target.getvalue(), ".jpg")


def _without_transparency(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "P", "PA"):
        layered = image.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return image.convert("RGB")


def _clean_pdf(data: bytes) -> CleanFile:
    if len(data) > LARGEST_PDF:
        raise UploadRefused(f"PDF lebih dari {LARGEST_PDF // 1024**2} MB. Pindai dengan ukuran lebih kecil.")
    import pikepdf  # heavy, and needed for scans only

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if not 1 <= len(pdf.pages) <= MOST_PAGES:
                raise UploadRefused(f"PDF harus berisi 1 sampai {MOST_PAGES} halaman.")
            _remove_actions(pdf)
            target = io.BytesIO()
            pdf.save(target, deterministic_id=True, fix_metadata_version=False)
    except pikepdf.PasswordError:
        raise UploadRefused("PDF ini dikunci kata sandi. Simpan tanpa kata sandi lalu kirim lagi.") from None
    except pikepdf.PdfError:
        raise UploadRefused("PDF ini rusak dan tidak dapat dibaca. Pindai ulang lalu kirim lagi.") from None
    return CleanFile(target.getvalue(), ".pdf")


def _remove_actions(pdf: pikepdf.Pdf) -> None:
    for key in ("/OpenAction", "/AA", "/AcroForm", "/Metadata", "/Collection"):
        if key in pdf.Root:
            del pdf.Root[key]
    names = pdf.Root.get("/Names")
    for key in ("/JavaScript", "/EmbeddedFiles"):
        if names is not None and key in names:
            del names[key]
    for page in pdf.pages:
        for key in ("/AA", "/Annots", "/Metadata"):
            if key in page.obj:
                del page.obj[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
