"""Setting up a scoring matrix: how it compares, criteria, what is compared, its empty sheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.forms import show_refusal
from kumuh.core.rights import page
from planning.methods.catalog import method_of
from planning.methods.enums import MethodKind
from planning.methods.enums.matrix import MatrixMethod
from planning.methods.forms.matrix import (
    AlternativeFormSet,
    CriterionFormSet,
    RulesForm,
    TakeForm,
    stored_alternatives,
    stored_criteria,
    stored_rules,
)
from planning.methods.forms.sessions import StampForm
from planning.methods.matrices import HUNDRED, PRESCRIBED
from planning.methods.models import MethodSession
from planning.methods.queries.matrix import alternative_stamp, board_of, rules_stamp
from planning.methods.registry import SOURCES, TOOLS
from planning.methods.services.matrix import set_rules, take_alternatives, write_alternatives, write_criteria
from planning.methods.sheets import session_blank_pdf
from planning.methods.views.common import CHANGE, VIEW, of_kind, session_context, session_in_scope, written


def matrix_in_scope(request: HttpRequest, cycle: int, pk: int, right: str) -> MethodSession:
    """A session of this method in the area of the person (404), if they have the right on it (403)."""
    return of_kind(session_in_scope(request, cycle, pk, right), MethodKind.MATRIKS)


@page(CHANGE)
def matrix_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = matrix_in_scope(request, cycle, pk, CHANGE)
    board = board_of(session)
    form = RulesForm(request.POST or None, initial=stored_rules(board.setup) | {"dilihat": rules_stamp(session)})
    if written(form, form, lambda: set_rules(session=session, text=form.text, by=request.user, seen=form.seen)):
        messages.success(request, "Cara menilai tersimpan. Sekarang periksa kriteria dan pilihannya.")
        chooses = form.cleaned_data["method"] in (MatrixMethod.PASANGAN, MatrixMethod.SUARA)
        return redirect("methods:alternative-edit" if chooses else "methods:criterion-edit", cycle, pk)
    return render(request, "methods/matrix_edit.html", session_context(request, session, form=form, board=board))


@page(CHANGE)
def criterion_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = matrix_in_scope(request, cycle, pk, CHANGE)
    board, data = board_of(session), request.POST if request.method == "POST" else None
    if not board.begun or board.rules.chooses:
        return redirect("methods:matrix-edit", cycle, pk)
    stamp = StampForm(data, initial={"dilihat": rules_stamp(session)})
    options = {"initial": stored_criteria(board.criteria), "form_kwargs": {"setup": board.setup}}
    formset = CriterionFormSet(data, prefix="kriteria", **options)

    def save() -> None:
        texts = [row.text for row in formset.kept()]
        write_criteria(session=session, texts=texts, by=request.user, seen=stamp.seen)

    if written(stamp, formset, save):
        messages.success(request, "Kriteria tersimpan.")
        return redirect(
            "methods:alternative-edit" if len(board.alternatives) < 2 else "methods:session-detail", cycle, pk
        )
    extra = {"formset": formset, "stamp": stamp, "board": board, "fixed": board.setup.method in PRESCRIBED}
    extra["hundred"] = HUNDRED if board.setup.method == MatrixMethod.BOBOT and board.setup.hundred else None
    return render(request, "methods/criterion_edit.html", session_context(request, session, **extra))


@page(CHANGE)
def alternative_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = matrix_in_scope(request, cycle, pk, CHANGE)
    board, data = board_of(session), request.POST if request.method == "POST" else None
    labels = {source.code: source.label for source in SOURCES.values()}
    stamp = StampForm(data, initial={"dilihat": alternative_stamp(session)})
    formset = AlternativeFormSet(data, initial=stored_alternatives(board.alternatives, labels), prefix="pilihan")

    def save() -> None:
        texts = [row.row_text for row in formset.kept()]
        write_alternatives(session=session, texts=texts, by=request.user, seen=stamp.seen)

    if written(stamp, formset, save):
        messages.success(request, "Daftar pilihan tersimpan.")
        return redirect("methods:session-detail", cycle, pk)
    extra = {"formset": formset, "stamp": stamp, "board": board, "sources": SOURCES.values()}
    return render(request, "methods/alternative_edit.html", session_context(request, session, **extra))


@page(CHANGE)
def alternative_take(request: HttpRequest, cycle: int, pk: int, source: str) -> HttpResponse:
    session = matrix_in_scope(request, cycle, pk, CHANGE)
    if source not in SOURCES:
        raise Http404("Daftar ini tidak dikenal.")
    taken = {row.source_key for row in board_of(session).alternatives if row.source == source}
    offered = [one for one in SOURCES[source].offered(session) if one.key not in taken]
    form = TakeForm(request.POST if request.method == "POST" else None, offered=offered)
    if form.is_valid():
        try:
            rows = take_alternatives(session=session, source=source, keys=form.cleaned_data["keys"], by=request.user)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"{len(rows)} pilihan diambil.")
            return redirect("methods:alternative-edit", cycle, pk)
    extra: dict[str, Any] = {"form": form, "source": SOURCES[source], "sources": SOURCES.values(), "offered": offered}
    return render(request, "methods/alternative_take.html", session_context(request, session, **extra))


@page(VIEW)
def matrix_sheet(request: HttpRequest, cycle: int, pk: int, paper: str) -> HttpResponse:
    """The empty sheet of one rater with the criteria and alternatives of this session, as PDF."""
    session = matrix_in_scope(request, cycle, pk, VIEW)
    if paper.upper() not in TOOLS[session.kind].papers:
        raise Http404("Lembar ini tidak ada.")
    answer = HttpResponse(
        session_blank_pdf(session, method_of(session.kind), paper.upper()), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'inline; filename="lembar-nilai-{session.pk}-{paper.lower()}.pdf"'
    return answer
