"""Verbs of the seasonal calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from kumuh.core.formats import plain
from kumuh.core.models import delete_by, save_by
from planning.methods.enums.calendar import FactorKind
from planning.methods.errors import MethodRefused
from planning.methods.models import CalendarFactor, CalendarSeason, MethodGroup, MethodSession
from planning.methods.queries.calendar import calendar_stamp, columns_of, season_stamp
from planning.methods.seasons import STRONGEST
from planning.methods.services.guard import changed_meanwhile, touch, writable, writable_group

MOST_SEASONS = 12
MOST_FACTORS = 20


@dataclass(frozen=True)
class FactorText:
    """One row as it was typed: a level 0 to 3 or None for each column, and words by number of the column (from 0)."""

    kind: str
    levels: Sequence[int | None]
    name: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SeasonText:
    """One local season: its name, first and last month (1 to 12); it may run over the turn of the year."""

    name: str
    first: int
    last: int


@transaction.atomic
def write_calendar(*, group: MethodGroup, texts: Sequence[FactorText], by: Any, seen: str = "") -> list[CalendarFactor]:
    """Write the rows of one group as they were typed; a row that is not among them is taken away, its history stays.

    `seen` is `calendar_stamp` of when the form was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused: more or fewer levels than columns, a level beyond 0 to 3, an unknown kind, the same row twice.
    """
    current = writable_group(group=group, seen=seen, now=calendar_stamp(group))
    columns = len(columns_of(current.session))
    _refuse(texts, columns)
    kept = {(row.kind, row.name.lower()): row for row in current.factors.all()}
    rows = []
    for order, text in enumerate(texts, 1):
        row = kept.pop((text.kind, plain(text.name).lower()), None) or CalendarFactor(group=current)
        rows.append(_put(row, text, order, by))
    for row in kept.values():
        delete_by(row, by)
    touch(session=current.session, by=by)
    return rows


def _refuse(texts: Sequence[FactorText], columns: int) -> None:
    if len(texts) > MOST_FACTORS:
        raise MethodRefused(f"Paling banyak {MOST_FACTORS} baris.")
    seen: set[tuple[str, str]] = set()
    for text in texts:
        if text.kind not in FactorKind.values:
            raise MethodRefused("Pilih faktornya dari daftar.")
        label = plain(text.name) or str(FactorKind(text.kind).label)
        if text.kind == FactorKind.LAIN and not plain(text.name):
            raise MethodRefused("Tulis sebutan untuk faktor “Lainnya”.")
        if len(text.levels) != columns or any(at >= columns or at < 0 for at in text.notes):
            raise MethodRefused(f"{label}: jumlah kolomnya tidak sama dengan kalendernya. Muat ulang halaman.")
        if any(level is not None and not 0 <= level <= STRONGEST for level in text.levels):
            raise MethodRefused(f"{label}: kekuatannya 0, 1, 2 atau 3.")
        if (text.kind, plain(text.name).lower()) in seen:
            raise MethodRefused(f"{label} tertulis dua kali. Beri sebutan yang berbeda.")
        seen.add((text.kind, plain(text.name).lower()))


def _put(row: CalendarFactor, text: FactorText, order: int, by: Any) -> CalendarFactor:
    notes = {str(at): words.strip() for at, words in text.notes.items() if words.strip()}
    wanted = (order, text.kind, plain(text.name), list(text.levels), notes)
    if row.pk and (row.order, row.kind, row.name, row.levels, row.notes) == wanted:
        return row
    row.order, row.kind, row.name, row.levels, row.notes = wanted
    row.version += 1 if row.pk else 0
    save_by(row, by)
    return row


@transaction.atomic
def set_seasons(*, session: MethodSession, texts: Sequence[SeasonText], by: Any, seen: str = "") -> MethodSession:
    """Give the calendar local seasons instead of months (none: months again).

    Source: the method follows local seasons, not necessarily twelve months. Raises SessionLocked, StepLocked,
    ChangedMeanwhile, or MethodRefused: a season without a name, months outside the year, a month in two seasons, or
    another number of columns once a group has answered.
    """
    current = writable(session=session)
    now = season_stamp(current)
    if seen and seen != now:
        raise changed_meanwhile(session=current, now=now, what="nama musim")
    _refuse_seasons(texts)
    held = list(current.seasons.all())
    answered = CalendarFactor.objects.filter(group__session=current).exists()
    if answered and (len(texts) or 12) != (len(held) or 12):
        raise MethodRefused(
            "Kalender sudah diisi, jadi jumlah kolomnya tetap. Kosongkan isinya dahulu, atau ubah namanya saja."
        )
    for row in held[len(texts) :]:
        delete_by(row, by)
    for order, text in enumerate(texts, 1):
        row = held[order - 1] if order <= len(held) else CalendarSeason(session=current)
        row.version += 1 if row.pk else 0
        row.order, row.name, row.first, row.last = order, plain(text.name), text.first, text.last
        save_by(row, by)
    touch(session=current, by=by)
    return current


def _refuse_seasons(texts: Sequence[SeasonText]) -> None:
    if len(texts) > MOST_SEASONS:
        raise MethodRefused(f"Paling banyak {MOST_SEASONS} musim.")
    if len(texts) == 1:
        raise MethodRefused(
            "Satu musim saja tidak menjadi kalender. Tulis paling sedikit dua, atau kosongkan semuanya."
        )
    covered: set[int] = set()
    for text in texts:
        if not text.name.strip():
            raise MethodRefused("Tulis nama musimnya.")
        if not (1 <= text.first <= 12 and 1 <= text.last <= 12):
            raise MethodRefused(f"{text.name}: pilih bulan Januari sampai Desember.")
        months = {(text.first - 1 + step) % 12 + 1 for step in range((text.last - text.first) % 12 + 1)}
        if months & covered:
            raise MethodRefused(f"{text.name}: bulannya sudah termasuk musim lain.")
        covered |= months
