"""Finding regions: by what people call them, by code, by level."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Substr

from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.models import Decree, Region
from kumuh.areas.naming import KIND_WORDS, NAMED_KINDS, ancestor_codes, dotted_code, plain_words
from kumuh.areas.queries.decrees import in_force
from kumuh.areas.queries.neighbourhoods import neighbourhoods_on
from kumuh.core.scope import ScopedQuerySet

SEARCH_LIMIT = 20


def search_regions(
    text: str,
    *,
    within: QuerySet[Region] | None = None,
    level: RegionLevel | None = None,
    limit: int = SEARCH_LIMIT,
) -> list[Region]:
    """Regions in force that people mean by `text`, best first, at most `limit`.

    Names above may follow the name (`Podosugih Pekalongan`), kinds may stand before it (`Kel.`,
    `Kec.`), capitals, accents and apostrophes do not matter, words may be cut short, and a code is
    found with or without dots. Where no name fits word by word, spelling in one or several words
    does not matter (`Pasir Kraton Kramat` is `Pasirkratonkramat`). `within` limits to the person's
    area, `level` to one kind of place.
    """
    rows = (Region.objects.all() if within is None else within).filter(active=True)
    if level is not None:
        rows = rows.filter(level=level)
    code = dotted_code(text)
    if code is not None:
        return list(rows.filter(Q(code=code) | Q(code__startswith=f"{code}.")).order_by("level", "code")[:limit])
    typed = plain_words(text)
    if not typed:
        return []
    for prefix in (" ", ""):
        found = list(_matching(rows, typed, prefix)[:limit])
        if found:
            return found
    return []


def _matching(rows: QuerySet[Region], typed: list[str], prefix: str) -> QuerySet[Region]:
    """Rows that hold every name typed; the kind that was typed first, then names that begin like the text."""
    words = [word for word in typed if word not in KIND_WORDS] or typed
    meant = KIND_WORDS.get(typed[0]) if words != typed else None
    for word in words:
        rows = rows.filter(search_name__contains=f"{prefix}{word}")
    named = " ".join([NAMED_KINDS.get(typed[0], typed[0]), *typed[1:]])
    begins = f" {words[0]}"
    return rows.annotate(
        meant=_first_when(Q(level=meant) if meant else Q(pk__isnull=False)),
        named=_first_when(Q(search_name__startswith=f" {named}")),
        whole=_first_when(Q(search_name__startswith=f"{begins} ") | Q(search_name=begins)),
        begins=_first_when(Q(search_name__startswith=begins)),
    ).order_by("meant", "named", "whole", "begins", "level", "search_name", "code")


def _first_when(condition: Q) -> Case:
    return Case(When(condition, then=Value(0)), default=Value(1), output_field=IntegerField())


def kelurahan_at(code: str) -> Region | None:
    """The kelurahan or desa with this dotted code, with kecamatan, city and province. One query."""
    rows = Region.objects.filter(code=code, level=RegionLevel.KELURAHAN).select_related("parent__parent__parent")
    return rows.first()


def regions_with_parents(codes: Sequence[str]) -> list[Region]:
    """Regions with these codes in the same order, with the two above loaded. One query."""
    found = Region.objects.filter(code__in=codes).select_related("parent__parent").in_bulk()
    return [found[code] for code in codes if code in found]


def regions_for(user: Any) -> ScopedQuerySet:
    """Regions in the person's area."""
    return Region.objects.for_user(user)


def regions_above(region: Region) -> list[Region]:
    """Province, city and kecamatan of a region, as far as they are above it, from the top."""
    return list(Region.objects.filter(code__in=ancestor_codes(region.code)).order_by("code"))


def regions_below(region: Region) -> QuerySet[Region]:
    """Regions directly below, in force, by code."""
    return region.children.filter(active=True).order_by("code")


def area_regions(codes: Sequence[str]) -> QuerySet[Region]:
    """Regions a person is assigned to, top ones of their area; for the whole country the provinces."""
    if "" in codes:
        return Region.objects.filter(level=RegionLevel.PROVINCE, active=True)
    return Region.objects.filter(code__in=codes).order_by("code")


class RegionCount(NamedTuple):
    """A region below another, with its RT in force and how many of them are in an SK in force."""

    region: Region
    rts: int
    listed: int


def children_with_counts(region: Region, day: date) -> list[RegionCount]:
    """Regions directly below with the number of their RT on a day and of those in an SK. Two queries."""
    children = list(regions_below(region))
    length = len(children[0].code) if children else 1
    rts = neighbourhoods_on(region, day, NeighbourhoodKind.RT).order_by()
    decrees = Decree.objects.filter(in_force(day), listed__neighbourhood=OuterRef("pk"))
    rows = rts.annotate(child=Substr("kelurahan_id", 1, length), in_decree=Exists(decrees)).values("child")
    counts = {
        row["child"]: (row["rts"], row["listed"])
        for row in rows.annotate(rts=Count("pk"), listed=Count("pk", filter=Q(in_decree=True)))
    }
    return [RegionCount(child, *counts.get(child.code, (0, 0))) for child in children]
