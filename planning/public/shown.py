"""Words and pictures of the public page of a kelurahan; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kumuh.core.formats import hectares


@dataclass(frozen=True)
class Bar:
    """One bar of a chart that a phone draws by itself: `value` of `most`, in square metres, and its words."""

    label: str
    value: int
    most: int
    words: str


def area_bars(place: Any) -> list[Bar]:
    """Slum area by year; the longest bar fills the line."""
    most = max((row.slum_ha for row in place.years), default=0)
    return [
        Bar(str(row.year), _square_metres(row.slum_ha), _square_metres(most) or 1, hectares(row.slum_ha))
        for row in place.years
    ]


def area_sentence(place: Any) -> str:
    """What became of the slum area between the first and the last year, in one sentence."""
    if not place.years:
        return ""
    first, last = place.years[0], place.years[-1]
    gone = first.slum_ha - last.slum_ha
    now = f"{hectares(last.slum_ha)} pada tahun {last.year}"
    if first is last or not gone:
        return now
    return f"{now}, {'berkurang' if gone > 0 else 'bertambah'} {hectares(abs(gone))} sejak {first.year}"


def problem_sentence(place: Any) -> str:
    """How many of the indicators are in trouble."""
    count = sum(row.state == "ADA" for row in place.problems)
    return f"{count} dari {len(place.problems)} hal bermasalah"


def _square_metres(value: Any) -> int:
    return int(value * 10_000)


def area_rows(place: Any) -> list[tuple[str, str, str, str]]:
    """The same as a table: year, slum area, slum RT, change since the year before."""
    return [(str(row.year), hectares(row.slum_ha), f"{row.slum_rt} dari {row.rt}", _change(row)) for row in place.years]


def _change(row: Any) -> str:
    if row.reduction is None:
        return "tahun awal"
    if not row.reduction:
        return "tetap"
    return f"{'berkurang' if row.reduction > 0 else 'bertambah'} {hectares(abs(row.reduction))}"
