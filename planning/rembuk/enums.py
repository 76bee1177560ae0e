"""Words of meetings."""

from django.db import models


class MeetingType(models.TextChoices):
    """Meeting types of the P2KP 100-0-100 track; other tracks add theirs."""

    SOSIALISASI = "SOSIALISASI", "Sosialisasi"
    REMBUK_KELURAHAN = "REMBUK_KELURAHAN", "Rembuk kelurahan"
    REMBUK_RW = "REMBUK_RW", "Rembuk RT/RW"
    KELOMPOK_PEREMPUAN = "KELOMPOK_PEREMPUAN", "Rembuk kelompok perempuan"
    KELOMPOK_RENTAN = "KELOMPOK_RENTAN", "Rembuk kelompok rentan"
    FGD = "FGD", "Diskusi kelompok terarah (FGD)"
    KOORDINASI = "KOORDINASI", "Rapat koordinasi"


class MeetingStatus(models.TextChoices):
    PLANNED = "DIRENCANAKAN", "Direncanakan"
    HELD = "BERLANGSUNG", "Sudah berlangsung, hasil sedang diketik"
    CLOSED = "SELESAI", "Selesai"
    CANCELLED = "DIBATALKAN", "Dibatalkan"


class AttendanceMode(models.TextChoices):
    NAMES = "NAMA", "Nama satu per satu"
    COUNTS = "JUMLAH", "Jumlah dari daftar hadir kertas"


class Sex(models.TextChoices):
    MALE = "L", "Laki-laki"
    FEMALE = "P", "Perempuan"


class Element(models.TextChoices):
    """Unsur: what part of the community an attendee stands for (daftar hadir)."""

    WARGA = "WARGA", "Warga"
    MBR = "MBR", "Warga miskin/MBR"
    TOKOH = "TOKOH", "Tokoh masyarakat"
    AGAMA_L = "AGAMA_L", "Tokoh agama laki-laki"
    AGAMA_P = "AGAMA_P", "Tokoh agama perempuan"
    PKK = "PKK", "Kader PKK"
    POSYANDU = "POSYANDU", "Kader posyandu"
    PEMUDA = "PEMUDA", "Pemuda"
    DIFABEL = "DIFABEL", "Difabel"
    LANSIA = "LANSIA", "Lansia"
    RTRW = "RTRW", "Pengurus RT/RW"
    BKM = "BKM", "BKM/TIPP"
    APARAT = "APARAT", "Aparat kelurahan"
    LUAR = "LUAR", "Undangan dari luar kelurahan"


class DecisionMethod(models.TextChoices):
    CONSENSUS = "MUFAKAT", "Musyawarah mufakat"
    VOTE = "SUARA", "Suara terbanyak"


class EvidenceKind(models.TextChoices):
    ATTENDANCE_SCAN = "DAFTAR_HADIR", "Foto/pindaian daftar hadir"
    PHOTO = "FOTO", "Foto kegiatan"
    MINUTES_SCAN = "NOTULEN", "Foto/pindaian notulen kertas"
    BERITA_ACARA_SCAN = "BERITA_ACARA", "Pindaian berita acara bertanda tangan"
