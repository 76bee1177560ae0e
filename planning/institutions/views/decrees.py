"""The SK of a body: content, number, signed paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kumuh.core.files import stored_file
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page
from kumuh.core.scope import get_in_scope
from planning.institutions import queries, services
from planning.institutions.forms.decrees import DecreeForm, first_decree
from planning.institutions.models import FormationDecree, Institution
from planning.institutions.services.decrees import office_code
from planning.institutions.views.common import (
    DECREE,
    PAPERS,
    body_context,
    institution_in_scope,
)


@page(DECREE)
def decree_add(request: HttpRequest, pk: int) -> HttpResponse:
    row = institution_in_scope(request, pk, DECREE)
    if not row.body.issuers:
        raise Http404("Lembaga ini tidak memakai SK tersendiri.")
    return _page(request, row, FormationDecree(institution=row))


@page(DECREE)
def decree_edit(request: HttpRequest, pk: int, decree: int) -> HttpResponse:
    row = institution_in_scope(request, pk, DECREE)
    found = get_in_scope(FormationDecree, request.user, pk=decree, institution=row)
    return _page(request, row, found)


def _page(request: HttpRequest, row: Institution, decree: FormationDecree) -> HttpResponse:
    form = DecreeForm(
        request.POST or None,
        request.FILES or None,
        instance=decree,
        body=row.body,
        proposed=_proposed(row, decree),
        initial=None if decree.pk else first_decree(row),
    )
    if form.is_valid() and _kept(request, row, decree, form):
        return redirect("institutions:institution-detail", row.pk)
    context = body_context(request, row, form=form, decree=decree if decree.pk else None)
    return render(request, "institutions/decree_edit.html", context)


def _proposed(row: Institution, decree: FormationDecree) -> int:
    """The next number of the office that signed, or usually signs, this SK."""
    issuer = decree.issuer or row.body.issuers[0]
    code = office_code(region_code=row.region_id, issuer=issuer)
    return queries.next_sequence(office_code=code, issuer=issuer, year=timezone.localdate().year)


def _kept(request: HttpRequest, row: Institution, decree: FormationDecree, form: DecreeForm) -> bool:
    with refusals_on(form):
        if decree.pk:
            services.change_decree(
                decree=decree,
                facts=form.facts,
                by=request.user,
                scan=form.scan,
                expected_version=form.expected_version,
            )
        else:
            services.prepare_decree(institution=row, facts=form.facts, by=request.user, scan=form.scan)
        messages.success(request, "SK tersimpan.")
        return True
    return False


@page(PAPERS)
def decree_file(request: HttpRequest, pk: int, decree: int) -> FileResponse:
    row = institution_in_scope(request, pk, PAPERS)
    found = get_in_scope(FormationDecree, request.user, pk=decree, institution=row)
    return stored_file(found.scan, f"sk-lembaga-{found.pk}")
