"""Rembuk: invitation, attendance, minutes, decisions and evidence of a meeting."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kumuh.areas.models import Neighbourhood
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.cycles.models import Cycle
from planning.rembuk.enums import (
    AttendanceMode,
    DecisionMethod,
    Element,
    EvidenceKind,
    MeetingStatus,
    MeetingType,
    Sex,
    Subject,
)


def _sent_once(noun: str) -> models.UniqueConstraint:
    """A row that a phone sends twice, because the answer was lost, is kept once: `key` is made where it is typed."""
    return models.UniqueConstraint(fields=["meeting", "key"], condition=~Q(key=""), name=f"{noun}_sent_once")


class Meeting(Record):
    """One meeting of a cycle. Only `rembuk.services` changes `status`; a closed meeting is locked."""

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="meetings")
    step = models.CharField("langkah", max_length=8)
    type = models.CharField("jenis pertemuan", max_length=20, choices=MeetingType)
    title = models.CharField("judul", max_length=200)
    held_on = models.DateField("tanggal")
    starts_at = models.TimeField("mulai pukul")
    ends_at = models.TimeField("selesai pukul", null=True, blank=True)
    finished_at = models.TimeField("ternyata selesai pukul", null=True, blank=True)
    place = models.CharField("tempat", max_length=200)
    inviter_office = models.CharField("pengundang (jabatan)", max_length=80, default="Lurah")
    inviter_name = models.CharField("pengundang (nama)", max_length=120, blank=True)
    invitation_number = models.CharField("nomor undangan", max_length=80, blank=True)
    invited = models.TextField("yang diundang", blank=True, help_text="Satu unsur atau kelompok per baris.")
    invited_count = models.PositiveIntegerField("jumlah yang diundang", null=True, blank=True)
    invited_rts = models.ManyToManyField(Neighbourhood, verbose_name="RT yang terkait", blank=True, related_name="+")
    status = models.CharField("keadaan", max_length=12, choices=MeetingStatus, default=MeetingStatus.PLANNED)
    cancelled_reason = models.CharField("alasan dibatalkan", max_length=300, blank=True)

    chair_name = models.CharField("pimpinan rembuk", max_length=120, blank=True)
    chair_office = models.CharField("jabatan pimpinan", max_length=80, blank=True)
    secretary_name = models.CharField("notulis", max_length=120, blank=True)
    facilitator_name = models.CharField("fasilitator pendamping", max_length=120, blank=True)

    attendance_mode = models.CharField(
        "cara mencatat kehadiran", max_length=6, choices=AttendanceMode, default=AttendanceMode.NAMES
    )
    paper_total = models.PositiveIntegerField("jumlah tanda tangan pada daftar hadir kertas", null=True, blank=True)
    mismatch_reason = models.TextField("alasan jumlah berbeda", blank=True)
    participation_note = models.TextField("penjelasan fasilitator bila ambang tidak tercapai", blank=True)
    participation_note_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    participation_accepted_by = models.CharField("diterima oleh BKM (nama)", max_length=120, blank=True)
    participation_accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    summary = models.TextField("kesimpulan", blank=True)
    berita_acara_number = models.CharField("nomor berita acara", max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reopened_reason = models.TextField("alasan dibuka kembali", blank=True)
    published_on = models.DateField("hasil diumumkan tanggal", null=True, blank=True)
    published_at = models.CharField("hasil diumumkan di", max_length=200, blank=True)
    is_example = models.BooleanField("contoh", default=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history("invited_rts")

    class Meta:
        verbose_name = "pertemuan"
        ordering = ["held_on", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=MeetingStatus.values), name="meeting_status_known"),
            models.CheckConstraint(condition=Q(type__in=MeetingType.values), name="meeting_type_known"),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(Record):
    """Susunan acara and, after the meeting, what was discussed under it."""

    scope_path = "meeting__cycle__region_id"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField("urutan")
    topic = models.CharField("acara", max_length=200)
    minutes = models.PositiveSmallIntegerField("menit", null=True, blank=True)
    began_at = models.TimeField("mulai dibahas pukul", null=True, blank=True)
    discussion = models.TextField("pembahasan", blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "acara"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.topic


class Attendee(Record):
    """A person on the attendance list. Class C data: never in anything public."""

    scope_path = "meeting__cycle__region_id"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendees")
    name = models.CharField("nama", max_length=120)
    sex = models.CharField("L/P", max_length=1, choices=Sex)
    rt = models.ForeignKey(Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    address = models.CharField("alamat bila di luar RT", max_length=120, blank=True)
    element = models.CharField("unsur", max_length=10, choices=Element, default=Element.WARGA)
    poor = models.BooleanField("MBR", default=False)
    vulnerable = models.BooleanField("kelompok rentan", default=False)
    position = models.CharField("jabatan", max_length=80, blank=True)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    key = models.CharField(max_length=36, blank=True, default="", editable=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "peserta"
        ordering = ["pk"]
        constraints = [_sent_once("attendee")]


class AttendanceCount(Record):
    """Counts typed from the paper list, one row per RT of origin (`rt` empty = from outside).

    In a cycle of the kota `origin` names the institution or kelurahan instead.
    """

    scope_path = "meeting__cycle__region_id"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="counts")
    rt = models.ForeignKey(Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField("lembaga atau kelurahan", max_length=120, blank=True)
    men = models.PositiveIntegerField("laki-laki", default=0)
    women = models.PositiveIntegerField("perempuan", default=0)
    poor = models.PositiveIntegerField("di antaranya MBR", default=0)
    vulnerable = models.PositiveIntegerField("di antaranya kelompok rentan", default=0)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "jumlah hadir per RT"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "rt", "origin"], name="count_once_per_rt"),
            models.UniqueConstraint(
                fields=["meeting", "origin"], condition=Q(rt__isnull=True), name="count_once_from_outside"
            ),
            models.CheckConstraint(
                condition=Q(poor__lte=models.F("men") + models.F("women"))
                & Q(vulnerable__lte=models.F("men") + models.F("women")),
                name="count_parts_within_total",
            ),
        ]


class MinuteEntry(Record):
    """Notulen: an opinion or proposal, who raised it, the answer and the follow-up."""

    scope_path = "meeting__cycle__region_id"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="entries")
    agenda_item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    order = models.PositiveSmallIntegerField("urutan", default=1)
    text = models.TextField("usulan/pendapat")
    raised_by = models.CharField("pengusul", max_length=120, blank=True)
    answer = models.TextField("tanggapan", blank=True)
    follow_up = models.TextField("tindak lanjut", blank=True)
    follow_up_by = models.CharField("oleh siapa", max_length=120, blank=True)
    follow_up_on = models.DateField("paling lambat", null=True, blank=True)
    key = models.CharField(max_length=36, blank=True, default="", editable=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "isi notulen"
        ordering = ["order", "pk"]
        constraints = [_sent_once("entry")]


class Decision(Record):
    """Keputusan of a meeting: consensus, or a majority vote with counts; dissent is always kept."""

    scope_path = "meeting__cycle__region_id"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField("nomor")
    text = models.TextField("keputusan")
    about = models.CharField(
        "tentang",
        max_length=20,
        choices=Subject,
        default=Subject.LAIN,
    )
    method = models.CharField("cara memutuskan", max_length=8, choices=DecisionMethod)
    agree = models.PositiveIntegerField("setuju", null=True, blank=True)
    against = models.PositiveIntegerField("tidak setuju", null=True, blank=True)
    abstain = models.PositiveIntegerField("abstain", null=True, blank=True)
    dissent = models.TextField("keberatan yang dicatat", blank=True)
    key = models.CharField(max_length=36, blank=True, default="", editable=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "keputusan"
        ordering = ["meeting_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once"),
            _sent_once("decision"),
            models.CheckConstraint(
                condition=Q(method=DecisionMethod.CONSENSUS)
                | Q(method=DecisionMethod.VOTE, agree__isnull=False, against__isnull=False),
                name="decision_vote_has_counts",
            ),
            models.CheckConstraint(condition=Q(about__in=Subject.values), name="decision_subject_known"),
        ]

    def __str__(self) -> str:
        return f"Keputusan {self.number} – {self.meeting.title}"


class Representative(Record):
    """A resident who signs the berita acara (the seven community representatives)."""

    scope_path = "meeting__cycle__region_id"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="representatives")
    order = models.PositiveSmallIntegerField("urutan", default=1)
    element = models.CharField("unsur", max_length=10, choices=Element)
    name = models.CharField("nama", max_length=120)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "wakil warga"
        ordering = ["order", "pk"]


class Evidence(Record):
    """Photo or scan of the paper behind the typed numbers. Never public."""

    scope_path = "meeting__cycle__region_id"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField("jenis", max_length=12, choices=EvidenceKind)
    file = models.FileField("berkas", upload_to="bukti-rembuk/")
    caption = models.CharField("keterangan", max_length=200, blank=True)
    digest = models.CharField(max_length=64, editable=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "bukti"
        ordering = ["pk"]


class MeetingUse(Record):
    """A meeting of one cycle that also counts for a step of another cycle of the same kelurahan. Typed once."""

    scope_path = "cycle__region_id"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="uses")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="meeting_uses")
    step = models.CharField("langkah", max_length=8)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dipakai oleh", on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pemakaian rembuk"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "cycle"], name="meeting_used_once_per_cycle")]

    def __str__(self) -> str:
        return f"{self.meeting} untuk {self.cycle}"
