"""What gates ask of Musrenbang and of the consolidation of budgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.urls import reverse

from planning.cycles.catalog import Step
from planning.cycles.models import Cycle
from planning.cycles.registry import Missing, Part
from planning.institutions.registry import DutyScope, EvidenceLink
from planning.programs import queries
from planning.programs.checks.works import list_url
from planning.programs.enums import ForumLevel, ForumStatus
from planning.programs.models import ForumAnswer
from planning.programs.queries import ForumItem
from planning.rembuk.enums import MeetingStatus

SLUGS: Final = {ForumLevel.KELURAHAN: "kelurahan", ForumLevel.KECAMATAN: "kecamatan", ForumLevel.CITY: "kota"}
#: How many items a sentence names before it counts the rest.
NAMED: Final = 3


def forum_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every item of the level `tingkat` has its status with reason, decided in a closed Musrenbang. Five queries."""
    level = ForumLevel(options["tingkat"])
    url = _edit_url(cycle, level)
    found = queries.forum_items(cycle)
    items = queries.items_at(found, level)
    missing = list(_nothing(cycle, level, found, items))
    silent = [item for item in items if item.answer(level) is None]
    if silent:
        missing.append(Missing(f"{level.label}: belum ada keadaan untuk {_some(silent)}.", url))
    if level == ForumLevel.KECAMATAN:
        unplaced = [item for item in items if _accepted(item, level) and not item.answers[level].rank]
        if unplaced:
            missing.append(Missing(f"Urutan dalam daftar kecamatan belum diisi untuk {_some(unplaced)}.", url))
    missing += _open_meetings(cycle, items, level)
    yield Part(f"Hasil {level.label}", url, tuple(missing), f"{len(items) - len(silent)} dari {len(items)} kegiatan")


def consolidation_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every work of the plan is accepted by the city, or has its one final status with a reason. Five queries."""
    found = queries.forum_items(cycle)
    url = _edit_url(cycle, ForumLevel.CITY)
    missing = [] if found else [Missing("Belum ada kegiatan yang dikonsolidasi.", list_url(cycle))]
    for level in queries.LEVELS:
        waiting = [item for item in found if item.waiting_for == level]
        if waiting:
            missing.append(Missing(f"Menunggu {level.label}: {_some(waiting)}.", _edit_url(cycle, level)))
    done = sum(item.settled is not None for item in found)
    yield Part("Konsolidasi penganggaran", url, tuple(missing), f"{done} dari {len(found)} kegiatan")


def _nothing(
    cycle: Cycle, level: ForumLevel, found: Sequence[ForumItem], items: Sequence[ForumItem]
) -> Iterator[Missing]:
    """A level without items: nobody planned anything, or the level before has not answered yet."""
    before = queries.level_before(level)
    if not found:
        yield Missing("Belum ada kegiatan yang dibawa ke Musrenbang.", list_url(cycle))
    elif before is not None and not items and any(item.answer(before) is None for item in found):
        yield Missing(f"{before.label} belum selesai diisi.", _edit_url(cycle, before))


def _open_meetings(cycle: Cycle, items: Iterable[ForumItem], level: ForumLevel) -> Iterator[Missing]:
    """Meetings that decided here and are not closed, so that their word does not stand yet."""
    used = {row.meeting.pk: row.meeting for item in items if (row := item.answer(level)) and row.meeting}
    for meeting in used.values():
        if meeting.status != MeetingStatus.CLOSED:
            page = reverse("rembuk:meeting-detail", args=[cycle.pk, meeting.pk])
            yield Missing(f"“{meeting.title}” memutuskan butir-butir ini tetapi belum ditutup.", page)


def _accepted(item: ForumItem, level: str) -> bool:
    answer = item.answer(level)
    return answer is not None and answer.status == ForumStatus.ACCEPTED


def _edit_url(cycle: Cycle, level: ForumLevel) -> str:
    return reverse("programs:forum-edit", args=[cycle.pk, SLUGS[level]])


def _some(items: Sequence[ForumItem]) -> str:
    more = f" dan {len(items) - NAMED} kegiatan lain" if len(items) > NAMED else ""
    return ", ".join(f"“{item.work.name}”" for item in items[:NAMED]) + more


def answered(level: ForumLevel) -> Any:
    """Evidence for a duty: cycles of the place whose items this level answered."""

    def found(scope: DutyScope) -> Iterator[EvidenceLink]:
        rows = ForumAnswer.objects.filter(work__cycle__region=scope.region, level=level).order_by("work__cycle_id")
        for cycle in dict.fromkeys(rows.values_list("work__cycle_id", flat=True)):
            yield EvidenceLink(f"Hasil {level.label}", reverse("programs:forum-list", args=[cycle]))

    return found


def rows_of(cycle: Any, step: Step) -> Mapping[str, Any] | None:
    """The answers that are data of a step: those of the levels that are recorded there."""
    levels = [level for level in queries.LEVELS if queries.step_of_level(cycle, level) == step.code]
    return {"work__cycle": cycle, "level__in": levels} if levels else None
