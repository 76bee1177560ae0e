"""Words of dot voting."""

from django.db import models


class DotSubject(models.TextChoices):
    """What is chosen from; decides where the chosen ones can be carried on."""

    USULAN = "USULAN", "Usulan kegiatan"
    MASALAH = "MASALAH", "Masalah"
    KEBUTUHAN = "KEBUTUHAN", "Kebutuhan"
    LAIN = "LAIN", "Pilihan lain (lokasi, pilihan teknik, …)"
