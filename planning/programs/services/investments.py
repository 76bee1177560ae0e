"""Verbs of finished works: one row, or many out of a tried file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.models import Neighbourhood, Region
from kumuh.core.models import save_by
from planning.programs.errors import InvestmentRefused
from planning.programs.models import Investment, InvestmentTrial

FIRST_YEAR = 2000
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class InvestmentValues:
    """One finished work on one parameter. Without RT `place_note` says what the source wrote."""

    kelurahan: Region
    neighbourhood: Neighbourhood | None
    year: int
    criterion_key: str
    activity: str
    volume: Decimal
    unit: str
    source: str
    place_note: str = ""


@transaction.atomic
def record_investment(*, values: InvestmentValues, by: Any) -> Investment:
    """Record one finished work in one RT.

    A row without RT needs `place_note`; it is kept and shown as "tanpa RT" and never used in a score, because a
    kelurahan total must not hide the need of another RT. Raises `InvestmentRefused`.
    """
    row = _row(values, by)
    save_by(row, by)
    return row


@transaction.atomic
def record_investments(*, rows: Iterable[InvestmentValues], by: Any) -> int:
    """Record many finished works as one step; returns how many. Raises `InvestmentRefused`, and then none is kept."""
    made = [_row(values, by) for values in rows]
    bulk_create_with_history(made, Investment, batch_size=BATCH, default_user=by)
    return len(made)


def _row(values: InvestmentValues, by: Any) -> Investment:
    rt = values.neighbourhood
    if values.kelurahan.level != RegionLevel.KELURAHAN:
        raise InvestmentRefused("Penanganan dicatat pada kelurahan.")
    if rt is not None and (rt.kelurahan_id != values.kelurahan.code or rt.kind != NeighbourhoodKind.RT):
        raise InvestmentRefused({"neighbourhood": f"{rt.label} bukan RT kelurahan {values.kelurahan.name}."})
    if rt is None and not values.place_note.strip():
        raise InvestmentRefused({"neighbourhood": "Pilih RT-nya, atau tulis tempatnya seperti pada sumber."})
    if not FIRST_YEAR <= values.year <= timezone.localdate().year:
        raise InvestmentRefused({"year": f"Tahun harus {FIRST_YEAR} sampai tahun ini."})
    if not values.volume.is_finite() or values.volume < 0:
        raise InvestmentRefused({"volume": "Volume tidak boleh di bawah nol."})
    if not values.activity.strip() or not values.source.strip():
        raise InvestmentRefused("Nama kegiatan dan sumber data harus diisi.")
    return Investment(
        kelurahan=values.kelurahan,
        neighbourhood=rt,
        place_note=values.place_note.strip(),
        year=values.year,
        criterion_key=values.criterion_key,
        activity=values.activity.strip(),
        volume=values.volume,
        unit=values.unit,
        source=values.source.strip(),
        recorded_by=by,
    )


def keep_investment_trial(
    *, region: Region, filename: str, content: bytes, digest: str, report: dict[str, Any], by: Any
) -> InvestmentTrial:
    """Keep a tried file with what trying it found; nothing else is written."""
    trial = InvestmentTrial(region=region, filename=filename[-200:], digest=digest, report=report, tried_by=by)
    suffix = filename.rpartition(".")[2].lower()
    name = f"{digest[:24]}.{suffix if suffix.isalnum() and len(suffix) < 6 else 'bin'}"
    trial.file.save(name, ContentFile(content), save=False)
    trial.save(force_insert=True)
    return trial


@transaction.atomic
def apply_investment_trial(*, trial: InvestmentTrial, rows: Iterable[InvestmentValues], by: Any) -> int:
    """Record the rows of a tried file, once. Raises `InvestmentRefused` for the second time."""
    locked = InvestmentTrial.objects.select_for_update().get(pk=trial.pk)
    if locked.applied_at is not None:
        raise InvestmentRefused("Berkas ini sudah diterapkan. Unggah lagi bila ada perubahan baru.")
    made = record_investments(rows=rows, by=by)
    locked.applied_by, locked.applied_at = by, timezone.now()
    locked.save(update_fields=["applied_by", "applied_at"])
    return made
