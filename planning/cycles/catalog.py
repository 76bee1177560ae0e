"""Programme tracks and their steps, declared in code as data (STAGES of the field reference).

Track P follows the guide "Perencanaan Partisipatif Program 100-0-100 (2015)": persiapan, pemetaan swadaya,
rencana kegiatan, prioritas dana channeling. Gates that the guide does not spell out are marked in `source`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planning.cycles.enums import Track


@dataclass(frozen=True)
class Step:
    """One step: what it is for, who does it, what it leaves behind and what must be true before the next.

    `chain` names the review chain that approves the step; empty when the step is closed by `closers`.
    `minimum_days` is the shortest sensible duration in the quick schedule (INF, only a proposal).
    """

    code: str
    name: str
    purpose: str
    facilitated_by: str
    attended_by: str
    captured: str
    outputs: str
    gate: str
    approved_by: str
    source: str
    chain: str = ""
    closers: frozenset[str] = frozenset()
    minimum_days: int = 7


@dataclass(frozen=True)
class TrackInfo:
    """A programme as people know it, with its steps in order."""

    track: Track
    short: str
    ends_with: str
    steps: tuple[Step, ...]
    needs_decree: bool = True


P2KP = TrackInfo(
    track=Track.P2KP,
    short="Jalur cepat penanganan kumuh prioritas",
    ends_with="Renta PIP dan daftar prioritas dana channeling 1 milyar",
    steps=(
        Step(
            code="P1",
            name="Persiapan",
            purpose="Koordinasi dengan kota, data awal, tim dan jadwal cepat.",
            facilitated_by="Tim fasilitator, Askot/Korkot",
            attended_by="Pemda, Lurah, BKM, relawan",
            captured="SK Kumuh, profil, data sekunder, program kota, tim, jadwal",
            outputs="Peta dan data awal, jadwal cepat",
            gate="Kelurahan ada dalam SK Kumuh yang berlaku dan data dasarnya sudah masuk.",
            approved_by="Pokja PKP atau Askot/Korkot",
            source="Panduan 100-0-100 bab persiapan (A.1); rincian lain usulan",
            closers=frozenset({"POKJA", "ASKOT"}),
            minimum_days=7,
        ),
        Step(
            code="P2",
            name="Pemetaan swadaya",
            purpose="Memeriksa profil kumuh bersama warga dan merumuskan masalah tujuh indikator.",
            facilitated_by="Fasilitator, TIPP, relawan",
            attended_by="Warga RT kumuh dan terkumuh, perempuan, RT/RW",
            captured="Data 7 indikator per RT, masalah, sebab, akibat, potensi",
            outputs="Profil permukiman kumuh dan rumusan permasalahan 7 indikator",
            gate="Tujuh indikator lengkap untuk setiap RT dalam SK, dan keberpihakan terpenuhi atau dijelaskan.",
            approved_by="Rembuk kelurahan, lalu BKM dan Lurah setelah diperiksa Pokja PKP",
            source="Panduan 100-0-100 (keluaran 1, prinsip keberpihakan)",
            chain="p2-profil",
            minimum_days=14,
        ),
        Step(
            code="P3",
            name="Renta PIP",
            purpose="Menyusun rencana tahunan infrastruktur permukiman: kegiatan, biaya, sumber dana, pelaksana.",
            facilitated_by="BKM, TIPP, fasilitator teknik",
            attended_by="Peserta rembuk, Pemda, kontraktor bila ada",
            captured="Usulan, peringkat, kegiatan, biaya, sumber dana, pelaksana",
            outputs="Renta PIP",
            gate="Setiap kegiatan terkait masalah, berada di RT dalam SK, dan disepakati dalam rembuk.",
            approved_by="BKM dan Lurah setelah diverifikasi Pokja PKP",
            source="Panduan 100-0-100 (keluaran 2); verifikasi Pemda usulan",
            chain="p3-renta-pip",
            minimum_days=14,
        ),
        Step(
            code="P4",
            name="Prioritas 1 milyar",
            purpose="Memilih kegiatan yang dilaksanakan masyarakat dengan dana channeling paling banyak Rp 1 milyar.",
            facilitated_by="BKM, fasilitator",
            attended_by="Peserta rembuk kelurahan",
            captured="Matriks skoring, jumlah kumulatif terhadap pagu",
            outputs="Daftar prioritas dana channeling",
            gate="Jumlah tidak melebihi pagu, hanya kegiatan masyarakat, matriks dilampirkan.",
            approved_by="Rembuk, lalu BKM dan Lurah setelah diverifikasi Pokja PKP",
            source="Panduan 100-0-100 (keluaran 3, pagu 1 milyar); urutan pengesahan usulan",
            chain="p4-prioritas",
            minimum_days=7,
        ),
    ),
)

TRACKS: Final[Mapping[str, TrackInfo]] = {Track.P2KP: P2KP}

#: Shares in percent; common programme figures that the visible guides do not fix, therefore settings.
DEFAULT_THRESHOLDS: Final[Mapping[str, int]] = {
    "perempuan_min": 30,
    "perempuan_target": 40,
    "mbr_min": 20,
    "mbr_target": 40,
    "rembuk_kelompok_min": 1,
    "kuorum_persen": 50,
}


@dataclass(frozen=True)
class Principle:
    """A principle of the guide and the question that a team answers about its own work."""

    code: str
    name: str
    question: str


#: Guide 100-0-100 (2015), prinsip a–g; the questions are ours.
PRINCIPLES: Final[tuple[Principle, ...]] = (
    Principle(
        "keberpihakan",
        "Mengutamakan yang terabaikan",
        "Siapa yang biasanya tidak terdengar, dan bagaimana mereka ikut menentukan?",
    ),
    Principle("pemberdayaan", "Pemberdayaan masyarakat", "Apa yang kini dapat dilakukan warga sendiri?"),
    Principle(
        "saling_belajar",
        "Saling belajar dan menghargai perbedaan",
        "Pendapat berbeda apa yang muncul, dan apa yang dipelajari darinya?",
    ),
    Principle("triangulasi", "Triangulasi", "Data mana yang diperiksa silang dengan sumber atau kelompok lain?"),
    Principle("optimal", "Mengoptimalkan hasil", "Apa yang sengaja tidak dikumpulkan karena tidak diperlukan?"),
    Principle("praktis", "Praktis dan tepat waktu", "Apa yang disederhanakan supaya rencana selesai pada waktunya?"),
    Principle("keberlanjutan", "Keberlanjutan", "Siapa yang merawat hasilnya, dan kapan rencana ini ditinjau lagi?"),
)


def find_step(track: str, code: str) -> Step:
    """The declared step; KeyError when the track has no such step."""
    for step in TRACKS[track].steps:
        if step.code == code:
            return step
    raise KeyError(f"{track} has no step {code}")


def steps_after(track: str, code: str) -> tuple[Step, ...]:
    """Steps that follow `code` in their order."""
    steps = TRACKS[track].steps
    return steps[[step.code for step in steps].index(code) + 1 :]
