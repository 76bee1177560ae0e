"""What gates ask of works and the priority list, and where their notes lead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.urls import reverse

from kumuh.core.formats import rupiah
from kumuh.reviews.pins import key_of, keys_of, part_of
from kumuh.reviews.registry import PinPlace
from planning.cycles.catalog import Step
from planning.cycles.models import Cycle
from planning.cycles.queries import decree_rts
from planning.cycles.registry import Missing, Part
from planning.institutions.registry import DutyScope, EvidenceLink
from planning.programs import queries
from planning.programs.budget import AmountsDisagree, check_allocations
from planning.programs.models import Investment, Work
from planning.programs.queries.priority import Priority, priority
from planning.proposals.enums import ProposalStatus


def work_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Works exist, come from agreed usulan, lie in the SK, are paid for, and say what they repair.

    `dana=False`: a source of money may be missing so far; `hasil=False`: nothing is scored in this programme.
    """
    found = list(queries.works(cycle))
    yield _works_part(cycle, found)
    if options.get("dana", True):
        yield _money_part(cycle, found)
    if options.get("hasil", True):
        yield _outcome_part(cycle, found)


def list_url(cycle: Cycle) -> str:
    """The page of all works of a cycle."""
    return reverse("programs:work-list", args=[cycle.pk])


def edit_url(work: Work) -> str:
    """The form of a work."""
    return reverse("programs:work-edit", args=[work.cycle_id, work.pk])


def _works_part(cycle: Cycle, found: list[Work]) -> Part:
    page = list_url(cycle)
    listed = set(decree_rts(cycle).values_list("pk", flat=True))
    missing = [] if found else [Missing("Belum ada kegiatan yang dibuat dari usulan yang disepakati.", page)]
    missing += [
        Missing(f"Usulan “{row.title}” sudah disepakati, tetapi belum menjadi kegiatan atau ditunda.", page)
        for row in queries.proposals_without_work(cycle)
    ]
    for work in found:
        if work.proposal is None or work.proposal.status != ProposalStatus.AGREED:
            missing.append(Missing(f"Kegiatan “{work.name}” tidak terkait usulan yang disepakati.", edit_url(work)))
        outside = [rt.label for rt in work.rts.all() if rt.pk not in listed]
        if outside:
            sentence = f"Kegiatan “{work.name}” berada di luar SK Kumuh: {', '.join(outside)}."
            missing.append(Missing(sentence, edit_url(work)))
    return Part("Kegiatan", page, tuple(missing), f"{len(found)} kegiatan")


def _money_part(cycle: Cycle, found: list[Work]) -> Part:
    missing = []
    for work in found:
        try:
            check_allocations(work.cost, queries.amounts_of(work))
        except AmountsDisagree as difference:
            missing.append(Missing(f"Kegiatan “{work.name}”: {str(difference).lower()}", f"{edit_url(work)}#dana"))
    total = rupiah(sum(work.cost for work in found))
    return Part("Biaya dan sumber dana", list_url(cycle), tuple(missing), f"jumlah {total}")


def _outcome_part(cycle: Cycle, found: list[Work]) -> Part:
    missing = tuple(
        Missing(
            f"Kegiatan “{work.name}” belum menyebut apa yang tertangani per RT.",
            reverse("programs:outcome-edit", args=[cycle.pk, work.pk]),
        )
        for work in found
        if not work.outcomes.all()
    )
    return Part("Hasil kegiatan", list_url(cycle), missing)


def priority_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Rule chosen, total within the ceiling, every candidate ranked, something selected, decided in a rembuk."""
    url = reverse("programs:priority-detail", args=[cycle.pk])
    found = priority(cycle)
    if found is None:
        yield Part("Daftar prioritas", url, (Missing("Dana channeling belum dimuat oleh admin aplikasi.", url),))
        return
    missing = [Missing(sentence, url) for sentence in _short_of(found)]
    note = f"{len(found.selected)} kegiatan terpilih, {rupiah(found.total)} dari pagu {rupiah(found.ceiling)}"
    yield Part("Daftar prioritas", url, tuple(missing), note)


def _short_of(found: Priority) -> list[str]:
    short = list(found.refusals)
    if found.row is None:
        short.append("Aturan potong dan pagu daftar prioritas belum dipilih.")
    elif found.row.decision is None:
        short.append("Daftar prioritas belum dikaitkan dengan keputusan rembuk.")
    if not found.selected:
        short.append("Belum ada kegiatan masyarakat yang terpilih.")
    if not found.ranking.complete:
        short.append("Matriks peringkat belum lengkap, jadi urutan daftar belum pasti.")
    return short


def finished_works(scope: DutyScope) -> Iterator[EvidenceLink]:
    """Evidence of monitoring: years for which finished works of the place were recorded."""
    years = Investment.objects.filter(kelurahan=scope.region).order_by("year").values_list("year", flat=True).distinct()
    url = reverse("programs:investment-list", args=[scope.region.pk])
    yield from (EvidenceLink(f"Penanganan terlaksana {year}", url) for year in years)


def work_places(review: Any, pins: Collection[str]) -> dict[str, PinPlace]:
    """Where pinned works are changed (outcomes on their own page) and read. One query."""
    cycles = dict(Work.objects.filter(pk__in=keys_of(pins)).order_by().values_list("pk", "cycle_id"))
    found = {pin: key for pin in pins if (key := key_of(pin)) is not None and key in cycles}
    return {pin: _work_place(cycles[key], key, part_of(pin)) for pin, key in found.items()}


def _work_place(cycle: int, work: int, part: str) -> PinPlace:
    form = "programs:outcome-edit" if part == "hasil" else "programs:work-edit"
    return PinPlace(reverse(form, args=[cycle, work]), reverse("programs:work-detail", args=[cycle, work]))


def list_places(review: Any, pins: Collection[str]) -> dict[str, PinPlace]:
    """Where a pinned priority list is set and read; its key is that of the cycle."""
    return {
        pin: PinPlace(reverse("programs:priority-edit", args=[key]), reverse("programs:priority-detail", args=[key]))
        for pin in pins
        if (key := key_of(pin)) is not None
    }
