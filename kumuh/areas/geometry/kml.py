"""Reading KML: placemarks with polygons, closed paths and their data fields.

The parser refuses every document type declaration, so neither external entities nor
entity bombs exist for it, and it follows no link of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

import shapely
from shapely.geometry.base import BaseGeometry

from kumuh.areas.geometry.shapes import BoundaryError, RawFeature, RawLayer

BROKEN = "Berkas KML tidak dapat dibaca. Simpan ulang dari Google Earth lalu unggah lagi."


def read_kml(content: bytes) -> RawLayer:
    """Return the placemarks of a KML document (always WGS84, longitude first)."""
    _refuse_declarations(content)
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise BoundaryError(BROKEN) from error
    if _local(root) != "kml":
        raise BoundaryError(BROKEN)
    if any(_local(element) == "NetworkLink" for element in root.iter()):
        raise BoundaryError("Berkas KML hanya menunjuk ke alamat lain. Simpan isinya sendiri sebagai KML.")
    placemarks = (element for element in root.iter() if _local(element) == "Placemark")
    return RawLayer(tuple(_feature(placemark) for placemark in placemarks), "OGC:CRS84")


def _refuse_declarations(content: bytes) -> None:
    def refuse(*_: object) -> None:
        raise BoundaryError("Berkas KML memuat deklarasi dokumen (DOCTYPE) yang tidak diizinkan.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise BoundaryError(BROKEN) from error


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (child for child in element if _local(child) == name)


def _text(element: ElementTree.Element, name: str) -> str:
    return next(((child.text or "").strip() for child in _children(element, name)), "")


def _feature(placemark: ElementTree.Element) -> RawFeature:
    attributes = {"name": _text(placemark, "name")}
    for element in placemark.iter():
        key = element.get("name", "")
        if _local(element) == "Data":
            attributes[key] = _text(element, "value")
        elif _local(element) == "SimpleData":
            attributes[key] = (element.text or "").strip()
    geometries = [shape for child in placemark for shape in _geometries(child)]
    geometry = shapely.GeometryCollection(geometries) if geometries else None
    return RawFeature(attributes, geometry)


def _geometries(element: ElementTree.Element) -> Iterator[BaseGeometry]:
    kind = _local(element)
    try:
        if kind == "Polygon":
            yield _polygon(element)
        elif kind in ("LineString", "LinearRing"):
            yield shapely.LineString(_coordinates(element))
        elif kind == "Point":
            yield shapely.Point(_coordinates(element)[0])
        elif kind == "MultiGeometry":
            for child in element:
                yield from _geometries(child)
    except (ValueError, IndexError, shapely.errors.ShapelyError) as error:
        raise BoundaryError(f"Ada bidang {kind} dengan titik yang salah di berkas KML.") from error


def _polygon(element: ElementTree.Element) -> BaseGeometry:
    outer = [_ring(boundary) for boundary in _children(element, "outerBoundaryIs")]
    holes = [_ring(boundary) for boundary in _children(element, "innerBoundaryIs")]
    return shapely.Polygon(outer[0], holes)


def _ring(boundary: ElementTree.Element) -> list[tuple[float, float]]:
    return _coordinates(next(_children(boundary, "LinearRing"), boundary))


def _coordinates(element: ElementTree.Element) -> list[tuple[float, float]]:
    points = (point.split(",") for point in _text(element, "coordinates").split())
    return [(float(point[0]), float(point[1])) for point in points]
