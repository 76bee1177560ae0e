"""Photos: sending, looking, taking back. The files have no address of their own."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.files import stored_file
from kumuh.core.forms import show_refusal
from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope
from planning.methods import services
from planning.methods.forms.sessions import PhotoForm
from planning.methods.models import MethodPhoto
from planning.methods.views.common import CHANGE, NAMES, VIEW, session_context, session_in_scope


@page(CHANGE)
def photo_list(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = session_in_scope(request, cycle, pk, CHANGE)
    form = PhotoForm(request.POST or None, request.FILES or None, session=session)
    if form.is_valid():
        try:
            services.add_photo(session=session, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Berkas tersimpan.")
            return redirect("methods:photo-list", cycle, pk)
    context = session_context(request, session, form=form, photos=session.photos.all())
    return render(request, "methods/photo_list.html", context)


@page(VIEW)
def photo_file(request: HttpRequest, cycle: int, pk: int, photo: int) -> FileResponse:
    """The file itself; one with names or faces only for those who may read names."""
    session = session_in_scope(request, cycle, pk, VIEW)
    row = get_in_scope(MethodPhoto, request.user, pk=photo, session=session)
    if row.has_people:
        require(request.user, NAMES, session)
    return stored_file(row.file, f"metode-{session.pk}-{row.pk}")


@page(CHANGE)
def photo_delete(request: HttpRequest, cycle: int, pk: int, photo: int) -> HttpResponse:
    session = session_in_scope(request, cycle, pk, CHANGE)
    row = get_in_scope(MethodPhoto, request.user, pk=photo, session=session)
    if request.method == "POST":
        try:
            services.drop_photo(photo=row, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, "Berkas dihapus.")
        return redirect("methods:photo-list", cycle, pk)
    return render(request, "methods/photo_delete.html", {"session": session, "item": row})
