"""CSV files as they really arrive: with ; or , or tab, in UTF-8, UTF-16 or the Windows code page."""

import csv
import re
from io import StringIO

from kumuh.core.spreadsheets.cells import Limits, Row, Sheet, SpreadsheetError
from kumuh.core.spreadsheets.inspection import refuse_area
from kumuh.core.spreadsheets.values import text_value

DELIMITERS = (";", ",", "\t", "|")
SAMPLE_LINES = 30
LONGEST_CELL = 32_767

_SEPARATOR_LINE = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SURE_MARK = re.compile(r"^-?(?:[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]+)?([.,])(?:[0-9]{1,2}|[0-9]{4,})$|^-?0([.,])[0-9]+$")


def read_csv(data: bytes, name: str, limits: Limits) -> Sheet:
    """The only sheet of a text file. Raises `SpreadsheetError` with the line where it went wrong."""
    text = decoded(data)
    stated = _SEPARATOR_LINE.match(text)
    delimiter = stated[1] if stated else sniffed_delimiter(text)
    body = text[stated.end() :] if stated else text
    rows = tuple(_rows(body, delimiter, name, limits, first=2 if stated else 1))
    return Sheet(name=name, rows=_without_empty_end(rows), decimal_mark=sure_decimal_mark(rows))


def decoded(data: bytes) -> str:
    """Text of the file, whichever usual encoding it has; refuses what is no text at all."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise SpreadsheetError(
        "Isi berkas bukan teks dan bukan lembar kerja yang dikenal.",
        "Unggah berkas .xlsx, .xls, .ods, atau .csv.",
    )


def sniffed_delimiter(text: str) -> str:
    """The delimiter that cuts most of the first lines into the same number (at least two) of columns.

    When several do, `;` wins: a file with decimal commas looks even to the comma as well.
    """
    sample = "\n".join(text.splitlines()[:SAMPLE_LINES])

    def evenness(delimiter: str) -> int:
        counts = [len(row) for row in csv.reader(StringIO(sample), delimiter=delimiter) if any(row)]
        widest = max(counts, default=0)
        return sum(count == widest for count in counts) if widest > 1 else 0

    try:
        return max(DELIMITERS, key=evenness)
    except csv.Error:
        return DELIMITERS[0]


def sure_decimal_mark(rows: tuple[Row, ...]) -> str | None:
    """`.` or `,` when numbers of this file show it beyond doubt and none shows the other."""
    marks = set()
    for row in rows:
        for value in row.values:
            found = _SURE_MARK.match(value) if isinstance(value, str) else None
            if found:
                marks.add(found[1] or found[2])
    return marks.pop() if len(marks) == 1 else None


def _rows(body: str, delimiter: str, name: str, limits: Limits, first: int) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(StringIO(body, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, first):
            refuse_area(name, number, len(cells), limits)
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise SpreadsheetError(f"Isi sel pada baris {number} terlalu panjang.", "Periksa tanda kutipnya.")
            rows.append(Row(name, number, tuple(text_value(cell) for cell in cells)))
    except csv.Error as error:
        raise SpreadsheetError(
            f"Tanda kutip pada atau sesudah baris {first + len(rows)} tidak berpasangan.",
            'Perbaiki tanda kutip (") di baris itu, atau simpan ulang dari Excel.',
        ) from error
    return rows


def _without_empty_end(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    last = len(rows)
    while last and rows[last - 1].is_empty:
        last -= 1
    return rows[:last]
