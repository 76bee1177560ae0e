"""Survey of the seven slum indicators per RT, scored with a regulation version that is stored as data."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from kumuh.areas.models import Neighbourhood, Region, Settlement
from kumuh.conditions.enums import Level
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet


class RuleSet(models.Model):
    """A regulation version: aspects, criteria, bands, class limits … as one immutable piece of data.

    `data` has the shape read by `conditions.ruleset.load_ruleset`; a record keeps the version with which it was scored.
    """

    code = models.CharField("versi", max_length=40, primary_key=True)
    title = models.CharField("judul", max_length=200)
    data = models.JSONField()
    is_default = models.BooleanField("bawaan", default=False)

    history = change_history()

    class Meta:
        verbose_name = "versi aturan"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_ruleset")
        ]

    def __str__(self) -> str:
        return self.title


class Survey(Record):
    """Data collection in one kelurahan for one year: the baseline or a yearly update."""

    class Kind(models.TextChoices):
        BASELINE = "BASELINE", "Baseline"
        UPDATE = "PEMUTAKHIRAN", "Pemutakhiran"

    scope_path = "kelurahan_id"

    kelurahan = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="surveys")
    year = models.PositiveSmallIntegerField("tahun data", validators=[MinValueValidator(2000)])
    kind = models.CharField("jenis", max_length=12, choices=Kind, default=Kind.BASELINE)
    ruleset = models.ForeignKey(RuleSet, verbose_name="versi aturan", on_delete=models.PROTECT)
    source = models.CharField("sumber data", max_length=300, blank=True)
    total_area_ha = models.DecimalField(
        "luas kelurahan yang disurvei (ha)", max_digits=12, decimal_places=6, null=True, blank=True
    )
    total_buildings = models.PositiveIntegerField("jumlah bangunan sekelurahan", null=True, blank=True)
    total_people = models.PositiveIntegerField("jumlah penduduk sekelurahan", null=True, blank=True)
    total_households = models.PositiveIntegerField("jumlah KK sekelurahan", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "survei"
        ordering = ["kelurahan_id", "-year"]
        constraints = [models.UniqueConstraint(fields=["kelurahan", "year"], name="survey_once_per_year")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"


class RtRecord(Record):
    """The counts of one RT in one year with the scores computed from them in the same row.

    `other_denominators` {key: decimal text} of versions whose denominators have no column of their own.
    `volumes`  {criterion key: decimal text or null}: what is NOT in order; null = belum diukur, never zero.
    `imported_percents` {key: decimal text} only where a source gave percents instead of counts.
    `result`   {key: {"persen": text|null, "nilai": 0|1|3|5|null}}; written only by `conditions.services`.
    `flags`    list of {"kode", "kunci", "kalimat"} raised while scoring.
    `sources`  {key: [survei|fgd|sekunder|observasi …]} for triangulasi.
    """

    scope_path = "kelurahan_id"

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="records")
    kelurahan = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="rt_records")
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, related_name="records")
    settlement = models.ForeignKey(
        Settlement,
        verbose_name="kawasan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="records",
    )
    year = models.PositiveSmallIntegerField("tahun data")
    ruleset = models.ForeignKey(RuleSet, on_delete=models.PROTECT)

    luas_verifikasi_ha = models.DecimalField(
        "luas verifikasi (ha)", max_digits=12, decimal_places=6, null=True, blank=True
    )
    jumlah_bangunan = models.PositiveIntegerField("jumlah bangunan (unit)", null=True, blank=True)
    jumlah_penduduk = models.PositiveIntegerField("jumlah penduduk (jiwa)", null=True, blank=True)
    jumlah_kk = models.PositiveIntegerField("jumlah KK", null=True, blank=True)
    panjang_jalan_ideal_m = models.DecimalField(
        "panjang jalan ideal (m)", max_digits=12, decimal_places=3, null=True, blank=True
    )
    panjang_drainase_ideal_m = models.DecimalField(
        "panjang drainase ideal (m)", max_digits=12, decimal_places=3, null=True, blank=True
    )

    other_denominators = models.JSONField("pembagi lain", default=dict, blank=True)
    volumes = models.JSONField("volume", default=dict)
    imported_percents = models.JSONField("persen dari sumber", default=dict, blank=True)
    result = models.JSONField("hasil", default=dict, editable=False)
    flags = models.JSONField("tanda", default=list, editable=False)
    sources = models.JSONField("sumber per kriteria", default=dict, blank=True)
    total = models.PositiveSmallIntegerField("total nilai", null=True, editable=False)
    level = models.CharField("tingkat kekumuhan", max_length=2, choices=Level.choices, blank=True, editable=False)
    mean_percent = models.DecimalField(
        "rata-rata kekumuhan sektoral (%)", max_digits=7, decimal_places=2, null=True, editable=False
    )

    land_status_clear = models.BooleanField("status penguasaan lahan jelas", null=True, blank=True)
    plan_conform = models.BooleanField("sesuai rencana tata ruang", null=True, blank=True)
    legal_override = models.BooleanField("legalitas ditetapkan manual", null=True, blank=True)
    legal_reason = models.CharField("alasan legalitas", max_length=300, blank=True)
    strategic_location = models.BooleanField("lokasi strategis kota", null=True, blank=True)
    social_potential = models.BooleanField("potensi sosial, ekonomi, budaya", null=True, blank=True)
    handling_override = models.CharField("pola penanganan yang dipilih", max_length=40, blank=True)
    handling_reason = models.CharField("alasan pola penanganan", max_length=300, blank=True)
    open_space_ha = models.DecimalField(
        "ruang terbuka publik (ha)", max_digits=12, decimal_places=6, null=True, blank=True
    )
    open_space_note = models.CharField("keadaan dan kebutuhan ruang terbuka", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "data RT"
        ordering = ["neighbourhood__label"]
        indexes = [
            models.Index(fields=["kelurahan", "year", "level"], name="rt_kelurahan_year_level"),
            models.Index(fields=["year", "level"], name="rt_year_level"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["neighbourhood", "year"], name="rt_record_once_per_year"),
            models.CheckConstraint(condition=Q(level__in=["", *Level]), name="rt_record_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.neighbourhood} tahun {self.year}"


class ImportTrial(models.Model):
    """A workbook that was tried: exactly this file is applied later, or never. Trying changes no survey."""

    scope_path = "region_id"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="import_trials")
    file = models.FileField(upload_to="uji-impor/")
    filename = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    ruleset = models.ForeignKey(RuleSet, on_delete=models.PROTECT)
    report = models.JSONField(default=dict)
    tried_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tried_at = models.DateTimeField(auto_now_add=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "uji impor"
        ordering = ["-tried_at"]

    def __str__(self) -> str:
        return self.filename
