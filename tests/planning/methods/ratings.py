"""Scoring matrices for the tests, made through the verbs. Labels are invented and name nobody."""

from decimal import Decimal
from itertools import combinations

from planning.methods import queries
from planning.methods.enums import MethodKind
from planning.methods.services.matrix import (
    AlternativeText,
    CriterionText,
    RulesText,
    set_rules,
    write_alternatives,
    write_criteria,
)
from planning.methods.services.ratings import Answers, rate
from tests.planning.methods.builders import fresh, started

NAMES = ("Drainase gang 3", "Paving gang 5", "MCK komunal")


def matrix(world, method="BOBOT", subject="MASALAH", names=NAMES, criteria=(), **rules):
    """A session of the method with its usual criteria, or `criteria` as (name, weight), and things to compare."""
    by = world.cast.fasilitator
    session = started(world, kind=MethodKind.MATRIKS, title="Matriks RW 001")
    set_rules(session=session, text=RulesText(method, subject, **rules), by=by)
    if criteria:
        write_criteria(session=session, texts=[CriterionText(*one) for one in criteria], by=by)
    write_alternatives(session=session, texts=[AlternativeText(name) for name in names], by=by)
    return fresh(session)


def scored(session, table):
    """Answers of a table: a row of scores per alternative in the order of the list."""
    rows, columns = list(session.alternatives.all()), list(session.criteria.all())
    return Answers(
        scores={
            (row.pk, column.pk): Decimal(str(value))
            for row, line in zip(rows, table, strict=True)
            for column, value in zip(columns, line, strict=True)
        }
    )


def paired(session, *wins):
    """Answers of pairs in the order of the list: for each pair whether the first was preferred."""
    keys = session.alternatives.values_list("pk", flat=True)
    pairs = list(combinations(keys, 2))
    return Answers(winners={pair: pair[0] if first else pair[1] for pair, first in zip(pairs, wins, strict=True)})


def picked(session, *places):
    """Answers of a ballot: numbers of the list, best first."""
    keys = list(session.alternatives.values_list("pk", flat=True))
    return Answers(picks=tuple(keys[number - 1] for number in places))


def on_paper(world, session, answers, group=None, **more):
    """A sheet of paper typed by the recorder."""
    chosen = fresh(session).groups.get(pk=group.pk) if group else session.groups.first()
    return rate(group=chosen, answers=answers, by=world.cast.fasilitator, paper=True, **more)


def table_of(session, *lines):
    """Answers of the usual seven criteria from one number per alternative."""
    return scored(session, [[line] * session.criteria.count() for line in lines])


def filled_matrix(world, session=None, group=None, lines=(5, 3, 1)):
    """A weighed matrix that one rater of a group (the first) filled in."""
    session = session or matrix(world)
    on_paper(world, session, table_of(session, *lines), group)
    return fresh(session)


# --- What the common pages are told --------------------------------------------------------------------------------
def read(session):
    return queries.reading_of(fresh(session))


def ends(session, figure=0):
    """(name, total, rank) of every row as the table says it, in the order of the ranks."""
    (panel,) = read(session).panels
    return {
        row[0]: (row[-3] if "Persen" in panel.figures[figure].head else row[-2], row[-1])
        for row in panel.figures[figure].rows
    }


def facts(session):
    return dict(read(session).panels[0].facts)
