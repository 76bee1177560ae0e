"""Review of one subject (a step of a cycle, a profile, …): its state, what happened, and pinned notes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kumuh.accounts.enums import Role
from kumuh.areas.models import Region
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from kumuh.reviews.enums import Opinion, ReviewState, ReviewVerb, Severity


class Review(Record):
    """The state of one subject. `chain` names the declared order of deciders; only services change `state`."""

    scope_path = "region_id"

    chain = models.CharField("rantai", max_length=40)
    subject_type = models.CharField(max_length=40, help_text="Nama jenis yang didaftarkan aplikasi pemilik.")
    subject_id = models.PositiveBigIntegerField()
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="reviews")
    title = models.CharField("judul", max_length=200)
    state = models.CharField("keadaan", max_length=12, choices=ReviewState, default=ReviewState.DRAFT)
    round = models.PositiveSmallIntegerField("putaran", default=1)
    waiting_since = models.DateTimeField("menunggu sejak", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pemeriksaan"
        ordering = ["waiting_since", "pk"]
        indexes = [models.Index(fields=["state", "region"], name="review_state_region")]
        constraints = [
            models.UniqueConstraint(fields=["chain", "subject_type", "subject_id"], name="review_once_per_subject"),
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="review_state_known"),
        ]

    def __str__(self) -> str:
        return self.title


class ReviewEvent(models.Model):
    """One move of a review: who, in which role, when, from where to where, why. Append-only."""

    scope_path = "review__region_id"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="events")
    verb = models.CharField("tindakan", max_length=10, choices=ReviewVerb)
    from_state = models.CharField(max_length=12, choices=ReviewState)
    to_state = models.CharField(max_length=12, choices=ReviewState)
    round = models.PositiveSmallIntegerField("putaran")
    role = models.CharField("sebagai", max_length=12)
    mandate = models.CharField("dasar kewenangan", max_length=300, blank=True, help_text="Kata-kata saat bertindak.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_events")
    at = models.DateTimeField("waktu", auto_now_add=True)
    reason = models.TextField("alasan", blank=True)
    opinion = models.CharField("pertimbangan", max_length=8, choices=Opinion, blank=True)
    voided = models.BooleanField("gugur", default=False, help_text="Gugur karena dibuka kembali atau dikembalikan.")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "tindakan pemeriksaan"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.by} {self.get_verb_display()}"

    @property
    def capacity(self) -> str:
        """In what capacity the person acted: the mandate of a deputy, else the role."""
        return self.mandate or Role(self.role).label


class Digest(models.Model):
    """Ringkasan harian: the mail of a day that was handed over to the mail server for one person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField("tanggal")
    until = models.DateTimeField("memuat kabar sampai")

    class Meta:
        verbose_name = "ringkasan harian"
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user}, {self.day}"


class Note(Record):
    """Catatan pinned to a field or row of the subject; the author of the work answers it."""

    scope_path = "review__region_id"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="notes")
    round = models.PositiveSmallIntegerField("putaran")
    pin = models.CharField("letak", max_length=120, blank=True, help_text="misalnya kegiatan:12/biaya")
    pin_label = models.CharField("letak terbaca", max_length=200, blank=True)
    text = models.TextField("catatan")
    severity = models.CharField("sifat", max_length=6, choices=Severity, default=Severity.REQUIRED)
    internal = models.BooleanField("catatan dalam", default=False, help_text="Hanya terbaca oleh pemeriksa.")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_notes")
    answer = models.TextField("jawaban", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answered_notes",
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "catatan"
        ordering = ["pk"]
