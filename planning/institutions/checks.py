"""What gates ask of institutions, in sentences with the form that fixes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from kumuh.areas.registry import Door
from kumuh.conditions.models import Survey
from planning.cycles.catalog import Step
from planning.cycles.models import Cycle
from planning.cycles.registry import Missing, Part, register_check
from planning.institutions import queries
from planning.institutions.catalog import body_of
from planning.institutions.enums import InstitutionKind
from planning.institutions.models import Election, Institution
from planning.institutions.queries.standing import DECREE, FORM, MEMBERS
from planning.institutions.registry import DutyScope, Evidence, EvidenceLink, register_evidence


def institution_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """A working body of the kind `jenis` stands in the cycle's place and has what the settings ask.

    Where several of the kind work (KSM), the one formed in this cycle counts, else the one that lacks least.
    """
    body = body_of(options["jenis"])
    found = [row for row in queries.in_region(cycle.region_id) if row.kind == body.kind and row.dissolved_on is None]
    if not found:
        words = urlencode({"jenis": body.kind, "siklus": cycle.pk})
        url = f"{reverse('institutions:institution-add', args=[cycle.region_id])}?{words}"
        yield Part(_label(body.short), url, (Missing(f"{_label(body.short)} belum dibentuk.", url),))
        return
    today = timezone.localdate()
    own = [row for row in found if row.cycle_id == cycle.pk] or found
    best, short = min(
        ((row, tuple(queries.lacks(row, options, today))) for row in own), key=lambda pair: (len(pair[1]), pair[0].pk)
    )
    missing = tuple(Missing(text, _page(best, page)) for page, text in short)
    note = f"{best.name}, {queries.standing(best, today).made_of.total} orang"
    yield Part(_label(body.short), reverse("institutions:institution-detail", args=[best.pk]), missing, note)


def _label(short: str) -> str:
    return short[:1].upper() + short[1:]


def _page(row: Institution, page: str) -> str:
    """The form on which the missing thing is typed."""
    names = {MEMBERS: "institutions:members-edit", FORM: "institutions:institution-edit"}
    if page != DECREE:
        return reverse(names[page], args=[row.pk])
    decree = max(row.decrees.all(), key=lambda one: one.pk, default=None)
    if decree is None:
        return reverse("institutions:decree-add", args=[row.pk])
    return reverse("institutions:decree-edit", args=[row.pk, decree.pk])


def doors(user: Any, kelurahan: Any) -> Iterable[Door]:
    """The link on the page of a kelurahan."""
    working = Institution.objects.for_user(user).filter(region=kelurahan, dissolved_on=None).count()
    note = f"{working} lembaga tercatat" if working else "belum ada yang tercatat"
    yield Door("Lembaga warga", reverse("institutions:institution-list", args=[kelurahan.pk]), note)


def formed_bodies(*kinds: InstitutionKind) -> Evidence:
    """Evidence that bodies of these kinds were formed in the place."""

    def found(scope: DutyScope) -> Iterator[EvidenceLink]:
        for row in Institution.objects.filter(region=scope.region, kind__in=kinds).order_by("pk"):
            yield EvidenceLink(row.name, reverse("institutions:institution-detail", args=[row.pk]), row.formed_on)

    return found


def held_elections(scope: DutyScope) -> Iterator[EvidenceLink]:
    """Elections that were counted in the place."""
    for row in Election.objects.filter(institution__region=scope.region).select_related("institution"):
        yield EvidenceLink(str(row), reverse("institutions:institution-detail", args=[row.institution_id]), row.held_on)


def surveys(scope: DutyScope) -> Iterator[EvidenceLink]:
    """Surveys of the seven indicators in the place."""
    for row in Survey.objects.filter(kelurahan=scope.region).order_by("year"):
        url = reverse("conditions:survey-detail", args=[scope.region.pk, row.year])
        yield EvidenceLink(f"Survei tujuh indikator {row.year}", url)


def register() -> None:
    """Tell the step machine and the checklist of duties; called once when the app is ready."""
    register_check("lembaga", institution_parts)
    register_evidence("S4-09a", surveys)
    register_evidence("S4-09e", formed_bodies(InstitutionKind.KSM, InstitutionKind.KPP))
    for duty in ("PANITIA-1", "PANITIA-2"):
        register_evidence(duty, held_elections)
