"""Words of the seasonal calendar."""

from django.db import models


class Month(models.IntegerChoices):
    JAN = 1, "Januari"
    FEB = 2, "Februari"
    MAR = 3, "Maret"
    APR = 4, "April"
    MEI = 5, "Mei"
    JUN = 6, "Juni"
    JUL = 7, "Juli"
    AGU = 8, "Agustus"
    SEP = 9, "September"
    OKT = 10, "Oktober"
    NOV = 11, "November"
    DES = 12, "Desember"


class FactorKind(models.TextChoices):
    """What changes through the year; how it counts for works and meetings follows from its kind (`seasons`)."""

    HUJAN = "HUJAN", "Hujan"
    BANJIR = "BANJIR", "Banjir/genangan"
    AIR = "AIR", "Kesulitan air bersih"
    PENYAKIT = "PENYAKIT", "Penyakit (diare, DBD, …)"
    PACEKLIK = "PACEKLIK", "Paceklik/kekurangan pangan"
    PEKERJAAN = "PEKERJAAN", "Sibuk bekerja mencari nafkah"
    PENGELUARAN = "PENGELUARAN", "Pengeluaran besar keluarga"
    TENAGA = "TENAGA", "Tenaga tersedia untuk gotong royong"
    ADAT = "ADAT", "Acara adat, agama, hajatan"
    KEBAKARAN = "KEBAKARAN", "Rawan kebakaran"
    LAIN = "LAIN", "Lainnya"
