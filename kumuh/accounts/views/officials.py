"""Pages of pejabat penanda tangan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kumuh.accounts import queries, services
from kumuh.accounts.forms import OfficialForm
from kumuh.accounts.models import Official, PersonRequest
from kumuh.areas.models import Region
from kumuh.core.forms import refusals_on
from kumuh.core.rights import holds, page, require
from kumuh.core.scope import get_in_scope


@page("accounts.view_officials")
@require_GET
def official_list(request: PersonRequest, code: str) -> HttpResponse:
    region = get_in_scope(Region, request.user, pk=code)
    require(request.user, "accounts.view_officials", region)
    context = {
        "region": region,
        "officials": queries.officials_of(region),
        "may_change": holds(request.user, "accounts.change_officials", region),
    }
    return render(request, "accounts/official_list.html", context)


@page("accounts.change_officials")
def official_create(request: PersonRequest, code: str) -> HttpResponse:
    region = get_in_scope(Region, request.user, pk=code)
    require(request.user, "accounts.change_officials", region)
    form = OfficialForm(request.POST or None, level=region.level)
    if form.is_valid():
        data = form.cleaned_data
        period = {"valid_from": data["valid_from"], "valid_to": data["valid_to"]}
        with refusals_on(form):
            services.appoint_official(
                region=region, office=data["office"], signer=form.signer(), by=request.user, **period
            )
            messages.success(request, "Pejabat penanda tangan disimpan.")
            return redirect("accounts:official-list", code=region.pk)
    return render(request, "accounts/official_edit.html", {"form": form, "region": region, "official": None})


@page("accounts.change_officials")
def official_edit(request: PersonRequest, pk: int) -> HttpResponse:
    official = get_in_scope(Official.objects.select_related("region"), request.user, pk=pk)
    require(request.user, "accounts.change_officials", official)
    form = OfficialForm(request.POST or None, instance=official, level=official.region.level)
    if form.is_valid():
        signer, last_day = form.signer(), form.cleaned_data["valid_to"]
        with refusals_on(form):
            services.correct_official(official=official, signer=signer, valid_to=last_day, by=request.user)
            messages.success(request, "Pejabat penanda tangan diperbaiki.")
            return redirect("accounts:official-list", code=official.region_id)
    context = {"form": form, "region": official.region, "official": official}
    return render(request, "accounts/official_edit.html", context)
