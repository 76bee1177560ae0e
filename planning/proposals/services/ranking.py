"""Verbs of the ranking: start it, agree on criteria, put scores, depart from the order, adopt it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from kumuh.core.models import delete_by, save_by
from kumuh.core.versions import claim_version
from planning.cycles.models import Cycle
from planning.cycles.queries import opening, step_asking
from planning.cycles.services import require_open
from planning.proposals.catalog import MOST_CRITERIA, SCALE_MAX, SCALE_MIN, WEIGHT_SUM, default_criteria
from planning.proposals.errors import RankingRefused
from planning.proposals.models import Proposal, Ranking, RankingCriterion, RankOverride, Score
from planning.proposals.pins import PROPOSAL, proposal_row, ranking_row
from planning.proposals.queries.intake import agreed
from planning.proposals.queries.proposed import proposed_scores
from planning.proposals.queries.ranking import adopting, default_rows
from planning.proposals.services.guard import require_rows
from planning.rembuk.models import Decision

#: The check whose step these rows are worked on and locked in.
CHECK = "usulan"


@dataclass(frozen=True)
class CriterionText:
    """One criterion as the meeting wants it; `weight` in percent points, `definitions` score → meaning."""

    name: str
    weight: int
    code: str = ""
    explanation: str = ""
    direction: int = 1
    definitions: Mapping[str, str] | None = None


@dataclass(frozen=True)
class ScoreText:
    """The agreed score of one usulan on one criterion; `value` None takes the score back."""

    proposal_id: int
    code: str
    value: Decimal | None
    reason: str = ""


@transaction.atomic
def start_ranking(*, cycle: Cycle, by: Any) -> Ranking:
    """The ranking of the cycle; made with the packaged criteria and tie rule when there is none yet.

    The defaults are a proposal of the application, not of a regulation. Raises StepLocked.
    """
    require_open(cycle=cycle, step=step_asking(cycle, CHECK))
    found = Ranking.objects.filter(cycle=cycle).first()
    if found is not None:
        return found
    ranking = Ranking(cycle=cycle, tie_rule=default_criteria()["aturan_seri"])
    save_by(ranking, by)
    for row in default_rows():
        row.ranking = ranking
        save_by(row, by)
    return ranking


@transaction.atomic
def save_criteria(*, ranking: Ranking, rows: Sequence[CriterionText], by: Any, expected: int | None = None) -> Ranking:
    """Replace the criteria: named codes are changed, rows without a code are new, missing codes go with their scores.

    Weights are whole numbers from 1 that sum to 100. The adopting decision falls. Raises StaleRecord, StepLocked,
    RankingRefused.
    """
    row = _claimed(ranking, expected)
    _require_weights(rows)
    existing = {criterion.code: criterion for criterion in row.criteria.all()}
    unknown = {text.code for text in rows if text.code} - set(existing)
    if unknown:
        raise RankingRefused("Ada kriteria yang tidak dikenal. Muat ulang halaman.")
    for order, text in enumerate(rows, 1):
        criterion = existing.pop(text.code, None) or RankingCriterion(ranking=row, code=_next_code(row))
        _put_criterion(criterion, order, text, by)
    for criterion in existing.values():
        delete_by(criterion, by)
    codes = set(row.criteria.values_list("code", flat=True))
    row.tie_rule = [step for step in row.tie_rule if step["kode"] in codes or not step["kode"].startswith("K")]
    row.decision = None
    save_by(row, by)
    return row


@transaction.atomic
def save_scores(*, ranking: Ranking, scores: Sequence[ScoreText], by: Any) -> int:
    """Put agreed scores of agreed usulan; beside each is kept what the data suggested at that moment.

    Returns how many changed. The adopting decision falls when one did. After a partial return scores of marked
    usulan may change, all of them where the ranking is marked. Raises StepLocked, or RankingRefused
    for a score outside 1..5, an unknown criterion, or an usulan that is not agreed.
    """
    row = Ranking.objects.select_for_update().select_related("cycle").get(pk=ranking.pk)
    require_rows(cycle=row.cycle, rows=_rows(scores), whole=ranking_row(row.cycle_id))
    rows = {proposal.pk: proposal for proposal in agreed(row.cycle)}
    criteria = {criterion.code: criterion for criterion in row.criteria.all()}
    stored = {(s.proposal_id, s.criterion_id): s for s in Score.objects.filter(criterion__ranking=row)}
    suggested = proposed_scores(row.cycle, list(rows.values()))
    changed = 0
    for text in scores:
        _require_scorable(text, rows, criteria)
        suggestion = suggested[text.proposal_id].get(text.code)
        data_value = Decimal(suggestion.score) if suggestion and suggestion.score is not None else None
        sentence = suggestion.sentence if suggestion and data_value is not None and text.value == data_value else ""
        criterion = criteria[text.code]
        old = stored.get((text.proposal_id, criterion.pk))
        changed += _put_score(old, text, criterion, data_value, text.reason.strip() or sentence, by)
    if changed:
        row.decision = None
        row.version += 1
        save_by(row, by)
    return changed


@transaction.atomic
def override_rank(*, ranking: Ranking, proposal: Proposal, position: int, reason: str, by: Any) -> RankOverride:
    """Let an usulan stand at another place than computed, as the meeting agreed.

    Raises StepLocked, or RankingRefused without a written reason, for a place that does not exist or that
    another agreed departure holds, and for an usulan that is not agreed.
    """
    row = _claimed(ranking, None, proposal_row(proposal.pk))
    if not reason.strip():
        raise RankingRefused({"reason": "Tuliskan alasan mengubah urutan."})
    count = agreed(row.cycle).count()
    if not agreed(row.cycle).filter(pk=proposal.pk).exists():
        raise RankingRefused("Hanya usulan yang disepakati yang mempunyai peringkat.")
    if not 1 <= position <= count:
        raise RankingRefused({"position": f"Urutan harus 1 sampai {count}."})
    taken = row.overrides.filter(position=position).exclude(proposal=proposal).select_related("proposal").first()
    if taken:
        raise RankingRefused({"position": f"Urutan {position} sudah dipegang “{taken.proposal.title}”."})
    override = row.overrides.filter(proposal=proposal).first() or RankOverride(ranking=row, proposal=proposal)
    override.position, override.reason, override.decided_by = position, reason.strip(), by
    override.version += 1 if override.pk else 0
    save_by(override, by)
    row.decision = None
    save_by(row, by)
    return override


@transaction.atomic
def withdraw_override(*, ranking: Ranking, proposal: Proposal, by: Any) -> None:
    """Let the computed place of an usulan hold again; the departure stays in the history. Raises StepLocked."""
    row = _claimed(ranking, None, proposal_row(proposal.pk))
    for override in row.overrides.filter(proposal=proposal):
        delete_by(override, by)
    row.decision = None
    save_by(row, by)


@transaction.atomic
def adopt_ranking(*, ranking: Ranking, decision: Decision, by: Any, expected: int | None = None) -> Ranking:
    """Name the rembuk decision that adopted the ranking as it stands; any later change takes it back.

    A decision that fell because a marked usulan changed can be named again. Raises StaleRecord, StepLocked, or
    RankingRefused for a decision of another cycle or matter.
    """
    fallen = () if ranking.decision_id else opening(ranking.cycle, step_asking(ranking.cycle, CHECK)).marked(PROPOSAL)
    row = _claimed(ranking, expected, *fallen)
    if not adopting(row.cycle).filter(pk=decision.pk).exists():
        raise RankingRefused("Pilih keputusan rembuk siklus ini tentang usulan, Renta PIP atau daftar prioritas.")
    row.decision = decision
    save_by(row, by)
    return row


def _claimed(ranking: Ranking, expected: int | None, *rows: str) -> Ranking:
    """The ranking, locked; open itself, or for what belongs to one of `rows` as well."""
    row = Ranking.objects.select_for_update().select_related("cycle").get(pk=ranking.pk)
    require_open(cycle=row.cycle, step=step_asking(row.cycle, CHECK), pins=(ranking_row(row.cycle_id), *rows))
    claim_version(row, expected)
    return row


def _rows(scores: Sequence[ScoreText]) -> list[str]:
    return [proposal_row(text.proposal_id) for text in scores]


def _require_weights(rows: Sequence[CriterionText]) -> None:
    if not rows or len(rows) > MOST_CRITERIA:
        raise RankingRefused(f"Pakai 1 sampai {MOST_CRITERIA} kriteria.")
    names = [text.name.strip().lower() for text in rows]
    if not all(names) or len(set(names)) != len(names):
        raise RankingRefused("Setiap kriteria perlu nama sendiri.")
    if any(text.weight < 1 for text in rows):
        raise RankingRefused("Bobot paling kecil 1. Hapus kriteria yang tidak dipakai.")
    total = sum(text.weight for text in rows)
    if total != WEIGHT_SUM:
        gap = abs(WEIGHT_SUM - total)
        way = "kurang" if total < WEIGHT_SUM else "lebih"
        raise RankingRefused(f"Jumlah bobot {total}, harus {WEIGHT_SUM} ({way} {gap}).")
    if any(text.direction not in (1, -1) for text in rows):
        raise RankingRefused("Arah kriteria tidak dikenal.")


def _next_code(ranking: Ranking) -> str:
    """A code that was never used in this ranking, so that a removed criterion does not come back as another."""
    used = set(RankingCriterion.history.filter(ranking_id=ranking.pk).values_list("code", flat=True))
    return next(code for number in range(1, 1000) if (code := f"K{number}") not in used)


def _put_criterion(criterion: RankingCriterion, order: int, text: CriterionText, by: Any) -> None:
    definitions = dict(criterion.definitions if text.definitions is None else text.definitions)
    wanted = {
        "order": order,
        "name": text.name.strip(),
        "explanation": text.explanation.strip(),
        "weight": text.weight,
        "direction": text.direction,
        "definitions": {score: words.strip() for score, words in definitions.items() if words.strip()},
    }
    if criterion.pk and all(getattr(criterion, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(criterion, name, value)
    criterion.version += 1 if criterion.pk else 0
    save_by(criterion, by)


def _require_scorable(text: ScoreText, rows: Mapping[int, Proposal], criteria: Mapping[str, RankingCriterion]) -> None:
    if text.proposal_id not in rows:
        raise RankingRefused("Hanya usulan yang disepakati yang dapat dinilai. Muat ulang halaman.")
    if text.code not in criteria:
        raise RankingRefused("Kriteria sudah berubah. Muat ulang halaman.")
    if text.value is not None and not SCALE_MIN <= text.value <= SCALE_MAX:
        raise RankingRefused(f"Nilai harus {SCALE_MIN} sampai {SCALE_MAX}.")
    if text.value is not None and text.value != round(text.value, 2):
        raise RankingRefused("Nilai paling banyak dua angka di belakang koma.")


def _put_score(
    old: Score | None, text: ScoreText, criterion: RankingCriterion, suggested: Decimal | None, reason: str, by: Any
) -> bool:
    """True when something changed."""
    if text.value is None:
        if old is None:
            return False
        delete_by(old, by)
        return True
    if old is not None and (old.value, old.proposed_value, old.reason) == (text.value, suggested, reason):
        return False
    score = old or Score(proposal_id=text.proposal_id, criterion=criterion)
    score.value, score.proposed_value, score.reason = text.value, suggested, reason[:300]
    score.version += 1 if old else 0
    save_by(score, by)
    return True
