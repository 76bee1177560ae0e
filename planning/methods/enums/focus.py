"""Words of the focus group discussion."""

from django.db import models


class PointKind(models.TextChoices):
    """What a point of a discussion is; decides where it can be carried on."""

    MASALAH = "MASALAH", "Masalah"
    SEBAB = "SEBAB", "Sebab"
    KEBUTUHAN = "KEBUTUHAN", "Kebutuhan"
    POTENSI = "POTENSI", "Potensi"
    USULAN = "USULAN", "Usulan"
    LAIN = "LAIN", "Keterangan"


class Stand(models.TextChoices):
    """How far a group stands behind a point; follows from the counts (`focus.stand`)."""

    AGREED = "SEPAKAT", "disepakati"
    SPLIT = "BERBEDA", "berbeda pendapat"
    FEW = "SEBAGIAN", "pendapat sebagian kecil"
    UNCOUNTED = "BELUM", "belum dihitung"
