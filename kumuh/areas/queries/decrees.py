"""SK Kumuh: which one counts where and when, and which one must be looked at again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from kumuh.areas.models import Decree, DecreeNeighbourhood, Neighbourhood, Region
from kumuh.areas.naming import city_code
from kumuh.areas.queries.neighbourhoods import successors_on


def in_force(day: date) -> Q:
    """Condition on a decree: signed by the day and not revoked by it."""
    return Q(signed_on__lte=day) & (Q(revoked_on=None) | Q(revoked_on__gt=day))


def active_decree(kelurahan: Region | str, day: date) -> Decree | None:
    """The newest SK Kumuh in force on a day that lists at least one RT of the kelurahan.

    A decree past its review date stays in force until it is revoked; it is only flagged.
    """
    code = kelurahan if isinstance(kelurahan, str) else kelurahan.code
    listed = DecreeNeighbourhood.objects.filter(decree=OuterRef("pk"), neighbourhood__kelurahan_id=code)
    rows = Decree.objects.filter(in_force(day), Exists(listed), city_id=city_code(code))
    return rows.order_by("-signed_on", "-pk").first()


def decree_rts(decree: Decree, kelurahan: Region, day: date) -> list[Neighbourhood]:
    """RT of a kelurahan that an SK means on a day: those it lists, or what they have become since."""
    rows = Neighbourhood.objects.filter(decrees__decree=decree, kelurahan=kelurahan)
    return successors_on(rows.select_related("parent", "settlement"), day)


def needs_review(decree: Decree, day: date) -> bool:
    """Whether an SK in force has passed its review date (at least every five years, Permen PUPR 14/2018 ps. 38)."""
    revoked = decree.revoked_on is not None and decree.revoked_on <= day
    return not revoked and decree.review_on < day


def decree_state(decree: Decree, day: date) -> str:
    """Code of the state for the badge: `DICABUT`, `PERLU_DITINJAU` or `BERLAKU`."""
    if decree.revoked_on is not None and decree.revoked_on <= day:
        return "DICABUT"
    return "PERLU_DITINJAU" if needs_review(decree, day) else "BERLAKU"


def decrees_due(rows: QuerySet[Decree], day: date) -> QuerySet[Decree]:
    """SK in force whose review date has passed, longest overdue first."""
    return rows.filter(in_force(day), review_on__lt=day).order_by("review_on")


def decrees_for(user: Any) -> QuerySet[Decree]:
    """SK of the person's cities with their city, newest first."""
    return Decree.objects.for_user(user).select_related("city").order_by("-signed_on", "-pk")


def decree_register(rows: QuerySet[Decree]) -> Any:
    """SK with their city, number of RT and kelurahan and the sum of listed hectares; one query."""
    return rows.select_related("city").annotate(
        rt_count=Count("listed"),
        kelurahan_count=Count("listed__neighbourhood__kelurahan", distinct=True),
        listed_ha=Sum("listed__area_ha"),
    )


class ListedKelurahan(NamedTuple):
    """RT of one kelurahan in an SK and the sum of their hectares (None where none is written)."""

    kelurahan: Region
    rows: list[DecreeNeighbourhood]
    area_ha: Decimal | None


def listed_by_kelurahan(decree: Decree) -> list[ListedKelurahan]:
    """RT list of an SK under its kelurahan, both by code and label. One query."""
    rows = decree.listed.select_related("neighbourhood__kelurahan", "neighbourhood__settlement").order_by(
        "neighbourhood__kelurahan_id", "neighbourhood__label"
    )
    groups: dict[str, list[DecreeNeighbourhood]] = {}
    for row in rows:
        groups.setdefault(row.neighbourhood.kelurahan_id, []).append(row)
    return [ListedKelurahan(found[0].neighbourhood.kelurahan, found, total_ha(found)) for found in groups.values()]


def total_ha(rows: list[DecreeNeighbourhood]) -> Decimal | None:
    """Sum of the hectares written in an SK; None where not a single one is written."""
    written = [row.area_ha for row in rows if row.area_ha is not None]
    return sum(written, Decimal(0)) if written else None
