"""Files of the survey: forms for KoboToolbox and ODK, all answers, and the import of answers in two steps."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kumuh.core.rights import page
from planning.methods.exports.survey import answers_workbook, xlsform
from planning.methods.forms.survey import AnswersFileForm
from planning.methods.imports.survey import apply_answers, try_answers
from planning.methods.models import MethodSession, SurveyTrial
from planning.methods.queries.survey import trials_of
from planning.methods.survey.questions import FORMS
from planning.methods.views.common import CHANGE, NAMES, VIEW, session_context
from planning.methods.views.survey import survey_in_scope

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50


@page(VIEW)
def survey_form_file(request: HttpRequest, cycle: int, pk: int, letter: str) -> HttpResponse:
    """Form A or B as XLSForm with the RT of the cycle."""
    session = survey_in_scope(request, cycle, pk, VIEW)
    name = _letter(letter)
    return _download(xlsform(session, name), f"formulir-{letter.lower()}-survei-{session.pk}.xlsx")


@page(NAMES)
def survey_answers_file(request: HttpRequest, cycle: int, pk: int, letter: str) -> HttpResponse:
    """All answers, with the names of residents."""
    session = survey_in_scope(request, cycle, pk, NAMES)
    name = _letter(letter)
    return _download(answers_workbook(session, name), f"jawaban-{letter.lower()}-survei-{session.pk}.xlsx")


def _letter(letter: str) -> str:
    if letter.upper() not in FORMS:
        raise Http404("Formulir ini tidak ada.")
    return letter.upper()


def _download(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@page(CHANGE)
def survey_import(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    """Step 1 of 2: the file is tried, nothing changes."""
    session = survey_in_scope(request, cycle, pk, CHANGE)
    form = AnswersFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            trial = try_answers(session=session, content=file.read(), filename=file.name, by=request.user)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            return redirect("methods:survey-trial", cycle, pk, trial.pk)
    context = session_context(request, session, form=form, trials=list(trials_of(session)[:8]))
    return render(request, "methods/survey_import.html", context)


def _trial(session: MethodSession, pk: int) -> SurveyTrial:
    found = trials_of(session).filter(pk=pk).first()
    if found is None:
        raise Http404("Berkas ini tidak ada lagi. Unggah lagi.")
    return found


@page(CHANGE)
def survey_trial(request: HttpRequest, cycle: int, pk: int, trial: int) -> HttpResponse:
    """What taking a tried file over would do, and which rows are wrong."""
    session = survey_in_scope(request, cycle, pk, CHANGE)
    row = _trial(session, trial)
    shown = Paginator(row.report["galat"], PER_PAGE).get_page(request.GET.get("page"))
    counted = row.report["jumlah"]
    context = session_context(
        request, session, trial=row, counted=counted, page_obj=shown, paper=FORMS[row.letter],
        right=counted["baru"] + counted["berubah"],
    )  # fmt: skip
    return render(request, "methods/survey_trial.html", context)


@require_POST
@page(CHANGE)
def survey_apply(request: HttpRequest, cycle: int, pk: int, trial: int) -> HttpResponse:
    """Step 2 of 2: take the right rows over."""
    session = survey_in_scope(request, cycle, pk, CHANGE)
    row = _trial(session, trial)
    try:
        taken = apply_answers(trial=row, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("methods:survey-trial", cycle, pk, trial)
    messages.success(
        request, f"Tersimpan: {taken.created} baru, {taken.changed} berubah, {taken.same} sudah ada sebelumnya."
    )
    return redirect("methods:survey-desk", cycle, pk)
