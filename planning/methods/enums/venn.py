"""Words of the Venn diagram of institutions."""

from django.db import models


class BodyKind(models.TextChoices):
    """Where an institution comes from; drawn by ground, pattern and letter."""

    LOKAL = "LOKAL", "Lembaga warga setempat"
    PEMERINTAH = "PEMERINTAH", "Pemerintah"
    SWASTA = "SWASTA", "Swasta/usaha"
    LUAR = "LUAR", "Lembaga dari luar"


class Access(models.TextChoices):
    """Whether a group of residents can use an institution."""

    YES = "YA", "Ya"
    PARTLY = "SEBAGIAN", "Sebagian"
    NO = "TIDAK", "Tidak"
