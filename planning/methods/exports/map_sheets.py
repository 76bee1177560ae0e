"""The printed sheets of a social map."""

from __future__ import annotations

from django.template.loader import render_to_string

from kumuh.core.formats import tanggal
from kumuh.core.pdf import render_pdf
from planning.methods.drawing.map_sheets import Heading, sheets
from planning.methods.models import MethodGroup
from planning.methods.queries.maps import base_of, objects_of, plan_of, surroundings_of


def map_pdf(group: MethodGroup, paper: str, scale: int, *, people: bool, leveled: bool = False) -> bytes:
    """The map of a group at 1 to `scale` on A4 or A3; without `people` every house looks the same. Six queries.

    Raises `drawing.map_sheets.SheetsRefused` where it cannot be drawn at that scale, `kumuh.core.pdf.PdfError`.
    """
    session = group.session
    base = base_of(session)
    around = surroundings_of(session, base)
    objects = objects_of(session)[group.pk]
    plan = plan_of(f"peta-{group.pk}", session.title, around, objects, people=people, leveled=leveled)
    source = f"Sumber: {base.source}" if base and base.source else ""
    team = "Rumah menurut kelas keluarga: untuk kerja tim, jangan dipasang." if people else ""
    levels = f"Tingkat kekumuhan: survei {around.year}" if leveled and around.year else ""
    told = (session.cycle.region.title, f"Kelompok: {group.label}", tanggal(session.day), source, levels, team)
    heading = Heading(session.title, [line for line in told if line], draft=not session.is_locked)
    context = {"paper": paper, "drawings": sheets(plan, heading, paper, scale), "title": session.title}
    html = render_to_string("methods/map_sheets.html", context)
    return render_pdf(html, title=f"{session.title} 1:{scale}", identifier=f"peta/{group.pk}/{paper}/{scale}")
