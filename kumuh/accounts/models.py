"""People: accounts, their role in an area for a period, offices that sign, and typed-but-unsaved work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from kumuh.accounts.enums import MANDATE_PREFIXES, Mandate, Office, Role
from kumuh.areas.models import Region
from kumuh.core.formats import tanggal
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet


class User(AbstractUser):
    """A person with an account. Rights come from assignments only, never from Django groups."""

    first_name = None  # type: ignore[assignment]  # one name field: Indonesian names have no fixed family name
    last_name = None  # type: ignore[assignment]  # see above
    name = models.CharField("nama lengkap", max_length=120)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    must_change_password = models.BooleanField("wajib ganti kata sandi", default=False)
    session_round = models.PositiveIntegerField(default=0, editable=False, help_text="Naik saat keluar dari semua HP.")

    class Meta(AbstractUser.Meta):
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.username

    def get_session_auth_hash(self) -> str:
        """What a session must still match: it ends with a new password or with "keluar dari semua HP"."""
        return self._session_mark()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_mark(secret)

    def _session_mark(self, secret: str | bytes | None = None) -> str:
        words = f"{self.password}:{self.session_round}"
        return salted_hmac("kumuh.accounts.session", words, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def assignments_today(self) -> tuple[Assignment, ...]:
        """Assignments in force today, one query per request."""
        if not self.is_active or self.pk is None:
            return ()
        return tuple(self.assignments.in_force(timezone.localdate()).select_related("region"))

    def area_codes(self) -> tuple[str, ...]:
        """Prefixes of region codes this person may read; `""` is the whole country; empty is nothing."""
        return tuple(sorted({a.region_id or "" for a in self.assignments_today}))

    def roles_in(self, code: str) -> frozenset[str]:
        """Roles held for the region with this code (an assignment to a city covers its kelurahan)."""
        return frozenset(a.role for a in self.assignments_today if a.covers(code))

    def mandate_in(self, role: str, code: str) -> str:
        """The words of the mandate under which this person holds the role for the region; "" in their own right."""
        held = [a.mandate_words for a in self.assignments_today if a.role == role and a.covers(code)]
        return "" if "" in held else next(iter(held), "")

    def has_role(self, roles: Iterable[str], code: str) -> bool:
        """Whether one of the roles is held for the region with this code."""
        return not self.roles_in(code).isdisjoint(roles)


class PersonRequest(HttpRequest):
    """A request behind `@page(...)`: somebody is signed in. For the types of views only."""

    user: User


class AssignmentQuerySet(ScopedQuerySet):
    def in_force(self, day: date) -> AssignmentQuerySet:
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))


class Assignment(Record):
    """Penugasan: one role of one person in one region (empty = national) from a day to a day."""

    scope_path = "region_id"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField("peran", max_length=12, choices=Role)
    region = models.ForeignKey(
        Region,
        verbose_name="wilayah",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    valid_from = models.DateField("sejak", default=timezone.localdate)
    valid_to = models.DateField("sampai", null=True, blank=True)
    mandate = models.CharField("dasar kewenangan", max_length=3, choices=Mandate, blank=True, default=Mandate.NONE)
    letter_number = models.CharField("nomor surat mandat", max_length=80, blank=True)
    letter_date = models.DateField("tanggal surat mandat", null=True, blank=True)
    on_behalf_of = models.CharField("atas nama", max_length=120, blank=True)

    objects = AssignmentQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "penugasan"
        ordering = ["role", "region_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="assignment_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(mandate="") | (~Q(letter_number="") & Q(letter_date__isnull=False)),
                name="assignment_mandate_with_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.region.name if self.region else 'nasional'}"

    @property
    def mandate_words(self) -> str:
        """The mandate: "Plt. Lurah, surat nomor 800/12 tanggal 3 Maret 2026"; "" for who acts in their own right."""
        if not self.mandate or self.letter_date is None:
            return ""
        office = self.on_behalf_of or Role(self.role).label
        prefix = MANDATE_PREFIXES[Mandate(self.mandate)]
        return f"{prefix} {office}, surat nomor {self.letter_number} tanggal {tanggal(self.letter_date)}"

    def covers(self, code: str) -> bool:
        """Whether this assignment reaches the region with the code."""
        own = self.region_id or ""
        return not own or code == own or code.startswith(f"{own}.")


class Official(Record):
    """Pejabat penanda tangan: who signs for an office of a region, and on whose mandate, in a period."""

    scope_path = "region_id"

    region = models.ForeignKey(Region, verbose_name="wilayah", on_delete=models.PROTECT, related_name="officials")
    office = models.CharField("jabatan", max_length=12, choices=Office)
    name = models.CharField("nama", max_length=120)
    nip = models.CharField("NIP", max_length=30, blank=True)
    mandate = models.CharField("dasar kewenangan", max_length=3, choices=Mandate, blank=True, default=Mandate.NONE)
    mandate_note = models.CharField("nomor surat mandat", max_length=120, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="offices"
    )
    is_example = models.BooleanField("contoh", default=False, help_text="Orang contoh di kota demo.")
    valid_from = models.DateField("sejak", default=timezone.localdate)
    valid_to = models.DateField("sampai", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pejabat penanda tangan"
        ordering = ["region_id", "office", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="official_period_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_office_display()})"


class FormDraft(models.Model):
    """What a person typed into a form but did not send yet; the server keeps it, the phone is only a bridge."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="form_drafts")
    key = models.CharField("formulir", max_length=160)
    page = models.CharField("alamat halaman", max_length=300, blank=True)
    title = models.CharField("judul", max_length=160, blank=True)
    fields = models.JSONField("isian", default=dict)
    base_version = models.PositiveIntegerField("versi asal", null=True, blank=True)
    saved_at = models.DateTimeField("disimpan", auto_now=True)

    class Meta:
        verbose_name = "isian belum dikirim"
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="form_draft_once")]

    def __str__(self) -> str:
        return self.title or self.key

    @property
    def filled(self) -> int:
        """How many fields hold something."""
        return sum(any(values) for values in self.fields.values())

    @property
    def restore_url(self) -> str:
        """The form's page, filled with this draft; "" when the page is unknown."""
        mark = urlencode({"pulihkan": self.key})
        return f"{self.page}{'&' if '?' in self.page else '?'}{mark}" if self.page else ""
