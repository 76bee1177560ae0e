"""The city track: what Pokja PKP does once for the whole kota, from commitment to results that last.

Source: reading material of KOTAKU on the city steps (1, 2, 5 to 10; steps 3 and 4 are not in the part that can be
read) and the KBIK notes of Kota Metro (five meanings of integrated planning, role of Pokja PKP). Gates in numbers
are proposals (INF).
"""

from __future__ import annotations

from kumuh.accounts.enums import Role
from planning.cycles.catalog.words import Entry, EntryKind, Output, Step, TrackInfo, need
from planning.cycles.enums import Track

POKJA = frozenset({Role.POKJA})
COORDINATORS = frozenset({Role.POKJA, Role.ASKOT})

COMMITMENTS = Entry(
    "komitmen",
    "Komitmen para pihak",
    EntryKind.TABLE,
    "Satu baris per lembaga: apa yang dijanjikan dan siapa yang menindaklanjuti.",
    columns=(
        Entry("lembaga", "Lembaga", EntryKind.TEXT),
        Entry("isi", "Yang dijanjikan", EntryKind.LONG),
        Entry("penanggung_jawab", "Penanggung jawab", EntryKind.TEXT, required=False),
    ),
)

CITY = TrackInfo(
    track=Track.CITY,
    short="Penanganan kumuh seluruh kota oleh Pokja PKP",
    repeat_after="C6",
    ends_with="RP2KP-KP dan luas kumuh 0 ha",
    level="kota",
    years=5,
    needs_decree=False,
    basis="Bahan bacaan penyelenggaraan KOTAKU; catatan KBIK Kota Metro 2016",
    steps=(
        Step(
            code="C1",
            name="Sosialisasi awal kota",
            phase="Persiapan",
            purpose="Pelaku kota memahami program dan menyatakan komitmennya.",
            facilitated_by="Korkot/Askot",
            attended_by="Pemda, SKPD, DPRD, camat, kelompok peduli",
            captured="Pelaku, kehadiran, komitmen",
            outputs="Nota atau surat komitmen",
            gate="Komitmen para pihak tercatat dan naskahnya ditandatangani.",
            approved_by="Bappeda/Sekda; dicatat Pokja PKP atau Korkot/Askot",
            source="Bahan bacaan KOTAKU (pelaku, keluaran); syarat usulan",
            closers=COORDINATORS,
            entries=(COMMITMENTS,),
            papers=(Output("naskah-komitmen", "Nota atau surat komitmen"),),
        ),
        Step(
            code="C2",
            name="Pembentukan/penguatan Pokja PKP",
            phase="Persiapan",
            purpose="Kota mempunyai kelompok kerja yang mampu memimpin penanganan kumuh.",
            facilitated_by="Askot, OC",
            attended_by="Anggota SKPD",
            captured="SK Pokja, anggota, rencana kerja",
            outputs="Pokja PKP yang aktif",
            gate="SK Pokja PKP bernomor, anggotanya dan rencana kerjanya tercatat.",
            approved_by="Bupati/Walikota (SK); dicatat Pokja PKP",
            source="Bahan bacaan KOTAKU; catatan KBIK Kota Metro (Pokja PKP mengoordinasi)",
            closers=COORDINATORS,
            entries=(
                Entry(
                    "rencana_kerja",
                    "Rencana kerja Pokja PKP",
                    EntryKind.TABLE,
                    columns=(
                        Entry("kegiatan", "Kegiatan", EntryKind.TEXT),
                        Entry("waktu", "Waktu", EntryKind.TEXT),
                        Entry("pelaksana", "Pelaksana", EntryKind.TEXT),
                    ),
                ),
            ),
            papers=(Output("sk-pokja-pkp", "SK Pokja PKP", numbered=True),),
            needs=(need("lembaga", jenis="POKJA_PKP", anggota=3, jabatan=("KETUA", "SEKRETARIS")),),
        ),
        Step(
            code="C5",
            name="Konsolidasi data permukiman kumuh",
            phase="Perencanaan",
            purpose="Satu data kumuh untuk seluruh kota, diperiksa angka demi angka.",
            facilitated_by="Pokja PKP",
            attended_by="Tim kelurahan, SKPD",
            captured="Profil semua kelurahan, luas SK, pemeriksaan angka",
            outputs="Profil kumuh kota",
            gate="Setiap kelurahan dalam SK mempunyai profil yang sudah disahkan; perbedaan angka dijelaskan.",
            approved_by="Pokja PKP, lalu SK Bupati/Walikota",
            source="Bahan bacaan KOTAKU; POS pengelolaan data; kelengkapan usulan",
            closers=POKJA,
            needs=(need("profil-kota"),),
            papers=(Output("sk-kumuh", "SK Kumuh yang memuat hasil konsolidasi", numbered=True),),
            minimum_days=30,
        ),
        Step(
            code="C6",
            name="Penyusunan RP2KP-KP/SIAP",
            phase="Perencanaan",
            purpose="Rencana terpadu kota: program tiap kawasan, sumber dana, sampai 0 ha.",
            facilitated_by="Pokja PKP, konsultan",
            attended_by="Wakil kelurahan, SKPD, provinsi",
            captured="Program per kawasan, misi RPJMD, investasi per sumber",
            outputs="RP2KP-KP",
            gate="Setiap butir RPLP dijawab dan disepakati kedua pihak; lima makna terpadu terpenuhi.",
            approved_by="Pokja PKP dan Bupati/Walikota",
            source="Catatan KBIK Kota Metro (lima makna terpadu, kesepakatan makro dan mikro); bahan bacaan KOTAKU",
            closers=POKJA,
            entries=(
                Entry(
                    "misi_rpjmd",
                    "Misi penanganan kumuh dalam RPJMD",
                    EntryKind.CHOICE,
                    choices=(
                        ("ADA", "Ada dalam RPJMD"),
                        ("LENGKAPI", "Belum ada; pelengkapannya sudah dicatat di bawah"),
                    ),
                ),
                Entry(
                    "kutipan_misi",
                    "Bunyi misi, atau yang akan dilengkapi",
                    help="Sebut dokumen dan halamannya; bila belum ada, kalimat yang diusulkan masuk RPJMD.",
                ),
                Entry(
                    "pelengkap_misi",
                    "Siapa melengkapi RPJMD",
                    EntryKind.TEXT,
                    "Hanya bila misinya belum ada.",
                    required=False,
                ),
                Entry(
                    "lengkapi_sebelum",
                    "Dilengkapi paling lambat",
                    EntryKind.DATE,
                    "Hanya bila misinya belum ada.",
                    required=False,
                ),
                Entry(
                    "sisa_luas",
                    "Penjelasan bila belum 0 ha",
                    help="Isi bila program kawasan belum menghapus seluruh luas kumuh: di mana sisanya dan kapan.",
                    required=False,
                ),
            ),
            needs=(need("butir-rplp-dijawab"), need("lima-makna")),
            papers=(Output("rp2kpkp", "RP2KP-KP yang disahkan", numbered=True, published=True),),
            minimum_days=90,
        ),
        Step(
            code="C7",
            name="Pelaksanaan kegiatan lingkungan, ekonomi, sosial",
            phase="Pelaksanaan",
            purpose="Kegiatan kota dan kelurahan dijalankan dan kemajuannya terlihat.",
            facilitated_by="Pokja PKP, SKPD",
            attended_by="KSM, kontraktor",
            captured="Kemajuan fisik dan keuangan setiap program kawasan",
            outputs="Realisasi",
            gate="Kemajuan setiap program kawasan tercatat.",
            approved_by="SKPD/PPK; dicatat Pokja PKP",
            source="Bahan bacaan KOTAKU",
            closers=POKJA,
            needs=(need("kemajuan-program"),),
            minimum_days=180,
        ),
        Step(
            code="C8",
            name="Regulasi, kelembagaan, data dan pemantauan",
            phase="Keberlanjutan",
            purpose="Hasil dijaga oleh aturan, lembaga dan data yang diperbarui.",
            facilitated_by="Pokja PKP",
            attended_by="SKPD",
            captured="Aturan, lembaga, pembaruan data",
            outputs="Regulasi dan data terbarui",
            gate="Aturan dan lembaga penjaga hasil tercatat; data setiap kelurahan SK diperbarui dalam masa rencana.",
            approved_by="Bupati/Walikota; dicatat Pokja PKP",
            source="Bahan bacaan KOTAKU (langkah 8 sampai 10); batas waktu usulan",
            closers=POKJA,
            entries=(
                Entry(
                    "aturan",
                    "Aturan dan lembaga yang menjaga hasil",
                    EntryKind.TABLE,
                    columns=(
                        Entry("nama", "Aturan atau lembaga", EntryKind.TEXT),
                        Entry("isi", "Isi pokok", EntryKind.LONG),
                        Entry("tanggal", "Berlaku sejak", EntryKind.DATE, required=False),
                    ),
                ),
            ),
            needs=(need("data-terbaru"),),
            minimum_days=60,
        ),
    ),
)
