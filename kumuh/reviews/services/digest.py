"""Ringkasan harian: one mail a day per person with what others did and which deadlines come near."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kumuh.accounts.models import Assignment, User
from kumuh.areas.models import Region
from kumuh.core.formats import jam, tanggal
from kumuh.reviews import queries
from kumuh.reviews.enums import Opinion, ReviewState
from kumuh.reviews.models import Digest, Note, Review, ReviewEvent
from kumuh.reviews.registry import DEADLINES, pin_anchor, pin_places
from kumuh.reviews.services.mail import address_of, letter_to

logger = logging.getLogger(__name__)

#: Days before the deadline on which somebody whose turn it is gets a reminder.
REMIND_DAYS: Final = (7, 3, 1)
#: How far the first digest of a person looks back.
FIRST_LOOK_BACK: Final = timedelta(days=7)
#: Lines of one kelurahan in a digest; the rest is counted.
MOST_LINES: Final = 20


@dataclass(frozen=True)
class Line:
    """One piece of news: the kelurahan it is from, when, what, and the full address of its page."""

    region: Region
    at: datetime
    words: str
    url: str


@dataclass(frozen=True)
class Reminder:
    """A deadline of something that is the person's turn."""

    region: str
    day: date
    words: str
    url: str


def send_digests() -> int:
    """Send everybody the digest of today; how many letters were handed over. A second call today sends nothing."""
    now = timezone.now()
    placed = Assignment.objects.in_force(timezone.localdate(now)).values("user")
    people = User.objects.filter(is_active=True, pk__in=placed).exclude(email="").order_by("pk")
    return sum(send_digest(user=user, now=now) for user in people)


def send_digest(*, user: User, now: datetime) -> bool:
    """Send one person the digest of the day of `now`; False when there is no news or it was sent already.

    The news begin where the last digest ended, so a day without a run is made up. A letter that the mail server
    refuses counts as not sent.
    """
    day = timezone.localdate(now)
    last = Digest.objects.filter(user=user).first()
    if last is not None and last.day >= day:
        return False
    since = last.until if last else now - FIRST_LOOK_BACK
    body = _body(_reminders(user, since=since, now=now), _news(user, since=since, now=now))
    if not body:
        return False
    digest, is_mine = Digest.objects.get_or_create(user=user, day=day, defaults={"until": now})
    if not is_mine:
        return False
    inbox = f"{settings.SITE_URL.rstrip('/')}{reverse('reviews:inbox')}"
    text = f"Yth. {user.name},\n\n{body}\nMenunggu Anda: {queries.inbox_count(user)} pekerjaan. {inbox}\n"
    try:
        letter_to(person=user, subject=f"Ringkasan {tanggal(day)}", body=text).send()
    except OSError:
        logger.exception("Ringkasan untuk pengguna %s tidak terkirim", user.pk)
        digest.delete()
        return False
    return True


def _reminders(user: User, *, since: datetime, now: datetime) -> list[Reminder]:
    """Deadlines of what is the person's turn that came within 7, 3 or 1 days after `since`, the nearest first."""
    first, today = timezone.localdate(since), timezone.localdate(now)
    found = []
    items = queries.items(queries.turn_of(user).select_related("region"))
    ends = _deadlines(item.review for item in items)
    for item in items:
        end = ends.get(item.review.pk)
        if end is None or end < today or not any(first < end - timedelta(days=days) <= today for days in REMIND_DAYS):
            continue
        left = (end - today).days
        when = f"{left} hari lagi" if left else "hari ini"
        words = f"{item.subject.title}: batas waktu {when} ({tanggal(end)})"
        found.append(Reminder(item.subject.region, end, words, address_of(review=item.review)))
    return sorted(found, key=lambda one: (one.day, one.region, one.words))


def _deadlines(reviews: Iterable[Review]) -> dict[int, date]:
    """The registered deadline by review, one call per subject type."""
    wanted: dict[str, dict[int, int]] = defaultdict(dict)
    for review in reviews:
        wanted[review.subject_type][review.subject_id] = review.pk
    return {
        pks[subject]: end
        for kind, pks in wanted.items()
        if kind in DEADLINES
        for subject, end in DEADLINES[kind](pks).items()
    }


def _news(user: User, *, since: datetime, now: datetime) -> list[Line]:
    """What others did after `since` and until `now` where the person has a part, the newest first.

    Internal notes never leave the desk, so they are no news. Who is only informed hears of approval and reopening.
    """
    window = Q(at__gt=since, at__lte=now)
    events = ReviewEvent.objects.filter(window).exclude(by=user).select_related("by", "review__region")
    ends = Q(to_state=ReviewState.APPROVED) | Q(from_state=ReviewState.APPROVED)
    mine = queries.part_of(user)
    told = events.filter(Q(review__in=mine) | (ends & Q(review__in=queries.informed_of(user))))
    lines = [
        Line(event.review.region, event.at, _event_words(event), address_of(review=event.review)) for event in told
    ]
    notes = Note.objects.filter(review__in=mine, internal=False).select_related(
        "author", "answered_by", "review__region"
    )
    written = notes.filter(created_at__gt=since, created_at__lte=now).exclude(author=user)
    answered = notes.filter(answered_at__gt=since, answered_at__lte=now).exclude(answered_by=user)
    places = _places([*written, *answered])
    lines += [_line(note, note.created_at, f"catatan dari {note.author}", places) for note in written]
    lines += [_line(note, note.answered_at, f"jawaban dari {note.answered_by}", places) for note in answered]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _event_words(event: ReviewEvent) -> str:
    said = f": {Opinion(event.opinion).label.lower()}" if event.opinion else ""
    return f"{event.review.title} – {event.by} ({event.capacity}) {event.get_verb_display()}{said}"


def _line(note: Note, at: datetime | None, words: str, places: dict[tuple[int, str], str]) -> Line:
    place = f" pada {note.pin_label}" if note.pin_label else ""
    url = places.get((note.review_id, note.pin)) or address_of(review=note.review)
    return Line(note.review.region, at or note.created_at, f"{note.review.title} – {words}{place}", url)


def _places(notes: Iterable[Note]) -> dict[tuple[int, str], str]:
    """The full address of each pinned place, by review and pin."""
    pins: dict[int, set[str]] = defaultdict(set)
    reviews = {}
    for note in notes:
        reviews[note.review_id] = note.review
        if note.pin:
            pins[note.review_id].add(note.pin)
    site = settings.SITE_URL.rstrip("/")
    return {
        (pk, pin): f"{site}{place.page}#{pin_anchor(pin)}"
        for pk, wanted in pins.items()
        for pin, place in pin_places(reviews[pk], wanted).items()
    }


def _body(near: list[Reminder], lines: list[Line]) -> str:
    """The text between greeting and end; "" without news. Regions in the order of their newest line."""
    parts = []
    if near:
        rows = [f"- {one.words} – {one.region}\n  {one.url}\n" for one in near]
        parts.append("Batas waktu mendekat\n" + "".join(rows))
    by_region: dict[Region, list[Line]] = defaultdict(list)
    for line in lines:
        by_region[line.region].append(line)
    for region, news_here in by_region.items():
        rows = [f"- {_moment(line.at)}: {line.words}\n  {line.url}\n" for line in news_here[:MOST_LINES]]
        more = len(news_here) - MOST_LINES
        rest = f"- dan {more} kabar lain yang lebih lama\n" if more > 0 else ""
        parts.append(f"{region.name}\n" + "".join(rows) + rest)
    return "\n".join(parts)


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{tanggal(local.date())} {jam(local)}"
