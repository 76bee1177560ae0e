"""An example of the sheet of a step."""

from __future__ import annotations

from datetime import date

from planning.documents.kinds import recorded
from planning.documents.kinds.common import Gap
from planning.documents.kinds.step_sheet import Asked, DecidedThere, Move, PaperKept, StepSheet
from tests.planning.documents.samples.base import KELURAHAN_HEAD, LONG_NAME, MEETINGS, PLACE, chain, meta


def record_table(rows: int, columns: int = 4, words: int = 6) -> recorded.RecordTable:
    """Return a table whose second column holds `words` words."""
    heads = ("Hal", "Keterangan", "Penanggung jawab", "Biaya (Rp)", *(f"Kolom {n}" for n in range(5, columns + 1)))
    body = tuple(
        (
            f"Hal {number}",
            f"kata{number}. " + "becek " * (words - 1),
            LONG_NAME[:30],
            "1.500.000",
            *["isi"] * (columns - 4),
        )
        for number in range(rows)
    )
    return recorded.RecordTable(
        title="Yang dicatat",
        columns=tuple(recorded.Column(label=head, align="n" if "Rp" in head else "") for head in heads),
        rows=body,
        totals=("", "", "", f"{rows * 1500}.000", *("" for _ in range(columns - 4))) if rows > 1 else (),
        missing="" if rows else "yang dicatat",
    )


def step_sheet(rows: int = 3, *, columns: int = 4, words: int = 6) -> StepSheet:
    """Return a sheet with one table of `rows` rows."""
    return StepSheet(
        meta=meta("Lembar Langkah K0 Contoh – KOTAKU kelurahan Contohsari 2019–2023"),
        letterhead=KELURAHAN_HEAD,
        signatures=chain(),
        place=PLACE,
        programme="KOTAKU kelurahan",
        years="2019–2023",
        number=3,
        steps=18,
        code="K0",
        name="Langkah contoh",
        phase="Persiapan",
        purpose="Warga mengenal programnya.",
        facilitated_by="Tim Fasilitator",
        attended_by="Warga, RT/RW",
        outputs="Daftar pelaku",
        source="Contoh",
        standing="Selesai 2 Desember 2019.",
        facts=(
            recorded.Fact(label="Mulai berlaku", value="2 Desember 2019"),
            recorded.Fact(label="Visi", value=Gap("visi"), long=True),
        ),
        ticks=(("Semua RT sudah dijangkau", True), ("Lahan siap", False)),
        tables=(record_table(rows, columns, words),),
        meetings=MEETINGS,
        decisions=(DecidedThere(meeting=MEETINGS[0].title, on=MEETINGS[0].on, text="Disepakati.", how="Mufakat"),),
        papers=(
            PaperKept(title="Berita acara", number="03/BA", on=date(2019, 10, 12), scanned=True, published="–"),
            PaperKept(title="Peta dasar", number="–", on=None, scanned=False, published=Gap("tanggal diumumkan")),
        ),
        asked=(
            Asked(label="Catatan langkah", note="4 dari 4 isian"),
            Asked(label="Peta dasar", note="", missing=("Peta dasar: belum ada tanggal.",)),
        ),
        rule="Catatan lengkap dan peta ada.",
        moves=(
            Move(part="Mengajukan", capacity="BKM/TIPP", name="Contoh Suryati", on=date(2019, 11, 30)),
            Move(part="Memverifikasi", capacity="Pokja PKP", name=Gap("yang memverifikasi")),
        ),
        approved_by="Lurah dan BKM",
    )
