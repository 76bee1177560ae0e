"""The focus group discussion: guide questions of a session, and the points that each group made."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.methods.enums.focus import PointKind
from planning.methods.models.sessions import MethodGroup, MethodSession


class FocusQuestion(Record):
    """A guide question; every group of the session is asked the same ones."""

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField("urutan")
    text = models.CharField("pertanyaan", max_length=300)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pertanyaan panduan"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class FocusPoint(Record):
    """One point of one group: what was said, how many stand behind it, and a quote without a name.

    `aspect` is the indicator that codes it (None: none of them); `agree` counts people, None when nobody counted.
    """

    scope_path = "group__session__cycle__region_id"

    group = models.ForeignKey(MethodGroup, on_delete=models.CASCADE, related_name="points")
    question = models.ForeignKey(
        FocusQuestion,
        verbose_name="menjawab pertanyaan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="points",
    )
    order = models.PositiveSmallIntegerField("urutan")
    text = models.CharField("pokok pikiran", max_length=300)
    kind = models.CharField("jenis", max_length=10, choices=PointKind, default=PointKind.MASALAH)
    aspect = models.PositiveSmallIntegerField("kode indikator", null=True, blank=True)
    agree = models.PositiveSmallIntegerField("jumlah setuju", null=True, blank=True)
    quote = models.CharField("kutipan tanpa nama", max_length=400, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pokok pikiran FGD"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PointKind.values), name="focus_point_kind_known"),
            models.CheckConstraint(
                condition=Q(aspect=None) | Q(aspect__gte=1, aspect__lte=8), name="focus_point_aspect_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text
