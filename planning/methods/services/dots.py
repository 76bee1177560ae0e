"""Verbs of dot voting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kumuh.core.formats import plain
from planning.methods import dots
from planning.methods.catalog import INDICATORS
from planning.methods.enums.dots import DotSubject
from planning.methods.errors import MethodRefused
from planning.methods.models import DotBallot, DotCount, DotOption, MethodGroup, MethodSession
from planning.methods.queries.dots import ballot_of, dot_stamp, group_ballot, option_stamp, options_of
from planning.methods.services.guard import changed_meanwhile, keep, touch, writable, writable_group
from planning.methods.services.rows import replace_rows

MOST_OPTIONS = 25
MOST_EACH = 20


@dataclass(frozen=True)
class OptionText:
    """One option; `aspect` an indicator 1 to 8 or None, `pk` the stored option that it changes."""

    text: str
    aspect: int | None = None
    pk: int | None = None


@dataclass(frozen=True)
class Dots:
    """Dots that women and men of a group gave to one option."""

    women: int = 0
    men: int = 0


@transaction.atomic
def write_ballot(
    *, session: MethodSession, subject: str, each: int, options: Sequence[OptionText], by: Any, seen: str = ""
) -> list[DotOption]:
    """Write what is voted about, how many dots every person gets, and the options in the order of the wall.

    `seen` is `option_stamp` of when the form was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused: an unknown subject, fewer than one or more than twenty dots each, an option without words, twice the
    same, more than 25, or one taken away that got dots.
    """
    current = writable(session=session)
    now = option_stamp(current)
    if seen and seen != now:
        raise changed_meanwhile(session=current, now=now, what="daftar pilihan")
    _refuse_ballot(subject, each, options)
    held = options_of(current)
    _refuse_lost(held, {text.pk for text in options})
    _put_ballot(ballot_of(current), subject, each, by)
    rows = replace_rows(
        held=held,
        wanted=[
            (text.pk, {"order": order, "text": plain(text.text), "aspect": text.aspect})
            for order, text in enumerate(options, 1)
        ],
        make=lambda: DotOption(session=current),
        by=by,
    )
    touch(session=current, by=by)
    return rows


def _refuse_ballot(subject: str, each: int, options: Sequence[OptionText]) -> None:
    if subject not in DotSubject.values:
        raise MethodRefused({"subject": "Pilih dari daftar."})
    if not 1 <= each <= MOST_EACH:
        raise MethodRefused({"each": f"Isi 1 sampai {MOST_EACH} titik."})
    if len(options) > MOST_OPTIONS:
        raise MethodRefused(f"Paling banyak {MOST_OPTIONS} pilihan.")
    seen: set[str] = set()
    for text in options:
        word = plain(text.text).lower()
        if not word:
            raise MethodRefused("Tulis pilihannya.")
        if word in seen:
            raise MethodRefused(f"“{plain(text.text)}” tertulis dua kali.")
        if text.aspect is not None and text.aspect not in INDICATORS:
            raise MethodRefused(f"“{plain(text.text)}”: pilih indikator dari daftar.")
        seen.add(word)


def _refuse_lost(held: Sequence[DotOption], kept: set[int | None]) -> None:
    lost = [row for row in held if row.pk not in kept]
    voted = set(DotCount.objects.filter(option__in=lost).values_list("option_id", flat=True)) if lost else set()
    for row in lost:
        if row.pk in voted:
            raise MethodRefused(f"“{row.text}” sudah mendapat titik. Kosongkan titiknya dahulu.")


def _put_ballot(ballot: DotBallot, subject: str, each: int, by: Any) -> None:
    if ballot.pk is None or (ballot.subject, ballot.each) != (subject, each):
        ballot.subject, ballot.each = subject, each
        keep(row=ballot, by=by)


@transaction.atomic
def write_dots(*, group: MethodGroup, counts: Mapping[int, Dots], by: Any, seen: str = "") -> list[DotCount]:
    """Write the dots of one group by key of the option; an option without dots has no row.

    `seen` is `dot_stamp` of when the form was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused: an option of another session, less than none, more dots than the women or the men of the group have.
    """
    current = writable_group(group=group, seen=seen, now=dot_stamp(group))
    options = {option.pk: option for option in options_of(current.session)}
    if not set(counts) <= set(options):
        raise MethodRefused("Daftar pilihannya sudah berubah. Muat ulang halaman.")
    if any(one.women < 0 or one.men < 0 for one in counts.values()):
        raise MethodRefused("Jumlah titik tidak dapat kurang dari nol.")
    fresh = {pk: DotCount(women=one.women, men=one.men) for pk, one in counts.items()}
    said = group_ballot(current, list(options.values()), fresh, ballot_of(current.session).each)
    if dots.excess(said):
        raise MethodRefused(dots.excess(said))
    held = {row.option_id: row for row in DotCount.objects.filter(group=current)}
    wanted = [
        (held[pk].pk if pk in held else None, {"option_id": pk, "women": one.women, "men": one.men})
        for pk, one in counts.items()
        if one.women or one.men
    ]
    rows = replace_rows(held=held.values(), wanted=wanted, make=lambda: DotCount(group=current), by=by)
    touch(session=current.session, by=by)
    return rows
