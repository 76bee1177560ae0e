"""Reviews inside the pages of other apps: `{% load pemeriksaan %}`."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from kumuh.reviews import queries
from kumuh.reviews.models import Note, Review
from kumuh.reviews.registry import pin_anchor
from kumuh.reviews.views.cards import note_cards, panel_context

register = template.Library()


@register.inclusion_tag("reviews/_panel.html", takes_context=True)
def review_panel(context: dict[str, Any], review: Review | None) -> dict[str, Any]:
    """State, signatures and the decision buttons of the person: `{% review_panel review %}`."""
    request = context["request"]
    if review is None:
        return {"review": None}
    return panel_context(review, request.user) | {"csrf_token": context.get("csrf_token"), "on_page": False}


@register.inclusion_tag("reviews/_notes.html", takes_context=True)
def review_notes(
    context: dict[str, Any], review: Review | None, notes: dict[str, list[Note]], pin: str, label: str = ""
) -> dict[str, Any]:
    """Notes of one field or row and the link to write one: `{% review_notes review notes "usulan:7/volume" "…" %}`.

    `notes` is `queries.notes_by_pin(review, user)`, asked once by the view.
    """
    here = notes.get(pin, [])
    if review is None:
        return {"cards": [], "add_url": "", "anchor": ""}
    add = reverse("reviews:note-add", args=[review.pk]) if _asked_once(context, review, "may_note") else ""
    return {
        "cards": note_cards(here, may_answer=bool(here) and _asked_once(context, review, "may_answer")),
        "add_url": f"{add}?{urlencode({'letak': pin, 'sebutan': label})}" if add else "",
        "label": label or pin,
        "anchor": pin_anchor(pin),
    }


def _asked_once(context: dict[str, Any], review: Review, question: str) -> bool:
    """The answer of `queries.may_…` for the person of the page, asked once per page however many pins it shows."""
    request = context["request"]
    known = request.__dict__.setdefault("_review_answers", {})
    if (review.pk, question) not in known:
        known[review.pk, question] = getattr(queries, question)(review, request.user)
    return known[review.pk, question]
