"""Boundary files in two steps: the file is kept, shown, and then exactly that file is saved."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.errors import BoundaryRefused
from kumuh.areas.geometry import (
    AreaComparison,
    BoundaryFile,
    ImportedShape,
    area_ha,
    compare,
    read_boundaries,
    simplify_for_web,
)
from kumuh.areas.models import Boundary, Neighbourhood, Region, Settlement
from kumuh.areas.naming import plain_words, read_rt_rw
from kumuh.areas.queries import expected_place, neighbourhoods_on, settlements_of, written_areas
from kumuh.areas.services import NewBoundary
from kumuh.areas.services.boundaries import Owner
from kumuh.core.formats import parse_number

FOLDER = "impor/batas"
KEPT_FOR = timedelta(days=1)
MOST_SHAPES = 500
ENDINGS = (".geojson", ".json", ".kml", ".kmz", ".zip", ".gpkg")
#: Attributes that hold hectares, in lower case.
HECTARE_KEYS = ("luas_ha", "luasha", "luas_verifikasi_ha", "area_ha", "hektar", "hektare", "hectares", "ha")
RT_KEYS, RW_KEYS = ("rt", "no_rt", "nomor_rt"), ("rw", "no_rw", "nomor_rw")

GONE = "Berkas yang diperiksa sudah tidak tersimpan. Unggah sekali lagi."


def keep_file(*, person: int, content: bytes, filename: str) -> str:
    """Keep an uploaded file for the second step; the key holds its SHA-256 and its ending.

    Files that the same person left behind for more than a day are removed.
    """
    _forget_old(person)
    ending = PurePosixPath(filename.lower()).suffix
    key = hashlib.sha256(content).hexdigest() + (ending if ending in ENDINGS else ".geojson")
    path = _path(person, key)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    return key


def kept_file(*, person: int, key: str) -> bytes:
    """The bytes kept under a key. Raises `BoundaryRefused` where they are gone or not the same."""
    path = _path(person, PurePosixPath(key).name)
    if not default_storage.exists(path):
        raise BoundaryRefused(GONE)
    with default_storage.open(path) as file:
        content = file.read()
    if not key.startswith(hashlib.sha256(content).hexdigest()):
        raise BoundaryRefused(GONE)
    return content


def forget_file(*, person: int, key: str) -> None:
    """Remove a kept file once it was saved."""
    default_storage.delete(_path(person, PurePosixPath(key).name))


def _path(person: int, key: str) -> str:
    return f"{FOLDER}/{person}/{key}"


def _forget_old(person: int) -> None:
    folder = f"{FOLDER}/{person}"
    if not default_storage.exists(folder):
        return
    for name in default_storage.listdir(folder)[1]:
        if default_storage.get_modified_time(f"{folder}/{name}") < timezone.now() - KEPT_FOR:
            default_storage.delete(f"{folder}/{name}")


@dataclass(frozen=True)
class PreviewRow:
    """One shape of a file: which place it seems to be, and its hectares.

    `owner_key` is a key of `Preview.owners` or empty; `replaces` says that the place has a boundary
    already.
    """

    number: int
    shape: ImportedShape
    owner_key: str
    comparison: AreaComparison
    replaces: bool

    @property
    def field(self) -> str:
        """Name of the form field that chooses the place."""
        return f"pemilik-{self.number}"


@dataclass(frozen=True)
class Preview:
    """A file as it would be saved for one kelurahan. `owners` maps keys to places."""

    file: BoundaryFile
    rows: tuple[PreviewRow, ...]
    owners: Mapping[str, Owner]

    def feature_collection(self) -> dict[str, object]:
        """The shapes for the map, thinned."""
        thin = simplify_for_web([row.shape.geometry for row in self.rows])
        features = [
            {
                "type": "Feature",
                "properties": {"name": f"{row.number}. {row.shape.name}", "kind": "RT"},
                "geometry": geometry,
            }
            for row, geometry in zip(self.rows, thin, strict=True)
        ]
        return {"type": "FeatureCollection", "features": features}

    def chosen(self, answers: Mapping[str, str]) -> list[NewBoundary]:
        """The boundaries to save, from the keys that the person chose per field; empty keys are left out."""
        return [
            NewBoundary(self.owners[answers[row.field]], row.shape.geometry, row.comparison.declared)
            for row in self.rows
            if answers.get(row.field)
        ]


def preview_boundaries(
    *, kelurahan: Region, content: bytes, filename: str, day: date, zone: str | None = None
) -> Preview:
    """Read a file for a kelurahan and propose a place for every shape; writes nothing.

    RT and RW are recognised by attributes (`RT`, `RW`) or by names such as `RT 003 RW 005`, kawasan
    and the kelurahan by their names. Declared hectares come from the file (`luas_ha` …), for an RT
    otherwise from the SK Kumuh in force. Raises `BoundaryError`, and `BoundaryRefused` for more
    shapes than a kelurahan can have.
    """
    file = read_boundaries(content, filename, near=expected_place(kelurahan), zone=zone)
    if len(file.shapes) > MOST_SHAPES:
        raise BoundaryRefused(f"Berkas berisi {len(file.shapes)} bidang; paling banyak {MOST_SHAPES} per kelurahan.")
    owners = possible_owners(kelurahan, day)
    written = written_areas(kelurahan, day)
    bounded = _with_boundary(owners)
    rows = []
    for number, shape in enumerate(file.shapes, start=1):
        key = _guess(shape, owners)
        declared = _declared(shape)
        if declared is None and key:
            declared = written.get(int(key[3:])) if key.startswith("rt-") else None
        comparison = compare(declared, area_ha(shape.geometry))
        rows.append(PreviewRow(number, shape, key, comparison, key in bounded))
    return Preview(file, tuple(rows), owners)


def possible_owners(kelurahan: Region, day: date) -> dict[str, Owner]:
    """Places of a kelurahan that can own a boundary: itself, its kawasan, RW and RT valid on a day."""
    near = neighbourhoods_on(kelurahan, day)
    rows: list[tuple[str, Owner]] = [("kelurahan", kelurahan)]
    rows += [(f"kawasan-{row.pk}", row) for row in settlements_of(kelurahan, day)]
    for kind in (NeighbourhoodKind.RW, NeighbourhoodKind.RT):
        rows += [(f"{kind.lower()}-{row.pk}", row) for row in near if row.kind == kind]
    return dict(rows)


def _with_boundary(owners: Mapping[str, Owner]) -> set[str]:
    """Keys of the places that have a boundary already."""
    near = [owner.pk for owner in owners.values() if isinstance(owner, Neighbourhood)]
    named = [owner.pk for owner in owners.values() if isinstance(owner, Settlement)]
    rows = Boundary.objects.filter(neighbourhood__in=near).select_related("neighbourhood")
    found = {f"{row.neighbourhood.kind.lower()}-{row.neighbourhood_id}" for row in rows if row.neighbourhood}
    found |= {
        f"kawasan-{pk}" for pk in Boundary.objects.filter(settlement__in=named).values_list("settlement", flat=True)
    }
    if Boundary.objects.filter(region_id=owners["kelurahan"].pk).exists():
        found.add("kelurahan")
    return found


def _guess(shape: ImportedShape, owners: Mapping[str, Owner]) -> str:
    """Key of the place that a shape names, empty where it is not clear."""
    rt, rw = _numbers(shape)
    label = f"RT {rt} / RW {rw}" if rt and rw else f"RT {rt}" if rt else f"RW {rw}" if rw else ""
    labelled = [key for key, owner in owners.items() if isinstance(owner, Neighbourhood) and owner.label == label]
    if rt and not rw:
        labelled += [key for key, owner in owners.items() if str(owner).startswith(f"{label} /")]
    if label:
        return labelled[0] if len(labelled) == 1 else ""
    words = plain_words(shape.name)
    return next((key for key, owner in owners.items() if words and plain_words(str(owner)) == words), "")


def _numbers(shape: ImportedShape) -> tuple[str, str]:
    """RT and RW numbers of a shape, from its attributes, else from its name."""
    lowered = {key.lower(): value for key, value in shape.attributes.items()}
    written = [next((lowered[key] for key in keys if lowered.get(key)), "") for keys in (RT_KEYS, RW_KEYS)]
    text = " ".join(f"{kind} {value}" for kind, value in zip(("RT", "RW"), written, strict=True) if value.isalnum())
    return read_rt_rw(text) if text else read_rt_rw(" ".join([*written, shape.name]))


def _declared(shape: ImportedShape) -> Decimal | None:
    lowered = {key.lower(): value for key, value in shape.attributes.items()}
    for key in HECTARE_KEYS:
        try:
            return parse_number(lowered.get(key, ""), unit="ha", decimal_mark="." if "," not in lowered[key] else ",")
        except (KeyError, ValueError):
            continue
    return None
