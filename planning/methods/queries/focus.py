"""Reads of the focus group discussion, and what it tells the common pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.urls import reverse

from kumuh.core.versions import stamp_of
from planning.methods import focus
from planning.methods.catalog import method_of
from planning.methods.drawing import bars
from planning.methods.drawing import focus as drawn
from planning.methods.drawing.kit import WHOLE_PAGE
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.enums.focus import PointKind, Stand
from planning.methods.models import FocusPoint, FocusQuestion, MethodGroup, MethodSession
from planning.methods.registry import BlankSheet, Figure, Gap, Link, Panel, Reading, Result, Tool

RULE: Final = (
    "Disepakati: paling sedikit dua pertiga kelompok setuju. Pendapat sebagian kecil: tidak lebih dari sepertiga. "
    "Aturan ini usulan aplikasi. Nama pembicara tidak dicatat."
)
#: Where each kind of point can go.
GOES_TO: Final[Mapping[str, ResultKind]] = {
    PointKind.MASALAH: ResultKind.PROBLEM,
    PointKind.KEBUTUHAN: ResultKind.NEED,
    PointKind.POTENSI: ResultKind.POTENTIAL,
    PointKind.USULAN: ResultKind.PROPOSAL,
}
PARTS: Final = (
    bars.Part("disepakati kelompoknya", "level-3"),
    bars.Part("disebut tanpa kesepakatan", "level-1", "hatch"),
)


def points_of(session: MethodSession) -> dict[int, list[FocusPoint]]:
    """Points by the key of their group, in the order of the questions. One query."""
    found: dict[int, list[FocusPoint]] = {group.pk: [] for group in session.groups.all()}
    for row in FocusPoint.objects.filter(group__session=session).select_related("question"):
        found[row.group_id].append(row)
    for rows in found.values():
        rows.sort(key=_place)
    return found


def _place(row: FocusPoint) -> tuple[int, int, int]:
    """Answers to questions in the order of these, what answers none at the end."""
    return (row.question.order if row.question else 1_000, row.question_id or 0, row.order)


def group_of(group: MethodGroup, rows: Iterable[FocusPoint]) -> focus.Group:
    """A group as the arithmetic takes it."""
    points = tuple(
        focus.Point(row.text, row.kind, row.aspect, row.agree, row.quote, row.question.text if row.question else "")
        for row in rows
    )
    return focus.Group(group.label, group.people, points)


def point_stamp(group: MethodGroup) -> str:
    """A short mark of the stored points of a group; equal marks mean that nobody changed them."""
    return stamp_of(list(FocusPoint.objects.filter(group=group).order_by("pk").values_list("pk", "version")))


def question_stamp(session: MethodSession) -> str:
    """A short mark of the stored guide questions."""
    return stamp_of(list(FocusQuestion.objects.filter(session=session).order_by("pk").values_list("pk", "version")))


def read(session: MethodSession) -> Reading:
    """Everything the discussion says: points, codes, agreement, differences. Two queries."""
    points = points_of(session)
    asked = bool(list(session.questions.all()))
    groups = [(group, points[group.pk], group_of(group, points[group.pk])) for group in session.groups.all()]
    panels = tuple(_panel(session, group, said) for group, _, said in groups)
    answers = [said for _, _, said in groups]
    several = [said for said in answers if said.points]
    return Reading(
        panels=panels,
        gaps=tuple(_gaps(session, asked, panels, groups)),
        comparison=(_side_by_side(session, several),) if len(several) > 1 else (),
        differences=focus.differences(answers),
        results=tuple(one for group, rows, _ in groups for row in rows for one in _results(group, row)),
        pages=(Link("Pertanyaan panduan", _questions_url(session), "list-ol", change=True),),
    )


def _questions_url(session: MethodSession) -> str:
    return reverse("methods:question-edit", args=[session.cycle_id, session.pk])


def _panel(session: MethodSession, group: MethodGroup, said: focus.Group) -> Panel:
    url = reverse("methods:point-edit", args=[session.cycle_id, session.pk, group.pk])
    if not said.points:
        return Panel(group.label, group.pk, url, filled=False)
    figures = (*_points_figures(group, said), _codes_figure(group, said))
    return Panel(group.label, group.pk, url, True, figures, _facts(said))


def _points_figures(group: MethodGroup, said: focus.Group) -> tuple[Figure, ...]:
    """The points of a group; very many stand on several pages."""
    whole = drawn.PointSheet(f"fgd-{group.pk}", f"Pokok pikiran {group.label}", group.people, said.points)
    head = ("Pokok pikiran", "Pertanyaan", "Jenis", "Kode", "Setuju", "Kutipan")
    return tuple(
        Figure(
            sheet.title,
            drawn.wide(sheet),
            head,
            tuple(_point_row(point, group.people) for point in sheet.points),
            tall=drawn.tall(sheet),
            note=RULE,
        )
        for sheet in drawn.split(whole)
    )


def _point_row(point: focus.Point, people: int | None) -> tuple[str, ...]:
    return (
        point.text,
        point.question or drawn.OUTSIDE,
        str(PointKind(point.kind).label),
        point.code,
        _agreed(point, people),
        point.quote or "–",
    )


def _agreed(point: focus.Point, people: int | None) -> str:
    stand = focus.stand(point.agree, people).label
    return f"{point.agree} dari {people}: {stand}" if people and point.agree is not None else str(stand)


def _codes_figure(group: MethodGroup, said: focus.Group) -> Figure:
    counts = focus.frequencies([said])
    sheet = bars.BarSheet(
        f"kode-{group.pk}", f"Seberapa sering setiap indikator disebut: {group.label}", "pokok pikiran", PARTS,
        [bars.Bar(one.code, (one.agreed, one.other)) for one in counts],
    )  # fmt: skip
    head = ("Kode", "Disepakati", "Tanpa kesepakatan", "Jumlah")
    rows = tuple((one.code, str(one.agreed), str(one.other), str(one.total)) for one in counts)
    return Figure(sheet.title, bars.wide(sheet), head, rows, tall=bars.tall(sheet))


def _facts(said: focus.Group) -> tuple[tuple[str, str], ...]:
    by: dict[Stand, list[str]] = {}
    for point in said.points:
        by.setdefault(focus.stand(point.agree, said.people), []).append(point.text)
    return tuple((stand.label.capitalize(), "; ".join(by[stand])) for stand in Stand if stand in by)


def _side_by_side(session: MethodSession, groups: Sequence[focus.Group]) -> Figure:
    """Points per code over all groups, with the count of every group in the table."""
    each = {said.label: {one.code: one for one in focus.frequencies([said])} for said in groups}
    counts = focus.frequencies(groups)
    sheet = bars.BarSheet(
        f"kode-semua-{session.pk}", "Seberapa sering setiap indikator disebut: semua kelompok", "pokok pikiran", PARTS,
        [bars.Bar(one.code, (one.agreed, one.other)) for one in counts],
    )  # fmt: skip
    rows = tuple(
        (
            one.code,
            *(str(found[one.code].total) if one.code in found else "–" for found in each.values()),
            str(one.total),
        )
        for one in counts
    )
    return Figure(sheet.title, bars.wide(sheet), ("Kode", *each, "Jumlah"), rows, tall=bars.tall(sheet))


def _total(count: focus.CodeCount | None) -> str:
    return str(count.total) if count else "–"


def _gaps(
    session: MethodSession,
    asked: bool,
    panels: Sequence[Panel],
    groups: Sequence[tuple[MethodGroup, list[FocusPoint], focus.Group]],
) -> Iterable[Gap]:
    if not asked:
        url = _questions_url(session)
        yield Gap("Pertanyaan panduan belum ditulis.", url)
    for panel, (group, _, said) in zip(panels, groups, strict=True):
        if not panel.filled:
            yield Gap(f"Pokok pikiran {group.label} belum diisi.", panel.edit_url)
        elif any(point.agree is None for point in said.points):
            yield Gap(f"{group.label}: jumlah yang setuju belum diisi pada setiap pokok pikiran.", panel.edit_url)
        elif group.people is not None and any((point.agree or 0) > group.people for point in said.points):
            yield Gap(f"{group.label}: yang setuju lebih banyak daripada {group.people} orangnya.", panel.edit_url)


def _results(group: MethodGroup, row: FocusPoint) -> Iterable[Result]:
    kind = GOES_TO.get(row.kind)
    if kind is None:
        return
    words = focus.stand(row.agree, group.people).label
    count = f" ({row.agree} dari {group.people} orang)" if row.agree is not None and group.people else ""
    quote = f" “{row.quote}”" if row.quote else ""
    fields = {"title": row.text, "asked_by": group.label} if kind == ResultKind.PROPOSAL else {}
    yield Result(
        kind, f"poin:{row.pk}", row.text, f"{group.label}: {words}{count}.{quote}", aspect=row.aspect, fields=fields
    )


def blank(group: str, paper: str) -> tuple[BlankSheet, ...]:
    """One empty sheet with the questions of the guide and lines for the points."""
    questions = method_of(MethodKind.FGD).questions
    drawing = drawn.blank("fgd-kosong", "Diskusi kelompok terarah", questions, WHOLE_PAGE[paper])
    hints = (
        "Jenis: masalah, sebab, kebutuhan, potensi, usulan",
        "Setuju: berapa orang",
        "Nama pembicara tidak ditulis",
    )
    return (BlankSheet("Diskusi kelompok terarah (FGD)", drawing, hints),)


TOOL = Tool(kind=MethodKind.FGD, edit="methods:point-edit", read=read, blank=blank, per_group=True, papers=("A4", "A3"))
