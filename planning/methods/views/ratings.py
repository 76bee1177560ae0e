"""Rating: who rates in a group, the own answers, sheets of paper typed by the recorder, looking without rating."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kumuh.core.forms import show_refusal
from kumuh.core.rights import may, page
from planning.methods.enums import MethodKind
from planning.methods.enums.matrix import RaterWay
from planning.methods.forms.ratings import RatingForm, rating_form
from planning.methods.models import MatrixRater, MethodGroup
from planning.methods.queries.matrix import Board, board_of
from planning.methods.services.ratings import drop_rater, look_only, rate
from planning.methods.views.common import CHANGE, group_in_scope, session_context
from planning.methods.views.matrix import matrix_in_scope

RATE = "methods.add_rating"


@page(CHANGE)
def rating_list(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    """Who rates in this group and how far each is; tells no score."""
    found = group_in_scope(request, cycle, pk, group, MethodKind.MATRIKS, CHANGE)
    board = board_of(found.session)
    rows = [(row, board.owes(row), row.user_id == request.user.pk) for row in board.raters_in(found.pk)]
    extra = {"group": found, "board": board, "rows": rows, "may_rate": may(request, RATE, found.session)}
    return render(request, "methods/rating_list.html", session_context(request, found.session, **extra))


@page(RATE)
def rating_own(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    """The own answers of the person; those of the others stay hidden until these are complete."""
    found = group_in_scope(request, cycle, pk, group, MethodKind.MATRIKS, RATE)
    board = board_of(found.session)
    mine = next((row for row in board.raters if row.user_id == request.user.pk), None)
    refusal = _not_here(mine, found)
    form = rating_form(request.POST or None, board=board, rater=None if refusal else mine, paper=False)
    if not refusal and board.ready and form.is_valid() and _rated(request, found, form):
        return redirect(f"{_detail(found)}?kelompok={found.pk}#hasil")
    extra = {"group": found, "board": board, "form": form, "rater": mine, "own": True, "refusal": refusal}
    return render(request, "methods/rating_edit.html", _context(request, found, extra))


@page(CHANGE)
def rating_add(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    """Typing one more sheet of paper."""
    found = group_in_scope(request, cycle, pk, group, MethodKind.MATRIKS, CHANGE)
    return _paper(request, found, board_of(found.session), None)


@page(CHANGE)
def rating_edit(request: HttpRequest, cycle: int, pk: int, group: int, rater: int) -> HttpResponse:
    """A sheet of paper that was typed before."""
    found = group_in_scope(request, cycle, pk, group, MethodKind.MATRIKS, CHANGE)
    board = board_of(found.session)
    row = _rater(board, found, rater)
    if row.way != RaterWay.PAPER:
        raise Http404("Nilai lewat akun sendiri hanya diubah oleh penilainya.")
    return _paper(request, found, board, row)


def _paper(request: HttpRequest, group: MethodGroup, board: Board, rater: MatrixRater | None) -> HttpResponse:
    form = rating_form(request.POST or None, board=board, rater=rater, paper=True)
    if board.ready and form.is_valid() and _rated(request, group, form, rater=rater, paper=True):
        if "lagi" in request.POST:
            return redirect("methods:rating-add", group.session.cycle_id, group.session_id, group.pk)
        return redirect("methods:rating-list", group.session.cycle_id, group.session_id, group.pk)
    extra = {"group": group, "board": board, "form": form, "rater": rater, "own": False, "refusal": ""}
    return render(request, "methods/rating_edit.html", _context(request, group, extra))


@page(CHANGE)
def rating_drop(request: HttpRequest, cycle: int, pk: int, group: int, rater: int) -> HttpResponse:
    """Asking before a rater is taken away."""
    found = group_in_scope(request, cycle, pk, group, MethodKind.MATRIKS, CHANGE)
    row = _rater(board_of(found.session), found, rater)
    row.session = found.session
    if request.method == "POST":
        try:
            drop_rater(rater=row, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"{row.shown} dihapus.")
        return redirect("methods:rating-list", cycle, pk, group)
    return render(request, "methods/rating_drop.html", {"session": found.session, "group": found, "rater": row})


@require_POST
@page(RATE)
def rating_look(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    """Looking without rating; the person cannot rate here afterwards."""
    session = matrix_in_scope(request, cycle, pk, RATE)
    try:
        look_only(session=session, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("methods:session-detail", cycle, pk)


def _rated(
    request: HttpRequest, group: MethodGroup, form: RatingForm, *, rater: MatrixRater | None = None, paper: bool = False
) -> bool:
    finish = "tunda" not in request.POST
    options: dict[str, Any] = {"rater": rater, "paper": paper, "finish": finish, "seen": form.seen} | form.words
    try:
        row = rate(group=group, answers=form.answers, by=request.user, **options)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return False
    words = "tersimpan" if row.given_at else "disimpan sementara dan belum dihitung"
    messages.success(request, f"Nilai {'Anda' if not paper else row.shown} {words}.")
    return True


def _not_here(mine: MatrixRater | None, group: MethodGroup) -> str:
    """Why the person cannot rate in this group."""
    if mine is not None and mine.way == RaterWay.LOOKS:
        return "Anda sudah melihat nilai orang lain tanpa menilai, jadi tidak dapat menilai dalam matriks ini."
    if mine is not None and mine.group_id != group.pk:
        return "Anda sudah menilai dalam kelompok lain."
    return ""


def _rater(board: Board, group: MethodGroup, pk: int) -> MatrixRater:
    found = next((row for row in board.raters_in(group.pk) if row.pk == pk), None)
    if found is None:
        raise Http404("Penilai ini tidak ada dalam kelompok tersebut.")
    return found


def _detail(group: MethodGroup) -> str:
    return reverse("methods:session-detail", args=[group.session.cycle_id, group.session_id])


def _context(request: HttpRequest, group: MethodGroup, extra: dict[str, Any]) -> dict[str, Any]:
    context = session_context(request, group.session, **extra)
    return context | {"may_save": extra["board"].ready and not extra["refusal"] and not context["step_locked"]}
