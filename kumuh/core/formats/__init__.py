"""How numbers, money, dates and words are read and written, in one place.

Pure functions without Django: screens use them through the filters of `format_id`, forms through
the fields of `kumuh.core.forms`, documents and imports directly.
"""

from kumuh.core.formats.dates import (
    bulan_romawi,
    hari,
    jam,
    parse_tanggal,
    rentang_waktu,
    tanggal,
    tanggal_singkat,
    tanggal_terbilang,
    zona_waktu,
)
from kumuh.core.formats.numbers import (
    Kind,
    Mark,
    hectares,
    is_ambiguous,
    parse_number,
    percent,
    rupiah,
    show_number,
    with_unit,
)
from kumuh.core.formats.words import initials, listed, plain, romawi, terbilang, terbilang_rupiah

__all__ = [
    "Kind",
    "Mark",
    "bulan_romawi",
    "hari",
    "hectares",
    "initials",
    "is_ambiguous",
    "jam",
    "listed",
    "parse_number",
    "parse_tanggal",
    "percent",
    "plain",
    "rentang_waktu",
    "romawi",
    "rupiah",
    "show_number",
    "tanggal",
    "tanggal_singkat",
    "tanggal_terbilang",
    "terbilang",
    "terbilang_rupiah",
    "with_unit",
    "zona_waktu",
]
