"""What the addresses of places ask for."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from shapely.geometry import mapping

from kumuh.areas.imports import keep_file
from kumuh.areas.services import NewBoundary, import_boundaries
from tests.cast import World, addresses
from tests.kumuh.areas.geometry.files import PODOSUGIH, geojson, square_around


@addresses("areas:region-detail", "areas:neighbourhood-", "areas:settlement-", "areas:boundary-import")
def of_the_kelurahan(world: World) -> dict[str, Any]:
    return {"code": world.places.kelurahan.code, "pk": world.rts[0].pk}


@addresses("areas:boundary-check")
def a_kept_file(world: World) -> dict[str, Any]:
    content = geojson(square_around(*PODOSUGIH), RT="1", RW="1")
    key = keep_file(person=world.cast.fasilitator.pk, content=content, filename="rt.geojson")
    return {"code": world.places.kelurahan.code, "key": key}


@addresses("areas:boundary-delete")
def a_boundary(world: World) -> dict[str, Any]:
    square = NewBoundary(world.places.kelurahan, mapping(square_around(*PODOSUGIH)))
    (boundary,) = import_boundaries(boundaries=[square], source="Contoh", by=None)
    return {"code": world.places.kelurahan.code, "pk": boundary.pk}


@addresses("areas:decree-")
def of_the_decree(world: World) -> dict[str, Any]:
    return {"pk": world.decree.pk, "?": f"kelurahan={world.places.kelurahan.code}"}


@addresses("areas:decree-scan")
def of_the_scan(world: World) -> dict[str, Any]:
    world.decree.scan.save("sk.pdf", ContentFile(b"%PDF-1.4 contoh"))
    return {"pk": world.decree.pk}
