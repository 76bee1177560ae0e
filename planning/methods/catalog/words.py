"""The words in which a method is declared."""

from __future__ import annotations

from dataclasses import dataclass

from planning.methods.enums import MethodKind


@dataclass(frozen=True)
class Method:
    """One method as a facilitator needs it.

    `purpose` is one sentence. `minutes` from and to, `people` from and to in one group. `steps` are done one after the
    other, `questions` asked on the way. `source` names the kind of source of the guide.
    """

    kind: MethodKind
    purpose: str
    when: str
    materials: tuple[str, ...]
    minutes: tuple[int, int]
    people: tuple[int, int]
    steps: tuple[str, ...]
    questions: tuple[str, ...]
    gives: tuple[str, ...]
    source: str
    icon: str = "easel"

    @property
    def slug(self) -> str:
        """The method in an address."""
        return self.kind.value.lower()

    @property
    def title(self) -> str:
        return str(self.kind.label)
