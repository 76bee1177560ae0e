"""Counting the votes of an election: who is elected, who ties, and what a tie needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Votes:
    """One candidate: key, votes, and whether those present chose them when votes were equal."""

    key: int
    votes: int
    chosen_in_tie: bool = False


@dataclass(frozen=True)
class Result:
    """Keys of the elected in order of votes, and of those with equal votes on the last seats.

    `open_seats` seats are to be shared by `tied`; zero when the order of votes alone decides or when those present
    chose exactly as many as there were seats.
    """

    elected: tuple[int, ...]
    tied: tuple[int, ...]
    open_seats: int

    @property
    def decided(self) -> bool:
        return self.open_seats == 0


def result(candidates: Iterable[Votes], seats: int) -> Result:
    """Most votes first; a candidate without any vote is never elected.

    Equal votes across the last seat elect nobody by themselves: those present decide between them (a second round or
    musyawarah), and exactly as many as there are seats must be marked. ValueError for less than one seat.
    """
    if seats < 1:
        raise ValueError("an election fills at least one seat")
    standing = sorted((one for one in candidates if one.votes > 0), key=lambda one: (-one.votes, one.key))
    if len(standing) <= seats:
        return Result(tuple(one.key for one in standing), (), 0)
    last = standing[seats - 1].votes
    above = [one for one in standing if one.votes > last]
    level = [one for one in standing if one.votes == last]
    free = seats - len(above)
    if len(level) == free:
        return Result(tuple(one.key for one in (*above, *level)), (), 0)
    chosen = [one for one in level if one.chosen_in_tie]
    tied = tuple(one.key for one in level)
    if len(chosen) == free:
        return Result(tuple(one.key for one in (*above, *chosen)), tied, 0)
    return Result(tuple(one.key for one in above), tied, free)


def ballots_off(votes: int, spoiled: int, ballots: int | None, choices: int) -> str:
    """What does not add up, as one sentence; empty when it does or when the ballots were not counted.

    Each ballot names at most `choices` candidates; `spoiled` ballots name nobody that counts.
    """
    if ballots is None:
        return ""
    if spoiled > ballots:
        return f"Suara tidak sah {spoiled} melebihi surat suara yang dipakai ({ballots})."
    most = (ballots - spoiled) * choices
    if votes > most:
        return f"Jumlah suara {votes} melebihi yang mungkin dari {ballots - spoiled} surat suara sah ({most})."
    return ""
