"""The guide questions of a focus group discussion, and filling the points of a group."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.rights import page
from planning.methods.enums import MethodKind
from planning.methods.forms.focus import PointFormSet, QuestionFormSet, stored_points, stored_questions
from planning.methods.forms.sessions import StampForm
from planning.methods.queries.focus import point_stamp, points_of, question_stamp
from planning.methods.services.focus import write_points, write_questions
from planning.methods.views.common import (
    CHANGE,
    first_group_url,
    group_in_scope,
    next_group_url,
    of_kind,
    session_context,
    session_in_scope,
    written,
)


@page(CHANGE)
def question_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = of_kind(session_in_scope(request, cycle, pk, CHANGE), MethodKind.FGD)
    data = request.POST if request.method == "POST" else None
    formset = QuestionFormSet(data, initial=stored_questions(session), prefix="tanya")
    stamp = StampForm(data, initial={"dilihat": question_stamp(session)})

    def save() -> None:
        texts = [form.text_of_row for form in formset.kept()]
        write_questions(session=session, texts=texts, by=request.user, seen=stamp.cleaned_data["dilihat"])

    if written(stamp, formset, save):
        messages.success(request, "Pertanyaan panduan tersimpan.")
        return redirect(first_group_url(session, "methods:point-edit"))
    return render(
        request, "methods/question_edit.html", session_context(request, session, formset=formset, stamp=stamp)
    )


@page(CHANGE)
def point_edit(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    found = group_in_scope(request, cycle, pk, group, MethodKind.FGD, CHANGE)
    questions = list(found.session.questions.all())
    data = request.POST if request.method == "POST" else None
    rows = points_of(found.session)[found.pk]
    formset = PointFormSet(
        data, initial=stored_points(rows, found.session), prefix="poin",
        form_kwargs={"group": found, "questions": questions},
    )  # fmt: skip
    stamp = StampForm(data, initial={"dilihat": point_stamp(found)})

    def save() -> None:
        texts = [form.row for form in formset.kept()]
        write_points(group=found, texts=texts, by=request.user, seen=stamp.cleaned_data["dilihat"])

    if written(stamp, formset, save):
        messages.success(request, f"Pokok pikiran {found.label} tersimpan.")
        return redirect(next_group_url(request, found, "methods:point-edit"))
    context = session_context(request, found.session, group=found, formset=formset, stamp=stamp, questions=questions)
    return render(request, "methods/point_edit.html", context)
