"""Verb of the Venn diagram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kumuh.core.formats import plain
from kumuh.core.models import delete_by, save_by
from planning.institutions.models import Institution
from planning.methods.enums.venn import Access, BodyKind
from planning.methods.errors import MethodRefused
from planning.methods.models import MethodGroup, VennBody, VennLink
from planning.methods.queries.venn import venn_stamp
from planning.methods.relations import LEAST, MOST, MOST_BODIES
from planning.methods.services.guard import touch, writable_group


@dataclass(frozen=True)
class BodyText:
    """One institution as it was typed; `partners` are the numbers (from 1) of the rows it works with."""

    name: str
    kind: str
    size: int
    closeness: int
    women: str = ""
    poor: str = ""
    decides: str = ""
    note: str = ""
    partners: Sequence[int] = ()


@transaction.atomic
def write_venn(*, group: MethodGroup, texts: Sequence[BodyText], by: Any, seen: str = "") -> list[VennBody]:
    """Write the institutions of one group as they were typed; one that is not among them is taken away.

    A name that is registered as a body of the place points to it. `seen` is `venn_stamp` of when the form was opened.
    Raises SessionLocked, StepLocked, ChangedMeanwhile, or MethodRefused: more than 25, a name twice, a size or a
    closeness beyond 1 to 5, a partner that is no row of this list.
    """
    current = writable_group(group=group, seen=seen, now=venn_stamp(group))
    _refuse(texts)
    region = current.session.cycle.region_id
    registered = {row.name.lower(): row for row in Institution.objects.filter(region_id=region, dissolved_on=None)}
    kept = {row.name.lower(): row for row in current.bodies.all()}
    rows = []
    for order, text in enumerate(texts, 1):
        name = plain(text.name)
        row = kept.pop(name.lower(), None) or VennBody(group=current)
        rows.append(_put(row, text, order, registered.get(name.lower()), by))
    for row in kept.values():
        delete_by(row, by)
    _link(current, rows, texts, by)
    touch(session=current.session, by=by)
    return rows


def _refuse(texts: Sequence[BodyText]) -> None:
    if len(texts) > MOST_BODIES:
        raise MethodRefused(f"Paling banyak {MOST_BODIES} lembaga dalam satu diagram.")
    seen: set[str] = set()
    for number, text in enumerate(texts, 1):
        name = plain(text.name)
        if not name:
            raise MethodRefused(f"Baris {number}: tulis nama lembaganya.")
        if name.lower() in seen:
            raise MethodRefused(f"{name} tertulis dua kali.")
        seen.add(name.lower())
        if text.kind not in BodyKind.values or {text.women, text.poor} - {"", *Access.values}:
            raise MethodRefused(f"{name}: pilih dari daftar.")
        if not (LEAST <= text.size <= MOST and LEAST <= text.closeness <= MOST):
            raise MethodRefused(f"{name}: besar dan dekat dari {LEAST} sampai {MOST}.")
        wrong = [other for other in text.partners if not 1 <= other <= len(texts) or other == number]
        if wrong:
            raise MethodRefused(f"{name}: nomor {', '.join(map(str, wrong))} bukan lembaga lain dalam daftar ini.")


def _put(row: VennBody, text: BodyText, order: int, institution: Institution | None, by: Any) -> VennBody:
    wanted = {
        "order": order, "name": plain(text.name), "kind": text.kind, "size": text.size, "closeness": text.closeness,
        "women": text.women, "poor": text.poor, "decides": text.decides.strip(), "note": text.note.strip(),
        "institution": institution,
    }  # fmt: skip
    if row.pk and all(getattr(row, name) == value for name, value in wanted.items()):
        return row
    for name, value in wanted.items():
        setattr(row, name, value)
    row.version += 1 if row.pk else 0
    save_by(row, by)
    return row


def _link(group: MethodGroup, rows: Sequence[VennBody], texts: Sequence[BodyText], by: Any) -> None:
    """Keep each pair once, whichever of the two named the other."""
    wanted = {
        tuple(sorted((rows[at].pk, rows[other - 1].pk))) for at, text in enumerate(texts) for other in text.partners
    }
    held = {
        tuple(sorted((link.first_id, link.second_id))): link for link in VennLink.objects.filter(first__group=group)
    }
    for pair, link in held.items():
        if pair not in wanted:
            delete_by(link, by)
    for one, two in sorted(wanted - set(held)):
        save_by(VennLink(first_id=one, second_id=two), by)
