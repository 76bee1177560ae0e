"""Words shared by the geometry modules: shapes, limits and the one exception."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

GeoJSON = dict[str, Any]
LonLat = tuple[float, float]

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_ARCHIVE_MEMBERS = 200
MAX_FEATURES = 2_000
MAX_VERTICES = 500_000


class BoundaryError(Exception):
    """A boundary file cannot be used; the message is one Indonesian sentence for the user.

    ``zone_choices`` is filled when the file holds UTM metres without saying the zone: the
    caller asks the user for one of these codes and reads again with ``zone=``.
    """

    def __init__(self, message: str, *, zone_choices: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.zone_choices = zone_choices


@dataclass(frozen=True)
class RawFeature:
    """One feature as the file has it: attributes and geometry in the file's own coordinates."""

    attributes: dict[str, str]
    geometry: BaseGeometry | None


@dataclass(frozen=True)
class RawLayer:
    """All features of a file; ``crs`` is what the file declares (WKT, EPSG or URN), if anything."""

    features: tuple[RawFeature, ...]
    crs: str | None = None


@dataclass(frozen=True)
class ImportedShape:
    """One area read from a file.

    ``geometry`` is GeoJSON (Polygon or MultiPolygon, WGS84, longitude first, seven decimals);
    ``warnings`` are Indonesian sentences about repairs made to this shape.
    """

    name: str
    attributes: dict[str, str]
    geometry: GeoJSON
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class BoundaryFile:
    """Everything read from one file: shapes, warnings about the file, name of its projection."""

    shapes: tuple[ImportedShape, ...]
    projection: str
    warnings: tuple[str, ...] = field(default=())
