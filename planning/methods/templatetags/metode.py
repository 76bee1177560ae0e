"""Participatory methods on the pages of a rembuk, which knows none of them."""

from __future__ import annotations

from typing import Any

from django import template

from kumuh.core.rights import holds
from planning.methods.models import MethodSession
from planning.methods.queries import sessions_of_meeting

register = template.Library()


@register.simple_tag
def methods_in(meeting: Any) -> list[MethodSession]:
    """`{% methods_in meeting as rows %}`: the sessions inside a rembuk. One query."""
    return list(sessions_of_meeting(meeting))


@register.simple_tag(takes_context=True)
def may_use_method(context: Any, cycle: Any) -> bool:
    """`{% may_use_method cycle as allowed %}`: whether the person may begin a method in this cycle."""
    return holds(context["request"].user, "methods.add_session", cycle)
