"""What a work will repair, per RT and parameter, and the scores that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kumuh.accounts.models import PersonRequest
from kumuh.conditions.queries import RtOutcome
from kumuh.core.formats import show_number
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page
from planning.cycles.models import Cycle
from planning.programs import queries, services
from planning.programs.forms.works import OutcomeFields, outcome_form_class, outcome_name, outcomes_in
from planning.programs.models import Work
from planning.programs.pins import work_rows
from planning.programs.queries import Need, proposed_outcomes
from planning.programs.views.common import effect_context, review_context, work_in_scope, work_pins


@dataclass(frozen=True)
class OutcomeLine:
    """One field with the need beside it; `whole` is what the button "seluruh kebutuhan" fills in."""

    need: Need
    field: BoundField
    whole: str

    @property
    def key(self) -> str:
        return f"{self.need.neighbourhood_id}_{self.need.criterion_key}"


@dataclass(frozen=True)
class OutcomeGroup:
    """One RT: parameters of the work's own indicator first, the others behind."""

    label: str
    own: tuple[OutcomeLine, ...]
    others: tuple[OutcomeLine, ...]

    @property
    def others_filled(self) -> int:
        return sum(1 for line in self.others if line.field.value())


@page("programs.change_work")
def outcome_edit(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    work = work_in_scope(request, cycle, pk, "programs.change_work")
    needs = queries.needs_with_outcomes(work)
    form = _form(request, work, needs)
    if _is_saving(request) and form.is_valid() and _saved(request, work, form):
        messages.success(request, "Hasil kegiatan tersimpan; perkiraan nilainya dihitung ulang.")
        return redirect("programs:work-detail", cycle, pk)
    context = {
        "cycle": work.cycle,
        "work": work,
        "form": form,
        "groups": _groups(work, needs, form),
        "pins": work_pins(work),
        **_effect(work, form),
        **review_context(request, work.cycle, "kegiatan", *work_rows(work.pk, work.proposal_id)),
    }
    return render(request, "programs/outcome_edit.html", context)


def _is_saving(request: PersonRequest) -> bool:
    """Posted to be saved, not to fill a field or to compute (buttons that work without script)."""
    return request.method == "POST" and not {"hitung", "isi"} & set(request.POST)


@require_POST
@page("programs.change_work")
def outcome_compute(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    work = work_in_scope(request, cycle, pk, "programs.change_work")
    form = outcome_form_class(queries.needs_with_outcomes(work))(request.POST, instance=work)
    return render(request, "programs/_effect.html", _effect(work, form))


def _saved(request: PersonRequest, work: Work, form: OutcomeFields) -> bool:
    with refusals_on(form):
        services.save_outcomes(
            work=work, outcomes=form.outcomes(), by=request.user, expected_version=form.expected_version
        )
        return True
    return False


def _form(request: PersonRequest, work: Work, needs: tuple[Need, ...]) -> OutcomeFields:
    stored = {(row.neighbourhood_id, row.criterion_key): row.volume for row in work.outcomes.all()}
    stored = stored or proposed_outcomes(work, needs)
    initial = {outcome_name(need): stored.get((need.neighbourhood_id, need.criterion_key)) for need in needs}
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None:
        _fill_whole_needs(data, needs)
    return outcome_form_class(needs)(data, instance=work, initial=initial)


def _fill_whole_needs(data: Any, needs: tuple[Need, ...]) -> None:
    """Without script: the pressed button "seluruh kebutuhan" fills its field."""
    for need in needs:
        if data.get("isi") == outcome_name(need) and need.need is not None:
            data[outcome_name(need)] = show_number(need.need)


def _groups(work: Work, needs: tuple[Need, ...], form: OutcomeFields) -> list[OutcomeGroup]:
    groups = []
    for rt in work.rts.all():
        lines = [
            OutcomeLine(need, form[outcome_name(need)], "" if need.need is None else show_number(need.need))
            for need in needs
            if need.neighbourhood_id == rt.pk
        ]
        own = tuple(line for line in lines if line.need.aspect == work.aspect)
        groups.append(OutcomeGroup(rt.label, own, tuple(line for line in lines if line not in own)))
    return groups


def _effect(work: Work, form: OutcomeFields) -> dict[str, Any]:
    """Now, after this work alone, and together with all others, from what was typed."""
    cycle: Cycle = work.cycle
    typed = _typed_outcomes(form)
    alone = queries.forecast(cycle, typed)
    together = queries.forecast(cycle, [*queries.outcomes_of(cycle, without=work), *typed])
    chosen = {rt.pk for rt in work.rts.all()}
    pairs = zip(alone.rts, together.rts, strict=True) if alone and together else ()
    rows = [(one, both) for one, both in pairs if one.neighbourhood_id in chosen]
    return effect_context(alone, "dampak") | {"effect_rows": rows, "together": together}


def _typed_outcomes(form: OutcomeFields) -> list[RtOutcome]:
    """What stands in the form now: what can be read of the typed text, or the first values."""
    if form.is_bound:
        form.is_valid()
        return form.outcomes()
    return outcomes_in(form.initial)
