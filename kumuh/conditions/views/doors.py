"""The links from the page of a kelurahan to its baseline data."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kumuh.areas.models import Region
from kumuh.areas.registry import Door
from kumuh.conditions.queries import slum_area_by_year, surveys
from kumuh.core.formats import hectares

LABEL = "Data RT dan tujuh indikator"


def doors(user: Any, kelurahan: Region) -> list[Door]:
    """Baseline data with its newest year and slum area."""
    url = reverse("conditions:survey-list", args=[kelurahan.code])
    newest = surveys(kelurahan).first()
    if newest is None:
        return [Door(LABEL, url, "belum ada")]
    total = slum_area_by_year(kelurahan).get(newest.year)
    note = f"tahun {newest.year}, luas kumuh {hectares(total.slum_ha, 4)}" if total else f"tahun {newest.year}"
    return [Door(LABEL, url, note)]
