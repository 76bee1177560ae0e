"""Places: official regions, RW/RT, kawasan, SK Kumuh and boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kumuh.areas.enums import CitySize, LineageKind, NeighbourhoodKind, RegionLevel
from kumuh.areas.naming import city_code, region_title
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet


class CityWideQuerySet(ScopedQuerySet):
    """Rows of a whole city (SK Kumuh, kawasan): who works in one of its kelurahan reads them too."""

    def in_areas(self, codes: Sequence[str]) -> Self:
        if not codes or "" in codes:
            return super().in_areas(codes)
        cities = {city_code(code) for code in codes if "." in code}
        return self.filter(Q(pk__in=super().in_areas(codes).values("pk")) | Q(city_id__in=cities))


class Region(models.Model):
    """An official region; the key is the dotted Kemendagri code (`33`, `33.75`, `33.75.01`, `33.75.01.1001`)."""

    scope_path = "code"

    code = models.CharField("kode", max_length=13, primary_key=True)
    name = models.CharField("nama", max_length=120)
    search_name = models.CharField(max_length=255, editable=False, db_index=True)
    level = models.PositiveSmallIntegerField("tingkat", choices=RegionLevel)
    parent = models.ForeignKey(
        "self", verbose_name="induk", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    latitude = models.DecimalField("lintang", max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField("bujur", max_digits=8, decimal_places=5, null=True, blank=True)
    city_size = models.CharField("ukuran kota", max_length=12, choices=CitySize, blank=True)
    active = models.BooleanField("berlaku", default=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "wilayah"
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "search_name"], name="region_level_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """Name with its kind: `Kelurahan Podosugih`, `Kecamatan Pekalongan Barat`, `Kota Pekalongan`."""
        return region_title(self.code, self.name)


class Settlement(Record):
    """Kawasan: a named slum area inside one city; may span several kelurahan."""

    scope_path = "city_id"

    city = models.ForeignKey(Region, verbose_name="kota", on_delete=models.PROTECT, related_name="settlements")
    name = models.CharField("nama kawasan", max_length=120)
    typology = models.CharField("tipologi", max_length=120, blank=True)

    objects = CityWideQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "kawasan"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["city", "name"], name="settlement_once_per_city")]

    def __str__(self) -> str:
        return self.name


class Neighbourhood(Record):
    """An RW or RT of a kelurahan, valid for a period; an RT may have no RW (`parent` empty)."""

    scope_path = "kelurahan_id"

    kelurahan = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="neighbourhoods")
    kind = models.CharField("jenis", max_length=2, choices=NeighbourhoodKind)
    parent = models.ForeignKey(
        "self", verbose_name="RW", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    number = models.CharField("nomor", max_length=10, help_text="Tiga angka, misalnya 003.")
    name = models.CharField("nama setempat", max_length=80, blank=True)
    label = models.CharField(max_length=40, editable=False, help_text="RT 003 / RW 001")
    settlement = models.ForeignKey(
        Settlement,
        verbose_name="kawasan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rts",
    )
    valid_from = models.DateField("berlaku sejak", null=True, blank=True)
    valid_to = models.DateField("berlaku sampai", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "RT/RW"
        ordering = ["kelurahan_id", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["kelurahan", "kind", "label"],
                condition=Q(valid_to=None),
                name="neighbourhood_label_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="neighbourhood_period_in_order",
            ),
            models.CheckConstraint(condition=Q(kind="RT") | Q(parent=None), name="neighbourhood_rw_has_no_parent"),
        ]

    def __str__(self) -> str:
        return self.label


class Lineage(models.Model):
    """One arrow from an old RT/RW to a new one: split, merge or rename."""

    scope_path = "before__kelurahan_id"

    before = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, related_name="became")
    after = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, related_name="came_from")
    kind = models.CharField("perubahan", max_length=6, choices=LineageKind)
    happened_on = models.DateField("tanggal")
    reason = models.CharField("alasan", max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat RT/RW"
        ordering = ["happened_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="lineage_once")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Decree(Record):
    """SK Kumuh: the decree of the mayor or regent that names the slum locations of a city."""

    scope_path = "city_id"

    city = models.ForeignKey(Region, verbose_name="kota/kabupaten", on_delete=models.PROTECT, related_name="decrees")
    number = models.CharField("nomor SK", max_length=80)
    title = models.CharField("tentang", max_length=255)
    signed_on = models.DateField("tanggal ditetapkan")
    signer_office = models.CharField("jabatan penanda tangan", max_length=80, help_text="Wali Kota atau Bupati")
    signer_name = models.CharField("nama penanda tangan", max_length=120, blank=True)
    area_ha = models.DecimalField("luas menurut SK (ha)", max_digits=12, decimal_places=6, null=True, blank=True)
    review_on = models.DateField("ditinjau paling lambat", help_text="Paling lambat lima tahun setelah ditetapkan.")
    revoked_on = models.DateField("dicabut tanggal", null=True, blank=True)
    revoked_reason = models.CharField("alasan dicabut", max_length=300, blank=True)
    scan = models.FileField("salinan SK", upload_to="sk-kumuh/", blank=True)
    source_note = models.CharField("sumber", max_length=600, blank=True)

    objects = CityWideQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "SK Kumuh"
        ordering = ["-signed_on", "number"]
        constraints = [models.UniqueConstraint(fields=["city", "number"], name="decree_number_once")]

    def __str__(self) -> str:
        return f"SK {self.number}"


class DecreeNeighbourhood(models.Model):
    """An RT listed in an SK Kumuh with the hectares the SK gives it."""

    scope_path = "neighbourhood__kelurahan_id"

    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="listed")
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, related_name="decrees")
    area_ha = models.DecimalField("luas (ha)", max_digits=12, decimal_places=6, null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "RT dalam SK"
        ordering = ["neighbourhood__label"]
        constraints = [models.UniqueConstraint(fields=["decree", "neighbourhood"], name="decree_rt_once")]

    def __str__(self) -> str:
        return str(self.neighbourhood)


class Boundary(Record):
    """The outline of exactly one kelurahan, RW/RT or kawasan as GeoJSON in WGS84."""

    scope_path = "area_code"

    area_code = models.CharField(max_length=13, db_index=True, help_text="Kode wilayah pemilik batas ini.")
    region = models.OneToOneField(Region, null=True, blank=True, on_delete=models.CASCADE, related_name="boundary")
    neighbourhood = models.OneToOneField(
        Neighbourhood, null=True, blank=True, on_delete=models.CASCADE, related_name="boundary"
    )
    settlement = models.OneToOneField(
        Settlement, null=True, blank=True, on_delete=models.CASCADE, related_name="boundary"
    )
    geometry = models.JSONField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    computed_ha = models.DecimalField("luas terhitung (ha)", max_digits=12, decimal_places=4)
    declared_ha = models.DecimalField("luas tertulis (ha)", max_digits=12, decimal_places=4, null=True, blank=True)
    source = models.CharField("sumber batas", max_length=200)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ScopedQuerySet.as_manager()
    history = change_history(written_reason=True)

    class Meta:
        verbose_name = "batas wilayah"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(region__isnull=False, neighbourhood=None, settlement=None)
                    | Q(region=None, neighbourhood__isnull=False, settlement=None)
                    | Q(region=None, neighbourhood=None, settlement__isnull=False)
                ),
                name="boundary_has_one_owner",
            )
        ]

    def __str__(self) -> str:
        return f"Batas {self.neighbourhood or self.settlement or self.region}"
