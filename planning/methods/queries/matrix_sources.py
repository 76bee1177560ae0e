"""Lists of the cycle that methods themselves know: RT, kawasan, what was voted on or ranked in other sessions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.queries import neighbourhoods_on, settlements_of
from planning.methods.models import DotOption, MatrixAlternative, MethodSession
from planning.methods.registry import ChoiceSource, Offered


def offered_rts(session: MethodSession) -> Iterable[Offered]:
    """The RT of the kelurahan on the day of the session. One query."""
    for row in neighbourhoods_on(session.cycle.region_id, session.day, NeighbourhoodKind.RT).order_by("label"):
        yield Offered(str(row.pk), row.label)


def offered_settlements(session: MethodSession) -> Iterable[Offered]:
    """The kawasan in the kelurahan on the day of the session. One query."""
    for row in settlements_of(session.cycle.region, session.day):
        yield Offered(str(row.pk), row.name)


def offered_options(session: MethodSession) -> Iterable[Offered]:
    """Options of dot votes of the cycle, the newest vote first. One query."""
    rows = DotOption.objects.filter(session__cycle=session.cycle).select_related("session")
    for row in rows.order_by("-session_id", "order"):
        yield Offered(str(row.pk), row.text, row.aspect, note=f"pilihan dalam {row.session}")


def offered_alternatives(session: MethodSession) -> Iterable[Offered]:
    """What other matrices of the cycle compared and took from no list. One query."""
    rows = MatrixAlternative.objects.filter(session__cycle=session.cycle, source="").exclude(session=session)
    for row in rows.select_related("session").order_by("-session_id", "order"):
        yield Offered(str(row.pk), row.text, row.aspect, row.households, row.cost, note=f"dinilai dalam {row.session}")


SOURCES: Final = (
    ChoiceSource("rt", "RT", offered_rts),
    ChoiceSource("kawasan", "Kawasan", offered_settlements),
    ChoiceSource("titik", "Pilihan dot voting", offered_options),
    ChoiceSource("matriks", "Matriks lain", offered_alternatives),
)
