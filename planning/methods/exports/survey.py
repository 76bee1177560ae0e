"""Workbooks of the survey: the forms for collecting programs, and the answers as these programs export them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kumuh.core.spreadsheets import Column, ColumnKind, Table, write_xlsx
from planning.methods.enums.survey import Asked
from planning.methods.models import AreaSheet, Household, MethodSession
from planning.methods.queries.maps import rts_of
from planning.methods.queries.survey import answers_of, sheet_answers
from planning.methods.survey.questions import FORMS
from planning.methods.survey.words import Form
from planning.methods.survey.xlsform import RT_KEY, SESSION_KEY, rt_code, sheets

KINDS = {Asked.BILANGAN: ColumnKind.WHOLE, Asked.UKURAN: ColumnKind.MEASURE, Asked.TANGGAL: ColumnKind.DATE}


def xlsform(session: MethodSession, letter: str) -> bytes:
    """Form A or B as an XLSForm with the RT of the cycle; the same session always gives the same bytes."""
    form = FORMS[letter]
    rts = {rt.pk: rt.label for rt in rts_of(session)}
    tables = [
        Table(name, [Column(head, head) for head in heads], lines, key_row=False)
        for name, heads, lines in sheets(form, session.pk, session.cycle.region.name, rts)
    ]
    return write_xlsx(tables, title=form.title)


def answers_workbook(session: MethodSession, letter: str) -> bytes:
    """All answers of a form, one row each, under the names of the questions. Holds names: ask the right first."""
    form = FORMS[letter]
    columns = [
        Column("_uuid", "_uuid"),
        Column(SESSION_KEY, SESSION_KEY),
        Column(RT_KEY, RT_KEY),
        *(
            Column(one.key, one.key, KINDS.get(Asked(one.asked), ColumnKind.CODE), places=one.places)
            for one in form.questions
        ),
    ]
    return write_xlsx([Table(f"Formulir {letter}", columns, list(_rows(session, form)), key_row=False)])


def _rows(session: MethodSession, form: Form) -> Iterable[Mapping[str, Any]]:
    table: Any = Household if form.letter == "A" else AreaSheet
    for row in table.objects.filter(session=session).order_by("neighbourhood_id", "pk"):
        answers = answers_of(row) if isinstance(row, Household) else sheet_answers(row)
        yield {"_uuid": row.uuid, SESSION_KEY: str(session.pk), RT_KEY: rt_code(row.neighbourhood_id), **answers}
