"""The seasonal calendar: local seasons of a session, and what each group said about each factor."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.methods.enums.calendar import FactorKind, Month
from planning.methods.models.sessions import MethodGroup, MethodSession


class CalendarSeason(Record):
    """A local season of a session instead of months; it may run over the turn of the year. None: twelve months."""

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="seasons")
    order = models.PositiveSmallIntegerField("urutan")
    name = models.CharField("nama musim", max_length=40)
    first = models.PositiveSmallIntegerField("dari bulan", choices=Month)
    last = models.PositiveSmallIntegerField("sampai bulan", choices=Month)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "musim setempat"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__gte=1, first__lte=12, last__gte=1, last__lte=12), name="calendar_season_in_a_year"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CalendarFactor(Record):
    """One factor of one group: a level 0 to 3 (or null) per column, and words about single columns.

    `levels` is a list as long as the calendar has columns, `notes` a mapping of the number of a column (from 0, as
    text) to words.
    """

    scope_path = "group__session__cycle__region_id"

    group = models.ForeignKey(MethodGroup, on_delete=models.CASCADE, related_name="factors")
    order = models.PositiveSmallIntegerField("urutan")
    kind = models.CharField("faktor", max_length=12, choices=FactorKind)
    name = models.CharField("sebutan warga", max_length=80, blank=True)
    levels = models.JSONField("kekuatan per kolom", default=list)
    notes = models.JSONField("keterangan per kolom", default=dict, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "baris kalender musim"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FactorKind.values), name="calendar_factor_kind_known"),
            models.UniqueConstraint(fields=["group", "kind", "name"], name="calendar_factor_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How it is called: as residents call it, otherwise by its kind."""
        return self.name or self.get_kind_display()
