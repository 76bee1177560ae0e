"""The register of SK Kumuh: enter, correct, list RT, revoke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.errors import DecreeRefused
from kumuh.areas.models import Decree, DecreeNeighbourhood, Neighbourhood, Region
from kumuh.areas.naming import city_code

#: An SK Kumuh is reviewed at least every five years (Permen PUPR 14/PRT/M/2018, pasal 38).
REVIEW_YEARS = 5


@dataclass(frozen=True)
class DecreeData:
    """What is written on the first and last page of an SK Kumuh; hectares and dates as printed."""

    number: str
    title: str
    signed_on: date
    signer_office: str
    signer_name: str = ""
    area_ha: Decimal | None = None
    review_on: date | None = None
    source_note: str = ""


def register_decree(
    *, city: Region, data: DecreeData, scan: File | None = None, replaces: Decree | None = None
) -> Decree:
    """Enter an SK Kumuh of a kabupaten or kota; `replaces` revokes the older SK on the day of signing.

    Raises `DecreeRefused` where the region is no kabupaten/kota, the number is registered already,
    the day lies in the future, or the review date is not after the signing.
    """
    if city.level != RegionLevel.CITY:
        raise DecreeRefused("SK Kumuh ditetapkan untuk satu kabupaten atau kota.")
    with transaction.atomic():
        decree = Decree(city=city, scan=scan)
        _fill(decree, data)
        decree.save()
        if replaces is not None:
            revoke_decree(decree=replaces, on=decree.signed_on, reason=f"Diganti dengan {decree}")
    return decree


def change_decree(*, decree: Decree, data: DecreeData, scan: File | None = None, version: int | None = None) -> Decree:
    """Correct what was typed from the paper; a new `scan` takes the place of the old one.

    `version` is the one that was on the screen. Raises `DecreeRefused`, also where somebody else
    saved in between.
    """
    with transaction.atomic():
        decree = Decree.objects.select_for_update().get(pk=decree.pk)
        if version is not None and version != decree.version:
            raise DecreeRefused("SK ini baru saja diubah orang lain. Muat ulang halaman, lalu isi lagi perubahan Anda.")
        _fill(decree, data)
        if scan is not None:
            decree.scan = scan
        decree.version += 1
        decree.save()
    return decree


def list_in_decree(
    *, decree: Decree, kelurahan: Region, areas: Mapping[Neighbourhood, Decimal | None]
) -> list[DecreeNeighbourhood]:
    """Set the RT of one kelurahan that an SK lists, each with its hectares (None: not written).

    RT of the kelurahan that are missing in `areas` leave the list; other kelurahan are untouched.
    Raises `DecreeRefused` for a kelurahan of another city, an RT of another kelurahan, an RW, or
    negative hectares.
    """
    if city_code(kelurahan.pk) != decree.city_id:
        raise DecreeRefused(f"{kelurahan.name} tidak berada di kota yang menetapkan SK ini.")
    for rt, hectares in areas.items():
        if rt.kind != NeighbourhoodKind.RT or rt.kelurahan_id != kelurahan.pk:
            raise DecreeRefused(f"{rt.label} bukan RT di {kelurahan.name}.")
        if hectares is not None and hectares < 0:
            raise DecreeRefused(f"Luas {rt.label} tidak boleh kurang dari nol.")
    with transaction.atomic():
        stored = {row.neighbourhood_id: row for row in decree.listed.filter(neighbourhood__kelurahan=kelurahan)}
        for rt, hectares in areas.items():
            _list_one(decree, rt, hectares, stored.pop(rt.pk, None))
        for row in stored.values():
            row.delete()
    return list(decree.listed.filter(neighbourhood__kelurahan=kelurahan))


def revoke_decree(*, decree: Decree, on: date, reason: str) -> Decree:
    """Note that an SK no longer counts from a day on. Raises `DecreeRefused`."""
    if not reason.strip():
        raise DecreeRefused("Alasan pencabutan wajib diisi, misalnya nomor SK penggantinya.")
    with transaction.atomic():
        decree = Decree.objects.select_for_update().get(pk=decree.pk)
        if decree.revoked_on is not None:
            raise DecreeRefused(f"{decree} sudah dicabut.")
        if on < decree.signed_on:
            raise DecreeRefused("Tanggal pencabutan lebih awal dari tanggal penetapan SK.")
        decree.revoked_on, decree.revoked_reason = on, reason.strip()
        decree.version += 1
        decree.save()
    return decree


def _fill(decree: Decree, data: DecreeData) -> None:
    """Write the data of the paper into the row, refusing what cannot be."""
    number = " ".join(data.number.split())
    due = data.review_on or _review_date(data.signed_on)
    if Decree.objects.filter(city=decree.city, number__iexact=number).exclude(pk=decree.pk).exists():
        raise DecreeRefused(f"SK nomor {number} sudah terdaftar di {decree.city.name}.")
    if data.signed_on > timezone.localdate():
        raise DecreeRefused("Tanggal penetapan SK belum terjadi.")
    if due <= data.signed_on:
        raise DecreeRefused("Tanggal tinjauan harus sesudah tanggal penetapan SK.")
    if data.area_ha is not None and data.area_ha < 0:
        raise DecreeRefused("Luas menurut SK tidak boleh kurang dari nol.")
    decree.number, decree.review_on = number, due
    for name in ("title", "signed_on", "signer_office", "signer_name", "area_ha", "source_note"):
        setattr(decree, name, getattr(data, name))


def _list_one(decree: Decree, rt: Neighbourhood, hectares: Decimal | None, stored: DecreeNeighbourhood | None) -> None:
    if stored is None:
        DecreeNeighbourhood.objects.create(decree=decree, neighbourhood=rt, area_ha=hectares)
    elif stored.area_ha != hectares:
        stored.area_ha = hectares
        stored.save()


def _review_date(signed_on: date) -> date:
    """The day by which an SK must be reviewed: five years later, 28 February for 29 February."""
    try:
        return signed_on.replace(year=signed_on.year + REVIEW_YEARS)
    except ValueError:
        return signed_on.replace(year=signed_on.year + REVIEW_YEARS, day=28)
