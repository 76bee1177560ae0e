"""Imported once by the server process from which the printing children are forked."""

from kumuh.core.pdf.engine import load_weasyprint

load_weasyprint()
import weasyprint.text.fonts  # noqa: E402, F401  (pulls in the font machinery)
