"""Bodies, their members, elections and SK."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from kumuh.areas.models import Neighbourhood, Region
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.cycles.models import Cycle
from planning.institutions.catalog import Body, body_of
from planning.institutions.enums import AccountRole, InstitutionKind, Issuer, MemberElement, Position, Sex, Team


class Institution(Record):
    """A body of a kelurahan or kota; it outlives a cycle, `cycle` is the one in which it was formed."""

    scope_path = "region_id"

    region = models.ForeignKey(Region, verbose_name="wilayah", on_delete=models.PROTECT, related_name="institutions")
    cycle = models.ForeignKey(
        Cycle,
        verbose_name="dibentuk dalam siklus",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="institutions",
    )
    kind = models.CharField("jenis lembaga", max_length=10, choices=InstitutionKind)
    name = models.CharField("nama lembaga", max_length=120)
    parent = models.ForeignKey(
        "self", verbose_name="di bawah", null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    address = models.CharField("alamat sekretariat", max_length=200, blank=True)
    formed_on = models.DateField("tanggal rapat pembentukan", null=True, blank=True)
    formation_number = models.CharField("nomor berita acara pembentukan", max_length=80, blank=True)
    formation_place = models.CharField("tempat rapat pembentukan", max_length=200, blank=True)
    articles_on = models.DateField("tanggal AD/ART disepakati", null=True, blank=True)
    articles = models.FileField("naskah AD/ART", upload_to="lembaga/adart/", blank=True)
    bank = models.CharField("bank", max_length=80, blank=True)
    account_number = models.CharField("nomor rekening", max_length=40, blank=True)
    account_name = models.CharField("atas nama rekening", max_length=120, blank=True)
    account_opened_on = models.DateField("rekening dibuka", null=True, blank=True)
    opening_balance = models.PositiveBigIntegerField("saldo awal (Rp)", null=True, blank=True)
    dissolved_on = models.DateField("dibubarkan tanggal", null=True, blank=True)
    dissolved_reason = models.CharField("alasan dibubarkan", max_length=300, blank=True)
    is_example = models.BooleanField("contoh", default=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "lembaga"
        ordering = ["region_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=InstitutionKind.values), name="institution_kind_known"),
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | ~Q(dissolved_reason=""),
                name="institution_dissolved_with_reason",
                violation_error_message="Tulis mengapa lembaga ini dibubarkan.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def body(self) -> Body:
        """What a body of this kind is."""
        return body_of(self.kind)


class Member(Record):
    """One person in one position for a period; leaving closes the period and keeps the row.

    Names and positions stand in a public SK. Phone numbers are not kept here at all.
    """

    scope_path = "institution__region_id"

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="members")
    name = models.CharField("nama", max_length=120)
    sex = models.CharField("L/P", max_length=1, choices=Sex)
    rt = models.ForeignKey(
        Neighbourhood, verbose_name="RT asal", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    origin = models.CharField("asal bila bukan warga RT", max_length=120, blank=True)
    element = models.CharField("unsur", max_length=10, choices=MemberElement, default=MemberElement.WARGA)
    position = models.CharField("jabatan", max_length=12, choices=Position, default=Position.ANGGOTA)
    team = models.CharField("pokja/tim", max_length=12, choices=Team, blank=True)
    account_role = models.CharField("penanda tangan rekening", max_length=8, choices=AccountRole, blank=True)
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)
    leaving = models.CharField("alasan berhenti", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "anggota lembaga"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="institution_member_period_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_position_display()})"

    def serves_on(self, day: date) -> bool:
        """Whether the person holds the position on that day; the last day counts."""
        return self.since <= day and (self.until is None or self.until >= day)


class Election(Record):
    """One round of an election: how many seats, how many ballots, the votes of each candidate."""

    scope_path = "institution__region_id"

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="elections")
    position = models.CharField("untuk jabatan", max_length=12, choices=Position, default=Position.ANGGOTA)
    seats = models.PositiveSmallIntegerField("jumlah yang dipilih", default=1)
    held_on = models.DateField("tanggal pemilihan")
    place = models.CharField("tempat", max_length=200, blank=True)
    number = models.CharField("nomor berita acara", max_length=80, blank=True)
    ballots = models.PositiveIntegerField("surat suara yang dipakai", null=True, blank=True)
    spoiled = models.PositiveIntegerField("suara tidak sah", default=0)
    choices_each = models.PositiveSmallIntegerField("calon yang boleh ditulis pada satu surat suara", default=1)
    tie_note = models.CharField("cara memutuskan bila suara sama", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pemilihan"
        ordering = ["held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="election_fills_a_seat",
                violation_error_message="Jumlah yang dipilih paling sedikit satu.",
            )
        ]

    def __str__(self) -> str:
        return f"Pemilihan {self.get_position_display().lower()} {self.institution.name}"


class Candidate(Record):
    """A candidate with the votes counted; `chosen_in_tie` marks whom those present chose when votes were equal."""

    scope_path = "election__institution__region_id"

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="candidates")
    name = models.CharField("nama", max_length=120)
    sex = models.CharField("L/P", max_length=1, choices=Sex)
    rt = models.ForeignKey(
        Neighbourhood, verbose_name="RT asal", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    element = models.CharField("unsur", max_length=10, choices=MemberElement, default=MemberElement.WARGA)
    votes = models.PositiveIntegerField("suara", default=0)
    chosen_in_tie = models.BooleanField("dipilih saat suara sama", default=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "calon"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class FormationDecree(Record):
    """SK of a body: prepared here, numbered in the register of the office, kept with the signed scan.

    `sequence` counts within the office and the year of `dated_on`; `number` is as it stands on the paper.
    """

    scope_path = "institution__region_id"

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="decrees")
    issuer = models.CharField("ditetapkan oleh", max_length=8, choices=Issuer)
    about = models.CharField("tentang", max_length=255)
    sequence = models.PositiveIntegerField("nomor urut", null=True, blank=True)
    number = models.CharField("nomor SK", max_length=80, blank=True)
    dated_on = models.DateField("tanggal ditetapkan", null=True, blank=True)
    year = models.PositiveSmallIntegerField("tahun register", null=True, blank=True, editable=False)
    office_code = models.CharField("kantor", max_length=13, editable=False)
    ends_on = models.DateField("berlaku sampai", null=True, blank=True)
    signer_name = models.CharField("nama penanda tangan", max_length=120, blank=True)
    funding = models.CharField("biaya dibebankan pada", max_length=255, blank=True)
    copies = models.TextField("tembusan", blank=True)
    scan = models.FileField("SK bertanda tangan", upload_to="lembaga/sk/", blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "SK lembaga"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office_code", "issuer", "year", "sequence"], name="formation_decree_number_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(dated_on=None) | Q(ends_on__gt=F("dated_on")),
                name="formation_decree_period_in_order",
                violation_error_message="SK berakhir sebelum berlaku.",
            ),
        ]

    def __str__(self) -> str:
        return f"SK {self.number}" if self.number else f"SK tentang {self.about} (belum bernomor)"

    @property
    def is_printable(self) -> bool:
        """Whether it is made here: SK of the mayor are written by the city's own office and only kept."""
        return self.issuer != Issuer.WALIKOTA

    @property
    def is_complete(self) -> bool:
        """Numbered, dated, and the signed paper kept."""
        return bool(self.number and self.dated_on and self.scan)
