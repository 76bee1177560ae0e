"""Dates and times as kelurahan letters write them."""

import re
from datetime import date, datetime, time

from kumuh.core.formats.words import romawi, terbilang

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
OTHER_SPELLINGS = {"pebruari": 2, "agt": 8, "ags": 8, "agus": 8, "nopember": 11, "nop": 11}
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}

_DAY_FIRST = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})$", re.ASCII)
_YEAR_FIRST = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00)?)?$", re.ASCII)
_NAMED = re.compile(r"^(?:[^\W\d]+,?\s+)?(\d{1,2})[\s-]+([^\W\d]{3,})\.?[\s-]+(\d{4})$", re.ASCII)


def tanggal(day: date) -> str:
    """`21 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def tanggal_singkat(day: date) -> str:
    """`21-11-2026`, the short form that `parse_tanggal` reads back."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def hari(day: date) -> str:
    """`Sabtu`."""
    return DAYS[day.weekday()]


def jam(moment: time | datetime) -> str:
    """`09.00`: hours and minutes with a point (EYD V)."""
    return f"{moment.hour:02d}.{moment.minute:02d}"


def zona_waktu(name: str) -> str:
    """Abbreviation of an Indonesian time zone: `Asia/Makassar` is WITA."""
    try:
        return ZONES[name]
    except KeyError:
        raise ValueError(f"Zona waktu {name} bukan zona waktu Indonesia.") from None


def rentang_waktu(start: time | datetime, end: time | datetime | None = None, zone: str = "WIB") -> str:
    """`09.00–11.30 WIB`, or `09.00 WIB s.d. selesai` for an open end. Refuses an end before the start."""
    if end is None:
        return f"{jam(start)} {zone} s.d. selesai"
    if (end.hour, end.minute) < (start.hour, start.minute) and not _later_day(start, end):
        raise ValueError("Waktu selesai lebih awal daripada waktu mulai.")
    return f"{jam(start)}–{jam(end)} {zone}"


def tanggal_terbilang(day: date) -> str:
    """Opening of a berita acara: `hari Sabtu tanggal dua puluh satu bulan November tahun dua ribu …`."""
    return f"hari {hari(day)} tanggal {terbilang(day.day)} bulan {MONTHS[day.month - 1]} tahun {terbilang(day.year)}"


def bulan_romawi(month: date | int) -> str:
    """Month as in letter numbers: November is `XI`."""
    number = month if isinstance(month, int) else month.month
    if not 1 <= number <= 12:
        raise ValueError("Bulan harus 1 sampai 12.")
    return romawi(number)


def parse_tanggal(text: str) -> date:
    """Read `21-11-2026`, `21/11/2026`, `21.11.2026`, `2026-11-21` or `21 November 2026`.

    The day always stands before the month unless the year stands first. Raises `ValueError` with an
    Indonesian sentence.
    """
    written = " ".join(text.split())
    year_first = _YEAR_FIRST.match(written)
    if year_first:
        year, month, day = (int(part) for part in year_first.groups())
        return _existing(year, month, day, written)
    day_first = _DAY_FIRST.match(written)
    if day_first:
        day, month, year = (int(part) for part in day_first.groups())
        return _existing(year, month, day, written)
    named = _NAMED.match(written)
    if named and _month_number(named[2]):
        return _existing(int(named[3]), _month_number(named[2]), int(named[1]), written)
    raise ValueError(f"“{written[:40]}” bukan tanggal. Tulis misalnya 21-11-2026.")


def _existing(year: int, month: int, day: int, written: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"Tanggal {written} tidak ada di kalender. Periksa hari dan bulannya, misalnya 21-11-2026."
        ) from None


def _month_number(word: str) -> int:
    """1..12, or 0 when the word is not a month."""
    word = word.lower()
    if word in OTHER_SPELLINGS:
        return OTHER_SPELLINGS[word]
    fits = [number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(word)]
    return fits[0] if len(fits) == 1 else 0


def _later_day(start: time | datetime, end: time | datetime) -> bool:
    return isinstance(start, datetime) and isinstance(end, datetime) and end.date() > start.date()
