"""Welfare ranking: classes as residents describe them, numbered cards of households, the piles of each group.

Names of households are personal data: they stay in `WelfareCard`, are read with `methods.view_names` only and stand on
no result, paper or public page.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kumuh.areas.models import Neighbourhood
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.methods.models.sessions import MethodGroup, MethodSession


class WelfareClass(Record):
    """One class in the words of residents, from the best off to the poorest; it holds scores up to `upto` of 100.

    Households of a class that is `poor` are those that residents count as miskin/MBR.
    """

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="welfare_classes")
    order = models.PositiveSmallIntegerField("urutan")
    name = models.CharField("kelas", max_length=40)
    traits = models.TextField("ciri menurut warga", blank=True)
    upto = models.PositiveSmallIntegerField("nilai sampai")
    poor = models.BooleanField("dihitung sebagai keluarga miskin/MBR", default=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "kelas kesejahteraan"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(upto__gte=1, upto__lte=100), name="welfare_class_up_to_a_hundred")
        ]

    def __str__(self) -> str:
        return self.name


class WelfareCard(Record):
    """One household: the number on its card, its name (personal data) and its RT."""

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="cards")
    number = models.PositiveSmallIntegerField("nomor kartu")
    name = models.CharField("nama kepala keluarga", max_length=120)
    rt = models.ForeignKey(
        Neighbourhood, verbose_name="RT", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "kartu keluarga yang disortir"
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="welfare_card_number_once")]

    def __str__(self) -> str:
        return f"Kartu {self.number}"


class WelfarePiles(Record):
    """Into how many piles a group sorted."""

    scope_path = "group__session__cycle__region_id"

    group = models.OneToOneField(MethodGroup, on_delete=models.CASCADE, related_name="piles")
    piles = models.PositiveSmallIntegerField("banyaknya tumpukan", default=3)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "tumpukan kartu"
        constraints = [models.CheckConstraint(condition=Q(piles__gte=2, piles__lte=8), name="welfare_piles_two_to_8")]

    def __str__(self) -> str:
        return f"{self.piles} tumpukan"


class WelfareSort(Record):
    """The pile in which a group put a card; 1 is the best off."""

    scope_path = "group__session__cycle__region_id"

    group = models.ForeignKey(MethodGroup, on_delete=models.CASCADE, related_name="sorts")
    card = models.ForeignKey(WelfareCard, verbose_name="kartu", on_delete=models.PROTECT, related_name="sorts")
    pile = models.PositiveSmallIntegerField("tumpukan")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "hasil sortir kartu"
        ordering = ["card__number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "card"], name="welfare_sort_once"),
            models.CheckConstraint(condition=Q(pile__gte=1, pile__lte=8), name="welfare_sort_pile_known"),
        ]

    def __str__(self) -> str:
        return f"{self.card}: tumpukan {self.pile}"
