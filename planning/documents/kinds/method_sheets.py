"""Papers of a participatory method: its result with the drawings of every group, and the empty sheet to write on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from planning.documents.kinds.columns import UPRIGHT, shares
from planning.documents.kinds.common import PrintedDocument, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFigure:
    """A drawing with its table. The table is the content; the drawing is made from it and is no content of its own.

    `drawn_as_table`: the drawing has every number of the table, which is then not printed below it.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    template: str
    drawing: Any = field(metadata={"content": False})
    drawn_as_table: bool = field(default=False, metadata={"content": False})

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the classes that share the width of an upright sheet among the columns."""
        return shares(self.head, self.rows, room=UPRIGHT)

    @property
    def is_wide(self) -> bool:
        """Return whether the table has more columns than an upright sheet holds in full letters."""
        return len(self.head) > 8


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredBy:
    """Who took part in one group: how many men and women in words."""

    label: str
    counted: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredPart:
    """What one group answered: pictures, and what was read from them as label and words."""

    label: str
    figures: tuple[PrintedFigure, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPhoto:
    """A photo without names or faces of residents; `file` is a `file://` address below the media folder."""

    file: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodResult(PrintedDocument):
    """The agreed result of a method, with the drawings of its groups beside each other."""

    kind: ClassVar[str] = "hasil-metode"

    method: str
    title: str
    topic: str
    indicator: str
    on: date
    place: Text
    meeting: str
    facilitator: Text
    recorder: Text
    groups: tuple[AnsweredBy, ...]
    parts: tuple[AnsweredPart, ...]
    comparison: tuple[PrintedFigure, ...]
    differences: tuple[str, ...]
    conclusion: Text
    follow_up: str
    note: str
    photos: tuple[PrintedPhoto, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankPage:
    """One empty page of a group."""

    title: str
    group: str
    hints: tuple[str, ...]
    template: str
    landscape: bool
    drawing: Any = field(metadata={"content": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodBlank(PrintedDocument):
    """Empty sheets of a method with the head already printed, one set per group."""

    kind: ClassVar[str] = "lembar-kosong-metode"

    method: str
    title: str
    on: date
    place: str
    pages: tuple[BlankPage, ...]
    questions: tuple[str, ...]
