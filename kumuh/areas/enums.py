"""Words of places."""

from django.db import models


class RegionLevel(models.IntegerChoices):
    PROVINCE = 1, "Provinsi"
    CITY = 2, "Kabupaten/Kota"
    DISTRICT = 3, "Kecamatan"
    KELURAHAN = 4, "Kelurahan/Desa"


class NeighbourhoodKind(models.TextChoices):
    RW = "RW", "RW"
    RT = "RT", "RT"


class LineageKind(models.TextChoices):
    SPLIT = "PECAH", "Dipecah"
    MERGE = "GABUNG", "Digabung"
    RENAME = "GANTI", "Berganti nomor atau nama"


class CitySize(models.TextChoices):
    """Size class of a city; decides the density bands (pertimbangan lain, kependudukan)."""

    METROPOLITAN = "metropolitan", "Metropolitan"
    LARGE = "besar", "Besar"
    MEDIUM = "sedang", "Sedang"
    SMALL = "kecil", "Kecil"
