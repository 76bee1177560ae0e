"""The problem tree: the problem, its causes and effects as rows that hang on each other, and what RPK asks besides."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.methods.enums.tree import NodeKind
from planning.methods.models.sessions import MethodGroup


class TreeNode(Record):
    """One row of the tree of a group. The problem hangs on nothing, every other row on the row that it explains.

    `goal` says the wanted state; `contribution` what residents can do themselves; `chosen` marks a root to work on.
    """

    scope_path = "group__session__cycle__region_id"

    group = models.ForeignKey(MethodGroup, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey(
        "self", verbose_name="menempel pada", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    kind = models.CharField("bagian", max_length=6, choices=NodeKind)
    order = models.PositiveSmallIntegerField("urutan")
    text = models.CharField("isi", max_length=160)
    aspect = models.PositiveSmallIntegerField("indikator", null=True, blank=True)
    evidence = models.CharField("bukti", max_length=200, blank=True)
    contribution = models.CharField("yang dapat dilakukan warga", max_length=200, blank=True)
    goal = models.CharField("keadaan yang diinginkan", max_length=160, blank=True)
    chosen = models.BooleanField("akan ditangani", default=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "bagian pohon masalah"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NodeKind.values), name="tree_node_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=NodeKind.CORE, parent=None) | (~Q(kind=NodeKind.CORE) & Q(parent__isnull=False)),
                name="tree_node_hangs_on_another",
            ),
            models.UniqueConstraint(fields=["group"], condition=Q(kind=NodeKind.CORE), name="tree_has_one_core"),
            models.CheckConstraint(
                condition=Q(aspect=None) | Q(aspect__gte=1, aspect__lte=8), name="tree_node_aspect_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class TreeReflection(Record):
    """What the critical reflection (RPK) asks besides causes: the character of the slum here, and where a new one
    could grow."""

    scope_path = "group__session__cycle__region_id"

    group = models.OneToOneField(MethodGroup, on_delete=models.CASCADE, related_name="reflection")
    character = models.TextField("watak kumuh di sini", blank=True)
    new_slum = models.TextField("yang dapat menjadi kumuh baru", blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "refleksi perkara kritis"

    def __str__(self) -> str:
        return self.character[:60] or "Refleksi perkara kritis"
