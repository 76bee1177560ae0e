"""How the results of Musrenbang and the list of potentials and needs are built from works, answers and problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds import frame
from planning.documents.kinds.builders import Builder, SubjectFacts
from planning.documents.kinds.common import DocumentMeta, MeetingRef
from planning.documents.kinds.forum_result import (
    DistrictList,
    FactRow,
    FactSector,
    ForumRow,
    KelurahanForum,
    PotentialList,
)
from planning.programs.enums import ForumLevel, ForumStatus
from planning.programs.queries import forum_items, forum_meetings, items_at
from planning.proposals.queries import potentials_and_needs

RESULT: Final = "hasil-musrenbang-kelurahan"
DISTRICT: Final = "daftar-prioritas-kecamatan"
FACTS: Final = "potensi-kebutuhan"


def build_result(cycle: Any, meta: DocumentMeta) -> KelurahanForum:
    """Every work of the plan with the answer of the Musrenbang of the kelurahan."""
    level = ForumLevel.KELURAHAN
    items = items_at(forum_items(cycle), level)
    return KelurahanForum(
        **cycles.frame_of(RESULT, cycle, meta),
        year=cycle.years,
        rows=tuple(_row(item, level) for item in items),
        meetings=_meetings(cycle, level, items),
    )


def build_district_list(cycle: Any, meta: DocumentMeta) -> DistrictList:
    """What the kelurahan brought to the kecamatan: accepted items by rank, then the others with their reason."""
    level = ForumLevel.KECAMATAN
    items = items_at(forum_items(cycle), level)
    return DistrictList(
        **cycles.frame_of(DISTRICT, cycle, meta),
        year=cycle.years,
        rows=tuple(_row(item, level) for item in items),
        meetings=_meetings(cycle, level, items),
    )


def _row(item: Any, level: str) -> ForumRow:
    work, answer = item.work, item.answer(level)
    merged = answer.merged_into if answer else None
    words = [f"Digabung dengan “{merged.name}”." if merged else "", answer.reason if answer else ""]
    return ForumRow(
        activity=work.name,
        location=cycles.grouped_by_rw(rt.label for rt in work.rts.all()) or work.location,
        volume=work.volume,
        unit=work.unit,
        cost=work.cost,
        households=work.households,
        status=answer.get_status_display() if answer else "",
        accepted=answer is not None and answer.status == ForumStatus.ACCEPTED,
        reason=" ".join(word for word in words if word),
        department=answer.department if answer else "",
        year=answer.year if answer else None,
        reference=answer.reference if answer else "",
        rank=answer.rank if answer else None,
    )


def _meetings(cycle: Any, level: str, items: Sequence[Any]) -> tuple[MeetingRef, ...]:
    """The Musrenbang that gave these answers."""
    used = {answer.meeting_id for item in items if (answer := item.answer(level)) is not None}
    return frame.meeting_refs(row for row in forum_meetings(cycle, level) if row.pk in used)


def build_potentials(cycle: Any, meta: DocumentMeta) -> PotentialList:
    """Three sectors with potentials and needs; problems and agreed usulan stand under infrastructure."""
    return PotentialList(
        **cycles.frame_of(FACTS, cycle, meta),
        year=cycle.years,
        sectors=tuple(
            FactSector(name=one.sector.label, potentials=_lines(one.potentials), needs=_lines(one.needs))
            for one in potentials_and_needs(cycle)
        ),
        introduction=(
            f"Daftar ini disampaikan kepada Musrenbang sebagai masukan warga Kelurahan {cycle.region.name} untuk "
            "perencanaan daerah. Potensi dan kebutuhan prasarana berasal dari rumusan masalah dan usulan yang "
            "disepakati dalam rembuk."
        ),
    )


def _lines(found: Sequence[Any]) -> tuple[FactRow, ...]:
    return tuple(FactRow(text=one.text, place=one.place, amount=one.amount, source=one.source) for one in found)


def _answered(code: str, level: str) -> Callable[[Any], SubjectFacts]:
    """A result is signed in the Musrenbang itself: it is final once every item has its answer."""

    def facts(cycle: Any) -> SubjectFacts:
        items = items_at(forum_items(cycle), level)
        whole = bool(items) and all(item.answer(level) is not None for item in items)
        return replace(cycles.facts_of(code, cycle), final=whole)

    return facts


def _filled(cycle: Any) -> SubjectFacts:
    """The list is handed in before Musrenbang: it is final once every sector names something."""
    whole = all(one.potentials or one.needs for one in potentials_and_needs(cycle))
    return replace(cycles.facts_of(FACTS, cycle), final=whole)


FORUM_BUILDERS: Final = {
    RESULT: Builder(cycles.cycle_of, _answered(RESULT, ForumLevel.KELURAHAN), build_result),
    DISTRICT: Builder(cycles.cycle_of, _answered(DISTRICT, ForumLevel.KECAMATAN), build_district_list),
    FACTS: Builder(cycles.cycle_of, _filled, build_potentials),
}
