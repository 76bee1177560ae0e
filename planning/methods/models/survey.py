"""The survey of households: a house with its answers, the area of an RT, what was decided about differences, trials."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kumuh.areas.models import Neighbourhood
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.methods.enums.survey import Settled
from planning.methods.models.sessions import MethodSession
from planning.methods.survey.rules import FROM_HOUSES


class Household(Record):
    """One household as it answered form A. Who it is stays with those who work with names.

    `answers` by key of the question; null or missing is not answered. `verdict` has one sign per parameter from houses
    (1 not in order, 0 in order, ? not answered); only `methods.services` writes it. `uuid` names the submission of a
    collecting program, `digest` its content when it was last taken over.
    """

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="households")
    neighbourhood = models.ForeignKey(Neighbourhood, verbose_name="RT", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("nomor rumah atau bangunan", max_length=20, blank=True)
    head = models.CharField("nama kepala keluarga", max_length=120, blank=True)
    nik = models.CharField("NIK kepala keluarga", max_length=16, blank=True)
    address = models.CharField("alamat", max_length=200, blank=True)
    surveyed_on = models.DateField("tanggal didata", null=True, blank=True)
    surveyor = models.CharField("petugas", max_length=120, blank=True)
    low_income = models.BooleanField("MBR", null=True, blank=True)
    men = models.PositiveSmallIntegerField("laki-laki", null=True, blank=True)
    women = models.PositiveSmallIntegerField("perempuan", null=True, blank=True)
    disabled = models.PositiveSmallIntegerField("difabel", null=True, blank=True)
    answers = models.JSONField("jawaban", default=dict, blank=True)
    verdict = models.CharField("hasil per parameter", max_length=len(FROM_HOUSES), editable=False)
    uuid = models.CharField("kode kiriman", max_length=64, blank=True, editable=False)
    digest = models.CharField("sidik kiriman", max_length=64, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "keluarga yang didata"
        ordering = ["pk"]
        indexes = [models.Index(fields=["session", "neighbourhood"], name="household_session_rt")]
        constraints = [
            models.UniqueConstraint(fields=["session", "uuid"], condition=~Q(uuid=""), name="household_sent_once"),
            models.UniqueConstraint(fields=["session", "nik"], condition=~Q(nik=""), name="household_nik_once"),
        ]

    def __str__(self) -> str:
        return f"Keluarga nomor {self.pk}"

    @property
    def label(self) -> str:
        """How those who work with names know it."""
        parts = [f"No. {self.number}" if self.number else "", self.head]
        return ", ".join(part for part in parts if part) or str(self)


class AreaSheet(Record):
    """Form B of one RT: land, roads, drains, inundation, fire."""

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="area_sheets")
    neighbourhood = models.ForeignKey(Neighbourhood, verbose_name="RT", on_delete=models.PROTECT, related_name="+")
    surveyed_on = models.DateField("tanggal didata", null=True, blank=True)
    answers = models.JSONField("jawaban", default=dict, blank=True)
    uuid = models.CharField("kode kiriman", max_length=64, blank=True, editable=False)
    digest = models.CharField("sidik kiriman", max_length=64, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "formulir kawasan RT"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["session", "neighbourhood"], name="area_sheet_once_per_rt")]

    def __str__(self) -> str:
        return f"Formulir kawasan {self.neighbourhood}"


class SurveyDecision(Record):
    """What was decided about a number of an RT: taken over into the RT record, or the record kept with a reason.

    The decision holds for the two numbers it was made about; when one of them moves it is asked again.
    """

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="survey_decisions")
    neighbourhood = models.ForeignKey(Neighbourhood, verbose_name="RT", on_delete=models.PROTECT, related_name="+")
    key = models.CharField("angka", max_length=40)
    settled = models.CharField("keputusan", max_length=5, choices=Settled)
    found = models.DecimalField("menurut survei", max_digits=16, decimal_places=6)
    recorded = models.DecimalField("menurut data RT", max_digits=16, decimal_places=6, null=True, blank=True)
    reason = models.CharField("alasan", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "keputusan selisih survei"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "neighbourhood", "key"], name="survey_decision_once"),
            models.CheckConstraint(condition=Q(settled__in=Settled.values), name="survey_decision_known"),
        ]

    def __str__(self) -> str:
        return f"{self.neighbourhood}: {self.get_settled_display()}"


class SurveyTrial(models.Model):
    """A file of answers that was tried: exactly its rows are taken over later, or never. Trying changes nothing.

    `rows` are emptied once they were taken over, because they hold names.
    """

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="survey_trials")
    letter = models.CharField("formulir", max_length=1)
    filename = models.CharField("berkas", max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    tried_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tried_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "uji impor survei"
        ordering = ["-tried_at"]
        constraints = [models.CheckConstraint(condition=Q(letter__in=["A", "B"]), name="survey_trial_form_known")]

    def __str__(self) -> str:
        return self.filename
