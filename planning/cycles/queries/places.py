"""Where a cycle may start, and which RT it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.models import Decree, DecreeNeighbourhood, Neighbourhood, Region
from kumuh.conditions.models import Survey
from planning.cycles.catalog import TRACKS, TrackInfo
from planning.cycles.enums import Track
from planning.cycles.models import Cycle


def decree_rts(cycle: Cycle) -> QuerySet[Neighbourhood]:
    """RT of this kelurahan that the cycle's SK Kumuh lists, in order of their label.

    A cycle without an SK (programmes that do not ask for one) is about every RT in force of its kelurahan.
    """
    if cycle.decree_id is None:
        return Neighbourhood.objects.filter(
            kelurahan_id=cycle.region_id, kind=NeighbourhoodKind.RT, valid_to=None
        ).order_by("label")
    listed = DecreeNeighbourhood.objects.filter(decree=cycle.decree).values("neighbourhood_id")
    return Neighbourhood.objects.filter(pk__in=listed, kelurahan_id=cycle.region_id).order_by("label")


def active_decrees(region: Region, day: date | None = None) -> QuerySet[Decree]:
    """SK Kumuh in force on `day` that list at least one RT of the kelurahan."""
    day = day or timezone.localdate()
    return (
        Decree.objects.filter(listed__neighbourhood__kelurahan=region, signed_on__lte=day, revoked_on=None)
        .distinct()
        .order_by("-signed_on")
    )


def startable_regions(user: Any, info: TrackInfo = TRACKS[Track.P2KP]) -> QuerySet[Region]:
    """Regions in the person's area where a cycle of the programme may start.

    A kota or kabupaten for the city track; a kelurahan for the others, with an active SK where the programme
    asks for one.
    """
    if info.level == "kota":
        return Region.objects.for_user(user).filter(level=RegionLevel.CITY).order_by("name")
    if not info.needs_decree:
        return Region.objects.for_user(user).filter(level=RegionLevel.KELURAHAN).order_by("name")
    listed = DecreeNeighbourhood.objects.filter(
        decree__revoked_on=None, decree__signed_on__lte=timezone.localdate()
    ).values("neighbourhood__kelurahan_id")
    return Region.objects.for_user(user).filter(code__in=listed).order_by("name")


def may_start_somewhere(user: Any) -> bool:
    """Whether there is a place in the person's area for a cycle of any programme."""
    return any(startable_regions(user, info).exists() for info in TRACKS.values())


def newest_survey_of(kelurahan: str) -> int | None:
    """The newest year with a survey of a kelurahan (dotted code); None before the first one."""
    found: int | None = Survey.objects.filter(kelurahan_id=kelurahan).aggregate(year=Max("year"))["year"]
    return found


def newest_survey_year(user: Any) -> int | None:
    """The newest year with a survey in the person's area; None before the first one."""
    found: int | None = Survey.objects.for_user(user).aggregate(year=Max("year"))["year"]
    return found
