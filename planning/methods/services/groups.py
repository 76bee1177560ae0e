"""The groups that answer separately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kumuh.core.formats import plain
from kumuh.core.models import delete_by, save_by
from kumuh.core.versions import ChangedMeanwhile
from planning.methods.enums import GroupKind
from planning.methods.errors import MethodRefused
from planning.methods.models import MethodGroup, MethodSession
from planning.methods.queries.sessions import group_stamp, reading_of, session_for_print
from planning.methods.services.guard import keep, touch, writable

MOST_GROUPS = 8
LAST = "Paling sedikit satu kelompok."


@dataclass(frozen=True)
class GroupText:
    """One group: who they are, how many men and women (None: not counted); `pk` names the group that it changes."""

    kind: str
    name: str = ""
    men: int | None = None
    women: int | None = None
    pk: int | None = None


@transaction.atomic
def add_group(*, session: MethodSession, text: GroupText, by: Any) -> MethodGroup:
    """Add a group that answers on its own. Raises SessionLocked, StepLocked, MethodRefused (unknown kind, twice the
    same, more than eight)."""
    current = writable(session=session)
    group = _add(current, list(current.groups.all()), text, by)
    touch(session=current, by=by)
    return group


@transaction.atomic
def change_group(*, group: MethodGroup, text: GroupText, by: Any) -> MethodGroup:
    """Change who a group is or how many they were. Raises as `add_group`."""
    current = writable(session=group.session)
    held = list(current.groups.all())
    row = next(one for one in held if one.pk == group.pk)
    _change(row, held, text, by)
    touch(session=current, by=by)
    return row


@transaction.atomic
def drop_group(*, group: MethodGroup, by: Any) -> None:
    """Take a group away for which nothing was typed; its history stays.

    Raises SessionLocked, StepLocked, MethodRefused: the last group, or one whose answers are there.
    """
    current = writable(session=group.session)
    held = list(current.groups.all())
    if len(held) == 1:
        raise MethodRefused(LAST)
    _drop([one for one in held if one.pk == group.pk], current, by)
    touch(session=current, by=by)


@transaction.atomic
def save_groups(
    *, session: MethodSession, texts: Sequence[GroupText], removed: Sequence[int], by: Any, seen: str = ""
) -> MethodSession:
    """Write the list of groups as it was typed: change those with `pk`, add the others, take `removed` away.

    Raises as `add_group` and `drop_group`, and ChangedMeanwhile when somebody else changed the groups since `seen`.
    """
    current = writable(session=session)
    now = group_stamp(current)
    if seen and seen != now:
        raise ChangedMeanwhile(now, what="daftar kelompok")
    if not texts:
        raise MethodRefused(LAST)
    held = list(current.groups.all())
    _drop([group for group in held if group.pk in removed], current, by)
    held = [group for group in held if group.pk not in removed]
    for text in texts:
        row = next((group for group in held if group.pk == text.pk), None)
        if row is None:
            held.append(_add(current, held, text, by))
        else:
            _change(row, held, text, by)
    touch(session=current, by=by)
    return current


def _add(session: MethodSession, held: Sequence[MethodGroup], text: GroupText, by: Any) -> MethodGroup:
    if len(held) >= MOST_GROUPS:
        raise MethodRefused(f"Paling banyak {MOST_GROUPS} kelompok.")
    group = MethodGroup(session=session, order=max((one.order for one in held), default=0) + 1)
    _fill(group, text, held)
    save_by(group, by)
    return group


def _change(row: MethodGroup, held: Sequence[MethodGroup], text: GroupText, by: Any) -> None:
    before = (row.kind, row.name, row.men, row.women)
    _fill(row, text, [one for one in held if one.pk != row.pk])
    if before != (row.kind, row.name, row.men, row.women):
        keep(row=row, by=by)


def _drop(groups: Sequence[MethodGroup], session: MethodSession, by: Any) -> None:
    """Take groups away that did not answer; what they answered is asked once for all."""
    if not groups:
        return
    answered = {panel.group_id for panel in reading_of(session_for_print(session.pk)).panels if panel.filled}
    for group in groups:
        if group.pk in answered:
            raise MethodRefused(
                f"Kelompok {group.label} sudah menjawab, jadi tidak dapat dihapus. Kosongkan dahulu isinya."
            )
        delete_by(group, by)


def _fill(group: MethodGroup, text: GroupText, others: Sequence[MethodGroup]) -> None:
    if text.kind not in GroupKind.values:
        raise MethodRefused("Pilih kelompoknya.")
    name = plain(text.name)
    if text.kind == GroupKind.LAIN and not name:
        raise MethodRefused("Tulis nama kelompoknya.")
    group.kind, group.name, group.men, group.women = text.kind, name, text.men, text.women
    if any(other.label.lower() == group.label.lower() for other in others):
        raise MethodRefused(f"Kelompok {group.label} sudah ada. Beri nama yang berbeda.")
