"""Which kinds of documents can be printed, for pages that lead to them."""

from __future__ import annotations

from django import template

from planning.documents.kinds.builders import BUILDERS

register = template.Library()


@register.filter
def bisa_dicetak(code: str) -> bool:
    """Tell whether a kind has a builder: `{% if "rp2kpkp"|bisa_dicetak %}`."""
    return code in BUILDERS
