"""Words with a fixed set of values: slum levels, confidence of a rule, legality, authority.

Every value is the code that is stored and exported; ``label`` is the Indonesian
text a page shows. ``choices()`` serves Django fields (Django accepts a callable).
"""

from enum import StrEnum, unique
from typing import Self


class LabelledEnum(StrEnum):
    """String enumeration whose members carry an Indonesian label."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """The member that is stored as ``value``. Raises ValueError for an unknown one."""
        found = next((member for member in cls if member.value == value), None)
        if found is None:
            raise ValueError(f"{value!r} is no {cls.__name__}")
        return found

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return ``(value, label)`` pairs in the order of declaration."""
        return [(member.value, member.label) for member in cls]


@unique
class Level(LabelledEnum):
    """Tingkat kekumuhan, from not slum to heavy slum (Permen PUPR 14/PRT/M/2018)."""

    TK = "TK", "Tidak kumuh"
    KR = "KR", "Kumuh ringan"
    KS = "KS", "Kumuh sedang"
    KB = "KB", "Kumuh berat"


@unique
class Confidence(LabelledEnum):
    """How sure the reference data is that a rule reads as stored."""

    SEEN = "SEEN", "dibaca pada sumbernya"
    TESTED = "TESTED", "cocok dengan data kota yang sudah terbit"
    MEMORY = "MEMORY", "belum dicocokkan dengan lampiran peraturan"
    UNCERTAIN = "UNCERTAIN", "ada lebih dari satu tafsir"


@unique
class Direction(LabelledEnum):
    """What a higher percent means."""

    SLUM = "slum", "makin besar makin kumuh"
    POSITIVE = "positive", "makin besar makin baik"


@unique
class PercentSource(LabelledEnum):
    """Where the percent of a measurement comes from."""

    COUNTED = "counted", "dihitung dari volume"
    IMPORTED = "imported", "diambil dari berkas sumber"


@unique
class MeanReading(LabelledEnum):
    """Which percents enter the mean of an aspect; competing readings exist."""

    ALL_CLAMPED = "all_clamped", "semua persen, nilai minus dihitung nol"
    ALL_RAW = "all_raw", "semua persen, nilai minus ikut dihitung"
    SCORING_ONLY = "scoring_only", "hanya persen yang mendapat nilai, lainnya dihitung nol"


@unique
class ConsiderationLevel(LabelledEnum):
    """Class of the other considerations (pertimbangan lain)."""

    LOW = "rendah", "Rendah"
    MEDIUM = "sedang", "Sedang"
    HIGH = "tinggi", "Tinggi"


@unique
class LegalityRule(LabelledEnum):
    """How the signs of the land items combine into one legality."""

    ALL = "semua", "semua butir harus terpenuhi"
    MAJORITY = "mayoritas", "lebih banyak butir terpenuhi daripada tidak"


@unique
class Handling(LabelledEnum):
    """Pola penanganan of a slum location."""

    RESTORE = "pemugaran", "Pemugaran"
    RENEW = "peremajaan", "Peremajaan"
    RESETTLE = "permukiman-kembali", "Permukiman kembali"


@unique
class Authority(LabelledEnum):
    """Government level in charge, by slum area of a desa or kelurahan."""

    CITY = "kab-kota", "Pemerintah kabupaten/kota"
    PROVINCE = "provinsi", "Pemerintah provinsi"
    NATIONAL = "pusat", "Pemerintah pusat"


@unique
class Severity(LabelledEnum):
    """Weight of a flag: BLOCKS leaves the record without total and level."""

    BLOCKS = "galat", "Menghalangi penilaian"
    WARNS = "peringatan", "Perlu diperiksa"
    INFORMS = "info", "Keterangan"


@unique
class EvidenceSource(LabelledEnum):
    """Where the figure of one parameter comes from (triangulasi: two sources or more)."""

    SURVEY = "survei", "Survei/pendataan"
    FGD = "fgd", "FGD atau rembuk"
    SECONDARY = "sekunder", "Data sekunder"
    OBSERVATION = "observasi", "Pengamatan lapangan"


@unique
class FlagCode(LabelledEnum):
    """Stable code of every remark about a record, with its short Indonesian name."""

    UNMEASURED = "belum_diukur", "Belum diukur"
    INCOMPLETE = "belum_lengkap", "Belum lengkap"
    UNSCORED = "tidak_dinilai", "Ditampilkan tanpa nilai"
    NEGATIVE = "volume_minus", "Volume di bawah nol"
    OVER_HUNDRED = "lebih_dari_100", "Lebih dari 100 persen"
    NO_DENOMINATOR = "pembagi_kosong", "Pembagi belum diisi"
    ZERO_DENOMINATOR = "pembagi_nol", "Pembagi nol"
    NEGATIVE_DENOMINATOR = "pembagi_minus", "Pembagi di bawah nol"
    NOT_A_NUMBER = "angka_tidak_wajar", "Angka tidak wajar"
    PERCENT_DIFFERS = "persen_berbeda", "Persen berbeda dari volume"
    PAIR_OVER_IDEAL = "jumlah_melebihi_ideal", "Jumlah melebihi panjang ideal"
    SCORES_DISAGREE = "nilai_tidak_cocok", "Nilai tidak cocok dengan persen"
    SCORE_IMPOSSIBLE = "nilai_tidak_dikenal", "Nilai bukan 0, 1, 3, atau 5"
    TOTAL_DISAGREES = "total_tidak_cocok", "Total tidak sama dengan jumlah nilai"
    LEVEL_DISAGREES = "tingkat_tidak_cocok", "Tingkat tidak cocok dengan total"
    HEADER_DIFFERS = "kepala_berbeda", "Kepala kawasan berbeda dari jumlah RT"
    DUPLICATE = "data_kembar", "Data sama dengan nama lain"
    YEAR_IMPOSSIBLE = "tahun_tidak_wajar", "Tahun tidak wajar"
    COUNT_NOT_WHOLE = "bukan_bilangan_bulat", "Jumlah bukan bilangan bulat"
    SURPLUS = "hasil_berlebih", "Hasil kegiatan melebihi kebutuhan"
    OUTCOME_WITHOUT_RT = "hasil_tanpa_rt", "Hasil kegiatan tanpa RT"
    OUTCOME_UNKNOWN = "hasil_parameter_tak_dikenal", "Hasil untuk parameter yang tidak dikenal"
    OUTCOMES_ON_ONE_RT = "hasil_di_satu_rt", "Semua hasil dicatat pada satu RT"
    RT_INCOMPLETE = "rt_belum_dinilai", "Ada RT yang belum dinilai"
    AREA_MISSING = "luas_kosong", "Luas verifikasi belum diisi"
    RT_MISSING_IN_YEAR = "rt_tanpa_data_tahun", "RT tanpa data pada tahun ini"
    DRAFT_NEEDS_CONFIRMATION = "rancangan_perlu_konfirmasi", "Rancangan, perlu dipastikan"
    DRAFT_WORSE_OF_TWO = "diambil_yang_lebih_buruk", "Diambil yang lebih buruk"
    DRAFT_ONE_FOR_TWO = "satu_indikator_dua_parameter", "Satu indikator untuk dua parameter"
    DRAFT_UNCERTAIN = "tafsir_belum_pasti", "Tafsir belum pasti"
    HOUSEHOLDS_NOT_BUILDINGS = "rumah_tangga_bukan_bangunan", "Pembagi rumah tangga, bukan bangunan"
