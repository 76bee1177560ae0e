"""Verbs of the welfare ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kumuh.areas.models import Neighbourhood
from kumuh.core.formats import plain
from planning.methods.errors import MethodRefused
from planning.methods.models import (
    MethodGroup,
    MethodSession,
    WelfareCard,
    WelfareClass,
    WelfareSort,
)
from planning.methods.queries.welfare import (
    FEWEST,
    card_stamp,
    cards_of,
    class_stamp,
    classes_of,
    piles_of,
    sort_stamp,
    sorts_of,
)
from planning.methods.services.guard import changed_meanwhile, keep, touch, writable, writable_group
from planning.methods.services.rows import replace_rows
from planning.methods.welfare import TOP

MOST_CLASSES = 6
MOST_CARDS = 200
MOST_PILES = 8


@dataclass(frozen=True)
class ClassText:
    """One class: name, traits in the words of residents, highest score it holds (1 to 100), counted as poor (MBR)."""

    name: str
    traits: str = ""
    upto: int = TOP
    poor: bool = False
    pk: int | None = None


@dataclass(frozen=True)
class CardText:
    """One household: number on its card, name of its head (personal data), its RT."""

    number: int
    name: str
    rt: Neighbourhood | None = None
    pk: int | None = None


@transaction.atomic
def write_classes(*, session: MethodSession, texts: Sequence[ClassText], by: Any, seen: str = "") -> list[WelfareClass]:
    """Write the classes from the best off to the poorest; every score belongs to the first class that reaches it.

    `seen` is `class_stamp` of when the form was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused: fewer than two or more than six, a name missing or twice, cuts that do not rise to 100, none poor.
    """
    current = writable(session=session)
    now = class_stamp(current)
    if seen and seen != now:
        raise changed_meanwhile(session=current, now=now, what="daftar kelas")
    _refuse_classes(texts)
    rows = replace_rows(
        held=classes_of(current),
        wanted=[(text.pk, _class_values(order, text)) for order, text in enumerate(texts, 1)],
        make=lambda: WelfareClass(session=current),
        by=by,
    )
    touch(session=current, by=by)
    return rows


def _refuse_classes(texts: Sequence[ClassText]) -> None:
    """Raise MethodRefused for classes that cannot stand together, the best off first."""
    if not FEWEST <= len(texts) <= MOST_CLASSES:
        raise MethodRefused(f"Tulis {FEWEST} sampai {MOST_CLASSES} kelas.")
    names = [plain(text.name).lower() for text in texts]
    if not all(names) or len(set(names)) != len(names):
        raise MethodRefused("Setiap kelas mempunyai nama sendiri.")
    cuts = [text.upto for text in texts]
    if sorted(set(cuts)) != cuts or cuts[0] < 1 or cuts[-1] != TOP:
        raise MethodRefused(
            f"Batas kelas naik dari yang paling mampu sampai yang paling miskin, dan yang terakhir {TOP}."
        )
    poor = [text.poor for text in texts]
    if not any(poor):
        raise MethodRefused("Tandai paling sedikit satu kelas yang dihitung sebagai keluarga miskin/MBR.")
    if poor != sorted(poor):
        raise MethodRefused("Kelas yang dihitung sebagai keluarga miskin/MBR berada paling akhir.")


def _class_values(order: int, text: ClassText) -> dict[str, Any]:
    traits = text.traits.strip()
    return {"order": order, "name": plain(text.name), "traits": traits, "upto": text.upto, "poor": text.poor}


@transaction.atomic
def write_cards(*, session: MethodSession, texts: Sequence[CardText], by: Any, seen: str = "") -> list[WelfareCard]:
    """Write the cards of the households that are sorted.

    `seen` is `card_stamp` of when the form was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused: no name, no or the same number, more than 200, an RT of another kelurahan, a card taken away that a
    group has sorted.
    """
    current = writable(session=session)
    now = card_stamp(current)
    if seen and seen != now:
        raise changed_meanwhile(session=current, now=now, what="daftar kartu")
    _refuse_cards(current, texts)
    held = cards_of(current)
    kept = {text.pk for text in texts}
    lost = [row for row in held if row.pk not in kept]
    put = set(WelfareSort.objects.filter(card__in=lost).values_list("card_id", flat=True)) if lost else set()
    for row in lost:
        if row.pk in put:
            raise MethodRefused(f"Kartu {row.number} sudah disortir. Kosongkan dahulu tumpukannya.")
    rows = _put_cards(current, held, texts, by)
    touch(session=current, by=by)
    return rows


def _refuse_cards(session: MethodSession, texts: Sequence[CardText]) -> None:
    if len(texts) > MOST_CARDS:
        raise MethodRefused(f"Paling banyak {MOST_CARDS} kartu.")
    numbers: set[int] = set()
    for text in texts:
        if not 1 <= text.number <= 999:
            raise MethodRefused("Nomor kartu 1 sampai 999.")
        if text.number in numbers:
            raise MethodRefused(f"Nomor kartu {text.number} terpakai dua kali.")
        if not plain(text.name):
            raise MethodRefused(f"Kartu {text.number}: nama kepala keluarga belum diisi.")
        if text.rt is not None and text.rt.kelurahan_id != session.cycle.region_id:
            raise MethodRefused(f"Kartu {text.number}: {text.rt} bukan RT kelurahan ini.")
        numbers.add(text.number)


def _put_cards(
    session: MethodSession, held: Sequence[WelfareCard], texts: Sequence[CardText], by: Any
) -> list[WelfareCard]:
    """Numbers that change places are first set aside, because two cards never carry the same."""
    wanted = {text.pk: text.number for text in texts if text.pk}
    moving = [row.pk for row in held if row.pk in wanted and wanted[row.pk] != row.number]
    for at, pk in enumerate(moving):
        WelfareCard.objects.filter(pk=pk).update(number=10_000 + at)
    return replace_rows(
        held=cards_of(session),
        wanted=[
            (text.pk, {"number": text.number, "name": plain(text.name), "rt_id": text.rt.pk if text.rt else None})
            for text in sorted(texts, key=lambda one: one.number)
        ],
        make=lambda: WelfareCard(session=session),
        by=by,
    )


@transaction.atomic
def write_sort(
    *, group: MethodGroup, piles: int, places: Mapping[int, int], by: Any, seen: str = ""
) -> list[WelfareSort]:
    """Write into which of `piles` piles a group put the cards, by key of the card; 1 is the best off.

    `seen` is `sort_stamp` of when the form was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused: fewer than two or more than eight piles, a pile that is not there, a card of another session.
    """
    current = writable_group(group=group, seen=seen, now=sort_stamp(group))
    if not 2 <= piles <= MOST_PILES:
        raise MethodRefused({"piles": f"Isi 2 sampai {MOST_PILES} tumpukan."})
    cards = {row.pk: row for row in cards_of(current.session)}
    if not set(places) <= set(cards):
        raise MethodRefused("Daftar kartunya sudah berubah. Muat ulang halaman.")
    for pk, pile in places.items():
        if not 1 <= pile <= piles:
            raise MethodRefused({f"k{pk}": f"Kartu {cards[pk].number}: isi tumpukan 1 sampai {piles}."})
    said = piles_of(current)
    if said.pk is None or said.piles != piles:
        said.piles = piles
        keep(row=said, by=by)
    held = sorts_of(current)
    rows = replace_rows(
        held=held.values(),
        wanted=[(held[pk].pk if pk in held else None, {"card_id": pk, "pile": pile}) for pk, pile in places.items()],
        make=lambda: WelfareSort(group=current),
        by=by,
    )
    touch(session=current.session, by=by)
    return rows
