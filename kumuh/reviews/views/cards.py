"""What the pages and includes of a review show, as plain values for the templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kumuh.accounts.enums import role_names
from kumuh.accounts.models import User
from kumuh.core.formats import jam, tanggal
from kumuh.core.rights import may_open
from kumuh.reviews import queries
from kumuh.reviews.enums import Opinion, Party, ReviewState, ReviewVerb, Severity
from kumuh.reviews.forms import MoveForm, OpinionForm
from kumuh.reviews.models import Note, Review, ReviewEvent
from kumuh.reviews.registry import CHAINS, pin_anchor, pin_places
from kumuh.reviews.rules import NEEDS_REASON, turn_party, turn_roles

DONE = {
    ReviewVerb.SUBMIT: "Sudah diajukan. Pemeriksa diberi tahu.",
    ReviewVerb.CONSULT: "Pertimbangan Anda sudah dicatat.",
    ReviewVerb.RETURN: "Sudah dikembalikan untuk dilengkapi.",
    ReviewVerb.VERIFY: "Sudah diverifikasi. Pengesah diberi tahu.",
    ReviewVerb.APPROVE: "Pengesahan Anda sudah dicatat.",
    ReviewVerb.REOPEN: "Sudah dibuka kembali. Verifikasi dan pengesahan lama gugur.",
    ReviewVerb.ACKNOWLEDGE: "Sudah ditandai diketahui.",
}


@dataclass(frozen=True)
class Words:
    """How one verb is offered: button, what happens, the question about a reason, address name."""

    button: str
    effect: str
    reason: str
    url_name: str


WORDS = {
    ReviewVerb.SUBMIT: Words(
        "Ajukan", "Isian terkunci sampai dikembalikan atau disahkan.", "", "reviews:review-submit"
    ),
    ReviewVerb.CONSULT: Words(
        "Beri pertimbangan",
        "Diteruskan kepada pemeriksa bila semua pihak sudah memberi pertimbangan. Yang perlu diubah ditulis sebagai "
        "catatan.",
        "Uraian pertimbangan",
        "reviews:review-consult",
    ),
    ReviewVerb.RETURN: Words(
        "Kembalikan untuk dilengkapi",
        "Hanya yang diberi catatan terbuka lagi. Dengan alasan umum, atau tanpa catatan pada isian, seluruh langkah "
        "terbuka.",
        "Alasan umum (membuka seluruh langkah)",
        "reviews:review-return",
    ),
    ReviewVerb.VERIFY: Words("Verifikasi", "Diteruskan kepada pengesah.", "Keterangan", "reviews:review-verify"),
    ReviewVerb.APPROVE: Words("Sahkan", "Pengesahan dicatat atas nama Anda.", "Keterangan", "reviews:review-approve"),
    ReviewVerb.REOPEN: Words(
        "Buka kembali",
        "Verifikasi dan pengesahan gugur; riwayatnya tetap tersimpan.",
        "Alasan membuka kembali",
        "reviews:review-reopen",
    ),
    ReviewVerb.ACKNOWLEDGE: Words(
        "Tandai sudah diketahui", "Dicatat dalam riwayat; tidak mengubah pengesahan.", "", "reviews:review-acknowledge"
    ),
}
FORMS = {ReviewVerb.CONSULT: OpinionForm}


@dataclass(frozen=True)
class Button:
    """One decision on the page: its form, address and, where it does not work, why."""

    verb: ReviewVerb
    words: Words
    form: MoveForm
    url: str
    refusal: str
    primary: bool


def buttons(review: Review, user: User, tried: MoveForm | None = None) -> tuple[Button, ...]:
    """Decision buttons of this person; `tried` is the form of a refused try, shown again as typed."""
    return tuple(
        Button(
            verb=move.verb,
            words=WORDS[move.verb],
            form=tried if tried is not None and tried.prefix == move.verb.lower() else _empty(review, move.verb),
            url=reverse(WORDS[move.verb].url_name, args=[review.pk]),
            refusal=move.refusal,
            primary=move.verb not in (ReviewVerb.RETURN, ReviewVerb.REOPEN),
        )
        for move in queries.moves(review, user)
    )


def _empty(review: Review, verb: ReviewVerb) -> MoveForm:
    return FORMS.get(verb, MoveForm)(
        prefix=verb.lower(),
        initial={"version": review.version},
        reason_label=WORDS[verb].reason,
        reason_required=verb in NEEDS_REASON,
    )


def turn_sentence(review: Review) -> str:
    """Whose turn it is, in one sentence."""
    chain, state, given = CHAINS[review.chain], ReviewState(review.state), queries.given_roles(review)
    party = turn_party(chain, state, given)
    if party == Party.NOBODY:
        return "Sudah disahkan; tidak ada yang menunggu."
    return f"Giliran {party.label.lower()}: {role_names(turn_roles(chain, state, given))}."


def moment(when: Any) -> str:
    """`3 Maret 2026, 09.15` in local time; "" for None."""
    local = timezone.localtime(when) if when else None
    return f"{tanggal(local.date())}, {jam(local)}" if local else ""


def note_cards(
    notes: Iterable[Note], *, may_answer: bool, links: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Notes in the shape of `components/note.html`; a pin of `links` is a link."""
    addresses = links or {}
    return [
        {
            "author": str(note.author),
            "role": "catatan dalam" if note.internal else Severity(note.severity).label.lower(),
            "at": moment(note.created_at),
            "target": note.pin_label or note.pin,
            "target_url": addresses.get(note.pin, ""),
            "text": note.text,
            "answer": note.answer,
            "answered_by": str(note.answered_by or ""),
            "answered_at": moment(note.answered_at),
            "answer_url": reverse("reviews:note-answer", args=[note.pk]) if may_answer and not note.internal else "",
        }
        for note in notes
    ]


def pin_links(review: Review, user: User, notes: Iterable[Note], otherwise: str) -> dict[str, str]:
    """The address of each pinned place: its form for who may write there, else its page; `otherwise` when unknown."""
    pins = {note.pin for note in notes if note.pin}
    links = dict.fromkeys(pins, otherwise)
    for pin, place in pin_places(review, pins).items():
        address = place.form if may_open(user, place.form, review) else place.page
        links[pin] = f"{address}#{pin_anchor(pin)}"
    return links


def history_entries(review: Review) -> list[dict[str, Any]]:
    """Events in the shape of `components/timeline.html`, the latest first."""
    return [
        {
            "who": f"{event.by} ({event.capacity})",
            "what": what_happened(event),
            "at": moment(event.at),
            "reason": event.reason,
            "changes": (),
        }
        for event in reversed(queries.timeline(review))
    ]


def what_happened(event: ReviewEvent) -> str:
    """The move in words: its opinion when it is one, and whether it fell."""
    said = f": {Opinion(event.opinion).label.lower()}" if event.opinion else ""
    return event.get_verb_display() + said + (" – gugur" if event.voided else "")


def panel_context(review: Review, user: User, tried: MoveForm | None = None) -> dict[str, Any]:
    """Context of `reviews/_panel.html`: state, whose turn, signatures and the buttons of this person."""
    return {
        "review": review,
        "turn": turn_sentence(review),
        "signatures": [
            {"who": role_names(signature.roles), "event": signature.event} for signature in queries.signatures(review)
        ],
        "opinions": [
            {"who": role_names(one.roles), "event": one.event, "opinion": one.opinion.lower()}
            for one in queries.opinions(review)
        ],
        "buttons": buttons(review, user, tried),
        "tried": tried,
    }


def review_context(review: Review, user: User, tried: MoveForm | None = None) -> dict[str, Any]:
    """Context of the page of one review."""
    [item] = queries.items([review])
    notes = list(queries.visible_notes(review, user))
    links = pin_links(review, user, notes, item.subject.url)
    return panel_context(review, user, tried) | {
        "chain": CHAINS[review.chain],
        "subject": item.subject,
        "days": item.days,
        "notes": note_cards(notes, may_answer=queries.may_answer(review, user), links=links),
        "on_page": True,
        "entries": history_entries(review),
        "may_note": queries.may_note(review, user),
    }
