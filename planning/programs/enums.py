"""Words of works and money."""

from django.db import models


class Executor(models.TextChoices):
    COMMUNITY = "MASYARAKAT", "Masyarakat (KSM)"
    CONTRACTOR = "KONTRAKTOR", "Kontraktor"
    DEPARTMENT = "DINAS", "Dinas"


class SourceOfMoney(models.TextChoices):
    """Columns of Renta PIP table T3, left to right."""

    APBN_CHANNELING = "APBN_CHANNELING", "APBN – dana channeling"
    APBN = "APBN", "APBN lainnya"
    APBD_PROV = "APBD_PROV", "APBD provinsi"
    APBD_KOTA = "APBD_KOTA", "APBD kota/kabupaten"
    SWADAYA = "SWADAYA", "Swadaya masyarakat"
    SWASTA = "SWASTA", "Swasta/CSR"


SHORT_SOURCES = {
    SourceOfMoney.APBN_CHANNELING: "APBN channeling",
    SourceOfMoney.APBN: "APBN lain",
    SourceOfMoney.APBD_PROV: "APBD provinsi",
    SourceOfMoney.APBD_KOTA: "APBD kota/kab.",
    SourceOfMoney.SWADAYA: "Swadaya",
    SourceOfMoney.SWASTA: "Swasta/CSR",
}
"""Headings where there is little room."""


class FundScope(models.TextChoices):
    KELURAHAN = "KELURAHAN", "Per kelurahan per tahun"
    CITY = "KOTA", "Per kota per tahun"


class CutRule(models.TextChoices):
    STRICT = "STRICT", "Ketat: usulan pertama yang tidak muat menutup daftar"
    FILL = "FILL", "Isi: lewati yang tidak muat, coba berikutnya"
    PARTIAL = "PARTIAL", "Sebagian: volume dikurangi bila dapat dibagi"


class WorkStatus(models.TextChoices):
    """Life of a work; only services change it."""

    PLANNED = "DISEPAKATI", "Disepakati"
    VERIFIED = "TERVERIFIKASI", "Terverifikasi"
    FUNDED = "TERDANAI", "Terdanai"
    RUNNING = "DILAKSANAKAN", "Dilaksanakan"
    FINISHED = "SELESAI", "Selesai"
    HANDED_OVER = "DISERAHTERIMAKAN", "Diserahterimakan"
    POSTPONED = "DITUNDA", "Ditunda"
    DECLINED = "DITOLAK", "Ditolak"


class LandStatus(models.TextChoices):
    """How the land of a work may be used: the forms of consent of the detailed plans, and "not clear yet"."""

    PUBLIC = "UMUM", "Tanah negara atau fasilitas umum"
    GRANT = "HIBAH", "Hibah dengan surat"
    USE = "IZIN_PAKAI", "Izin pakai dengan surat"
    PASSAGE = "IZIN_LEWAT", "Izin dilewati dengan surat"
    COMPENSATED = "GANTI", "Ganti kerugian"
    UNCLEAR = "BELUM", "Belum jelas"


class ForumLevel(models.TextChoices):
    """Where a work is decided on after the plan: the two Musrenbang, then the city with its departments."""

    KELURAHAN = "KELURAHAN", "Musrenbang kelurahan"
    KECAMATAN = "KECAMATAN", "Musrenbang kecamatan"
    CITY = "KOTA", "Perangkat daerah/kota"


class ForumStatus(models.TextChoices):
    """What became of a work at one level."""

    ACCEPTED = "DITERIMA", "Diterima"
    POSTPONED = "DITUNDA", "Ditunda"
    DECLINED = "DITOLAK", "Ditolak"
    MERGED = "DIGABUNG", "Digabung"
