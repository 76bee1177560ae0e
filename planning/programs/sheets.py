"""A file of finished works read into plain rows: no tables, and nothing a bad file could break."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, cast

from kumuh.areas.naming import dotted_code, normal_number, read_rt_rw
from kumuh.conditions.ruleset import Criterion, RuleSet
from kumuh.conditions.sheets import Problem
from kumuh.core.formats import Mark
from kumuh.core.spreadsheets import (
    Cell,
    Column,
    ColumnKind,
    Row,
    Sheet,
    Workbook,
    as_number,
    as_text,
    as_whole,
    column_letter,
)

COLUMNS: Final = (
    Column("tahun", "Tahun selesai", ColumnKind.WHOLE, width=8),
    Column(
        "kode_kelurahan", "Kode kelurahan", ColumnKind.CODE, width=16, note="Boleh diganti nama di kolom kelurahan."
    ),
    Column("kelurahan", "Kelurahan", width=20),
    Column("rw", "RW", ColumnKind.CODE, width=6),
    Column("rt", "RT", ColumnKind.CODE, width=6),
    Column("tempat", "Tempat menurut sumber", width=22, note="Hanya bila RT tidak diketahui; tidak ikut dihitung."),
    Column("parameter", "Parameter", width=28, note="Kunci atau kode parameter, misalnya jalan_kualitas atau 2b."),
    Column("kegiatan", "Kegiatan", width=40),
    Column("volume", "Volume tertangani", ColumnKind.MEASURE, places=6, width=14),
    Column("satuan", "Satuan", width=8, note="Kosong berarti satuan parameternya."),
    Column("sumber", "Sumber data", width=36),
)
KEYS: Final = tuple(column.key for column in COLUMNS)
NEEDED: Final = ("tahun", "parameter", "kegiatan", "volume")
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_VOLUME = Decimal(99_999_999)
STEP = Decimal("0.000001")
LENGTHS: Final = {"kegiatan": 200, "satuan": 20, "sumber": 300, "tempat": 80}


@dataclass(frozen=True)
class InvestmentLine:
    """One row of the file that can be read. `rt` empty: the source names no RT. `criterion` empty: no parameter."""

    sheet: str
    number: int
    year: int
    kelurahan_code: str
    kelurahan_name: str
    rw: str
    rt: str
    place_note: str
    criterion: str
    activity: str
    volume: Decimal
    unit: str
    source: str


@dataclass(frozen=True)
class InvestmentReading:
    """Everything that a file says: rows that can be read, and what is wrong with the others."""

    digest: str
    lines: tuple[InvestmentLine, ...]
    problems: tuple[Problem, ...]
    raw: tuple[tuple[str, int, Mapping[str, Any]], ...]


def read_investments(book: Workbook, version: RuleSet) -> InvestmentReading:
    """Rows of every visible sheet under their header row; keys or headings, in any order.

    Raises nothing for bad content: what cannot be read becomes a problem with sheet, row, column and suggestion.
    """
    lines: list[InvestmentLine] = []
    problems: list[Problem] = []
    raw: list[tuple[str, int, Mapping[str, Any]]] = []
    headed = False
    for sheet in book.visible_sheets:
        head = _header(sheet)
        if head is None:
            continue
        headed = True
        row_number, columns = head
        for row in sheet.filled_rows():
            if row.number > row_number and not _is_key_row(row, columns):
                reader = _LineReader(sheet, row, columns, version)
                line = reader.read()
                raw.append((sheet.name, row.number, {key: row.cell(at).value for key, at in columns.items()}))
                problems += reader.problems
                lines += [line] if line and not reader.problems else []
    if not headed:
        problems.append(_no_header(book))
    elif not raw:
        problems.append(Problem("", None, "", book.filename, "Berkas tidak berisi baris data."))
    return InvestmentReading(book.digest, tuple(lines), tuple(problems), tuple(raw))


def _no_header(book: Workbook) -> Problem:
    reason = f"Baris judul tidak ditemukan: perlu kolom {', '.join(NEEDED)}."
    return Problem("", None, "", book.filename, reason, "Pakai templat dari halaman ini.")


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


NAMES: Final = {_folded(name): column.key for column in COLUMNS for name in (column.key, column.heading)}


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Line number and the place of every known column of the first row that names all needed ones."""
    for row in sheet.filled_rows():
        found: dict[str, int] = {}
        for at, value in enumerate(row.values):
            key = NAMES.get(_folded(value)) if isinstance(value, str) else None
            if key and key not in found:
                found[key] = at
        if all(key in found for key in NEEDED):
            return row.number, found
    return None


def _is_key_row(row: Row, columns: Mapping[str, int]) -> bool:
    """The row of keys under the headings of our own template."""
    return all(_text(row.cell(columns[key])) == key for key in NEEDED)


def _text(cell: Cell) -> str:
    try:
        return as_text(cell.value)
    except ValueError:
        return ""


class _LineReader:
    """Reads one row, collecting everything that is wrong with it."""

    def __init__(self, sheet: Sheet, row: Row, columns: Mapping[str, int], version: RuleSet) -> None:
        self.row, self.columns, self.version = row, columns, version
        self.mark = cast("Mark | None", sheet.decimal_mark)
        self.problems: list[Problem] = []

    def read(self) -> InvestmentLine | None:
        year = self._value("tahun", as_whole)
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            self._refuse("tahun", f"Tahun {year} tidak mungkin.", "Tulis empat angka, misalnya 2023.")
        volume = self._value("volume", lambda value: as_number(value, decimal_mark=self.mark))
        criterion = self._criterion()
        rt, rw, place = self._place()
        self._require({"tahun": year, "volume": volume, "kegiatan": self._words("kegiatan")})
        self._check_volume(volume)
        code = self._words("kode_kelurahan")
        if self.problems or year is None or volume is None:
            return None
        unit = self._words("satuan") or (criterion.unit if criterion else "")
        return InvestmentLine(
            self.row.sheet,
            self.row.number,
            year,
            dotted_code(code) or code,
            self._words("kelurahan"),
            rw,
            rt,
            place,
            criterion.key if criterion else "",
            self._words("kegiatan"),
            volume.quantize(STEP),
            unit,
            self._words("sumber"),
        )

    def _require(self, values: Mapping[str, object]) -> None:
        known = {problem.column for problem in self.problems}
        for key, value in values.items():
            if value in (None, "") and key not in known:
                self._refuse(key, "Belum diisi.")

    def _check_volume(self, volume: Decimal | None) -> None:
        if volume is not None and not 0 <= volume <= MOST_VOLUME:
            self._refuse("volume", "Volume harus nol atau lebih, dan masuk akal.")

    def _criterion(self) -> Criterion | None:
        written = self._words("parameter")
        if not written:
            return None
        wanted = _folded(written)
        for item in self.version.criteria:
            if wanted in (_folded(item.key), item.code.casefold(), _folded(item.label)):
                return item
        self._refuse("parameter", "Parameter tidak dikenal.", "Pakai kunci atau kode parameter, misalnya 2b.")
        return None

    def _place(self) -> tuple[str, str, str]:
        place = self._words("tempat")
        rt, rw = self._words("rt"), self._words("rw")
        if not rt and not place:
            self._refuse("rt", "RT belum diisi.", "Bila RT memang tidak diketahui, tulis tempatnya di kolom tempat.")
        if rt and not rw:
            both = read_rt_rw(rt)
            rt, rw = both if all(both) else (rt, rw)
        return self._number("rt", rt), self._number("rw", rw), place

    def _number(self, key: str, text: str) -> str:
        try:
            return normal_number(text) if text else ""
        except ValueError as problem:
            self._refuse(key, str(problem))
            return ""

    def _words(self, key: str) -> str:
        text = self._value(key, as_text) or ""
        if len(text) > LENGTHS.get(key, 300):
            self._refuse(key, f"Terlalu panjang; paling banyak {LENGTHS.get(key, 300)} huruf.")
        return text

    def _value(self, key: str, read: Callable[[Any], Any]) -> Any:
        if key not in self.columns:
            return None
        try:
            return read(self.row.cell(self.columns[key]).value)
        except ValueError as problem:
            self._refuse(key, str(problem))
            return None

    def _refuse(self, key: str, reason: str, suggestion: str = "") -> None:
        at = self.columns.get(key)
        value = "" if at is None else _shown(self.row.cell(at).value)
        letter = column_letter(at + 1) if at is not None else ""
        item = Problem(self.row.sheet, self.row.number, key, value, reason, suggestion, letter)
        if item not in self.problems:
            self.problems.append(item)


def _shown(value: object) -> str:
    return "" if value is None else str(value)[:120]


def problem_rows(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems in their stored shape."""
    return [problem.as_report() for problem in problems]
