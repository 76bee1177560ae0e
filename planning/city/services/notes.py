"""Explaining why areas differ."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.areas.models import Region
from kumuh.core.models import save_by
from kumuh.core.versions import claim_version
from planning.city.errors import CityRefused
from planning.city.models import AreaNote
from planning.city.queries import CITY_PROFILE, register
from planning.city.services.guard import lock_plan
from planning.cycles.models import Cycle


@transaction.atomic
def explain_area(
    *, cycle: Cycle, kelurahan: Region, text: str, by: Any, expected_version: int | None = None
) -> AreaNote:
    """Write why SK, map and survey differ in a kelurahan; it holds for the differences of this moment.

    Refuses (`CityRefused`) an empty explanation, a kelurahan without differences and one of another city,
    `StepLocked` and `StaleRecord`.
    """
    lock_plan(cycle=cycle, check=CITY_PROFILE)
    if not text.strip():
        raise CityRefused({"text": "Tulis mengapa luasnya berbeda, atau apa yang akan diperbaiki."})
    found = register(cycle.region)
    row = next((one for one in found.places if one.region is not None and one.region.pk == kelurahan.pk), None)
    if row is None or not row.differences:
        raise CityRefused(f"Tidak ada perbedaan luas di {kelurahan.title} yang perlu dijelaskan.")
    note = AreaNote.objects.filter(cycle=cycle, kelurahan=kelurahan).first()
    if note is None:
        note = AreaNote(cycle=cycle, kelurahan=kelurahan)
    else:
        claim_version(note, expected_version)
    note.text, note.about = text.strip(), "\n".join(row.differences)
    note.written_by, note.written_on = by, timezone.localdate()
    save_by(note, by)
    return note
