"""Dot voting: what is chosen from, and the dots of each group by sex."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.methods.enums.dots import DotSubject
from planning.methods.models.sessions import MethodGroup, MethodSession


class DotBallot(Record):
    """What a session votes about, and how many dots every person gets."""

    scope_path = "session__cycle__region_id"

    session = models.OneToOneField(MethodSession, on_delete=models.CASCADE, related_name="ballot")
    subject = models.CharField("yang dipilih", max_length=10, choices=DotSubject, default=DotSubject.USULAN)
    each = models.PositiveSmallIntegerField("titik setiap orang", default=3)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "lembar pilihan titik"
        constraints = [
            models.CheckConstraint(condition=Q(subject__in=DotSubject.values), name="dot_ballot_subject_known"),
            models.CheckConstraint(condition=Q(each__gte=1, each__lte=20), name="dot_ballot_some_dots_each"),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}, {self.each} titik setiap orang"


class DotOption(Record):
    """One option on the wall; `aspect` the indicator it is about (None: none or several)."""

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="options")
    order = models.PositiveSmallIntegerField("nomor")
    text = models.CharField("pilihan", max_length=200)
    aspect = models.PositiveSmallIntegerField("indikator", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pilihan"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aspect=None) | Q(aspect__gte=1, aspect__lte=8), name="dot_option_aspect_known"
            )
        ]

    def __str__(self) -> str:
        return self.text


class DotCount(Record):
    """Dots that the women and the men of one group gave to one option."""

    scope_path = "group__session__cycle__region_id"

    group = models.ForeignKey(MethodGroup, on_delete=models.CASCADE, related_name="dots")
    option = models.ForeignKey(DotOption, verbose_name="pilihan", on_delete=models.PROTECT, related_name="dots")
    women = models.PositiveSmallIntegerField("titik perempuan", default=0)
    men = models.PositiveSmallIntegerField("titik laki-laki", default=0)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "jumlah titik"
        ordering = ["option__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["group", "option"], name="dot_count_once")]

    def __str__(self) -> str:
        return f"{self.option}: {self.women} + {self.men}"
