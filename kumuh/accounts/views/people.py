"""Pages of people and their assignments."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kumuh.accounts import queries, services
from kumuh.accounts.forms import AssignmentForm, PersonForm
from kumuh.accounts.models import Assignment, PersonRequest, User
from kumuh.accounts.views.tables import area_rights
from kumuh.areas.models import Region
from kumuh.core.forms import refusals_on
from kumuh.core.rights import RIGHTS, SIGNED_IN, holds, page, require
from kumuh.core.scope import get_in_scope

LINK = "tautan_pertama"


@page(SIGNED_IN)
@require_GET
def people_home(request: PersonRequest) -> HttpResponse:
    """The people of the first area one may look after; the whole country for a national administrator."""
    for code in request.user.area_codes():
        if holds(request.user, "accounts.view_people", code):
            return redirect("accounts:people-list", code=code) if code else _people(request, None)
    raise PermissionDenied(RIGHTS["accounts.view_people"].sentence)


@page("accounts.view_people")
@require_GET
def people_list(request: PersonRequest, code: str) -> HttpResponse:
    region = get_in_scope(Region, request.user, pk=code)
    require(request.user, "accounts.view_people", region)
    return _people(request, region)


def _people(request: PersonRequest, region: Region | None) -> HttpResponse:
    text = request.GET.get("q", "")
    people = Paginator(queries.people_of_area(region, text), 50).get_page(request.GET.get("page"))
    context = {
        "region": region,
        "page_obj": people,
        "q": text,
        "may_change": holds(request.user, "accounts.change_people", region),
        "below": queries.regions_below(region),
    }
    return render(request, "accounts/people_list.html", context)


@page("accounts.change_people")
def person_create(request: PersonRequest, code: str = "") -> HttpResponse:
    region = get_in_scope(Region, request.user, pk=code) if code else None
    require(request.user, "accounts.change_people", region)
    choices = queries.assignable_regions(region)
    form = PersonForm(request.POST or None, regions=choices, national=region is None, initial={"region": region})
    if form.is_valid():
        with refusals_on(form):
            user = services.create_person(person=form.person(), by=request.user, **form.assignment())
            return _show_link(request, user)
    return render(request, "accounts/person_create.html", {"form": form, "region": region})


def _show_link(request: PersonRequest, user: User) -> HttpResponse:
    """The one-time link goes by mail and is shown once on the person's page."""
    request.session[LINK] = [user.pk, services.send_first_link(user=user, by=request.user)]
    return redirect("accounts:person-detail", pk=user.pk)


def _person(request: PersonRequest, pk: int) -> User:
    """A person with an assignment in the areas of the one who looks; otherwise 404."""
    here = Assignment.objects.for_user(request.user).filter(user=pk)
    person = User.objects.filter(pk=pk).first() if here.exists() else None
    if person is None:
        raise Http404("Tidak ditemukan di wilayah Anda.")
    return person


@page("accounts.view_people")
@require_GET
def person_detail(request: PersonRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    here = Assignment.objects.for_user(request.user).filter(user=person).select_related("region")
    if not any(holds(request.user, "accounts.view_people", assignment) for assignment in here):
        raise PermissionDenied(RIGHTS["accounts.view_people"].sentence)
    waiting = request.session.get(LINK)
    link = request.session.pop(LINK)[1] if waiting and waiting[0] == pk else ""
    rows = [(row, holds(request.user, "accounts.change_people", row)) for row in here.order_by("-valid_from", "pk")]
    assign_to = next((row for row, may_change in rows if may_change), None)
    context = {"person": person, "rows": rows, "link": link, "assign_to": assign_to}
    context["manages"] = _manages(request, person)
    return render(request, "accounts/person_detail.html", context)


def _manages(request: PersonRequest, person: User) -> bool:
    try:
        services.require_manages(by=request.user, user=person)
    except PermissionDenied:
        return False
    return True


@page("accounts.change_people")
@require_POST
def person_invite(request: PersonRequest, pk: int) -> HttpResponse:
    return _show_link(request, _person(request, pk))


@page("accounts.change_people")
@require_POST
def person_block(request: PersonRequest, pk: int) -> HttpResponse:
    services.block_person(user=_person(request, pk), by=request.user)
    messages.success(request, "Akun ditutup. Semua sesinya berakhir sekarang juga.")
    return redirect("accounts:person-detail", pk=pk)


@page("accounts.change_people")
@require_POST
def person_unblock(request: PersonRequest, pk: int) -> HttpResponse:
    services.unblock_person(user=_person(request, pk), by=request.user)
    messages.success(request, "Akun dibuka kembali.")
    return redirect("accounts:person-detail", pk=pk)


@page("accounts.change_people")
def assignment_create(request: PersonRequest, pk: int, code: str = "") -> HttpResponse:
    person = _person(request, pk)
    region = get_in_scope(Region, request.user, pk=code) if code else None
    require(request.user, "accounts.change_people", region)
    choices = queries.assignable_regions(region)
    form = AssignmentForm(request.POST or None, regions=choices, national=region is None, initial={"region": region})
    if form.is_valid():
        with refusals_on(form):
            services.assign(user=person, by=request.user, **form.assignment())
            messages.success(request, "Penugasan disimpan dan langsung berlaku.")
            return redirect("accounts:person-detail", pk=pk)
    return render(request, "accounts/assignment_create.html", {"form": form, "person": person, "region": region})


@page("accounts.change_people")
def assignment_end(request: PersonRequest, pk: int) -> HttpResponse:
    assignment = get_in_scope(Assignment.objects.select_related("user", "region"), request.user, pk=pk)
    require(request.user, "accounts.change_people", assignment)
    if request.method == "POST":
        services.end_assignment(assignment=assignment, by=request.user)
        messages.success(request, "Penugasan diakhiri dan langsung berlaku.")
        return redirect("accounts:people-home")
    return render(request, "accounts/assignment_end.html", {"assignment": assignment})


@page("accounts.view_area_rights")
@require_GET
def area_rights_page(request: PersonRequest, code: str) -> HttpResponse:
    region = get_in_scope(Region, request.user, pk=code)
    require(request.user, "accounts.view_area_rights", region)
    people, rights = area_rights(region)
    return render(request, "accounts/area_rights.html", {"region": region, "people": people, "rights": rights})
