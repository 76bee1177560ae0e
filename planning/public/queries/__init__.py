"""What may be read without login: only what a closed step ratified, and nothing that names a person."""

from planning.public.queries.kelurahan import PublicPage, public_page
from planning.public.queries.search import FoundPlace, found_places, newly_ratified
from planning.public.queries.shapes import (
    PublicDecision,
    PublicForum,
    PublicMeeting,
    PublicPaper,
    PublicPriority,
    PublicProblem,
    PublicProposal,
    PublicRt,
    PublicStep,
    PublicWork,
    PublicYear,
)

__all__ = [
    "FoundPlace",
    "PublicDecision",
    "PublicForum",
    "PublicMeeting",
    "PublicPage",
    "PublicPaper",
    "PublicPriority",
    "PublicProblem",
    "PublicProposal",
    "PublicRt",
    "PublicStep",
    "PublicWork",
    "PublicYear",
    "found_places",
    "newly_ratified",
    "public_page",
]
