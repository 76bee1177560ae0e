"""The example cycles of all programmes but those with a story of their own, as data: how far each stands, what it says.

`fixtures/demo/program/siklus.json` lists the cycles; one file per programme holds the answers of every step, in words
that all cycles of the programme share. `{kelurahan}`, `{rt}` and the like are filled from the place, `H+5` is the
fifth day after the step began. Everything invented is marked as an example.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from planning.cycles.catalog import EntryKind, Step
from planning.cycles.enums import Track
from planning.demo.catalog import day, read

#: Programme → file with the answers of its steps; P2KP records nothing but its checks.
FILES: Final[Mapping[str, str]] = {Track.KOTAKU: "kotaku", Track.SPBM: "spbm", Track.PLPBK: "plpbk", Track.CITY: "kota"}
DAY: Final = "H+"
EACH: Final = "tiap_rt"


@dataclass(frozen=True)
class ProgramStory:
    """One cycle: its programme and place, the step that is open (`SELESAI` when none is), and its years.

    `submitted`: that step is complete and waits for those who examine it; else it has only begun.
    """

    track: str
    code: str
    fiscal_year: int
    survey_year: int | None
    starts_on: date
    stands_at: str
    submitted: bool = False

    @property
    def of_city(self) -> bool:
        """Whether it is the cycle of the kota, which answers the plans of its kelurahan."""
        return self.track == Track.CITY


def program_stories() -> tuple[ProgramStory, ...]:
    """Every cycle, in the order in which they are built: older plans of P2KP, the other programmes, the kota."""
    return tuple(
        ProgramStory(
            track=Track(row["program"]),
            code=row["kode"],
            fiscal_year=row["tahun"],
            survey_year=row.get("data"),
            starts_on=day(row["mulai"]),
            stands_at=row["sampai"],
            submitted=row.get("diajukan", False),
        )
        for row in read("program/siklus.json")
    )


def answers_for(track: str, step: Step, *, required: bool = True) -> dict[str, Any]:
    """Answers by key for every entry of a step: the words of its programme, else those that programmes share.

    What must only be ticked is ticked. LookupError names an entry without words that is `required`.
    """
    own = read(f"program/{FILES[track]}.json").get(step.code, {}) if track in FILES else {}
    shared = read("program/umum.json")
    found: dict[str, Any] = {}
    for entry in step.entries:
        if entry.kind == EntryKind.YES:
            found[entry.key] = True
        elif entry.key in own or entry.key in shared:
            found[entry.key] = own.get(entry.key, shared.get(entry.key))
        elif entry.required and required:
            raise LookupError(f"{step.code}: no example words for {entry.key}")
    return found


def filled(value: Any, *, words: Mapping[str, str], first: date, rts: tuple[Mapping[str, str], ...]) -> Any:
    """An answer with its places and days filled in; a table for each RT becomes one row per RT.

    `words` by name in braces, `first` is the first day of the step, `rts` the words of each RT.
    """
    if isinstance(value, dict) and EACH in value:
        return [filled(value[EACH], words={**words, **rt}, first=first, rts=()) for rt in rts]
    if isinstance(value, list):
        return [filled(row, words=words, first=first, rts=rts) for row in value]
    if isinstance(value, dict):
        return {key: filled(part, words=words, first=first, rts=rts) for key, part in value.items()}
    if not isinstance(value, str):
        return value
    if value.startswith(DAY):
        return (first + timedelta(days=int(value.removeprefix(DAY)))).isoformat()
    return value.format(**words)
