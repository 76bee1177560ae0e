"""Words of the transect."""

from django.db import models


class PathKind(models.TextChoices):
    """How the way runs."""

    LURUS = "LURUS", "Lurus"
    BERKELOK = "BERKELOK", "Tidak lurus"
    AIR = "AIR", "Menyusuri saluran atau sungai"


class WalkTheme(models.TextChoices):
    """What is looked at on the way."""

    UMUM = "UMUM", "Keadaan umum"
    ALAM = "ALAM", "Sumber daya alam"
    TOPIK = "TOPIK", "Satu topik"


class Cover(models.TextChoices):
    """What covers the ground of a stretch; drawn as the band of the profile."""

    PADAT = "PADAT", "Permukiman padat"
    JARANG = "JARANG", "Permukiman jarang"
    FASILITAS = "FASILITAS", "Fasilitas umum"
    USAHA = "USAHA", "Pasar atau tempat usaha"
    KEBUN = "KEBUN", "Kebun, sawah, tambak"
    TERBUKA = "TERBUKA", "Ruang terbuka"
    AIR = "AIR", "Sungai atau saluran besar"
    KOSONG = "KOSONG", "Lahan kosong"


class WalkTopic(models.TextChoices):
    """What is written down on every stretch, in the order of the table."""

    LAHAN = "LAHAN", "Penggunaan lahan"
    BANGUNAN = "BANGUNAN", "Bangunan"
    JALAN = "JALAN", "Jalan dan gang"
    AIR_MINUM = "AIR_MINUM", "Air minum"
    DRAINASE = "DRAINASE", "Drainase"
    AIR_LIMBAH = "AIR_LIMBAH", "Air limbah dan jamban"
    SAMPAH = "SAMPAH", "Sampah"
    TANAH = "TANAH", "Jenis tanah"
    LERENG = "LERENG", "Kemiringan"
    PENDAPATAN = "PENDAPATAN", "Mata pencaharian"
    BAHAYA = "BAHAYA", "Bahaya dan risiko"
    POTENSI = "POTENSI", "Potensi"
    MASALAH = "MASALAH", "Masalah"
    USULAN = "USULAN", "Usulan"
