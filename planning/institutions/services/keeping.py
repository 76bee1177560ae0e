"""How a row of a body is put down with its version and its author."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone

from kumuh.areas.models import Neighbourhood
from kumuh.core.models import save_by
from planning.institutions.errors import InstitutionRefused
from planning.institutions.models import Institution


def put(*, row: models.Model, values: Mapping[str, Any], by: Any) -> bool:
    """Save a row whose values changed, with its next version; whether anything was written."""
    if row.pk is not None and all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    if row.pk is not None:
        row.version += 1  # type: ignore[attr-defined]  # every Record has a version
    save_by(row, by)
    return True


def locked(*, institution: Institution) -> Institution:
    """The body again, locked for this transaction. Refuses (InstitutionRefused) one that was dissolved."""
    current = Institution.objects.select_for_update().get(pk=institution.pk)
    if current.dissolved_on is not None:
        raise InstitutionRefused("Lembaga ini sudah dibubarkan; isinya hanya dapat dibaca.")
    return current


def refuse_future(*, words: str, day: Any) -> None:
    """What happened cannot have a day that has not come. Raises InstitutionRefused."""
    if day is not None and day > timezone.localdate():
        raise InstitutionRefused(f"{words} belum tiba. Periksa tahunnya.")


def require_own_rts(*, region_code: str, rt_ids: Any) -> None:
    """Every RT lies in the place of the body. Raises InstitutionRefused."""
    wanted = {pk for pk in rt_ids if pk is not None}
    if Neighbourhood.objects.in_area(region_code).filter(pk__in=wanted).count() != len(wanted):
        raise InstitutionRefused("Ada RT yang bukan bagian wilayah lembaga ini. Muat ulang halaman lalu pilih lagi.")
