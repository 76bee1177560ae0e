"""Trainings (KBIK): topics, who was there, who understands what, and the library of materials."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from kumuh.areas.models import Neighbourhood, Region
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.cycles.models import Cycle
from planning.institutions.catalog import TOPIC_SETS, Topic, TopicSet
from planning.institutions.enums import Grasp, MemberElement, Sex
from planning.institutions.models.bodies import Institution

SETS = [(one.code, one.name) for one in TOPIC_SETS.values()]
HIGHEST = 100


class Training(Record):
    """One training. `topics` are codes of the set, in its order; `cycle` is the one for which it was held."""

    scope_path = "region_id"

    region = models.ForeignKey(Region, verbose_name="wilayah", on_delete=models.PROTECT, related_name="trainings")
    cycle = models.ForeignKey(
        Cycle, verbose_name="untuk siklus", null=True, blank=True, on_delete=models.PROTECT, related_name="trainings"
    )
    topic_set = models.CharField("kelompok materi", max_length=8, choices=SETS)
    topics = models.JSONField("materi", default=list)
    title = models.CharField("nama pelatihan", max_length=160)
    held_on = models.DateField("tanggal mulai")
    ends_on = models.DateField("tanggal selesai", null=True, blank=True)
    place = models.CharField("tempat", max_length=200, blank=True)
    trainers = models.CharField("pelatih/narasumber", max_length=300)
    note = models.TextField("catatan", blank=True)
    scan = models.FileField("daftar hadir bertanda tangan", upload_to="pelatihan/hadir/", blank=True)
    is_example = models.BooleanField("contoh", default=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pelatihan"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("held_on")),
                name="training_days_in_order",
                violation_error_message="Pelatihan selesai sebelum mulai.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def curriculum(self) -> TopicSet:
        return TOPIC_SETS[self.topic_set]

    @property
    def taught(self) -> tuple[Topic, ...]:
        """The topics of this training in the order of its set."""
        return self.curriculum.in_order(self.topics)


class Participant(Record):
    """One person at one training, with where they come from on that day and what they scored and understood.

    Who was expected but did not come has `present` False and counts nowhere.
    `grasps` holds `Grasp` codes by topic; a topic without a code was not assessed. Scores are whole numbers 0–100.
    Name, sex and RT are a copy of the list they were chosen from, so that later changes do not rewrite a report.
    """

    scope_path = "training__region_id"

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="participants")
    name = models.CharField("nama", max_length=120)
    sex = models.CharField("L/P", max_length=1, choices=Sex)
    institution = models.ForeignKey(
        Institution, verbose_name="lembaga", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    origin = models.CharField("asal bila tanpa lembaga", max_length=120, blank=True)
    rt = models.ForeignKey(
        Neighbourhood, verbose_name="RT asal", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    element = models.CharField("unsur", max_length=10, choices=MemberElement, default=MemberElement.WARGA)
    present = models.BooleanField("hadir", default=True)
    before = models.PositiveSmallIntegerField("nilai sebelum", null=True, blank=True)
    after = models.PositiveSmallIntegerField("nilai sesudah", null=True, blank=True)
    grasps = models.JSONField("paham per materi", default=dict, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "peserta pelatihan"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(before=None) | Q(before__lte=HIGHEST)) & (Q(after=None) | Q(after__lte=HIGHEST)),
                name="participant_scores_to_100",
                violation_error_message="Nilai paling tinggi 100.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def body_name(self) -> str:
        """The body that the person stands for, else where they come from."""
        return self.institution.name if self.institution else (self.origin or self.get_element_display())

    @property
    def assessed(self) -> bool:
        """Whether anything was scored for this person."""
        return bool(self.grasps) or self.before is not None or self.after is not None

    def grasp(self, topic: Any) -> str:
        """Code of what was found for a topic; empty when not assessed."""
        return str(self.grasps.get(getattr(topic, "code", topic), ""))

    def understands(self, topic: Any) -> bool:
        return self.grasp(topic) == Grasp.UNDERSTOOD


class Material(Record):
    """A handout, slide or film about a topic: a file kept here or an address. Kota material serves its kelurahan."""

    scope_path = "region_id"

    region = models.ForeignKey(Region, verbose_name="wilayah", on_delete=models.PROTECT, related_name="materials")
    topic_set = models.CharField("kelompok materi", max_length=8, choices=SETS)
    topic = models.CharField("materi", max_length=10)
    title = models.CharField("judul", max_length=160)
    link = models.URLField("alamat", max_length=400, blank=True)
    file = models.FileField("berkas", upload_to="pelatihan/bahan/", blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "bahan pelatihan"
        ordering = ["topic_set", "topic", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(link="") | ~Q(file=""),
                name="material_is_file_or_link",
                violation_error_message="Unggah berkas atau tulis alamatnya.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
