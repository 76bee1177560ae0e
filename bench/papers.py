"""Each document at 1×, 4× and 16× of its usual length, against itself at 1×."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bench.timing import row, smallest
from kumuh.core import pdf
from planning.documents.kinds.printing import document_pdf
from tests.planning.documents import samples

#: Kind → (view with n rows, usual n).
SIZES: dict[str, tuple[Callable[[int], Any], int]] = {
    "renta-pip": (lambda n: samples.annual(n), 14),
    "prioritas-1m": (lambda n: samples.priority_list(n), 12),
    "profil-kumuh": (lambda n: samples.slum_profile(n, forms=n), 14),
    "daftar-hadir": (lambda n: samples.attendance(n), 40),
    "notulen": (lambda n: samples.meeting_minutes(n), 6),
    "berita-acara": (lambda n: samples.official(n), 4),
}


def report(factors: tuple[int, ...], repetitions: int) -> Iterator[str]:
    """A row per document and size. Printed in this process, because the time of a child cannot be seen."""
    pdf.SMALL_DOCUMENT = 10**12
    for kind, (view, usual) in SIZES.items():
        views = {factor: view(usual * factor) for factor in factors}
        document_pdf(views[factors[0]])
        made: dict[int, int] = {}
        jobs = {str(factor): partial(_print, views[factor], factor, made) for factor in factors}
        times = smallest(jobs, repetitions=repetitions, warm=False)
        base = times[str(factors[0])]
        for factor in factors:
            note = f"{made[factor]} halaman, {times[str(factor)] * 1000 / made[factor]:.0f} ms/halaman"
            yield row(f"PDF: {kind} {factor}×", times[str(factor)], f"{factors[0]}×", base, note)


def _print(view: Any, factor: int, made: dict[int, int]) -> None:
    made[factor] = pdf.count_pages(document_pdf(view))
