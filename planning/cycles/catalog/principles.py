"""Principles that a team answers for in its own words, and the shares that participation is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

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
