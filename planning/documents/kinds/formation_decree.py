"""SK of a body: considerations, legal basis, decisions KESATU to KELIMA, members by pokja in the annex."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from planning.documents.kinds.common import Place, PrintedDocument, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatHeld:
    """One line of the annex. `origin` is the RT or where somebody comes from; `team` may be empty."""

    name: str
    sex: str
    element: str
    origin: Text
    position: str
    team: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictum:
    """One decision: its ordinal (KESATU …), its text, and lines below it (the duties)."""

    ordinal: str
    text: Text
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormationPaper(PrintedDocument):
    """The SK of one body as the office signs it. `decided_on` is None until it was decided."""

    kind: ClassVar[str] = "sk"

    place: Place
    office: str
    about: str
    body_name: str
    considering: tuple[Text, ...]
    recalling: tuple[Text, ...]
    noting: tuple[Text, ...]
    dicta: tuple[Dictum, ...]
    seats: tuple[SeatHeld, ...]
    decided_on: date | None
    copies: tuple[str, ...] = ()
    with_teams: bool = False

    @property
    def men(self) -> int:
        """Return the men among those named; somebody with two pokja counts once."""
        return len({seat.name for seat in self.seats if seat.sex == "L"})

    @property
    def women(self) -> int:
        """Return the women among those named; somebody with two pokja counts once."""
        return len({seat.name for seat in self.seats if seat.sex == "P"})
