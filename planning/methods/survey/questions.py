"""The two forms: A for every household, B for the area of an RT.

Items follow the household and area forms of the 100-0-100 baseline (update for the sixteen parameters) and the
criteria of Permen PUPR 14/PRT/M/2018; the wording of the choices is ours.
"""

from __future__ import annotations

from typing import Final

from planning.methods.enums.survey import Asked
from planning.methods.survey.words import NO, YES, Form, Question, Section, choice, count, measure, words

REGULAR, SOUND = ("1a",), ("1c",)
GOOD_OR_BAD: Final = (("BAIK", "Baik"), ("RUSAK", "Rusak"))

IDENTITY: Final = Section(
    "identitas",
    "A",
    "Keluarga",
    (
        words("nomor_rumah", "Nomor rumah atau bangunan", 20, private=True,
              hint="Dua keluarga dalam satu bangunan memakai nomor yang sama, supaya bangunannya dihitung sekali."),
        words("nama_kk", "Nama kepala keluarga", 120, private=True),
        words("nik", "NIK kepala keluarga", 16, private=True, hint="16 angka; boleh kosong."),
        words("alamat", "Alamat", 200, private=True, hint="Nama gang atau jalan."),
        Question("tanggal", "Tanggal didata", Asked.TANGGAL),
        words("petugas", "Petugas yang mendata", 120, private=True),
        choice("mbr", "Keluarga berpenghasilan rendah (MBR)?"),
        count("jiwa_l", "Anggota keluarga laki-laki", "jiwa", 60),
        count("jiwa_p", "Anggota keluarga perempuan", "jiwa", 60),
        count("difabel", "Anggota keluarga difabel", "jiwa", 60),
    ),
)  # fmt: skip
REGULARITY: Final = Section(
    "keteraturan",
    "A.1",
    "Keteraturan bangunan",
    (
        choice("akses_jalan", "Rumah dapat dicapai langsung dari jalan atau gang?", feeds=REGULAR),
        choice("hadap", "Muka bangunan menghadap ke", ("JALAN", "Jalan atau gang"), ("AIR", "Sungai, laut atau danau"),
               ("LAIN", "Tidak keduanya"), feeds=REGULAR),
        choice("atas_air", "Berdiri di atas air?", feeds=REGULAR),
        choice("sempadan", "Berdiri di sempadan sungai, laut, jalan atau rel?", feeds=REGULAR),
        choice("zona_bahaya", "Berdiri di daerah buangan limbah atau di bawah jaringan listrik tegangan tinggi?",
               feeds=REGULAR),
    ),
)  # fmt: skip
BUILDING: Final = Section(
    "bangunan",
    "A.2",
    "Luas dan keadaan bangunan",
    (
        measure("panjang", "Panjang lantai", "m", 200, feeds=SOUND),
        measure("lebar", "Lebar lantai", "m", 200, feeds=SOUND),
        count("lantai", "Jumlah lantai", "lantai", 20, hint="Rumah biasa: 1.", feeds=SOUND),
        count("penghuni", "Penghuni", "jiwa", 120, feeds=SOUND,
              hint="Semua yang tinggal di luas lantai ini. Kosong berarti sama dengan anggota keluarga."),
        choice("atap", "Keadaan atap", ("BAIK", "Baik"), ("RUSAK", "Rusak atau bocor"), feeds=SOUND),
        choice("alas", "Keadaan lantai", ("BAIK", "Baik"), ("RUSAK", "Rusak atau tanah"), feeds=SOUND),
        choice("dinding", "Keadaan dinding", *GOOD_OR_BAD, feeds=SOUND),
    ),
)  # fmt: skip
#: Sources of drinking water that are piped or protected.
SAFE_WATER: Final = ("LEDENG", "KERAN_UMUM", "SUMUR_BOR", "SUMUR_TERLINDUNG", "MATA_AIR_TERLINDUNG", "PAH")
WATER: Final = Section(
    "air_minum",
    "3",
    "Air minum",
    (
        choice("sumber_air", "Sumber utama air minum dan masak",
               ("LEDENG", "Ledeng (sambungan rumah)"), ("KERAN_UMUM", "Keran umum atau hidran umum"),
               ("SUMUR_BOR", "Sumur bor atau pompa"), ("SUMUR_TERLINDUNG", "Sumur gali terlindung"),
               ("MATA_AIR_TERLINDUNG", "Mata air terlindung"), ("PAH", "Penampungan air hujan tertutup"),
               ("SUMUR_TERBUKA", "Sumur gali tidak terlindung"), ("MATA_AIR_TERBUKA", "Mata air tidak terlindung"),
               ("SUNGAI", "Sungai, danau atau kolam"), ("BELI", "Membeli: tangki, gerobak atau isi ulang"),
               feeds=("3a",)),
        choice("air_keruh", "Airnya berwarna, berbau atau berasa?", feeds=("3a",)),
        count("air_liter", "Air yang dipakai sekeluarga sehari", "liter", 20_000, feeds=("3b",),
              hint="Bila diketahui; dibagi penghuni. Paling sedikit 60 liter setiap orang."),
        choice("air_cukup", "Air cukup sepanjang tahun untuk minum, masak, mandi dan cuci?", feeds=("3b",),
               hint="Dipakai bila banyaknya liter tidak diketahui."),
    ),
)  # fmt: skip
HAS_TOILET: Final = ("jamban", ("SENDIRI", "BERSAMA"))
TOILET: Final = Section(
    "air_limbah",
    "5",
    "Jamban dan air limbah",
    (
        choice("jamban", "Jamban yang dipakai", ("SENDIRI", "Jamban keluarga"),
               ("BERSAMA", "Jamban bersama atau MCK komunal"), ("TIDAK_ADA", "Tidak ada"), feeds=("5a", "5b")),
        choice("kloset", "Kloset", ("LEHER_ANGSA", "Leher angsa"), ("LAIN", "Plengsengan atau cemplung"),
               feeds=("5b",), when=HAS_TOILET),
        choice("tinja", "Tinja dibuang ke", ("TANGKI_SEPTIK", "Tangki septik sendiri atau bersama"),
               ("TERPUSAT", "IPAL komunal atau perpipaan terpusat"), ("LUBANG", "Lubang tanah"),
               ("BADAN_AIR", "Sungai, laut, kolam atau saluran"), feeds=("5a", "5b"), when=HAS_TOILET),
        choice("limbah_terpisah", "Air bekas cuci dan mandi mengalir terpisah dari saluran drainase?", feeds=("5b",)),
    ),
)  # fmt: skip
WASTE: Final = Section(
    "sampah",
    "6",
    "Sampah",
    (
        choice("wadah", "Tempat sampah di rumah", ("TERPILAH", "Ada, sampah dipilah"),
               ("CAMPUR", "Ada, sampah tercampur"), ("TIDAK_ADA", "Tidak ada"), feeds=("6a",)),
        choice("sarana_sampah", "Terlayani gerobak atau truk, atau ada TPS/TPS 3R yang dipakai?", feeds=("6a",)),
        choice("buang_sampah", "Sampah rumah tangga", ("DIANGKUT", "Diangkut ke TPS/TPA"),
               ("DIOLAH", "Diolah (kompos, bank sampah, TPS 3R)"), ("DIBAKAR", "Dibakar atau ditimbun"),
               ("DIBUANG", "Dibuang ke sungai, saluran atau lahan kosong"), feeds=("6b",)),
        count("angkut_seminggu", "Diangkut berapa kali seminggu", "kali", 21, feeds=("6b",),
              when=("buang_sampah", ("DIANGKUT",))),
    ),
)  # fmt: skip
FIRE: Final = Section(
    "kebakaran",
    "7",
    "Kebakaran",
    (
        choice("api_air", "Ada air untuk memadamkan api (hidran, tandon, sumur, sungai)?", feeds=("7a",)),
        choice("api_jalan", "Jalan masuk dapat dilalui mobil atau motor pemadam?", feeds=("7a",)),
        choice("api_lapor", "Tahu ke mana melapor bila ada kebakaran?", feeds=("7a",)),
        choice("api_alat", "Ada APAR atau alat pemadam lain yang siap pakai?", feeds=("7b",)),
        choice("api_mobil", "Terlayani mobil atau motor pompa pemadam?", feeds=("7b",)),
    ),
)
HOUSEHOLD: Final = Form("A", "Formulir A: rumah tangga", (IDENTITY, REGULARITY, BUILDING, WATER, TOILET, WASTE, FIRE))

MOST_METRES, MOST_HECTARES = 100_000, 10_000
LAND: Final = Section(
    "lahan",
    "1",
    "Wilayah dan lahan RT",
    (
        Question("tanggal", "Tanggal didata", Asked.TANGGAL),
        words("petugas", "Petugas yang mendata", 120, private=True),
        measure("luas", "Luas wilayah RT", "ha", MOST_HECTARES, places=6, feeds=("1b", "4a")),
        measure("luas_padat", "Luas yang bangunannya terlalu padat", "ha", MOST_HECTARES, places=6, feeds=("1b",),
                hint="Kota besar: 250 bangunan atau lebih setiap hektare; kota sedang dan kecil: 200 atau lebih."),
        count("kk", "Jumlah KK menurut pengurus RT", "KK", 100_000),
        count("bangunan", "Jumlah bangunan menurut pengurus RT", "unit", 100_000),
        choice("selesai", "Semua keluarga di RT ini sudah didata?",
               hint="Ya: yang belum didata tidak ada lagi, dan jumlahnya dibandingkan dengan data RT."),
        choice("lahan_jelas", "Status penguasaan lahan jelas untuk seluruh RT?"),
        choice("sesuai_ruang", "Seluruh RT sesuai rencana tata ruang?"),
    ),
)  # fmt: skip
ROADS: Final = Section(
    "jalan",
    "2",
    "Jalan lingkungan",
    (
        measure("jalan_ada", "Panjang jalan yang ada", "m", MOST_METRES, feeds=("2a", "2b")),
        measure("jalan_lebar", "di antaranya lebih lebar dari 1,5 m", "m", MOST_METRES),
        measure("jalan_keras", "di antaranya sudah diperkeras", "m", MOST_METRES),
        measure("jalan_rusak", "di antaranya permukaannya rusak", "m", MOST_METRES, feeds=("2b",)),
        measure("jalan_kurang", "Panjang jalan yang masih dibutuhkan", "m", MOST_METRES, feeds=("2a", "2b"),
                hint="Jalan ideal = jalan yang ada + yang masih dibutuhkan."),
    ),
)  # fmt: skip
DRAINS: Final = Section(
    "drainase",
    "4",
    "Drainase dan genangan",
    (
        measure("drainase_ada", "Panjang drainase yang ada", "m", MOST_METRES, feeds=("4b", "4c")),
        measure("drainase_rusak", "di antaranya konstruksinya rusak", "m", MOST_METRES, feeds=("4c",)),
        measure("drainase_kotor", "di antaranya kotor dan berbau", "m", MOST_METRES),
        measure("drainase_kurang", "Panjang drainase yang masih dibutuhkan", "m", MOST_METRES, feeds=("4b", "4c")),
        measure("genangan", "Luas yang tergenang", "ha", MOST_HECTARES, places=6, feeds=("4a",),
                hint="0 bila tidak pernah tergenang."),
        count("genangan_tinggi", "Tinggi genangan", "cm", 1000, feeds=("4a",)),
        measure("genangan_lama", "Lama genangan", "jam", 9000, feeds=("4a",)),
        count("genangan_kali", "Tergenang berapa kali setahun", "kali", 400, feeds=("4a",),
              hint="Dihitung bila lebih dari 30 cm, lebih dari 2 jam dan lebih dari 2 kali setahun."),
    ),
)  # fmt: skip
AREA_FIRE: Final = Section(
    "pemadam",
    "7",
    "Pemadam kebakaran",
    (
        choice("pos_pemadam", "Ada pos pemadam yang dapat mencapai RT ini?"),
        choice("data_kebakaran", "Ada data dan sistem informasi kebakaran di kelurahan?"),
        choice("sarana_pemadam", "Ada sarana pendukung (selang, pompa, tangga)?"),
    ),
)
AREA: Final = Form("B", "Formulir B: kawasan RT", (LAND, ROADS, DRAINS, AREA_FIRE))
FORMS: Final = {"A": HOUSEHOLD, "B": AREA}
#: Answers of form A that have a column of their own.
COLUMNS: Final = {
    "nomor_rumah": "number", "nama_kk": "head", "nik": "nik", "alamat": "address", "tanggal": "surveyed_on",
    "petugas": "surveyor", "mbr": "low_income", "jiwa_l": "men", "jiwa_p": "women", "difabel": "disabled",
}  # fmt: skip

__all__ = ["AREA", "COLUMNS", "FORMS", "HOUSEHOLD", "NO", "SAFE_WATER", "YES"]
