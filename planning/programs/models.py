"""Works (kegiatan), their money, their effect on the scores, the fund's priority list, and what was finished."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kumuh.areas.models import Neighbourhood, Region
from kumuh.core.models import Record, change_history
from kumuh.core.scope import ScopedQuerySet
from planning.cycles.models import Cycle
from planning.programs.enums import (
    CutRule,
    Executor,
    ForumLevel,
    ForumStatus,
    FundScope,
    LandStatus,
    SourceOfMoney,
    WorkStatus,
)
from planning.proposals.models import Proposal
from planning.rembuk.models import Decision, Meeting


class Fund(Record):
    """A fund with a ceiling (pagu). CHANNELING_1M: Rp 1.000.000.000, executed by the community only."""

    code = models.CharField("kode", max_length=40, unique=True)
    name = models.CharField("nama dana", max_length=160)
    source = models.CharField("sumber dana", max_length=16, choices=SourceOfMoney)
    ceiling = models.BigIntegerField("pagu (Rp)")
    scope = models.CharField("berlaku", max_length=10, choices=FundScope, default=FundScope.KELURAHAN)
    community_only = models.BooleanField("hanya kegiatan yang dilaksanakan masyarakat", default=True)
    basis = models.CharField("dasar", max_length=300)

    history = change_history()

    class Meta:
        verbose_name = "dana"
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=Q(ceiling__gt=0), name="fund_ceiling_positive")]

    def __str__(self) -> str:
        return self.name


class FundSetting(Record):
    """How one city reads a fund: its ceiling and whether the ceiling counts per kelurahan or for the whole city."""

    scope_path = "city_id"

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="settings")
    city = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="fund_settings")
    ceiling = models.BigIntegerField("pagu (Rp)")
    scope = models.CharField("pagu berlaku", max_length=10, choices=FundScope)
    basis = models.CharField("dasar keputusan kota", max_length=300)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "pengaturan dana kota"
        constraints = [
            models.UniqueConstraint(fields=["fund", "city"], name="fund_setting_once_per_city"),
            models.CheckConstraint(condition=Q(ceiling__gt=0), name="fund_setting_positive"),
            models.CheckConstraint(condition=Q(scope__in=FundScope.values), name="fund_setting_scope_known"),
        ]

    def __str__(self) -> str:
        return f"{self.fund} – {self.city}"


class UnitPrice(Record):
    """A reference unit price of a city for estimates, with the source it was taken from."""

    scope_path = "city_id"

    city = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="unit_prices")
    name = models.CharField("pekerjaan", max_length=160)
    unit = models.CharField("satuan", max_length=20)
    price = models.BigIntegerField("harga satuan (Rp)")
    year = models.PositiveSmallIntegerField("tahun")
    source = models.CharField("sumber", max_length=200)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "harga satuan"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["city", "name", "unit", "year"], name="unit_price_once"),
            models.CheckConstraint(condition=Q(price__gt=0), name="unit_price_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class Work(Record):
    """Kegiatan: an agreed usulan made ready for the plan. `cost` = volume × unit price, whole rupiah.

    `year` is the year of a plan of several years in which it is carried out, None: not said yet. `without_source`
    states that nobody pays for it so far, which is an answer as well.
    """

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="works")
    proposal = models.ForeignKey(
        Proposal, verbose_name="usulan", null=True, blank=True, on_delete=models.PROTECT, related_name="works"
    )
    name = models.CharField("kegiatan", max_length=200)
    aspect = models.PositiveSmallIntegerField("indikator")
    rts = models.ManyToManyField(Neighbourhood, verbose_name="RT", related_name="works")
    location = models.CharField("lokasi", max_length=200)
    volume = models.DecimalField("volume", max_digits=14, decimal_places=3)
    unit = models.CharField("satuan", max_length=20)
    unit_price = models.BigIntegerField("harga satuan perkiraan (Rp)")
    cost = models.BigIntegerField("biaya (Rp)", editable=False)
    executor = models.CharField("pelaksana", max_length=10, choices=Executor, default=Executor.COMMUNITY)
    year = models.PositiveSmallIntegerField("tahun pelaksanaan", null=True, blank=True)
    quarter = models.PositiveSmallIntegerField("triwulan", choices=[(1, "I"), (2, "II"), (3, "III"), (4, "IV")])
    households = models.PositiveIntegerField("KK penerima manfaat")
    poor_households = models.PositiveIntegerField("di antaranya KK miskin/MBR", default=0)
    divisible = models.BooleanField("volume dapat dibagi", default=False)
    minimum_volume = models.DecimalField(
        "volume paling sedikit", max_digits=14, decimal_places=3, null=True, blank=True
    )
    without_source = models.BooleanField("sumber dana belum ada", default=False)
    responsible = models.CharField("penanggung jawab", max_length=120, blank=True)
    land = models.CharField("status lahan", max_length=10, choices=LandStatus, blank=True)
    land_ready = models.BooleanField("lahan siap (milik umum atau ada surat)", default=False)
    drawing_ready = models.BooleanField("sketsa/ukuran ada", default=False)
    note = models.CharField("keterangan", max_length=300, blank=True)
    status = models.CharField("keadaan", max_length=16, choices=WorkStatus, default=WorkStatus.PLANNED)
    status_reason = models.TextField("alasan ditunda atau ditolak", blank=True)
    realised_year = models.PositiveSmallIntegerField("tahun selesai", null=True, blank=True)
    is_example = models.BooleanField("contoh", default=False)

    objects = ScopedQuerySet.as_manager()
    history = change_history("rts")

    class Meta:
        verbose_name = "kegiatan"
        ordering = ["cycle_id", "aspect", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=WorkStatus.values), name="work_status_known"),
            models.CheckConstraint(
                condition=Q(volume__gt=0) & Q(unit_price__gt=0) & Q(cost__gt=0), name="work_positive"
            ),
            models.CheckConstraint(condition=Q(poor_households__lte=models.F("households")), name="work_parts_within"),
            models.CheckConstraint(
                condition=~Q(status__in=(WorkStatus.POSTPONED, WorkStatus.DECLINED)) | ~Q(status_reason=""),
                name="work_set_aside_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ForumAnswer(Record):
    """What a Musrenbang (kelurahan, kecamatan) or the city decided on one work, with its reason and number.

    A level only takes what the level before accepted. `rank` is the place in the list of the kecamatan, `reference`
    the number under which others keep the item (SIPD), `code` that of RPJMD/RKPD. Only `programs.services` writes.
    """

    scope_path = "work__cycle__region_id"

    work = models.ForeignKey(Work, verbose_name="kegiatan", on_delete=models.PROTECT, related_name="forum_answers")
    level = models.CharField("tingkat", max_length=10, choices=ForumLevel)
    status = models.CharField("keadaan", max_length=10, choices=ForumStatus)
    reason = models.TextField("alasan", blank=True)
    merged_into = models.ForeignKey(
        Work, verbose_name="digabung dengan", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reference = models.CharField("nomor rujukan", max_length=60, blank=True)
    department = models.CharField("SKPD", max_length=120, blank=True)
    code = models.CharField("kode RPJMD/RKPD", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    rank = models.PositiveSmallIntegerField("urutan dalam daftar", null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, verbose_name="diputuskan pada", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "hasil Musrenbang"
        ordering = ["work_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "level"], name="forum_answer_once_per_level"),
            models.CheckConstraint(condition=Q(level__in=ForumLevel.values), name="forum_level_known"),
            models.CheckConstraint(condition=Q(status__in=ForumStatus.values), name="forum_status_known"),
            models.CheckConstraint(
                condition=~Q(status__in=(ForumStatus.POSTPONED, ForumStatus.DECLINED)) | ~Q(reason=""),
                name="forum_refusal_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status=ForumStatus.MERGED) | Q(merged_into__isnull=False), name="forum_merged_has_target"
            ),
            models.CheckConstraint(condition=Q(rank__gte=1), name="forum_rank_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.get_status_display()}"


class Allocation(Record):
    """Rupiah of one source for one work; the rows of a work add up to its cost."""

    scope_path = "work__cycle__region_id"

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="allocations")
    source = models.CharField("sumber dana", max_length=16, choices=SourceOfMoney)
    amount = models.BigIntegerField("jumlah (Rp)")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "sumber dana kegiatan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "source"], name="allocation_once_per_source"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="allocation_positive"),
        ]


class Outcome(Record):
    """What a work repairs: volume of one parameter in one RT, entered by people, never derived."""

    scope_path = "work__cycle__region_id"

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="outcomes")
    neighbourhood = models.ForeignKey(
        Neighbourhood, verbose_name="RT", on_delete=models.PROTECT, related_name="outcomes"
    )
    criterion_key = models.CharField("parameter", max_length=40)
    volume = models.DecimalField("volume yang tertangani", max_digits=14, decimal_places=6)
    unit = models.CharField("satuan", max_length=20)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "hasil kegiatan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "neighbourhood", "criterion_key"], name="outcome_once"),
            models.CheckConstraint(condition=Q(volume__gt=0), name="outcome_positive"),
        ]


class PriorityList(Record):
    """Daftar prioritas: how a fund is cut for one cycle and which decision adopted the list."""

    scope_path = "cycle__region_id"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="priority_lists")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="priority_lists")
    rule = models.CharField("aturan potong", max_length=8, choices=CutRule, default=CutRule.STRICT)
    ceiling = models.BigIntegerField("pagu kelurahan ini (Rp)")
    decision = models.ForeignKey(
        Decision,
        verbose_name="keputusan rembuk",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    excluded = models.JSONField("dikeluarkan dengan alasan", default=dict, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "daftar prioritas"
        constraints = [
            models.UniqueConstraint(fields=["cycle", "fund"], name="priority_list_once"),
            models.CheckConstraint(condition=Q(ceiling__gt=0), name="priority_ceiling_positive"),
        ]

    def __str__(self) -> str:
        return f"Daftar prioritas {self.cycle}"


class Investment(Record):
    """Penanganan terlaksana: what a finished work put in order, one parameter in one RT in one year.

    Without `neighbourhood` (the source names no RT that exists) or without `criterion_key` (a code no sheet has)
    the row is kept and shown, and never used in a score. `place_note` is the place as the source wrote it.
    """

    scope_path = "kelurahan_id"

    kelurahan = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="investments")
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        verbose_name="RT",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="investments",
    )
    place_note = models.CharField("tempat menurut sumber", max_length=80, blank=True)
    year = models.PositiveSmallIntegerField("tahun selesai")
    criterion_key = models.CharField("parameter", max_length=40, blank=True)
    activity = models.CharField("kegiatan", max_length=200)
    volume = models.DecimalField("volume yang tertangani", max_digits=14, decimal_places=6)
    unit = models.CharField("satuan", max_length=20)
    source = models.CharField("sumber data", max_length=300)
    work = models.ForeignKey(Work, null=True, blank=True, on_delete=models.PROTECT, related_name="investments")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    history = change_history()

    class Meta:
        verbose_name = "penanganan terlaksana"
        ordering = ["year", "neighbourhood__label", "pk"]
        indexes = [models.Index(fields=["kelurahan", "year"], name="investment_place_year")]
        constraints = [
            models.CheckConstraint(condition=Q(volume__gte=0), name="investment_not_negative"),
            models.UniqueConstraint(
                fields=["work", "neighbourhood", "criterion_key"],
                condition=Q(work__isnull=False),
                name="investment_once_per_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.year}"


class InvestmentTrial(models.Model):
    """A file of finished works that was tried: exactly this file is applied later, or never."""

    scope_path = "region_id"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="investment_trials")
    file = models.FileField(upload_to="uji-impor-penanganan/")
    filename = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    report = models.JSONField(default=dict)
    tried_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tried_at = models.DateTimeField(auto_now_add=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "uji impor penanganan"
        ordering = ["-tried_at"]

    def __str__(self) -> str:
        return self.filename
