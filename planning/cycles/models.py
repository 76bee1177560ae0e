"""A cycle: one programme in one kelurahan (or kota) for a period, and the state of its steps."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from kumuh.areas.models import Decree, Neighbourhood, Region
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.cycles.catalog import ALL_PRINCIPLES, Step, find_step
from planning.cycles.enums import StepStatus, Track


class Cycle(Record):
    """Siklus. `thresholds` holds the settings that differ from the programme's default (see `cycles.catalog`).

    `until_year` is the last fiscal year that it covers; `previous` the cycle that this one repeats.
    """

    scope_path = "region_id"

    track = models.CharField("program", max_length=1, choices=Track)
    region = models.ForeignKey(Region, verbose_name="wilayah", on_delete=models.PROTECT, related_name="cycles")
    decree = models.ForeignKey(
        Decree,
        verbose_name="SK Kumuh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cycles",
    )
    fiscal_year = models.PositiveSmallIntegerField("tahun anggaran")
    until_year = models.PositiveSmallIntegerField("sampai tahun anggaran", null=True, blank=True)
    previous = models.ForeignKey(
        "self", verbose_name="lanjutan dari", null=True, blank=True, on_delete=models.PROTECT, related_name="followers"
    )
    survey_year = models.PositiveSmallIntegerField("tahun data dasar", null=True, blank=True)
    thresholds = models.JSONField("ambang", default=dict, blank=True)
    order_reason = models.TextField("alasan urutan langkah diubah", blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField("dimulai")
    finished_on = models.DateField("selesai", null=True, blank=True)
    is_example = models.BooleanField("contoh", default=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "siklus"
        ordering = ["-fiscal_year", "region_id"]
        constraints = [
            models.UniqueConstraint(fields=["track", "region", "fiscal_year"], name="cycle_once_per_year"),
            models.CheckConstraint(condition=Q(track__in=Track.values), name="cycle_track_known"),
            models.CheckConstraint(
                condition=Q(until_year=None) | Q(until_year__gte=models.F("fiscal_year")), name="cycle_years_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_track_display()} {self.region.name} {self.years}"

    @property
    def years(self) -> str:
        """The fiscal years in words: 2026, or 2026–2030."""
        several = self.until_year and self.until_year != self.fiscal_year
        return f"{self.fiscal_year}–{self.until_year}" if several else f"{self.fiscal_year}"

    @cached_property
    def steps_in_order(self) -> tuple[Step, ...]:
        """The declared steps in the order of this cycle. Reads the (prefetched) states."""
        return tuple(find_step(self.track, state.step) for state in self.steps.all())

    @property
    def current_step_name(self) -> str:
        """Name of the first step that is not closed; empty when all are. Reads the prefetched steps."""
        opened = (state.step for state in self.steps.all() if state.status != StepStatus.CLOSED)
        return next((find_step(self.track, code).name for code in opened), "")


class StepState(Record):
    """How far one declared step of a cycle is; only `cycles.services` changes `status`.

    `position` counts from 1 in the order that was valid when the cycle started.
    """

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField("langkah", max_length=8)
    position = models.PositiveSmallIntegerField("urutan", default=0)
    status = models.CharField("keadaan", max_length=8, choices=StepStatus, default=StepStatus.NOT_STARTED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reopened_reason = models.TextField("alasan dibuka kembali", blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "keadaan langkah"
        ordering = ["cycle_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "step"], name="step_once_per_cycle"),
            models.CheckConstraint(condition=Q(status__in=StepStatus.values), name="step_status_known"),
        ]


class ScheduleItem(Record):
    """One line of the quick schedule (jadwal cepat) and of the team's work plan."""

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="schedule")
    step = models.CharField("langkah", max_length=8)
    activity = models.CharField("kegiatan", max_length=200)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai")
    responsible = models.CharField("penanggung jawab", max_length=120)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "jadwal"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="schedule_in_order")
        ]


class TeamMember(Record):
    """A member of the planning team of the cycle (fasilitator, relawan, TIPP)."""

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="team")
    name = models.CharField("nama", max_length=120)
    sex = models.CharField("L/P", max_length=1, choices=[("L", "Laki-laki"), ("P", "Perempuan")])
    duty = models.CharField("tugas", max_length=120)
    rt = models.ForeignKey(Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "anggota tim"
        ordering = ["pk"]


class SourceDocument(Record):
    """Data awal: a secondary source or base map collected in the preparation step."""

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField("judul data", max_length=200)
    holder = models.CharField("sumber/instansi", max_length=200)
    year = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    file = models.FileField("berkas", upload_to="data-awal/", blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "data awal"
        ordering = ["pk"]


class PrincipleNote(Record):
    """How the team kept a principle of its programme in one stage, in its own words (reflection).

    `step` is the step that closes the stage. `occasion` names a meeting that shows it (`registry.occasions`).
    """

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="principles")
    step = models.CharField("langkah", max_length=8)
    principle = models.CharField("prinsip", max_length=20, choices=[(one.code, one.name) for one in ALL_PRINCIPLES])
    answer = models.TextField("penerapan")
    improve = models.TextField("yang diperbaiki", blank=True)
    occasion = models.CharField("bukti", max_length=40, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField("dijawab", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "penerapan prinsip"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cycle", "step", "principle"], name="principle_once_per_stage")]

    def __str__(self) -> str:
        return self.get_principle_display()


class StepAnswer(Record):
    """What was captured for one entry of a step's record (`catalog.Entry`), in words or as rows of a table.

    `value` is a string (numbers with a point, dates as ISO), true, or for a table a list of {column: string}.
    """

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="answers")
    step = models.CharField("langkah", max_length=8)
    key = models.CharField("isian", max_length=40)
    value = models.JSONField("isi")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "isian catatan langkah"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cycle", "step", "key"], name="answer_once_per_entry")]


class StepPaper(Record):
    """A paper that a step leaves behind (`catalog.Output`): its number, day, scan, and where it was made known."""

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="papers")
    step = models.CharField("langkah", max_length=8)
    code = models.CharField("keluaran", max_length=40)
    number = models.CharField("nomor", max_length=80, blank=True)
    dated_on = models.DateField("tanggal", null=True, blank=True)
    file = models.FileField("berkas pindaian", upload_to="keluaran/", blank=True)
    published_on = models.DateField("diumumkan", null=True, blank=True)
    published_at = models.CharField("diumumkan di", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "keluaran langkah"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cycle", "step", "code"], name="paper_once_per_step")]


class ProgrammeSetting(Record):
    """What a city fixes for a programme: order of its movable steps and its numbers, for cycles that start later.

    `order` holds codes of all steps, empty for the declared order; `values` only what differs from the defaults.
    """

    scope_path = "city_id"

    track = models.CharField("program", max_length=1, choices=Track)
    city = models.ForeignKey(Region, verbose_name="kota", on_delete=models.PROTECT, related_name="programme_settings")
    order = models.JSONField("urutan langkah", default=list, blank=True)
    values = models.JSONField("angka", default=dict, blank=True)
    reason = models.TextField("alasan")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pengaturan program"
        ordering = ["track", "city_id"]
        constraints = [
            models.UniqueConstraint(fields=["track", "city"], name="programme_setting_once"),
            models.CheckConstraint(condition=Q(track__in=Track.values), name="programme_setting_track_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="programme_setting_has_reason"),
        ]

    def __str__(self) -> str:
        return f"Pengaturan {self.get_track_display()} {self.city.name}"


class StepUnlock(Record):
    """A key for one person to one closed (or examined) step until the end of a day; approvals do not fall.

    It ends by itself after `until`, or earlier by `ended_at`. Only `cycles.services` gives and ends keys.
    """

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="unlocks")
    step = models.CharField("langkah", max_length=8)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dibuka untuk", on_delete=models.PROTECT, related_name="+"
    )
    until = models.DateField("terbuka sampai")
    reason = models.TextField("alasan")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dibuka oleh", on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("diakhiri", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diakhiri oleh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "kunci sementara"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "step", "person"], condition=Q(ended_at=None), name="unlock_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="unlock_has_reason"),
        ]

    def __str__(self) -> str:
        return f"Kunci sementara {find_step(self.cycle.track, self.step).name} {self.cycle}"


class CarriedOver(Record):
    """What a repeated cycle took along from the one before it, as it was told when it started. Only grows."""

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="carried_over")
    label = models.CharField("bawaan", max_length=120)
    copied = models.BooleanField("disalin", default=False)
    count = models.PositiveIntegerField("jumlah", default=0)
    note = models.CharField("keterangan", max_length=300)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "bawaan siklus lama"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.label} {self.cycle}"
