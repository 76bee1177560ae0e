"""SK of bodies: what is printed, the next number of the register, the SK of a cycle."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, QuerySet

from planning.institutions.models import FormationDecree, Institution


def decree_for_print(pk: int) -> FormationDecree:
    """An SK with its body, place and everybody in it. Raises `FormationDecree.DoesNotExist`."""
    rows = FormationDecree.objects.select_related(
        "institution__region__parent__parent__parent", "institution__cycle__decree", "institution__parent"
    )
    return rows.prefetch_related("institution__members__rt").get(pk=pk)


def latest_decree(institution: Institution) -> FormationDecree | None:
    """The SK that was prepared last, numbered or not."""
    return institution.decrees.order_by("-pk").first()


def next_sequence(*, office_code: str, issuer: str, year: int) -> int:
    """The number after the last one of this office and year in the register; 1 for the first."""
    last = FormationDecree.objects.filter(office_code=office_code, issuer=issuer, year=year).aggregate(
        last=Max("sequence")
    )["last"]
    return (last or 0) + 1


def decrees_of_cycle(cycle: Any) -> QuerySet[FormationDecree]:
    """SK of the bodies that were formed in a cycle, the oldest first."""
    return FormationDecree.objects.filter(institution__cycle=cycle).select_related("institution").order_by("pk")
