"""The plan of a city: explained areas, answers to the plans of kelurahan, programmes per kawasan, agreements."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kumuh.areas.models import Region, Settlement
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.city.enums import SET_ASIDE, SHORT_ANSWERS, TAKEN, AnswerStatus, Intent
from planning.cycles.models import Cycle
from planning.programs.enums import SourceOfMoney
from planning.programs.models import Work


class AreaNote(Record):
    """Why the hectares of a kelurahan differ between SK, map and survey, in the words of Pokja PKP.

    `about` are the differences as they stood when it was written; with other differences it has to be written anew.
    """

    scope_path = "kelurahan_id"

    cycle = models.ForeignKey(Cycle, verbose_name="siklus", on_delete=models.PROTECT, related_name="area_notes")
    kelurahan = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="area_notes")
    text = models.TextField("penjelasan")
    about = models.TextField("perbedaan yang dijelaskan")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField("ditulis tanggal")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "penjelasan luas"
        ordering = ["kelurahan_id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "kelurahan"], name="area_note_once")]

    def __str__(self) -> str:
        return f"Penjelasan luas {self.kelurahan}"


class AreaProgramme(Record):
    """Program kawasan: a row of the RP2KP-KP. Money and volume of items taken over are read from the items.

    `aspect` is the indicator it treats (0: several, or no physical one). `volume` and the rows of `costs` are the
    city's own part. `taken_over` rows were made from one accepted item. `reduction_ha` is the city's estimate for its
    own part; what items do is calculated per RT. Progress is the newest one; earlier ones stay in the history.
    """

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, verbose_name="siklus", on_delete=models.PROTECT, related_name="area_programmes")
    settlement = models.ForeignKey(
        Settlement,
        verbose_name="kawasan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="area_programmes",
    )
    name = models.CharField("program/kegiatan", max_length=200)
    aspect = models.PositiveSmallIntegerField("indikator", default=0)
    intent = models.CharField("jenis penanganan", max_length=12, choices=Intent, default=Intent.IMPROVEMENT)
    volume = models.DecimalField("volume", max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField("satuan", max_length=20, blank=True)
    first_year = models.PositiveSmallIntegerField("tahun mulai")
    last_year = models.PositiveSmallIntegerField("tahun selesai")
    executor = models.CharField("SKPD pelaksana", max_length=160, blank=True)
    basis = models.CharField("dasar", max_length=300, blank=True)
    reduction_ha = models.DecimalField(
        "perkiraan luas kumuh berkurang (ha)", max_digits=10, decimal_places=4, null=True, blank=True
    )
    taken_over = models.BooleanField("dibuat dari satu butir", default=False, editable=False)
    physical_percent = models.DecimalField("kemajuan fisik (%)", max_digits=5, decimal_places=2, null=True, blank=True)
    spent = models.BigIntegerField("sudah dibayarkan (Rp)", null=True, blank=True)
    progress_on = models.DateField("keadaan per tanggal", null=True, blank=True)
    progress_note = models.CharField("catatan kemajuan", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "program kawasan"
        ordering = ["settlement__name", "first_year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="programme_years_in_order"),
            models.CheckConstraint(condition=Q(aspect__lte=8), name="programme_aspect_known"),
            models.CheckConstraint(condition=Q(intent__in=Intent.values), name="programme_intent_known"),
            models.CheckConstraint(condition=Q(volume=None) | Q(volume__gt=0), name="programme_volume_positive"),
            models.CheckConstraint(
                condition=Q(physical_percent=None) | Q(physical_percent__range=(0, 100)), name="programme_percent_known"
            ),
            models.CheckConstraint(condition=Q(spent=None) | Q(spent__gte=0), name="programme_spent_known"),
            models.CheckConstraint(
                condition=Q(reduction_ha=None) | Q(reduction_ha__gte=0), name="programme_reduction_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeCost(Record):
    """Rupiah of one source in one year for the city's own part of a programme."""

    scope_path = "programme__cycle__region_id"

    programme = models.ForeignKey(AreaProgramme, on_delete=models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField("tahun")
    source = models.CharField("sumber dana", max_length=16, choices=SourceOfMoney)
    amount = models.BigIntegerField("jumlah (Rp)")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "biaya program"
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "year", "source"], name="programme_cost_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="programme_cost_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.year}"


class Answer(Record):
    """Jawaban butir: what the city does with one item (work) of a ratified kelurahan plan, in which year and why."""

    scope_path = "work__cycle__region_id"

    cycle = models.ForeignKey(Cycle, verbose_name="siklus kota", on_delete=models.PROTECT, related_name="item_answers")
    work = models.ForeignKey(Work, verbose_name="butir", on_delete=models.CASCADE, related_name="city_answers")
    status = models.CharField("jawaban", max_length=10, choices=AnswerStatus)
    programme = models.ForeignKey(
        AreaProgramme,
        verbose_name="program kawasan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answers",
    )
    year = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    reason = models.CharField("alasan", max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField("dijawab tanggal")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "jawaban butir"
        ordering = ["work_id"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "work"], name="answer_once_per_item"),
            models.CheckConstraint(condition=Q(status__in=AnswerStatus.values), name="answer_status_known"),
            models.CheckConstraint(
                condition=~Q(status__in=TAKEN) | Q(programme__isnull=False, year__isnull=False),
                name="answer_taken_has_place",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=SET_ASIDE) | (~Q(reason="") & Q(programme=None)),
                name="answer_set_aside_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short}: {self.work}"

    @property
    def short(self) -> str:
        """The answer in one word."""
        return SHORT_ANSWERS[AnswerStatus(self.status)]


class Agreement(Record):
    """Kesepakatan daftar akhir: city and community settle the list of one kelurahan, both sides sign.

    `list_digest` marks the answers as they were agreed; with other answers the agreement no longer covers the list.
    """

    scope_path = "plan__region_id"

    cycle = models.ForeignKey(Cycle, verbose_name="siklus kota", on_delete=models.PROTECT, related_name="agreements")
    plan = models.ForeignKey(
        Cycle, verbose_name="siklus kelurahan", on_delete=models.PROTECT, related_name="city_agreements"
    )
    number = models.CharField("nomor berita acara", max_length=80)
    agreed_on = models.DateField("tanggal")
    place = models.CharField("tempat", max_length=160)
    differences = models.TextField("yang berbeda dan penyelesaiannya", blank=True)
    community_name = models.CharField("nama penanda tangan warga", max_length=120)
    community_office = models.CharField("jabatan penanda tangan warga", max_length=120)
    city_name = models.CharField("nama penanda tangan kota", max_length=120)
    city_office = models.CharField("jabatan penanda tangan kota", max_length=120)
    scan = models.FileField("lembar bertanda tangan", upload_to="kesepakatan-kota/", blank=True)
    list_digest = models.CharField("sidik daftar", max_length=64, editable=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "kesepakatan daftar akhir"
        ordering = ["plan_id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "plan"], name="agreement_once_per_plan")]

    def __str__(self) -> str:
        return f"Kesepakatan daftar akhir {self.plan.region}"
