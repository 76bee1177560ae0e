"""Decisions of closed meetings in counts, and the editions that can be checked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from planning.documents.enums import EditionState
from planning.documents.queries import Paper, papers_of_cycle, papers_of_meetings
from planning.public.privacy import Veil
from planning.public.queries.shapes import PublicDecision, PublicMeeting, PublicPaper
from planning.rembuk.enums import DecisionMethod
from planning.rembuk.queries import decisions, totals_of

#: Right of papers that carry no names.
OPEN = "documents.view_document"
REPORT = "berita-acara"


def decided(cycle: Any, steps: Collection[str], veil: Veil) -> tuple[PublicMeeting, ...]:
    """Closed meetings of ratified steps with their decisions, newest first. Three queries."""
    rows = [row for row in decisions(cycle) if row.meeting.step in steps]
    meetings = {row.meeting_id: row.meeting for row in rows}
    totals = totals_of(meetings.values())
    found = [
        PublicMeeting(
            title=veil(meeting.title),
            kind=meeting.get_type_display(),
            held_on=meeting.held_on,
            people=totals[pk].total,
            women=totals[pk].women,
            decisions=tuple(_decision(row, veil) for row in rows if row.meeting_id == pk),
        )
        for pk, meeting in meetings.items()
    ]
    return tuple(sorted(found, key=lambda meeting: meeting.held_on, reverse=True))


def _decision(row: Any, veil: Veil) -> PublicDecision:
    by_vote = row.method == DecisionMethod.VOTE
    return PublicDecision(
        number=row.number,
        about=row.get_about_display(),
        text=veil(row.text),
        by_vote=by_vote,
        agree=row.agree if by_vote else None,
        against=row.against if by_vote else None,
        abstain=row.abstain if by_vote else None,
        dissent=bool(row.dissent.strip()),
    )


def papers(cycle: Any, steps: Collection[str], veil: Veil) -> tuple[PublicPaper, ...]:
    """Ratified editions of the plan's papers and berita acara of ratified steps. Seven queries.

    Papers that carry names of attendees or of residents are never listed.
    """
    own = [_paper(one, "") for one in papers_of_cycle(cycle) if one.kind.step_among(steps) and _stands(one)]
    of_meetings = [
        _paper(paper, veil(entry.meeting.title))
        for entry in papers_of_meetings(cycle)
        if entry.meeting.step in steps
        for paper in entry.papers
        if paper.kind.code == REPORT and _stands(paper)
    ]
    return tuple(own + of_meetings)


def _stands(paper: Paper) -> bool:
    return paper.kind.right == OPEN and paper.edition is not None and paper.edition.state == EditionState.FINAL


def _paper(paper: Paper, about: str) -> PublicPaper:
    edition = paper.edition
    assert edition is not None
    printed = timezone.localtime(edition.printed_at).date()
    return PublicPaper(paper.kind.title, about, edition.sequence, printed, edition.control_code)
