"""PLPBK L3 to L5: marketing, building the priority area, evaluation."""

from __future__ import annotations

from typing import Final

from kumuh.accounts.enums import Role
from planning.cycles.catalog.common import (
    BKM,
    BOARD,
    FINISHED,
    KSM,
    LURAH,
    POKJA,
    PROSPECTS,
    REALISATION,
    SUPERVISION,
    WEEKS,
)
from planning.cycles.catalog.entries import choice, day, long, money, table, text, yes
from planning.cycles.catalog.words import Approval, Output, Step, need

#: Works of KSM: fasilitator is asked, Askot verifies, BKM and PJOK/PPK accept.
WORKS: Final = Approval(
    drafted_by=KSM,
    consulted=(frozenset({Role.FASILITATOR}),),
    verified_by=frozenset({Role.ASKOT}),
    signed_by=(BKM, frozenset({Role.PPK})),
    informed=LURAH,
)

BUILDING: Final = (
    Step(
        code="L3",
        name="Pemasaran",
        phase="Pemasaran",
        purpose="Menjual gagasan perubahan: ke dalam (perilaku, lahan) dan ke luar (dana, kepercayaan).",
        facilitated_by="TIPP, tenaga ahli pemasaran",
        attended_by="Warga, kota, swasta",
        captured="Strategi, kegiatan, calon mitra, janji",
        outputs="Dokumen strategi pemasaran, proposal",
        gate="Paling sedikit satu kegiatan ke dalam dan satu ke luar.",
        approved_by="BKM",
        source="Petunjuk pemasaran PLPBK; strategi pemasaran Desa Bajur",
        closers=BKM,
        after=("L2.4",),
        needs=(
            need("cetakan", jenis="rtplp", bertanda_tangan=True),
            need("cetakan", jenis="aturan-bersama", bertanda_tangan=True),
            need("refleksi", prinsip="PLPBK"),
        ),
        entries=(
            long("strategi", "Strategi pemasaran"),
            table(
                "kegiatan",
                "Kegiatan pemasaran",
                "",
                choice("arah", "Arah", ("DALAM", "Ke dalam (warga)"), ("LUAR", "Ke luar (mitra)")),
                day("tanggal", "Tanggal"),
                text("kegiatan", "Kegiatan"),
                text("sasaran", "Sasaran"),
                long("hasil", "Hasil"),
                rows=2,
                counted="arah",
                quota=(("DALAM", 1), ("LUAR", 1)),
            ),
            PROSPECTS,
        ),
        papers=(
            Output("strategi-pemasaran", "Dokumen strategi pemasaran"),
            Output("proposal", "Proposal pemasaran"),
        ),
        minimum_days=21,
    ),
    Step(
        code="L4",
        name="Pelaksanaan pembangunan",
        phase="Pelaksanaan pembangunan",
        purpose="KSM membangun kawasan prioritas dengan BLM dan mitra.",
        facilitated_by="KSM, BKM",
        attended_by="Warga",
        captured="Pemakaian BLM, anggota KSM, papan, kemajuan, realisasi",
        outputs="LPJ, BAST, foto",
        gate="BLM perencanaan ≤ Rp 300 juta, BLM fisik ≤ Rp 700 juta, fisik 100%, dana seimbang.",
        approved_by="Askot memverifikasi, BKM dan PJOK/PPK menerima; diketahui Lurah",
        source="Serba-serbi PLP-BK (pagu BLM); syarat pelaksanaan seperti KOTAKU",
        chain="l4-pelaksanaan",
        approval=WORKS,
        after=("L2.4",),
        needs=(
            need("lembaga", jenis="KSM", anggota=3, jabatan=("KETUA", "SEKRETARIS", "BENDAHARA"), sk=True),
            need("dana", kode="BLM_PERENCANAAN", isian="blm_perencanaan", kolom="jumlah"),
            need("dana", kode="BLM_FISIK", isian="blm_fisik", kolom="jumlah"),
            need("rembuk", jenis="PERTANGGUNGJAWABAN", tentang="LPJ"),
        ),
        entries=(
            table(
                "blm_perencanaan",
                "Pemakaian BLM perencanaan",
                "Paling banyak Rp 300.000.000 untuk keempat penggunaan bersama.",
                choice(
                    "penggunaan",
                    "Penggunaan",
                    ("AHLI", "Tenaga ahli pendamping warga"),
                    ("KAPASITAS", "Pengembangan kapasitas warga"),
                    ("PROSES", "Dukungan proses perencanaan"),
                    ("PEMASARAN", "Pemasaran hasil"),
                ),
                text("uraian", "Uraian"),
                money("jumlah", "Jumlah"),
            ),
            table(
                "blm_fisik",
                "Pemakaian BLM fisik",
                "Paling banyak Rp 700.000.000, hanya di kawasan prioritas; boleh juga untuk DED.",
                choice("penggunaan", "Penggunaan", ("FISIK", "Pekerjaan fisik"), ("DED", "Penyusunan DED")),
                text("kegiatan", "Kegiatan"),
                text("lokasi", "Lokasi dalam kawasan prioritas"),
                money("jumlah", "Jumlah"),
            ),
            BOARD,
            WEEKS,
            SUPERVISION,
            FINISHED,
            REALISATION,
            yes("dana_seimbang", "Diterima = dipakai + sisa untuk setiap sumber, dan sisanya dijelaskan"),
        ),
        papers=(
            Output("lpj", "LPJ KSM", numbered=True, published=True),
            Output("bast", "Berita acara serah terima (BAST)", numbered=True),
            Output("foto-kemajuan", "Foto 0%, 50% dan 100%"),
        ),
        minimum_days=90,
    ),
    Step(
        code="L5",
        name="Evaluasi dan keberlanjutan",
        phase="Keberlanjutan",
        purpose="Menilai hasil dan melanjutkannya.",
        facilitated_by="BKM",
        attended_by="Warga",
        captured="Penilaian terhadap tujuan, tindak lanjut",
        outputs="Laporan evaluasi",
        gate="Keempat tujuan PLP-BK dinilai dan tindak lanjutnya tercatat.",
        approved_by="BKM dan Pemda",
        source="Petunjuk teknis PLPBK 2013; tujuan PLP-BK (Serba-serbi PLP-BK); syarat usulan",
        closers=BKM | POKJA,
        after=("L4",),
        entries=(
            table(
                "evaluasi",
                "Penilaian terhadap tujuan",
                "Satu baris per tujuan.",
                choice(
                    "tujuan",
                    "Tujuan",
                    ("SELARAS", "Warga sadar hidup selaras dengan lingkungan"),
                    ("BUDAYA", "Budaya sehat, bersih dan tertib"),
                    ("KREATIF", "Warga kreatif merencanakan dan mengelola"),
                    ("LEMBAGA", "Lembaga kelurahan efektif dan terbuka"),
                ),
                choice("hasil", "Hasil", ("BAIK", "Tercapai"), ("SEBAGIAN", "Sebagian"), ("BELUM", "Belum")),
                long("bukti", "Bukti"),
                long("tindak_lanjut", "Tindak lanjut"),
                rows=4,
                counted="tujuan",
                quota=(("SELARAS", 1), ("BUDAYA", 1), ("KREATIF", 1), ("LEMBAGA", 1)),
            ),
        ),
        papers=(Output("laporan-evaluasi", "Laporan evaluasi"),),
        minimum_days=30,
    ),
)
