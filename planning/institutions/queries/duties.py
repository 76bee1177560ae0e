"""The checklist of duties of a body, filled from what was recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from planning.cycles.catalog import TRACKS, find_step
from planning.cycles.enums import StepStatus
from planning.cycles.models import Cycle, StepAnswer, StepPaper, StepState
from planning.institutions.catalog import Duty, duties_of
from planning.institutions.models import Institution
from planning.institutions.registry import DutyScope, EvidenceLink, evidence_for


@dataclass(frozen=True)
class DutyRow:
    """One duty with everything recorded for it; without evidence `todo_url` leads to where it is recorded."""

    duty: Duty
    evidence: tuple[EvidenceLink, ...]
    todo_url: str

    @property
    def done(self) -> bool:
        return bool(self.evidence)


def duty_rows(institution: Institution) -> tuple[DutyRow, ...]:
    """The duties of the body's kind. The number of queries does not grow with what was recorded."""
    scope = _scope(institution)
    from_steps = _step_evidence(scope.cycles)
    return tuple(
        DutyRow(
            duty,
            tuple(dict.fromkeys((*evidence_for(duty.code, scope), *_of_steps(duty.steps, from_steps)))),
            _where(duty, scope),
        )
        for duty in duties_of(institution.kind)
    )


def _scope(institution: Institution) -> DutyScope:
    rows = Cycle.objects.filter(region_id=institution.region_id).prefetch_related("steps")
    return DutyScope(institution.region, tuple(rows.order_by("-fiscal_year", "-pk")))


def _of_steps(steps: Iterable[str], known: dict[str, list[EvidenceLink]]) -> list[EvidenceLink]:
    return [link for step in steps for link in known.get(step, ())]


def _step_evidence(cycles: tuple[Cycle, ...]) -> dict[str, list[EvidenceLink]]:
    """Closed steps, kept papers and typed records of these cycles by the code of the step. Two queries."""
    by_pk = {cycle.pk: cycle for cycle in cycles}
    found: dict[str, list[EvidenceLink]] = defaultdict(list)
    for cycle in cycles:
        for state in cycle.steps.all():
            if state.status == StepStatus.CLOSED:
                found[state.step].append(_closed(cycle, state))
    for paper in StepPaper.objects.filter(cycle__in=by_pk).exclude(file=""):
        output = find_step(by_pk[paper.cycle_id].track, paper.step).paper(paper.code)
        url = reverse("cycles:paper-edit", args=[paper.cycle_id, paper.step, paper.code])
        found[paper.step].append(EvidenceLink(output.title if output else paper.code, url, paper.dated_on))
    typed = StepAnswer.objects.filter(cycle__in=by_pk).order_by().values_list("cycle_id", "step").distinct()
    for cycle_id, step in typed:
        name = find_step(by_pk[cycle_id].track, step).name
        url = reverse("cycles:record-edit", args=[cycle_id, step])
        found[step].append(EvidenceLink(f"Catatan langkah {name}", url))
    return found


def _closed(cycle: Cycle, state: StepState) -> EvidenceLink:
    name = find_step(cycle.track, state.step).name
    on = timezone.localdate(state.closed_at) if state.closed_at else None
    return EvidenceLink(f"Langkah {name} selesai", f"{_page(cycle)}#{state.step}", on)


def _page(cycle: Any) -> str:
    return reverse("cycles:cycle-detail", args=[cycle.pk])


def _where(duty: Duty, scope: DutyScope) -> str:
    """The step of the newest cycle that records this duty; otherwise where a cycle starts."""
    for cycle in scope.cycles:
        for state in cycle.steps.all():
            if state.step in duty.steps:
                return f"{_page(cycle)}#{state.step}"
    wanted = {track for track, info in TRACKS.items() for step in info.steps if step.code in duty.steps}
    return reverse("cycles:cycle-start") if wanted else ""
