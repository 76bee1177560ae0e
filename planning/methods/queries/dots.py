"""Reads of dot voting, and what it tells the common pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.urls import reverse

from kumuh.core.versions import stamp_of
from planning.methods import dots
from planning.methods.drawing import bars
from planning.methods.drawing import dots as drawn
from planning.methods.drawing.kit import WHOLE_PAGE
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.enums.dots import DotSubject
from planning.methods.models import DotBallot, DotCount, DotOption, MethodGroup, MethodSession
from planning.methods.registry import BlankSheet, Figure, Gap, Link, Panel, Reading, Result, Tool

RULE: Final = (
    "Titik terbanyak peringkat I; jumlah yang sama berbagi peringkat. Perempuan dan laki-laki disebut memilih berbeda "
    "bila bagian titiknya berselisih 20 persen atau lebih; batas ini usulan aplikasi."
)
GOES_TO: Final[Mapping[str, ResultKind]] = {
    DotSubject.USULAN: ResultKind.PROPOSAL,
    DotSubject.MASALAH: ResultKind.PROBLEM,
    DotSubject.KEBUTUHAN: ResultKind.NEED,
}
PARTS: Final = (
    bars.Part("titik perempuan", "rose", "dots", "P"),
    bars.Part("titik laki-laki", "blue", "", "L"),
)
#: Options from which a vote is a choice.
FEWEST: Final = 2


def ballot_of(session: MethodSession) -> DotBallot:
    """What the session votes about; the usual ballot (not stored) before anybody said. One query."""
    return DotBallot.objects.filter(session=session).first() or DotBallot(session=session)


def options_of(session: MethodSession) -> list[DotOption]:
    """The options in the order of the wall. One query."""
    return list(DotOption.objects.filter(session=session))


def counts_of(session: MethodSession) -> dict[int, dict[int, DotCount]]:
    """Stored dots by the key of the group, then of the option. One query."""
    found: dict[int, dict[int, DotCount]] = {group.pk: {} for group in session.groups.all()}
    for row in DotCount.objects.filter(group__session=session):
        found[row.group_id][row.option_id] = row
    return found


def group_ballot(
    group: MethodGroup, options: Sequence[DotOption], counts: Mapping[int, DotCount], each: int
) -> dots.Ballot:
    """A group as the arithmetic takes it."""
    tallies = []
    for option in options:
        row = counts.get(option.pk)
        given = (row.women, row.men) if row else (0, 0)
        tallies.append(dots.Tally(str(option.pk), option.text, *given))
    if group.people is None:
        return dots.Ballot(group.label, tuple(tallies), each)
    return dots.Ballot(group.label, tuple(tallies), each, group.women or 0, group.men or 0)


def dot_stamp(group: MethodGroup) -> str:
    """A short mark of the stored dots of a group; equal marks mean that nobody changed them."""
    return stamp_of(list(DotCount.objects.filter(group=group).order_by("pk").values_list("pk", "version")))


def option_stamp(session: MethodSession) -> str:
    """A short mark of the stored ballot with its options."""
    ballot = list(DotBallot.objects.filter(session=session).values_list("pk", "version"))
    options = DotOption.objects.filter(session=session).order_by("pk").values_list("pk", "version")
    return stamp_of([ballot, list(options)])


def read(session: MethodSession) -> Reading:
    """Everything the vote says: bars per group and together, ranks, differences. Three queries."""
    ballot, options, counts = ballot_of(session), options_of(session), counts_of(session)
    groups = [(group, group_ballot(group, options, counts[group.pk], ballot.each)) for group in session.groups.all()]
    panels = tuple(_panel(session, group, said) for group, said in groups)
    voting = [said for _, said in groups if said.given]
    return Reading(
        panels=panels,
        gaps=tuple(_gaps(session, options, groups, panels)),
        comparison=(_together(session, voting),) if len(voting) > 1 else (),
        differences=dots.differences([said for _, said in groups]),
        results=tuple(_results(ballot, options, voting)),
        pages=(Link("Pilihan dan banyaknya titik", _options_url(session), "list-ol", change=True),),
    )


def _options_url(session: MethodSession) -> str:
    return reverse("methods:option-edit", args=[session.cycle_id, session.pk])


def _panel(session: MethodSession, group: MethodGroup, said: dots.Ballot) -> Panel:
    url = reverse("methods:dot-edit", args=[session.cycle_id, session.pk, group.pk])
    if not said.given:
        return Panel(group.label, group.pk, url, filled=False)
    figure = _figure(f"titik-{group.pk}", f"Titik {group.label}", said.tallies)
    return Panel(group.label, group.pk, url, True, (figure,), tuple(_facts(said)))


def _figure(ident: str, title: str, tallies: Sequence[dots.Tally]) -> Figure:
    ranked = dots.ranked(tallies)
    sheet = bars.BarSheet(
        ident, title, "titik", PARTS,
        [bars.Bar(f"{standing.roman}. {one.text}", (one.women, one.men)) for one, standing in ranked],
    )  # fmt: skip
    head = ("Pilihan", "Titik perempuan", "Titik laki-laki", "Jumlah", "Peringkat")
    rows = tuple((one.text, str(one.women), str(one.men), str(one.total), standing.roman) for one, standing in ranked)
    return Figure(title, bars.wide(sheet), head, rows, tall=bars.tall(sheet), note=RULE)


def _together(session: MethodSession, voting: Sequence[dots.Ballot]) -> Figure:
    """The dots of all groups in one picture, with the sum of every group in its table."""
    figure = _figure(f"titik-semua-{session.pk}", "Titik semua kelompok", dots.summed(voting))
    each = [{one.text: one.total for one in said.tallies} for said in voting]
    head = (*figure.head[:-2], *(said.label for said in voting), *figure.head[-2:])
    rows = tuple((*row[:-2], *(str(known.get(row[0], 0)) for known in each), *row[-2:]) for row in figure.rows)
    return Figure(figure.title, figure.wide, head, rows, tall=figure.tall, note=RULE)


def _facts(said: dots.Ballot) -> Iterable[tuple[str, str]]:
    out_of = f" dari {said.handed_out} yang dibagikan" if said.handed_out is not None else ""
    yield "Titik yang ditempel", f"{said.given}{out_of} ({said.each} titik setiap orang)"
    for words, part in (("perempuan", "women"), ("laki-laki", "men")):
        chosen = dots.first_choice(said.tallies, part)
        if chosen:
            yield f"Pilihan pertama {words}", ", ".join(chosen)


def _gaps(
    session: MethodSession,
    options: Sequence[DotOption],
    groups: Sequence[tuple[MethodGroup, dots.Ballot]],
    panels: Sequence[Panel],
) -> Iterable[Gap]:
    if len(options) < FEWEST:
        url = _options_url(session)
        yield Gap("Tulis paling sedikit dua pilihan.", url)
    for panel, (group, said) in zip(panels, groups, strict=True):
        if not panel.filled:
            yield Gap(f"Titik {group.label} belum dihitung.", panel.edit_url)
        elif dots.excess(said):
            yield Gap(dots.excess(said), panel.edit_url)


def _results(ballot: DotBallot, options: Sequence[DotOption], voting: Sequence[dots.Ballot]) -> Iterable[Result]:
    """What got dots, best first."""
    kind = GOES_TO.get(ballot.subject)
    if kind is None:
        return
    known = {str(option.pk): option for option in options}
    for one, standing in dots.ranked(dots.summed(voting)):
        if one.total:
            note = f"Peringkat {standing.roman}: {one.total} titik ({one.women} perempuan, {one.men} laki-laki)"
            fields = {"title": one.text} if kind == ResultKind.PROPOSAL else {}
            yield Result(kind, f"pilihan:{one.key}", one.text, note, aspect=known[one.key].aspect, fields=fields)


def blank(group: str, paper: str) -> tuple[BlankSheet, ...]:
    """One wall sheet with room for eight options."""
    drawing = drawn.blank("titik-kosong", "Pilih dengan titik", 8, WHOLE_PAGE[paper])
    hints = ("Setiap orang mendapat titik sama banyak", "Tempel bersama-sama, tanpa bicara")
    return (BlankSheet("Pilih dengan titik (dot voting)", drawing, hints),)


TOOL = Tool(kind=MethodKind.DOT, edit="methods:dot-edit", read=read, blank=blank, per_group=True, papers=("A4", "A3"))
