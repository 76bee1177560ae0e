"""What of a step may be changed now: everything, nothing, or only the rows that an examiner marked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kumuh.reviews.pins import kind_of, pin_is_open, row_of


@dataclass(frozen=True)
class Opening:
    """`refusal` is the sentence for whoever wants to change the whole step, empty where that is possible.

    `pins` are open all the same: the places of the notes of a partial return. `returned` tells that an examiner sent
    the step back, whole or in part. `until`: the step is locked for others, and this person holds a key to that day.
    """

    refusal: str = ""
    pins: frozenset[str] = field(default_factory=frozenset)
    returned: bool = False
    until: date | None = None

    @property
    def whole(self) -> bool:
        """Whether everything of the step may be changed, rows added and whole lists replaced."""
        return not self.refusal

    def allows(self, *rows: str) -> bool:
        """Whether one of these rows (`usulan:7`) may be changed; without rows, whether the whole step may."""
        return self.whole or any(pin_is_open(self.pins, row) for row in rows)

    def marked(self, kind: str) -> tuple[str, ...]:
        """The rows of a kind (`usulan`) that a partial return opened."""
        return tuple(sorted({row_of(pin) for pin in self.pins if kind_of(pin) == kind}))

    def refusal_for(self, *rows: str) -> str:
        """Why none of these rows may be changed, empty when one may."""
        return "" if self.allows(*rows) else self.refusal
