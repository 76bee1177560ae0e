"""Agreeing on the final list: city and community, both sides sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.core.models import save_by
from kumuh.core.uploads import CleanFile
from kumuh.core.versions import claim_version
from planning.city.errors import CityRefused
from planning.city.models import Agreement
from planning.city.queries import CITY_ANSWERS, list_digest, plan_answers_of, ratified_plans
from planning.city.services.guard import lock_plan
from planning.cycles.models import Cycle


@dataclass(frozen=True)
class AgreementFacts:
    """The berita acara of the meeting and who signed it for each side."""

    number: str
    agreed_on: date
    place: str
    community_name: str
    community_office: str
    city_name: str
    city_office: str
    differences: str = ""


@transaction.atomic
def record_agreement(
    *,
    cycle: Cycle,
    plan: Cycle,
    facts: AgreementFacts,
    by: Any,
    scan: CleanFile | None = None,
    expected_version: int | None = None,
) -> Agreement:
    """Record that city and community settled the list of a kelurahan; it holds for the answers of this moment.

    Macro and micro meet: both sides sign, and what differed was settled in a recorded meeting (KBIK Kota Metro).
    A scan that is not given anew stays, except where the list changed since: then the new list needs its own sheet.

    Refuses (`CityRefused`) a plan that is not ratified, unanswered items, a missing side, a day in the future or
    before the plan was ratified, set-aside items without the word on how that was settled; `StepLocked`,
    `StaleRecord`.
    """
    lock_plan(cycle=cycle, check=CITY_ANSWERS)
    found = next((one for one in ratified_plans(cycle) if one.cycle.pk == plan.pk), None)
    if found is None:
        raise CityRefused("Rencana kelurahan ini belum disahkan, jadi belum ada daftar yang disepakati.")
    answered = plan_answers_of(cycle, found)
    if not answered.items or answered.progress.open:
        raise CityRefused(f"{answered.progress.open} butir belum dijawab; jawab semuanya dahulu.")
    _check(facts, found.closed_on, set_aside=any(item.answer and not item.answer.programme for item in answered.items))
    row = answered.agreement
    if row is None:
        row = Agreement(cycle=cycle, plan=plan)
    else:
        claim_version(row, expected_version)
    digest = list_digest(answered.items)
    if row.list_digest and row.list_digest != digest and scan is None:
        row.scan = ""
    for name in facts.__dataclass_fields__:
        value = getattr(facts, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.list_digest = digest
    if scan is not None:
        row.scan.save(f"{plan.pk}/{scan.name}", scan.as_file(), save=False)
    save_by(row, by)
    return row


def _check(facts: AgreementFacts, ratified_on: date | None, *, set_aside: bool) -> None:
    if facts.agreed_on > timezone.localdate():
        raise CityRefused({"agreed_on": "Tanggal kesepakatan belum lewat."})
    if ratified_on is not None and facts.agreed_on < ratified_on:
        raise CityRefused({"agreed_on": "Kesepakatan tidak mungkin mendahului pengesahan rencana kelurahan."})
    for name, words in (("community_name", "dari pihak warga"), ("city_name", "dari pihak kota")):
        if not getattr(facts, name).strip():
            raise CityRefused({name: f"Tulis siapa yang menandatangani {words}."})
    if set_aside and not facts.differences.strip():
        raise CityRefused(
            {"differences": "Ada butir yang ditunda atau ditolak. Tulis bagaimana warga dan kota menyelesaikannya."}
        )
