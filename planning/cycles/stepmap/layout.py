"""Where the words and boxes of a step map stand: pure geometry in SVG user units (about a pixel on the screen).

Three sheets of one map: `wide` (a desk, a projector, paper lying), `tall` (a phone, paper standing) and `strip` (the
numbers only, above other content). Lines are measured in the face of the screens, so labels never overlap.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from kumuh.core.lettering import text_width, wrap_text
from planning.cycles.stepmap.shape import MapPhase, MapStep, Mark, StepMap

WIDE, NARROW = 1120, 328
#: Phases stand beside each other as columns; more than this are too narrow to read.
MOST_COLUMNS = 7
#: A face that stands in while Noto Sans loads may be this much wider.
SLACK = 1.04

_GAP, _ROW_GAP, _PAD = 14, 14, 8
_WIDEST_BOX = 264
_NAME, _SMALL = 15.0, 13.0
_HEAD = 15.0
_MARK = 13
#: Where the way leaves a box downwards: below its round mark.
_STEM = _PAD + _MARK


@dataclass(frozen=True)
class Label:
    """A line of words with its left end and base line; `role` names its dress in the stylesheet."""

    text: str
    x: float
    y: float
    size: float
    role: str
    bold: bool = False

    @property
    def width(self) -> float:
        return text_width(self.text, self.size, bold=self.bold)


@dataclass(frozen=True)
class Box:
    """One step: its frame, its round mark with the number, the sign of its state and its lines."""

    step: MapStep
    x: float
    y: float
    width: float
    height: float
    mark_x: float
    mark_y: float
    mark_r: float
    sign_x: float
    sign_y: float
    sign_size: float
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Heading:
    """The name of a phase above its steps."""

    phase: MapPhase
    x: float
    y: float
    width: float
    height: float
    labels: tuple[Label, ...]

    @property
    def line(self) -> str:
        """The line between the heading and its steps."""
        return f"M{self.x:g} {self.y + self.height:g}h{self.width:g}"


@dataclass(frozen=True)
class Key:
    """One state with its sign and word, where the boxes do not say it."""

    mark: Mark
    x: float
    y: float
    label: Label


@dataclass(frozen=True)
class Sheet:
    """A drawing that is ready to be written down; `kind` is wide, tall or strip, `paths` the way between boxes."""

    map: StepMap
    kind: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    paths: tuple[str, ...]
    headings: tuple[Heading, ...] = ()
    keys: tuple[Key, ...] = ()

    @property
    def ident(self) -> str:
        return f"{self.map.ident}-{self.kind}"


@dataclass(frozen=True)
class _Text:
    """A line before it has a place."""

    text: str
    size: float
    role: str
    bold: bool = False

    @property
    def height(self) -> float:
        return round(self.size * 1.3, 1)


def _texts(step: MapStep, room: float, name: float, small: float) -> tuple[_Text, ...]:
    """Name and lines of a step, broken to fit."""
    fits = room / SLACK
    found = [_Text(line, name, "name", bold=True) for line in wrap_text(step.name, fits, name, bold=True)]
    roles = {step.state: "state", step.short: "short", step.order: "order"}
    for text in step.lines:
        role = roles.get(text, "turn")
        bold = role in ("state", "short") and step.mark not in (Mark.DONE, Mark.BLOCKED)
        found += [_Text(line, small, role, bold) for line in wrap_text(text, fits, small, bold=bold)]
    return tuple(found)


def _placed(texts: Sequence[_Text], x: float, top: float) -> tuple[Label, ...]:
    """The lines under each other from `top` down."""
    labels, y = [], top
    for text in texts:
        labels.append(Label(text.text, x, round(y + text.size, 1), text.size, text.role, text.bold))
        y += text.height
    return tuple(labels)


def _height(texts: Sequence[_Text]) -> float:
    return sum(text.height for text in texts)


# --- Wide: phases as columns ------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Block:
    """A phase as neighbouring columns of at most the same number of steps."""

    phase: MapPhase
    columns: tuple[tuple[MapStep, ...], ...]


def _blocks(phases: Sequence[MapPhase]) -> tuple[_Block, ...]:
    """The phases in columns: as few rows as fit into `MOST_COLUMNS`, long phases over several columns."""
    longest = max((len(phase.steps) for phase in phases), default=1)
    rows = next(
        (rows for rows in range(1, longest) if sum(ceil(len(p.steps) / rows) for p in phases) <= MOST_COLUMNS), longest
    )
    return tuple(
        _Block(phase, tuple(phase.steps[at : at + rows] for at in range(0, len(phase.steps), rows))) for phase in phases
    )


def _bands(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """Blocks that stand beside each other; what does not fit any more begins below."""
    band: list[_Block] = []
    for block in blocks:
        if band and sum(len(one.columns) for one in band) + len(block.columns) > MOST_COLUMNS:
            yield band
            band = []
        band.append(block)
    if band:
        yield band


def wide(shown: StepMap) -> Sheet:
    """Phases side by side from left to right, the steps of each from top to bottom."""
    bands = list(_bands(_blocks(shown.phases)))
    most = max((sum(len(block.columns) for block in band) for band in bands), default=1)
    width = min((WIDE - _GAP * (most - 1)) / most, _WIDEST_BOX)
    headings: list[Heading] = []
    boxes: list[Box] = []
    y = 0.0
    for band in bands:
        heads, found, bottom = _band(band, y, width)
        headings += heads
        boxes += found
        y = bottom + _GAP
    total = (width + _GAP) * most - _GAP
    height = y - _GAP + 2 if bands else 0
    return Sheet(shown, "wide", round(total + 2), round(height), tuple(boxes), _way(boxes), tuple(headings))


def _band(band: Sequence[_Block], top: float, width: float) -> tuple[list[Heading], list[Box], float]:
    headings, x = [], 1.0
    for block in band:
        if block.phase.name:
            headings.append(_heading(block, x, top + 1, width))
        x += (width + _GAP) * len(block.columns)
    tallest = max((heading.height for heading in headings), default=0)
    headings = [Heading(h.phase, h.x, h.y, h.width, tallest, h.labels) for h in headings]
    start = top + 1 + (tallest + 14 if headings else 0)
    boxes: list[Box] = []
    ends = [start]
    for at, column in enumerate(column for block in band for column in block.columns):
        found = _column(column, 1 + at * (width + _GAP), start, width)
        boxes += found
        ends.append(found[-1].y + found[-1].height)
    return headings, boxes, max(ends)


def _column(steps: Sequence[MapStep], x: float, y: float, width: float) -> list[Box]:
    """Steps below each other, each as tall as its words."""
    boxes: list[Box] = []
    for step in steps:
        texts = _texts(step, width - 2 * _PAD, _NAME, _SMALL)
        boxes.append(_box(step, x, y, width, 2 * _PAD + 2 * _MARK + 4 + _height(texts), texts))
        y = boxes[-1].y + boxes[-1].height + _ROW_GAP
    return boxes


def _heading(block: _Block, x: float, y: float, column: float) -> Heading:
    width = (column + _GAP) * len(block.columns) - _GAP
    texts = [_Text(line, _HEAD, "phase", True) for line in wrap_text(block.phase.name, width / SLACK, _HEAD, bold=True)]
    texts += [_Text(line, _SMALL, "count") for line in wrap_text(block.phase.count, width / SLACK, _SMALL)]
    return Heading(block.phase, x, y, width, _height(texts) + 8, _placed(texts, x, y))


def _box(step: MapStep, x: float, y: float, width: float, height: float, texts: Sequence[_Text]) -> Box:
    return Box(
        step=step,
        x=round(x, 1),
        y=round(y, 1),
        width=round(width, 1),
        height=round(height, 1),
        mark_x=round(x + _PAD + _MARK, 1),
        mark_y=round(y + _PAD + _MARK, 1),
        mark_r=_MARK,
        sign_x=round(x + width - _PAD - 18, 1),
        sign_y=round(y + _PAD + 4, 1),
        sign_size=18,
        labels=_placed(texts, round(x + _PAD, 1), y + _PAD + 2 * _MARK + 4),
    )


def _way(boxes: Sequence[Box]) -> tuple[str, ...]:
    """From each box to the next: straight down in a column, through the gap into the next column or band."""
    return tuple(_link(one, two) for one, two in itertools.pairwise(boxes))


def _link(one: Box, two: Box) -> str:
    if one.x == two.x and two.y > one.y:
        return f"M{one.x + _STEM:g} {one.y + one.height:g}V{two.y:g}"
    gap = round(one.x + one.width + _GAP / 2, 1)
    if two.x > one.x:
        return f"M{one.x + one.width:g} {one.mark_y:g}H{gap:g}V{two.mark_y:g}H{two.x:g}"
    return f"M{one.x + _STEM:g} {one.y + one.height:g}v{_GAP / 2:g}"  # the way goes on in the band below


# --- Tall: one below the other ----------------------------------------------------------------------------
_RAIL, _TALL_MARK, _TALL_X = 18, 16, 46
_TALL_NAME, _TALL_SMALL = 16.0, 16.0


def tall(shown: StepMap) -> Sheet:
    """A rail with the numbers, the words beside it."""
    headings: list[Heading] = []
    boxes: list[Box] = []
    y = 2.0
    for phase in shown.phases:
        if phase.name:
            texts = [
                _Text(line, _HEAD + 1, "phase", True)
                for line in wrap_text(phase.name, (NARROW - 8) / SLACK, _HEAD + 1, bold=True)
            ]
            texts.append(_Text(phase.count, _TALL_SMALL, "count"))
            headings.append(Heading(phase, 2, y, NARROW - 4, _height(texts) + 8, _placed(texts, 2, y)))
            y += _height(texts) + 18
        for step in phase.steps:
            boxes.append(_tall_box(step, y))
            y += boxes[-1].height + 10
        y += 8
    paths = tuple(
        f"M{_RAIL} {one.mark_y + _TALL_MARK:g}V{two.mark_y - _TALL_MARK:g}"
        for one, two in itertools.pairwise(boxes)
        if one.step.phase == two.step.phase
    )
    return Sheet(shown, "tall", NARROW, round(y), tuple(boxes), paths, tuple(headings))


def _tall_box(step: MapStep, y: float) -> Box:
    texts = _texts(step, NARROW - _TALL_X - 10 - 22, _TALL_NAME, _TALL_SMALL)
    height = max(_height(texts) + 14, 2 * _TALL_MARK + 12)
    return Box(
        step=step,
        x=_TALL_X - 6,
        y=round(y, 1),
        width=NARROW - _TALL_X + 4,
        height=round(height, 1),
        mark_x=_RAIL,
        mark_y=round(y + 22, 1),
        mark_r=_TALL_MARK,
        sign_x=NARROW - 26,
        sign_y=round(y + 8, 1),
        sign_size=18,
        labels=_placed(texts, _TALL_X + 2, y + 6),
    )


# --- Strip: the numbers only ------------------------------------------------------------------------------
_ACROSS, _CELL, _LINE, _STRIP_MARK = 6, 54, 60, 18


def strip(shown: StepMap) -> Sheet:
    """The numbers in rows, read like a line of text, with a key of the states that occur."""
    boxes = tuple(_strip_box(step) for step in shown.steps)
    paths = tuple(
        f"M{one.mark_x + _STRIP_MARK:g} {one.mark_y:g}H{two.mark_x - _STRIP_MARK:g}"
        for one, two in itertools.pairwise(boxes)
        if one.mark_y == two.mark_y
    )
    keys, bottom = _keys(shown.marks, max((box.y + box.height for box in boxes), default=0.0) + 4)
    return Sheet(shown, "strip", NARROW, round(bottom), boxes, paths, keys=keys)


def _strip_box(step: MapStep) -> Box:
    row, column = divmod(step.number - 1, _ACROSS)
    x, y = 2 + column * _CELL, 2 + row * _LINE
    return Box(
        step=step,
        x=x,
        y=y,
        width=_CELL - 2,
        height=_LINE - 4,
        mark_x=x + 26,
        mark_y=y + 20,
        mark_r=_STRIP_MARK,
        sign_x=x + 19,
        sign_y=y + 40,
        sign_size=14,
    )


def _keys(marks: Sequence[Mark], top: float) -> tuple[tuple[Key, ...], float]:
    """The states in lines of words, and where they end."""
    keys: list[Key] = []
    x, y, size = 2.0, top, _TALL_SMALL
    for mark in marks:
        width = 22 + text_width(mark.words, size) * SLACK + 14
        if x > 2 and x + width - 14 > NARROW:
            x, y = 2.0, y + 24
        keys.append(Key(mark, x, round(y + 2, 1), Label(mark.words, x + 22, round(y + size, 1), size, "key")))
        x = round(x + width, 1)
    return tuple(keys), y + 24 if marks else top
