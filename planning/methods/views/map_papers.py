"""Looking at a social map, its sketch, its files and its printed sheets, and how a map is made."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.files import stored_file
from kumuh.core.rights import holds, page, require
from planning.methods.catalog.maps import GUIDE, MISTAKES, WITHOUT_TOOLS
from planning.methods.drawing.map_sheets import SheetsRefused
from planning.methods.enums import MethodKind
from planning.methods.enums.maps import ShapeKind
from planning.methods.exports.map_sheets import map_pdf
from planning.methods.exports.maps import as_features, as_geojson, as_geopackage
from planning.methods.forms.maps import SheetForm, script_object
from planning.methods.legend import HOUSES
from planning.methods.mapping import size_of, tally
from planning.methods.models import MapObject, MethodGroup
from planning.methods.queries.map_canvas import canvas_of, grounds, key, signs
from planning.methods.queries.map_reading import facts_of
from planning.methods.queries.map_tables import every_column, metres, rt_table
from planning.methods.queries.maps import Surroundings, base_of, drawn_of, surroundings_of
from planning.methods.views.common import NAMES, VIEW, cycle_in_scope, group_in_scope, session_context, session_in_scope

FILES = {"geojson": "application/geo+json", "gpkg": "application/geopackage+sqlite3"}


@page(VIEW)
def map_detail(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    """One map to look at; houses by class only for those who work with names."""
    found = group_in_scope(request, cycle, pk, group, MethodKind.PETA, VIEW)
    people = holds(request.user, NAMES, found.session)
    rows = list(found.map_objects.all())
    base = base_of(found.session)
    around = surroundings_of(found.session, base)
    sums, total = tally([drawn_of(row) for row in rows], around.with_drawn(rows), around.ground)
    seen = [_seen(row, around, people) for row in rows]
    head, table = rt_table(sums, total, every_column(total))
    context = session_context(
        request, found.session, group=found, base=base, around=around, signs=signs(), grounds=grounds(), people=people,
        canvas=canvas_of(found.session, base if people else None, around, seen),
        key=key({(one["jenis"], one["bentuk"]) for one in seen}, {rt.level for rt in around.rts if rt.official}),
        head=head, rows=table, facts=list(facts_of(total)), objects=_told(rows, around, people),
        drawable=people or not around.ground.sketch,
        print_form=SheetForm(people=people, leveled=around.year is not None) if around.ground.measured else None,
    )  # fmt: skip
    return render(request, "methods/map_detail.html", context)


def _seen(row: MapObject, around: Surroundings, people: bool) -> dict[str, Any]:
    """An object for the map that is looked at."""
    found = script_object(row)
    size = size_of(drawn_of(row), around.ground)
    found["ukuran_hitung"] = "" if size is None else f"{metres(size)} {_unit(row)}"
    if not people and row.kind in HOUSES:
        found |= {"jenis": "RUMAH", "nama": "", "keterangan": "", "kelas": "", "jamban": ""}
    return found


def _unit(row: MapObject) -> str:
    return "m" if row.shape == ShapeKind.GARIS else "m²"


def _told(rows: list[MapObject], around: Surroundings, people: bool) -> list[tuple[str, ...]]:
    """The list of everything with a name or a size; houses only for those who work with names."""
    labels = {rt.key: rt.label for rt in around.rts}
    found: list[tuple[str, ...]] = []
    for row in rows:
        if row.kind in HOUSES and not people:
            continue
        size = size_of(drawn_of(row), around.ground)
        told = "–" if size is None else f"{metres(size)} {_unit(row)}"
        found.append(
            (
                row.get_kind_display(),
                row.label or "–",
                labels.get(row.rt_id or 0, "–"),
                str(row.number),
                told,
                row.note or "–",
            )
        )
    return found


@page(VIEW)
def map_sketch(request: HttpRequest, cycle: int, pk: int) -> FileResponse:
    """The picture of the sketch; it may carry names, so only for those who may read names."""
    session = session_in_scope(request, cycle, pk, VIEW)
    require(request.user, NAMES, session)
    base = base_of(session)
    if base is None:
        raise Http404("Peta ini tidak memakai sketsa.")
    return stored_file(base.sketch, f"sketsa-{session.pk}")


@page(VIEW)
def map_file(request: HttpRequest, cycle: int, pk: int, group: int, ending: str) -> HttpResponse:
    """The objects for a program for maps; without the right to names, houses carry no class."""
    found = group_in_scope(request, cycle, pk, group, MethodKind.PETA, VIEW)
    if ending not in FILES:
        raise Http404("Jenis berkas ini tidak ada.")
    around = surroundings_of(found.session, base_of(found.session))
    labels = {rt.key: rt.label for rt in around.rts}
    people = holds(request.user, NAMES, found.session)
    features = as_features(list(found.map_objects.all()), labels, around.ground, people=people)
    try:
        content = as_geojson(features) if ending == "geojson" else as_geopackage(features)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("methods:map-detail", cycle, pk, group)
    answer = HttpResponse(content, content_type=FILES[ending])
    answer["Content-Disposition"] = f'attachment; filename="{_stem(found)}.{ending}"'
    return answer


def _stem(group: MethodGroup) -> str:
    return f"peta-sosial-{group.session_id}-{group.pk}"


@page(VIEW)
def map_sheet(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    """The map as PDF at a true scale: for everybody's wall, or with `tim` for those who work with names."""
    found = group_in_scope(request, cycle, pk, group, MethodKind.PETA, VIEW)
    asked = {"skala": "1000", "kertas": "a4"} | request.GET.dict()
    form = SheetForm(asked, people=holds(request.user, NAMES, found.session), leveled=True)
    if not form.is_valid():
        raise Http404("Lembar peta ini tidak ada.")
    paper, scale = form.cleaned_data["kertas"], form.cleaned_data["skala"]
    people, leveled = form.cleaned_data.get("tim", False), form.cleaned_data["tingkat"]
    try:
        content = map_pdf(found, paper.upper(), scale, people=people, leveled=leveled)
    except SheetsRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("methods:map-detail", cycle, pk, group)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{_stem(found)}-{scale}-{paper}.pdf"'
    return answer


@page(VIEW)
def map_help(request: HttpRequest, cycle: int) -> HttpResponse:
    """How a map is made, in steps, with every symbol."""
    found = cycle_in_scope(request, cycle, VIEW)
    context = {
        "cycle": found, "guide": GUIDE, "mistakes": MISTAKES, "without": WITHOUT_TOOLS, "signs": signs(),
        "grounds": grounds(),
    }  # fmt: skip
    return render(request, "methods/map_help.html", context)
