"""Reads of the seasonal calendar, and what it tells the common pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from kumuh.core.versions import stamp_of
from planning.cycles.models import Cycle
from planning.methods import seasons
from planning.methods.drawing import calendar as drawn
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.enums.calendar import FactorKind
from planning.methods.models import CalendarFactor, CalendarSeason, MethodGroup, MethodSession
from planning.methods.queries.sessions import agreed_sessions
from planning.methods.registry import BlankSheet, Figure, Gap, Panel, Reading, Result, Tool
from planning.methods.seasons import MARKS, MONTHS, Column, Row

RULE = (
    "Bulan kerja: hujan dan banjir paling sedikit, lalu tenaga paling banyak. Bulan rembuk: banjir, pekerjaan dan "
    "acara paling sedikit. Bentrok: dua hal yang bertemu, satunya kuat dan satunya paling sedikit sedang. Aturan ini "
    "usulan aplikasi."
)
#: Factors with which an empty calendar begins.
USUAL = (
    FactorKind.HUJAN,
    FactorKind.BANJIR,
    FactorKind.AIR,
    FactorKind.PENYAKIT,
    FactorKind.PACEKLIK,
    FactorKind.PEKERJAAN,
    FactorKind.PENGELUARAN,
    FactorKind.TENAGA,
    FactorKind.ADAT,
)


def columns_of(session: MethodSession) -> tuple[Column, ...]:
    """The columns of a session: its local seasons, otherwise twelve months. One query."""
    own = [seasons.season(row.name, row.first, row.last) for row in session.seasons.all()]
    return tuple(own) or MONTHS


def row_of(factor: CalendarFactor) -> Row:
    """A stored factor as the arithmetic takes it."""
    return Row(factor.kind, factor.label, tuple(factor.levels), {int(at): text for at, text in factor.notes.items()})


def factors_of(session: MethodSession) -> dict[int, list[CalendarFactor]]:
    """Factors by the key of their group. One query."""
    found: dict[int, list[CalendarFactor]] = {group.pk: [] for group in session.groups.all()}
    for factor in CalendarFactor.objects.filter(group__session=session):
        found[factor.group_id].append(factor)
    return found


def calendar_stamp(group: MethodGroup) -> str:
    """A short mark of what is stored for a group; equal marks mean that nobody changed it."""
    return stamp_of(list(CalendarFactor.objects.filter(group=group).order_by("pk").values_list("pk", "version")))


def season_stamp(session: MethodSession) -> str:
    """A short mark of the stored seasons."""
    return stamp_of(list(CalendarSeason.objects.filter(session=session).order_by("pk").values_list("pk", "version")))


def read(session: MethodSession) -> Reading:
    """Everything the calendar says: a picture per group, months, clashes, differences. Two queries."""
    columns, factors = columns_of(session), factors_of(session)
    groups = [(group, [row_of(factor) for factor in factors[group.pk]]) for group in session.groups.all()]
    panels = tuple(_panel(session, group, rows, columns) for group, rows in groups)
    return Reading(
        panels=panels,
        gaps=tuple(_gaps(panels)),
        differences=seasons.differences([(group.label, rows) for group, rows in groups], columns),
        results=tuple(_results(session, factors, columns)),
    )


def _panel(session: MethodSession, group: MethodGroup, rows: Sequence[Row], columns: Sequence[Column]) -> Panel:
    url = reverse("methods:calendar-edit", args=[session.cycle_id, session.pk, group.pk])
    if not rows:
        return Panel(group.label, group.pk, url, filled=False)
    works = seasons.columns_for_works(rows, len(columns))
    meetings = seasons.columns_for_meetings(rows, len(columns))
    clashes = seasons.clashes(rows)
    sheet = drawn.CalendarSheet(
        ident=f"kalender-{group.pk}",
        title=f"Kalender musim {group.label}",
        columns=columns,
        rows=rows,
        works=works,
        meetings=meetings,
        clashing=sorted({at for clash in clashes for at in clash.columns}),
    )
    facts = [
        ("Bulan untuk pekerjaan bangunan", _months(works, columns)),
        ("Bulan untuk rembuk", _months(meetings, columns)),
        *((f"Bentrok: {clash.words}", seasons.named_columns(clash.columns, columns)) for clash in clashes),
    ]
    return Panel(group.label, group.pk, url, True, (_figure(sheet),), tuple(facts))


def _figure(sheet: drawn.CalendarSheet) -> Figure:
    noted = any(row.notes for row in sheet.rows)
    head = ("Faktor", *(column.short or column.name for column in sheet.columns), *(["Keterangan"] if noted else []))
    rows = tuple(
        (
            row.name,
            *(_cell(row, at) for at in range(len(sheet.columns))),
            *([_notes(row, sheet.columns)] if noted else []),
        )
        for row in sheet.rows
    )
    return Figure(sheet.title, drawn.wide(sheet), head, rows, tall=drawn.tall(sheet), note=RULE)


def _cell(row: Row, at: int) -> str:
    level = row.levels[at]
    said = "–" if level is None else f"{level} {MARKS[level]}".strip()
    return f"{said} *" if at in row.notes else said


def _notes(row: Row, columns: Sequence[Column]) -> str:
    return "; ".join(f"{columns[at].name}: {text}" for at, text in sorted(row.notes.items())) or "–"


def _months(numbers: Sequence[int], columns: Sequence[Column]) -> str:
    return seasons.named_columns(numbers, columns) if numbers else "tidak ada yang cukup longgar"


def _gaps(panels: Sequence[Panel]) -> Iterable[Gap]:
    for panel in panels:
        if not panel.filled:
            yield Gap(f"Kalender {panel.label} belum diisi.", panel.edit_url)


def _results(
    session: MethodSession, factors: Mapping[int, Sequence[CalendarFactor]], columns: Sequence[Column]
) -> Iterable[Result]:
    """Months for works of all groups together, and every hardship with the columns in which it is felt."""
    labels = {group.pk: group.label for group in session.groups.all()}
    rows = [row_of(factor) for group in factors.values() for factor in group]
    works = seasons.columns_for_works(rows, len(columns))
    if works:
        months = seasons.months_of(works, columns)
        yield Result(
            ResultKind.MONTHS, "bulan", seasons.named_columns(works, columns), RULE,
            fields={"months": months},
        )  # fmt: skip
    named: dict[tuple[str, str], list[CalendarFactor]] = {}
    for group in factors.values():
        for factor in group:
            if factor.kind in seasons.PROBLEMS:
                named.setdefault((factor.kind, factor.label.lower()), []).append(factor)
    for same in named.values():
        strong = sorted({at for factor in same for at in row_of(factor).strong()})
        if strong:
            first = same[0]
            text = f"{first.label} pada {seasons.named_columns(strong, columns)}"
            groups = ", ".join(labels[factor.group_id] for factor in same)
            yield Result(
                ResultKind.PROBLEM, f"faktor:{first.pk}", text, f"Disebut: {groups}",
                aspect=seasons.PROBLEMS[first.kind],
            )  # fmt: skip


def months_for_works(cycle: Cycle) -> tuple[int, ...]:
    """Months (1 to 12) that the agreed calendars of the cycle recommend for works; empty without one.

    With several calendars the months on which all agree; where they agree on none, those of the newest. Four queries
    however many there are.
    """
    found = []
    for session in agreed_sessions(cycle, MethodKind.KALENDER).prefetch_related("seasons", "groups__factors"):
        columns = columns_of(session)
        rows = [row_of(factor) for group in session.groups.all() for factor in group.factors.all()]
        if works := seasons.columns_for_works(rows, len(columns)):
            found.append(set(seasons.months_of(works, columns)))
    if not found:
        return ()
    return tuple(sorted(set.intersection(*found) or found[-1]))


def blank(group: str, paper: str) -> tuple[BlankSheet, ...]:
    """One empty calendar that fills the page."""
    height = 560 if paper == "A3" else 450
    drawing = drawn.blank("kalender-kosong", "Kalender musim", MONTHS, [kind.label for kind in USUAL], height)
    hints = ("0 tidak ada", "+ sedikit", "++ sedang", "+++ kuat", "bulan boleh diganti dengan nama musim setempat")
    return (BlankSheet("Kalender musim", drawing, hints),)


TOOL = Tool(
    kind=MethodKind.KALENDER, edit="methods:calendar-edit", read=read, blank=blank, per_group=True, papers=("A4", "A3")
)
