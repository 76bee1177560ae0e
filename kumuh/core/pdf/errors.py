"""What can go wrong while printing, in words that tell the reader what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: Enough for WeasyPrint on a bare Debian 12 (measured on an empty installation).
DEBIAN_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


class PdfError(Exception):
    """A document could not be printed; nothing was stored. `str()` is fit for a person to read."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the way back from the printing process with the message and all details."""
        return _rebuild, (type(self), str(self), self.__dict__)


def _rebuild(kind: type[PdfError], message: str, details: dict[str, Any]) -> PdfError:
    problem = kind.__new__(kind, message)
    problem.args = (message,)
    problem.__dict__.update(details)
    return problem


class PdfLibrariesMissing(PdfError):
    """The system libraries behind WeasyPrint are not installed."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            "Pustaka sistem untuk mencetak PDF belum terpasang. Minta pengelola server menjalankan: "
            f"apt-get install --no-install-recommends {' '.join(DEBIAN_PACKAGES)} (keterangan: {cause})"
        )


class PdfFontsMissing(PdfError):
    """The shipped fonts are not where the settings say."""

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(
            f"Huruf cetak belum terpasang ({', '.join(files)}). Minta pengelola server menjalankan: npm ci"
        )


class PdfCharacterMissing(PdfError):
    """The text holds a character that the shipped fonts cannot draw."""

    def __init__(self, letter: str, quote: str) -> None:
        self.letter = letter
        super().__init__(
            f"Tanda “{letter}” (U+{ord(letter):04X}) tidak dapat dicetak. Ganti atau hapus pada isian “{quote}”, "
            "lalu cetak lagi. Data lain aman."
        )


class PdfRenderFailed(PdfError):
    """WeasyPrint reported something that would show on paper: an image, a font, a style."""

    def __init__(self, complaints: Sequence[str]) -> None:
        self.complaints = tuple(complaints)
        super().__init__(f"Dokumen tidak dicetak karena ada bagian yang gagal dimuat: {'; '.join(complaints)}")


class PdfTooHeavy(PdfError):
    """The printing process passed its time or memory cap, or died."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Dokumen terlalu besar untuk dicetak sekaligus ({reason}). Data aman; cetak per bagian, "
            "atau minta pengelola server menaikkan batasnya."
        )
