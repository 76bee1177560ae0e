"""Forms of the social map: what it is drawn on, what was drawn, objects in rows, files from outside."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from kumuh.core.forms import CountField, Form, NumberField
from kumuh.core.forms.rows import RowForm, row_formset
from kumuh.core.uploads import ACCEPTED_PHOTOS
from planning.methods.drawing.map_sheets import PAPERS, SCALES
from planning.methods.enums.maps import BaseKind, Latrine, NorthSide, ObjectKind, ShapeKind, Welfare
from planning.methods.imports.maps import ENDINGS, USUAL
from planning.methods.legend import KINDS
from planning.methods.mapping import Ground, ShapeRefused, Spot, corners_of, shaped
from planning.methods.models import MapBase, MapObject
from planning.methods.services.maps import BaseText, ObjectText

BROKEN = "Gambar tidak dapat dibaca. Muat ulang halaman; draf yang tersimpan akan ditawarkan kembali."
PAIR = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*[,\s]\s*(-?\d+(?:\.\d+)?)\s*$")
SCALE_CHOICES = list(zip(SCALES, ("1:1.000 (kawasan)", "1:5.000 (kelurahan)"), strict=True))
KIND_CHOICES = [("", "–"), *ObjectKind.choices]


def read_corners(text: str, ground: Ground) -> list[Spot]:
    """Corners as people write them: `-6.90123, 109.67456; …` (latitude first) on the earth, `x, y; …` on a sketch.

    Raises ValidationError with the first part that is no pair of numbers.
    """
    spots = []
    for part in re.split(r"[;\n]", text):
        if not part.strip():
            continue
        pair = PAIR.match(part)
        if pair is None:
            sample = "320, 145" if ground.sketch else "-6.90123, 109.67456"
            raise ValidationError(
                f"“{part.strip()[:40]}” bukan letak. Tulis dua angka dengan titik desimal, misalnya {sample}; "
                "pisahkan sudut dengan titik koma."
            )
        first, second = float(pair[1]), float(pair[2])
        spots.append((first, second) if ground.sketch else (second, first))
    return spots


def told_corners(spots: Sequence[Spot], ground: Ground) -> str:
    """Corners as `read_corners` takes them."""
    return "; ".join(f"{x:g}, {y:g}" if ground.sketch else f"{y:.7f}, {x:.7f}" for x, y in spots)


class MapDataForm(Form):
    """What was drawn, as one piece of data that the drawing script writes."""

    objek = forms.CharField(
        label="Isi peta", required=False, strip=False,
        widget=forms.Textarea(attrs={"class": "visually-hidden", "rows": 1, "aria-hidden": "true", "tabindex": "-1"}),
    )  # fmt: skip

    def clean_objek(self) -> list[ObjectText]:
        try:
            rows = json.loads(self.cleaned_data["objek"] or "[]")
            return [_object_text(row) for row in rows]
        except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation):
            raise ValidationError(BROKEN) from None


def _object_text(row: Mapping[str, Any]) -> ObjectText:
    """One object of the script. Raises ValueError, TypeError, KeyError or InvalidOperation when it is none."""
    size = str(row.get("ukuran") or "").replace(",", ".")
    return ObjectText(
        kind=str(row["jenis"]),
        shape=str(row["bentuk"]),
        corners=[(float(x), float(y)) for x, y in row.get("titik") or ()],
        label=str(row.get("nama") or "")[:80],
        note=str(row.get("keterangan") or "")[:200],
        rt=int(row["rt"]) if row.get("rt") else None,
        welfare=str(row.get("kelas") or ""),
        latrine=str(row.get("jamban") or ""),
        number=int(row.get("jumlah") or 1),
        size=Decimal(size).quantize(Decimal("0.01")) if size else None,
        pk=int(row["pk"]) if row.get("pk") else None,
    )


def script_object(row: MapObject) -> dict[str, Any]:
    """A stored object as the script takes it."""
    return script_text(
        ObjectText(
            row.kind, row.shape, corners_of(row.geometry), row.label, row.note, row.rt_id, row.welfare, row.latrine,
            row.number, row.size, row.pk,
        )
    )  # fmt: skip


def script_text(text: ObjectText) -> dict[str, Any]:
    """An object as the script takes it."""
    return {
        "pk": text.pk, "jenis": text.kind, "bentuk": text.shape, "titik": [list(spot) for spot in text.corners],
        "nama": text.label, "keterangan": text.note, "rt": text.rt, "kelas": text.welfare, "jamban": text.latrine,
        "jumlah": text.number, "ukuran": "" if text.size is None else str(text.size),
    }  # fmt: skip


class ObjectForm(RowForm):
    """One object in a row, with or without a place."""

    lead = "kind"
    lead_message = "Pilih jenisnya, atau kosongkan seluruh baris."
    kind = forms.ChoiceField(label="Jenis", choices=KIND_CHOICES, required=False)
    shape = forms.ChoiceField(label="Bentuk", choices=[("", "biasanya"), *ShapeKind.choices], required=False)
    label = forms.CharField(
        label="Nama", max_length=80, required=False, help_text="Untuk rumah cukup nomornya; jangan tulis nama orang."
    )
    rt = forms.TypedChoiceField(label="RT", coerce=int, empty_value=None, required=False)
    number = CountField(
        label="Jumlah", min_value=1, max_value=9999, required=False,
        widget=forms.TextInput(attrs={"class": "w-short"}),
        help_text="Boleh lebih dari satu bila letaknya tidak ditulis.",
    )  # fmt: skip
    welfare = forms.ChoiceField(label="Kelas keluarga", choices=[("", "–"), *Welfare.choices], required=False)
    latrine = forms.ChoiceField(label="Jamban", choices=[("", "–"), *Latrine.choices], required=False)
    size = NumberField(
        label="Ukuran terukur (m atau m²)", min_value=Decimal("0.01"), max_value=Decimal(9_999_999), required=False
    )
    corners = forms.CharField(label="Letak", required=False, widget=forms.Textarea(attrs={"rows": 2, "data-letak": ""}))
    note = forms.CharField(label="Keterangan", max_length=200, required=False)

    def __init__(self, *args: Any, ground: Ground, rts: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.ground = ground
        cast(forms.TypedChoiceField, self.fields["rt"]).choices = [("", "menurut letaknya"), *rts]
        sample = "320, 145; 400, 150" if ground.sketch else "-6.90123, 109.67456; -6.90150, 109.67460"
        self.fields["corners"].help_text = f"Boleh kosong. Misalnya {sample}"

    def has_content(self) -> bool:
        return bool(self.cleaned_data.get("kind"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        kind = KINDS.get(data.get("kind") or "")
        if kind is None:
            return data
        data["shape"] = data.get("shape") or kind.shapes[0]
        if data["shape"] not in kind.shapes:
            allowed = " atau ".join(ShapeKind(one).label.lower() for one in kind.shapes)
            self.add_error("shape", f"{kind.label} digambar sebagai {allowed}.")
            return data
        try:
            spots = read_corners(data.get("corners") or "", self.ground)
            if spots:
                shaped(data["shape"], spots, self.ground)
            data["corners"] = spots
        except ValidationError as refusal:
            self.add_error("corners", refusal)
        except ShapeRefused as refusal:
            self.add_error("corners", str(refusal))
        return data

    @property
    def text(self) -> ObjectText:
        data = self.cleaned_data
        return ObjectText(
            data["kind"], data["shape"], data["corners"], data["label"], data["note"], data["rt"], data["welfare"],
            data["latrine"], data["number"] or 1, data["size"], data["pk"],
        )  # fmt: skip


ObjectFormSet: Any = row_formset(ObjectForm, extra=3, most=60)
#: Stored objects on one page of the table.
PER_PAGE = 15


def stored_objects(rows: Sequence[MapObject], ground: Ground) -> list[dict[str, Any]]:
    """What the rows of a page show."""
    return [
        {
            "pk": row.pk, "kind": row.kind, "shape": row.shape, "label": row.label, "rt": row.rt_id,
            "number": row.number, "welfare": row.welfare, "latrine": row.latrine, "size": row.size, "note": row.note,
            "corners": told_corners(corners_of(row.geometry), ground),
        }
        for row in rows
    ]  # fmt: skip


class BaseForm(Form):
    """What the map is drawn on."""

    dilihat = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label="Digambar di atas", choices=BaseKind.choices, widget=forms.RadioSelect(attrs={"data-boxes": "1"})
    )
    source = forms.CharField(
        label="Sumber", max_length=200, required=False, help_text="Misalnya: sketsa warga RW 1, digambar 4 Mei 2025."
    )
    sketch = forms.FileField(
        label="Foto atau pindaian sketsa",
        required=False,
        help_text="JPG, PNG, WEBP atau HEIC. Potret tegak lurus dari atas, tanpa bayangan.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED_PHOTOS, "data-unggah": "1600"}),
    )
    north = forms.TypedChoiceField(label="Utara ada di", choices=NorthSide.choices, coerce=int)
    known = forms.CharField(
        label="Dua titik yang jaraknya diukur",
        required=False,
        help_text="Ketuk dua titik pada gambar di atas, atau tulis x dan y keduanya: 120, 300; 640, 310.",
    )
    metres = NumberField(
        label="Jarak kedua titik di lapangan",
        unit="m",
        max_value=Decimal(100_000),
        required=False,
        help_text="Ukur dengan meteran, misalnya panjang gang dari ujung ke ujung.",
    )

    def clean_known(self) -> list[Spot]:
        return read_corners(self.cleaned_data["known"], Ground(sketch=True))

    @property
    def text(self) -> BaseText:
        data = self.cleaned_data
        return BaseText(data["kind"], data["source"], data["sketch"], data["known"], data["metres"], data["north"])


def stored_base(row: MapBase | None, stamp: str) -> dict[str, Any]:
    """What the form of the ground shows."""
    if row is None:
        return {"kind": BaseKind.BUMI, "north": NorthSide.ATAS, "dilihat": stamp}
    known = told_corners([(x, y) for x, y in row.known_points], Ground(sketch=True))
    return {
        "kind": row.kind, "source": row.source, "north": row.north, "known": known, "metres": row.known_metres,
        "dilihat": stamp,
    }  # fmt: skip


def _of_shape(shape: str) -> list[tuple[str, str]]:
    return [(kind, one.label) for kind, one in KINDS.items() if shape in one.shapes]


class MapFileForm(Form):
    """A file with objects, and what shapes without a kind become."""

    file = forms.FileField(
        label="Berkas",
        help_text="GeoJSON, GeoPackage, KML/KMZ, atau Shapefile dalam satu .zip. Paling besar 20 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    points = forms.ChoiceField(label="Titik tanpa jenis menjadi", choices=_of_shape(ShapeKind.TITIK))
    lines = forms.ChoiceField(label="Garis tanpa jenis menjadi", choices=_of_shape(ShapeKind.GARIS))
    fields_ = forms.ChoiceField(label="Bidang tanpa jenis menjadi", choices=_of_shape(ShapeKind.BIDANG))
    replace = forms.BooleanField(
        label="Ganti semua yang sudah digambar",
        required=False,
        help_text="Tanpa centang, isi berkas ditambahkan.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, shape in (("points", "TITIK"), ("lines", "GARIS"), ("fields_", "BIDANG")):
            self.fields[name].initial = USUAL[ShapeKind(shape)]

    @property
    def usual(self) -> dict[str, str]:
        data = self.cleaned_data
        return {ShapeKind.TITIK: data["points"], ShapeKind.GARIS: data["lines"], ShapeKind.BIDANG: data["fields_"]}


class SheetForm(Form):
    """How a map is printed. Without `people` all houses look the same; without `leveled` no survey told a class."""

    skala = forms.TypedChoiceField(
        label="Skala",
        coerce=int,
        choices=SCALE_CHOICES,
        help_text="Rencana kawasan (RTPLP) 1:1.000; seluruh kelurahan (RPLP) 1:5.000.",
    )
    kertas = forms.ChoiceField(
        label="Kertas",
        choices=[(paper.lower(), paper) for paper in PAPERS],
        help_text="Peta yang lebih besar dari satu kertas dicetak berlembar-lembar.",
    )
    tingkat = forms.BooleanField(label="Warnai RT menurut tingkat kekumuhan", required=False)
    tim = forms.BooleanField(
        label="Tampilkan rumah menurut kelas keluarga",
        required=False,
        help_text="Untuk kerja tim. Jangan dipasang di tempat umum.",
    )

    def __init__(self, *args: Any, people: bool, leveled: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not people:
            del self.fields["tim"]
        if not leveled:
            del self.fields["tingkat"]
