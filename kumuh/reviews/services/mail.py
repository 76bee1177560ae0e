"""The letters that say whose turn it is, and what was approved.

Sent after commit; a mail server that is down never blocks a move.
"""

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
from kumuh.reviews.registry import CHAINS

logger = logging.getLogger(__name__)


def tell_whose_turn(*, review_id: int) -> int:
    """Write to everybody who can act now; returns how many letters were handed over."""
    review = Review.objects.select_related("region").get(pk=review_id)
    closed_to = queries.own_people(review) | queries.deciders(review)
    roles = queries.whose_turn(review)
    people = [person for person in people_with_roles(roles, review.region_id) if person.email]
    if review.state in (ReviewState.SUBMITTED, ReviewState.VERIFIED):
        people = [person for person in people if person.pk not in closed_to]
    return _send(review, [_letter(review, person, "Sekarang giliran Anda", "Giliran Anda") for person in people])


def tell_approved(*, review_id: int) -> int:
    """Write to everybody whom the chain informs of an approval; returns how many letters were handed over."""
    review = Review.objects.select_related("region").get(pk=review_id)
    people = people_with_roles(CHAINS[review.chain].informed_roles, review.region_id)
    letters = [_letter(review, person, "Untuk diketahui", "Sudah disahkan") for person in people if person.email]
    return _send(review, letters)


def _send(review: Review, letters: list[EmailMessage]) -> int:
    if not letters:
        return 0
    try:
        return get_connection().send_messages(letters) or 0
    except OSError:
        logger.exception("Surat tentang pemeriksaan %s tidak terkirim", review.pk)
        return 0


def _letter(review: Review, person: User, opening: str, about: str) -> EmailMessage:
    body = (
        f"Yth. {person.name},\n\n"
        f"{opening}: {review.title} ({review.region.name}).\n"
        f"Keadaan: {ReviewState(review.state).label}, putaran {review.round}.\n\n"
        f"Buka: {address_of(review=review)}\n"
    )
    return letter_to(person=person, subject=f"{about}: {review.title}", body=body)


def address_of(*, review: Review) -> str:
    """The full address of the page of a review."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('reviews:review-detail', args=[review.pk])}"


def letter_to(*, person: User, subject: str, body: str) -> EmailMessage:
    """A plain letter of the application, its subject on one line."""
    title = " ".join(f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}".split())
    return EmailMessage(title, body, settings.DEFAULT_FROM_EMAIL, [person.email])
