"""Verbs of the transect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from kumuh.core.formats import plain
from kumuh.core.models import delete_by, save_by
from planning.methods.catalog import INDICATORS
from planning.methods.enums.transect import Cover, PathKind, WalkTheme, WalkTopic
from planning.methods.errors import MethodRefused
from planning.methods.models import MethodGroup, TransectPath, TransectStretch
from planning.methods.queries.transect import path_of, transect_stamp
from planning.methods.services.guard import touch, writable_group

MOST_STRETCHES = 24
#: Metres that one stretch may be long, and letters that a note may have (so that drawings fit their page).
LONGEST = 20_000
MOST_LETTERS = 120


@dataclass(frozen=True)
class PathText:
    """The way as it was typed: from, to, how it runs, what is looked at, height of its start in metres."""

    start: str = ""
    finish: str = ""
    kind: str = PathKind.LURUS
    theme: str = WalkTheme.UMUM
    start_height: Decimal | None = None


@dataclass(frozen=True)
class StretchText:
    """One stretch as it was typed: length in metres, height of its end, what covers it, words by topic, the indicator
    of its problem; `pk` names the stored stretch that it changes."""

    name: str
    metres: Decimal
    height: Decimal | None = None
    cover: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    aspect: int | None = None
    pk: int | None = None


@transaction.atomic
def write_transect(
    *, group: MethodGroup, path: PathText, texts: Sequence[StretchText], by: Any, seen: str = ""
) -> list[TransectStretch]:
    """Write the way of one group and its stretches in their order; a stretch that is not named goes, its history stays.

    `seen` is `transect_stamp` of when the form was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused: a stretch without a name, of no length or longer than 20 km, an unknown word, too many letters.
    """
    current = writable_group(group=group, seen=seen, now=transect_stamp(group))
    _refuse(path, texts)
    _put_path(current, path, by)
    held = {row.pk: row for row in current.stretches.all()}
    rows = []
    for order, text in enumerate(texts, 1):
        row = held.pop(text.pk or 0, None) or TransectStretch(group=current)
        rows.append(_put(row, text, order, by))
    for row in held.values():
        delete_by(row, by)
    touch(session=current.session, by=by)
    return rows


def _refuse(path: PathText, texts: Sequence[StretchText]) -> None:
    if path.kind not in PathKind.values or path.theme not in WalkTheme.values:
        raise MethodRefused("Pilih jalur dan yang dilihat dari daftar.")
    if len(texts) > MOST_STRETCHES:
        raise MethodRefused(f"Paling banyak {MOST_STRETCHES} ruas.")
    for number, text in enumerate(texts, 1):
        if not text.name.strip():
            raise MethodRefused(f"Ruas {number}: tulis namanya, misalnya “Gang 2 sisi barat”.")
        if not 0 < text.metres <= LONGEST:
            raise MethodRefused(f"Ruas {number} ({text.name}): jaraknya lebih dari 0 sampai 20.000 m.")
        known = text.cover in ("", *Cover.values) and set(text.texts) <= set(WalkTopic.values)
        if not known or text.aspect not in (None, *INDICATORS):
            raise MethodRefused(f"Ruas {number} ({text.name}): pilih dari daftar.")
        if any(len(words.strip()) > MOST_LETTERS for words in text.texts.values()):
            raise MethodRefused(f"Ruas {number} ({text.name}): paling banyak {MOST_LETTERS} huruf per pokok.")


def _put_path(group: MethodGroup, text: PathText, by: Any) -> None:
    row = path_of(group) or TransectPath(group=group)
    wanted = (plain(text.start), plain(text.finish), text.kind, text.theme, text.start_height)
    if row.pk and (row.start, row.finish, row.kind, row.theme, row.start_height) == wanted:
        return
    row.start, row.finish, row.kind, row.theme, row.start_height = wanted
    row.version += 1 if row.pk else 0
    save_by(row, by)


def _put(row: TransectStretch, text: StretchText, order: int, by: Any) -> TransectStretch:
    words = {topic: text.texts[topic].strip() for topic in WalkTopic.values if text.texts.get(topic, "").strip()}
    wanted = (order, plain(text.name), text.metres, text.height, text.cover, text.aspect, words)
    if row.pk and (row.order, row.name, row.metres, row.height, row.cover, row.aspect, row.texts) == wanted:
        return row
    row.order, row.name, row.metres, row.height, row.cover, row.aspect, row.texts = wanted
    row.version += 1 if row.pk else 0
    save_by(row, by)
    return row
