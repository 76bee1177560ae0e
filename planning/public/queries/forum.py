"""Results of Musrenbang in counts: no item is tied to whoever asked for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from planning.cycles.queries.ratified import stands
from planning.programs.queries import LEVELS, forum_results, step_of_level
from planning.public.queries.shapes import PublicForum


def results(cycles: Iterable[Any]) -> tuple[PublicForum, ...]:
    """One line per programme and level whose step is closed, newest programme first. One query; the steps are loaded.

    Programmes without a step for a level (P2KP) have no line.
    """
    places = {
        (cycle.pk, level): cycle
        for cycle in cycles
        for level in LEVELS
        if (step := step_of_level(cycle, level)) and stands(cycle, step)
    }
    if not places:
        return ()
    found = {(row.cycle_id, row.level): row for row in forum_results({pk for pk, _ in places})}
    return tuple(
        PublicForum(
            programme=cycle.get_track_display(),
            years=cycle.years,
            is_example=cycle.is_example,
            level=row.level.label,
            held_on=row.held_on,
            asked=row.answered,
            accepted=row.accepted,
            postponed=row.postponed,
            declined=row.declined,
            merged=row.merged,
            cost=row.cost,
        )
        for key, cycle in places.items()
        if (row := found.get(key)) is not None
    )
