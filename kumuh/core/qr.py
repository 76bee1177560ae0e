"""QR codes as inline pictures."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> str:
    """Return the QR of a text (an address) as one `<svg>` element that scales with its box.

    Error correction M; the quiet zone is two modules, the paper around adds the rest.
    """
    drawing = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(drawing, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True, nl=False)
    return drawing.getvalue().decode()
