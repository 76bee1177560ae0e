"""Words of problems, usulan and ranking."""

from django.db import models


class ProblemState(models.TextChoices):
    """A row of the problem matrix is never silently empty."""

    UNSAID = "BELUM", "Belum dirumuskan"
    PRESENT = "ADA", "Ada masalah"
    NONE = "TIDAK_ADA", "Tidak ada masalah"


class SourceKind(models.TextChoices):
    SURVEY = "SURVEI", "Survei/baseline"
    FGD = "FGD", "FGD"
    REMBUK = "REMBUK", "Rembuk"
    OBSERVATION = "OBSERVASI", "Pengamatan lapangan"
    SECONDARY = "SEKUNDER", "Data sekunder"


class ProposalStatus(models.TextChoices):
    """Status of an intake; only `proposals.services` changes it."""

    PROPOSED = "USULAN", "Usulan"
    AGREED = "DISEPAKATI", "Disepakati"
    MERGED = "DIGABUNG", "Digabung"
    POSTPONED = "DITUNDA", "Ditunda"
    DECLINED = "DITOLAK", "Ditolak"


class AskedBy(models.TextChoices):
    WARGA = "WARGA", "Warga perorangan"
    PEREMPUAN = "PEREMPUAN", "Kelompok perempuan"
    RENTAN = "RENTAN", "Kelompok rentan"
    RT = "RT", "RT/RW"
    LEMBAGA = "LEMBAGA", "Lembaga setempat"
    PEMERINTAH = "PEMERINTAH", "Pemerintah/dinas"


class IntakeKind(models.TextChoices):
    """What somebody brought: not only wishes for works (participatory planning: "dari masyarakat")."""

    USULAN = "USULAN", "Usulan kegiatan"
    MASALAH = "MASALAH", "Masalah yang dirasakan"
    KEBUTUHAN = "KEBUTUHAN", "Kebutuhan"
    ASPIRASI = "ASPIRASI", "Aspirasi/harapan"
    SUMBERDAYA = "SUMBERDAYA", "Sumber daya yang ditawarkan"


class Benefit(models.TextChoices):
    """What it is good for (participatory planning: "untuk masyarakat")."""

    KESEHATAN = "KESEHATAN", "Kesehatan"
    KEMAKMURAN = "KEMAKMURAN", "Kemakmuran"
    KESEJAHTERAAN = "KESEJAHTERAAN", "Kesejahteraan"
    KETENTERAMAN = "KETENTERAMAN", "Ketenteraman"
    KEDAMAIAN = "KEDAMAIAN", "Kedamaian"


class CauseState(models.TextChoices):
    """What residents of an RW said about one indicator in the critical reflection."""

    CAUSE = "ADA", "Ada sebab"
    NONE = "TIDAK_ADA", "Tidak ada masalah"


class Sector(models.TextChoices):
    """The three sectors of the list of potentials and needs."""

    INFRASTRUCTURE = "PRASARANA", "Prasarana dan lingkungan"
    ECONOMY = "EKONOMI", "Ekonomi"
    SOCIAL = "SOSBUD", "Sosial budaya"


class FactKind(models.TextChoices):
    POTENTIAL = "POTENSI", "Potensi"
    NEED = "KEBUTUHAN", "Kebutuhan"


class TakenAs(models.TextChoices):
    """What a result of a participatory method was carried on as."""

    PROBLEM = "MASALAH", "Masalah"
    FACT = "POTENSI", "Potensi atau kebutuhan"
    PROPOSAL = "USULAN", "Usulan"
    CAUSE = "SEBAB", "Sebab menurut warga"
