"""Words of institutions and their members."""

from django.db import models


class InstitutionKind(models.TextChoices):
    """Bodies that plan, decide, carry out and keep, in the order in which they appear."""

    BKM = "BKM", "BKM/LKM"
    UPK = "UPK", "UPK (unit pengelola keuangan)"
    UPL = "UPL", "UPL (unit pengelola lingkungan)"
    UPS = "UPS", "UPS (unit pengelola sosial)"
    TIPP = "TIPP", "TIPP (tim inti perencanaan partisipatif)"
    KSM = "KSM", "KSM (kelompok swadaya masyarakat)"
    KPP = "KPP", "KPP (kelompok pemanfaat dan pemelihara)"
    TIM_TEKNIS = "TIM_TEKNIS", "Tim Teknis (TFL dan TAMK)"
    PANITIA = "PANITIA", "Panitia pemilihan"
    POKJA_PKP = "POKJA_PKP", "Pokja PKP"


class Sex(models.TextChoices):
    MALE = "L", "Laki-laki"
    FEMALE = "P", "Perempuan"


class MemberElement(models.TextChoices):
    """Unsur: what part of the community or which office a member comes from."""

    WARGA = "WARGA", "Warga"
    MBR = "MBR", "Warga miskin/MBR"
    TOKOH = "TOKOH", "Tokoh masyarakat"
    AGAMA = "AGAMA", "Tokoh agama"
    PKK = "PKK", "PKK"
    POSYANDU = "POSYANDU", "Kader posyandu"
    PEMUDA = "PEMUDA", "Pemuda/karang taruna"
    DIFABEL = "DIFABEL", "Difabel"
    LANSIA = "LANSIA", "Lansia"
    RTRW = "RTRW", "Pengurus RT/RW"
    PENGGUNA = "PENGGUNA", "Calon pengguna/pemanfaat"
    RELAWAN = "RELAWAN", "Relawan"
    BKM = "BKM", "BKM/LKM"
    APARAT = "APARAT", "Aparat kelurahan/desa"
    DINAS = "DINAS", "Dinas/SKPD"
    AHLI = "AHLI", "Fasilitator/tenaga ahli"


class Position(models.TextChoices):
    """Jabatan within a body."""

    KOORDINATOR = "KOORDINATOR", "Koordinator"
    KETUA = "KETUA", "Ketua"
    WAKIL = "WAKIL", "Wakil ketua"
    MANAJER = "MANAJER", "Manajer"
    SEKRETARIS = "SEKRETARIS", "Sekretaris"
    BENDAHARA = "BENDAHARA", "Bendahara"
    TFL = "TFL", "TFL (tenaga fasilitator lapangan)"
    TAMK = "TAMK", "TAMK"
    ANGGOTA = "ANGGOTA", "Anggota"


class Team(models.TextChoices):
    """Pokja of a TIPP (the seven slum indicators and more), teams of a KSM, divisions of a KPP."""

    BANGUNAN = "BANGUNAN", "Bangunan gedung"
    JALAN = "JALAN", "Jalan lingkungan"
    AIR_MINUM = "AIR_MINUM", "Air minum"
    DRAINASE = "DRAINASE", "Drainase"
    AIR_LIMBAH = "AIR_LIMBAH", "Air limbah"
    PERSAMPAHAN = "PERSAMPAHAN", "Persampahan"
    KEBAKARAN = "KEBAKARAN", "Proteksi kebakaran"
    SOSIAL = "SOSIAL", "Sosial"
    EKONOMI = "EKONOMI", "Ekonomi"
    PEMASARAN = "PEMASARAN", "Pemasaran"
    PERENCANAAN = "PERENCANAAN", "Tim perencanaan"
    PELAKSANAAN = "PELAKSANAAN", "Tim pelaksanaan"
    PENGAWASAN = "PENGAWASAN", "Tim pengawasan"
    OPERASI = "OPERASI", "Operasi dan pemeliharaan"
    IURAN = "IURAN", "Iuran"
    PENYULUHAN = "PENYULUHAN", "Penyuluhan"


class AccountRole(models.TextChoices):
    """The three whose signatures open the account of a KSM (checklist of the community work plan)."""

    KETUA = "KETUA", "Ketua"
    PENGURUS = "PENGURUS", "Satu pengurus"
    PENGGUNA = "PENGGUNA", "Satu calon pengguna, dipilih dalam rembuk"


class Issuer(models.TextChoices):
    """Who signs the SK of a body."""

    LURAH = "LURAH", "Lurah/Kepala Desa"
    KPA = "KPA", "KPA/PPK (Satker)"
    WALIKOTA = "WALIKOTA", "Bupati/Wali Kota"


class Grasp(models.TextChoices):
    """Whether a person understands a topic; nothing is kept for who was not assessed."""

    UNDERSTOOD = "P", "Paham"
    NOT_YET = "B", "Belum"
