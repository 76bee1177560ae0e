"""Timing pieces of work side by side: in turns, by processor time, the smallest of several, as rows of a table.

Processor time instead of the clock, and the smallest instead of the mean, because other programs only ever add.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext

Job = Callable[[], object]

HEADING = "| ukuran | rasio | dibanding | CPU (ms) | catatan |\n|---|---:|---|---:|---|"


def smallest(
    jobs: Mapping[str, Job],
    *,
    repetitions: int,
    around: Callable[[], AbstractContextManager[object]] = nullcontext,
    warm: bool = True,
) -> dict[str, float]:
    """Seconds of processor time per job, the smallest of `repetitions` in turns (A B A B …).

    `warm` runs each once before. `around` wraps every run, for instance to take back what it wrote; it is not timed.
    """
    taken: dict[str, float] = {}
    for turn in range(-1 if warm else 0, repetitions):
        for name, job in jobs.items():
            with around():
                start = time.process_time()
                job()
                seconds = time.process_time() - start
            if turn >= 0:
                taken[name] = min(seconds, taken.get(name, seconds))
    return taken


def row(name: str, seconds: float, against: str, base: float, note: str = "") -> str:
    """One row of the table: the ratio first, absolute figures only to judge noise."""
    base = max(base, 1e-6)
    return f"| {name} | {seconds / base:.1f} | {against} | {seconds * 1000:.1f} / {base * 1000:.1f} | {note} |"
