"""Saving boundaries that were read and shown before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from kumuh.areas.errors import BoundaryRefused
from kumuh.areas.geometry import GeoJSON, area_ha, bbox
from kumuh.areas.models import Boundary, Neighbourhood, Region, Settlement
from kumuh.core.models import save_by
from kumuh.core.scope import AreaPerson

Owner = Region | Neighbourhood | Settlement


@dataclass(frozen=True)
class NewBoundary:
    """A geometry (GeoJSON, WGS84) for one place, with the hectares that a paper declares for it."""

    owner: Owner
    geometry: GeoJSON
    declared_ha: Decimal | None = None


def import_boundaries(*, boundaries: Sequence[NewBoundary], source: str, by: AreaPerson | None) -> list[Boundary]:
    """Save boundaries, all or none; an older boundary of the same place is replaced (history keeps it).

    Hectares are computed here, on the WGS84 ellipsoid. Raises `BoundaryRefused` where nothing was
    given, a place occurs twice, the source is not named, or an area is zero.
    """
    if not boundaries:
        raise BoundaryRefused("Tidak ada bidang yang dipilih untuk disimpan.")
    if not source.strip():
        raise BoundaryRefused("Sumber batas wajib diisi.")
    owners = [_owner_field(item.owner) | {"pk": item.owner.pk} for item in boundaries]
    twice = next((item.owner for item, key in zip(boundaries, owners, strict=True) if owners.count(key) > 1), None)
    if twice is not None:
        raise BoundaryRefused(f"{twice} dipilih untuk lebih dari satu bidang.")
    with transaction.atomic():
        return [_save(item, source.strip(), by) for item in boundaries]


def delete_boundary(*, boundary: Boundary, reason: str, by: AreaPerson | None) -> None:
    """Take a boundary away; the place itself and all its numbers stay, and the history says who did it and why.

    Raises `BoundaryRefused` without a reason, and where somebody else took it away or replaced it meanwhile.
    """
    if not reason.strip():
        raise BoundaryRefused("Tulis alasan batas ini dihapus; alasannya tetap terbaca dalam riwayat.")
    with transaction.atomic():
        current = Boundary.objects.select_for_update().filter(pk=boundary.pk, version=boundary.version).first()
        if current is None:
            raise BoundaryRefused("Batas ini baru saja diganti atau dihapus orang lain. Lihat dahulu petanya.")
        current._history_user, current._change_reason = by, reason.strip()  # type: ignore[attr-defined]  # read by simple_history
        current.delete()


def _save(item: NewBoundary, source: str, by: AreaPerson | None) -> Boundary:
    hectares = area_ha(item.geometry)
    if hectares <= 0:
        raise BoundaryRefused(f"Bidang untuk {item.owner} tidak mempunyai luas.")
    west, south, east, north = bbox(item.geometry)
    owner = _owner_field(item.owner)
    boundary = Boundary.objects.select_for_update().filter(**owner).first() or Boundary(**owner, version=0)
    boundary.area_code = _area_code(item.owner)
    boundary.geometry, boundary.computed_ha, boundary.declared_ha = item.geometry, hectares, item.declared_ha
    boundary.west, boundary.south, boundary.east, boundary.north = west, south, east, north
    boundary.source, boundary.imported_by = source, by  # type: ignore[assignment]  # any area person is a user
    boundary.version += 1
    save_by(boundary, by)
    return boundary


def _owner_field(owner: Owner) -> dict[str, Any]:
    return {type(owner).__name__.lower(): owner}


def _area_code(owner: Owner) -> str:
    """Region code through which the boundary is found in scope."""
    if isinstance(owner, Neighbourhood):
        return owner.kelurahan_id
    return owner.city_id if isinstance(owner, Settlement) else owner.code
