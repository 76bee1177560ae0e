"""The fonts a printed document may use: shipped with the project, never those of the machine."""

from __future__ import annotations

import functools
import html as html_module
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from kumuh.core.pdf.errors import PdfCharacterMissing, PdfFontsMissing


@dataclass(frozen=True, slots=True)
class FontFace:
    """One `@font-face`: family, CSS weight and style, file below the font folder."""

    family: str
    weight: int
    style: str
    file: str


#: Text face first, then the two faces that fill in what it lacks (comparison signs, arrows, ticks, boxes).
FONT_FACES: tuple[FontFace, ...] = (
    FontFace("Noto Sans", 400, "normal", "noto-sans/400Regular/NotoSans_400Regular.ttf"),
    FontFace("Noto Sans", 400, "italic", "noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf"),
    FontFace("Noto Sans", 600, "normal", "noto-sans/600SemiBold/NotoSans_600SemiBold.ttf"),
    FontFace("Noto Sans", 700, "normal", "noto-sans/700Bold/NotoSans_700Bold.ttf"),
    FontFace("Noto Sans Math", 400, "normal", "noto-sans-math/400Regular/NotoSansMath_400Regular.ttf"),
    FontFace("Noto Sans Symbols 2", 400, "normal", "noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf"),
)

# Categories that draw nothing of their own: control, format, separators.
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def font_face_css(font_root: Path) -> str:
    """Return the `@font-face` rules for the files below `font_root`.

    Raises `PdfFontsMissing` naming the files that are not there: WeasyPrint would otherwise fall back
    to any font of the machine, or crash when there is none.
    """
    _require_files(font_root)
    return "\n".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'src:url("{(font_root / face.file).as_uri()}")}}'
        for face in FONT_FACES
    )


def _require_files(font_root: Path) -> None:
    missing = [face.file for face in FONT_FACES if not (font_root / face.file).is_file()]
    if missing:
        raise PdfFontsMissing(missing)


@functools.lru_cache(maxsize=4)
def covered_characters(font_root: Path) -> frozenset[str]:
    """Return every character that at least one shipped font can draw; raises `PdfFontsMissing`."""
    from fontTools.ttLib import TTFont

    _require_files(font_root)
    regular = (face for face in FONT_FACES if face.weight == 400 and face.style == "normal")
    covered: set[str] = set()
    for face in regular:
        with TTFont(font_root / face.file, lazy=True) as font:
            covered.update(map(chr, font.getBestCmap()))
    return frozenset(covered)


def refuse_unprintable(html: str, font_root: Path) -> None:
    """Raise `PdfCharacterMissing` when the text holds a character no shipped font can draw.

    The message quotes the character with the words around it, so that the person who typed it
    (mostly an emoji from a phone) can find and replace it.
    """
    text = html_module.unescape(html)
    unknown = {
        letter
        for letter in set(text) - covered_characters(font_root)
        if unicodedata.category(letter) not in _INVISIBLE and ord(letter) not in _VARIATION_SELECTORS
    }
    if unknown:
        where = min(text.index(letter) for letter in unknown)
        raise PdfCharacterMissing(text[where], _quote(text, where))


def _quote(text: str, where: int) -> str:
    """Return the words around a position, without markup."""
    around = re.sub(r"<[^>]*>?|[^<]*>", " ", text[max(0, where - 40) : where + 20], count=0)
    return " ".join(around.split())
