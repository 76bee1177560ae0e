"""Tables of the social map: what was drawn by kind, and what every RT has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from kumuh.core.formats import show_number
from planning.methods.enums.maps import ObjectKind, ShapeKind, Welfare
from planning.methods.legend import HOUSES, KINDS
from planning.methods.mapping import RtTally

#: Words above a column, and what it tells of an RT.
Column = tuple[str, Callable[[RtTally], str]]
Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


def metres(number: float | None) -> str:
    """Metres or square metres in whole numbers; a dash where there is nothing."""
    return "–" if not number else show_number(round(number))


def percent(number: float | None) -> str:
    """Whole percent; a dash where there is nothing to take a part of."""
    return "–" if number is None else f"{show_number(round(number))}%"


def _class(word: str, row: RtTally) -> str:
    return str(row.welfare.get(word, 0))


def _count(kind: str, row: RtTally) -> str:
    return str(row.counts.get(kind, 0))


def _length(kind: str, row: RtTally) -> str:
    return metres(row.metres.get(kind))


def _area(kind: str, row: RtTally) -> str:
    return metres(row.square.get(kind))


def _classes(row: RtTally) -> str:
    return " / ".join(_class(word, row) for word in Welfare)


_FIRST: Final[tuple[Column, ...]] = (("RT", lambda row: row.label), ("Rumah", lambda row: str(row.houses)))
_REST: Final[tuple[Column, ...]] = (
    ("% miskin", lambda row: percent(row.poor_percent)),
    ("KK perempuan", partial(_count, ObjectKind.RUMAH_PEREMPUAN)),
    ("Lansia, difabel", partial(_count, ObjectKind.RUMAH_RENTAN)),
    ("Belum ada jamban", lambda row: str(row.without_latrine)),
    ("Jalan (m)", partial(_length, ObjectKind.JALAN)),
    ("Drainase (m)", partial(_length, ObjectKind.DRAINASE)),
    ("Genangan (m²)", partial(_area, ObjectKind.GENANGAN)),
    ("Rumah per ha", lambda row: metres(row.per_hectare)),
)
#: What a table on paper has room for: the classes of families in one column.
COLUMNS: Final[tuple[Column, ...]] = (
    *_FIRST,
    (" / ".join(word.label.lower() for word in Welfare).capitalize(), _classes),
    *_REST,
)


def every_column(total: RtTally) -> tuple[Column, ...]:
    """For a page: every class, and whatever else was drawn: how many, and how long or large."""
    classes = [(word.label, partial(_class, word)) for word in Welfare]
    more: list[Column] = []
    for kind, one in KINDS.items():
        if kind in HOUSES:
            continue
        if total.counts.get(kind) and kind not in (ObjectKind.JALAN, ObjectKind.DRAINASE):
            more.append((one.label, partial(_count, kind)))
        if total.metres.get(kind) and ShapeKind.BIDANG in one.shapes:
            more.append((f"{one.label} (m)", partial(_length, kind)))
        if total.square.get(kind) and kind != ObjectKind.GENANGAN:
            more.append((f"{one.label} (m²)", partial(_area, kind)))
    return (*_FIRST, *classes, *_REST, *more)


def rt_table(rows: Sequence[RtTally], total: RtTally, columns: Sequence[Column] = COLUMNS) -> Table:
    """Head and rows of every RT in which something is, and of all together."""
    told = [row for row in rows if row.counts or row.metres or row.square]
    shown = (*told, *([total] if len(told) > 1 else []))
    return tuple(words for words, _ in columns), tuple(tuple(tell(row) for _, tell in columns) for row in shown)


def kind_rows(total: RtTally) -> tuple[tuple[str, ...], ...]:
    """Every kind that was drawn, how many there are, and how long or large they are together."""
    rows = []
    for kind, one in KINDS.items():
        if kind not in total.counts:
            continue
        sizes = []
        if total.metres.get(kind):
            sizes.append(f"{metres(total.metres[kind])} m")
        if total.square.get(kind):
            sizes.append(f"{metres(total.square[kind])} m²")
        rows.append((one.label, str(total.counts[kind]), ", ".join(sizes) or "–"))
    return tuple(rows)
