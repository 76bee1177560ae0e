"""Template filters that write numbers, money and dates; `{% load format_id %}`.

Each filter is the function of the same name in `kumuh.core.formats`. A missing value (None) is
written as a dash, never as zero; an empty text stays empty. Moments are shown in local time.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.utils import timezone

from kumuh.core import formats

register = template.Library()
MISSING = "–"


def _local(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _register(name: str, function: Callable[..., str]) -> None:
    def filtered(value: Any, argument: Any = None) -> str:
        if value is None:
            return MISSING
        if value == "":
            return ""
        return function(_local(value)) if argument is None else function(_local(value), _local(argument))

    filtered.__doc__ = function.__doc__
    register.filter(name, filtered)


def _rentang_waktu(start: Any, end: Any = None) -> str:
    zone = formats.zona_waktu(timezone.get_current_timezone_name())
    return formats.rentang_waktu(start, end or None, zone)


for _name in (
    "show_number", "rupiah", "hectares", "percent", "tanggal", "tanggal_singkat", "hari", "jam",
    "terbilang", "terbilang_rupiah", "tanggal_terbilang", "bulan_romawi", "romawi", "initials",
):  # fmt: skip
    _register(_name, getattr(formats, _name))
_register("rentang_waktu", _rentang_waktu)


@register.simple_tag
def with_unit(value: Any, unit: str = "", places: int | None = None) -> str:
    """`{% with_unit volume "m" 2 %}`: a number and its unit that stay together."""
    return MISSING if value is None else formats.with_unit(value, unit, places)


@register.filter
def echo(field: BoundField) -> str:
    """`dibaca: 9,70 ha` under a number field: what the server understands of its present text."""
    understand = getattr(field.field, "echo", None)
    return understand(field.value()) if understand else ""
