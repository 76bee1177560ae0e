"""What several programmes declare alike: who decides on which paper, and the tables that come back in their steps.

Who approves what follows the guides as far as they say it: profile and plans by BKM and Lurah after Pokja PKP, RPLP
after consultation with Bappeda and dinas, work of a KSM by BKM after fasilitator and Askot. That Pokja PKP verifies
and that the camat is told are proposals (INF). The fasilitator submits for TIPP, so the check by the team of
fasilitator is made before submitting.
"""

from __future__ import annotations

from typing import Final

from kumuh.accounts.enums import Role
from planning.cycles.catalog import settings
from planning.cycles.catalog.entries import choice, count, day, long, money, number, table, text, yes
from planning.cycles.catalog.words import Approval, FromSetting

BKM: Final = frozenset({Role.BKM})
LURAH: Final = frozenset({Role.LURAH})
CAMAT: Final = frozenset({Role.CAMAT})
KSM: Final = frozenset({Role.KSM})
POKJA: Final = frozenset({Role.POKJA})
LURAH_OR_BKM: Final = LURAH | BKM
TEAM: Final = frozenset({Role.FASILITATOR, Role.BKM})

#: Profil kumuh, kawasan prioritas: team drafts, Pokja PKP verifies, BKM and Lurah sign, camat is told.
PROFILE: Final = Approval(drafted_by=TEAM, verified_by=POKJA, signed_by=(BKM, LURAH), informed=CAMAT)
#: RPLP: Bappeda and dinas are consulted before BKM and Lurah ratify.
AREA_PLAN: Final = Approval(
    drafted_by=TEAM,
    consulted=(frozenset({Role.DINAS}),),
    verified_by=POKJA,
    signed_by=(BKM, LURAH),
    informed=CAMAT,
)
#: RTPLP, DED, RAB: Askot checks, dinas or Pokja PKP verifies, BKM and Lurah sign.
DETAIL_PLAN: Final = Approval(
    drafted_by=TEAM,
    consulted=(frozenset({Role.ASKOT}),),
    verified_by=frozenset({Role.DINAS, Role.POKJA}),
    signed_by=(BKM, LURAH),
)
#: Aturan bersama: TIPP drafts, BKM checks, residents sign the paper, BKM and Lurah sign, camat is told. Who checks
#: does not sign, so Askot may check where BKM has one account only (INF).
COMMON_RULES: Final = Approval(drafted_by=TEAM, verified_by=BKM | {Role.ASKOT}, signed_by=(BKM, LURAH), informed=CAMAT)
#: Proposal and LPJ of a KSM: fasilitator is asked, Askot verifies, BKM decides; Lurah and PPK are told.
KSM_WORK: Final = Approval(
    drafted_by=KSM,
    consulted=(frozenset({Role.FASILITATOR}),),
    verified_by=frozenset({Role.ASKOT}),
    signed_by=(BKM,),
    informed=frozenset({Role.LURAH, Role.PPK}),
)

SEX: Final = choice("jenis_kelamin", "L/P", ("L", "Laki-laki"), ("P", "Perempuan"))
#: Statement of readiness: Lurah, BKM/LKM and five residents sign (technical guide of PLPBK).
READINESS_SIGNERS: Final = table(
    "penanda_tangan",
    "Yang menandatangani pernyataan",
    "Lurah, BKM/LKM dan paling sedikit 5 orang warga.",
    text("nama", "Nama"),
    choice("sebagai", "Sebagai", ("LURAH", "Lurah/Kepala Desa"), ("BKM", "BKM/LKM"), ("WARGA", "Wakil warga")),
    text("alamat", "RT/RW atau lembaga", required=False),
    rows=7,
    counted="sebagai",
    quota=(("LURAH", 1), ("BKM", 1), ("WARGA", 5)),
)

#: Public tests of a plan before it is ratified (Panjunan 2017 speaks of a first round; two are usual, INF). How many
#: are wanted is a setting of the programme.
PUBLIC_TEST_ROUNDS: Final = FromSetting(settings.PUBLIC_TESTS)

#: Management of environmental and social effects in the RPLP (RPLS); columns are a proposal (INF).
IMPACTS: Final = table(
    "rpls",
    "Pengelolaan lingkungan dan sosial (RPLS)",
    "Satu baris per kegiatan yang berdampak.",
    text("kegiatan", "Kegiatan"),
    long("dampak", "Dampak"),
    long("upaya", "Upaya pengelolaan"),
    text("pemantauan", "Pemantauan"),
    text("penanggung_jawab", "Penanggung jawab"),
    required=False,
)

PRIORITY_AREAS: Final = table(
    "calon_kawasan",
    "Penilaian calon kawasan prioritas",
    "Nilai 1 (rendah) sampai 5 (tinggi). Paling sedikit dua calon supaya ada pembanding.",
    text("kawasan", "Calon kawasan"),
    text("rt", "RT/RW"),
    count("kumuh", "Kekumuhan", least=1, most=5),
    count("miskin", "Rumah tangga miskin", least=1, most=5),
    count("lahan", "Kesiapan lahan", least=1, most=5),
    count("kesediaan", "Kesediaan warga", least=1, most=5),
    count("strategis", "Nilai strategis", least=1, most=5),
    choice("hasil", "Hasil", ("TERPILIH", "Terpilih"), ("CADANGAN", "Cadangan")),
    rows=2,
    counted="hasil",
    quota=(("TERPILIH", 1),),
)

WILLINGNESS: Final = yes(
    "warga_bersedia",
    "Warga kawasan terpilih menyatakan bersedia ditata",
    "Centang setelah pernyataannya dibacakan dan dicatat dalam berita acara.",
)

LAND: Final = table(
    "persil",
    "Persil yang terkena",
    "Satu baris per bidang tanah; kegiatan tanpa persil yang jelas belum dapat dibangun.",
    text("nomor", "No. persil/alamat"),
    text("pemilik", "Pemilik atau penghuni"),
    number("luas", "Luas terkena", "m²"),
    choice(
        "bentuk",
        "Bentuk kesediaan",
        ("HIBAH", "Hibah"),
        ("IZIN_PAKAI", "Izin pakai"),
        ("IZIN_LEWAT", "Izin dilewati"),
        ("GANTI", "Ganti kerugian"),
        ("UMUM", "Tanah negara/fasilitas umum"),
    ),
    day("surat", "Tanggal surat"),
)

SAFEGUARD: Final = table(
    "penapisan",
    "Penapisan dampak lingkungan dan sosial",
    "Satu baris per kegiatan; tulis “tidak ada” bila tidak berdampak.",
    text("kegiatan", "Kegiatan"),
    long("dampak", "Dampak"),
    long("upaya", "Upaya pengelolaan"),
    text("penanggung_jawab", "Penanggung jawab"),
)

DRAWINGS: Final = table(
    "gambar",
    "Daftar gambar rencana",
    "",
    text("nomor", "No. gambar"),
    text("judul", "Judul"),
    text("skala", "Skala"),
    text("pemeriksa", "Diperiksa oleh"),
)

#: Six questions that rules must answer for each article (common rules of Cikundul).
ARTICLES: Final = table(
    "pasal",
    "Pasal aturan bersama",
    "Termasuk paling sedikit satu pasal kebencanaan.",
    choice(
        "topik",
        "Topik",
        ("SARANA", "Sarana umum"),
        ("RUMAH", "Rumah dan pekarangan"),
        ("SAMPAH", "Sampah dan kebersihan"),
        ("SOSIAL", "Sosial dan ketertiban"),
        ("PEMELIHARAAN", "Pengelolaan dan pemeliharaan"),
        ("BENCANA", "Kebencanaan"),
    ),
    long("ketentuan", "Ketentuan"),
    text("pelaksana", "Pelaksana"),
    text("pengawas", "Pengawas"),
    text("pemelihara", "Yang memelihara"),
    text("kerusakan", "Yang bertanggung jawab bila rusak"),
    text("dana", "Sumber dana"),
    text("sanksi", "Penghargaan atau sanksi"),
    counted="topik",
    quota=(("BENCANA", 1),),
)

PROSPECTS: Final = table(
    "calon_mitra",
    "Calon mitra dan tindak lanjut",
    "Satu baris per mitra; catat juga yang batal.",
    text("mitra", "Mitra"),
    choice(
        "jenis",
        "Jenis",
        ("DINAS", "Dinas/SKPD"),
        ("CSR", "Perusahaan/CSR"),
        ("BANK", "Bank"),
        ("KAMPUS", "Perguruan tinggi"),
        ("WARGA", "Warga atau kelompok peduli"),
    ),
    text("kegiatan", "Kegiatan yang ditawarkan"),
    money("nilai", "Nilai ditawarkan"),
    choice(
        "keadaan",
        "Keadaan",
        ("DIHUBUNGI", "Sudah dihubungi"),
        ("PROPOSAL", "Proposal diserahkan"),
        ("KOMITMEN", "Sudah berjanji"),
        ("REALISASI", "Sudah terlaksana"),
        ("BATAL", "Batal"),
    ),
    day("tanggal", "Tanggal terakhir"),
)

WEEKS: Final = table(
    "kemajuan",
    "Kemajuan per minggu",
    "Satu baris per minggu. Persen dihitung dari awal pekerjaan.",
    day("minggu", "Sampai tanggal"),
    number("rencana", "Rencana fisik", "%", most=100),
    number("fisik", "Fisik terlaksana", "%", most=100),
    money("dana", "Dana terpakai sampai kini"),
    count("hok_l", "Hari kerja laki-laki", "HOK"),
    count("hok_p", "Hari kerja perempuan", "HOK"),
    long("masalah", "Masalah dan tindak lanjut", required=False),
)

SUPERVISION: Final = table(
    "pengawasan",
    "Pengawasan oleh warga",
    "Satu baris per kunjungan.",
    day("tanggal", "Tanggal"),
    text("pengawas", "Pengawas warga"),
    long("temuan", "Temuan"),
    long("tindakan", "Tindak lanjut"),
)

BOARD: Final = table(
    "papan_informasi",
    "Papan informasi kegiatan",
    "Dipasang sebelum pekerjaan mulai; memuat volume, biaya dan hari kerja.",
    text("kegiatan", "Kegiatan"),
    text("lokasi", "Lokasi papan"),
    text("volume", "Volume dan satuan"),
    money("biaya", "Biaya"),
    count("hari", "Hari kerja", "hari", least=1),
    day("dipasang", "Tanggal dipasang"),
)

REALISATION: Final = table(
    "realisasi",
    "Rencana dan realisasi dana",
    "Satu baris per sumber dana. Sisa = diterima dikurangi dipakai.",
    text("sumber", "Sumber dana"),
    money("rencana", "Rencana"),
    money("diterima", "Diterima"),
    money("dipakai", "Dipakai"),
    money("sisa", "Sisa"),
    long("penjelasan", "Penjelasan sisa atau selisih", required=False),
)

FINISHED: Final = number(
    "fisik_akhir", "Kemajuan fisik akhir", "%", "Serah terima hanya pada 100%.", least=100, most=100
)

ASSETS: Final = table(
    "kondisi_prasarana",
    "Kondisi prasarana",
    "Diperiksa paling sedikit setahun sekali.",
    text("prasarana", "Prasarana"),
    text("lokasi", "Lokasi"),
    choice("kondisi", "Kondisi", ("BAIK", "Baik"), ("RINGAN", "Rusak ringan"), ("BERAT", "Rusak berat")),
    day("diperiksa", "Tanggal diperiksa"),
    long("tindakan", "Tindakan", required=False),
)

TARIFF: Final = table(
    "iuran",
    "Iuran pemakai",
    "",
    text("prasarana", "Prasarana"),
    count("pemakai", "Pemakai", "KK"),
    money("iuran", "Iuran per KK per bulan"),
    money("keringanan", "Iuran warga miskin"),
    money("biaya", "Biaya pemeliharaan per tahun"),
)

CASH: Final = table(
    "kas",
    "Pemasukan dan pengeluaran KPP",
    "Satu baris per bulan.",
    text("bulan", "Bulan"),
    money("masuk", "Masuk"),
    money("keluar", "Keluar"),
    money("saldo", "Saldo"),
)
