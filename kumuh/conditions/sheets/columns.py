"""Columns of the baseline workbook: the same for the template, the export, the import and the check command."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kumuh.conditions.ruleset import RuleSet
from kumuh.core.spreadsheets import Column, ColumnKind

YEAR, CODE, NAME, SETTLEMENT, RW, RT = "tahun", "kode_kelurahan", "kelurahan", "kawasan", "rw", "rt"
PERCENT_PREFIX = "persen_"
COUNTED = ("unit", "KK", "jiwa")

#: Other words people write above the columns that say which RT is meant.
ALIASES: dict[str, tuple[str, ...]] = {
    YEAR: ("tahun data", "thn", "tahun survei"),
    CODE: ("kode kelurahan", "kode desa", "kode wilayah", "kode kelurahan desa", "kode kel"),
    NAME: ("nama kelurahan", "desa", "kelurahan desa", "desa kelurahan", "nama desa"),
    SETTLEMENT: ("nama kawasan", "kawasan kumuh", "lokasi"),
    RW: ("no rw", "nomor rw"),
    RT: ("no rt", "nomor rt"),
    "luas_verifikasi_ha": ("luas verifikasi", "luas rt"),
    "jumlah_bangunan": ("jml bangunan", "jumlah bangunan"),
    "jumlah_penduduk": ("jml penduduk", "jumlah penduduk", "jumlah jiwa"),
    "jumlah_kk": ("jml kk", "jumlah kk", "kk", "jumlah kepala keluarga"),
    "panjang_jalan_ideal_m": ("panjang jalan ideal", "panjang jalan lingkungan ideal"),
    "panjang_drainase_ideal_m": ("panjang drainase ideal", "panjang drainase lingkungan ideal"),
}


@dataclass(frozen=True)
class Field:
    """One column that the import knows: its key, what people read, the unit, and what it fills."""

    key: str
    label: str
    unit: str
    role: str

    @property
    def is_counted(self) -> bool:
        """Whether only whole numbers make sense."""
        return self.unit in COUNTED


def identity_columns() -> list[Column]:
    """Which RT and which year a row is about; locked in an export, because changing them makes another RT."""
    return [
        Column(YEAR, "Tahun data", ColumnKind.WHOLE, width=9, locked=True, note="Tahun pendataan, misalnya 2025."),
        Column(
            CODE,
            "Kode kelurahan",
            ColumnKind.CODE,
            width=16,
            locked=True,
            note="Kode Kemendagri, misalnya 33.75.01.1006. Boleh diganti kolom “kelurahan” berisi namanya.",
        ),
        Column(SETTLEMENT, "Kawasan", width=20, locked=True, note="Nama kawasan menurut SK Kumuh. Boleh kosong."),
        Column(RW, "RW", ColumnKind.CODE, width=7, locked=True, note="Kosongkan bila tempat ini tidak punya RW."),
        Column(RT, "RT", ColumnKind.CODE, width=7, locked=True),
    ]


def template_columns(ruleset: RuleSet, percents: Sequence[str] = ()) -> list[Column]:
    """All columns of the workbook of a regulation version; `percents` adds columns for percents of a source."""
    unknown = "Kosongkan bila belum diukur. 0 berarti sudah diperiksa dan tidak ada."
    columns = identity_columns()
    for item in ruleset.denominators:
        kind = ColumnKind.WHOLE if item.unit in COUNTED else ColumnKind.MEASURE
        columns.append(Column(item.key, f"{item.label} ({item.unit})", kind, width=13, note=unknown))
    for criterion in ruleset.criteria:
        kind = ColumnKind.WHOLE if criterion.unit in COUNTED else ColumnKind.MEASURE
        heading = f"{criterion.code} {criterion.label} ({criterion.unit})"
        note = f"Diisi {criterion.measured}, satuan {criterion.unit}. {unknown}"
        columns.append(Column(criterion.key, heading, kind, width=15, note=note))
    for key in percents:
        criterion = ruleset.criterion_by_key[key]
        heading = f"{criterion.code} {criterion.label} (persen dari sumber)"
        columns.append(Column(f"{PERCENT_PREFIX}{key}", heading, ColumnKind.MEASURE, width=15))
    return columns


def known_fields(ruleset: RuleSet) -> dict[str, Field]:
    """Every column that a file of this version may hold, by key."""
    fields = [Field(key, key, "", "identity") for key in (YEAR, CODE, NAME, SETTLEMENT, RW, RT)]
    fields += [Field(item.key, item.label, item.unit, "denominator") for item in ruleset.denominators]
    fields += [Field(item.key, f"{item.code} {item.label}", item.unit, "volume") for item in ruleset.criteria]
    fields += [
        Field(f"{PERCENT_PREFIX}{item.key}", f"{item.code} {item.label} (persen)", "%", "percent")
        for item in ruleset.criteria
    ]
    return {field.key: field for field in fields}


def heading_index(ruleset: RuleSet) -> dict[str, str]:
    """Column key by every way of writing its heading, in bare words."""
    index: dict[str, str] = {}
    for key, field in known_fields(ruleset).items():
        for text in (key, *ALIASES.get(key, ()), *_headings(field)):
            index.setdefault(bare(text), key)
    return index


def _headings(field: Field) -> tuple[str, ...]:
    if field.role == "identity":
        return ()
    without_code = field.label.partition(" ")[2] if field.role in ("volume", "percent") else field.label
    return (field.label, f"{field.label} ({field.unit})", without_code, f"{without_code} ({field.unit})")


def bare(text: str) -> str:
    """A heading in bare words: no capitals, accents, signs or doubled spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", plain))
