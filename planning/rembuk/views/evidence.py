"""Photos and scans: sending, looking, taking back. The files have no address of their own."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.files import stored_file
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page
from kumuh.core.scope import get_in_scope
from planning.rembuk import services
from planning.rembuk.forms.results import EvidenceForm
from planning.rembuk.models import Evidence
from planning.rembuk.queries.overview import EVIDENCE
from planning.rembuk.views.common import meeting_context, meeting_in_scope


@page("rembuk.change_meeting")
def evidence_list(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            services.add_evidence(meeting=meeting, by=request.user, **form.cleaned_data)
            messages.success(request, "Berkas tersimpan. Kirim berikutnya, atau lanjutkan ke notulen.")
            return redirect("rembuk:evidence-list", cycle, pk)
    return render(request, "rembuk/evidence_list.html", meeting_context(request, meeting, EVIDENCE, form=form))


@page("rembuk.view_names")
def evidence_file(request: HttpRequest, cycle: int, pk: int, evidence: int) -> FileResponse:
    """The file itself: only for those who may read names, because a paper list shows them."""
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.view_names")
    row = get_in_scope(Evidence, request.user, pk=evidence, meeting=meeting)
    return stored_file(row.file, f"{row.kind.lower()}-{row.pk}")


@page("rembuk.change_meeting")
def evidence_delete(request: HttpRequest, cycle: int, pk: int, evidence: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    row = get_in_scope(Evidence, request.user, pk=evidence, meeting=meeting)
    if request.method == "POST":
        try:
            services.remove_evidence(evidence=row, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, "Berkas dihapus.")
        return redirect("rembuk:evidence-list", cycle, pk)
    return render(request, "rembuk/evidence_delete.html", {"meeting": meeting, "item": row})
