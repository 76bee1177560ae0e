"""Pages of regions: my area, search, a region with what is below it, a kelurahan."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kumuh.areas.enums import RegionLevel
from kumuh.areas.geometry import compare
from kumuh.areas.models import Region
from kumuh.areas.naming import city_code
from kumuh.areas.queries import (
    RemovedBoundary,
    active_decree,
    area_regions,
    boundaries_on,
    children_with_counts,
    lineage_of,
    map_areas,
    needs_review,
    regions_above,
    removed_boundaries,
    rts_by_rw,
    search_regions,
    settlements_of,
    written_areas,
)
from kumuh.areas.registry import doors_of, sections_of
from kumuh.areas.views.common import drawing_context, person, region_crumbs
from kumuh.core.formats import hectares, tanggal
from kumuh.core.rights import may, page
from kumuh.core.scope import get_in_scope


@page("areas.view_region")
def region_list(request: HttpRequest) -> HttpResponse:
    """The regions a person is assigned to, and a search inside them."""
    text = request.GET.get("q", "").strip()
    user = person(request)
    found = search_regions(text, within=Region.objects.for_user(user)) if text else []
    context = {
        "query": text,
        "found": [(region, _above(region)) for region in found],
        "own": [(region, _above(region)) for region in area_regions(user.area_codes())],
        "crumbs": [("Wilayah", "")],
    }
    return render(request, "areas/region_list.html", context)


def _above(region: Region) -> str:
    return ", ".join(row.title for row in reversed(regions_above(region)))


@page("areas.view_region")
def region_detail(request: HttpRequest, code: str) -> HttpResponse:
    """A province, city or kecamatan with the regions below it; a kelurahan with its RT."""
    region = get_in_scope(Region, request.user, code=code)
    context: dict[str, Any] = {"region": region, "crumbs": region_crumbs(request, region)}
    context["sections"] = sections_of(request.user, region)
    if region.level == RegionLevel.KELURAHAN:
        return render(request, "areas/region_kelurahan.html", context | _kelurahan(request, region))
    context["children"] = children_with_counts(region, timezone.localdate())
    context["child_label"] = RegionLevel(region.level + 1).label
    return render(request, "areas/region_detail.html", context)


def _kelurahan(request: HttpRequest, region: Region) -> dict[str, Any]:
    """Everything the page of a kelurahan shows; a fixed number of queries."""
    today = timezone.localdate()
    decree = active_decree(region, today)
    areas = map_areas(boundaries_on(region, today))
    groups = rts_by_rw(region, today)
    return {
        "above": _above(region),
        "decree": decree,
        "decree_due": decree is not None and needs_review(decree, today),
        "groups": _with_hectares(groups, written_areas(region, today)),
        "rt_count": sum(len(group.rts) for group in groups),
        "rw_count": sum(group.rw is not None for group in groups),
        "settlements": settlements_of(region, today),
        "areas": areas,
        **drawing_context([(area.kind, area.name, area.geometry) for area in areas]),
        "features": {"type": "FeatureCollection", "features": [area.feature() for area in areas]},
        "history": _changes(region),
        "doors": doors_of(request.user, region),
        "may_change": may(request, "areas.change_neighbourhood", region),
        "may_draw": may(request, "areas.import_boundary", region),
        "deletable": _deletable(request, region),
    }


def _deletable(request: HttpRequest, region: Region) -> set[str]:
    """Kinds of boundaries that the person may take away here; a kawasan reaches beyond the kelurahan."""
    own = {"kelurahan", "RW", "RT"} if may(request, "areas.delete_boundary", region) else set()
    return own | ({"kawasan"} if may(request, "areas.delete_boundary", city_code(region.code)) else set())


def _changes(region: Region) -> list[dict[str, Any]]:
    """What became of RT and RW, and boundaries that were taken away, the latest first."""
    arrows = [(arrow.happened_on, _entry(arrow)) for arrow in lineage_of(region)[:20]]
    gone = [(timezone.localdate(row.at), _removal(row)) for row in removed_boundaries(region)]
    return [entry for _, entry in sorted([*arrows, *gone], key=lambda pair: pair[0], reverse=True)]


def _removal(row: RemovedBoundary) -> dict[str, Any]:
    return {
        "who": row.who,
        "what": f"menghapus batas {row.name} ({hectares(row.computed_ha)})",
        "at": tanggal(timezone.localdate(row.at)),
        "reason": row.reason,
    }


def _with_hectares(groups: Any, written: dict[int, Any]) -> list[dict[str, Any]]:
    """RT of every RW with the hectares of the SK beside those of the map."""
    return [
        {
            "rw": group.rw,
            "rts": [(rt, compare(written.get(rt.pk), _drawn(rt))) for rt in group.rts],
        }
        for group in groups
    ]


def _drawn(rt: Any) -> Any:
    return rt.boundary.computed_ha if hasattr(rt, "boundary") else None


def _entry(arrow: Any) -> dict[str, Any]:
    """A change of an RT or RW as an entry of the history."""
    return {
        "who": str(arrow.recorded_by or "Pemuatan data"),
        "what": f"mencatat {arrow.before} → {arrow.after} ({arrow.get_kind_display().lower()})",
        "at": tanggal(arrow.happened_on),
        "reason": arrow.reason,
    }
