"""Words of the survey of households."""

from django.db import models


class Asked(models.TextChoices):
    """How a question is answered."""

    PILIHAN = "PILIHAN", "satu pilihan"
    BILANGAN = "BILANGAN", "bilangan bulat"
    UKURAN = "UKURAN", "ukuran"
    TEKS = "TEKS", "tulisan"
    TANGGAL = "TANGGAL", "tanggal"


class Match(models.TextChoices):
    """How the sum of a survey stands to the RT record."""

    SAMA = "SAMA", "Sesuai"
    BEDA = "BEDA", "Berselisih"
    BELUM = "BELUM", "Belum lengkap"
    TANPA = "TANPA", "Data RT belum ada"


class Settled(models.TextChoices):
    """What was decided about a number that differs."""

    AMBIL = "AMBIL", "Pakai hasil survei"
    TETAP = "TETAP", "Tetap memakai data RT"
