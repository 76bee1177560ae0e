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
from planning.cycles.queries import thresholds
from planning.cycles.registry import (
    Carried,
    Missing,
    Part,
    of_check,
    register_carrier,
    register_check,
    register_rows,
)
from planning.institutions import queries
from planning.institutions.catalog import AUDIENCES, TOPIC_SETS, body_of
from planning.institutions.enums import InstitutionKind
from planning.institutions.models import Election, Institution
from planning.institutions.queries.standing import DECREE, FORM, MEMBERS
from planning.institutions.registry import DutyScope, Evidence, EvidenceLink, register_evidence
from planning.institutions.taught import Shortage, Wanted, covered, shortages


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


def training_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every topic of the set `topik` was taught to each of `peserta` (codes of `catalog.AUDIENCES`).

    `sebelum`: before a later step was opened (trained before planning). `paham`: the share of the programme's settings
    understands each topic. `semua=False`: one topic is enough. At most three queries.
    """
    asked, limits = TOPIC_SETS[options["topik"]], thresholds(cycle)
    wanted = Wanted(
        tuple(AUDIENCES[code] for code in options.get("peserta", ())),
        people=limits["pelatihan_hadir_min"],
        percent=limits["pelatihan_paham_persen"] if options.get("paham") else 0,
        before=queries.planning_began(cycle, step.code) if options.get("sebelum") else None,
    )
    held = queries.held_trainings(cycle, asked.code, limits["pelatihan_berlaku_bulan"])
    done, least = covered(asked.topics, held, wanted), len(asked.topics) if options.get("semua", True) else 1
    short = () if done >= least and not wanted.percent else tuple(shortages(asked.topics, held, wanted))
    if not options.get("semua", True) and done < least:
        names = " dan ".join(one.name for one in wanted.audiences)
        short = (Shortage(f"{_label(names)} belum mengikuti satu pun materi {asked.name}."),)
    page = reverse("institutions:cycle-trainings", args=[cycle.pk])
    missing = tuple(Missing(one.text, _training_page(cycle, asked.code, one.training)) for one in short)
    yield Part(asked.name, page, missing, f"{done} dari {len(asked.topics)} materi")


def _training_page(cycle: Cycle, topic_set: str, training: int | None) -> str:
    """The assessment to complete, else the form of a new training."""
    if training is not None:
        return reverse("institutions:training-scores", args=[training])
    words = urlencode({"topik": topic_set, "siklus": cycle.pk})
    return f"{reverse('institutions:training-add', args=[cycle.region_id])}?{words}"


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


def carry_bodies(*, old: Cycle, new: Cycle | None, by: Any) -> Iterator[Carried]:
    """Bodies belong to their kelurahan or kota, so the next cycle has them already."""
    working = sum(row.dissolved_on is None for row in queries.in_region(old.region_id))
    if working:
        yield Carried("Lembaga", False, working, "Dirujuk: tetap milik wilayahnya; periksa masa bakti dan SK-nya.")


def register() -> None:
    """Tell the step machine and the checklist of duties; called once when the app is ready."""
    register_carrier(15, carry_bodies)
    register_check("lembaga", institution_parts)
    register_check("pelatihan", training_parts)
    register_rows("institutions.training", of_check("pelatihan", "cycle"))
    register_rows("institutions.participant", of_check("pelatihan", "training__cycle"))
    register_evidence("S4-09a", surveys)
    register_evidence("S4-09e", formed_bodies(InstitutionKind.KSM, InstitutionKind.KPP))
    for duty in ("PANITIA-1", "PANITIA-2"):
        register_evidence(duty, held_elections)
