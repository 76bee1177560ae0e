"""The words in which a printed document is declared: kind, signers, subject, paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from planning.documents.enums import Paper


class Orientation(StrEnum):
    """How most pages of a kind lie; wide tables turn their own pages."""

    PORTRAIT = "potret"
    LANDSCAPE = "lebar"


class SubjectKind(StrEnum):
    """What a document is about; its primary key is the document's subject."""

    CYCLE = "cycle"
    STEP = "step"
    MEETING = "meeting"
    DECREE = "decree"
    TRAINING = "training"
    METHOD = "method"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerRole:
    """One place in the chain: part played, office, and where it stands (left, right, below)."""

    label: str
    office: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """One entry of the catalogue of documents.

    `step` is the step whose approval makes the paper final, `also` the step that does so in other programmes (codes of
    steps are unique), `renewed_by` later steps after which it is printed again. `letter` is the short word in its
    number, empty for papers without a number of their own. `names` marks papers that carry the names of attendees,
    `record` those that carry names out of the record of a step: fewer people may open them. `signed_first` marks
    papers that people sign before their step is closed: final as soon as they are complete.
    """

    code: str
    title: str
    template: str
    subject_kind: SubjectKind
    signers: tuple[SignerRole, ...]
    paper: Paper = Paper.F4
    orientation: Orientation = Orientation.PORTRAIT
    step: str = ""
    also: tuple[str, ...] = ()
    renewed_by: tuple[str, ...] = ()
    letter: str = ""
    names: bool = False
    record: bool = False
    signed_first: bool = False

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that make the paper final, one per programme that has it."""
        return tuple(step for step in (self.step, *self.also) if step)

    @property
    def right(self) -> str:
        """The right that opening such a paper asks for."""
        if self.names:
            return "documents.view_names"
        return "documents.view_record" if self.record else "documents.view_document"

    def step_among(self, codes: Collection[str]) -> str:
        """The step that makes it final in a cycle with these steps; empty in a programme without this paper."""
        return next((step for step in self.steps if step in codes), "")
