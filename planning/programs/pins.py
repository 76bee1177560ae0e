"""Rows of works and lists as notes name them."""

from __future__ import annotations


def work_rows(work: int | None, proposal: int | None) -> tuple[str, ...]:
    """The rows a work (by its id and that of its usulan) belongs to: a marked usulan opens its works as well."""
    rows = [f"kegiatan:{work}" if work else "", f"usulan:{proposal}" if proposal else ""]
    return tuple(row for row in rows if row)


def list_row(cycle: int) -> str:
    """The priority list of a cycle, by the id of the cycle."""
    return f"prioritas:{cycle}"
