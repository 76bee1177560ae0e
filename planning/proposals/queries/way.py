"""The whole way of an usulan, from whoever asked to the city, and the words in which the proposer is told."""

from __future__ import annotations

from collections.abc import Sequence

from kumuh.core.formats import tanggal
from planning.proposals.enums import ProposalStatus
from planning.proposals.models import Proposal
from planning.proposals.registry import WayStep, further_way

OPEN = (ProposalStatus.PROPOSED, ProposalStatus.POSTPONED)


def proposal_way(row: Proposal) -> tuple[WayStep, ...]:
    """Intake, answer of the rembuk, and what upper apps know of it; a merged usulan goes on in the other one."""
    meeting = row.source_meeting
    told = f"{meeting.title}, {tanggal(meeting.held_on)}" if meeting else "di luar pertemuan"
    asked = row.get_asked_by_display() + (f": {row.asked_by_name}" if row.asked_by_name else "")
    first = WayStep("Usulan disampaikan", "done", text=f"{asked}; {told}.")
    second = WayStep(
        "Jawaban rembuk",
        "open" if row.status == ProposalStatus.PROPOSED else "done",
        row.status if row.status != ProposalStatus.PROPOSED else "",
        row.answer,
    )
    later = row.merged_into if row.status == ProposalStatus.MERGED else row
    agreed = later is not None and later.status == ProposalStatus.AGREED
    return (first, second, *(further_way(later) if agreed else ()))


def news_of(row: Proposal, way: Sequence[WayStep]) -> str:
    """What the proposer can be told in one message: the last station that spoke, and what comes next."""
    name = row.asked_by_name.strip() or row.get_asked_by_display().lower()
    said = [step for step in way if step.state == "done"]
    last = said[-1]
    following = next((step for step in way if step.state == "open"), None)
    words = [f"Yth. {name}, kabar tentang usulan “{row.title}”."]
    words += [f"{last.title}: {(last.text or 'selesai').rstrip('.')}."]
    words += [f"Berikutnya: {following.title[:1].lower()}{following.title[1:]}."] if following else []
    return " ".join(words)
