"""Verbs of the social map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

from django.db import transaction
from PIL import Image

from kumuh.core.formats import plain
from kumuh.core.models import delete_by, save_by
from kumuh.core.uploads import clean_upload
from planning.methods.enums.maps import BaseKind, Latrine, NorthSide, ObjectKind, ShapeKind, Welfare
from planning.methods.errors import MethodRefused
from planning.methods.legend import KINDS
from planning.methods.mapping import GeoJSON, Ground, ShapeRefused, Spot, corners_of, shaped
from planning.methods.models import MapBase, MapObject, MethodGroup, MethodSession
from planning.methods.queries.maps import base_of, base_stamp, ground_of, map_stamp, rts_of
from planning.methods.services.guard import changed_meanwhile, touch, writable, writable_group

MOST_OBJECTS = 1500
#: Metres per picture unit rounded to this.
SCALE_STEP = Decimal("0.00000001")


@dataclass(frozen=True)
class ObjectText:
    """One object as it was drawn or typed. `corners` are longitude and latitude, or x and y on the sketch; none: typed
    from paper without a place. `rt` is the key of an RT of the kelurahan; `size` metres or square metres measured by
    hand; `pk` names the stored object that it changes."""

    kind: str
    shape: str
    corners: Sequence[Spot] = ()
    label: str = ""
    note: str = ""
    rt: int | None = None
    welfare: str = ""
    latrine: str = ""
    number: int = 1
    size: Decimal | None = None
    pk: int | None = None


@dataclass(frozen=True)
class BaseText:
    """What the map is drawn on. `sketch` replaces the picture; `known` are two points of it (x and y) that are
    `metres` apart in the field, from which the scale follows."""

    kind: str = BaseKind.BUMI
    source: str = ""
    sketch: IO[bytes] | None = None
    known: Sequence[Spot] = ()
    metres: Decimal | None = None
    north: int = NorthSide.ATAS


@transaction.atomic
def write_objects(
    *,
    group: MethodGroup,
    texts: Sequence[ObjectText],
    by: Any,
    seen: str = "",
    removed: Sequence[int] | None = None,
) -> list[MapObject]:
    """Write what a group drew. Stored objects that no text names are taken away, or only those in `removed` when that
    is given (a page that shows a part). Their history stays.

    `seen` is `map_stamp` of when the page was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused with one sentence per object that cannot stand: unknown kind, a shape the kind does not have, corners
    that make no shape, an RT of another kelurahan, numbers below one, a second boundary of the same RT.
    """
    current = writable_group(group=group, seen=seen, now=map_stamp(group))
    held = {row.pk: row for row in current.map_objects.all()}
    ground = ground_of(base_of(current.session))
    known = {rt.pk for rt in rts_of(current.session)}
    gone = set(held) - {text.pk for text in texts} if removed is None else set(removed) & set(held)
    if len(held) - len(gone) + sum(text.pk not in held for text in texts) > MOST_OBJECTS:
        raise MethodRefused(f"Paling banyak {MOST_OBJECTS} objek pada satu peta.")
    places = _checked(texts, ground, known, {held[pk].rt_id for pk in held if _stays(held[pk], texts, gone)})
    for pk in gone:
        delete_by(held[pk], by)
    last = max((row.order for row in held.values()), default=0)
    rows = []
    for at, (text, place) in enumerate(zip(texts, places, strict=True), 1):
        row = held.get(text.pk or 0) or MapObject(group=current)
        order = at if removed is None else row.order or last + at
        rows.append(_put(row, text, place, order, by))
    touch(session=current.session, by=by)
    return rows


def _stays(row: MapObject, texts: Sequence[ObjectText], gone: set[int]) -> bool:
    """Whether a stored boundary of an RT stays untouched by this page."""
    return row.kind == ObjectKind.BATAS_RT and row.pk not in gone and row.pk not in {text.pk for text in texts}


def _checked(
    texts: Sequence[ObjectText], ground: Ground, rts: set[int], bounded: set[int | None]
) -> list[GeoJSON | None]:
    """The geometry of every text; raises MethodRefused with all that is wrong, each naming its object."""
    places: list[GeoJSON | None] = []
    wrong: list[str] = []
    for at, text in enumerate(texts, 1):
        try:
            places.append(_place(text, ground, rts, bounded))
        except ShapeRefused as refusal:
            name = text.label or (KINDS[text.kind].label if text.kind in KINDS else "tanpa jenis")
            wrong.append(f"Objek {at} ({name}): {refusal}")
    if wrong:
        raise MethodRefused(wrong[:10])
    return places


def _place(text: ObjectText, ground: Ground, rts: set[int], bounded: set[int | None]) -> GeoJSON | None:
    if text.kind not in KINDS:
        raise ShapeRefused("Pilih jenisnya dari daftar.")
    kind = KINDS[text.kind]
    if text.shape not in kind.shapes:
        allowed = " atau ".join(ShapeKind(one).label.lower() for one in kind.shapes)
        raise ShapeRefused(f"Digambar sebagai {allowed}.")
    if text.rt is not None and text.rt not in rts:
        raise ShapeRefused("RT ini bukan RT kelurahan ini pada tanggal tersebut.")
    if (text.welfare and text.welfare not in Welfare.values) or (text.latrine and text.latrine not in Latrine.values):
        raise ShapeRefused("Pilih kelas keluarga dan jamban dari daftar.")
    if not 1 <= text.number <= 9999:
        raise ShapeRefused("Jumlahnya 1 sampai 9.999.")
    if text.size is not None and not 0 < text.size < 10_000_000:
        raise ShapeRefused("Ukurannya harus lebih dari nol.")
    if text.kind == ObjectKind.BATAS_RT and text.rt is not None:
        if text.rt in bounded:
            raise ShapeRefused("Batas RT ini sudah digambar. Ubah yang ada, atau pilih RT lain.")
        bounded.add(text.rt)
    return shaped(text.shape, text.corners, ground) if text.corners else None


def _put(row: MapObject, text: ObjectText, place: GeoJSON | None, order: int, by: Any) -> MapObject:
    """Store an object when anything of it changed."""
    house = KINDS[text.kind].house
    wanted = {
        "order": order,
        "kind": text.kind,
        "shape": text.shape,
        "geometry": place,
        "label": plain(text.label),
        "note": plain(text.note),
        "rt_id": text.rt,
        "welfare": text.welfare if house else "",
        "latrine": text.latrine if house else "",
        "number": text.number,
        "size": None if text.shape == ShapeKind.TITIK else text.size,
    }
    if row.pk and all(getattr(row, name) == value for name, value in wanted.items()):
        return row
    for name, value in wanted.items():
        setattr(row, name, value)
    row.version += 1 if row.pk else 0
    save_by(row, by)
    return row


@transaction.atomic
def set_base(*, session: MethodSession, text: BaseText, by: Any, seen: str = "") -> MapBase:
    """Choose what the map is drawn on: the earth, or a picture of the sketch with its scale and its north.

    Raises UploadRefused, SessionLocked, StepLocked, ChangedMeanwhile, or MethodRefused by field: a sketch without a
    picture, two points that are not two points of the picture, a distance without points, another ground or another
    picture once something was placed.
    """
    clean = clean_upload(text.sketch, allow_pdf=False) if text.sketch else None
    current = writable(session=session)
    now = base_stamp(current)
    if seen and seen != now:
        raise changed_meanwhile(session=current, now=now, what="dasar peta")
    row = base_of(current) or MapBase(session=current, kind=BaseKind.BUMI)
    _refuse_moved(current, row, text, clean.digest if clean else row.digest)
    if clean and clean.digest != row.digest:
        with Image.open(clean.as_file()) as picture:
            row.width, row.height = picture.size
        row.digest = clean.digest
        row.sketch.save(f"peta/{current.pk}/{clean.name}", clean.as_file(), save=False)
    if text.kind == BaseKind.SKETSA and not row.sketch:
        raise MethodRefused({"sketch": "Kirim foto atau pindaian sketsanya."})
    row.kind, row.source, row.north = text.kind, plain(text.source), text.north
    row.known_points, row.known_metres, row.scale = _scaled(row, text)
    row.version += 1 if row.pk else 0
    save_by(row, by)
    touch(session=current, by=by)
    return row


def _refuse_moved(session: MethodSession, row: MapBase, text: BaseText, digest: str) -> None:
    """What was placed on one ground means nothing on another."""
    if text.kind not in BaseKind.values or text.north not in NorthSide.values:
        raise MethodRefused("Pilih dari daftar.")
    if (text.kind, digest if text.kind == BaseKind.SKETSA else "") == (
        row.kind,
        row.digest if row.kind == BaseKind.SKETSA else "",
    ):
        return
    if MapObject.objects.filter(group__session=session, geometry__isnull=False).exists():
        raise MethodRefused(
            {"kind": "Sudah ada yang digambar di atas dasar yang lama. Hapus dahulu gambarnya, atau mulai peta baru."}
        )


def _scaled(row: MapBase, text: BaseText) -> tuple[list[list[float]], Decimal | None, Decimal | None]:
    """The two points, their distance and metres per picture unit."""
    if text.kind != BaseKind.SKETSA or (not text.known and text.metres is None):
        return [], None, None
    if text.metres is None:
        raise MethodRefused({"metres": "Isi jarak kedua titik dalam meter."})
    if text.metres < 1:
        raise MethodRefused({"metres": "Jaraknya paling sedikit 1 meter."})
    try:
        line = shaped(ShapeKind.GARIS, text.known, Ground(True, row.width, row.height))
    except ShapeRefused as refusal:
        raise MethodRefused({"known": f"Tulis dua titik pada gambar. {refusal}"}) from None
    spots = corners_of(line)
    if len(spots) != 2:
        raise MethodRefused({"known": "Tulis tepat dua titik."})
    (a, b), (c, d) = spots
    distance = Decimal(repr(((a - c) ** 2 + (b - d) ** 2) ** 0.5))
    if distance < 5:
        raise MethodRefused({"known": "Kedua titik terlalu dekat untuk menghitung skala."})
    return [list(spot) for spot in spots], text.metres, (text.metres / distance).quantize(SCALE_STEP)
