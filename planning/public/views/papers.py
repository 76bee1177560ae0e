"""Pages without login: does this sheet of paper match its record?"""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.rights import PUBLIC, page
from planning.documents.control import read_code
from planning.documents.queries import check_of, same_file
from planning.public.forms import CodeForm, FileForm
from planning.public.headers import unlisted
from planning.public.throttle import throttled


@page(PUBLIC)
@throttled("cek")
@unlisted
def document_find(request: HttpRequest) -> HttpResponse:
    """Ask for the control code printed at the foot of every page."""
    form = CodeForm(request.GET if "kode" in request.GET else None)
    if form.is_valid():
        return redirect("public:document-check", form.cleaned_data["kode"])
    return render(request, "public/document_find.html", {"form": form})


@page(PUBLIC)
@throttled("cek")
@unlisted
def document_check(request: HttpRequest, code: str) -> HttpResponse:
    """Say what is known about the paper with this code; a dropped file is compared and never kept."""
    known = read_code(code)
    if known is not None and known != code:
        return redirect("public:document-check", known)
    check = check_of(known) if known else None
    if check is None:
        context = {"form": CodeForm(), "code": code, "typed_wrong": known is None}
        return render(request, "public/document_unknown.html", context, status=404)
    form = FileForm(request.POST or None, request.FILES or None)
    same = None
    if form.is_valid():
        same = same_file(check.edition, _digest(form.cleaned_data["berkas"]))
    return render(request, "public/document_check.html", {"check": check, "form": form, "same": same})


def _digest(file: object) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # an uploaded file is readable
