"""Rows, charts and map features as the pages of baseline data show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from kumuh.areas.models import Region
from kumuh.areas.queries import boundaries_on, map_areas, regions_above
from kumuh.conditions.enums import Level
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries import KelurahanProfile, RtLine, YearLine, survey_day
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.core.charts import AreaChart, IndicatorChart, IndicatorValue, YearValue, area_chart, indicator_chart
from kumuh.core.formats import hectares, percent, show_number

#: Kelurahan totals of a survey: column of the survey, denominator they are compared with.
TOTALS = {
    "total_area_ha": "luas_verifikasi_ha",
    "total_buildings": "jumlah_bangunan",
    "total_people": "jumlah_penduduk",
    "total_households": "jumlah_kk",
}


def above(region: Region) -> str:
    """The regions above, nearest first."""
    return ", ".join(row.title for row in reversed(regions_above(region)))


@dataclass(frozen=True)
class SurveyRow:
    """One RT in the table of a survey: name and points of every aspect (None while a parameter is open), remarks."""

    line: RtLine
    points: tuple[tuple[str, int | None], ...]
    open_count: int
    remarks: tuple[str, ...]


def survey_rows(version: Version, lines: Sequence[RtLine]) -> list[SurveyRow]:
    """The table of a survey, one row per RT."""
    return [_survey_row(version, line) for line in lines]


def _survey_row(version: Version, line: RtLine) -> SurveyRow:
    result = line.record.result if line.record else {}
    scores = {item.key: result.get(item.key, {}).get("nilai") for item in version.criteria}
    points = tuple(
        (
            _short(aspect.name),
            _points([scores[item.key] for item in version.criteria if item.aspect == aspect.number]),
        )
        for aspect in version.aspects
    )
    remarks = tuple(
        flag["kalimat"]
        for flag in (line.record.flags if line.record else [])
        if flag["kode"] not in ("belum_diukur", "belum_lengkap", "tidak_dinilai")
    )
    return SurveyRow(line, points, sum(score is None for score in scores.values()), remarks)


def _points(scores: list[int | None]) -> int | None:
    known = [score for score in scores if score is not None]
    return sum(known) if len(known) == len(scores) else None


@dataclass(frozen=True)
class TotalCheck:
    """The sum over all RT beside the total of the kelurahan; `over` where the RT have more than there is."""

    label: str
    unit: str
    summed: Decimal | int | None
    total: Decimal | int | None

    @property
    def over(self) -> bool:
        """Whether the RT together have more than the kelurahan."""
        return self.summed is not None and self.total is not None and self.summed > self.total


def total_checks(version: Version, survey: Survey, summed: dict[str, Decimal | int | None]) -> list[TotalCheck]:
    """Sums of the RT against the totals of the kelurahan that are filled in."""
    heads = version.denominator_by_key
    return [
        TotalCheck(heads[key].label, heads[key].unit, summed.get(key), getattr(survey, column))
        for column, key in TOTALS.items()
        if key in heads
    ]


def indicators(profile: KelurahanProfile) -> tuple[IndicatorChart, list[tuple[str, str]]]:
    """Chart and table twin of the seven indicators (mean percent of the sums)."""
    means = profile.roll_up.profile.aspect_means
    rows = [(f"{aspect.number}. {_short(aspect.name)}", means.get(aspect.number)) for aspect in profile.ruleset.aspects]
    values = [IndicatorValue(label, value) for label, value in rows]
    chart = indicator_chart(
        values,
        ident="tujuh-indikator",
        title="Yang tidak beres menurut tujuh indikator",
        before_label="rata-rata persen",
    )
    return chart, [(label, "belum diukur" if value is None else percent(value)) for label, value in rows]


def _short(name: str) -> str:
    """Aspect names without the words they all begin with."""
    return name.removeprefix("Kondisi ").replace("Pengelolaan ", "").replace("Penyediaan ", "")


def area_years(region: Region, lines: Sequence[YearLine]) -> AreaChart:
    """Columns of slum area by year."""
    values = [YearValue(line.year, line.area.area.slum_ha) for line in lines]
    return area_chart(values, ident="luas-kumuh", title=f"Luas kumuh {region.name} per tahun")


def movements(line: YearLine) -> list[tuple[Level, Level, Decimal]]:
    """Hectares that moved from one level to another since the year before, the worst start first."""
    order = list(Level)
    found = sorted(line.area.movements.items(), key=lambda item: (-order.index(item[0][0]), order.index(item[0][1])))
    return [(start, end, ha) for (start, end), ha in found]


def map_features(survey: Survey, lines: Sequence[RtLine]) -> dict[str, Any] | None:
    """RT with a boundary, coloured by level; None where none of them has one."""
    by_rt = {line.neighbourhood.pk: line for line in lines}
    rows = boundaries_on(survey.kelurahan, survey_day(survey.year)).filter(neighbourhood__in=by_rt)
    areas = [area for area in map_areas(rows) if area.neighbourhood_id in by_rt]
    if not areas:
        return None
    features = [
        area.feature() | {"properties": _properties(survey, by_rt[area.neighbourhood_id or 0])} for area in areas
    ]
    return {"type": "FeatureCollection", "features": features}


def _properties(survey: Survey, line: RtLine) -> dict[str, str]:
    record = line.record
    return {
        "name": line.neighbourhood.label,
        "level": record.level if record else "",
        "note": total_told(record),
        "url": reverse("conditions:rt-record", args=[survey.kelurahan_id, survey.year, line.neighbourhood.pk]),
    }


def total_told(record: RtRecord | None) -> str:
    """What the figures of an RT add up to, in words."""
    return "belum lengkap" if record is None or record.total is None else f"total {record.total}"


def result_told(record: RtRecord) -> str:
    """The total of an RT with its class, once there is one."""
    level = "" if record.total is None else f", {record.get_level_display().lower()}"
    return total_told(record) + level


def history(version: Version, record: RtRecord) -> list[dict[str, Any]]:
    """The last changes of a record, newest first: who, when, which figure from what to what."""
    entries = list(record.history.select_related("history_user")[:12])
    return [
        {
            "who": str(entry.history_user or "Pemuatan data"),
            "what": "mengisi data RT" if older is None else "mengubah data RT",
            "at": entry.history_date,
            "reason": entry.history_change_reason or "",
            "changes": [] if older is None else changed(version, older, entry),
        }
        for entry, older in zip(entries, [*entries[1:], None], strict=True)
        if older is not None or len(entries) < 12
    ]


def changed(version: Version, before: Any, after: Any) -> list[tuple[str, str, str]]:
    """Label, old and new of every figure that differs between two states of a record."""
    heads = [
        (item.label, getattr(before, item.key, None), getattr(after, item.key, None)) for item in version.denominators
    ]
    volumes = [
        (f"{item.code} {item.label}", before.volumes.get(item.key), after.volumes.get(item.key))
        for item in version.criteria
    ]
    plain = [(label, getattr(before, name), getattr(after, name)) for name, label in STATUS_LABELS.items()]
    found = [(label, told(old), told(new)) for label, old, new in (*heads, *volumes) if told(old) != told(new)]
    return found + [(label, _answer(old), _answer(new)) for label, old, new in plain if old != new]


STATUS_LABELS = {
    "total": "Total nilai",
    "level": "Tingkat",
    "land_status_clear": "Status lahan jelas",
    "plan_conform": "Sesuai rencana tata ruang",
    "legal_override": "Legalitas ditetapkan sendiri",
    "legal_reason": "Alasan legalitas",
    "strategic_location": "Lokasi strategis",
    "social_potential": "Potensi masyarakat",
    "handling_override": "Pola penanganan pilihan",
    "handling_reason": "Alasan pola penanganan",
}


def told(value: Any) -> str:
    """A stored figure in words."""
    if value is None or value == "":
        return "belum diukur"
    return show_number(Decimal(value)) if isinstance(value, str) else show_number(value)


def _answer(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value) if value not in (None, "") else "belum ada"


def roll_up_sentence(profile: KelurahanProfile) -> str:
    """Why the score of the kelurahan is lower than that of its RT, said where it happens."""
    if profile.total is None or not profile.area.slum_rt:
        return ""
    return (
        f"{profile.area.slum_rt} RT seluas {hectares(profile.area.slum_ha)} tergolong kumuh. Nilai sekelurahan "
        f"({profile.total}) dihitung dari jumlah semua RT dan biasanya lebih rendah daripada nilai RT-nya, karena RT "
        "yang baik menutup yang buruk. Daftar dan luas kumuh diputuskan per RT, bukan dari nilai sekelurahan."
    )
