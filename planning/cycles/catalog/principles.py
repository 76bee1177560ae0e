"""Principles that a team answers for in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Principle:
    """A principle of the guide and the question that a team answers about its own work. Codes are unique."""

    code: str
    name: str
    question: str


@dataclass(frozen=True)
class PrincipleSet:
    """The principles of one programme, answered together once per stage (how often is a proposal)."""

    code: str
    name: str
    source: str
    principles: tuple[Principle, ...]

    def __len__(self) -> int:
        return len(self.principles)


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

#: Slides of SPBM (ciri perencanaan partisipatif, ASOI PAKDE); what each means is theirs, the questions are ours.
ASOI: Final[tuple[Principle, ...]] = (
    Principle("asoi_aspiratif", "Aspiratif", "Masalah, kebutuhan dan usulan siapa yang ditampung, dan apa jawabannya?"),
    Principle("asoi_simpatik", "Simpatik", "Apa yang membuat warga tertarik ikut, dan siapa yang belum datang?"),
    Principle(
        "asoi_operatif", "Operatif", "Apa yang sederhana untuk dilaksanakan dan memakai bahan atau tenaga setempat?"
    ),
    Principle("asoi_inovatif", "Inovatif", "Gagasan baru apa yang menjawab masalah sekarang dan nanti?"),
    Principle("asoi_partisipatif", "Partisipatif", "Kelompok dan RT mana yang ikut, dan bagaimana saling melengkapi?"),
    Principle("asoi_adaptif", "Adaptif", "Cara apa yang disesuaikan dengan kebiasaan dan kemampuan warga di sini?"),
    Principle("asoi_koordinatif", "Koordinatif", "Dengan siapa peran dibagi supaya kegiatan tidak tumpang tindih?"),
    Principle("asoi_demokratis", "Demokratis", "Bagaimana keputusan diambil, dan bagaimana pendapat berbeda dihargai?"),
    Principle("asoi_edukatif", "Edukatif", "Apa yang dipelajari warga dan pelaku satu dari yang lain?"),
)

#: Serba-serbi PLP-BK (2010), eleven principles; the questions are ours.
PLPBK_PRINCIPLES: Final[tuple[Principle, ...]] = (
    Principle("plp_solidaritas", "Solidaritas (tanggung renteng)", "Siapa yang paling lemah, dan siapa menanggungnya?"),
    Principle("plp_keterbukaan", "Keterbukaan", "Usul atau gagasan baru dari siapa yang diterima?"),
    Principle("plp_transparansi", "Transparansi", "Peran, sumbangan dan tanggung jawab siapa diumumkan, dan di mana?"),
    Principle("plp_akuntabilitas", "Akuntabilitas", "Siapa yang bertanggung jawab, dan kepada siapa ia melapor?"),
    Principle("plp_demokrasi", "Demokrasi", "Bagaimana kesepakatan dicapai, dan siapa yang tidak sependapat?"),
    Principle("plp_aturan_main", "Kesepakatan aturan main", "Aturan apa yang disepakati sebelum memutuskan?"),
    Principle("plp_kreatif", "Kreatif", "Kekayaan setempat apa yang dipakai dengan cara lain?"),
    Principle("plp_inovatif", "Inovatif", "Sumber daya baru apa yang diciptakan atau ditemukan?"),
    Principle("plp_kapasitas", "Membangun kapasitas lokal", "Siapa dari warga yang kini mampu melakukan apa?"),
    Principle("plp_kemitraan", "Kemitraan dan kolaborasi", "Siapa mitranya, dan apa kesepakatannya?"),
    Principle(
        "plp_sumber_luar",
        "Sumber daya luar secara arif",
        "Apa yang ditanggung sendiri lebih dahulu, dan untuk apa bantuan luar?",
    ),
)

PRINCIPLE_SETS: Final[Mapping[str, PrincipleSet]] = {
    one.code: one
    for one in (
        PrincipleSet("P100", "prinsip 100-0-100", "Panduan Perencanaan Partisipatif 100-0-100 (2015)", PRINCIPLES),
        PrincipleSet("ASOI", "ASOI PAKDE", "Paparan SPBM (ciri perencanaan partisipatif)", ASOI),
        PrincipleSet("PLPBK", "prinsip PLP-BK", "Serba-serbi PLP-BK 2010", PLPBK_PRINCIPLES),
    )
}
#: Every principle of every programme.
ALL_PRINCIPLES: Final = tuple(one for group in PRINCIPLE_SETS.values() for one in group.principles)
