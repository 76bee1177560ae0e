"""Each document at 1×, 4× and 16× of its usual length, against itself at 1×."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bench.timing import once, row
from kumuh.core.pdf import count_pages
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


def report(factors: tuple[int, ...]) -> Iterator[str]:
    for kind, (view, usual) in SIZES.items():
        document_pdf(view(usual))
        base = 0.0
        for factor in factors:
            made: list[bytes] = []
            seconds = once(partial(_print, view(usual * factor), made))
            base = base or seconds
            note = f"{count_pages(made[0])} halaman, {usual * factor} baris"
            yield row(f"PDF {kind} {factor}×", seconds, "ukuran biasa", base, note)


def _print(view: Any, made: list[bytes]) -> None:
    made.append(document_pdf(view))
