"""Answers of collecting programs (KoboToolbox, ODK Central) as CSV or workbook: try first, take over what is right.

Headings are known by the name of the question, with or without the names of its groups, or by its words; a submission
by its uuid. Two exports of the same submission are the same submission.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from kumuh.core.spreadsheets import Row, SpreadsheetError, as_text, position, read_workbook
from planning.methods.errors import MethodRefused
from planning.methods.models import Household, MethodSession, SurveyTrial
from planning.methods.queries.maps import rts_of
from planning.methods.queries.survey import TRIAL_DAYS
from planning.methods.queries.survey_plan import Submission, Taken, plan_areas, plan_households
from planning.methods.services.survey import take_areas, take_households
from planning.methods.survey.answers import cleaned, digest_of, faults, read_cell
from planning.methods.survey.questions import FORMS
from planning.methods.survey.words import Form
from planning.methods.survey.xlsform import RT_KEY, SESSION_KEY, asked_words, rt_code

#: Columns in which a submission carries its name, the lasting one first.
UUID_HEADINGS: Final = ("rootuuid", "_uuid", "instanceid", "key", "uuid")
#: So many rows are reported by name; the rest is counted.
MOST_FAULTS: Final = 500
#: A file belongs to a form when so many of its questions have a column.
LEAST_HEADINGS: Final = 4
NEW, CHANGED, SAME, BAD = "baru", "berubah", "tetap", "galat"


@dataclass
class Read:
    """What a file holds: submissions that are right, and faults as (row, heading, content, sentence)."""

    letter: str
    rows: list[Submission] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)
    bad_rows: set[int] = field(default_factory=set)


def try_answers(*, session: MethodSession, content: bytes, filename: str, by: Any) -> SurveyTrial:
    """Read a file and keep what it would add as a trial; changes no household.

    Raises MethodRefused when the file cannot be read at all or is of another form.
    """
    _discard_old()
    found = read_answers(session=session, content=content, filename=filename)
    planned = (plan_households if found.letter == "A" else plan_areas)(session, found.rows)
    report = {"galat": found.faults[:MOST_FAULTS], "jumlah": {**_counted(planned.taken), BAD: len(found.bad_rows)}}
    return SurveyTrial.objects.create(
        session=session,
        letter=found.letter,
        filename=filename[-200:],
        digest=hashlib.sha256(content).hexdigest(),
        rows=[_kept(row) for row in found.rows],
        report=report,
        tried_by=by,
    )


@transaction.atomic
def apply_answers(*, trial: SurveyTrial, by: Any) -> Taken:
    """Take over the right rows of a tried file, once; its rows are emptied.

    Raises MethodRefused for the second time and for what `take_households` refuses, SessionLocked, StepLocked.
    """
    current = SurveyTrial.objects.select_for_update(of=("self",)).select_related("session").filter(pk=trial.pk)[0]
    if current.applied_at is not None:
        raise MethodRefused("Berkas ini sudah diambil. Unggah lagi bila ada kiriman baru.")
    take = take_households if current.letter == "A" else take_areas
    taken = take(
        session=current.session, rows=[_sent(row) for row in current.rows], by=by, reason=f"Impor {current.filename}"
    )
    current.rows, current.applied_at = [], timezone.now()
    current.outcome = _counted(taken)
    current.save(update_fields=["rows", "applied_at", "outcome"])
    return taken


def _counted(taken: Taken) -> dict[str, int]:
    return {NEW: taken.created, CHANGED: taken.changed, SAME: taken.same}


def _kept(row: Submission) -> dict[str, Any]:
    answers = {key: value.isoformat() if isinstance(value, date) else str(value) for key, value in row.answers.items()}
    return {"uuid": row.uuid, "sidik": row.digest, "rt": row.rt, "jawaban": answers}


def _sent(row: Mapping[str, Any]) -> Submission:
    answers = dict(row["jawaban"])
    if "tanggal" in answers:
        answers["tanggal"] = date.fromisoformat(answers["tanggal"])
    return Submission(row["uuid"], row["sidik"], row["rt"], answers)


def _discard_old() -> None:
    limit = timezone.now() - timedelta(days=TRIAL_DAYS)
    SurveyTrial.objects.filter(applied_at=None, tried_at__lt=limit).delete()


def read_answers(*, session: MethodSession, content: bytes, filename: str) -> Read:
    """The submissions of a file for this session. Raises MethodRefused when the file cannot be used at all."""
    try:
        book = read_workbook(content, filename)
    except SpreadsheetError as problem:
        raise MethodRefused(str(problem)) from problem
    sheet = book.sheets[0]
    rows = list(sheet.filled_rows())
    if len(rows) < 2:
        raise MethodRefused("Berkas ini tidak berisi kiriman.")
    form, columns = _columns(rows[0])
    file = _File(
        form=form,
        columns=columns,
        places=_places(session),
        session=str(session.pk),
        niks=_niks_elsewhere(session) if form.letter == "A" else {},
        today=timezone.localdate(),
    )
    found = Read(form.letter)
    for row in rows[1:]:
        _read_row(found, file, row)
    return found


@dataclass
class _File:
    """What every row is read with: where headings stand, RT by code and label, what other rows said already."""

    form: Form
    columns: Mapping[str, int]
    places: Mapping[str, int]
    session: str
    niks: dict[str, str]
    today: date
    seen: dict[str, int] = field(default_factory=dict)

    def text(self, row: Row, key: str) -> str:
        """What stands in a column, empty where there is none."""
        return as_text(row.cell(self.columns[key]).value) if key in self.columns else ""


def _columns(head: Row) -> tuple[Form, dict[str, int]]:
    """The form that the headings belong to, and where each known heading stands."""
    names = [_name(cell.value) for cell in head.cells()]
    best = max(FORMS.values(), key=lambda form: len(_found(form, names)))
    found = _found(best, names)
    if len(set(found) - {RT_KEY}) < LEAST_HEADINGS:
        raise MethodRefused(
            "Judul kolomnya bukan dari formulir A atau B. Ekspor dari KoboToolbox atau ODK tanpa mengubah judul kolom."
        )
    if RT_KEY not in found:
        raise MethodRefused("Kolom RT tidak ada dalam berkas ini.")
    for heading in UUID_HEADINGS:
        if heading in names:
            found.setdefault("uuid", names.index(heading))
    if SESSION_KEY in names:
        found[SESSION_KEY] = names.index(SESSION_KEY)
    return best, found


def _name(value: Any) -> str:
    """A heading without the names of its groups: `identitas/nama_kk` is `nama_kk`."""
    return as_text(value).rpartition("/")[2].strip().casefold()


def _found(form: Form, names: Sequence[str]) -> dict[str, int]:
    known = {RT_KEY: RT_KEY}
    for question in form.questions:
        for said in (question.label, asked_words(question), question.key):
            known[_name(said)] = question.key
    columns: dict[str, int] = {}
    for at, name in enumerate(names):
        key = known.get(name) or known.get(name.rpartition("-")[2])
        if key is not None:
            columns.setdefault(key, at)
    return columns


def _places(session: MethodSession) -> dict[str, int]:
    """RT by the code of the form and by their label."""
    found: dict[str, int] = {}
    for rt in rts_of(session):
        found[rt_code(rt.pk)] = rt.pk
        found[rt.label.casefold()] = rt.pk
    return found


def _niks_elsewhere(session: MethodSession) -> dict[str, str]:
    """Stored NIK with the uuid of the household that has it."""
    rows = Household.objects.filter(session=session).exclude(nik="")
    return dict(rows.values_list("nik", "uuid"))


def _read_row(found: Read, file: _File, row: Row) -> None:
    """Add one row to what was read: a submission, or its faults."""
    answers, wrong = _answers(file, row)
    kept = cleaned(file.form, answers)
    wrong = {**faults(file.form, kept, today=file.today), **wrong}
    rt = file.places.get(file.text(row, RT_KEY).casefold())
    if rt is None:
        wrong[RT_KEY] = "RT ini tidak ada di kelurahan ini."
    if file.text(row, SESSION_KEY) not in ("", file.session):
        wrong[RT_KEY] = "Kiriman ini milik survei lain."
    digest = "" if wrong else digest_of(file.form, rt, kept)
    uuid = file.text(row, "uuid").removeprefix("uuid:")[:64] or digest[:32] or f"baris-{row.number}"
    once = str(rt) if file.form.letter == "B" else uuid
    if once in file.seen:
        wrong[RT_KEY] = f"Sama dengan baris {file.seen[once]} dalam berkas ini."
    if kept.get("nik") and file.niks.get(kept["nik"], uuid) != uuid:
        wrong["nik"] = "NIK ini sudah ada pada keluarga lain."
    if wrong or rt is None:
        found.bad_rows.add(row.number)
        found.faults += [_told(file, row, key, sentence) for key, sentence in wrong.items()]
        return
    file.seen[once] = row.number
    if kept.get("nik"):
        file.niks[kept["nik"]] = uuid
    found.rows.append(Submission(uuid, digest, rt, kept))


def _answers(file: _File, row: Row) -> tuple[dict[str, Any], dict[str, str]]:
    """The cells of a row as answers, and what could not be read."""
    answers: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for question in file.form.questions:
        at = file.columns.get(question.key)
        if at is None:
            continue
        try:
            answers[question.key] = read_cell(question, row.cell(at).value)
        except ValueError as problem:
            wrong[question.key] = str(problem)
    return answers, wrong


def _told(file: _File, row: Row, key: str, sentence: str) -> dict[str, Any]:
    """A fault as the page tells it; the content of private cells is not repeated."""
    question = file.form.by_key.get(key)
    at = file.columns.get(key)
    return {
        "baris": row.number,
        "sel": position(row.number, at + 1) if at is not None else "",
        "kolom": question.label if question else "RT",
        "isi": "" if question and question.private else file.text(row, key)[:60],
        "alasan": sentence,
    }
