"""The pieces of every drawing of a method: shapes in SVG user units, one after the other, and the size of the sheet.

Nothing here knows a method. `templates/drawings/gambar.svg` writes any `Drawing` down, on the page and on paper.
Colours come from `PALETTE` only; whatever colour tells is told by a pattern, a letter or a mark as well, so that a
grey copy says the same. Words are measured with `kumuh.core.lettering`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from kumuh.core.lettering import text_width, wrap_text

#: Width of a drawing for a desk and for paper, and for a phone: there it is shown 318 px wide, so that words of 14
#: units are 16 px high. Nothing on a narrow drawing is smaller.
WIDE: Final = 960
NARROW: Final = 278
SMALLEST: Final = 14
#: Height of an empty sheet, `WIDE` broad, that fills a paper on its side.
WHOLE_PAGE: Final = {"A4": 470.0, "A3": 566.0}
#: A face that stands in while Noto Sans loads may be this much wider.
SLACK: Final = 1.04
#: Height of a line of words in parts of its size.
LINE: Final = 1.3
#: Height of a digit in parts of its size.
_DIGIT: Final = 0.75

#: Names of the colours of all drawings. Grounds are light enough for dark words on them.
PALETTE: Final = {
    "none": "none",
    "paper": "#ffffff",
    "ink": "#17202e",
    "soft": "#475063",
    "line": "#8a8f99",
    "faint": "#d5d8dd",
    "level-0": "#ffffff",
    "level-1": "#dbe7f2",
    "level-2": "#a9c8e2",
    "level-3": "#6f9fc8",
    "blue": "#c9dcef",
    "green": "#cfe6d6",
    "sand": "#f3e2bd",
    "rose": "#f2d3d6",
    "plum": "#e2d5ea",
    "brown": "#e6d7c8",
    "water": "#bcdcea",
    "good": "#d7efe0",
    "warn": "#fbe3a8",
    "deep": "#2a6f97",
    "leaf": "#3d7a4b",
    "fire": "#a83244",
    "earth": "#7a5230",
    "tk": "#cfe8dc",
    "kr": "#f7dc7e",
    "ks": "#e9a56b",
    "kb": "#d98a90",
}
#: Patterns laid over a ground, by name: what is drawn in a tile of 8 × 8.
PATTERNS: Final = {
    "hatch": "M0 8 8 0",
    "cross": "M0 8 8 0M0 0 8 8",
    "rows": "M0 4H8",
    "columns": "M4 0V8",
    "dots": "M3 4h2",
    "grid": "M0 4H8M4 0V8",
    "tufts": "M2 6V4M4 6V2M6 6V4",
    "flames": "M0 7 2 2 4 7 6 2 8 7",
    "slope": "M0 2 4 6 8 2",
    "marks": "M2.5 2.5 5.5 5.5M5.5 2.5 2.5 5.5",
    "plus": "M4 2V6M2 4H6",
}


def short(number: float) -> float:
    """A coordinate to a tenth, so that the same drawing always gives the same text."""
    return round(number, 1)


@dataclass(frozen=True)
class Label:
    """A line of words. `x` is its start, middle or end as `anchor` says, `y` its base line."""

    text: str
    x: float
    y: float
    size: float = 14
    bold: bool = False
    anchor: str = "start"
    ink: str = "ink"
    angle: float = 0

    kind = "label"

    @property
    def fill(self) -> str:
        return PALETTE[self.ink]

    @property
    def width(self) -> float:
        """How wide it is, by the face of the screens."""
        return text_width(self.text, self.size, bold=self.bold)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a label that is not turned. Digits have nothing below their base line."""
        left = self.x - self.width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        if self.text.isdigit():
            return left, self.y - self.size * _DIGIT, left + self.width, self.y
        return left, self.y - self.size, left + self.width, self.y + self.size * (LINE - 1)


@dataclass(frozen=True)
class Box:
    """A rectangle; `corner` rounds it, `dash` breaks its edge, `pattern` lies over its ground."""

    x: float
    y: float
    width: float
    height: float
    ground: str = "paper"
    edge: str = "line"
    weight: float = 1
    corner: float = 0
    dash: str = ""
    pattern: str = ""

    kind = "box"

    @property
    def fill(self) -> str:
        return PALETTE[self.ground]

    @property
    def stroke(self) -> str:
        return PALETTE[self.edge]


@dataclass(frozen=True)
class Disc:
    """A circle."""

    x: float
    y: float
    r: float
    ground: str = "paper"
    edge: str = "ink"
    weight: float = 1.5
    dash: str = ""
    pattern: str = ""
    sheer: bool = False

    kind = "disc"

    @property
    def fill(self) -> str:
        return PALETTE[self.ground]

    @property
    def stroke(self) -> str:
        return PALETTE[self.edge]

    @property
    def opacity(self) -> str:
        """Overlapping circles stay visible through each other."""
        return "0.72" if self.sheer else "1"


@dataclass(frozen=True)
class Line:
    """Any path; closed ones may have a ground, which lets through what lies below when it is `sheer`.

    `arrow` puts a head at its end.
    """

    path: str
    edge: str = "ink"
    weight: float = 1.5
    dash: str = ""
    ground: str = "none"
    pattern: str = ""
    arrow: bool = False
    sheer: bool = False

    kind = "line"

    @property
    def fill(self) -> str:
        return PALETTE[self.ground]

    @property
    def stroke(self) -> str:
        return PALETTE[self.edge]


Shape = Label | Box | Disc | Line


@dataclass(frozen=True)
class Drawing:
    """A drawing ready to be written down. `ident` is unique on its page; `said` tells it to who cannot see it."""

    ident: str
    title: str
    said: str
    width: float
    height: float
    shapes: tuple[Shape, ...] = field(default=())

    @property
    def patterns(self) -> tuple[tuple[str, str], ...]:
        """The patterns that occur, with the path of their tile."""
        used = {shape.pattern for shape in self.shapes if not isinstance(shape, Label) and shape.pattern}
        return tuple((name, PATTERNS[name]) for name in sorted(used))

    @property
    def has_arrows(self) -> bool:
        return any(isinstance(shape, Line) and shape.arrow for shape in self.shapes)

    @property
    def labels(self) -> tuple[Label, ...]:
        return tuple(shape for shape in self.shapes if isinstance(shape, Label))


def lines_of(text: str, room: float, size: float, *, bold: bool = False, most: int = 0) -> tuple[str, ...]:
    """The text in lines that fit into `room`; of more than `most` lines (0: any) the last kept ends in an ellipsis."""
    lines = wrap_text(text, room / SLACK, size, bold=bold)
    if not most or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and text_width(f"{last}…", size, bold=bold) > room / SLACK:
        last = last[:-1].rstrip()
    return (*lines[: most - 1], f"{last}…")


def block(
    lines: Sequence[str],
    x: float,
    top: float,
    size: float,
    *,
    bold: bool = False,
    anchor: str = "start",
    ink: str = "ink",
) -> tuple[Label, ...]:
    """Lines under each other from `top` down."""
    return tuple(
        Label(text, short(x), short(top + size + at * size * LINE), size, bold, anchor, ink)
        for at, text in enumerate(lines)
    )


def block_height(lines: Sequence[str], size: float) -> float:
    """How tall `block` is."""
    return len(lines) * size * LINE


def middle_block(
    lines: Sequence[str], x: float, y: float, size: float, *, bold: bool = False, ink: str = "ink"
) -> tuple[Label, ...]:
    """Lines around the point (x, y)."""
    top = y - block_height(lines, size) / 2
    return block(lines, x, top, size, bold=bold, anchor="middle", ink=ink)


@dataclass(frozen=True)
class KeyEntry:
    """One line of a key: a small box in the dress of the thing, and what it means."""

    words: str
    ground: str = "paper"
    pattern: str = ""
    mark: str = ""
    round: bool = False


def key(
    entries: Iterable[KeyEntry], x: float, top: float, width: float, size: float = 13
) -> tuple[tuple[Shape, ...], float]:
    """A key in as many lines as it needs inside `width`, and where it ends below."""
    shapes: list[Shape] = []
    box, gap, line = size * 1.7, size * 1.4, size * 2
    at, y = x, top
    for entry in entries:
        words = lines_of(entry.words, width - box - 8, size)
        wide = box + 8 + max((text_width(text, size) * SLACK for text in words), default=0)
        if at > x and at + wide > x + width:
            at, y = x, y + line
        middle = y + size * 0.85
        if entry.round:
            shapes.append(
                Disc(
                    short(at + box / 2),
                    short(middle),
                    short(box / 2 - 1),
                    entry.ground,
                    weight=1,
                    pattern=entry.pattern,
                )
            )
        else:
            shapes.append(
                Box(short(at), short(y), short(box), short(size * 1.7), entry.ground, "ink", pattern=entry.pattern)
            )
        if entry.mark and entry.pattern:
            shapes.append(
                Box(
                    short(at + box * 0.22), short(y + size * 0.3), short(box * 0.56), short(size * 1.1), "paper", "none"
                )
            )
        if entry.mark:
            shapes += middle_block((entry.mark,), at + box / 2, middle, size * 0.9, bold=True)
        shapes += block(words, at + box + 8, y + size * 0.15, size)
        y += (max(len(words), 1) - 1) * size * LINE
        at += wide + gap
    return tuple(shapes), short(y + line)


def overlapping(labels: Sequence[Label], *, slack: float = 0.5) -> list[tuple[str, str]]:
    """Pairs of labels (not turned) whose boxes cross by more than `slack`: what tests ask to be empty."""
    boxes = [(one.text, one.box) for one in labels if not one.angle]
    found = []
    for at, (first, a) in enumerate(boxes):
        for second, b in boxes[at + 1 :]:
            if min(a[2], b[2]) - max(a[0], b[0]) > slack and min(a[3], b[3]) - max(a[1], b[1]) > slack:
                found.append((first, second))
    return found
