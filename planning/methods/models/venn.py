"""The Venn diagram: institutions as one group sees them, and which of them work together."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.institutions.models import Institution
from planning.methods.enums.venn import Access, BodyKind
from planning.methods.models.sessions import MethodGroup


class VennBody(Record):
    """One institution as one group sees it: `size` 1 to 5 is its benefit, `closeness` 1 to 5 how easily it is reached.

    `institution` is the registered body that is meant, where there is one. `order` is its number on paper.
    """

    scope_path = "group__session__cycle__region_id"

    group = models.ForeignKey(MethodGroup, on_delete=models.CASCADE, related_name="bodies")
    order = models.PositiveSmallIntegerField("nomor")
    name = models.CharField("lembaga", max_length=120)
    kind = models.CharField("jenis", max_length=10, choices=BodyKind)
    size = models.PositiveSmallIntegerField("besar manfaatnya")
    closeness = models.PositiveSmallIntegerField("dekat dengan warga")
    women = models.CharField("dapat dipakai perempuan", max_length=8, choices=Access, blank=True)
    poor = models.CharField("dapat dipakai warga miskin", max_length=8, choices=Access, blank=True)
    decides = models.CharField("siapa yang memutuskan", max_length=120, blank=True)
    note = models.CharField("catatan", max_length=200, blank=True)
    institution = models.ForeignKey(
        Institution,
        verbose_name="lembaga terdaftar",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "lembaga dalam diagram Venn"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="venn_body_kind_known"),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=5, closeness__gte=1, closeness__lte=5), name="venn_body_from_1_to_5"
            ),
            models.UniqueConstraint(fields=["group", "name"], name="venn_body_once"),
        ]

    def __str__(self) -> str:
        return self.name


class VennLink(Record):
    """Two institutions of one group that work together."""

    scope_path = "first__group__session__cycle__region_id"

    first = models.ForeignKey(VennBody, verbose_name="lembaga", on_delete=models.CASCADE, related_name="links")
    second = models.ForeignKey(
        VennBody, verbose_name="bekerja bersama", on_delete=models.CASCADE, related_name="linked_from"
    )

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "kerja sama lembaga"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="venn_link_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="venn_link_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"
