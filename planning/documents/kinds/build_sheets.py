"""How the papers to write on are built: the sheet of a meeting, and the proposals of each RW."""

from __future__ import annotations

from typing import Any, Final

from kumuh.core.formats import with_unit
from planning.documents.kinds.build_meetings import meeting_block, meeting_frame_before, reader
from planning.documents.kinds.builders import Builder
from planning.documents.kinds.common import DocumentMeta, Gap, SignatureBlock, Signer
from planning.documents.kinds.meeting_sheets import (
    MeetingSheet,
    ProposalLine,
    ProposalList,
    ProposalSheet,
    SheetPoint,
)
from planning.proposals.catalog import ASPECTS
from planning.proposals.queries import proposals, ranked

#: Empty lines of a list that is written by hand, and below one that is filled.
BLANK, SPARE = 6, 3


def build_sheet(meeting: Any, meta: DocumentMeta) -> MeetingSheet:
    """The agenda of the meeting with room to write."""
    return MeetingSheet(
        **meeting_frame_before(meeting, meta),
        signatures=meeting_block(meeting),
        agenda=tuple(SheetPoint(topic=item.topic, minutes=item.minutes) for item in meeting.agenda.all()),
    )


def build_proposals(meeting: Any, meta: DocumentMeta) -> ProposalList:
    """What was proposed at this meeting, RW by RW; a blank list for each RW concerned where nothing was typed yet."""
    rows = list(proposals(meeting.cycle).filter(source_meeting_id=meeting.pk))
    places = {row.proposal.pk: row.place for row in ranked(meeting.cycle).rows} if rows else {}
    invited = {_rw_of(rt) for rt in meeting.invited_rts.select_related("parent")}
    found: dict[str, list[Any]] = {rw: [] for rw in sorted(invited - {""})}
    for row in rows:
        for rw in sorted({_rw_of(rt) for rt in row.rts.all()}):
            found.setdefault(rw, []).append(row)
    return ProposalList(
        **meeting_frame_before(meeting, meta),
        signatures=meeting_block(meeting),
        sheets=tuple(_sheet(meeting, rw, lines, places) for rw, lines in (found or {"": []}).items()),
    )


def _rw_of(rt: Any) -> str:
    return rt.label.partition(" / ")[2] or rt.label


def _sheet(meeting: Any, rw: str, rows: list[Any], places: dict[int, int | None]) -> ProposalSheet:
    lines = [_line(row, places.get(row.pk)) for row in rows]
    lines.sort(key=lambda line: (line.place is None, line.place or 0))
    head = Signer(role_label="", office=f"Ketua {rw}" if rw else "Ketua RW", name=Gap("nama ketua RW"))
    return ProposalSheet(
        rw=rw or Gap("RW"),
        lines=tuple(lines),
        signatures=SignatureBlock(place=meeting.cycle.region.name, on=None, right=(head,)),
        blank_rows=SPARE if lines else BLANK,
    )


def _line(row: Any, place: int | None) -> ProposalLine:
    labels = [rt.label.removeprefix("RT ") for rt in row.rts.all()]
    return ProposalLine(
        place=place,
        activity=row.title,
        location=" – ".join(part for part in (row.location, row.limits) if part),
        rts=", ".join(sorted(labels)),
        volume=with_unit(row.volume, row.unit) if row.volume is not None else "",
        field=ASPECTS.get(row.aspect, str(row.aspect)),
    )


SHEET_BUILDERS: Final[dict[str, Builder]] = {
    "lembar-rembuk": reader("lembar-rembuk", build_sheet),
    "usulan-rw": reader("usulan-rw", build_proposals),
}
