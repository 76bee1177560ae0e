"""What the gates of the city track ask, in sentences with the page that fixes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse

from kumuh.areas.models import Region
from kumuh.areas.registry import Door
from kumuh.core.formats import hectares, rupiah
from planning.city import queries
from planning.city.models import Answer
from planning.city.queries import CITY_ANSWERS, CITY_PROFILE, CITY_PROGRESS, PlaceProfile, PlanAnswers
from planning.cycles.catalog import Step
from planning.cycles.models import Cycle
from planning.cycles.registry import Missing, Part, register_check
from planning.institutions.registry import DutyScope, EvidenceLink, register_evidence

#: Gaps of one light on the page of the cycle.
MOST_GAPS = 6


def profile_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every kelurahan of the SK has a ratified profile, and what differs between SK, map and survey is explained."""
    page = reverse("city:profile-detail", args=[cycle.pk])
    found = queries.city_profile(cycle.region, found=queries.register(cycle.region, notes_of=cycle))
    missing = [Missing(_unratified(row), row.url) for row in found.missing]
    if not found.places:
        missing.append(Missing("Belum ada SK Kumuh yang berlaku untuk kota ini.", reverse("areas:decree-list")))
    note = f"{len(found.ratified)} dari {len(found.places)} kelurahan, {hectares(found.area.slum_ha)} kumuh"
    yield Part("Profil kelurahan yang disahkan", page, tuple(missing), note)
    open_ = [row for row in found.register.in_decree if not row.explained and row.region is not None]
    yield Part(
        "Perbedaan luas SK, peta dan survei",
        f"{page}#perbedaan",
        tuple(Missing(_unexplained(row), _explain_url(cycle, row.region)) for row in open_),
    )


def _unratified(row: PlaceProfile) -> str:
    return f"{row.region.title}: profil kumuh belum disahkan ({row.gap})."


def _unexplained(row: queries.PlaceRow) -> str:
    again = " berubah sesudah dijelaskan" if row.note else " belum dijelaskan"
    return f"Perbedaan luas Kelurahan {row.name}{again}."


def _explain_url(cycle: Cycle, region: Region | None) -> str:
    return reverse("city:area-explain", args=[cycle.pk, region.pk if region else ""])


def item_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every item of every ratified kelurahan plan is merged, accepted, postponed or declined."""
    page = reverse("city:item-list", args=[cycle.pk])
    lists = queries.plan_answers(cycle)
    missing = [_unanswered(page, row) for row in lists if row.progress.open]
    if not lists:
        missing.append(Missing("Belum ada rencana kelurahan yang disahkan untuk masa rencana kota ini.", page))
    known = {row.plan.cycle.pk for row in lists}
    gone = Answer.objects.filter(cycle=cycle).exclude(work__cycle__in=known).values_list("work__cycle", flat=True)
    for plan in Cycle.objects.filter(pk__in=gone).select_related("region"):
        told = f"Rencana {plan.region.title} {plan.years} dibuka kembali sesudah dijawab; tunggu pengesahannya."
        missing.append(Missing(told, reverse("cycles:cycle-detail", args=[plan.pk])))
    total = sum(len(row.items) for row in lists)
    done = sum(row.progress.answered for row in lists)
    yield Part("Jawaban butir rencana kelurahan", page, tuple(missing), f"{done} dari {total} butir dijawab")


def _unanswered(page: str, row: PlanAnswers) -> Missing:
    place = row.plan.cycle.region
    told = f"{row.progress.open} butir {row.plan.step_name} {place.name} {row.plan.cycle.years} belum dijawab."
    return Missing(told, f"{page}?kelurahan={place.pk}&jawaban={queries.OPEN}")


def light_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """The five meanings of integrated planning, one part each; a long list is cut, the page of the lights has it."""
    page = reverse("city:light-list", args=[cycle.pk])
    for light in queries.lights(queries.whole_of(cycle)):
        missing = [Missing(gap.text, gap.url) for gap in light.gaps[:MOST_GAPS]]
        if len(light.gaps) > MOST_GAPS:
            missing.append(Missing(f"Dan {len(light.gaps) - MOST_GAPS} hal lagi.", page))
        yield Part(f"Terpadu: {light.title}", page, tuple(missing))


def progress_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every programme of the plan has its progress written down."""
    rows = list(queries.programmes_of(cycle))
    page = reverse("city:progress-list", args=[cycle.pk])
    missing = [
        Missing(f"Kemajuan program “{row}” belum dicatat.", reverse("city:progress-edit", args=[cycle.pk, row.pk]))
        for row in rows
        if row.progress_on is None
    ]
    if not rows:
        missing.append(Missing("Belum ada program kawasan.", reverse("city:programme-list", args=[cycle.pk])))
    spent = rupiah(sum(row.spent or 0 for row in rows))
    yield Part("Kemajuan program kawasan", page, tuple(missing), f"{spent} sudah dibayarkan")


def fresh_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every kelurahan of the SK was surveyed again within the years of the plan."""
    found = queries.register(cycle.region)
    page = reverse("city:register-detail", args=[cycle.region_id])
    old = [row for row in found.in_decree if max(row.years, default=0) < cycle.fiscal_year and row.region is not None]
    missing = tuple(
        Missing(
            f"Kelurahan {row.name} belum punya data tahun {cycle.fiscal_year} atau sesudahnya.",
            reverse("city:register-detail", args=[row.region.pk if row.region else ""]),
        )
        for row in old
    )
    note = f"{len(found.in_decree) - len(old)} dari {len(found.in_decree)} kelurahan"
    yield Part("Data kumuh diperbarui", page, missing, note)


def doors(user: Any, kelurahan: Any) -> Iterable[Door]:
    """The link on the page of a kelurahan."""
    yield Door("SK dan luas", reverse("city:register-detail", args=[kelurahan.pk]), "menurut SK, peta dan survei")


def answered_plans(scope: DutyScope) -> Iterator[EvidenceLink]:
    """Evidence of synergy with the city: items of the kelurahan's plan that the city answered."""
    rows = Answer.objects.filter(work__cycle__region=scope.region).order_by("answered_on")
    for plan, day in dict(rows.values_list("work__cycle", "answered_on")).items():
        yield EvidenceLink("Jawaban kota atas butir rencana", reverse("city:place-answers", args=[plan]), day)


def register() -> None:
    """Tell the step machine and the duties of the bodies; called once when the app is ready."""
    register_check(CITY_PROFILE, profile_parts)
    register_check(CITY_ANSWERS, item_parts)
    register_check("lima-makna", light_parts)
    register_check(CITY_PROGRESS, progress_parts)
    register_check("data-terbaru", fresh_parts)
    register_evidence("S4-09b", answered_plans)
    register_evidence("S4-09d", answered_plans)
