"""The ranking of a cycle: criteria, scores, computed order, agreed order, stability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, QuerySet

from planning.cycles.models import Cycle
from planning.methods.ranking import (
    Alternative,
    Criterion,
    First,
    Matrix,
    Stability,
    Standing,
    TieBreak,
    rank,
    weight_stability,
)
from planning.proposals.catalog import SCALE_MAX, SCALE_MIN, WEIGHT_SUM, default_criteria
from planning.proposals.enums import ProposalStatus
from planning.proposals.models import Proposal, Ranking, RankingCriterion, RankOverride, Score
from planning.proposals.ordering import agreed_order
from planning.proposals.queries.intake import DECIDING, agreed
from planning.proposals.registry import known_costs
from planning.rembuk.models import Decision
from planning.rembuk.queries import of_cycle


@dataclass(frozen=True)
class RankedRow:
    """One agreed usulan in the ranking.

    `standing` holds the computed parts, total, dense rank and position. `place` is 1..n in the agreed order
    (the computed one with the `override` laid over it); None while a score is missing. `cost` in rupiah.
    """

    proposal: Proposal
    standing: Standing
    place: int | None
    scores: Mapping[str, Score]
    cost: int | None = None
    override: RankOverride | None = None

    @property
    def moved(self) -> bool:
        """Whether the agreed place differs from the computed one."""
        return self.override is not None and self.place != self.standing.position


@dataclass(frozen=True)
class RankedList:
    """All agreed usulan of a cycle in the agreed order, incomplete ones at the end.

    `ranking` is None while nobody started it; the criteria are then the defaults, unsaved.
    """

    cycle: Cycle
    ranking: Ranking | None
    criteria: tuple[RankingCriterion, ...]
    matrix: Matrix
    rows: tuple[RankedRow, ...]
    stability: Stability
    keys: Mapping[str, Proposal]

    @property
    def placed(self) -> tuple[RankedRow, ...]:
        """Rows that have a place, first to last."""
        return tuple(row for row in self.rows if row.place is not None)

    @property
    def unplaced(self) -> tuple[RankedRow, ...]:
        """Rows that still miss a score."""
        return tuple(row for row in self.rows if row.place is None)

    @property
    def overrides(self) -> tuple[RankedRow, ...]:
        return tuple(row for row in self.placed if row.override is not None)

    @property
    def weight_sum(self) -> int:
        return sum(criterion.weight for criterion in self.criteria)

    @property
    def weights_hold(self) -> bool:
        return self.weight_sum == WEIGHT_SUM

    @property
    def complete(self) -> bool:
        """Started, weights sum to 100, and every agreed usulan has its place."""
        return self.ranking is not None and self.weights_hold and bool(self.rows) and not self.unplaced

    @property
    def tie_rule(self) -> str:
        """The tie rule as it is printed."""
        return self.matrix.tie_rule

    def row_of(self, proposal_id: int) -> RankedRow | None:
        return next((row for row in self.rows if row.proposal.pk == proposal_id), None)


def ranking_of(cycle: Cycle) -> Ranking | None:
    """The ranking of the cycle with criteria, overrides and the decision that adopted it."""
    rows = Ranking.objects.filter(cycle=cycle).select_related("decision__meeting")
    return rows.prefetch_related("criteria", "overrides__decided_by").first()


#: Decisions that may adopt a ranking.
ADOPTING = ("USULAN", "RENTA_PIP", "PRIORITAS")


def adopting(cycle: Cycle) -> QuerySet[Decision]:
    """Decisions of the cycle that may adopt its ranking, the latest first."""
    here = of_cycle(cycle, via="meeting")
    found = Decision.objects.filter(here, meeting__status__in=DECIDING, about__in=ADOPTING)
    return found.select_related("meeting").order_by("-meeting__held_on", "meeting_id", "number")


@dataclass(frozen=True)
class ScoringProgress:
    """How far the scoring is; `unscored` are titles of agreed usulan that miss a score."""

    started: bool
    weight_sum: int
    agreed: int
    unscored: tuple[str, ...]


def scoring_progress(cycle: Cycle) -> ScoringProgress:
    """Progress of the scoring without computing the ranking. Two queries."""
    weights = list(RankingCriterion.objects.filter(ranking__cycle=cycle).values_list("weight", flat=True))
    own = Count("scores", filter=Q(scores__criterion__ranking__cycle=cycle))
    rows = Proposal.objects.filter(cycle=cycle, status=ProposalStatus.AGREED).annotate(scored=own).order_by("pk")
    found = [(row.title, row.scored) for row in rows.only("title")]
    unscored = tuple(title for title, scored in found if not weights or scored < len(weights))
    return ScoringProgress(bool(weights), sum(weights), len(found), unscored)


def default_rows() -> list[RankingCriterion]:
    """The packaged criteria as unsaved rows."""
    return [
        RankingCriterion(
            order=order,
            code=row["kode"],
            name=row["nama"],
            explanation=row["penjelasan"],
            weight=row["bobot"],
            direction=row["arah"],
            definitions=row["definisi"],
        )
        for order, row in enumerate(default_criteria()["kriteria"], 1)
    ]


def matrix_of(criteria: Sequence[RankingCriterion], tie_rule: Sequence[Mapping[str, Any]]) -> Matrix:
    """The engine's matrix for criteria and tie rule of a cycle. Raises ValueError where they cannot rank."""
    return Matrix(
        criteria=tuple(
            Criterion(
                row.code,
                row.name,
                Fraction(row.weight),
                row.direction,
                {int(score): text for score, text in sorted(row.definitions.items(), reverse=True)},
            )
            for row in criteria
        ),
        scale_min=Fraction(SCALE_MIN),
        scale_max=Fraction(SCALE_MAX),
        tie_breaks=tuple(TieBreak(step["kode"], step["label"], First(step["dahulukan"])) for step in tie_rule),
    )


def ranked(cycle: Cycle) -> RankedList:
    """The agreed usulan of the cycle, ranked. The same number of queries for any number of usulan.

    The order of entry never matters: full ties are put by title and marked as undecided.
    """
    ranking = ranking_of(cycle)
    criteria = list(ranking.criteria.all()) if ranking else default_rows()
    matrix = matrix_of(criteria, ranking.tie_rule if ranking else default_criteria()["aturan_seri"])
    keys = {_key(row): row for row in agreed(cycle)}
    costs = known_costs([row.pk for row in keys.values()])
    scores = _scores(ranking)
    choices = [_alternative(key, row, scores.get(row.pk, {}), costs.get(row.pk)) for key, row in keys.items()]
    standings = {standing.key: standing for standing in rank(matrix, choices)}
    overrides = {row.proposal_id: row for row in ranking.overrides.all()} if ranking else {}
    positions = {key: overrides[row.pk].position for key, row in keys.items() if row.pk in overrides}
    rows = [
        RankedRow(row, standings[key], place, scores.get(row.pk, {}), costs.get(row.pk), overrides.get(row.pk))
        for key, place in _places(standings, positions)
        for row in (keys[key],)
    ]
    return RankedList(cycle, ranking, tuple(criteria), matrix, tuple(rows), weight_stability(matrix, choices), keys)


def _key(proposal: Proposal) -> str:
    return f"{proposal.title.strip().lower()} {proposal.pk:09d}"


def _scores(ranking: Ranking | None) -> dict[int, dict[str, Score]]:
    found: dict[int, dict[str, Score]] = {}
    if ranking is not None:
        for score in Score.objects.filter(criterion__ranking=ranking).select_related("criterion"):
            found.setdefault(score.proposal_id, {})[score.criterion.code] = score
    return found


def _alternative(key: str, proposal: Proposal, scores: Mapping[str, Score], cost: int | None) -> Alternative:
    households = proposal.households
    return Alternative(
        key,
        proposal.title,
        {code: score.value for code, score in scores.items()},
        {
            "jumlah_kk": households,
            "biaya_per_kk": Fraction(cost, households) if cost and households else None,
            "keputusan": proposal.decision.meeting.held_on if proposal.decision else None,
        },
    )


def _places(standings: Mapping[str, Standing], positions: Mapping[str, int]) -> list[tuple[str, int | None]]:
    """Keys with their place in the agreed order; those without a position follow."""
    computed = sorted((s for s in standings.values() if s.position is not None), key=lambda s: s.position or 0)
    order = agreed_order([standing.key for standing in computed], positions)
    open_keys = sorted(key for key, standing in standings.items() if standing.position is None)
    return [*((key, place) for place, key in enumerate(order, 1)), *((key, None) for key in open_keys)]
