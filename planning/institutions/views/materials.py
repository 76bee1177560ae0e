"""The library of training materials of a place."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kumuh.core.files import stored_file
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page, require
from kumuh.core.scope import get_in_scope
from planning.institutions import queries, services
from planning.institutions.catalog import TOPIC_SETS
from planning.institutions.forms.trainings import MaterialForm
from planning.institutions.models import Material
from planning.institutions.views.common import region_in_scope
from planning.institutions.views.trainings import CHANGE, VIEW, asked_set


@page(VIEW)
def material_list(request: HttpRequest, code: str) -> HttpResponse:
    region = region_in_scope(request, code, VIEW)
    chosen = asked_set(request)
    if request.method == "POST":
        require(request.user, CHANGE, region)
    may_change, sent = may(request, CHANGE, region), request.POST if request.method == "POST" else None
    blank = Material(region=region, topic_set=chosen.code)
    form = MaterialForm(sent, request.FILES if sent else None, instance=blank, topic_set=chosen)
    if form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("topic", "title", "link")}
        with refusals_on(form):
            services.keep_material(
                region=region, topic_set=chosen.code, by=request.user, file=form.cleaned_data["berkas"], **data
            )
            messages.success(request, "Bahan tersimpan.")
            return redirect(f"{reverse('institutions:material-list', args=[code])}?topik={chosen.code}")
    context = {"region": region, "chosen": chosen, "sets": TOPIC_SETS.values(), "form": form, "may_change": may_change}
    return render(request, "institutions/material_list.html", context | {"shelves": queries.shelves(region, chosen)})


@page(VIEW)
def material_file(request: HttpRequest, code: str, pk: int) -> FileResponse:
    region = region_in_scope(request, code, VIEW)
    row = queries.materials_for(region).filter(pk=pk).first()
    if row is None:
        raise Http404("Bahan ini tidak ada di wilayah Anda.")
    return stored_file(row.file, f"bahan-pelatihan-{pk}")


@require_POST
@page(CHANGE)
def material_drop(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    region = region_in_scope(request, code, CHANGE)
    row = get_in_scope(Material, request.user, pk=pk, region=region)
    services.drop_material(material=row, by=request.user)
    messages.success(request, f"{row.title} dihapus dari daftar bahan.")
    return redirect(f"{reverse('institutions:material-list', args=[code])}?topik={row.topic_set}")
