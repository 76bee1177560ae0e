"""Reads of scoring matrices: what is stored of one or of many sessions, as the arithmetic takes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kumuh.core.versions import stamp_of
from planning.methods.enums.matrix import MatrixMethod, RaterWay
from planning.methods.matrices import HUNDRED, Choice, Rules, Vote, missing_in
from planning.methods.models import (
    MatrixAlternative,
    MatrixCriterion,
    MatrixPair,
    MatrixPick,
    MatrixRater,
    MatrixScore,
    MatrixSetup,
    MethodSession,
)
from planning.methods.ranking import Criterion


@dataclass(frozen=True)
class Board:
    """Everything that is stored of the matrix of one session. `begun` is False before anybody said how to compare."""

    setup: MatrixSetup
    begun: bool
    criteria: tuple[MatrixCriterion, ...]
    alternatives: tuple[MatrixAlternative, ...]
    raters: tuple[MatrixRater, ...]
    votes: Mapping[int, Vote] = field(default_factory=dict)

    @property
    def rules(self) -> Rules:
        first = next((row.code for row in self.criteria if row.tie_first), "")
        columns = tuple(
            Criterion(
                row.code, row.name, Fraction(row.weight), row.direction, {int(k): v for k, v in row.definitions.items()}
            )
            for row in self.criteria
        )
        return Rules(self.setup.method, columns, self.setup.low, self.setup.high, self.setup.rater_rule, first)

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(Choice(key_of(row), row.text, _facts(row)) for row in self.alternatives)

    @property
    def by_key(self) -> dict[str, MatrixAlternative]:
        return {key_of(row): row for row in self.alternatives}

    @property
    def weight_sum(self) -> int:
        return sum(row.weight for row in self.criteria)

    @property
    def weights_hold(self) -> bool:
        """Whether the weights are free or sum to 100."""
        weighted = self.setup.method == MatrixMethod.BOBOT and self.setup.hundred
        return not weighted or self.weight_sum == HUNDRED

    @property
    def ready(self) -> bool:
        """Whether somebody can rate: said how, two alternatives, criteria where they are needed."""
        asks = not self.rules.chooses
        return self.begun and len(self.alternatives) > 1 and (not asks or bool(self.criteria)) and self.weights_hold

    def owes(self, rater: MatrixRater) -> int:
        """How many answers of a rater are missing."""
        return missing_in(self.rules, self.choices, self.votes.get(rater.pk, Vote("")))

    def raters_in(self, group: int | None) -> list[MatrixRater]:
        """Who rates in a group (None: in any), without those who only look."""
        rating = [row for row in self.raters if row.way != RaterWay.LOOKS]
        return [row for row in rating if group is None or row.group_id == group]

    def done_in(self, group: int | None = None) -> list[Vote]:
        """The complete answers of a group (None: of all); those who are not finished stay out."""
        return [self.votes[row.pk] for row in self.raters_in(group) if row.given_at and not self.owes(row)]


def key_of(row: MatrixAlternative) -> str:
    """Key of an alternative for the engine: what nothing separates stands in the order of the words."""
    return f"{row.text.lower()} {row.pk:09d}"


def _facts(row: MatrixAlternative) -> dict[str, Any]:
    each = Fraction(row.cost, row.households) if row.cost and row.households else None
    return {"jumlah_kk": row.households, "biaya_per_kk": each, "keputusan": row.decided_on}


def board_of(session: MethodSession) -> Board:
    """What is stored of one session. Seven queries."""
    return boards_of([session])[session.pk]


def boards_of(sessions: Sequence[MethodSession]) -> dict[int, Board]:
    """What is stored of many sessions by their key. Seven queries however many they are."""
    keys = [session.pk for session in sessions]
    setups = {row.session_id: row for row in MatrixSetup.objects.filter(session__in=keys)}
    criteria = _by_session(MatrixCriterion.objects.filter(session__in=keys), keys)
    alternatives = _by_session(MatrixAlternative.objects.filter(session__in=keys), keys)
    raters = _by_session(MatrixRater.objects.filter(session__in=keys), keys)
    votes = _votes(keys, raters, criteria, alternatives)
    return {
        session.pk: Board(
            setups.get(session.pk) or MatrixSetup(session=session),
            session.pk in setups,
            tuple(criteria[session.pk]),
            tuple(alternatives[session.pk]),
            tuple(raters[session.pk]),
            {row.pk: votes[row.pk] for row in raters[session.pk]},
        )
        for session in sessions
    }


def _by_session(rows: Iterable[Any], keys: Iterable[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {key: [] for key in keys}
    for row in rows:
        found[row.session_id].append(row)
    return found


def _votes(
    keys: Sequence[int],
    raters: Mapping[int, list[MatrixRater]],
    criteria: Mapping[int, list[MatrixCriterion]],
    alternatives: Mapping[int, list[MatrixAlternative]],
) -> dict[int, Vote]:
    """What every rater said, by the key of the rater. Three queries."""
    codes = {row.pk: row.code for rows in criteria.values() for row in rows}
    names = {row.pk: key_of(row) for rows in alternatives.values() for row in rows}
    scores: dict[int, dict[tuple[str, str], Decimal]] = {}
    for one in MatrixScore.objects.filter(rater__session__in=keys):
        scores.setdefault(one.rater_id, {})[names[one.alternative_id], codes[one.criterion_id]] = one.value
    winners: dict[int, dict[tuple[str, str], str]] = {}
    for pair in MatrixPair.objects.filter(rater__session__in=keys):
        won, lost = names[pair.winner_id], names[pair.loser_id]
        winners.setdefault(pair.rater_id, {})[won, lost] = won
    picks: dict[int, list[str]] = {}
    for pick in MatrixPick.objects.filter(rater__session__in=keys).order_by("place"):
        picks.setdefault(pick.rater_id, []).append(names[pick.alternative_id])
    return {
        row.pk: Vote(row.shown, scores.get(row.pk, {}), winners.get(row.pk, {}), tuple(picks.get(row.pk, ())))
        for rows in raters.values()
        for row in rows
    }


def rules_stamp(session: MethodSession) -> str:
    """A short mark of how the session compares and of its criteria."""
    setup = list(MatrixSetup.objects.filter(session=session).values_list("pk", "version"))
    criteria = MatrixCriterion.objects.filter(session=session).order_by("pk").values_list("pk", "version")
    return stamp_of([setup, list(criteria)])


def alternative_stamp(session: MethodSession) -> str:
    """A short mark of what is compared."""
    rows = MatrixAlternative.objects.filter(session=session).order_by("pk")
    return stamp_of(list(rows.values_list("pk", "version")))


def rater_stamp(rater: MatrixRater | None) -> str:
    """A short mark of what a rater said; empty for a new one."""
    return "" if rater is None or rater.pk is None else stamp_of([rater.pk, rater.version])


def own_rater(session: MethodSession, user: Any) -> MatrixRater | None:
    """The row of a person among the raters of a session. One query."""
    return MatrixRater.objects.filter(session=session, user=user).select_related("group").first()
