"""The link from a step to its sheet."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from kumuh.core.rights import holds
from planning.cycles.enums import StepStatus
from planning.documents.queries import SHEET, has_sheets
from planning.documents.registry import kind_named

register = template.Library()


@register.simple_tag(takes_context=True)
def sheet_url(context: Any, state: Any, cycle: Any) -> str:
    """`{% sheet_url row.state cycle as url %}`: where a begun step has its sheet, if one may read it."""
    if state.status == StepStatus.NOT_STARTED or not has_sheets(cycle):
        return ""
    allowed = holds(context["request"].user, kind_named(SHEET).right, cycle)
    return reverse("documents:document-print", args=[SHEET, state.pk]) if allowed else ""
