"""What gates ask of problems, usulan and ranking, in sentences with the page that fixes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse

from kumuh.reviews.pins import key_of, keys_of
from kumuh.reviews.registry import PinPlace, register_pin
from planning.cycles.catalog import Step
from planning.cycles.models import Cycle
from planning.cycles.registry import Missing, Part, of_check, register_carrier, register_check, register_rows
from planning.proposals import queries
from planning.proposals.catalog import ASPECTS, WEIGHT_SUM
from planning.proposals.enums import ProposalStatus
from planning.proposals.models import Problem, Proposal
from planning.proposals.pins import PROBLEM, PROPOSAL, RANKING
from planning.proposals.services.carrying import carry_problems, carry_proposals

NAMED = 3


def problem_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Each of the seven indicators is said, explained and rests on two sources."""
    rows = queries.problem_matrix(cycle)
    missing = tuple(
        Missing(f"{row.name}: belum ada {', '.join(row.missing)}.", _edit_url(cycle, row.aspect))
        for row in rows
        if not row.complete
    )
    done = len(rows) - len(missing)
    url = reverse("proposals:problem-list", args=[cycle.pk])
    yield Part("Rumusan masalah 7 indikator", url, missing, f"{done} dari {len(rows)} indikator")


def cause_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every RW of the slum area named a cause, or "tidak ada masalah", for each indicator. Two queries."""
    rows = queries.cause_matrix(cycle)
    missing = [
        Missing(
            f"{row.place.label}: belum ada sebab atau “tidak ada masalah” untuk {_listed(row.missing)}.",
            reverse("proposals:cause-edit", args=[cycle.pk, row.place.pk]),
        )
        for row in rows
        if row.missing
    ]
    url = reverse("proposals:cause-list", args=[cycle.pk])
    if not rows:
        missing.append(Missing("Siklus ini belum mempunyai RT, jadi sebab per RW belum dapat dicatat.", url))
    yield Part("Sebab per RW", url, tuple(missing), f"{len(rows) - len(missing)} dari {len(rows)} RW lengkap")


def _listed(names: Sequence[str]) -> str:
    """All seven at once, or the first few and how many more."""
    if len(names) == len(ASPECTS):
        return "ketujuh indikator"
    more = f" dan {len(names) - NAMED} indikator lain" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def plan_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every intake is answered, at least one is agreed by a closed rembuk, and the agreed ones are ranked.

    `peringkat=False`: the programme ranks elsewhere (in the rounds of rembuk), so the matrix is not asked for.
    """
    yield _answers_part(cycle)
    if options.get("peringkat", True):
        yield _ranking_part(cycle)


def _edit_url(cycle: Cycle, aspect: int) -> str:
    return reverse("proposals:problem-edit", args=[cycle.pk, aspect])


def _answers_part(cycle: Cycle) -> Part:
    url = reverse("proposals:proposal-list", args=[cycle.pk])
    counts = queries.status_counts(cycle)
    total, waiting = sum(counts.values()), counts[ProposalStatus.PROPOSED]
    missing = []
    if not total:
        missing.append(Missing("Belum ada usulan yang dicatat.", reverse("proposals:proposal-add", args=[cycle.pk])))
    if waiting:
        missing.append(Missing(f"{waiting} usulan belum dijawab.", f"{url}?status={ProposalStatus.PROPOSED}"))
    if total and not counts[ProposalStatus.AGREED]:
        agree = reverse("proposals:proposal-agree", args=[cycle.pk])
        missing.append(Missing("Belum ada usulan yang disepakati rembuk.", agree))
    for meeting in queries.open_deciding_meetings(cycle):
        page = reverse("rembuk:meeting-detail", args=[cycle.pk, meeting.pk])
        missing.append(Missing(f"“{meeting.title}” menyepakati usulan tetapi belum ditutup.", page))
    return Part("Usulan dijawab", url, tuple(missing), f"{total - waiting} dari {total} usulan")


def _ranking_part(cycle: Cycle) -> Part:
    url = reverse("proposals:ranking-detail", args=[cycle.pk])
    progress = queries.scoring_progress(cycle)
    missing = []
    if not progress.started:
        missing.append(Missing("Peringkat usulan belum dimulai.", url))
    elif progress.weight_sum != WEIGHT_SUM:
        text = f"Jumlah bobot kriteria {progress.weight_sum}, harus {WEIGHT_SUM}."
        missing.append(Missing(text, reverse("proposals:criteria-edit", args=[cycle.pk])))
    elif progress.unscored:
        names = ", ".join(f"“{title}”" for title in progress.unscored[:NAMED])
        more = len(progress.unscored) - NAMED
        text = f"Belum dinilai lengkap: {names}{f' dan {more} usulan lain' if more > 0 else ''}."
        missing.append(Missing(text, reverse("proposals:scores-edit", args=[cycle.pk])))
    done = progress.agreed - len(progress.unscored)
    return Part("Peringkat usulan", url, tuple(missing), f"{done} dari {progress.agreed} usulan dinilai")


def problem_places(review: Any, pins: Collection[str]) -> dict[str, PinPlace]:
    """Where pinned rows of the problem matrix are changed and read. One query."""
    rows = Problem.objects.filter(pk__in=keys_of(pins)).order_by().values_list("pk", "cycle_id", "aspect")
    known = {pk: [cycle, aspect] for pk, cycle, aspect in rows}
    return _places(pins, known, "proposals:problem-edit", "proposals:problem-detail")


def proposal_places(review: Any, pins: Collection[str]) -> dict[str, PinPlace]:
    """Where pinned usulan are changed and read. One query."""
    rows = Proposal.objects.filter(pk__in=keys_of(pins)).order_by().values_list("pk", "cycle_id")
    return _places(
        pins, {pk: [cycle, pk] for pk, cycle in rows}, "proposals:proposal-edit", "proposals:proposal-detail"
    )


def ranking_places(review: Any, pins: Collection[str]) -> dict[str, PinPlace]:
    """Where pinned rankings are changed and read; their key is that of the cycle."""
    return _places(pins, {key: [key] for key in keys_of(pins)}, "proposals:ranking-detail", "proposals:ranking-detail")


def _places(pins: Collection[str], known: Mapping[int, list[int]], form: str, page: str) -> dict[str, PinPlace]:
    """Addresses with the arguments of each known row."""
    found = {pin: known[key] for pin in pins if (key := key_of(pin)) is not None and key in known}
    return {pin: PinPlace(reverse(form, args=place), reverse(page, args=place)) for pin, place in found.items()}


def register() -> None:
    """Tell the step machine; called once when the app is ready."""
    register_rows("proposals.rwcause", of_check("sebab", "cycle"))
    register_rows("proposals.problem", of_check("masalah", "cycle"))
    register_rows("proposals.problemsource", of_check("masalah", "problem__cycle"))
    for table, via in (("proposal", ""), ("ranking", ""), ("rankingcriterion", "ranking__"), ("score", "proposal__")):
        register_rows(f"proposals.{table}", of_check("usulan", f"{via}cycle"))
    register_rows("proposals.rankoverride", of_check("usulan", "ranking__cycle"))
    register_check("sebab", cause_parts)
    register_carrier(40, carry_problems)
    register_carrier(50, carry_proposals)
    register_check("masalah", problem_parts)
    register_check("usulan", plan_parts)
    register_pin(PROBLEM, problem_places)
    register_pin(PROPOSAL, proposal_places)
    register_pin(RANKING, ranking_places)
