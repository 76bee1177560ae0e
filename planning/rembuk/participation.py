"""Who was there, against the programme's thresholds: shares, RT represented, quorum. Plain numbers only.

Rules: keberpihakan (guide 100-0-100: the facilitator secures the involvement of slum and worst-slum residents
and of women). The percentages are common programme figures that the visible guides do not fix, therefore they
are settings of the cycle: women at least 30%, aim 40%; MBR at least 20%, aim 40%; quorum 50% + 1 of those
invited and at least one person from every RT concerned. Comparisons are exact; only what is shown is rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from kumuh.core.formats import show_number


class Verdict(StrEnum):
    """How a share stands to its thresholds."""

    REACHED = "tercapai"
    BELOW_TARGET = "di bawah sasaran"
    BELOW_MINIMUM = "di bawah ambang"
    NOT_MEASURED = "tidak dinilai"


@dataclass(frozen=True)
class Totals:
    """People present. `poor` and `vulnerable` are parts of men + women."""

    men: int = 0
    women: int = 0
    poor: int = 0
    vulnerable: int = 0

    @property
    def total(self) -> int:
        return self.men + self.women


@dataclass(frozen=True)
class Limits:
    """Thresholds in whole percent; a minimum of 0 means that the share is shown but not judged."""

    women_min: int = 30
    women_target: int = 40
    poor_min: int = 20
    poor_target: int = 40
    vulnerable_min: int = 0
    quorum_percent: int | None = 50


@dataclass(frozen=True)
class Share:
    """A part of those present. `percent` has one decimal, rounded half up; None when nobody was there."""

    label: str
    part: int
    whole: int
    minimum: int
    target: int

    @property
    def percent(self) -> Decimal | None:
        if not self.whole:
            return None
        return (Decimal(self.part * 100) / self.whole).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def verdict(self) -> Verdict:
        if not self.minimum or not self.whole:
            return Verdict.NOT_MEASURED
        if self.part * 100 < self.minimum * self.whole:
            return Verdict.BELOW_MINIMUM
        if self.part * 100 < self.target * self.whole:
            return Verdict.BELOW_TARGET
        return Verdict.REACHED


@dataclass(frozen=True)
class RtPresence:
    """How many people of an RT concerned were present."""

    rt_id: int
    label: str
    present: int


@dataclass(frozen=True)
class Quorum:
    """The head count and the RT concerned. `invited` None: it was never written how many were invited."""

    percent: int
    invited: int | None
    present: int
    rts: tuple[RtPresence, ...]

    @property
    def needed(self) -> int | None:
        """Half (or the set percent) of those invited, rounded down, plus one."""
        return None if self.invited is None else self.invited * self.percent // 100 + 1

    @property
    def enough_people(self) -> bool:
        return self.needed is not None and self.present >= self.needed

    @property
    def absent_rts(self) -> tuple[RtPresence, ...]:
        return tuple(rt for rt in self.rts if not rt.present)

    @property
    def met(self) -> bool:
        return self.enough_people and not self.absent_rts


@dataclass(frozen=True)
class Participation:
    """The whole picture of one meeting; `shortfalls` are sentences, empty when everything is reached."""

    totals: Totals
    women: Share
    poor: Share
    vulnerable: Share
    rts: tuple[RtPresence, ...]
    quorum: Quorum | None
    shortfalls: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return self.totals.total > 0 and not self.shortfalls


def assess(totals: Totals, *, rts: Sequence[RtPresence], invited: int | None, limits: Limits) -> Participation:
    """Judge one meeting. `rts` are the RT concerned with those present; `invited` is how many were invited.

    Raises ValueError when a part is larger than the whole or a number is negative.
    """
    if min(totals.men, totals.women, totals.poor, totals.vulnerable, *(rt.present for rt in rts)) < 0:
        raise ValueError("counts of people cannot be negative")
    if max(totals.poor, totals.vulnerable) > totals.total:
        raise ValueError("MBR and vulnerable are parts of those present")
    women = Share("Perempuan", totals.women, totals.total, limits.women_min, limits.women_target)
    poor = Share("MBR", totals.poor, totals.total, limits.poor_min, limits.poor_target)
    vulnerable = Share("Kelompok rentan", totals.vulnerable, totals.total, limits.vulnerable_min, limits.vulnerable_min)
    quorum = None
    if limits.quorum_percent is not None:
        quorum = Quorum(limits.quorum_percent, invited, totals.total, tuple(rts))
    return Participation(
        totals, women, poor, vulnerable, tuple(rts), quorum, tuple(_shortfalls((women, poor, vulnerable), quorum))
    )


def _shortfalls(shares: Sequence[Share], quorum: Quorum | None) -> list[str]:
    found = [
        f"{share.label} {show_number(share.percent or 0)}% dari yang hadir, ambangnya {share.minimum}%."
        for share in shares
        if share.verdict is Verdict.BELOW_MINIMUM
    ]
    if quorum is None:
        return found
    if quorum.needed is None:
        found.append("Kuorum tidak dapat dihitung: jumlah yang diundang belum diisi.")
    elif not quorum.enough_people:
        found.append(
            f"Kuorum kurang: hadir {quorum.present} orang, perlu {quorum.needed} "
            f"({quorum.percent}% + 1 dari {quorum.invited} undangan)."
        )
    if quorum.absent_rts:
        found.append(f"Belum terwakili: {', '.join(rt.label for rt in quorum.absent_rts)}.")
    return found
