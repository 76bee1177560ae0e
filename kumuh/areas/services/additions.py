"""Adding many RT at once, as an import does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.errors import NeighbourhoodRefused
from kumuh.areas.models import Neighbourhood, Region, Settlement
from kumuh.areas.naming import city_code, neighbourhood_label, normal_number
from kumuh.core.bulk import create_with_history
from kumuh.core.scope import AreaPerson

RW, RT = NeighbourhoodKind.RW, NeighbourhoodKind.RT


class NewRt(NamedTuple):
    """An RT to be added: its kelurahan, the numbers of its RW (empty: none) and RT, its kawasan if any."""

    kelurahan: Region
    rw: str
    rt: str
    settlement: Settlement | None = None


def add_rts(*, rts: Sequence[NewRt], by: AreaPerson | None = None) -> dict[tuple[str, str, str], Neighbourhood]:
    """Add RT, and the RW they need, that are not in use yet; RT that are there stay as they are.

    Returns the RT in use by (kelurahan code, RW number, RT number) as given. The same rules as
    `create_neighbourhood`, in four statements whatever the number. Raises `NeighbourhoodRefused`.
    """
    wanted = {_key(item): item for item in rts}
    codes = {item.kelurahan.code for item in rts}
    with transaction.atomic():
        rows = Neighbourhood.objects.select_for_update().filter(kelurahan_id__in=codes, valid_to=None)
        known = {(row.kelurahan_id, row.label): row for row in rows}
        rws = {(item.kelurahan.code, number): item.kelurahan for (_, number, _), item in wanted.items() if number}
        known |= _create(
            by,
            [
                Neighbourhood(kelurahan=kelurahan, kind=RW, number=number, label=neighbourhood_label(RW, number))
                for (code, number), kelurahan in rws.items()
                if (code, neighbourhood_label(RW, number)) not in known
            ],
        )
        known |= _create(
            by,
            [
                Neighbourhood(
                    kelurahan=item.kelurahan,
                    kind=RT,
                    number=rt,
                    parent=known[(code, neighbourhood_label(RW, rw))] if rw else None,
                    label=neighbourhood_label(RT, rt, rw),
                    settlement=item.settlement,
                )
                for (code, rw, rt), item in wanted.items()
                if (code, neighbourhood_label(RT, rt, rw)) not in known
            ],
        )
    return {
        (item.kelurahan.code, item.rw, item.rt): known[(code, neighbourhood_label(RT, rt, rw))]
        for item in rts
        for code, rw, rt in [_key(item)]
    }


def _key(item: NewRt) -> tuple[str, str, str]:
    """Code and numbers in the way of the office; refuses what is no RT of a kelurahan."""
    if item.kelurahan.level != RegionLevel.KELURAHAN:
        raise NeighbourhoodRefused("RT dan RW hanya ada di kelurahan atau desa.")
    if item.settlement is not None and item.settlement.city_id != city_code(item.kelurahan.pk):
        raise NeighbourhoodRefused("Kawasan yang dipilih berada di kota lain.")
    try:
        return item.kelurahan.code, normal_number(item.rw) if item.rw else "", normal_number(item.rt)
    except ValueError as error:
        raise NeighbourhoodRefused(str(error)) from error


def _create(by: AreaPerson | None, rows: list[Neighbourhood]) -> dict[tuple[str, str], Neighbourhood]:
    create_with_history(rows=rows, by=by)
    return {(row.kelurahan_id, row.label): row for row in rows}
