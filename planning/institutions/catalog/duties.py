"""Tupoksi: what each body has to do, which steps show that it was done, and what to do while nothing is recorded.

The seven duties of a KSM are those of the SPBM material (S1-16a–g), the seven roles of a BKM those of the KBIK notes
of Kota Metro (S4-09a–g). Duties of the other bodies follow the guides named in `catalog.bodies`; where those only
name the body, its duties are proposals (INF).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planning.institutions.enums import InstitutionKind


@dataclass(frozen=True)
class Duty:
    """One duty. `steps` are steps of any programme whose record, papers and closing are evidence for it.

    `todo` says what to do while nothing is recorded. `text` completes "… bertugas:" in the SK.
    """

    code: str
    kind: InstitutionKind
    text: str
    todo: str
    steps: tuple[str, ...] = ()


_K = InstitutionKind
DUTIES: Final = (
    # --- KSM: the seven duties of the SPBM material --------------------------------------------------------------
    Duty(
        "S1-16a", _K.KSM,
        "Menyosialisasikan perencanaan partisipatif kepada seluruh warga sampai RT, RW atau dusun.",
        "Adakan sosialisasi di setiap RT dan catat pertemuannya.",
        ("S1.0",),
    ),
    Duty(
        "S1-16b", _K.KSM,
        "Memfasilitasi pertemuan, dari pengenalan masalah dan kebutuhan sampai pemasyarakatan hasilnya.",
        "Catat rembuk RT/RW dan rembuk kelurahan sampai hasilnya diumumkan.",
        ("S1.1", "S1.2", "S1.3", "S1.4", "S1.5"),
    ),
    Duty(
        "S1-16c", _K.KSM,
        "Menyusun rancangan rencana aksi perbaikan sanitasi masyarakat (CSIAP).",
        "Isi rancangan CSIAP pada langkah penyusunannya.",
        ("S3.1", "S3.2"),
    ),
    Duty(
        "S1-16d", _K.KSM,
        "Mengonsultasikan rancangan CSIAP kepada Tim Teknis (TFL dan TAMK) untuk disempurnakan; DPIU memverifikasinya.",
        "Ajukan CSIAP untuk dikonsultasikan dan diverifikasi.",
        ("S3.3",),
    ),
    Duty(
        "S1-16e", _K.KSM,
        "Merumuskan opsi teknik melalui rembuk sebagai dasar rencana kerja masyarakat, DED dan RAB.",
        "Adakan rembuk opsi teknik dan catat pilihan warga.",
        ("S3.4",),
    ),
    Duty(
        "S1-16f", _K.KSM,
        "Memfasilitasi pembahasan dan kesepakatan usulan CSIAP dalam Musrenbang Kelurahan.",
        "Catat Musrenbang Kelurahan dengan hasil setiap usulan.",
        ("S3.5",),
    ),
    Duty(
        "S1-16g", _K.KSM,
        "Bersama pemerintah kelurahan memperjuangkan sebagian hasil CSIAP masuk daftar prioritas kecamatan.",
        "Catat hasil setiap usulan dalam daftar prioritas kecamatan.",
        ("S3.6",),
    ),
    # --- BKM: the seven roles of the KBIK notes ------------------------------------------------------------------
    Duty(
        "S4-09a", _K.BKM,
        "Menyusun data dasar (baseline) dan profil permukiman kumuh.",
        "Lengkapi data tujuh indikator setiap RT, lalu cetak profilnya.",
        ("K2.3", "P2", "L2.2"),
    ),
    Duty(
        "S4-09b", _K.BKM,
        "Menyusun RPLP/RTPLP dan menyelaraskannya dengan RP2KP-KP (SIAP) kota.",
        "Kerjakan langkah RPLP dan RTPLP; catat konsultasinya dengan kota.",
        ("K2.4a", "K2.4b", "K2.4c", "K2.5a", "K2.5b", "L2.3", "L2.4", "P3"),
    ),
    Duty(
        "S4-09c", _K.BKM,
        "Memasarkan program RPLP/RTPLP melalui channeling dan kemitraan.",
        "Catat mitra yang dihubungi, penawaran dan kesanggupannya.",
        ("K2.7", "L3"),
    ),
    Duty(
        "S4-09d", _K.BKM,
        "Mengonsolidasikan perencanaan dan penganggaran dengan Pemda/SKPD agar masuk RPJMD dan RKPD.",
        "Catat hasil Musrenbang dan kode anggaran setiap kegiatan.",
        ("K2.6",),
    ),
    Duty(
        "S4-09e", _K.BKM,
        "Melaksanakan kegiatan melalui KSM dan menyerahkan hasilnya kepada KPP.",
        "Bentuk KSM dan KPP, lalu catat pelaksanaan dan serah terimanya.",
        ("K3.1", "K3.2", "K3.3", "L4"),
    ),
    Duty(
        "S4-09f", _K.BKM,
        "Memantau dan mengevaluasi kegiatan.",
        "Isi lembar pemantauan dan hasil kegiatan yang selesai.",
        ("K5", "L5"),
    ),
    Duty(
        "S4-09g", _K.BKM,
        "Membangun prasarana untuk pengelolaan dan pencegahan kumuh baru pada skala lingkungan.",
        "Sepakati aturan bersama dan catat pencegahan kumuh pada langkah keberlanjutan.",
        ("K2.5c", "K4"),
    ),
    # --- Units of the BKM ------------------------------------------------------------------------------------------
    Duty("UPK-1", _K.UPK, "Membukukan dana BKM dan melaporkannya setiap bulan.", "Catat laporan dana.", ("K3.3",)),
    Duty("UPL-1", _K.UPL, "Memeriksa kelayakan usulan dan RAB KSM.", "Catat pemeriksaan usulan KSM.", ("K3.1",)),
    Duty("UPL-2", _K.UPL, "Mengawasi mutu dan kemajuan pekerjaan.", "Catat kemajuan pekerjaan.", ("K3.2",)),
    Duty("UPS-1", _K.UPS, "Menyelenggarakan sosialisasi kepada warga.", "Catat sosialisasi.", ("K1.1",)),
    # --- TIPP --------------------------------------------------------------------------------------------------------
    Duty(
        "TIPP-1", _K.TIPP,
        "Menyusun rencana kerja perencanaan dan menyiapkan data, peta dasar dan tim survei.",
        "Isi catatan langkah persiapan perencanaan.",
        ("K2.1", "P1", "L1.2"),
    ),
    Duty(
        "TIPP-2", _K.TIPP,
        "Memfasilitasi refleksi perkara kritis dan pemetaan swadaya tujuh indikator bersama warga.",
        "Adakan refleksi perkara kritis dan lengkapi pemetaan swadaya.",
        ("K2.2", "K2.3", "P2", "L2.1", "L2.2"),
    ),
    Duty(
        "TIPP-3", _K.TIPP,
        "Menyusun rancangan RPLP, RTPLP, Renta PIP dan aturan bersama.",
        "Isi rancangan rencana pada langkahnya.",
        ("K2.4a", "K2.4b", "K2.5b", "K2.5c", "L2.3", "L2.4", "P3"),
    ),
    Duty(
        "TIPP-4", _K.TIPP,
        "Memasyarakatkan rancangan melalui uji publik dan menjawab setiap tanggapan warga.",
        "Adakan uji publik dan jawab tanggapannya.",
        ("K2.4c",),
    ),
    Duty(
        "TIPP-5", _K.TIPP,
        "Memasarkan rencana kepada mitra bersama BKM.",
        "Catat mitra dan hasil pemasaran.",
        ("K2.7", "L3"),
    ),
    # --- KPP: tasks of the POS on operation and maintenance ----------------------------------------------------------
    Duty("KPP-1", _K.KPP, "Menyusun rencana pemanfaatan prasarana.", "Isi rencana pemanfaatan.", ("K4", "S5")),
    Duty("KPP-2", _K.KPP, "Menyusun rencana pemasukan (iuran) dan belanja.", "Isi tarif dan kas.", ("K4", "S5")),
    Duty("KPP-3", _K.KPP, "Merencanakan pemeliharaan dan perbaikan.", "Isi rencana pemeliharaan.", ("K4", "S5")),
    Duty("KPP-4", _K.KPP, "Menggerakkan warga memelihara prasarana.", "Catat kegiatan pemeliharaan.", ("K4", "S5")),
    Duty("KPP-5", _K.KPP, "Mempertanggungjawabkan iuran kepada warga.", "Catat laporan KPP.", ("S5",)),
    # --- Tim Teknis, panitia, Pokja PKP --------------------------------------------------------------------------
    Duty(
        "TEKNIS-1", _K.TIM_TEKNIS,
        "Memberi masukan tertulis atas rancangan CSIAP sebelum diverifikasi DPIU.",
        "Tulis catatan pada pemeriksaan CSIAP.",
        ("S3.3",),
    ),
    Duty(
        "TEKNIS-2", _K.TIM_TEKNIS,
        "Mendampingi pemilihan opsi teknik, DED dan RAB.",
        "Catat rembuk opsi teknik dan pemeriksaan RAB.",
        ("S3.4",),
    ),
    Duty(
        "PANITIA-1", _K.PANITIA,
        "Menyiapkan tata tertib, daftar calon dan undangan pemilihan.",
        "Catat pemilihan pada halaman lembaga yang dipilih.",
        ("S2",),
    ),
    Duty(
        "PANITIA-2", _K.PANITIA,
        "Menyelenggarakan pemilihan dan mengumumkan hasilnya dengan berita acara.",
        "Isi jumlah suara dan nomor berita acara pemilihan.",
        ("S2",),
    ),
    Duty(
        "POKJA-1", _K.POKJA_PKP,
        "Mengoordinasi penyusunan RP2KP-KP sebagai rencana terpadu kota.",
        "Kerjakan langkah penyusunan RP2KP-KP.",
        ("C6",),
    ),
    Duty(
        "POKJA-2", _K.POKJA_PKP,
        "Mengonsolidasikan data permukiman kumuh seluruh kelurahan.",
        "Kerjakan langkah konsolidasi data.",
        ("C5",),
    ),
    Duty(
        "POKJA-3", _K.POKJA_PKP,
        "Memantau kegiatan dan menjaga hasil melalui aturan, lembaga dan pembaruan data.",
        "Kerjakan langkah pelaksanaan dan pemantauan.",
        ("C7", "C8"),
    ),
)  # fmt: skip


def duties_of(kind: str) -> tuple[Duty, ...]:
    """The duties of one kind of body in the order of its source."""
    return tuple(duty for duty in DUTIES if duty.kind == kind)
