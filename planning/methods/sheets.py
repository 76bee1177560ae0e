"""Blank sheets of the methods as PDF: what is handed out before anybody typed anything."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from kumuh.core.pdf import render_pdf
from planning.methods.catalog import Method
from planning.methods.registry import TOOLS, Tool


def blank_pdf(method: Method, tool: Tool, paper: str, place: str, group: str = "") -> bytes:
    """The empty sheets of a method on A4 or A3 for a place; the same arguments always give the same bytes.

    Raises `kumuh.core.pdf.PdfError` with a sentence for the reader.
    """
    context = {"method": method, "paper": paper, "place": place, "group": group, "sheets": tool.blank(group, paper)}
    html = render_to_string("methods/blank.html", context)
    return render_pdf(html, title=f"Lembar kosong {method.title}", identifier=f"lembar-kosong/{method.slug}/{paper}")


def session_blank_pdf(session: Any, method: Method, paper: str) -> bytes:
    """The empty sheets of one session on A4 or A3, with what was agreed for it printed on them.

    Raises `kumuh.core.pdf.PdfError` with a sentence for the reader, LookupError for a method without such sheets.
    """
    make = TOOLS[session.kind].blank_of
    if make is None:
        raise LookupError("Metode ini tidak mempunyai lembar per pertemuan.")
    place = session.cycle.region.title
    context = {"method": method, "paper": paper, "place": place, "group": "", "sheets": make(session, "", paper)}
    html = render_to_string("methods/blank.html", context)
    return render_pdf(html, title=f"Lembar nilai {session.title}", identifier=f"lembar-nilai/{session.pk}/{paper}")
