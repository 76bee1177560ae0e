"""Reads about people: who holds a role where, who signs for an office, what is typed but not sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from kumuh.accounts.models import Assignment, FormDraft, Official, User
from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region


def codes_above(code: str) -> tuple[str, ...]:
    """The code itself and every region above it: `33.75.03` gives `33.75.03`, `33.75`, `33`."""
    parts = code.split(".") if code else []
    return tuple(".".join(parts[:length]) for length in range(len(parts), 0, -1))


def _reaching(code: str) -> Q:
    """Assignments that cover the region with this code."""
    return Q(region=None) | Q(region__in=codes_above(code))


def people_with_roles(roles: Collection[str], code: str) -> list[User]:
    """Active people who hold one of the roles for the region today, by name."""
    held = Assignment.objects.in_force(timezone.localdate()).filter(_reaching(code), role__in=roles)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk"))


def holders_of(user: Any, codes: Iterable[str], roles: Collection[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Names of who holds a role in exactly one of these regions today, by (region code, role); one query.

    Only assignments inside the area of `user`: who holds an office above is not theirs to see.
    """
    rows = Assignment.objects.for_user(user).in_force(timezone.localdate()).filter(user__is_active=True)
    held: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows.filter(region__in=set(codes), role__in=roles).select_related("user").order_by("user__name", "pk"):
        held[row.region_id, row.role] = (*held.get((row.region_id, row.role), ()), str(row.user))
    return held


def present_and_future_codes(user: User) -> set[str]:
    """Codes of the regions in which the person has or will have a role; "" is the whole country."""
    rows = user.assignments.filter(Q(valid_to=None) | Q(valid_to__gte=timezone.localdate()))
    return {code or "" for code in rows.values_list("region_id", flat=True)}


def needs_second_factor(user: User) -> bool:
    """Whether the person must confirm with a code from the phone (administrators and Pokja approvers)."""
    if not settings.SECOND_FACTOR_ROLES:
        return False
    strong = user.is_staff or user.is_superuser
    return strong or any(assignment.role in settings.SECOND_FACTOR_ROLES for assignment in user.assignments_today)


def has_second_factor(user: User) -> bool:
    """Whether the person has set up codes on a phone; sign-in then always asks for one."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def assignable_regions(region: Region | None) -> QuerySet[Region]:
    """Regions an administrator of `region` can choose from: all below a city, one level below anything larger."""
    if region is None:
        return Region.objects.filter(level=RegionLevel.PROVINCE)
    if region.level < RegionLevel.CITY:
        return Region.objects.filter(Q(pk=region.pk) | Q(parent=region)).order_by("code")
    return Region.objects.filter(Q(pk=region.pk) | Q(code__startswith=f"{region.pk}.")).order_by("code")


def regions_below(region: Region | None) -> QuerySet[Region]:
    """The regions one level below, by name; provinces below the whole country."""
    below = Region.objects.filter(level=RegionLevel.PROVINCE) if region is None else region.children.all()
    return below.filter(active=True).order_by("name")


def assignments_of_area(region: Region | None) -> QuerySet[Assignment]:
    """Assignments in, below and above the region (None = the whole country), newest period first."""
    rows = Assignment.objects.select_related("user", "region").order_by("role", "user__name", "-valid_from")
    if region is None:
        return rows
    inside = Q(region=region) | Q(region__code__startswith=f"{region.pk}.")
    return rows.filter(inside | _reaching(region.pk))


def people_of_area(region: Region | None, text: str = "") -> QuerySet[User]:
    """People with an assignment (also an ended one) in or below the region, by name; `text` searches.

    Each has `assignments_here`: their assignments in that area with region.
    """
    here = Assignment.objects.select_related("region").order_by("-valid_from")
    if region is not None:
        here = here.filter(Q(region=region) | Q(region__code__startswith=f"{region.pk}."))
    people = User.objects.prefetch_related(Prefetch("assignments", queryset=here, to_attr="assignments_here"))
    if region is not None:
        people = people.filter(pk__in=here.values("user"))
    words = text.strip()
    if words:
        people = people.filter(Q(name__icontains=words) | Q(username__icontains=words) | Q(email__iexact=words))
    return people.order_by("name", "pk")


def official_on(region: Region, office: str, day: date) -> Official | None:
    """Who signs for the office of this region on that day; the latest appointment wins."""
    return Official.objects.in_force(day).filter(region=region, office=office).order_by("-valid_from", "-pk").first()


def officials_on(region_codes: Iterable[str], day: date) -> dict[tuple[str, str], Official]:
    """All signers of several regions in one query: {(region code, office): official}."""
    rows = Official.objects.in_force(day).filter(region_id__in=list(region_codes)).order_by("valid_from", "pk")
    return {(official.region_id, official.office): official for official in rows}


def officials_of(region: Region) -> QuerySet[Official]:
    """Every appointment of a region, past ones included."""
    return Official.objects.filter(region=region).select_related("region").order_by("office", "-valid_from")


def unsent_drafts(user: User) -> QuerySet[FormDraft]:
    """Isian belum dikirim of this person, newest first; `filled` counts the answered fields."""
    return FormDraft.objects.filter(user=user).order_by("-saved_at")


def draft_of(user: User, key: str) -> FormDraft | None:
    """The draft of this person under a key; never anybody else's."""
    return FormDraft.objects.filter(user=user, key=key).first()
