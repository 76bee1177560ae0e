"""Words of the scoring matrix."""

from django.db import models


class MatrixMethod(models.TextChoices):
    """How an order comes about. The first four give scores, the last two choose."""

    BOBOT = "BOBOT", "Berbobot: jumlah bobot × nilai"
    JUMLAH = "JUMLAH", "Tanpa bobot: jumlah nilai"
    GMP = "GMP", "GMP: gawat, mendesak, penyebaran"
    REINKE = "REINKE", "Reinke: M × I × V dibagi C"
    PASANGAN = "PASANGAN", "Berpasangan: setiap dua pilihan dibandingkan"
    SUARA = "SUARA", "Pilihan 3-2-1: setiap orang memilih tiga"


class MatrixSubject(models.TextChoices):
    """What is compared; decides which criteria are offered and where the result can be carried on."""

    MASALAH = "MASALAH", "Masalah"
    USULAN = "USULAN", "Usulan atau kegiatan"
    KEBUTUHAN = "KEBUTUHAN", "Kebutuhan"
    KAWASAN = "KAWASAN", "Kawasan, RT atau lokasi"
    OPSI = "OPSI", "Pilihan teknik"


class RaterWord(models.TextChoices):
    """How several raters become one score; the values are those of the ranking engine."""

    MEDIAN = "median", "Nilai tengah (median)"
    MEAN = "rata-rata", "Rata-rata"


class RaterWay(models.TextChoices):
    """How somebody takes part in the rating."""

    OWN = "SENDIRI", "lewat akun sendiri"
    PAPER = "KERTAS", "dari kertas"
    LOOKS = "MELIHAT", "melihat saja, tidak menilai"
