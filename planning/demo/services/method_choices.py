"""How the example matrices are set up and rated. Shapes stand in `fixtures/demo/metode-matriks.json`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import combinations
from typing import Any, Final

from planning.methods.enums import MethodKind
from planning.methods.enums.matrix import MatrixMethod
from planning.methods.models import MatrixCriterion, MethodGroup, MethodSession
from planning.methods.queries import session_for_print
from planning.methods.queries.matrix import board_of
from planning.methods.registry import SOURCES
from planning.methods.services.matrix import (
    AlternativeText,
    RulesText,
    set_rules,
    take_alternatives,
    write_alternatives,
)
from planning.methods.services.ratings import Answers, rate

#: Where things to compare are looked for before they are typed.
_LISTS: Final = ("usulan", "titik")


def _set_up(session: MethodSession, told: Mapping[str, Any], by: Any) -> None:
    """How the session compares and what: things that a list of the cycle has are taken from there, others typed."""
    set_rules(session=session, text=RulesText(told["cara"], told["yang_dibandingkan"]), by=by)
    current, open_ones = session_for_print(session.pk), [text for text, _ in told["pilihan"]]
    for source in (SOURCES[code] for code in _LISTS if code in SOURCES):
        keys = [one.key for one in source.offered(current) if one.text in open_ones]
        if keys:
            taken = take_alternatives(session=current, source=source.code, keys=keys, by=by)
            open_ones = [text for text in open_ones if text not in {row.text for row in taken}]
    held = {row.text: row for row in board_of(current).alternatives}
    texts = [
        AlternativeText(text, aspect, held[text].households, held[text].cost, held[text].pk)
        if text in held
        else AlternativeText(text, aspect)
        for text, aspect in told["pilihan"]
    ]
    write_alternatives(session=current, texts=texts, by=by)


def _rate(group: MethodGroup, raters: Any, by: Any) -> None:
    """Type the sheets of the raters of one group: [label, rows], rows in the order of the alternatives."""
    for label, rows in raters:
        current = session_for_print(group.session_id)
        chosen = next(one for one in current.groups.all() if one.pk == group.pk)
        chosen.session = current
        rate(group=chosen, answers=_answers(current, rows), by=by, paper=True, label=label)


def _answers(session: MethodSession, rows: list[list[int]]) -> Answers:
    board = board_of(session)
    keys = [row.pk for row in board.alternatives]
    if board.setup.method == MatrixMethod.PASANGAN:
        winners = [number for row in rows for number in row]
        pairs = combinations(range(1, len(keys) + 1), 2)
        told = {(one, other): winner for (one, other), winner in zip(pairs, winners, strict=True)}
        return Answers(winners={(keys[a - 1], keys[b - 1]): keys[winner - 1] for (a, b), winner in told.items()})
    columns: list[MatrixCriterion] = list(board.criteria)
    return Answers(
        scores={
            (key, column.pk): Decimal(value)
            for key, row in zip(keys, rows, strict=True)
            for column, value in zip(columns, row, strict=True)
        }
    )


#: What a session is given before its groups answer, by method.
SET_UP: Final[Mapping[str, Callable[[MethodSession, Mapping[str, Any], Any], None]]] = {MethodKind.MATRIKS: _set_up}
#: How the answers of a group are typed, by method.
CHOICES: Final[Mapping[str, Callable[[MethodGroup, Any, Any], None]]] = {MethodKind.MATRIKS: _rate}
