"""The letterhead of an office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kumuh.core.formats import bulan_romawi
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page
from planning.documents import queries, services
from planning.documents.forms import BODIES, LetterheadForm
from planning.documents.kinds.frame import SATKER, default_lines
from planning.documents.models import Letterhead
from planning.documents.numbering import OFFICE_SHORT, seat_of
from planning.documents.views.common import cycle_in_scope


@page("documents.change_letterhead")
def letterhead_edit(request: HttpRequest, cycle: int, body: str) -> HttpResponse:
    row = cycle_in_scope(request, cycle, "documents.change_letterhead")
    code = body.upper()
    if code not in BODIES:
        raise Http404("Lembaga ini tidak mempunyai kop surat di sini.")
    return _edit(request, row, code, BODIES[code])


@page("documents.change_satker_letterhead")
def satker_letterhead_edit(request: HttpRequest, cycle: int) -> HttpResponse:
    """The letterhead with which the KPA signs SK of bodies; one for the whole kota."""
    row = cycle_in_scope(request, cycle, "documents.change_satker_letterhead")
    return _edit(request, row, SATKER, "KPA/Satker")


def _edit(request: HttpRequest, row: Any, code: str, office: str) -> HttpResponse:
    seat = seat_of(row.region_id, code)
    head = queries.letterhead(row.region_id, code) or Letterhead(
        region_id=seat, body=code, lines=default_lines(row.region, code)
    )
    form = LetterheadForm(request.POST or None, request.FILES or None, instance=head, draft_key=f"kop/{seat}/{code}")
    if form.is_valid():
        with refusals_on(form):
            services.save_letterhead(region_code=seat, body=code, by=request.user, **form.verb_values)
            messages.success(request, "Kop surat tersimpan; dokumen yang dicetak sesudah ini memakainya.")
            return redirect("documents:cycle-documents", row.pk)
    context = {"cycle": row, "form": form, "office": office, "example": form.example_number} | number_words(code)
    return render(request, "documents/letterhead_edit.html", context)


def number_words(body: str) -> dict[str, object]:
    """What the live example of a letter number is filled with."""
    today = timezone.localdate()
    return {"month_roman": bulan_romawi(today.month), "year": today.year, "short": OFFICE_SHORT[body]}
