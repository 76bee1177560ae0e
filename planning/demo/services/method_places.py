"""How places of the example groups are typed: maps, transects. Stories stand in `fixtures/demo/metode-wilayah.json`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from planning.demo.catalog import read
from planning.methods.enums import MethodKind
from planning.methods.models import MethodGroup
from planning.methods.queries.maps import rts_of
from planning.methods.services.maps import ObjectText, write_objects
from planning.methods.services.transect import PathText, StretchText, write_transect


def _map(group: MethodGroup, rows: Any, by: Any) -> None:
    """`rows` names a file and the part of it that this group drew; RT by their label."""
    name, part = rows
    session = group.session
    rts = {rt.label: rt.pk for rt in rts_of(session)}
    texts = [
        ObjectText(kind, shape, corners, label, note, rts.get(rt), welfare, latrine, number)
        for kind, shape, corners, label, note, rt, welfare, latrine, number in read(name)[part]
    ]
    write_objects(group=group, texts=texts, by=by)


def _transect(group: MethodGroup, told: Any, by: Any) -> None:
    """`lintasan` is the way, `ruas` its stretches one after the other."""
    start, finish, kind, theme, height = told["lintasan"]
    path = PathText(start, finish, kind, theme, Decimal(height) if height else None)
    texts = [
        StretchText(name, Decimal(metres), Decimal(end) if end else None, cover, words, aspect)
        for name, metres, end, cover, aspect, words in told["ruas"]
    ]
    write_transect(group=group, path=path, texts=texts, by=by)


#: How the answers of a group are typed, by method.
PLACES: Final[Mapping[str, Callable[[MethodGroup, Any, Any], None]]] = {
    MethodKind.PETA: _map,
    MethodKind.TRANSEK: _transect,
}
