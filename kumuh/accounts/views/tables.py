"""Tables that several pages about people show."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from kumuh.accounts import queries
from kumuh.accounts.enums import Role, role_names
from kumuh.accounts.models import Assignment
from kumuh.areas.models import Region
from kumuh.core.rights import RIGHTS


@dataclass(frozen=True)
class RightRow:
    """One thing that can be done: the sentence of the rule, its roles and who holds them for this region today."""

    sentence: str
    when: str
    roles: str
    people: tuple[str, ...]


def area_rights(region: Region) -> tuple[list[Assignment], list[RightRow]]:
    """Siapa boleh apa: assignments that reach the region today, and every limited right with its people."""
    today = timezone.localdate()
    reaching = [
        assignment
        for assignment in queries.assignments_of_area(region)
        if assignment.covers(region.pk)
        and assignment.user.is_active
        and assignment.valid_from <= today
        and (assignment.valid_to is None or assignment.valid_to >= today)
    ]
    order = list(Role)
    reaching.sort(key=lambda assignment: (order.index(Role(assignment.role)), assignment.user.name))
    rows = [
        RightRow(
            sentence=right.sentence,
            when=right.when_text,
            roles=role_names(right.roles),
            people=tuple(sorted({a.user.name for a in reaching if a.role in right.roles})),
        )
        for right in RIGHTS.values()
        if right.roles
    ]
    return reaching, rows
