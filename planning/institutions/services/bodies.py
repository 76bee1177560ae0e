"""Registering a body and what belongs to its formation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from kumuh.areas.models import Region
from kumuh.core.formats import plain
from kumuh.core.models import save_by
from kumuh.core.uploads import CleanFile
from kumuh.core.versions import claim_version
from planning.cycles.models import Cycle
from planning.institutions.catalog import body_of
from planning.institutions.enums import InstitutionKind
from planning.institutions.errors import InstitutionRefused
from planning.institutions.models import Institution
from planning.institutions.queries.lists import level_of
from planning.institutions.services.keeping import refuse_future


@dataclass(frozen=True)
class BodyFacts:
    """What is typed about a body itself. Days of the past; `opening_balance` in whole rupiah."""

    name: str
    parent: Institution | None = None
    cycle: Cycle | None = None
    address: str = ""
    formed_on: date | None = None
    formation_number: str = ""
    formation_place: str = ""
    articles_on: date | None = None
    bank: str = ""
    account_number: str = ""
    account_name: str = ""
    account_opened_on: date | None = None
    opening_balance: int | None = None
    dissolved_on: date | None = None
    dissolved_reason: str = ""


@transaction.atomic
def register_institution(
    *,
    region: Region,
    kind: str,
    facts: BodyFacts,
    by: Any,
    articles: CleanFile | None = None,
    is_example: bool = False,
) -> Institution:
    """Put a body on record, before or after it has members.

    Refuses (InstitutionRefused) an unknown kind, a kind that a place of this level does not have, a second working
    body of the same kind and name, days in the future, and a cycle or upper body of another place.
    """
    if kind not in InstitutionKind.values:
        raise InstitutionRefused("Pilih jenis lembaga.")
    if body_of(kind).level not in ("", level_of(region)):
        raise InstitutionRefused(f"{body_of(kind).short} bukan lembaga tingkat {region.title}.")
    twin = Institution.objects.filter(region=region, kind=kind, name__iexact=plain(facts.name), dissolved_on=None)
    if twin.exists():
        raise InstitutionRefused(f"{plain(facts.name)} sudah tercatat di {region.title}.")
    row = Institution(region=region, kind=kind, is_example=is_example)
    _write(row, facts, by, articles)
    return row


@transaction.atomic
def change_institution(
    *, institution: Institution, facts: BodyFacts, by: Any, articles: CleanFile | None = None, expected_version: int
) -> Institution:
    """Change what is known of a body; without a new file the stored articles stay.

    Refuses what `register_institution` refuses of days and places, a dissolution without reason, and `StaleRecord`.
    """
    row = Institution.objects.select_for_update().select_related("region").get(pk=institution.pk)
    claim_version(row, expected_version)
    _write(row, facts, by, articles)
    return row


def _write(row: Institution, facts: BodyFacts, by: Any, articles: CleanFile | None) -> None:
    _check(row, facts)
    for name in facts.__dataclass_fields__:
        setattr(row, name, getattr(facts, name))
    row.name = plain(facts.name)
    if articles is not None:
        row.articles.save(f"{row.region_id}/{articles.name}", articles.as_file(), save=False)
    save_by(row, by)


def _check(row: Institution, facts: BodyFacts) -> None:
    if not facts.name.strip():
        raise InstitutionRefused("Tulis nama lembaga.")
    for words, day in (
        ("Tanggal rapat pembentukan", facts.formed_on),
        ("Tanggal AD/ART", facts.articles_on),
        ("Tanggal rekening dibuka", facts.account_opened_on),
        ("Tanggal dibubarkan", facts.dissolved_on),
    ):
        refuse_future(words=words, day=day)
    if facts.dissolved_on and not facts.dissolved_reason.strip():
        raise InstitutionRefused({"dissolved_reason": "Tulis mengapa lembaga ini dibubarkan."})
    if facts.cycle is not None and facts.cycle.region_id != row.region_id:
        raise InstitutionRefused("Siklus itu milik wilayah lain.")
    if facts.parent is not None and facts.parent.region_id != row.region_id:
        raise InstitutionRefused("Lembaga di atasnya milik wilayah lain.")
    if facts.parent is not None and facts.parent.kind != body_of(row.kind).below:
        raise InstitutionRefused(f"{body_of(row.kind).short} tidak berada di bawah {facts.parent.body.short}.")
