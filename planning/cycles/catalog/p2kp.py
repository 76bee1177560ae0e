"""P2KP 100-0-100: the fast track for priority slums.

Source: guide "Perencanaan Partisipatif Program 100-0-100 (2015)": persiapan, pemetaan swadaya, rencana kegiatan,
prioritas dana channeling. Gates that the guide does not spell out are marked in `source`.
"""

from __future__ import annotations

from kumuh.accounts.enums import Role
from planning.cycles.catalog.words import Approval, Step, TrackInfo, need
from planning.cycles.enums import Track

#: Draft by the team, verified by Pokja PKP, approved by BKM and Lurah. Rembuk, BKM and Lurah are the guide's; the
#: verification by Pokja PKP is a proposal (INF).
PLAN = Approval(
    drafted_by=frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT}),
    verified_by=frozenset({Role.POKJA}),
    signed_by=(frozenset({Role.BKM}), frozenset({Role.LURAH})),
    informed=frozenset({Role.CAMAT}),
)

P2KP = TrackInfo(
    track=Track.P2KP,
    short="Jalur cepat penanganan kumuh prioritas",
    repeat_after="P4",
    ends_with="Renta PIP dan daftar prioritas dana channeling 1 milyar",
    basis="Panduan Perencanaan Partisipatif Program 100-0-100 (2015)",
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
            closers=frozenset({Role.POKJA, Role.ASKOT}),
            needs=(need("persiapan"),),
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
            approval=PLAN,
            needs=(
                need("survei"),
                need("masalah"),
                need("rembuk", jenis="REMBUK_KELURAHAN", tentang="MASALAH"),
                need("kelompok-terpisah"),
                need("keikutsertaan"),
            ),
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
            approval=PLAN,
            needs=(
                need("usulan"),
                need("kegiatan"),
                need("rembuk", jenis="REMBUK_KELURAHAN", tentang="RENTA_PIP"),
                need("keikutsertaan"),
                need("refleksi", prinsip="P100", wajib=False),
            ),
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
            approval=PLAN,
            needs=(
                need("prioritas-1m"),
                need("rembuk", jenis="REMBUK_KELURAHAN", tentang="PRIORITAS"),
                need("keikutsertaan"),
            ),
            minimum_days=7,
        ),
    ),
)
