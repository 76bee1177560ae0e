"""Problem matrix, usulan and their ranking."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kumuh.areas.models import Neighbourhood
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.cycles.models import Cycle
from planning.methods.models import MethodSession
from planning.proposals.catalog import LEVELS, MATRIX_ROWS
from planning.proposals.enums import (
    AskedBy,
    Benefit,
    CauseState,
    FactKind,
    IntakeKind,
    ProblemState,
    ProposalStatus,
    Sector,
    SourceKind,
    TakenAs,
)
from planning.rembuk.models import Decision, Meeting


class Problem(Record):
    """A row of the problem matrix: one of the seven indicators, or the unscored eighth (RTP).

    Location, volume and percent come from the scores.
    """

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="problems")
    aspect = models.PositiveSmallIntegerField("indikator")
    state = models.CharField("keadaan", max_length=9, choices=ProblemState, default=ProblemState.UNSAID)
    statement = models.TextField("masalah", blank=True)
    cause = models.TextField("akar penyebab", blank=True)
    effect = models.TextField("akibat", blank=True)
    households = models.PositiveIntegerField("KK terdampak", null=True, blank=True)
    poor_households = models.PositiveIntegerField("di antaranya KK miskin/MBR", null=True, blank=True)
    women_households = models.PositiveIntegerField("di antaranya KK dikepalai perempuan", null=True, blank=True)
    potential = models.TextField("potensi setempat", blank=True)
    need = models.TextField("kebutuhan penanganan", blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "rumusan masalah"
        ordering = ["cycle_id", "aspect"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "aspect"], name="problem_once_per_aspect"),
            models.CheckConstraint(condition=Q(aspect__gte=1, aspect__lte=8), name="problem_aspect_known"),
            models.CheckConstraint(
                condition=Q(households=None)
                | (
                    (Q(poor_households=None) | Q(poor_households__lte=models.F("households")))
                    & (Q(women_households=None) | Q(women_households__lte=models.F("households")))
                ),
                name="problem_parts_within_households",
            ),
        ]

    def __str__(self) -> str:
        return f"Rumusan masalah {MATRIX_ROWS.get(self.aspect, '')} {self.cycle}"


class ProblemSource(Record):
    """Where a problem statement comes from; two or more make a triangulasi."""

    scope_path = "problem__cycle__region_id"

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField("jenis sumber", max_length=9, choices=SourceKind)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("keterangan", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "sumber data"
        ordering = ["pk"]


class RwCause(Record):
    """What residents of one RW named as the cause behind an indicator (RPK), or that there is no problem.

    `place` is the RW, or the RT where it belongs to no RW. `contribution` is what residents can do themselves.
    """

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="rw_causes")
    place = models.ForeignKey(Neighbourhood, verbose_name="RW", on_delete=models.PROTECT, related_name="+")
    aspect = models.PositiveSmallIntegerField("indikator")
    state = models.CharField("keadaan", max_length=9, choices=CauseState)
    cause = models.TextField("sebab menurut warga", blank=True)
    contribution = models.TextField("yang dapat dilakukan warga sendiri", blank=True)
    meeting = models.ForeignKey(
        Meeting, verbose_name="dibahas pada", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "sebab menurut warga"
        ordering = ["place__label", "aspect"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "place", "aspect"], name="rw_cause_once_per_aspect"),
            models.CheckConstraint(condition=Q(aspect__gte=1, aspect__lte=7), name="rw_cause_aspect_known"),
            models.CheckConstraint(
                condition=Q(state=CauseState.NONE) | (Q(state=CauseState.CAUSE) & ~Q(cause="")),
                name="rw_cause_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{MATRIX_ROWS.get(self.aspect, '')} {self.place}"


class LocalFact(Record):
    """A potential or a need of the place in one of the three sectors, for the list that Musrenbang is given."""

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="local_facts")
    sector = models.CharField("bidang", max_length=9, choices=Sector)
    kind = models.CharField("potensi atau kebutuhan", max_length=9, choices=FactKind)
    text = models.CharField("uraian", max_length=300)
    place = models.CharField("lokasi", max_length=120, blank=True)
    amount = models.CharField("jumlah", max_length=80, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "potensi atau kebutuhan"
        ordering = ["cycle_id", "sector", "kind", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(sector__in=Sector.values), name="local_fact_sector_known"),
            models.CheckConstraint(condition=Q(kind__in=FactKind.values), name="local_fact_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text


class Proposal(Record):
    """Usulan: what somebody asked for. Kept for ever and always answered.

    `origin` is the usulan of another cycle of the same kelurahan that this one was taken over from.

    At intake only what the paper says is needed; what nobody said yet is None, never zero. Once agreed,
    volume and households are known. `unit` is one that fits the parameter (`catalog.units_for`).
    """

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField("jenis masukan", max_length=10, choices=IntakeKind, default=IntakeKind.USULAN)
    title = models.CharField("usulan kegiatan", max_length=200)
    aspect = models.PositiveSmallIntegerField("indikator")
    criterion_key = models.CharField("parameter yang diperbaiki", max_length=40)
    rts = models.ManyToManyField(Neighbourhood, verbose_name="RT", related_name="proposals")
    location = models.CharField("lokasi (nama gang, patokan)", max_length=200, blank=True)
    limits = models.CharField("batas lokasi (dari … sampai …)", max_length=200, blank=True)
    latitude = models.DecimalField("lintang", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    volume = models.DecimalField("volume", max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField("satuan", max_length=20, blank=True)
    households = models.PositiveIntegerField("KK penerima manfaat", null=True, blank=True)
    poor_households = models.PositiveIntegerField("di antaranya KK miskin/MBR", null=True, blank=True)
    women_households = models.PositiveIntegerField("di antaranya KK dikepalai perempuan/rentan", null=True, blank=True)
    photo = models.FileField("foto lokasi", upload_to="usulan/", blank=True)
    benefit = models.CharField("manfaat yang diharapkan", max_length=13, choices=Benefit, blank=True)
    asked_by = models.CharField("diusulkan oleh", max_length=10, choices=AskedBy)
    asked_by_name = models.CharField("nama pengusul", max_length=120, blank=True)
    reason = models.TextField("mengapa diperlukan", blank=True)
    source_meeting = models.ForeignKey(
        Meeting,
        verbose_name="disampaikan pada",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
    )
    status = models.CharField("keadaan", max_length=10, choices=ProposalStatus, default=ProposalStatus.PROPOSED)
    answer = models.TextField("jawaban", blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    decision = models.ForeignKey(
        Decision,
        verbose_name="keputusan rembuk",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
    )
    origin = models.ForeignKey(
        "self", verbose_name="dibawa dari", null=True, blank=True, on_delete=models.PROTECT, related_name="taken_over"
    )
    origin_note = models.CharField("asal bawaan", max_length=200, blank=True)
    is_example = models.BooleanField("contoh", default=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history("rts")

    class Meta:
        verbose_name = "usulan"
        ordering = ["cycle_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ProposalStatus.values), name="proposal_status_known"),
            models.CheckConstraint(condition=Q(volume__gt=0), name="proposal_volume_positive"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="proposal_place_has_both_coordinates",
            ),
            models.CheckConstraint(
                condition=(Q(poor_households=None) | Q(poor_households__lte=models.F("households")))
                & (Q(women_households=None) | Q(women_households__lte=models.F("households"))),
                name="proposal_parts_within_households",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProposalStatus.AGREED) | Q(decision__isnull=False),
                name="proposal_agreed_has_decision",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProposalStatus.AGREED) | Q(volume__isnull=False, households__isnull=False),
                name="proposal_agreed_is_measured",
            ),
            models.UniqueConstraint(fields=["cycle", "origin"], name="proposal_taken_over_once"),
            models.CheckConstraint(
                condition=~Q(status=ProposalStatus.MERGED) | Q(merged_into__isnull=False),
                name="proposal_merged_has_target",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Ranking(Record):
    """The weighted matrix of one cycle: how ties are broken and which decision adopted it."""

    scope_path = "cycle__region_id"

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="ranking")
    tie_rule = models.JSONField("aturan seri", default=list)
    decision = models.ForeignKey(
        Decision,
        verbose_name="keputusan rembuk",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rankings",
    )

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "peringkat usulan"

    def __str__(self) -> str:
        return f"Peringkat usulan {self.cycle}"


class RankingCriterion(Record):
    """A criterion of the cycle's matrix, copied from the reference data and editable per cycle."""

    scope_path = "ranking__cycle__region_id"

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField("urutan")
    code = models.CharField("kode", max_length=8)
    name = models.CharField("kriteria", max_length=120)
    explanation = models.CharField("yang dinilai", max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField("bobot")
    direction = models.SmallIntegerField(
        "arah", default=1, choices=[(1, "besar lebih utama"), (-1, "kecil lebih utama")]
    )
    definitions = models.JSONField("arti nilai", default=dict, help_text='{"5": "...", "3": "...", "1": "..."}')

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "kriteria peringkat"
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["ranking", "code"], name="ranking_criterion_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def levels(self) -> tuple[tuple[str, str], ...]:
        """What 5, 3 and 1 mean; an empty text where nobody said it."""
        return tuple((level, self.definitions.get(level, "")) for level in LEVELS)


class Score(Record):
    """The agreed score of one usulan on one criterion; `reason` is the fact or sentence behind it."""

    scope_path = "proposal__cycle__region_id"

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(RankingCriterion, on_delete=models.CASCADE, related_name="scores")
    value = models.DecimalField("nilai", max_digits=5, decimal_places=2)
    proposed_value = models.DecimalField("nilai menurut data", max_digits=5, decimal_places=2, null=True, blank=True)
    reason = models.CharField("dasar nilai", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "nilai usulan"
        constraints = [models.UniqueConstraint(fields=["proposal", "criterion"], name="score_once")]


class RankOverride(Record):
    """An agreed departure from the computed order, never without a written reason."""

    scope_path = "ranking__cycle__region_id"

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="overrides")
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="rank_override")
    position = models.PositiveSmallIntegerField("urutan yang disepakati")
    reason = models.TextField("alasan tertulis")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "perubahan urutan"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
            models.CheckConstraint(condition=Q(position__gte=1), name="override_position_positive"),
        ]


class ResultUse(Record):
    """What a result of a participatory method became, taken once; `key` names the result inside its session."""

    scope_path = "session__cycle__region_id"

    session = models.ForeignKey(
        MethodSession, verbose_name="hasil metode", on_delete=models.PROTECT, related_name="result_uses"
    )
    key = models.CharField("baris hasil", max_length=60)
    taken_as = models.CharField("diteruskan menjadi", max_length=8, choices=TakenAs)
    problem = models.ForeignKey(Problem, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    fact = models.ForeignKey(
        LocalFact, verbose_name="potensi", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    cause = models.ForeignKey(
        RwCause, verbose_name="sebab", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "hasil metode yang diteruskan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "key", "taken_as"], name="result_taken_once"),
            models.CheckConstraint(
                condition=Q(taken_as=TakenAs.PROBLEM, problem__isnull=False)
                | Q(taken_as=TakenAs.FACT, fact__isnull=False)
                | Q(taken_as=TakenAs.PROPOSAL, proposal__isnull=False)
                | Q(taken_as=TakenAs.CAUSE, cause__isnull=False),
                name="result_use_says_what_it_became",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} ({self.get_taken_as_display().lower()})"
