"""The change history of one record with the rows that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import Http404
from django.urls import NoReverseMatch, reverse

from kumuh.conditions.queries import default_ruleset, version_of
from kumuh.core.history import Save, Source, history_of, last_state, tracked_tables
from kumuh.core.rights import region_code
from kumuh.core.scope import covers, get_in_scope
from kumuh.reviews.queries import reads_internal
from planning.cycles.catalog import TRACKS
from planning.cycles.queries import rows_of_key, span_of_key
from planning.desk.catalog import FIELD_WORDS, KINDS, PEOPLE_OF_MEETING, Kind
from planning.proposals.catalog import MATRIX_ROWS

#: Tables whose stored data has keys of the regulation version.
WITH_CRITERIA = "conditions.rtrecord"

#: Tables that are told as numbers wherever they belong.
COUNTED = frozenset(part.table for kind in KINDS.values() for part in kind.belonging if part.counted)

#: Codes that stand in a field, in words.
CODES: Mapping[str, Mapping[Any, str]] = {
    "aspect": MATRIX_ROWS,
    "step": {step.code: f"{step.code} {step.name}" for track in TRACKS.values() for step in track.steps},
    "key": {entry.key: entry.label for track in TRACKS.values() for step in track.steps for entry in step.entries},
    "code": {paper.code: paper.title for track in TRACKS.values() for step in track.steps for paper in step.papers},
}


@dataclass(frozen=True)
class RecordHistory:
    """A record (`deleted` when it no longer exists) with everything that happened to it, newest first."""

    kind: Kind
    record: Any
    deleted: bool
    saves: list[Save]

    @property
    def title(self) -> str:
        """What the record is called: its own name after the word for its kind."""
        name = "" if type(self.record).__str__ is Model.__str__ else str(self.record)
        known = name.startswith(self.kind.title.split()[0]) or (self.kind.own_name and name)
        head, _, last = self.kind.title.rpartition(" ")
        kind = head if name.startswith(f"{last} ") else self.kind.title
        full = name if known else f"{kind} {name}".strip()
        place = getattr(self.record, "kelurahan", None)
        return full if place is None else f"{full}, {place.name}"

    @property
    def url(self) -> str:
        """Address of the record itself; "" when it is gone or has no page of its own."""
        if self.deleted or not self.kind.page:
            return ""
        try:
            return reverse(self.kind.page, args=[getattr(self.record, name) for name in self.kind.arguments])
        except NoReverseMatch:
            return ""


def find_record(user: Any, slug: str, pk: str) -> tuple[Kind, Any, bool]:
    """The record inside the person's area and whether it was deleted. Raises Http404 for everything else.

    Records of the whole country (funds, regulation versions) are open to everybody with an assignment; an internal
    note only to those who read it on the review's own page.
    """
    kind = KINDS.get(slug)
    if kind is None:
        raise Http404("Jenis data ini tidak mempunyai riwayat.")
    table = tracked_tables()[kind.table]
    if not hasattr(table, "scope_path"):
        return kind, _national(user, table, pk), False
    try:
        record, deleted = get_in_scope(table, user, pk=pk), False
    except Http404:
        record, deleted = _deleted_in_scope(user, table, pk), True
    if getattr(record, "internal", False) and not reads_internal(record.review, user):
        raise Http404("Tidak ditemukan di wilayah Anda.")
    return kind, record, deleted


def _national(user: Any, table: Any, pk: str) -> Any:
    try:
        record = table.objects.filter(pk=pk).first() if user.area_codes() else None
    except (ValueError, OverflowError):
        record = None
    if record is None:
        raise Http404("Tidak ditemukan.")
    return record


def _deleted_in_scope(user: Any, table: Any, pk: str) -> Any:
    """A record that was deleted, when its region lay in the person's area."""
    try:
        gone = None if table.objects.filter(pk=pk).exists() else last_state(table, pk)
        inside = gone is not None and covers(user.area_codes(), region_code(gone))
    except (ValueError, OverflowError, AttributeError, table.DoesNotExist):
        inside = False
    if not inside:
        raise Http404("Tidak ditemukan di wilayah Anda.")
    return gone


def record_history(kind: Kind, record: Any, *, deleted: bool = False, names: bool = True) -> RecordHistory:
    """Everything that happened to the record and the rows that belong to it; without `names` no names of residents."""
    tables = tracked_tables()
    criteria = _criterion_names()
    keys = criteria if kind.table == WITH_CRITERIA else {}
    words: dict[str, Any] = {"words": FIELD_WORDS, "codes": {**CODES, "criterion_key": criteria}}
    called = {"neighbourhood": _with_kelurahan} if kind.many_places else {}
    hidden = kind.hidden | (frozenset() if names else kind.private)
    own = tables[kind.table]
    sources = [Source(own, {own._meta.pk.name: record.pk}, hidden, names=keys, **words)]  # type: ignore[union-attr]  # every table has a key
    sources += [
        Source(
            tables[part.table],
            {f"{part.via}_id": record.pk},
            hidden,
            counted=part.counted,
            called=called,
            **words,
        )
        for part in kind.belonging
    ]
    return RecordHistory(kind, record, deleted, history_of(sources))


def changes_with_key(key: Any, *, names: bool) -> list[Save]:
    """What the holder of a key (`cycles.StepUnlock`) changed in its step, newest first.

    Attendees, photos and whatever `desk.catalog` tells as numbers stay numbers; without `names` no names of residents.
    """
    tables, (since, until), who = tracked_tables(), span_of_key(key), str(key.person)
    words: dict[str, Any] = {"words": FIELD_WORDS, "codes": {**CODES, "criterion_key": _criterion_names()}}
    hidden = frozenset() if names else PEOPLE_OF_MEETING
    sources = [
        Source(tables[table], lookup, hidden, counted=table in COUNTED, **words) for table, lookup in rows_of_key(key)
    ]
    return [save for save in history_of(sources) if save.who == who and since <= save.at <= until]


def _with_kelurahan(rt: Any) -> str:
    """An RT of a list over many kelurahan, where its number alone says too little."""
    return f"{rt.label}, {rt.kelurahan.name}"


def _criterion_names() -> dict[str, str]:
    row = default_ruleset()
    return {item.key: item.label for item in version_of(row).criteria} if row else {}
