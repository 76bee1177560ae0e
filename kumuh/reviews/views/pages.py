"""Pages of reviews: the inbox, one review, its decisions and notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kumuh.accounts.models import PersonRequest
from kumuh.core.rights import SIGNED_IN, page, require
from kumuh.core.scope import get_in_scope
from kumuh.reviews import queries, services
from kumuh.reviews.enums import ReviewVerb
from kumuh.reviews.errors import ReviewError
from kumuh.reviews.forms import AnswerForm, MoveForm, NoteForm
from kumuh.reviews.models import Note, Review
from kumuh.reviews.registry import REMINDERS
from kumuh.reviews.views.cards import DONE, FORMS, WORDS, note_cards, review_context


@page(SIGNED_IN)
@require_GET
def inbox(request: PersonRequest) -> HttpResponse:
    user = request.user
    context: dict[str, Any] = {
        "waiting": queries.inbox(user),
        "told": queries.to_acknowledge(user),
        "sent": queries.sent_by(user),
    }
    context["reminders"] = {heading: list(lines(user)) for heading, lines in REMINDERS.items()}
    return render(request, "reviews/inbox.html", context)


@page("reviews.view_review")
@require_GET
def review_detail(request: PersonRequest, pk: int) -> HttpResponse:
    review = get_in_scope(Review.objects.select_related("region"), request.user, pk=pk)
    require(request.user, "reviews.view_review", review)
    return render(request, "reviews/review_detail.html", review_context(review, request.user))


@page("reviews.submit_review")
@require_POST
def review_submit(request: PersonRequest, pk: int) -> HttpResponse:
    return _move(request, pk, "reviews.submit_review", ReviewVerb.SUBMIT, services.submit)


@page("reviews.consult_review")
@require_POST
def review_consult(request: PersonRequest, pk: int) -> HttpResponse:
    return _move(request, pk, "reviews.consult_review", ReviewVerb.CONSULT, services.consult)


@page("reviews.acknowledge_review")
@require_POST
def review_acknowledge(request: PersonRequest, pk: int) -> HttpResponse:
    return _move(request, pk, "reviews.acknowledge_review", ReviewVerb.ACKNOWLEDGE, services.acknowledge)


@page("reviews.decide_review")
@require_POST
def review_return(request: PersonRequest, pk: int) -> HttpResponse:
    return _move(request, pk, "reviews.decide_review", ReviewVerb.RETURN, services.return_for_completion)


@page("reviews.decide_review")
@require_POST
def review_verify(request: PersonRequest, pk: int) -> HttpResponse:
    return _move(request, pk, "reviews.decide_review", ReviewVerb.VERIFY, services.verify)


@page("reviews.decide_review")
@require_POST
def review_approve(request: PersonRequest, pk: int) -> HttpResponse:
    return _move(request, pk, "reviews.decide_review", ReviewVerb.APPROVE, services.approve)


@page("reviews.reopen_review")
@require_POST
def review_reopen(request: PersonRequest, pk: int) -> HttpResponse:
    return _move(request, pk, "reviews.reopen_review", ReviewVerb.REOPEN, services.reopen)


#: What each verb takes from its form.
SAID = {verb: {"version", "reason"} for verb in ReviewVerb} | {
    ReviewVerb.SUBMIT: {"version"},
    ReviewVerb.ACKNOWLEDGE: {"version"},
    ReviewVerb.CONSULT: {"version", "reason", "opinion"},
}


def _move(
    request: PersonRequest, pk: int, right: str, verb: ReviewVerb, service: Callable[..., Review]
) -> HttpResponse:
    """One decision: in scope, allowed, then the verb; a refusal shows the same page with what was typed."""
    review = get_in_scope(Review.objects.select_related("region"), request.user, pk=pk)
    require(request.user, right, review)
    form = FORMS.get(verb, MoveForm)(request.POST, prefix=verb.lower(), reason_label=WORDS[verb].reason)
    if form.is_valid():
        words: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if name in SAID[verb]}
        try:
            service(review=review, by=request.user, **words)
        except ReviewError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, DONE[verb])
            return redirect("reviews:review-detail", pk=review.pk)
    context = review_context(review, request.user, tried=form)
    return render(request, "reviews/review_detail.html", context, status=422)


@page("reviews.add_note")
def note_add(request: PersonRequest, pk: int) -> HttpResponse:
    review = get_in_scope(Review.objects.select_related("region"), request.user, pk=pk)
    require(request.user, "reviews.add_note", review)
    start = {"pin": request.GET.get("letak", ""), "pin_label": request.GET.get("sebutan", "")}
    internal = queries.may_write_internal(review, request.user)
    form = NoteForm(request.POST or None, initial=start, may_write_internal=internal)
    if form.is_valid():
        try:
            services.add_note(review=review, by=request.user, **form.cleaned_data)
        except ReviewError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "Catatan disimpan.")
            return redirect("reviews:review-detail", pk=review.pk)
    place = form["pin_label"].value() or form["pin"].value()
    opens = f"Catatan ini langsung membuka {place or 'seluruh langkah'} untuk pengaju."
    context = {"review": review, "form": form, "place": place, "opens": opens}
    return render(request, "reviews/note_add.html", context)


@page("reviews.answer_note")
def note_answer(request: PersonRequest, pk: int) -> HttpResponse:
    notes = Note.objects.filter(internal=False).select_related("review__region", "author", "answered_by")
    note = get_in_scope(notes, request.user, pk=pk)
    require(request.user, "reviews.answer_note", note)
    form = AnswerForm(request.POST or None, initial={"text": note.answer})
    if form.is_valid():
        try:
            services.answer_note(note=note, by=request.user, text=form.cleaned_data["text"])
        except ReviewError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "Jawaban disimpan.")
            return redirect("reviews:review-detail", pk=note.review_id)
    [card] = note_cards([note], may_answer=False)
    return render(request, "reviews/note_answer.html", {"note": note, "card": card, "form": form})
