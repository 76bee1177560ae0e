"""Verbs of the survey of households: one household, the area of an RT, many submissions at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.models import Neighbourhood
from kumuh.core.bulk import CHANGED, create_with_history, note_history
from kumuh.core.models import delete_by
from kumuh.core.versions import ChangedMeanwhile
from planning.methods.errors import MethodRefused
from planning.methods.models import AreaSheet, Household, MethodSession
from planning.methods.queries.survey import row_stamp
from planning.methods.queries.survey_plan import Submission, Taken, plan_areas, plan_households
from planning.methods.services.guard import keep, writable
from planning.methods.survey.answers import cleaned, faults, stored
from planning.methods.survey.questions import AREA, COLUMNS, HOUSEHOLD
from planning.methods.survey.rules import verdict_of
from planning.methods.survey.words import YES, Form

BATCH: Final = 500
NIK_TAKEN: Final = "NIK ini sudah ada pada {place}. Periksa apakah keluarga ini sudah didata."


def _checked(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are kept. Raises MethodRefused with one sentence per question that was answered wrong."""
    kept = cleaned(form, answers)
    if wrong := faults(form, kept, today=timezone.localdate()):
        raise MethodRefused(dict(wrong))
    return kept


def _fill_household(row: Household, answers: Mapping[str, Any]) -> Household:
    """Put checked answers into the columns of a household, with what they say per parameter. Saves nothing."""
    for key, column in COLUMNS.items():
        field = Household._meta.get_field(column)
        setattr(row, column, answers.get(key, None if field.null else ""))
    row.low_income = None if answers.get("mbr") is None else answers["mbr"] == YES
    row.answers = {key: value for key, value in stored(HOUSEHOLD, answers).items() if key not in COLUMNS}
    row.verdict = verdict_of(answers)
    return row


@transaction.atomic
def write_household(
    *,
    session: MethodSession,
    rt: Neighbourhood,
    answers: Mapping[str, Any],
    by: Any,
    household: Household | None = None,
    seen: str = "",
) -> Household:
    """Keep what one household answered (a new one, or `household` again); empty answers stay unanswered.

    Answers by key of the question: codes, whole numbers, decimals, days, words. Raises MethodRefused by question (also
    a NIK that is there already, or an RT elsewhere), SessionLocked, StepLocked, ChangedMeanwhile when the household was
    saved since `seen` (`row_stamp`).
    """
    current = writable(session=session)
    _require_rt(current, rt)
    kept = _checked(HOUSEHOLD, answers)
    _require_new_nik(current, kept.get("nik", ""), household)
    row = _claimed(household, seen) or Household(session=current, uuid=str(uuid4()))
    row.neighbourhood = rt
    keep(row=_fill_household(row, kept), by=by)
    return row


def _claimed(household: Household | None, seen: str) -> Household | None:
    """The household again, locked; refuses one that was saved since the page was opened."""
    if household is None:
        return None
    row = Household.objects.select_for_update().filter(pk=household.pk)[0]
    _refuse_moved(row, seen, "data keluarga ini")
    return row


def _refuse_moved(row: Any, seen: str, what: str) -> None:
    if seen and seen != row_stamp(row):
        latest = row.history.select_related("history_user").first() if row else None
        who = str(latest.history_user) if latest and latest.history_user else "orang lain"
        raise ChangedMeanwhile(row_stamp(row), what=what, by=who)


def _require_rt(session: MethodSession, rt: Neighbourhood) -> None:
    if rt.kind != NeighbourhoodKind.RT or rt.kelurahan_id != session.cycle.region_id:
        raise MethodRefused(f"{rt.label} bukan RT kelurahan ini.")


def _require_new_nik(session: MethodSession, nik: str, household: Household | None) -> None:
    rows = Household.objects.filter(session=session, nik=nik).exclude(
        pk=household.pk if household and household.pk else 0
    )
    other = rows.select_related("neighbourhood").first() if nik else None
    if other is not None:
        raise MethodRefused({"nik": NIK_TAKEN.format(place=f"{other.label}, {other.neighbourhood.label}")})


@transaction.atomic
def drop_household(*, household: Household, by: Any) -> None:
    """Take a household away that was put down by mistake; its history stays. Raises SessionLocked, StepLocked."""
    writable(session=household.session)
    delete_by(household, by)


@transaction.atomic
def write_area(
    *,
    session: MethodSession,
    rt: Neighbourhood,
    answers: Mapping[str, Any],
    by: Any,
    seen: str = "",
) -> AreaSheet:
    """Keep form B of an RT.

    Raises MethodRefused by question, SessionLocked, StepLocked, ChangedMeanwhile when it was saved since `seen`
    (`row_stamp`).
    """
    current = writable(session=session)
    _require_rt(current, rt)
    kept = _checked(AREA, answers)
    row = AreaSheet.objects.select_for_update().filter(session=current, neighbourhood=rt).first()
    _refuse_moved(row, seen, f"formulir kawasan {rt.label}")
    row = row or AreaSheet(session=current, neighbourhood=rt, uuid=str(uuid4()))
    keep(row=_fill_area(row, kept), by=by)
    return row


def _fill_area(row: AreaSheet, answers: Mapping[str, Any]) -> AreaSheet:
    """Put checked answers of form B into a row. Saves nothing."""
    row.surveyed_on = answers.get("tanggal")
    row.answers = stored(AREA, answers)
    return row


@transaction.atomic
def take_households(*, session: MethodSession, rows: Sequence[Submission], by: Any, reason: str) -> Taken:
    """Keep many submissions of form A at once, all or nothing; one that was taken over before is stored once.

    The same `uuid` with the same content is left alone, also where the household was corrected here since; with
    another content it replaces the answers. `reason` stands in the history. Raises MethodRefused (a NIK twice),
    SessionLocked, StepLocked.
    """
    current = writable(session=session)
    plan = plan_households(current, rows)
    fresh = [_household(Household(session=current, uuid=sent.uuid), sent) for sent in plan.fresh]
    changed = [_household(row, sent) for sent, row in plan.changed]
    _refuse_same_nik(current, [*fresh, *changed])
    create_with_history(rows=fresh, by=by, reason=reason)
    _rewrite(changed, by, reason)
    return plan.taken


def _household(row: Household, sent: Submission) -> Household:
    row.neighbourhood_id, row.digest = sent.rt, sent.digest
    return _fill_household(row, sent.answers)


def _refuse_same_nik(session: MethodSession, rows: Sequence[Household]) -> None:
    own = {row.pk for row in rows if row.pk}
    stored_niks = Household.objects.filter(session=session).exclude(nik="").values_list("pk", "nik")
    seen = {nik for pk, nik in stored_niks if pk not in own}
    for row in rows:
        if row.nik and row.nik in seen:
            raise MethodRefused("Ada NIK yang sudah tersimpan sejak berkas ini diperiksa. Periksa berkasnya lagi.")
        seen.add(row.nik)


def _rewrite(rows: Sequence[Any], by: Any, reason: str) -> None:
    """Save stored rows again in few statements, with a line of history each."""
    if not rows:
        return
    now, table = timezone.now(), type(rows[0])
    for row in rows:
        row.version += 1
        row.updated_at = now
    columns = [field.name for field in table._meta.concrete_fields if field.name not in ("id", "created_at")]
    table.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=columns, batch_size=BATCH
    )
    note_history(rows=rows, act=CHANGED, by=by, reason=reason)


@transaction.atomic
def take_areas(*, session: MethodSession, rows: Sequence[Submission], by: Any, reason: str) -> Taken:
    """Keep many submissions of form B, one per RT: a newer one replaces what was there. Raises as `take_households`."""
    current = writable(session=session)
    plan = plan_areas(current, rows)
    fresh = [_area(AreaSheet(session=current, neighbourhood_id=sent.rt), sent) for sent in plan.fresh]
    changed = [_area(row, sent) for sent, row in plan.changed]
    create_with_history(rows=fresh, by=by, reason=reason)
    _rewrite(changed, by, reason)
    return plan.taken


def _area(row: AreaSheet, sent: Submission) -> AreaSheet:
    row.uuid, row.digest = sent.uuid, sent.digest
    return _fill_area(row, sent.answers)
