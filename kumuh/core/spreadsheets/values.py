"""Reading one cell as what a column expects. Every refusal is a `ValueError` with an Indonesian sentence."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from kumuh.core.formats import Kind, Mark, parse_number, parse_tanggal, tanggal_singkat
from kumuh.core.spreadsheets.cells import ERROR_CODES, CellValue, FormulaError
from kumuh.core.spreadsheets.injection import unguarded

FIRST_SERIAL_DAY = date(1899, 12, 30)
SERIALS = range(1, 73_051)  # 1900-01-01 to 2099-12-31


#: At most two digits of exponent, so that a cell cannot ask for a number with a billion digits.
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")


def as_number(
    value: CellValue, kind: Kind = "ukuran", *, unit: str = "", decimal_mark: Mark | None = None
) -> Decimal | None:
    """The number in a cell, None for an empty one. Numbers typed as text follow `parse_number`."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, FormulaError):
        raise ValueError(value.reason)
    if isinstance(value, bool):
        raise ValueError("Sel berisi benar/salah, bukan angka.")
    if isinstance(value, str) and _SCIENTIFIC.fullmatch(value.strip()):  # as programs write small numbers to CSV
        return Decimal(value.strip())
    if isinstance(value, int | Decimal | str):
        return parse_number(value, kind, unit=unit, decimal_mark=decimal_mark)
    if isinstance(value, date):
        raise ValueError(
            f"Sel berisi tanggal ({tanggal_singkat(value)}), bukan angka. "
            "Ubah format sel menjadi Umum/Number lalu ketik ulang angkanya."
        )
    raise ValueError("Sel berisi jam, bukan angka. Ubah format sel menjadi Umum/Number.")


def as_whole(value: CellValue, kind: Kind = "bilangan") -> int | None:
    """A whole number such as a count, a year or rupiah; `3.0` is 3 and `3,5` is refused."""
    number = as_number(value, kind)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise ValueError("Harus bilangan bulat, tanpa angka di belakang koma.")
    return int(number)


def as_text(value: CellValue) -> str:
    """Text as the spreadsheet shows it; numbers without a false `.0`, so RT `3.0` is `3`."""
    if value is None:
        return ""
    if isinstance(value, FormulaError):
        raise ValueError(value.reason)
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime | date):
        return tanggal_singkat(value)
    if isinstance(value, time | timedelta):
        return str(value)
    return " ".join(value.split()) if isinstance(value, str) else str(value)


def as_date(value: CellValue) -> date | None:
    """A date cell, a date typed as text, or the serial number of a date cell that lost its format."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, FormulaError):
        raise ValueError(value.reason)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value in SERIALS:
        return FIRST_SERIAL_DAY + timedelta(days=value)
    if isinstance(value, str):
        return parse_tanggal(value)
    raise ValueError(f"“{value}” bukan tanggal. Tulis misalnya 21-11-2026.")


def plain(value: object) -> CellValue:
    """A raw value of a reader as a plain cell: whole floats become int, others the decimals one sees.

    Spreadsheet programs keep and show fifteen digits; the noise behind them is dropped.
    """
    if isinstance(value, str):
        return text_value(value)
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return int(value)
        return Decimal(f"{value:.15g}") if isfinite(value) else FormulaError("#NUM!")
    if isinstance(value, bool | int | date | time | timedelta):
        return value
    return None


def text_value(text: str) -> CellValue:
    """A text cell: blank is empty, an error code is an error, and our own export guard is taken off."""
    bare = text.strip()
    if not bare:
        return None
    return FormulaError(bare) if bare in ERROR_CODES else unguarded(text)
