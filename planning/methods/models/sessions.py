"""The common part of every method: when, where, who, which groups, what was concluded."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.cycles.models import Cycle
from planning.methods.enums import GroupKind, MethodKind, SessionState
from planning.rembuk.models import Meeting


class MethodSession(Record):
    """One use of a method. Inside a rembuk it takes day, place and people from there and never asks again.

    Only `methods.services` changes `state`; an agreed session is locked.
    """

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="method_sessions")
    meeting = models.ForeignKey(
        Meeting,
        verbose_name="dilakukan dalam rembuk",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="method_sessions",
    )
    kind = models.CharField("metode", max_length=13, choices=MethodKind)
    title = models.CharField("judul", max_length=200)
    topic = models.CharField("topik", max_length=300, blank=True)
    aspect = models.PositiveSmallIntegerField("tentang indikator", null=True, blank=True)
    held_on = models.DateField("tanggal", null=True, blank=True)
    place = models.CharField("tempat", max_length=200, blank=True)
    facilitator = models.CharField("pemandu", max_length=120, blank=True)
    recorder = models.CharField("pencatat", max_length=120, blank=True)
    representative = models.CharField("wakil warga yang menandatangani", max_length=120, blank=True)
    note = models.TextField("catatan proses", blank=True)
    conclusion = models.TextField("kesimpulan", blank=True)
    follow_up = models.TextField("tindak lanjut", blank=True)
    state = models.CharField("keadaan", max_length=10, choices=SessionState, default=SessionState.DRAFT)
    agreed_on = models.DateField("disepakati tanggal", null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="disepakati oleh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reopened_reason = models.TextField("alasan dibuka kembali", blank=True)
    is_example = models.BooleanField("contoh", default=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "hasil metode"
        ordering = ["cycle_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MethodKind.values), name="method_session_kind_known"),
            models.CheckConstraint(condition=Q(state__in=SessionState.values), name="method_session_state_known"),
            models.CheckConstraint(
                condition=Q(meeting__isnull=False) | Q(held_on__isnull=False),
                name="method_session_has_a_day",
                violation_error_message="Isi tanggalnya, atau pilih rembuknya.",
            ),
            models.CheckConstraint(
                condition=Q(aspect=None) | Q(aspect__gte=1, aspect__lte=8), name="method_session_aspect_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=SessionState.AGREED) | Q(agreed_on__isnull=False),
                name="method_session_agreed_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def day(self) -> date:
        """When it was done: the day of its rembuk, otherwise its own."""
        return self.meeting.held_on if self.meeting else self.held_on  # type: ignore[return-value]  # one of both is there

    @property
    def where(self) -> str:
        """Where it was done."""
        return self.place or (self.meeting.place if self.meeting else "")

    @property
    def led_by(self) -> str:
        """Who guided it."""
        return self.facilitator or (self.meeting.facilitator_name if self.meeting else "")

    @property
    def written_by(self) -> str:
        """Who wrote it down."""
        return self.recorder or (self.meeting.secretary_name if self.meeting else "")

    @property
    def is_locked(self) -> bool:
        """Whether its rows may not change any more."""
        return self.state == SessionState.AGREED


class MethodGroup(Record):
    """Who answered together. Counts of people, None when nobody counted; never a name."""

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="groups")
    kind = models.CharField("kelompok", max_length=12, choices=GroupKind)
    name = models.CharField("nama kelompok", max_length=120, blank=True)
    men = models.PositiveSmallIntegerField("laki-laki", null=True, blank=True)
    women = models.PositiveSmallIntegerField("perempuan", null=True, blank=True)
    order = models.PositiveSmallIntegerField("urutan", default=1)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "kelompok"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=GroupKind.values), name="method_group_kind_known"),
            models.UniqueConstraint(fields=["session", "kind", "name"], name="method_group_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How the group is called: its own name, otherwise that of its kind."""
        return self.name or self.get_kind_display()

    @property
    def people(self) -> int | None:
        """How many answered; None when nobody counted."""
        return None if self.men is None and self.women is None else (self.men or 0) + (self.women or 0)

    @property
    def counted(self) -> str:
        """How many answered in words, without what is nought; empty when nobody counted."""
        if self.people is None:
            return ""
        parts = [f"{number} {word}" for number, word in ((self.men, "laki-laki"), (self.women, "perempuan")) if number]
        return " dan ".join(parts) or "tidak ada"


class MethodPhoto(Record):
    """A photo or scan of the paper original or of the group at work.

    `has_people`: names or faces can be told on it, so that it stays with those who work with them.
    """

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="photos")
    group = models.ForeignKey(
        MethodGroup, verbose_name="kelompok", null=True, blank=True, on_delete=models.SET_NULL, related_name="photos"
    )
    file = models.FileField("berkas", upload_to="metode/")
    caption = models.CharField("keterangan", max_length=200, blank=True)
    has_people = models.BooleanField("memuat nama atau wajah warga", default=True)
    digest = models.CharField(max_length=64, editable=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "foto hasil metode"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["session", "digest"], name="method_photo_once")]

    def __str__(self) -> str:
        return self.caption or "Foto"

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown on a page; otherwise it is a PDF."""
        return not str(self.file.name).endswith(".pdf")
