"""One document: look at the draft, print it, wait for a large one."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from kumuh.core.files import private_file
from kumuh.core.pdf import PdfError
from kumuh.core.rights import may, page, require
from planning.documents import queries, services
from planning.documents.forms import PrintForm
from planning.documents.tasks import print_in_background
from planning.documents.views.common import sentence, subject_in_scope

SECONDS_BETWEEN_LOOKS = 3


@page("documents.view_document")
def document_print(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    """The page of one document; sent with a reason it prints, large documents in the background."""
    subject, cycle = subject_in_scope(request, kind, subject_id, "documents.view_document")
    form = PrintForm(request.POST or None)
    if form.is_valid():
        require(request.user, "documents.print_document", cycle)
        answer = _print(request, form, subject)
        if answer is not None:
            return answer
    document = queries.document_of(kind, subject_id)
    context = {
        "kind": subject.kind,
        "facts": subject.facts,
        "cycle": cycle,
        "subject_id": subject_id,
        "document": document,
        "editions": queries.with_signature_state(document.editions.all() if document else ()),
        "form": form,
        "may_print": may(request, "documents.print_document", cycle) and not subject.facts.refusal,
    }
    return render(request, "documents/document_print.html", context)


def _print(request: HttpRequest, form: PrintForm, subject: queries.Subject) -> HttpResponse | None:
    kind, pk, reason = subject.kind.code, subject.subject_id, form.cleaned_data["reason"]
    try:
        draft = subject.draft
        if draft.is_large:
            job = print_in_background.enqueue(kind, pk, request.user.pk, reason)
            return _finished(request, job, kind, pk) if job.is_finished else _wait(kind, pk, job)
        edition = services.print_document(kind=kind, subject_id=pk, by=request.user, reason=reason, draft=draft)
    except (ValidationError, PdfError) as failure:
        form.add_error(None, sentence(failure))
        return None
    messages.success(request, f"Edisi {edition.sequence} siap dibuka dan diunduh.")
    return redirect("documents:edition-detail", edition.pk)


def _wait(kind: str, subject_id: int, job: Any) -> HttpResponse:
    return redirect("documents:document-progress", kind, subject_id, job.id)


@page("documents.view_document")
def document_preview(request: HttpRequest, kind: str, subject_id: int) -> HttpResponseBase:
    """The draft as a PDF; nothing is kept."""
    subject, _ = subject_in_scope(request, kind, subject_id, "documents.view_document")
    if subject.facts.refusal:
        messages.error(request, subject.facts.refusal)
        return redirect("documents:document-print", kind, subject_id)
    try:
        raw = services.preview(kind=kind, subject_id=subject_id, subject=subject.row)
    except (ValidationError, PdfError) as failure:
        messages.error(request, sentence(failure))
        return redirect("documents:document-print", kind, subject_id)
    return private_file(io.BytesIO(raw), f"{subject.facts.file_stem}-pratinjau.pdf")


@page("documents.view_document")
def document_progress(request: HttpRequest, kind: str, subject_id: int, job: UUID) -> HttpResponse:
    """Where a document that is printed in the background stands; the page asks again by itself."""
    subject, cycle = subject_in_scope(request, kind, subject_id, "documents.view_document")
    if not print_in_background.get_backend().supports_get_result:  # then everything was printed at once
        return redirect("documents:document-print", kind, subject_id)
    result = _job(job, kind, subject_id)
    if result.is_finished:
        return _finished(request, result, kind, subject_id)
    context = {"kind": subject.kind, "facts": subject.facts, "cycle": cycle, "result": result}
    answer = render(request, "documents/document_progress.html", context)
    answer["Refresh"] = str(SECONDS_BETWEEN_LOOKS)  # also where scripts are off
    return answer


def _finished(request: HttpRequest, result: Any, kind: str, subject_id: int) -> HttpResponse:
    """Go to the edition that a job printed, or back with the sentence why there is none."""
    outcome = result.return_value if result.status == TaskResultStatus.SUCCESSFUL else {}
    if outcome.get("edition"):
        messages.success(request, "Dokumen selesai dicetak.")
        return redirect("documents:edition-detail", outcome["edition"])
    messages.error(request, outcome.get("refusal") or "Dokumen gagal dicetak; datanya aman. Coba cetak lagi.")
    return redirect("documents:document-print", kind, subject_id)


def _job(job: UUID, kind: str, subject_id: int) -> Any:
    """The job, only under the address of its own document."""
    try:
        result = print_in_background.get_result(str(job))
    except TaskResultDoesNotExist:
        raise Http404("Pencetakan ini tidak ada.") from None
    if list(result.args[:2]) != [kind, subject_id]:
        raise Http404("Pencetakan ini tidak ada.")
    return result
