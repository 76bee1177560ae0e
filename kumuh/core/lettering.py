"""How wide words are in the face of the screens, for drawings whose labels must fit their boxes.

SVG does not break lines by itself. Widths come from the shipped Noto Sans; a letter that it lacks counts as an em.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

#: Folder of the face below the installed browser libraries, and its two cuts.
_FACE = Path("@expo-google-fonts") / "noto-sans"
_REGULAR, _BOLD = "400Regular/NotoSans_400Regular.ttf", "700Bold/NotoSans_700Bold.ttf"


@lru_cache(maxsize=2)
def _advances(bold: bool) -> tuple[dict[int, int], int]:
    """Width of every letter in font units, and how many units are an em."""
    with TTFont(Path(settings.NODE_MODULES) / _FACE / (_BOLD if bold else _REGULAR), lazy=True) as font:
        metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {letter: metrics[name][0] for letter, name in font.getBestCmap().items()}, em


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line in the unit of `size` (kerning left out: it only makes lines shorter)."""
    advances, em = _advances(bold)
    return sum(advances.get(ord(letter), em) for letter in text) * size / em


#: A long word may go on in the next line behind these.
_BREAKS = re.compile(r"(?<=[/–-])(?=\w)")


def wrap_text(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit into `room`; a word that is too long for a line is broken behind a stroke or hyphen,
    and cut where it has none. Empty text has no line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.extend(_pieces(word, room, size, bold))
    return tuple(lines)


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word in pieces that fit, at least one letter each."""
    pieces: list[str] = []
    for part in _BREAKS.split(word):
        if pieces and text_width(pieces[-1] + part, size, bold=bold) <= room:
            pieces[-1] += part
        else:
            pieces.extend(_cut(part, room, size, bold))
    return pieces


def _cut(word: str, room: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
