"""Words of the social map."""

from django.db import models


class BaseKind(models.TextChoices):
    """What the map is drawn on."""

    BUMI = "BUMI", "Peta bumi (lintang dan bujur)"
    SKETSA = "SKETSA", "Foto atau pindaian sketsa warga"


class NorthSide(models.IntegerChoices):
    """Where north lies on a sketch, in degrees clockwise from above."""

    ATAS = 0, "Atas"
    KANAN_ATAS = 45, "Kanan atas"
    KANAN = 90, "Kanan"
    KANAN_BAWAH = 135, "Kanan bawah"
    BAWAH = 180, "Bawah"
    KIRI_BAWAH = 225, "Kiri bawah"
    KIRI = 270, "Kiri"
    KIRI_ATAS = 315, "Kiri atas"


class ShapeKind(models.TextChoices):
    """How an object is drawn."""

    TITIK = "TITIK", "Titik"
    GARIS = "GARIS", "Garis"
    BIDANG = "BIDANG", "Bidang"


class ObjectKind(models.TextChoices):
    """What residents draw. How each is drawn and counted follows from `planning.methods.legend`."""

    BATAS_RT = "BATAS_RT", "Batas RT"
    RUMAH = "RUMAH", "Rumah"
    RUMAH_MISKIN = "RUMAH_MISKIN", "Rumah keluarga miskin"
    RUMAH_PEREMPUAN = "RUMAH_PEREMPUAN", "Rumah dengan kepala keluarga perempuan"
    RUMAH_RENTAN = "RUMAH_RENTAN", "Rumah dengan lansia atau difabel"
    JALAN = "JALAN", "Jalan dan gang"
    DRAINASE = "DRAINASE", "Drainase (saluran air hujan)"
    AIR = "AIR", "Sumber air bersih"
    JAMBAN = "JAMBAN", "MCK atau jamban umum"
    SAMPAH = "SAMPAH", "Titik sampah"
    GENANGAN = "GENANGAN", "Genangan"
    FASILITAS = "FASILITAS", "Fasilitas umum"
    RTP = "RTP", "Ruang terbuka"
    KEBAKARAN = "KEBAKARAN", "Rawan kebakaran"
    LONGSOR = "LONGSOR", "Rawan longsor"
    BANJIR = "BANJIR", "Rawan banjir"
    LEMBAGA = "LEMBAGA", "Kantor atau tempat lembaga"
    PENANDA = "PENANDA", "Penanda tempat (tulisan)"


class Welfare(models.TextChoices):
    """Class of a household as residents sort it."""

    MISKIN = "MISKIN", "Miskin"
    SEDANG = "SEDANG", "Sedang"
    MAMPU = "MAMPU", "Mampu"


class Latrine(models.TextChoices):
    """What latrine a household uses."""

    SENDIRI = "SENDIRI", "Jamban sendiri"
    BERSAMA = "BERSAMA", "Jamban bersama"
    TIDAK = "TIDAK", "Belum ada jamban"
