"""Reads of the Venn diagram, and what it tells the common pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from kumuh.core.versions import stamp_of
from planning.institutions.enums import InstitutionKind
from planning.institutions.models import Institution
from planning.methods import relations
from planning.methods.drawing import venn as drawn
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.enums.venn import Access, BodyKind
from planning.methods.models import MethodGroup, MethodSession, VennBody, VennLink
from planning.methods.registry import BlankSheet, Figure, Gap, Panel, Reading, Result, Tool
from planning.methods.relations import Body

RULE = "Nilai: besar × dekat. Nilai yang sama berbagi peringkat."
HEAD = ("Lembaga", "Besar", "Dekat", "Nilai", "Peringkat", "Perempuan", "Warga miskin", "Bekerja bersama")
#: Registered bodies that come from an office, not from the residents.
OF_OFFICES = frozenset({InstitutionKind.TIM_TEKNIS, InstitutionKind.POKJA_PKP})


@dataclass(frozen=True)
class KnownBody:
    """An institution that can be chosen instead of typed again."""

    name: str
    kind: str
    institution_id: int | None = None


def bodies_of(session: MethodSession) -> dict[int, list[VennBody]]:
    """Institutions by the key of their group. One query."""
    found: dict[int, list[VennBody]] = {group.pk: [] for group in session.groups.all()}
    for row in VennBody.objects.filter(group__session=session):
        found[row.group_id].append(row)
    return found


def partners_of(session: MethodSession) -> dict[int, set[int]]:
    """Keys of those an institution works with, both ways. One query."""
    found: dict[int, set[int]] = {}
    for one, two in VennLink.objects.filter(first__group__session=session).values_list("first_id", "second_id"):
        found.setdefault(one, set()).add(two)
        found.setdefault(two, set()).add(one)
    return found


def as_bodies(rows: Sequence[VennBody], partners: Mapping[int, Iterable[int]]) -> list[Body]:
    """Stored institutions as the arithmetic takes them, numbered in their order."""
    numbers = {row.pk: number for number, row in enumerate(rows, 1)}
    return [
        Body(
            row.name, row.kind, row.size, row.closeness, row.women, row.poor, row.decides, row.note,
            tuple(sorted(numbers[pk] for pk in partners.get(row.pk, ()) if pk in numbers)),
        )
        for row in rows
    ]  # fmt: skip


def venn_stamp(group: MethodGroup) -> str:
    """A short mark of what is stored for a group; equal marks mean that nobody changed it."""
    rows = VennBody.objects.filter(group=group).order_by("pk").values_list("pk", "version")
    links = VennLink.objects.filter(first__group=group).order_by("pk").values_list("pk", flat=True)
    return stamp_of((list(rows), list(links)))


def known_bodies(session: MethodSession) -> list[KnownBody]:
    """Institutions to offer: registered ones of the place, then those named in other diagrams. Two queries."""
    rows = Institution.objects.filter(region_id=session.cycle.region_id, dissolved_on=None).order_by("pk")
    found = {
        row.name.lower(): KnownBody(row.name, BodyKind.PEMERINTAH if row.kind in OF_OFFICES else BodyKind.LOKAL, row.pk)
        for row in rows
    }
    named = VennBody.objects.filter(group__session__cycle=session.cycle).order_by("order", "pk")
    for name, kind, institution in named.values_list("name", "kind", "institution_id"):
        found.setdefault(name.lower(), KnownBody(name, kind, institution))
    return list(found.values())


def read(session: MethodSession) -> Reading:
    """Everything the diagram says: a picture per group, ranks, access, what groups see differently. Two queries."""
    rows, partners = bodies_of(session), partners_of(session)
    groups = [(group, as_bodies(rows[group.pk], partners)) for group in session.groups.all()]
    named = [(group.label, bodies) for group, bodies in groups if bodies]
    panels = tuple(_panel(session, group, bodies) for group, bodies in groups)
    return Reading(
        panels=panels,
        gaps=tuple(Gap(f"Diagram {one.label} belum diisi.", one.edit_url) for one in panels if not one.filled),
        comparison=(_comparison(session, named),) if len(named) > 1 else (),
        differences=relations.differences([(group.label, bodies) for group, bodies in groups]),
        results=tuple(_results(session, rows)),
    )


def _panel(session: MethodSession, group: MethodGroup, bodies: Sequence[Body]) -> Panel:
    url = reverse("methods:venn-edit", args=[session.cycle_id, session.pk, group.pk])
    if not bodies:
        return Panel(group.label, group.pk, url, filled=False)
    sheet = drawn.VennSheet(f"venn-{group.pk}", f"Diagram Venn {group.label}", bodies)
    figure = Figure(sheet.title, drawn.wide(sheet), HEAD, _rows(bodies), tall=drawn.tall(sheet), note=RULE)
    return Panel(group.label, group.pk, url, True, (figure,), _facts(bodies))


def _rows(bodies: Sequence[Body]) -> tuple[tuple[str, ...], ...]:
    """The table, best rank first; numbers are those of the drawing."""
    order = sorted(
        zip(relations.ranks(bodies), range(1, len(bodies) + 1), bodies, strict=True), key=lambda row: row[:2]
    )
    return tuple(
        (
            drawn.name_of(number, body), str(body.size), str(body.closeness), str(body.product), str(rank),
            _access(body.women), _access(body.poor),
            ", ".join(bodies[other - 1].name for other in body.partners) or "–",
        )
        for rank, number, body in order
    )  # fmt: skip


def _facts(bodies: Sequence[Body]) -> tuple[tuple[str, str], ...]:
    """What was found, and who decides where."""
    decides = "; ".join(f"{body.name}: {body.decides}" for body in bodies if body.decides)
    notes = "; ".join(f"{body.name}: {body.note}" for body in bodies if body.note)
    said = (("Yang memutuskan", decides), ("Catatan", notes))
    return (*relations.findings(bodies), *((label, words) for label, words in said if words))


def _access(code: str) -> str:
    return str(Access(code).label) if code else "–"


def _comparison(session: MethodSession, groups: Sequence[tuple[str, Sequence[Body]]]) -> Figure:
    names = {body.name.lower(): body.name for _, bodies in reversed(groups) for body in bodies}
    views = [(label, {body.name.lower(): body for body in bodies}) for label, bodies in groups]
    rows = [
        (name, [(view[key].size, view[key].closeness) if key in view else None for _, view in views])
        for key, name in sorted(names.items())
    ]
    labels = [label for label, _ in groups]
    sheet = drawn.CompareSheet(f"venn-banding-{session.pk}", "Lembaga menurut setiap kelompok", labels, rows)
    head = ("Lembaga", *(f"{label}: besar, dekat" for label in labels))
    table = tuple(
        (name, *("tidak disebut" if value is None else f"{value[0]}, {value[1]}" for value in values))
        for name, values in rows
    )
    return Figure(sheet.title, drawn.compare_wide(sheet), head, table, tall=drawn.compare_tall(sheet))


def _results(session: MethodSession, rows: Mapping[int, Sequence[VennBody]]) -> Iterable[Result]:
    """Each institution once with what every group said; strengths as potentials, far or closed ones as problems."""
    labels = {group.pk: group.label for group in session.groups.all()}
    named: dict[str, list[VennBody]] = {}
    for row in (row for group in rows.values() for row in group):
        named.setdefault(row.name.lower(), []).append(row)
    for same in named.values():
        first = same[0]
        said = "; ".join(f"{labels[row.group_id]}: besar {row.size}, dekat {row.closeness}" for row in same)
        kind = BodyKind(first.kind).label
        fields = {"name": first.name} if first.kind == BodyKind.LOKAL else {}
        yield Result(ResultKind.INSTITUTION, f"lembaga:{first.pk}", first.name, f"{kind}. {said}", fields=fields)
        if min(row.size * row.closeness for row in same) >= relations.STRONG_FROM:
            yield Result(ResultKind.POTENTIAL, f"kuat:{first.pk}", f"{first.name} aktif dan dekat dengan warga", said)
        if words := _complaint(same):
            yield Result(ResultKind.PROBLEM, f"jauh:{first.pk}", f"{first.name} {words}", said)


def _complaint(rows: Sequence[VennBody]) -> str:
    """What is wrong with an institution in the eyes of any group; empty when nothing is."""
    far = any(row.size >= relations.BIG_FROM and row.closeness <= relations.FAR_TO for row in rows)
    closed = [
        who
        for who, column in (("perempuan", "women"), ("warga miskin", "poor"))
        if any(getattr(row, column) == Access.NO for row in rows)
    ]
    told = ["besar manfaatnya tetapi sulit dihubungi warga"] if far else []
    told += [f"belum dapat dipakai {' dan '.join(closed)}"] if closed else []
    return "; ".join(told)


def blank(group: str, paper: str) -> tuple[BlankSheet, ...]:
    """One empty diagram that fills the page."""
    drawing = drawn.blank("venn-kosong", "Diagram Venn kelembagaan", (), 560 if paper == "A3" else 450)
    hints = (
        "lingkaran besar = besar manfaatnya",
        "dekat ke tengah = mudah dihubungi",
        "tumpang tindih = bekerja bersama",
        "tandai P bila dapat dipakai perempuan, M bila dapat dipakai warga miskin",
    )
    return (BlankSheet("Diagram Venn kelembagaan", drawing, hints),)


TOOL = Tool(kind=MethodKind.VENN, edit="methods:venn-edit", read=read, blank=blank, per_group=True, papers=("A4", "A3"))
