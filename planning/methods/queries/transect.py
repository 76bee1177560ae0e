"""Reads of the transect, and what it tells the common pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.urls import reverse

from kumuh.core.formats import show_number
from kumuh.core.versions import stamp_of
from planning.methods import walking
from planning.methods.drawing import transect as drawn
from planning.methods.drawing.kit import WHOLE_PAGE
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.enums.transect import Cover, WalkTopic
from planning.methods.models import MethodGroup, MethodSession, TransectPath, TransectStretch
from planning.methods.registry import BlankSheet, Figure, Gap, Panel, Reading, Result, Tool
from planning.methods.walking import Stretch

RULE = (
    "Jarak dijumlahkan dari awal lintasan. Kemiringan dari tinggi yang diukur: sampai 8% datar, 15% landai, 25% agak "
    "curam, 40% curam (SK Menteri Pertanian 837/1980)."
)
#: What each of these topics is passed on as.
PASSED: Mapping[str, str] = {
    WalkTopic.MASALAH: ResultKind.PROBLEM,
    WalkTopic.POTENSI: ResultKind.POTENTIAL,
    WalkTopic.USULAN: ResultKind.PROPOSAL,
}


def stretch_of(row: TransectStretch) -> Stretch:
    """A stored stretch as the arithmetic takes it."""
    return Stretch(row.name, row.metres, row.height, row.cover, row.texts, row.aspect, row.pk)


def transect_stamp(group: MethodGroup) -> str:
    """A short mark of what is stored for a group; equal marks mean that nobody changed it."""
    stretches = TransectStretch.objects.filter(group=group).order_by("pk").values_list("pk", "version")
    return stamp_of([*TransectPath.objects.filter(group=group).values_list("pk", "version"), *stretches])


def path_of(group: MethodGroup) -> TransectPath | None:
    """The way of a group. One query."""
    return TransectPath.objects.filter(group=group).first()


def read(session: MethodSession) -> Reading:
    """Everything the transects say: a picture per group, metres, slopes, differences. Two queries."""
    groups = list(session.groups.all())
    paths = {row.group_id: row for row in TransectPath.objects.filter(group__session=session)}
    stretches: dict[int, list[Stretch]] = {group.pk: [] for group in groups}
    for row in TransectStretch.objects.filter(group__session=session):
        stretches[row.group_id].append(stretch_of(row))
    panels = tuple(_panel(session, group, paths.get(group.pk), stretches[group.pk]) for group in groups)
    return Reading(
        panels=panels,
        gaps=tuple(_gaps(panels)),
        differences=walking.differences([(group.label, stretches[group.pk]) for group in groups]),
        results=tuple(one for group in groups for one in _results(group, stretches[group.pk])),
    )


def _panel(
    session: MethodSession, group: MethodGroup, path: TransectPath | None, stretches: Sequence[Stretch]
) -> Panel:
    url = reverse("methods:transect-edit", args=[session.cycle_id, session.pk, group.pk])
    if not stretches:
        return Panel(group.label, group.pk, url, filled=False)
    start = path.start_height if path else None
    whole = drawn.Walk(f"transek-{group.pk}", f"Transek {group.label}", stretches, start)
    figures = tuple(_figure(part, len(stretches)) for part in drawn.split(whole))
    return Panel(group.label, group.pk, url, True, figures, tuple(_facts(path, stretches)))


def _figure(part: drawn.Walk, count: int) -> Figure:
    last = part.first + len(part.stretches) - 1
    title = part.title if len(part.stretches) == count else f"{part.title}, ruas {part.first}–{last} dari {count}"
    head = ("Pokok", *(f"{part.first + at}. {one.name}" for at, one in enumerate(part.stretches)))
    slopes = [_slope(one) for one in walking.slopes(part.start, part.stretches)]
    rows = [
        ("Jarak", *(drawn.metres_told(*span) for span in part.spans)),
        ("Penutup lahan", *(Cover(one.cover).label if one.cover else "–" for one in part.stretches)),
        *([("Kemiringan terukur", *slopes)] if any(one != "–" for one in slopes) else []),
        *((topic.label, *(one.texts.get(topic, "–") for one in part.stretches)) for topic in part.topics),
    ]
    return Figure(title, drawn.wide(part), head, tuple(rows), drawn.tall(part), RULE)


def _slope(percent: Decimal | None) -> str:
    if percent is None:
        return "–"
    way = "" if percent == 0 else " naik" if percent > 0 else " turun"
    return f"{show_number(abs(percent), 1)}%{way}, {walking.slope_word(percent)}"


def _facts(path: TransectPath | None, stretches: Sequence[Stretch]) -> Iterable[tuple[str, str]]:
    if path and (path.start or path.finish):
        yield "Lintasan", f"{path.start or 'awal'} sampai {path.finish or 'akhir'}, {path.get_kind_display().lower()}"
    total = walking.ends(stretches)[-1]
    yield "Panjang", f"{show_number(total.normalize())} m dalam {len(stretches)} ruas"
    covers = walking.covered(stretches)
    if covers:
        told = (f"{Cover(cover).label.lower()} {show_number(metres.normalize())} m" for cover, metres in covers.items())
        yield "Yang dilewati", ", ".join(told)
    for topic in (WalkTopic.MASALAH, WalkTopic.BAHAYA):
        number, metres = walking.told(stretches, topic)
        if number:
            yield str(topic.label), f"pada {number} ruas sepanjang {show_number(metres.normalize())} m"


def _gaps(panels: Sequence[Panel]) -> Iterable[Gap]:
    for panel in panels:
        if not panel.filled:
            yield Gap(f"Transek {panel.label} belum diisi.", panel.edit_url)


def _results(group: MethodGroup, stretches: Sequence[Stretch]) -> Iterable[Result]:
    """Problems, potentials and usulan of every stretch, with where they were seen."""
    for number, (one, span) in enumerate(zip(stretches, walking.spans(stretches), strict=True), 1):
        for topic, kind in PASSED.items():
            text = one.texts.get(topic, "")
            if text:
                yield Result(
                    kind,
                    f"ruas:{one.pk}:{topic.lower()}",
                    text,
                    f"Ruas {number} {one.name} ({drawn.metres_told(*span)}), {group.label}",
                    aspect=one.aspect if topic == WalkTopic.MASALAH else None,
                    fields={"title": text, "location": one.name, "asked_by": group.label},
                )


def blank(group: str, paper: str) -> tuple[BlankSheet, ...]:
    """One empty sheet: a band to draw in and a table of five stretches."""
    hints = ("berhenti setiap kali keadaan berubah", "ukur jaraknya", "tanyai warga yang ditemui")
    return (BlankSheet("Transek", drawn.blank("transek-kosong", "Transek", WHOLE_PAGE[paper]), hints),)


TOOL = Tool(
    kind=MethodKind.TRANSEK, edit="methods:transect-edit", read=read, blank=blank, per_group=True, papers=("A4", "A3")
)
