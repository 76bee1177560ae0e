"""The preparation step of the example cycles: team, quick schedule, first data, principles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseInlineFormSet, inlineformset_factory

from planning.cycles.models import Cycle, SourceDocument, TeamMember
from planning.cycles.services import Answer, propose_schedule, save_preparation, write_reflections
from planning.demo.catalog import read

Rows = Sequence[Mapping[str, Any]]


def prepare(*, cycle: Cycle, team: int, sources: int, principles: bool) -> None:
    """Fill the preparation: the first `team` people and `sources` of the example, and its answers on principles."""
    words = read("siklus/persiapan.json")
    data_year = cycle.survey_year or cycle.fiscal_year
    name = {"kelurahan": cycle.region.name, "tahun_data": str(data_year)}
    people = [
        {"name": row["nama"].format(**name), "sex": row["jk"], "duty": row["tugas"]} for row in words["tim"][:team]
    ]
    held = [
        {
            "title": row["judul"].format(**name),
            "holder": row["sumber"].format(**name),
            "year": min(row["tahun"], data_year),
        }
        for row in words["data_awal"][:sources]
    ]
    formsets = (_formset(cycle, TeamMember, people), _formset(cycle, SourceDocument, held))
    save_preparation(cycle=cycle, formsets=formsets)
    if not cycle.schedule.exists():
        propose_schedule(cycle=cycle)
    if principles:
        answers = {code: Answer(kept) for code, kept in words["prinsip"].items()}
        write_reflections(cycle=cycle, step="P3", answers=answers, by=cycle.started_by)


def _formset(cycle: Cycle, model: Any, rows: Rows) -> BaseInlineFormSet[Any, Any, Any]:
    """Rows as the page would send them; the verb takes valid formsets."""
    fields = sorted({name for row in rows for name in row}) or ["id"]
    kind = inlineformset_factory(Cycle, model, fields=fields, extra=len(rows))
    data = {"rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": "0"}
    data |= {f"rows-{number}-{name}": str(value) for number, row in enumerate(rows) for name, value in row.items()}
    formset = kind(data, instance=cycle, prefix="rows")
    if not formset.is_valid():
        raise ValueError(formset.errors)
    return formset
