"""The letter that says whose turn it is. Sent after commit; a mail server that is down never blocks a move."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from kumuh.accounts.models import User
from kumuh.accounts.queries import people_with_roles
from kumuh.reviews import queries
from kumuh.reviews.enums import ReviewState
from kumuh.reviews.models import Review

logger = logging.getLogger(__name__)


def tell_whose_turn(*, review_id: int) -> int:
    """Write to everybody who can act now; returns how many letters were handed over."""
    review = Review.objects.select_related("region").get(pk=review_id)
    closed_to = queries.own_people(review) | queries.deciders(review)
    roles = queries.whose_turn(review)
    people = [person for person in people_with_roles(roles, review.region_id) if person.email]
    if review.state in (ReviewState.SUBMITTED, ReviewState.VERIFIED):
        people = [person for person in people if person.pk not in closed_to]
    letters = [_letter(review, person) for person in people]
    try:
        return get_connection().send_messages(letters) or 0
    except OSError:
        logger.exception("Surat giliran untuk pemeriksaan %s tidak terkirim", review_id)
        return 0


def _letter(review: Review, person: User) -> EmailMessage:
    address = f"{settings.SITE_URL.rstrip('/')}{reverse('reviews:review-detail', args=[review.pk])}"
    body = (
        f"Yth. {person.name},\n\n"
        f"Sekarang giliran Anda: {review.title} ({review.region.name}).\n"
        f"Keadaan: {ReviewState(review.state).label}, putaran {review.round}.\n\n"
        f"Buka: {address}\n"
    )
    subject = f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}Giliran Anda: {review.title}"
    return EmailMessage(" ".join(subject.split()), body, settings.DEFAULT_FROM_EMAIL, [person.email])
