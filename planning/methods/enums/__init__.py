"""Words of the participatory methods. Every method keeps its own words in a module of its own beside this one."""

from django.db import models


class MethodKind(models.TextChoices):
    """The methods that the guides name, and their usual companions."""

    PETA = "PETA", "Pemetaan sosial"
    TRANSEK = "TRANSEK", "Transek"
    VENN = "VENN", "Diagram Venn kelembagaan"
    FGD = "FGD", "Diskusi kelompok terarah (FGD)"
    MATRIKS = "MATRIKS", "Matriks skoring"
    KALENDER = "KALENDER", "Kalender musim"
    POHON = "POHON", "Pohon masalah"
    KESEJAHTERAAN = "KESEJAHTERAAN", "Peringkat kesejahteraan"
    SURVEI = "SURVEI", "Survei swadaya rumah tangga"
    DOT = "DOT", "Pilih dengan titik (dot voting)"


class GroupKind(models.TextChoices):
    """Who answers together. Groups that seldom speak in a mixed meeting answer on their own and are compared."""

    CAMPURAN = "CAMPURAN", "Semua peserta"
    PEREMPUAN = "PEREMPUAN", "Perempuan"
    LAKI_LAKI = "LAKI_LAKI", "Laki-laki"
    RT_TERMISKIN = "RT_TERMISKIN", "Warga RT termiskin"
    PEMUDA = "PEMUDA", "Pemuda"
    LANSIA_DIFABEL = "LANSIA", "Lansia dan difabel"
    TOKOH = "TOKOH", "Tokoh masyarakat"
    PENGURUS = "PENGURUS", "Pengurus RT/RW"
    LAIN = "LAIN", "Kelompok lain"


class SessionState(models.TextChoices):
    """A session is typed as a draft; once the group agreed, its rows are locked."""

    DRAFT = "DRAF", "Draf"
    AGREED = "DISEPAKATI", "Disepakati"


class ResultKind(models.TextChoices):
    """What a method can pass on, so that nobody types it again."""

    PROBLEM = "MASALAH", "Masalah"
    POTENTIAL = "POTENSI", "Potensi"
    NEED = "KEBUTUHAN", "Kebutuhan"
    PROPOSAL = "USULAN", "Usulan"
    INSTITUTION = "LEMBAGA", "Lembaga"
    USERS = "PENGGUNA", "Calon pengguna"
    MONTHS = "BULAN", "Bulan pelaksanaan"
    CAUSE = "SEBAB", "Sebab"
    RANK = "PERINGKAT", "Peringkat"
