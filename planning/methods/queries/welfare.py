"""Reads of the welfare ranking, and what it tells the common pages: numbers of cards and counts, never a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from kumuh.core.versions import stamp_of
from planning.cycles.models import Cycle
from planning.methods import welfare
from planning.methods.drawing import bars
from planning.methods.drawing import welfare as drawn
from planning.methods.drawing.kit import WHOLE_PAGE
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.models import (
    MethodGroup,
    MethodSession,
    WelfareCard,
    WelfareClass,
    WelfarePiles,
    WelfareSort,
)
from planning.methods.queries.sessions import agreed_sessions
from planning.methods.ranking.standings import show_fraction
from planning.methods.registry import BlankSheet, Figure, Gap, Link, Panel, Reading, Result, Tool
from planning.methods.welfare import Card, Level, PoorCount

RULE: Final = (
    "Nilai kartu: rata-rata tumpukan semua kelompok, 100 paling miskin. Batas kelas disepakati warga. Kartu dengan "
    "selisih sepertiga skala atau lebih dibahas lagi; aturan ini usulan aplikasi. Nama keluarga tidak ditampilkan."
)
FEW: Final = f"{welfare.HIDDEN}: satu atau dua keluarga, tidak disebut angkanya supaya tidak dikenali."
NO_RT: Final = "RT belum diisi"
#: Classes with which an empty session begins, from the best off.
USUAL: Final = ("Mampu", "Sedang", "Miskin")
#: Classes from which households are sorted at all.
FEWEST: Final = 2


@dataclass(frozen=True)
class NamedCard:
    """A card with its name and class, for those who work with names."""

    row: WelfareCard
    card: Card
    level: Level | None

    @property
    def score(self) -> str:
        """Its score as people read it; a dash before any group sorted it."""
        return "–" if self.card.mean is None else show_fraction(self.card.mean, 0)


def classes_of(session: MethodSession) -> list[WelfareClass]:
    """The classes from the best off to the poorest. One query."""
    return list(WelfareClass.objects.filter(session=session))


def cards_of(session: MethodSession) -> list[WelfareCard]:
    """The cards with their RT. One query."""
    return list(WelfareCard.objects.filter(session=session).select_related("rt"))


def sorts_of(group: MethodGroup) -> dict[int, WelfareSort]:
    """Where a group put the cards, by key of the card. One query."""
    return {row.card_id: row for row in WelfareSort.objects.filter(group=group)}


def piles_of(group: MethodGroup) -> WelfarePiles:
    """Into how many piles a group sorted; three before it said. One query."""
    return WelfarePiles.objects.filter(group=group).first() or WelfarePiles(group=group)


def sorted_cards(session: MethodSession, rows: Sequence[WelfareCard]) -> list[Card]:
    """The cards as the arithmetic takes them: number, RT, piles by the label of the group. Two queries."""
    put = _piles_by_card([session])
    return [Card(row.number, str(row.rt) if row.rt else "", put.get(row.pk, {})) for row in rows]


def class_stamp(session: MethodSession) -> str:
    """A short mark of the stored classes."""
    return stamp_of(list(WelfareClass.objects.filter(session=session).order_by("pk").values_list("pk", "version")))


def card_stamp(session: MethodSession) -> str:
    """A short mark of the stored cards."""
    return stamp_of(list(WelfareCard.objects.filter(session=session).order_by("pk").values_list("pk", "version")))


def sort_stamp(group: MethodGroup) -> str:
    """A short mark of what a group sorted."""
    sorts = WelfareSort.objects.filter(group=group).order_by("pk").values_list("pk", "version")
    piles = WelfarePiles.objects.filter(group=group).values_list("pk", "version")
    return stamp_of([list(sorts), list(piles)])


def named_cards(session: MethodSession) -> list[NamedCard]:
    """Cards with names and classes, the poorest first; only for those who may read names. Four queries."""
    rows, levels = cards_of(session), _levels(classes_of(session))
    found = [
        NamedCard(row, card, welfare.level_of(card.mean, levels))
        for row, card in zip(rows, sorted_cards(session, rows), strict=True)
    ]
    return sorted(found, key=lambda one: (one.card.mean is None, -(one.card.mean or 0), one.row.number))


def _levels(classes: Iterable[WelfareClass]) -> list[Level]:
    return [Level(row.name, row.upto, row.poor) for row in classes]


def read(session: MethodSession) -> Reading:
    """Everything that may be told: households per class, RT and group; no name. Four queries."""
    classes, rows = classes_of(session), cards_of(session)
    levels, cards = _levels(classes), sorted_cards(session, rows)
    groups = list(session.groups.all())
    alone = len(groups) == 1
    panels = tuple(_panel(session, group, cards, classes, alone=alone) for group in groups)
    sorted_by = [panel.label for panel in panels if panel.filled]
    together = _common(session, classes, cards, levels, sorted_by) if len(sorted_by) > 1 else ()
    return Reading(
        panels=panels,
        gaps=tuple(_gaps(session, classes, cards, panels)),
        comparison=together,
        differences=welfare.differences(cards, levels, sorted_by),
        results=tuple(_results(classes, welfare.counts(cards, levels))),
        pages=_pages([session.cycle_id, session.pk]),
    )


def _pages(place: Sequence[int]) -> tuple[Link, ...]:
    return (
        Link("Kelas dan cirinya", reverse("methods:class-edit", args=place), "list-ol", change=True),
        Link("Kartu keluarga", reverse("methods:card-edit", args=place), "person-vcard", change=True),
        Link("Daftar nama (terbatas)", reverse("methods:name-list", args=place), "shield-lock"),
    )


def _panel(
    session: MethodSession,
    group: MethodGroup,
    cards: Sequence[Card],
    classes: Sequence[WelfareClass],
    *,
    alone: bool,
) -> Panel:
    url = reverse("methods:sort-edit", args=[session.cycle_id, session.pk, group.pk])
    mine = [card for card in cards if group.label in card.scores]
    if not mine:
        return Panel(group.label, group.pk, url, filled=False)
    levels = _levels(classes)
    figures = (
        _common(session, classes, cards, levels)
        if alone
        else ()
        if not levels
        else (_bars(f"kelas-{group.pk}", f"Keluarga per kelas menurut {group.label}", mine, levels, group.label),)
    )
    facts = [("Kartu yang disortir", f"{len(mine)} dari {len(cards)}")]
    if levels:
        poor = welfare.poor_of(mine, levels, group.label)
        facts.append(("Keluarga miskin/MBR menurut warga", f"{poor} dari {len(mine)} ({_share(poor, len(mine))})"))
    return Panel(group.label, group.pk, url, True, figures, tuple(facts))


def _bars(ident: str, title: str, cards: Sequence[Card], levels: Sequence[Level], group: str) -> Figure:
    found = welfare.counts(cards, levels, group)
    total = sum(found.values())
    sheet = bars.BarSheet(
        ident, title, "keluarga", (bars.PLAIN,),
        [bars.Bar(name, (count,), f"{count} ({_share(count, total)})") for name, count in found.items()],
    )  # fmt: skip
    rows = tuple((name, str(count), _share(count, total)) for name, count in found.items())
    return Figure(title, bars.wide(sheet), ("Kelas", "Keluarga", "Bagian"), rows, tall=bars.tall(sheet))


def _share(count: int, total: int) -> str:
    return f"{(count * 200 + total) // (2 * total)} %" if total else "–"


def _grid(session: MethodSession, cards: Sequence[Card], levels: Sequence[Level]) -> list[Figure]:
    """Households per RT and class; few are not told."""
    found = welfare.per_rt([card for card in cards if card.mean is not None], levels)
    if not levels or set(found) <= {""}:
        return []
    rows = [
        (rt or NO_RT, [welfare.told(count) for count in row.values()], _shades(list(row.values())))
        for rt, row in found.items()
    ]
    sheet = drawn.GridSheet(f"rt-{session.pk}", "Keluarga per RT dan kelas", [level.name for level in levels], rows)
    table = tuple((name, *texts) for name, texts, _ in rows)
    head = ("RT", *sheet.columns)
    return [Figure(sheet.title, drawn.wide(sheet), head, table, tall=drawn.tall(sheet), note=FEW)]


def _shades(row: Sequence[int]) -> list[int]:
    """How dark each cell is: by its share of the row, in thirds; few households all alike."""
    total = sum(row)
    return [
        0 if not count else 1 if count < welfare.SHOWN_FROM else 1 + min(2, 3 * count // (total + 1)) for count in row
    ]


def _common(
    session: MethodSession,
    classes: Sequence[WelfareClass],
    cards: Sequence[Card],
    levels: Sequence[Level],
    groups: Sequence[str] = (),
) -> tuple[Figure, ...]:
    """The classes with their traits and families, by all together and in the table by each group; the RT below."""
    found, several = welfare.counts(cards, levels), len(groups) > 1
    if not classes:
        return ()
    total = sum(found.values())
    boxes, rows, before = [], [], 0
    each = [welfare.counts(cards, levels, group) for group in groups if several]
    for at, row in enumerate(classes):
        count, share = found[row.name], _share(found[row.name], total)
        reach = f"nilai {before + 1} sampai {row.upto}" if before else f"nilai sampai {row.upto}"
        marks = f"({reach}{'; dihitung miskin/MBR' if row.poor else ''})"
        level = round(3 * at / (len(classes) - 1)) if len(classes) > 1 else 0
        boxes.append(drawn.ClassBox(row.name, f"{count} keluarga ({share})", row.traits, level, marks))
        by_group = [str(one[row.name]) for one in each]
        rows.append((f"{row.name} {marks}", row.traits or "–", *by_group, f"{count} ({share})"))
        before = row.upto
    title = "Kelas menurut warga" + (", semua kelompok bersama" if several else "")
    sheet = drawn.ClassSheet(f"kelas-semua-{session.pk}", title, boxes)
    head = ("Kelas", "Ciri menurut warga", *(groups if several else ()), "Bersama" if several else "Keluarga")
    figure = Figure(title, drawn.classes_wide(sheet), head, tuple(rows), tall=drawn.classes_tall(sheet), note=RULE)
    return (figure, *_grid(session, cards, levels))


def _gaps(
    session: MethodSession, classes: Sequence[WelfareClass], cards: Sequence[Card], panels: Sequence[Panel]
) -> Iterable[Gap]:
    place = [session.cycle_id, session.pk]
    if len(classes) < FEWEST:
        yield Gap("Kelas dan cirinya belum ditulis.", reverse("methods:class-edit", args=place))
    if not cards:
        yield Gap("Kartu keluarga belum ditulis.", reverse("methods:card-edit", args=place))
    for panel in panels:
        if not panel.filled:
            yield Gap(f"{panel.label} belum menyortir kartu.", panel.edit_url)
    missing = [str(card.number) for card in cards if card.mean is None]
    if missing and any(panel.filled for panel in panels):
        numbers = ", ".join(missing)
        yield Gap(f"Kartu yang belum disortir kelompok mana pun: nomor {numbers}.", panels[0].edit_url)


def _results(classes: Sequence[WelfareClass], found: Mapping[str, int]) -> Iterable[Result]:
    """Counts of possible users per class; who they are stays with those who work with names."""
    for row in classes:
        if found.get(row.name):
            note = f"Ciri: {row.traits}" if row.traits else "Daftar namanya terbatas."
            note = f"Dihitung sebagai keluarga miskin/MBR. {note}" if row.poor else note
            yield Result(
                ResultKind.USERS, f"kelas:{row.pk}", f"{found[row.name]} keluarga kelas {row.name}", note,
                fields={"households": found[row.name]},
            )  # fmt: skip


def poor_counts(cycle: Cycle) -> list[PoorCount]:
    """Poor households per RT by the agreed rankings of the cycle, RT in order; of several the newest says.

    Six queries however many rankings there are, two without one.
    """
    sessions = list(agreed_sessions(cycle, MethodKind.KESEJAHTERAAN).prefetch_related("welfare_classes", "cards__rt"))
    put = _piles_by_card(sessions)
    found: dict[str, PoorCount] = {}
    for session in sessions:
        levels = _levels(session.welfare_classes.all())
        cards = [Card(row.number, str(row.rt) if row.rt else "", put.get(row.pk, {})) for row in session.cards.all()]
        for rt in {card.rt for card in cards}:
            here = [card for card in cards if card.rt == rt and card.mean is not None]
            found[rt] = PoorCount(rt, welfare.poor_of(here, levels), len(here))
    return [found[rt] for rt in sorted(found, key=lambda rt: (not rt, rt))]


def _piles_by_card(sessions: Sequence[MethodSession]) -> dict[int, dict[str, tuple[int, int]]]:
    """The piles of every card of these sessions by the label of the group. Two queries."""
    labels = {group.pk: group.label for session in sessions for group in session.groups.all()}
    of = dict(WelfarePiles.objects.filter(group__in=labels).values_list("group_id", "piles"))
    put: dict[int, dict[str, tuple[int, int]]] = {}
    for sort in WelfareSort.objects.filter(group__in=labels).order_by("pk"):
        put.setdefault(sort.card_id, {})[labels[sort.group_id]] = (sort.pile, of.get(sort.group_id, 3))
    return put


def blank(group: str, paper: str) -> tuple[BlankSheet, ...]:
    """A sheet for the traits of the classes, and one for the piles of fifty cards by number."""
    classes = drawn.blank_classes("kelas-kosong", "Ciri setiap kelas", USUAL, WHOLE_PAGE[paper])
    piles = drawn.blank_piles("tumpukan-kosong", "Tumpukan kartu", 50, WHOLE_PAGE[paper])
    return (
        BlankSheet("Ciri keluarga mampu, sedang dan miskin", classes, ("Ciri yang dapat dilihat semua orang",)),
        BlankSheet("Tumpukan kartu", piles, ("1 paling mampu; tumpukan terakhir paling miskin", "Nama tidak ditulis")),
    )


TOOL = Tool(kind=MethodKind.KESEJAHTERAAN, edit="methods:sort-edit", read=read, blank=blank, per_group=True)
