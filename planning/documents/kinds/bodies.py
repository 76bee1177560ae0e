"""Bodies of the residents as tables of a plan: who sits where. Names and positions stand in a public SK. Reads only."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from kumuh.core.formats import tanggal
from planning.documents.kinds.chapters import Tabled
from planning.documents.kinds.record_blocks import plain_table
from planning.institutions.enums import InstitutionKind, Position
from planning.institutions.queries import in_region, standing

POSITIONS = tuple(Position)


def team_of(cycle: Any, kind: InstitutionKind) -> Any:
    """The body of this kind that was formed in the cycle, else that of its place; None without one. Three queries."""
    found = [row for row in in_region(cycle.region_id) if row.kind == kind and row.dissolved_on is None]
    own = [row for row in found if row.cycle_id == cycle.pk]
    return next(iter(own or found), None)


def members_table(body: Any, title: str) -> Tabled:
    """Members of today with position and pokja; a named gap without a body, and its SK below the table."""
    now = standing(body, timezone.localdate()) if body else None
    members = sorted(now.members, key=lambda one: (POSITIONS.index(one.position), one.pk)) if now else []
    rows = tuple(
        (
            one.name,
            one.sex,
            one.get_position_display(),
            one.get_team_display() if one.team else "–",
            one.rt.label if one.rt else (one.origin or "–"),
        )
        for one in members
    )
    heads = ("Nama", "L/P", "Jabatan", "Pokja/tim", "RT/RW")
    table = plain_table(
        f"{title}: {body.name}" if body else title, heads, rows, middle=("L/P",), missing=f"anggota {title}"
    )
    return Tabled(table=table, note=_decree(now.decree) if now else "")


def _decree(row: Any) -> str:
    return f"SK nomor {row.number} tanggal {tanggal(row.dated_on)}." if row else "SK belum bernomor."
