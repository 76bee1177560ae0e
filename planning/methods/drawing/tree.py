"""The problem tree and the goal tree: the trunk in the middle, roots below it, branches and fruit above.

Main branches stand in columns on a common line; what hangs on them is set in below them (above the trunk: over them)
and tied to its own line, so that a tree of any shape keeps its words apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from planning.methods.drawing.kit import (
    NARROW,
    WIDE,
    Box,
    Drawing,
    KeyEntry,
    Label,
    Line,
    Shape,
    block,
    block_height,
    key,
    lines_of,
    middle_block,
    short,
)

SIZE: Final = 14
#: What fits under each other on an upright page of paper, title and key included.
PAGE: Final = 1150
_COLUMNS, _GAP, _INSET, _SPINE = 3, 14, 18, 7
_BETWEEN, _PAD, _WIDEST = 10, 7, 460


@dataclass(frozen=True)
class Twig:
    """One box: words, a line in small letters below them, and how it is dressed.

    `strong` has a thick edge (a root cause, a goal that was chosen), `empty` a broken one (nothing said yet). `number`
    tells which row it is.
    """

    text: str
    tag: str = ""
    strong: bool = False
    empty: bool = False
    children: tuple[Twig, ...] = ()
    number: int = 0

    @property
    def numbers(self) -> frozenset[int]:
        """Its row and those of everything on it."""
        return frozenset({self.number}).union(*(child.numbers for child in self.children))


@dataclass(frozen=True)
class TreeSheet:
    """What is drawn. `above` and `below` name both sides; `grounds` are the colours of trunk, below and above."""

    ident: str
    title: str
    core: Twig
    roots: Sequence[Twig]
    fruit: Sequence[Twig]
    words: tuple[str, str] = ("Akibat", "Sebab")
    grounds: tuple[str, str, str] = ("sand", "brown", "rose")
    key: Sequence[KeyEntry] = ()

    @property
    def numbers(self) -> frozenset[int]:
        """The rows that are drawn."""
        return self.core.numbers.union(*(twig.numbers for twig in (*self.roots, *self.fruit)))

    @property
    def said(self) -> str:
        """The tree in words, for who does not see it."""
        above, below = self.words
        roots = "; ".join(twig.text for twig in self.roots) or "belum ada"
        fruit = "; ".join(twig.text for twig in self.fruit) or "belum ada"
        return f"{self.core.text}. {below}: {roots}. {above}: {fruit}."


@dataclass(frozen=True)
class _Spot:
    """Where a box stands; `on` is the place of the box that it hangs on in the same list, -1 for the common line."""

    twig: Twig
    x: float
    y: float
    width: float
    height: float
    on: int


def split(sheet: TreeSheet, most: float = PAGE) -> tuple[TreeSheet, ...]:
    """The tree in parts that are each not taller than a page of paper; every part shows the trunk.

    Effects and causes part first, then main branches, then what hangs on one of them; its box is drawn again.
    """
    if wide(sheet).height <= most:
        return (sheet,)
    above, below = replace(sheet, roots=()), replace(sheet, fruit=())
    parts = [replace(above, fruit=part) for part in _shared(above, sheet.fruit, most, upward=True)]
    parts += [replace(below, roots=part) for part in _shared(below, sheet.roots, most, upward=False)]
    return tuple(
        replace(part, ident=f"{sheet.ident}-{at}", title=f"{sheet.title} ({at} dari {len(parts)})")
        for at, part in enumerate(parts, 1)
    )


def _shared(sheet: TreeSheet, twigs: Sequence[Twig], most: float, *, upward: bool) -> list[tuple[Twig, ...]]:
    """Branches of one side in groups that fit a page, in their order."""

    def fits(group: Sequence[Twig]) -> bool:
        part = replace(sheet, fruit=group) if upward else replace(sheet, roots=group)
        return wide(part).height <= most

    def pieces(twig: Twig, hung: Callable[[Twig], Twig]) -> Iterator[Twig]:
        """The branch, or parts of it; `hung` puts one of them on everything that it hangs on."""
        if fits([hung(twig)]) or not twig.children:
            yield twig
            return
        held: tuple[Twig, ...] = ()
        for one in twig.children:
            for child in pieces(one, lambda part: hung(replace(twig, children=(part,)))):
                if held and not fits([hung(replace(twig, children=(*held, child)))]):
                    yield replace(twig, children=held)
                    held = ()
                held = (*held, child)
        yield replace(twig, children=held)

    groups: list[tuple[Twig, ...]] = []
    for piece in (part for twig in twigs for part in pieces(twig, lambda whole: whole)):
        if groups and fits([*groups[-1], piece]):
            groups[-1] = (*groups[-1], piece)
        else:
            groups.append((piece,))
    return groups


def wide(sheet: TreeSheet) -> Drawing:
    """Up to three columns, for a desk and for paper."""
    return _drawn(sheet, WIDE, _COLUMNS, sheet.ident)


def tall(sheet: TreeSheet) -> Drawing:
    """One column, for a phone."""
    return _drawn(sheet, NARROW, 1, f"{sheet.ident}-hp")


def _drawn(sheet: TreeSheet, width: float, most: int, ident: str) -> Drawing:
    above, below = sheet.words
    shapes: list[Shape] = []
    y: float = 0
    trunk = _trunk(sheet.core, width)
    if sheet.fruit:
        shapes.append(Label(above, 2, 16, 15, True))
        found, high = _side(sheet.fruit, width, most, 24, sheet.grounds[2], upward=True)
        y = 24 + high
        shapes += [*found, Line(_path((width / 2, y), (width / 2, y + 16)), "ink", weight=1.6)]
        y += 16
    top, y = y, y + trunk.height
    shapes += _box(replace(trunk, y=top), sheet.grounds[0], corner=4, size=15, bold=True)
    if sheet.roots:
        shapes += [Line(_path((width / 2, y), (width / 2, y + 16)), "ink", weight=1.6)]
        found, high = _side(sheet.roots, width, most, y + 16, sheet.grounds[1], upward=False)
        y += 16 + high
        shapes += [*found, Label(below, 2, short(y + 16), 15, True)]
        y += 22
    if sheet.key:
        found_key, y = key(sheet.key, 2, y + 10, width - 4, SIZE)
        shapes += found_key
    return Drawing(ident, sheet.title, sheet.said, width, short(y + 3), tuple(shapes))


def _trunk(core: Twig, width: float) -> _Spot:
    room = min(width - 4, 620)
    spot = _Spot(core, (width - room) / 2, 0, room, 0, -1)
    return replace(spot, height=_height(core, room, 15, bold=True) + 8)


def _height(twig: Twig, width: float, size: float, *, bold: bool = False) -> float:
    words = lines_of(twig.text, width - 2 * _PAD, size, bold=bold)
    tag = lines_of(twig.tag, width - 2 * _PAD, SIZE) if twig.tag else ()
    return block_height(words, size) + block_height(tag, SIZE) + 2 * _PAD


def _side(
    twigs: Sequence[Twig], width: float, most: int, top: float, ground: str, *, upward: bool
) -> tuple[list[Shape], float]:
    """One side of the trunk from `top` down, and its height; the common line is at its end nearest to the trunk."""
    columns = min(most, len(twigs))
    room = min((width - 4 - _GAP * (columns - 1)) / columns, _WIDEST if most > 1 else width)
    left = (width - room * columns - _GAP * (columns - 1)) / 2
    filled: list[list[_Spot]] = [[] for _ in range(columns)]
    ends = [float(_BETWEEN)] * columns
    for twig in twigs:
        at = ends.index(min(ends))
        ends[at] = _placed(twig, left + at * (room + _GAP) + _INSET, room - _INSET, ends[at], -1, filled[at])
    high = max(ends)
    shapes: list[Shape] = []
    spines = [left + at * (room + _GAP) + _SPINE for at in range(columns)]
    for spots, spine in zip(filled, spines, strict=True):
        turned = [replace(one, y=top + (high - one.y - one.height if upward else one.y)) for one in spots]
        shapes += _column(turned, spine, top + (high if upward else 0), ground, upward=upward)
    level = top + (high if upward else 0)
    ends_of_bus = [*spines, width / 2]
    bus = Line(_path((min(ends_of_bus), level), (max(ends_of_bus), level)), "ink", weight=1.6)
    return [bus, *shapes], high


def _placed(twig: Twig, x: float, width: float, y: float, on: int, spots: list[_Spot]) -> float:
    """Put a box and everything on it into `spots`; where the next one may begin."""
    height = _height(twig, width, SIZE)
    spots.append(_Spot(twig, x, y, width, height, on))
    at, y = len(spots) - 1, y + height + _BETWEEN
    for child in twig.children:
        y = _placed(child, x + _INSET, width - _INSET, y, at, spots)
    return y


def _column(spots: Sequence[_Spot], spine: float, level: float, ground: str, *, upward: bool) -> list[Shape]:
    """Boxes of one column with the lines that tie each to what it hangs on."""
    shapes: list[Shape] = []
    for number in range(-1, len(spots)):
        hanging = [one for one in spots if one.on == number]
        if hanging:
            over = spots[number] if number >= 0 else None
            x = over.x + _SPINE if over else spine
            begin = level if over is None else over.y if upward else over.y + over.height
            middles = [one.y + one.height / 2 for one in hanging]
            shapes.append(Line(_path((x, begin), (x, min(middles) if upward else max(middles))), "ink", weight=1.4))
            shapes += [
                Line(_path((x, middle), (one.x, middle)), "ink", weight=1.4)
                for one, middle in zip(hanging, middles, strict=True)
            ]
    for one in spots:
        shapes += _box(one, ground, corner=10 if upward else 0)
    return shapes


def _box(spot: _Spot, ground: str, *, corner: float, size: float = SIZE, bold: bool = False) -> list[Shape]:
    twig, room = spot.twig, spot.width - 2 * _PAD
    words = lines_of(twig.text, room, size, bold=bold)
    tag = lines_of(twig.tag, room, SIZE) if twig.tag else ()
    box = Box(
        short(spot.x), short(spot.y), short(spot.width), short(spot.height), "paper" if twig.empty else ground, "ink",
        weight=2.6 if twig.strong else 1, corner=corner, dash="5 4" if twig.empty else "",
    )  # fmt: skip
    if bold:
        middle = (spot.x + spot.width / 2, spot.y + (spot.height - block_height(tag, SIZE)) / 2)
        tagged = block(
            tag, spot.x + spot.width / 2, spot.y + spot.height - _PAD - block_height(tag, SIZE), SIZE, anchor="middle"
        )
        return [box, *middle_block(words, *middle, size, bold=True), *tagged]
    top = spot.y + _PAD - 3
    below = block(tag, spot.x + _PAD, top + block_height(words, size), SIZE, ink="soft")
    return [box, *block(words, spot.x + _PAD, top, size), *below]


def _path(start: tuple[float, float], end: tuple[float, float]) -> str:
    return f"M{short(start[0]):g} {short(start[1]):g}L{short(end[0]):g} {short(end[1]):g}"


def blank(ident: str, title: str, height: float) -> Drawing:
    """An empty tree to write on: effects above, the problem in the middle, causes with room for "why?" below."""
    shapes: list[Shape] = []
    wide_by, gap = (WIDE - 3 * _GAP) / 4, _GAP
    trunk = height * 0.3
    shapes.append(Label("Akibat (apa yang terjadi karenanya?)", 2, 15, 14, True))
    for at in range(4):
        x = at * (wide_by + gap)
        shapes += [
            Box(short(x + 1), 22, short(wide_by - 2), short(trunk - 62), corner=10),
            Line(_path((x + wide_by / 2, trunk - 40), (WIDE / 2, trunk - 6)), "line"),
        ]
    shapes += [
        Box(170, short(trunk - 6), WIDE - 340, 54, "paper", "ink", weight=2),
        Label("Masalah inti:", 178, short(trunk + 12), 14, True),
    ]
    rows, y = 4, trunk + 84
    line = (height - y - 22) / rows
    for at in range(4):
        x = at * (wide_by + gap)
        shapes.append(Line(_path((WIDE / 2, trunk + 48), (x + wide_by / 2, y)), "line"))
        for row in range(rows):
            words = "Sebab" if not row else "mengapa?" if row < rows - 1 else "Yang dapat dilakukan warga"
            shapes += [
                Box(short(x + 1), short(y + row * line), short(wide_by - 2), short(line - 5)),
                Label(words, short(x + 7), short(y + row * line + 16), 12, ink="soft"),
            ]
    shapes.append(
        Label("Sebab (mengapa hal itu terjadi? tanyakan terus sampai akarnya)", 2, short(height - 4), 14, True)
    )
    return Drawing(ident, title, "Lembar kosong pohon masalah.", WIDE, short(height), tuple(shapes))
