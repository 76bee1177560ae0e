"""Printed documents: numbered immutable editions, their signatures and letterheads."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kumuh.areas.models import Region
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.documents.enums import EditionState, Paper, SignatureKind
from planning.documents.numbering import example_number


class Letterhead(Record):
    """Kop of an institution in a region and how its letters are numbered."""

    scope_path = "region_id"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="letterheads")
    body = models.CharField(
        "lembaga",
        max_length=10,
        choices=[
            ("KELURAHAN", "Kelurahan"),
            ("BKM", "BKM/TIPP"),
            ("POKJA", "Pokja PKP"),
            ("SATKER", "KPA/Satker"),
            ("KSM", "KSM"),
            ("DPIU", "DPIU"),
        ],
    )
    lines = models.TextField("baris kop", help_text="Satu baris tulisan per baris.")
    address = models.CharField("alamat", max_length=255, blank=True)
    logo = models.ImageField("logo", upload_to="kop/", blank=True)
    number_pattern = models.CharField(
        "pola nomor",
        max_length=120,
        default="{urut:03d}/{kode}/{lembaga}/{bulan_romawi}/{tahun}",
        help_text="Kata kunci: {urut:03d} {kode} {lembaga} {bulan_romawi} {tahun}.",
    )
    paper = models.CharField("kertas", max_length=2, choices=Paper, default=Paper.F4)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "kop surat"
        constraints = [models.UniqueConstraint(fields=["region", "body"], name="letterhead_once")]

    def __str__(self) -> str:
        return f"Kop surat {self.get_body_display()} {self.region}"

    @property
    def example_number(self) -> str:
        """How a number of this office looks today."""
        return example_number(self.number_pattern, body=self.body, on=timezone.localdate())


class NumberSequence(models.Model):
    """The last letter number used by a body of a region in a year; raised under lock."""

    scope_path = "region_id"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "body", "year"], name="sequence_once")]

    def __str__(self) -> str:
        return f"{self.body} {self.year}: {self.last}"


class Document(Record):
    """A document of one kind about one subject; its printed states are editions."""

    scope_path = "region_id"

    kind = models.CharField("jenis", max_length=40)
    subject_id = models.PositiveBigIntegerField("subjek")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField("judul", max_length=255)
    number = models.CharField("nomor", max_length=120, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "dokumen"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="document_once_per_subject")]

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """Edisi: one immutable printing. The same content gives the same bytes and the same edition."""

    scope_path = "document__region_id"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="editions")
    sequence = models.PositiveSmallIntegerField("edisi ke")
    state = models.CharField("keadaan", max_length=8, choices=EditionState)
    digest = models.CharField("sidik isi", max_length=64, help_text="SHA-256 dari isi dokumen.")
    file_digest = models.CharField("sidik berkas", max_length=64)
    control_code = models.CharField("kode kendali", max_length=20, unique=True)
    content = models.JSONField("isi", default=dict)
    file = models.FileField("PDF", upload_to="dokumen/")
    pages = models.PositiveSmallIntegerField("halaman")
    reason = models.CharField("alasan dicetak", max_length=200)
    data_date = models.DateTimeField("tanggal data")
    printed_at = models.DateTimeField("dicetak", auto_now_add=True)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField("alasan dicabut", max_length=300, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "edisi"
        ordering = ["document_id", "-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["document", "sequence"], name="edition_sequence_once"),
            models.CheckConstraint(condition=Q(state__in=EditionState.values), name="edition_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.document} edisi {self.sequence}"


class Signature(Record):
    """Who signed an edition on paper (scan uploaded) or by certified signature; what kind is never blurred."""

    scope_path = "edition__document__region_id"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signatures")
    kind = models.CharField("jenis", max_length=6, choices=SignatureKind)
    role = models.CharField("peran", max_length=40)
    office = models.CharField("jabatan", max_length=120)
    name = models.CharField("nama", max_length=120)
    signed_on = models.DateField("tanggal tanda tangan")
    scan = models.FileField("pindaian", upload_to="dokumen-bertanda-tangan/", blank=True)
    scan_digest = models.CharField(max_length=64, blank=True)
    certificate = models.CharField("sertifikat diterbitkan oleh", max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "tanda tangan"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.office} – {self.edition}"
