"""Scoring matrix: how it is scored, criteria, what is compared, raters, and what every rater said."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.methods.enums.matrix import MatrixMethod, MatrixSubject, RaterWay, RaterWord
from planning.methods.models.sessions import MethodGroup, MethodSession


class MatrixSetup(Record):
    """How a session compares. `hundred`: the weights have to sum to 100 (otherwise they are free)."""

    scope_path = "session__cycle__region_id"

    session = models.OneToOneField(MethodSession, on_delete=models.CASCADE, related_name="matrix")
    method = models.CharField("cara", max_length=10, choices=MatrixMethod, default=MatrixMethod.BOBOT)
    subject = models.CharField("yang dibandingkan", max_length=10, choices=MatrixSubject, default=MatrixSubject.MASALAH)
    rater_rule = models.CharField("nilai beberapa penilai", max_length=10, choices=RaterWord, default=RaterWord.MEDIAN)
    low = models.PositiveSmallIntegerField("nilai terendah", default=1)
    high = models.PositiveSmallIntegerField("nilai tertinggi", default=5)
    hundred = models.BooleanField("jumlah bobot harus 100", default=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "cara menilai"
        constraints = [
            models.CheckConstraint(condition=Q(method__in=MatrixMethod.values), name="matrix_method_known"),
            models.CheckConstraint(condition=Q(subject__in=MatrixSubject.values), name="matrix_subject_known"),
            models.CheckConstraint(condition=Q(rater_rule__in=RaterWord.values), name="matrix_rater_rule_known"),
            models.CheckConstraint(
                condition=Q(low__gte=1, high__gt=F("low"), high__lte=100), name="matrix_scale_holds"
            ),
        ]

    def __str__(self) -> str:
        return self.get_method_display()


class MatrixCriterion(Record):
    """One column. `definitions` says what a score means, by the score as text; `tie_first` breaks ties first."""

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField("nomor")
    code = models.CharField("kode", max_length=4)
    name = models.CharField("kriteria", max_length=80)
    weight = models.PositiveSmallIntegerField("bobot", default=1)
    direction = models.SmallIntegerField(
        "arah", choices=[(1, "nilai besar lebih utama"), (-1, "nilai kecil lebih utama")], default=1
    )
    definitions = models.JSONField("arti nilai", default=dict, blank=True)
    tie_first = models.BooleanField("memutus nilai sama", default=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "kriteria matriks"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(direction__in=(1, -1)), name="matrix_criterion_direction_known"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="matrix_criterion_weighs"),
            models.UniqueConstraint(fields=["session"], condition=Q(tie_first=True), name="matrix_one_tie_first"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class MatrixAlternative(Record):
    """One thing that is compared: typed, or taken from a list of the cycle (`source` with `source_key`).

    `households`, `cost` and `decided_on` only break ties.
    """

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="alternatives")
    order = models.PositiveSmallIntegerField("nomor")
    text = models.CharField("pilihan", max_length=200)
    aspect = models.PositiveSmallIntegerField("indikator", null=True, blank=True)
    households = models.PositiveIntegerField("KK penerima manfaat", null=True, blank=True)
    cost = models.BigIntegerField("biaya perkiraan (Rp)", null=True, blank=True)
    decided_on = models.DateField("tanggal keputusan rembuk", null=True, blank=True)
    source = models.CharField("diambil dari", max_length=12, blank=True)
    source_key = models.CharField("kunci asal", max_length=20, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pilihan matriks"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aspect=None) | Q(aspect__gte=1, aspect__lte=8), name="matrix_alternative_aspect_known"
            ),
            models.UniqueConstraint(
                fields=["session", "source", "source_key"],
                condition=~Q(source=""),
                name="matrix_alternative_taken_once",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class MatrixRater(Record):
    """Somebody who rates: by the own account, or on paper typed by the recorder; or who chose only to look.

    `label` is never a name. `given_at` is when the own answers were complete; only then the others' are shown.
    `reason` says why they were changed afterwards.
    """

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(MethodSession, on_delete=models.CASCADE, related_name="raters")
    group = models.ForeignKey(
        MethodGroup, verbose_name="kelompok", null=True, blank=True, on_delete=models.CASCADE, related_name="raters"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="akun", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    way = models.CharField("cara ikut", max_length=10, choices=RaterWay)
    number = models.PositiveSmallIntegerField("nomor", default=1)
    label = models.CharField("sebutan", max_length=60, blank=True)
    given_at = models.DateTimeField("nilai lengkap pada", null=True, blank=True)
    reason = models.CharField("alasan perubahan", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "penilai"
        ordering = ["group__order", "number", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(way__in=RaterWay.values), name="matrix_rater_way_known"),
            models.CheckConstraint(
                condition=Q(way=RaterWay.LOOKS, group=None) | (~Q(way=RaterWay.LOOKS) & Q(group__isnull=False)),
                name="matrix_rater_has_a_group",
            ),
            models.CheckConstraint(
                condition=Q(way=RaterWay.PAPER, user=None) | (~Q(way=RaterWay.PAPER) & Q(user__isnull=False)),
                name="matrix_rater_of_an_account_or_paper",
            ),
            models.UniqueConstraint(
                fields=["session", "user"], condition=Q(user__isnull=False), name="matrix_rater_once"
            ),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """How the rater is called: by the label, otherwise by the number."""
        return self.label or f"Penilai {self.number}"


class MatrixScore(Record):
    """The score that one rater gave to one alternative on one criterion."""

    scope_path = "rater__session__cycle__region_id"

    rater = models.ForeignKey(MatrixRater, on_delete=models.CASCADE, related_name="scores")
    alternative = models.ForeignKey(MatrixAlternative, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(MatrixCriterion, on_delete=models.PROTECT, related_name="scores")
    value = models.DecimalField("nilai", max_digits=5, decimal_places=2)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "nilai matriks"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rater", "alternative", "criterion"], name="matrix_score_once"),
            models.CheckConstraint(condition=Q(value__gt=0), name="matrix_score_above_zero"),
        ]


class MatrixPair(Record):
    """Which of two alternatives one rater preferred."""

    scope_path = "rater__session__cycle__region_id"

    rater = models.ForeignKey(MatrixRater, on_delete=models.CASCADE, related_name="pairs")
    winner = models.ForeignKey(MatrixAlternative, verbose_name="dipilih", on_delete=models.PROTECT, related_name="won")
    loser = models.ForeignKey(
        MatrixAlternative, verbose_name="tidak dipilih", on_delete=models.PROTECT, related_name="lost"
    )

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "perbandingan berpasangan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rater", "winner", "loser"], name="matrix_pair_once"),
            models.CheckConstraint(condition=~Q(winner=F("loser")), name="matrix_pair_of_two"),
        ]


class MatrixPick(Record):
    """The first, second or third choice of one rater."""

    scope_path = "rater__session__cycle__region_id"

    rater = models.ForeignKey(MatrixRater, on_delete=models.CASCADE, related_name="picks")
    alternative = models.ForeignKey(MatrixAlternative, on_delete=models.PROTECT, related_name="picks")
    place = models.PositiveSmallIntegerField("pilihan ke")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pilihan 3-2-1"
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rater", "place"], name="matrix_pick_place_once"),
            models.UniqueConstraint(fields=["rater", "alternative"], name="matrix_pick_alternative_once"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=3), name="matrix_pick_place_known"),
        ]
