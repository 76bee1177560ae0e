"""Usulan that fit the real needs of a kelurahan: one per parameter, for the RT where most is not in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from planning.demo.catalog import read
from planning.demo.services.facts import Place

MOST: Final = 4


def usual_proposals(*, place: Place) -> tuple[Mapping[str, Any], ...]:
    """Rows as the stories of P2KP write them, at most four, all agreed; LookupError where nothing is needed."""
    found = tuple(_rows(place))[:MOST]
    if not found:
        raise LookupError(f"{place.cycle.region.name} needs none of the usual works")
    return found


def _rows(place: Place) -> Iterator[Mapping[str, Any]]:
    """Those of the programme, where their parameter is not in order; a row with its own volume always."""
    for told in read("program/usulan.json"):
        if place.cycle.track not in told["program"]:
            continue
        worst = max(place.rts, key=lambda number: place.need(place.rts[number], told["parameter"]))
        if "volume" not in told and place.need(place.rts[worst], told["parameter"]) <= 0:
            continue
        work = {**told["kegiatan"], "tahun": place.cycle.fiscal_year, "penanggung_jawab": "Ketua KSM (contoh)"}
        title = told["judul"].format(rt=place.rts[worst].label)
        yield {"id": told["parameter"], **told, "rt": [worst], "judul": title, "kegiatan": work}
