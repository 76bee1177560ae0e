"""The social map: what it is drawn on, and what each group drew."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from kumuh.areas.models import Neighbourhood
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.methods.enums.maps import BaseKind, Latrine, NorthSide, ObjectKind, ShapeKind, Welfare
from planning.methods.models.sessions import MethodGroup, MethodSession


class MapBase(Record):
    """What the map of a session is drawn on: the earth, or a picture of the sketch with its scale.

    `scale` is metres per picture unit (None: not known), found from two points whose distance was measured. A session
    without a row is drawn on the earth.
    """

    scope_path = "session__cycle__region_id"

    session = models.OneToOneField(MethodSession, on_delete=models.CASCADE, related_name="map_base")
    kind = models.CharField("digambar di atas", max_length=6, choices=BaseKind, default=BaseKind.BUMI)
    source = models.CharField("sumber", max_length=200, blank=True)
    sketch = models.FileField("gambar sketsa", upload_to="metode/", blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField("lebar gambar (titik)", default=0)
    height = models.PositiveIntegerField("tinggi gambar (titik)", default=0)
    scale = models.DecimalField("meter per titik gambar", max_digits=14, decimal_places=8, null=True, blank=True)
    known_points = models.JSONField("dua titik yang jaraknya diukur", default=list, blank=True)
    known_metres = models.DecimalField(
        "jarak kedua titik (m)",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    north = models.PositiveSmallIntegerField("utara ada di", choices=NorthSide, default=NorthSide.ATAS)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "dasar peta sosial"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BaseKind.values), name="map_base_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=BaseKind.BUMI) | Q(width__gt=0, height__gt=0), name="map_base_sketch_has_a_size"
            ),
            models.CheckConstraint(condition=Q(scale=None) | Q(scale__gt=0), name="map_base_scale_positive"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class MapObject(Record):
    """Something that one group drew, or typed from paper without a place (`geometry` None).

    `geometry` is a GeoJSON point, line or polygon: longitude and latitude (WGS84), or x and y of the sketch. `number`
    is how many it stands for; `size` metres or square metres as measured by hand. The label of a house may tell who
    lives there, so it is shown only to those who work with names.
    """

    scope_path = "group__session__cycle__region_id"

    group = models.ForeignKey(MethodGroup, on_delete=models.CASCADE, related_name="map_objects")
    order = models.PositiveSmallIntegerField("urutan")
    kind = models.CharField("jenis", max_length=16, choices=ObjectKind)
    shape = models.CharField("bentuk", max_length=6, choices=ShapeKind)
    geometry = models.JSONField("letak", null=True, blank=True)
    label = models.CharField("nama", max_length=80, blank=True)
    note = models.CharField("keterangan", max_length=200, blank=True)
    rt = models.ForeignKey(
        Neighbourhood, verbose_name="RT", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    welfare = models.CharField("kelas keluarga", max_length=6, choices=Welfare, blank=True)
    latrine = models.CharField("jamban", max_length=8, choices=Latrine, blank=True)
    number = models.PositiveSmallIntegerField("jumlah", default=1)
    size = models.DecimalField("ukuran (m atau m²)", max_digits=10, decimal_places=2, null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "objek peta sosial"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ObjectKind.values), name="map_object_kind_known"),
            models.CheckConstraint(condition=Q(shape__in=ShapeKind.values), name="map_object_shape_known"),
            models.CheckConstraint(condition=Q(number__gte=1), name="map_object_stands_for_one_or_more"),
            models.CheckConstraint(condition=Q(size=None) | Q(size__gt=0), name="map_object_size_positive"),
        ]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()
