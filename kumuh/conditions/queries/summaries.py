"""What the RT of one kelurahan and year give together: sums, slum area, aspects, profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from kumuh.areas.enums import CitySize
from kumuh.areas.models import Region
from kumuh.areas.naming import city_code
from kumuh.conditions.enums import Authority, Level
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries.records import code_of, records, rt_lines, survey_of
from kumuh.conditions.queries.rulesets import version_of
from kumuh.conditions.ruleset import Aspect, Criterion
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.scoring import RollUp, RtLevel, SlumArea, authority_by_area, roll_up
from kumuh.conditions.scoring import slum_area as add_slum_area
from kumuh.conditions.values import counts_of, level_of, rt_counts

SLUM = [level.value for level in Level if level is not Level.TK]
ZERO = Decimal(0)


@dataclass(frozen=True)
class RtNeed:
    """One parameter in one RT: what is not in order (in its unit), percent and score; None = belum diukur."""

    neighbourhood_id: int
    label: str
    volume: Decimal | None
    percent: Decimal | None
    score: int | None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class CriterionSummary:
    """One parameter in a kelurahan.

    `volume` is the sum of what is known, `percent` the percent of the sums (None while an RT is unknown);
    `rts` are the RT where something is not in order, worst first; `unmeasured` names RT without a value.
    """

    criterion: Criterion
    volume: Decimal | None
    percent: Decimal | None
    score: int | None
    rts: tuple[RtNeed, ...]
    unmeasured: tuple[str, ...]


@dataclass(frozen=True)
class AspectSummary:
    """One of the seven indicators in a kelurahan. `mean` is the mean percent of its parameters (sums)."""

    aspect: Aspect
    criteria: tuple[CriterionSummary, ...]
    mean: Decimal | None

    @property
    def rts_with_problem(self) -> tuple[str, ...]:
        """Labels of RT where at least one parameter of the aspect scores, in the order of the labels."""
        return tuple(sorted({need.label for item in self.criteria for need in item.rts if need.score}))

    @property
    def has_problem(self) -> bool:
        """Whether any RT scores in this aspect."""
        return bool(self.rts_with_problem)


@dataclass(frozen=True)
class KelurahanProfile:
    """Condition of one kelurahan in one year: sums as a profile figure, slum area as decided per RT (ha)."""

    survey: Survey
    ruleset: Version
    roll_up: RollUp
    rt_total: int
    rt_filled: int
    rt_complete: int
    authority: Authority | None

    @property
    def area(self) -> SlumArea:
        """Slum area and number of RT per level, decided per RT."""
        return self.roll_up.area

    @property
    def total(self) -> int | None:
        """Score of the sums; usually lower than that of the single RT."""
        return self.roll_up.profile.total

    @property
    def level(self) -> Level | None:
        """Level of the sums; never used to drop an RT from the slum list."""
        return self.roll_up.profile.level

    @property
    def mean(self) -> Decimal | None:
        """Rata-rata kekumuhan sektoral of the sums, percent."""
        return self.roll_up.profile.mean


def slum_area(kelurahan: Region | str, year: int) -> SlumArea:
    """Slum area (ha) and number of RT per level in a region of any level and one year, decided per RT. One query."""
    rows = RtRecord.objects.in_areas([code_of(kelurahan)]).filter(year=year)
    return area_of(rows)


def area_of(rows: QuerySet[RtRecord]) -> SlumArea:
    """Slum area of any set of records, summed in the database. One query."""
    found = rows.order_by().values("level").annotate(ha=Sum("luas_verifikasi_ha"), rt=Count("pk"))
    hectares, numbers = dict.fromkeys(Level, ZERO), dict.fromkeys(Level, 0)
    unknown_ha, unknown_rt = ZERO, 0
    for row in found:
        if not row["level"]:
            unknown_ha, unknown_rt = row["ha"] or ZERO, row["rt"]
            continue
        hectares[Level.of(row["level"])] = row["ha"] or ZERO
        numbers[Level.of(row["level"])] = row["rt"]
    slum = [Level.of(level) for level in SLUM]
    return SlumArea(
        slum_ha=sum((hectares[level] for level in slum), ZERO),
        slum_rt=sum(numbers[level] for level in slum),
        ha=hectares,
        rt=numbers,
        unknown_ha=unknown_ha,
        unknown_rt=unknown_rt,
    )


@dataclass(frozen=True)
class PlaceTotal:
    """One region in a comparison of a year: slum hectares, RT that are slum, RT with data, RT without total."""

    code: str
    slum_ha: Decimal
    slum_rt: int
    rt: int
    incomplete_rt: int


def slum_by_kelurahan(region: Region | str, year: int) -> dict[str, PlaceTotal]:
    """Slum area of every kelurahan below a region in one year, by code. One query, whatever the size."""
    slum = Q(level__in=SLUM)
    rows = RtRecord.objects.in_areas([code_of(region)]).filter(year=year).order_by().values("kelurahan_id")
    rows = rows.annotate(
        slum_ha=Sum("luas_verifikasi_ha", filter=slum),
        slum_rt=Count("pk", filter=slum),
        rt=Count("pk"),
        incomplete=Count("pk", filter=Q(total=None)),
    )
    return {
        row["kelurahan_id"]: PlaceTotal(
            row["kelurahan_id"], row["slum_ha"] or ZERO, row["slum_rt"], row["rt"], row["incomplete"]
        )
        for row in rows
    }


def kelurahan_profile(kelurahan: Region | str, year: int) -> KelurahanProfile | None:
    """Profile of a kelurahan in one year, None without a survey. Four queries."""
    survey = survey_of(kelurahan, year)
    if survey is None:
        return None
    lines = rt_lines(kelurahan, year)
    found = [line.record for line in lines if line.record is not None]
    return profile_of(survey, found, len(lines))


def profile_of(survey: Survey, found: Sequence[RtRecord], rt_total: int) -> KelurahanProfile:
    """Profile out of records that are at hand already. No query when `survey.ruleset` is loaded."""
    version = version_of(survey.ruleset)
    summed = sums_of(version, found)
    return KelurahanProfile(
        survey=survey,
        ruleset=version,
        roll_up=summed,
        rt_total=rt_total,
        rt_filled=len(found),
        rt_complete=sum(1 for record in found if record.total is not None),
        authority=authority_by_area(version, summed.area.slum_ha),
    )


def sums_of(version: Version, found: Iterable[RtRecord]) -> RollUp:
    """Roll-up of RT by sums of counts (never averages), with the slum area per RT."""
    return roll_up(version, [rt_counts(record, record.neighbourhood.label) for record in found])


def aspect_summary(kelurahan: Region | str, year: int) -> tuple[AspectSummary, ...]:
    """The seven indicators of a kelurahan in one year with RT, volume, unit and percent per parameter.

    Empty without a survey. Two queries.
    """
    survey = survey_of(kelurahan, year)
    if survey is None:
        return ()
    return aspects_of(version_of(survey.ruleset), list(records(kelurahan, year)))


def aspects_of(version: Version, found: Sequence[RtRecord]) -> tuple[AspectSummary, ...]:
    """Aspect summaries out of records that are at hand already."""
    summed = sums_of(version, found)
    scores = {item.key: item for item in summed.profile.criteria}
    by_aspect: dict[int, list[CriterionSummary]] = {aspect.number: [] for aspect in version.aspects}
    volumes = {record.pk: counts_of(record).volumes for record in found}
    for criterion in version.criteria:
        needs = [_need(record, criterion.key, volumes[record.pk].get(criterion.key)) for record in found]
        known = [need.volume for need in needs if need.volume is not None]
        worst = sorted(
            (need for need in needs if (need.volume or 0) > 0 or need.score),
            key=lambda need: (-(need.percent or 0), need.label),
        )
        item = scores[criterion.key]
        by_aspect[criterion.aspect].append(
            CriterionSummary(
                criterion,
                sum(known, ZERO) if known else None,
                item.percent,
                item.score,
                tuple(worst),
                tuple(need.label for need in needs if need.volume is None and need.percent is None),
            )
        )
    means = summed.profile.aspect_means
    return tuple(
        AspectSummary(aspect, tuple(by_aspect[aspect.number]), means.get(aspect.number)) for aspect in version.aspects
    )


def _need(record: RtRecord, key: str, volume: Decimal | int | None) -> RtNeed:
    result: Mapping[str, str | int | None] = record.result.get(key, {})
    percent, score = result.get("persen"), result.get("nilai")
    return RtNeed(
        record.neighbourhood_id,
        record.neighbourhood.label,
        None if volume is None else Decimal(volume),
        None if percent is None else Decimal(percent),
        None if score is None else int(score),
        tuple(record.sources.get(key, ())),
    )


def rt_levels(found: Iterable[RtRecord]) -> SlumArea:
    """Slum area out of records that are at hand already."""
    return add_slum_area(RtLevel(str(row.neighbourhood_id), row.luas_verifikasi_ha, level_of(row)) for row in found)


def city_size_of(kelurahan: Region | str) -> CitySize | None:
    """Size class of the city a kelurahan belongs to, None where nobody set it."""
    size = Region.objects.filter(pk=city_code(code_of(kelurahan))).values_list("city_size", flat=True).first()
    return CitySize(size) if size else None


def slum_area_by_year(kelurahan: Region | str) -> dict[int, PlaceTotal]:
    """Slum area of a kelurahan by survey year. One query."""
    slum = Q(level__in=SLUM)
    rows = RtRecord.objects.filter(kelurahan_id=code_of(kelurahan)).order_by().values("year")
    rows = rows.annotate(
        slum_ha=Sum("luas_verifikasi_ha", filter=slum),
        slum_rt=Count("pk", filter=slum),
        rt=Count("pk"),
        incomplete=Count("pk", filter=Q(total=None)),
    )
    return {
        row["year"]: PlaceTotal(
            code_of(kelurahan), row["slum_ha"] or ZERO, row["slum_rt"], row["rt"], row["incomplete"]
        )
        for row in rows
    }


def survey_years(region: Region | str) -> list[int]:
    """Years with a survey anywhere in a region, newest first. One query."""
    rows = Survey.objects.in_areas([code_of(region)]).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def header_sums(survey: Survey, except_for: int | None = None) -> dict[str, Decimal | int | None]:
    """Sums of area (ha), buildings, people and families over the RT of a survey, one RT left out. One query."""
    names = ("luas_verifikasi_ha", "jumlah_bangunan", "jumlah_penduduk", "jumlah_kk")
    rows = RtRecord.objects.filter(survey=survey)
    if except_for is not None:
        rows = rows.exclude(neighbourhood_id=except_for)
    found: dict[str, Decimal | int | None] = rows.aggregate(**{f"sum_{name}": Sum(name) for name in names})
    return {name: found[f"sum_{name}"] for name in names}
