"""Timing two or more pieces of work side by side: interleaved repetitions, medians, ratios."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

Job = Callable[[], object]


def medians(jobs: Mapping[str, Job], *, repetitions: int) -> dict[str, float]:
    """Seconds per job: each runs once to warm up, then in turns (A B A B …), so that drift hits all alike."""
    for job in jobs.values():
        job()
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(repetitions):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def once(job: Job) -> float:
    """Seconds of one run, for work that changes what it works on."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def row(name: str, seconds: float, against: str, base: float, note: str = "") -> str:
    """One line of the report: the ratio first, absolute figures only to judge noise."""
    return f"{name:<46} {seconds / base:>8.1f} × {against:<34} ({seconds * 1000:>9.1f} / {base * 1000:.1f} ms) {note}"
