"""Writing shapes for other programs. No tables here."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from kumuh.areas.geometry.formats import WITHOUT_GDAL
from kumuh.areas.geometry.shapes import BoundaryError, GeoJSON


@dataclass(frozen=True)
class WrittenLayer:
    """One layer: GeoJSON features of one geometry type (`Point`, `LineString`, `Polygon`), and the column types.

    `numbers` names properties that are numbers with `int32` or `float64`; all others are written as text.
    """

    name: str
    geometry_type: str
    features: Sequence[GeoJSON]
    numbers: Mapping[str, str]


def write_geopackage(layers: Sequence[WrittenLayer], *, crs: str | None = "EPSG:4326") -> bytes:
    """The layers that hold anything as a GeoPackage; `crs` None for coordinates of a picture.

    Raises `BoundaryError` where the library for it is not installed.
    """
    try:
        import pyogrio  # an optional library of 60 MB that only this format needs
    except ImportError as error:
        raise BoundaryError(WITHOUT_GDAL) from error
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peta.gpkg"
        for layer in layers:
            if not layer.features:
                continue
            names = list(layer.features[0]["properties"])
            columns = [_column(layer, name) for name in names]
            drawn = np.array([shape(one["geometry"]) for one in layer.features], dtype=object)
            pyogrio.raw.write(
                path, shapely.to_wkb(drawn), columns, names, layer=layer.name, driver="GPKG",
                geometry_type=layer.geometry_type, append=path.exists(), crs=crs,
            )  # fmt: skip
        return path.read_bytes()


def _column(layer: WrittenLayer, name: str) -> Any:
    kind = layer.numbers.get(name)
    values = [one["properties"][name] for one in layer.features]
    if kind == "float64":
        values = [np.nan if value is None else value for value in values]
    return np.array(values, dtype=kind or object)
