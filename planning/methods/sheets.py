"""Blank sheets of the methods as PDF: what is handed out before anybody typed anything."""

from __future__ import annotations

from django.template.loader import render_to_string

from kumuh.core.pdf import render_pdf
from planning.methods.catalog import Method
from planning.methods.registry import Tool


def blank_pdf(method: Method, tool: Tool, paper: str, place: str, group: str = "") -> bytes:
    """The empty sheets of a method on A4 or A3 for a place; the same arguments always give the same bytes.

    Raises `kumuh.core.pdf.PdfError` with a sentence for the reader.
    """
    context = {"method": method, "paper": paper, "place": place, "group": group, "sheets": tool.blank(group, paper)}
    html = render_to_string("methods/blank.html", context)
    return render_pdf(html, title=f"Lembar kosong {method.title}", identifier=f"lembar-kosong/{method.slug}/{paper}")
