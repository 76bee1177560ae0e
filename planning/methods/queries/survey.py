"""Reads of the survey of households: sums per RT beside the RT records, who was visited, what was decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.models import Neighbourhood
from kumuh.conditions.enums import Direction
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries import records, survey_of, version_of
from kumuh.conditions.values import counts_of
from kumuh.core.scope import ScopedQuerySet
from kumuh.core.versions import stamp_of
from planning.methods.enums.survey import Asked, Settled
from planning.methods.models import AreaSheet, Household, MethodSession, SurveyDecision, SurveyTrial
from planning.methods.queries.maps import rts_of
from planning.methods.survey.answers import is_asked
from planning.methods.survey.questions import AREA, COLUMNS, HOUSEHOLD
from planning.methods.survey.rules import PARAMETERS, area_denominators, area_volumes
from planning.methods.survey.sums import Area, Compared, House, Recorded, RtResult, Tally, by_rt, compare
from planning.methods.survey.words import YES, Answer, Form

#: Trials that nobody took over are thrown away after so many days, because they hold names.
TRIAL_DAYS = 7


def houses_of(session: MethodSession) -> list[House]:
    """Every household as it is summed. One query, no names."""
    rows = Household.objects.filter(session=session).order_by("pk")
    columns = ("neighbourhood_id", "number", "verdict", "men", "women", "disabled", "low_income")
    return [House(*row) for row in rows.values_list(*columns)]


def households_in(session: MethodSession, rt: int) -> ScopedQuerySet[Household]:
    """Households of one RT, oldest first."""
    return Household.objects.filter(session=session, neighbourhood_id=rt).order_by("pk")


def household_counts(session: MethodSession, rt: int) -> int:
    """How many households of an RT were put down. One query."""
    return Household.objects.filter(session=session, neighbourhood_id=rt).count()


def rt_in_survey(session: MethodSession, pk: int) -> Neighbourhood | None:
    """An RT of the kelurahan of the session, by its key. One query."""
    rows = Neighbourhood.objects.filter(kelurahan_id=session.cycle.region_id, kind=NeighbourhoodKind.RT, pk=pk)
    return rows.select_related("parent").first()


def row_stamp(row: Household | AreaSheet | None) -> str:
    """A short mark of a stored answer sheet; equal marks mean that nobody changed it. None: there is none yet."""
    return stamp_of([row.pk, row.version] if row else [])


def answers_of(row: Household) -> dict[str, object]:
    """Everything a household answered, by key of the question."""
    held = {key: getattr(row, column) for key, column in COLUMNS.items()}
    if held["mbr"] is not None:
        held["mbr"] = YES if held["mbr"] else "TIDAK"
    return _exact(HOUSEHOLD, {key: value for key, value in {**held, **row.answers}.items() if value not in (None, "")})


def _exact(form: Form, answers: Mapping[str, object]) -> dict[str, object]:
    """Measures as numbers again, so that pages and files write them in their own way."""
    asked = form.by_key
    return {key: Decimal(str(value)) if asked[key].asked == Asked.UKURAN else value for key, value in answers.items()}


def sheet_answers(row: AreaSheet) -> dict[str, object]:
    """Everything form B of an RT says, by key of the question."""
    day = {"tanggal": row.surveyed_on} if row.surveyed_on else {}
    return _exact(AREA, {**day, **row.answers})


def unanswered(answers: Mapping[str, object]) -> list[str]:
    """Questions that feed a parameter and were asked, but not answered, in words."""
    may_stay_open = {"penghuni", "air_liter"} | ({"air_cukup"} if "air_liter" in answers else set())
    open_ones = [one for one in HOUSEHOLD.questions if one.feeds and one.key not in {*answers, *may_stay_open}]
    return [one.label for one in open_ones if is_asked(one, answers)]


def area_of(sheet: AreaSheet | None) -> Area:
    """Form B as the arithmetic takes it; nothing answered where there is none."""
    answers: Mapping[str, Answer] = sheet.answers if sheet else {}
    return Area(
        volumes=area_volumes(answers),
        denominators=area_denominators(answers),
        households=_whole(answers.get("kk")),
        buildings=_whole(answers.get("bangunan")),
        done=answers.get("selesai") == YES,
    )


def _whole(value: Answer | None) -> int | None:
    return None if value is None else int(value)


@dataclass(frozen=True)
class RtLine:
    """One RT of the survey: what was found, form B, the RT record, and what was decided about its numbers."""

    rt: Neighbourhood
    result: RtResult
    sheet: AreaSheet | None
    record: RtRecord | None
    decisions: Mapping[str, SurveyDecision]

    @property
    def begun(self) -> bool:
        """Whether anything was answered about this RT."""
        return self.result.tally.households > 0 or self.sheet is not None

    def decision_on(self, line: Compared) -> SurveyDecision | None:
        """The decision about a number, if it was made about the two numbers that stand there now.

        One that took the number over holds as long as the record keeps it.
        """
        made = self.decisions.get(line.key)
        if made is None or made.found != line.found:
            return None
        wanted = made.found if made.settled == Settled.AMBIL else made.recorded
        return made if wanted == line.record else None

    @cached_property
    def undecided(self) -> tuple[Compared, ...]:
        """Numbers that differ too much and about which nothing was decided."""
        return tuple(line for line in self.result.flagged if self.decision_on(line) is None)


def line_stamp(line: RtLine) -> str:
    """A short mark of the numbers of an RT on both sides; equal marks mean that nothing moved."""
    version = line.record.version if line.record else 0
    numbers = [(one.key, str(one.found), one.missing, str(one.record)) for one in line.result.lines]
    return stamp_of([version, numbers])


@dataclass(frozen=True)
class Overview:
    """The whole survey: one line per RT in the order of RW and RT. `reason` says why nothing can be compared."""

    lines: tuple[RtLine, ...]
    survey: Survey | None
    reason: str = ""

    @property
    def begun(self) -> tuple[RtLine, ...]:
        return tuple(line for line in self.lines if line.begun)

    @property
    def tally(self) -> Tally:
        """All households together."""
        return sum((line.result.tally for line in self.begun), Tally())

    def line_of(self, rt: int) -> RtLine | None:
        """The line of an RT by its key."""
        return next((line for line in self.lines if line.rt.pk == rt), None)


def overview_of(session: MethodSession) -> Overview:
    """Everything the survey says. Six queries however many RT and households there are."""
    summed = by_rt(houses_of(session))
    sheets = {row.neighbourhood_id: row for row in AreaSheet.objects.filter(session=session)}
    decisions: dict[int, dict[str, SurveyDecision]] = {}
    for row in SurveyDecision.objects.filter(session=session):
        decisions.setdefault(row.neighbourhood_id, {})[row.key] = row
    survey, stored = _stored(session)
    keys, reason = _comparable(survey, session.cycle.survey_year)
    if not is_kelurahan(session):
        reason = "Survei rumah tangga dilakukan dalam siklus kelurahan."
    lines = []
    for rt in _all_rts(session, {*summed, *sheets}):
        record = stored.get(rt.pk)
        told = _recorded(record, keys) if record else None
        result = compare(summed.get(rt.pk, Tally()), area_of(sheets.get(rt.pk)), told)
        lines.append(RtLine(rt, result, sheets.get(rt.pk), record, decisions.get(rt.pk, {})))
    return Overview(tuple(lines), survey, reason)


def is_kelurahan(session: MethodSession) -> bool:
    """Whether the cycle of the session is one of a kelurahan, which alone has RT."""
    return session.cycle.region_id.count(".") == RegionLevel.KELURAHAN - 1


def _stored(session: MethodSession) -> tuple[Survey | None, dict[int, RtRecord]]:
    """The survey of the year whose data the cycle works with, and its RT records. Two queries."""
    year, code = session.cycle.survey_year, session.cycle.region_id
    survey = survey_of(code, year) if year else None
    return survey, {row.neighbourhood_id: row for row in records(code, year)} if survey and year else {}


def _comparable(survey: Survey | None, year: int | None) -> tuple[Collection[str], str]:
    """The parameters that count the same thing in the same unit, and why there is none."""
    if survey is None:
        return (), f"Belum ada data RT tahun {year}." if year else "Siklus ini belum menyebut tahun data dasarnya."
    version = version_of(survey.ruleset)
    if version.direction != Direction.SLUM:
        return (), f"Data RT memakai {version.name}, yang menghitung yang sudah baik."
    known = version.criterion_by_key
    return {one.key for one in PARAMETERS if one.key in known and known[one.key].unit == one.unit}, ""


def _recorded(record: RtRecord, keys: Collection[str]) -> Recorded:
    counts = counts_of(record)
    return Recorded(counts.denominators, {key: value for key, value in counts.volumes.items() if key in keys})


def _all_rts(session: MethodSession, more: Collection[int]) -> Sequence[Neighbourhood]:
    """The RT of the day, and those that have answers although they are not valid any more; none above a kelurahan."""
    found = rts_of(session) if is_kelurahan(session) else []
    gone = set(more) - {rt.pk for rt in found}
    if not gone:
        return found
    return [*found, *Neighbourhood.objects.filter(pk__in=gone).select_related("parent").order_by("label")]


def trials_of(session: MethodSession) -> QuerySet[SurveyTrial]:
    """Files that were tried and are not too old, newest first. One query."""
    since = timezone.now() - timedelta(days=TRIAL_DAYS)
    return SurveyTrial.objects.filter(session=session, tried_at__gte=since).select_related("tried_by").defer("rows")
