"""Verb of the list of potentials and needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kumuh.core.models import delete_by, save_by
from planning.cycles.models import Cycle
from planning.proposals.enums import FactKind, Sector
from planning.proposals.errors import ProposalRefused
from planning.proposals.models import LocalFact


@dataclass(frozen=True)
class FactText:
    """One potential or need as it was written; `pk` names the row that it replaces."""

    sector: str
    kind: str
    text: str
    place: str = ""
    amount: str = ""
    pk: int | None = None


@transaction.atomic
def save_facts(*, cycle: Cycle, texts: Sequence[FactText], by: Any, removed: Sequence[int] = ()) -> list[LocalFact]:
    """Add and change potentials and needs; only `removed` ones go, so that what others added meanwhile stays.

    Raises ProposalRefused for an unknown sector or kind, for empty words, and for a row of another cycle.
    """
    kept = {row.pk: row for row in LocalFact.objects.select_for_update().filter(cycle=cycle)}
    for pk in removed:
        gone = kept.pop(pk, None)
        if gone is not None:
            delete_by(gone, by)
    return [_put(cycle, text, kept, by) for text in texts]


def _put(cycle: Cycle, text: FactText, kept: dict[int, LocalFact], by: Any) -> LocalFact:
    if text.sector not in Sector.values or text.kind not in FactKind.values:
        raise ProposalRefused("Pilih bidang, dan apakah ini potensi atau kebutuhan.")
    if not text.text.strip():
        raise ProposalRefused("Tulis uraiannya.")
    if text.pk is not None and text.pk not in kept:
        raise ProposalRefused("Baris ini sudah dihapus orang lain atau milik siklus lain.")
    row = kept.get(text.pk or 0) or LocalFact(cycle=cycle)
    wanted = (text.sector, text.kind, text.text.strip(), text.place.strip(), text.amount.strip())
    if row.pk and (row.sector, row.kind, row.text, row.place, row.amount) == wanted:
        return row
    row.sector, row.kind, row.text, row.place, row.amount = wanted
    row.version += 1 if row.pk else 0
    save_by(row, by)
    return row
