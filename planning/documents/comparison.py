"""What differs between two contents of one document, in words. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

#: Words for the parts of a document, for saying what changed; parts without a word are named “isi lain”.
PARTS: Final[Mapping[str, str]] = {
    "letterhead": "kop surat",
    "signatures": "penanda tangan",
    "place": "nama wilayah",
    "own_number": "nomor surat",
    "year": "tahun",
    "decree": "SK Kumuh",
    "rule_name": "aturan penilaian",
    "level_limits": "batas tingkat kekumuhan",
    "legal_basis": "dasar hukum",
    "facts": "gambaran kelurahan",
    "rts": "data RT",
    "assessments": "penilaian RT",
    "other_forms": "penilaian RT",
    "recap": "rekapitulasi nilai RT",
    "kelurahan_total": "nilai kelurahan",
    "kelurahan_level": "tingkat kekumuhan kelurahan",
    "indicators": "angka tujuh indikator",
    "trajectory": "perkembangan luas kumuh",
    "delineation": "delineasi",
    "legality": "legalitas lahan",
    "considerations": "pertimbangan lain",
    "potentials": "potensi",
    "conclusions": "kesimpulan",
    "meetings": "pertemuan yang menjadi dasar",
    "rows": "baris tabel",
    "conclusion": "kesimpulan",
    "slum": "keadaan kumuh",
    "background": "latar belakang",
    "problems": "rumusan masalah",
    "works": "kegiatan dan biaya",
    "fund": "prioritas dana",
    "fund_name": "nama dana",
    "ceiling": "pagu dana",
    "cut_rule": "aturan potong",
    "matrix": "matriks skoring",
    "tie_rule": "aturan bila skor sama",
    "principles": "penerapan prinsip",
    "meeting": "waktu dan tempat pertemuan",
    "agenda": "susunan acara",
    "parts": "gambar dan tabel hasil metode",
    "comparison": "perbandingan kelompok",
    "differences": "perbedaan antar kelompok",
    "follow_up": "tindak lanjut",
    "photos": "foto",
    "items": "isi notulen",
    "decisions": "keputusan",
    "summary": "kesimpulan rapat",
    "recipients": "yang diundang",
    "counts": "jumlah hadir",
    "men": "jumlah hadir",
    "women": "jumlah hadir",
    "poor": "jumlah hadir",
    "vulnerable": "jumlah hadir",
    "chair": "pimpinan rembuk",
    "secretary": "notulis",
    "participation_note": "keterangan keikutsertaan",
    "written_on": "tanggal surat",
    "blank_rows": "jumlah baris kosong",
}
OTHER_PART: Final = "isi lain"
#: Words for fields inside a part, where the number of the row alone would not say what changed.
FIELDS: Final[Mapping[str, str]] = {
    "name": "nama",
    "office": "jabatan",
    "on": "tanggal",
    "volume": "volume",
    "cost": "biaya",
    "unit_price": "harga satuan",
    "total": "total",
    "level": "tingkat",
    "percent": "persen",
    "score": "nilai",
    "location": "lokasi",
    "activity": "kegiatan",
    "rank": "peringkat",
    "selected": "masuk",
    "reason": "alasan",
    "before": "sebelum",
    "after": "sesudah",
    "problem": "masalah",
    "cause": "akar penyebab",
    "effect": "akibat",
    "need": "kebutuhan",
    "number": "nomor",
    "address": "alamat",
    "men": "laki-laki",
    "women": "perempuan",
    "text": "isi",
    "households": "KK",
    "schedule": "jadwal",
    "executor": "pelaksana",
}


def changed_parts(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """The parts of a document that differ between two contents, in words and in the order of the paper."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return tuple(dict.fromkeys(PARTS.get(name, OTHER_PART) for name in names))


@dataclass(frozen=True)
class Difference:
    """One place that differs between two contents: the part in words, where in it, before and after."""

    part: str
    where: str
    before: str
    after: str


#: More differences than this are counted, not listed.
MOST_DIFFERENCES: Final = 200


def differences(before: Any, after: Any) -> tuple[Difference, ...]:
    """Every single value that differs between two contents of one document, in the order of the paper."""
    found: list[Difference] = []
    for name in dict.fromkeys([*before, *after]):
        part = PARTS.get(name, OTHER_PART)
        found += [Difference(part, *one) for one in _leaves(before.get(name), after.get(name), ())]
    return tuple(found[:MOST_DIFFERENCES])


def _leaves(before: Any, after: Any, path: tuple[str, ...]) -> Iterable[tuple[str, str, str]]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys([*before, *after]):
            yield from _leaves(before.get(name), after.get(name), (*path, FIELDS.get(name, "")))
    elif isinstance(before, list) and isinstance(after, list):
        for index in range(max(len(before), len(after))):
            old, new = (side[index] if index < len(side) else None for side in (before, after))
            yield from _leaves(old, new, (*path, f"baris {index + 1}"))
    else:
        yield ", ".join(part for part in path if part), _shown(before), _shown(after)


def _shown(value: Any) -> str:
    """A value of a content for people: first texts of a row, a gap by its name, a dash for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, dict):
        if value.get("_") == "Gap":
            return f"belum diisi: {value['label']}"
        return ", ".join(_shown(one) for key, one in value.items() if key != "_" and isinstance(one, str) and one)
    if isinstance(value, list):
        return "; ".join(_shown(one) for one in value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)
