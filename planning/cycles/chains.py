"""Who decides on the steps of the P2KP track.

Source: guide 100-0-100 for rembuk, BKM and Lurah; verification by Pokja PKP is a proposal (STAGES, INF).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from kumuh.reviews.registry import Chain, Subject, register_chain, register_subject

from kumuh.accounts.enums import Role
from planning.cycles import queries, services
from planning.cycles.catalog import TRACKS, find_step
from planning.cycles.models import StepState

DRAFTERS = frozenset({Role.FASILITATOR, Role.BKM, Role.ASKOT})


def describe_steps(ids: Iterable[int]) -> dict[int, Subject]:
    """Title, page and region of the reviewed steps, in one query."""
    states = StepState.objects.filter(pk__in=list(ids)).select_related("cycle__region")
    return {
        state.pk: Subject(
            title=f"{find_step(state.cycle.track, state.step).name} – {state.cycle}",
            url=f"{reverse('cycles:cycle-detail', args=[state.cycle_id])}#{state.step}",
            region=state.cycle.region.name,
        )
        for state in states
    }


def register() -> None:
    register_subject(queries.SUBJECT, describe_steps)
    for info in TRACKS.values():
        for step in info.steps:
            if step.chain:
                register_chain(
                    Chain(
                        code=step.chain,
                        title=step.name,
                        subject_type=queries.SUBJECT,
                        submit_roles=DRAFTERS,
                        verify_roles=frozenset({Role.POKJA}),
                        approve_roles=(frozenset({Role.BKM}), frozenset({Role.LURAH})),
                        on_submit=services.gate_sentences,
                        on_verify=services.gate_sentences,
                        on_approve=services.gate_sentences,
                        after_approve=services.close_approved_step,
                        after_reopen=services.reopen_after_review,
                    )
                )
