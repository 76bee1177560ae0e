"""What a gate wants of the meetings of one type, judged on plain facts: how often, for whom, signed, after what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final, Protocol, TypeVar

from planning.rembuk.catalog import KINDS
from planning.rembuk.enums import MeetingType, Subject

#: How gates speak of subjects whose name alone would not read well in a sentence.
SPOKEN: Final[Mapping[str, str]] = {Subject.RENTA_PIP: "Renta PIP", Subject.KSM: "KSM dan pengurusnya"}


class Fact(Protocol):
    """A meeting as a gate sees it."""

    @property
    def type(self) -> str: ...
    @property
    def moment(self) -> tuple[date, time]: ...
    @property
    def rts(self) -> frozenset[int]: ...
    @property
    def about(self) -> frozenset[str]: ...
    @property
    def closed(self) -> bool: ...


AnyFact = TypeVar("AnyFact", bound=Fact)


@dataclass(frozen=True)
class Place:
    """An RT or RW that needs a meeting of its own, with the RT that count for it."""

    label: str
    rts: frozenset[int]


@dataclass(frozen=True)
class Wish:
    """`need("rembuk", jenis=, tentang=, tiap=, kali=, bertanda_tangan=, wakil=, setelah=, sebelum=)` in words of code.

    `per`: "RT", "RW" or "". `times`: how many closed meetings. `signed`: a scan of the berita acara is kept.
    `represented`: every resident who signs is named. `after`: types whose last meeting comes before. `papers`: codes
    of papers of the step that are dated after the meeting.
    """

    type: MeetingType
    about: str = ""
    per: str = ""
    times: int = 1
    signed: bool = False
    represented: bool = False
    after: tuple[MeetingType, ...] = ()
    papers: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What it is about, as spoken inside a sentence; abbreviations keep their capitals."""
        if not self.about:
            return ""
        label = Subject(self.about).label
        return SPOKEN.get(self.about, label if label.split()[0].isupper() else label[:1].lower() + label[1:])

    @property
    def label(self) -> str:
        """Name of the required part."""
        name = f"Rembuk tentang {self.subject}" if self.about and not self.per else self.type.label
        return f"{name} di setiap {self.per}" if self.per else name

    def answered_by(self, fact: Fact) -> bool:
        """Whether a meeting, closed or not, is of the type and about the subject."""
        return fact.type == self.type and (not self.about or self.about in fact.about)


def wish_of(options: Mapping[str, Any]) -> Wish:
    """The wish out of the settings of a need; the order that the type declares itself always counts."""
    kind = MeetingType(options["jenis"])
    before = options.get("sebelum", ())
    asked = [MeetingType(options["setelah"])] if options.get("setelah") else []
    return Wish(
        type=kind,
        about=options.get("tentang") or "",
        per=options.get("tiap", ""),
        times=options.get("kali", 1),
        signed=options.get("bertanda_tangan", False),
        represented=options.get("wakil", False),
        after=tuple(dict.fromkeys([*asked, *KINDS[kind].after])),
        papers=tuple([before] if isinstance(before, str) else before),
    )


def places_of(rts: Iterable[tuple[int, str, int | None, str | None]], per: str) -> list[Place]:
    """Places that each need a meeting. `rts`: key, label, key of the RW or None, its label; an RT without RW is one."""
    found: dict[tuple[str, int], tuple[str, set[int]]] = {}
    for pk, label, rw, rw_label in rts:
        by_rw = per == "RW" and rw is not None
        key = ("RW", rw or 0) if by_rw else ("RT", pk)
        found.setdefault(key, ((rw_label or label) if by_rw else label, set()))[1].add(pk)
    return sorted((Place(label, frozenset(keys)) for label, keys in found.values()), key=lambda place: place.label)


def without_meeting(places: Sequence[Place], facts: Iterable[Fact]) -> list[Place]:
    """Places of which no meeting concerned any RT."""
    covered = frozenset(rt for fact in facts for rt in fact.rts)
    return [place for place in places if not place.rts & covered]


def too_early(wish: Wish, earlier: MeetingType, done: Sequence[AnyFact], facts: Sequence[Fact]) -> list[AnyFact]:
    """Meetings of the wish that are not later than the last closed one of `earlier` (for the same RT, if per RT)."""
    before = [fact for fact in facts if fact.type == earlier and fact.closed]
    per_rt = KINDS[wish.type].per_rt and KINDS[earlier].per_rt

    def late_enough(fact: AnyFact) -> bool:
        if not per_rt:
            return bool(before) and max(row.moment for row in before) < fact.moment
        return all(() < _last_for(rt, before) < _last_for(rt, done) for rt in fact.rts)

    return [fact for fact in done if not late_enough(fact)]


def _last_for(rt: int, facts: Iterable[Fact]) -> tuple[date, time] | tuple[()]:
    return max((fact.moment for fact in facts if rt in fact.rts), default=())
