"""Verbs of pejabat penanda tangan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from kumuh.accounts.models import Official, User
from kumuh.accounts.rules import OFFICE_LEVELS
from kumuh.areas.models import Region
from kumuh.core.rights import require


@dataclass(frozen=True)
class Signer:
    """Who signs and on whose behalf; `nip` is 18 digits or empty (BKM and facilitators have none)."""

    name: str
    nip: str = ""
    mandate: str = ""
    mandate_note: str = ""


@transaction.atomic
def appoint_official(
    *,
    region: Region,
    office: str,
    signer: Signer,
    valid_from: date,
    by: User,
    valid_to: date | None = None,
    is_example: bool = False,
) -> Official:
    """Appoint a signer from a day on; whoever held the office until then ends the day before.

    Raises PermissionDenied for people outside the region's team, ValidationError for an office of another level of
    region, an impossible NIP or period, or an appointment that begins after this one.
    """
    require(by, "accounts.change_officials", region)
    if OFFICE_LEVELS[office] != region.level:
        raise ValidationError({"office": "Jabatan ini tidak ada di tingkat wilayah ini."})
    if valid_to and valid_to < valid_from:
        raise ValidationError({"valid_to": "Tanggal akhir lebih awal daripada tanggal mulai."})
    before = Official.objects.select_for_update().filter(region=region, office=office)
    if before.filter(valid_from__gte=valid_from).exists():
        raise ValidationError({"valid_from": "Sudah ada pejabat yang mulai pada atau setelah tanggal ini."})
    for previous in before.in_force(valid_from):
        previous.valid_to, previous.version = valid_from - timedelta(days=1), previous.version + 1
        previous.save()
    official = Official(region=region, office=office, valid_from=valid_from, valid_to=valid_to, is_example=is_example)
    return _write(official, signer)


@transaction.atomic
def correct_official(*, official: Official, signer: Signer, valid_to: date | None, by: User) -> Official:
    """Correct name, NIP, mandate or the last day; the old words stay in the change history.

    Raises as `appoint_official`. Documents already printed keep the words they were printed with.
    """
    require(by, "accounts.change_officials", official)
    locked = Official.objects.select_for_update().get(pk=official.pk)
    if valid_to and valid_to < locked.valid_from:
        raise ValidationError({"valid_to": "Tanggal akhir lebih awal daripada tanggal mulai."})
    locked.valid_to, locked.version = valid_to, locked.version + 1
    return _write(locked, signer)


def _write(official: Official, signer: Signer) -> Official:
    nip = "".join(signer.nip.split())
    if nip and not (nip.isascii() and nip.isdigit() and len(nip) == 18):
        raise ValidationError({"nip": "NIP terdiri atas 18 angka."})
    official.name, official.nip = signer.name.strip(), nip
    official.mandate, official.mandate_note = signer.mandate, signer.mandate_note.strip()
    official.save()
    return official
