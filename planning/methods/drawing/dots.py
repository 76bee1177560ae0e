"""The wall sheet of dot voting: options with room for the dots of women and of men."""

from __future__ import annotations

from typing import Final

from planning.methods.drawing.kit import WIDE, Box, Drawing, Label, Shape, short

COLUMNS: Final = (("No.", 0.05), ("Pilihan", 0.33), ("Titik perempuan", 0.25), ("Titik laki-laki", 0.25),
                  ("Jumlah P", 0.06), ("Jumlah L", 0.06))  # fmt: skip
_HEAD = 30


def blank(ident: str, title: str, rows: int, height: float) -> Drawing:
    """An empty wall sheet with so many options, filling `height` on a width of 960."""
    line = (height - _HEAD) / rows
    shapes: list[Shape] = []
    for number in range(rows + 1):
        y, tall = (0, _HEAD) if not number else (_HEAD + (number - 1) * line, line)
        x: float = 1
        for name, share in COLUMNS:
            wide_by = share * (WIDE - 2)
            ground = "faint" if not number else "paper"
            shapes.append(Box(short(x), short(y + 1), short(wide_by), short(tall), ground))
            if not number:
                shapes += _head(name, x, wide_by)
            x += wide_by
        if number:
            shapes.append(Label(str(number), short(1 + 0.025 * WIDE), short(y + tall / 2 + 6), 15, True, "middle"))
    return Drawing(ident, title, f"Lembar kosong untuk {rows} pilihan.", WIDE, short(height + 3), tuple(shapes))


def _head(name: str, x: float, wide_by: float) -> list[Shape]:
    size = 12 if wide_by < 70 else 15
    return [Label(name, short(x + wide_by / 2), 21, size, True, "middle")]
