"""The transect: the way that a group walked, and its stretches one after the other."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.methods.enums.transect import Cover, PathKind, WalkTheme
from planning.methods.models.sessions import MethodGroup


class TransectPath(Record):
    """The way of one group: where it begins and ends, how it runs, what is looked at. `start_height` in metres."""

    scope_path = "group__session__cycle__region_id"

    group = models.OneToOneField(MethodGroup, on_delete=models.CASCADE, related_name="transect_path")
    start = models.CharField("mulai dari", max_length=120, blank=True)
    finish = models.CharField("berakhir di", max_length=120, blank=True)
    kind = models.CharField("jalurnya", max_length=8, choices=PathKind, default=PathKind.LURUS)
    theme = models.CharField("yang dilihat", max_length=5, choices=WalkTheme, default=WalkTheme.UMUM)
    start_height = models.DecimalField("tinggi titik awal (m)", max_digits=7, decimal_places=2, null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "lintasan transek"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PathKind.values, theme__in=WalkTheme.values), name="transect_path_words_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.start or 'awal'} – {self.finish or 'akhir'}"


class TransectStretch(Record):
    """One stretch: length in metres, height of its end, what covers it, and words by topic (`WalkTopic`)."""

    scope_path = "group__session__cycle__region_id"

    group = models.ForeignKey(MethodGroup, on_delete=models.CASCADE, related_name="stretches")
    order = models.PositiveSmallIntegerField("urutan")
    name = models.CharField("nama ruas", max_length=80)
    metres = models.DecimalField("jarak (m)", max_digits=7, decimal_places=1)
    height = models.DecimalField("tinggi di ujung ruas (m)", max_digits=7, decimal_places=2, null=True, blank=True)
    cover = models.CharField("penutup lahan", max_length=9, choices=Cover, blank=True)
    aspect = models.PositiveSmallIntegerField("masalahnya tentang indikator", null=True, blank=True)
    texts = models.JSONField("catatan per pokok", default=dict, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "ruas transek"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(metres__gt=0), name="transect_stretch_has_a_length"),
            models.CheckConstraint(
                condition=Q(aspect=None) | Q(aspect__gte=1, aspect__lte=8), name="transect_stretch_aspect_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
