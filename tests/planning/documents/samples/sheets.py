"""Papers to write on: the sheet of a meeting, and the proposals of an RW."""

from __future__ import annotations

from dataclasses import replace

from planning.documents.kinds import meeting_sheets
from planning.documents.kinds.common import Gap, SignatureBlock, Signer
from tests.planning.documents.samples.base import FACTS, KELURAHAN_HEAD, LONG_ACTIVITY, meta
from tests.planning.documents.samples.meetings import meeting_signatures


def meeting_sheet() -> meeting_sheets.MeetingSheet:
    """Return the sheet of a meeting of three points."""
    return meeting_sheets.MeetingSheet(
        meta=replace(meta("Lembar Rembuk"), numbered=False),
        letterhead=KELURAHAN_HEAD,
        signatures=meeting_signatures(),
        meeting=FACTS,
        agenda=(
            meeting_sheets.SheetPoint(topic="Pembukaan", minutes=5),
            meeting_sheets.SheetPoint(topic="Membahas daftar usulan kegiatan", minutes=45),
            meeting_sheets.SheetPoint(topic="Merumuskan hasil", minutes=None),
        ),
    )


def proposal_list() -> meeting_sheets.ProposalList:
    """Return the proposals of two RW: one with two lines, one blank."""
    head = Signer(role_label="", office="Ketua RW 001", name=Gap("nama ketua RW"))
    block = SignatureBlock(place="Contohsari", on=None, right=(head,))
    lines = tuple(
        meeting_sheets.ProposalLine(
            place=place, activity=LONG_ACTIVITY, location="Gang Contoh", rts="001", volume="150 m", field="Drainase"
        )
        for place in (1, None)
    )
    return meeting_sheets.ProposalList(
        meta=replace(meta("Daftar Usulan RW"), numbered=False),
        letterhead=KELURAHAN_HEAD,
        signatures=block,
        meeting=FACTS,
        sheets=(
            meeting_sheets.ProposalSheet(rw="RW 001", lines=lines, signatures=block, blank_rows=3),
            meeting_sheets.ProposalSheet(rw=Gap("RW"), lines=(), signatures=block, blank_rows=8),
        ),
    )
