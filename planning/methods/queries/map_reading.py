"""What the social map tells the common pages: drawings, counts per RT, differences, what is passed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from planning.methods import mapping
from planning.methods.drawing import map_counts, map_sheets
from planning.methods.drawing import maps as drawn
from planning.methods.drawing.kit import WHOLE_PAGE
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.enums.maps import Latrine, ObjectKind, Welfare
from planning.methods.legend import HOUSES, KINDS
from planning.methods.mapping import RtTally
from planning.methods.models import MapObject, MethodGroup, MethodSession
from planning.methods.queries.map_tables import kind_rows, metres, percent, rt_table
from planning.methods.queries.maps import Surroundings, base_of, drawn_of, objects_of, plan_of, surroundings_of
from planning.methods.registry import BlankSheet, Figure, Gap, Link, Panel, Reading, Result, Tool

NOTE = (
    "Panjang dan luas dihitung dari gambar (elipsoid WGS84, atau skala sketsa). Garis dan bidang dipotong pada batas "
    "RT. Letak rumah menurut kelas keluarga hanya tampak bagi yang bekerja dengan nama warga."
)


def read(session: MethodSession) -> Reading:
    """Everything the maps say. Six queries, however many groups and objects there are."""
    base = base_of(session)
    around = surroundings_of(session, base)
    objects = objects_of(session)
    groups = list(session.groups.all())
    tallies = {
        group.pk: mapping.tally(
            [drawn_of(row) for row in objects[group.pk]], around.with_drawn(objects[group.pk]), around.ground
        )
        for group in groups
    }
    panels = tuple(_panel(session, group, around, objects[group.pk], *tallies[group.pk]) for group in groups)
    return Reading(
        panels=panels,
        gaps=tuple(_gaps(panels)),
        differences=_differences([(group.label, tallies[group.pk][1]) for group in groups]),
        results=tuple(_results(session, groups, objects, tallies)),
    )


def _panel(
    session: MethodSession,
    group: MethodGroup,
    around: Surroundings,
    objects: Sequence[MapObject],
    rows: Sequence[RtTally],
    total: RtTally,
) -> Panel:
    place = [session.cycle_id, session.pk, group.pk]
    url = reverse("methods:map-edit", args=place)
    links = (
        Link("Lihat dan cetak peta", reverse("methods:map-detail", args=place), "map"),
        Link("Isi lewat tabel", reverse("methods:map-table", args=place), "table", change=True),
    )
    if not objects:
        return Panel(group.label, group.pk, url, filled=False, links=links)
    ident, name = f"peta-{group.pk}", f"Peta sosial {group.label}"
    plan = plan_of(ident, name, around, objects, people=False)
    figures = [
        Figure(name, drawn.wide(plan), ("Yang digambar", "Jumlah", "Ukuran"), kind_rows(total), drawn.tall(plan), NOTE)
    ]
    if any(rt.level for rt in plan.rts):
        figures.append(_level_figure(ident, group, around, objects, rows))
    bars = [map_counts.Bar(row.label, row.houses, row.poor) for row in rows if row.houses]
    if bars:
        title = f"Rumah per RT menurut {group.label}"
        figures.append(
            Figure(
                title, map_counts.wide(f"{ident}-rumah", title, bars), *rt_table(rows, total),
                map_counts.tall(f"{ident}-rumah", title, bars),
            )
        )  # fmt: skip
    return Panel(group.label, group.pk, url, True, tuple(figures), tuple(facts_of(total)), links)


def _level_figure(
    ident: str, group: MethodGroup, around: Surroundings, objects: Sequence[MapObject], rows: Sequence[RtTally]
) -> Figure:
    """The hazards and missing things above the slum class of each RT; houses are left to the counts."""
    title = f"Tingkat kekumuhan {around.year} dan hasil {group.label}"
    shown = [row for row in objects if row.kind not in HOUSES]
    plan = plan_of(f"{ident}-tingkat", title, around, shown, people=False, leveled=True)
    levels = {rt.key: rt.level for rt in around.rts}
    told = [row for row in rows if row.counts or row.area or levels.get(row.key or 0)]
    table = tuple(
        (
            row.label, drawn.LEVEL_WORDS.get(levels.get(row.key or 0, ""), "Belum dinilai"), str(row.houses),
            str(row.poor), str(row.without_latrine), metres(row.square.get(ObjectKind.GENANGAN)),
        )
        for row in told
    )  # fmt: skip
    head = ("RT", "Tingkat kekumuhan", "Rumah", "Miskin", "Belum ada jamban", "Genangan (m²)")
    return Figure(title, drawn.wide(plan), head, table, drawn.tall(plan), f"Tingkat kekumuhan: survei {around.year}.")


def facts_of(total: RtTally) -> Iterable[tuple[str, str]]:
    """What a map adds up to, in words."""
    if total.houses:
        yield "Rumah", f"{total.houses}, di antaranya {total.poor} miskin ({percent(total.poor_percent)})"
        sorted_in = [f"{word.label.lower()} {total.welfare[word]}" for word in Welfare if total.welfare.get(word)]
        if sorted_in:
            yield "Kelas keluarga", ", ".join(sorted_in)
    asked = sum(total.latrine.values())
    if asked:
        yield (
            "Jamban",
            f"{total.without_latrine} rumah belum punya, {total.latrine.get(Latrine.BERSAMA, 0)} bersama, dari {asked} "
            "rumah yang ditanya",
        )
    if total.per_hectare:
        yield "Kepadatan", f"{metres(total.per_hectare)} rumah per hektare"
    for kind in (ObjectKind.JALAN, ObjectKind.DRAINASE):
        if total.metres.get(kind):
            yield KINDS[kind].label, f"{metres(total.metres[kind])} m"
    for field, size in total.square.items():
        if field not in HOUSES and size:
            yield KINDS[field].label, f"{metres(size)} m²; {total.counts[field]} tempat"
    if total.unmeasured:
        yield "Belum terukur", f"{total.unmeasured} garis atau bidang (skala sketsa belum diketahui)"


def _gaps(panels: Sequence[Panel]) -> Iterable[Gap]:
    for panel in panels:
        if not panel.filled:
            yield Gap(f"Peta {panel.label} belum digambar.", panel.edit_url)


def _differences(totals: Sequence[tuple[str, RtTally]]) -> tuple[str, ...]:
    """Sentences about what groups drew differently: by some only, or more than twice as often."""
    answered = [(label, total) for label, total in totals if total.counts or total.metres]
    found = []
    for kind, one in KINDS.items():
        counts = [(label, total.counts.get(kind, 0)) for label, total in answered]
        if len(counts) < 2 or not any(number for _, number in counts):
            continue
        low, high = min(number for _, number in counts), max(number for _, number in counts)
        if low == 0 or high > 2 * low:
            told = ", ".join(f"{label} {number}" for label, number in counts)
            found.append(f"{one.label}: {told}.")
    return tuple(found)


# --- What is passed on ----------------------------------------------------------------------------
def _results(
    session: MethodSession,
    groups: Sequence[MethodGroup],
    objects: Mapping[int, Sequence[MapObject]],
    tallies: Mapping[int, tuple[Sequence[RtTally], RtTally]],
) -> Iterable[Result]:
    """Problems per kind and RT, families without a latrine as users, named potentials and institutions.

    What several groups drew is passed on once, with the groups that drew it and the largest of their numbers.
    """
    found: dict[str, list[tuple[str, RtTally, str]]] = {}
    for group in groups:
        for row in tallies[group.pk][0]:
            for kind, one in KINDS.items():
                if one.problem and row.counts.get(kind):
                    found.setdefault(f"{kind.lower()}:{row.key or 0}", []).append((group.label, row, kind))
            if row.without_latrine:
                found.setdefault(f"jamban:{row.key or 0}", []).append((group.label, row, ""))
    for key, said in found.items():
        yield from _told(key, said)
    yield from _named(session, groups, objects)


def _told(key: str, said: Sequence[tuple[str, RtTally, str]]) -> Iterable[Result]:
    kind = said[0][2]
    note = f"Digambar: {', '.join(label for label, _, _ in said)}"
    row = max((one for _, one, _ in said), key=lambda one: one.counts.get(kind, one.without_latrine))
    where = row.label if row.key else "luar RT"
    if not kind:
        text = f"{row.without_latrine} keluarga di {where} belum mempunyai jamban"
        fields = {"title": text, "location": where}
        yield Result(ResultKind.PROBLEM, key, text, note, aspect=5, fields=fields)
        users = {"households": row.without_latrine, "location": where}
        yield Result(
            ResultKind.USERS,
            f"calon-{key}",
            f"Calon pengguna jamban di {where}: {row.without_latrine} keluarga",
            note,
            aspect=5,
            fields=users,
        )
        return
    one = KINDS[kind]
    size = row.square.get(kind)
    text = f"{row.counts[kind]} {one.plural} di {where}{f', {metres(size)} m²' if size else ''}"
    yield Result(ResultKind.PROBLEM, key, text, note, aspect=one.aspect, fields={"title": text, "location": where})


def _named(
    session: MethodSession, groups: Sequence[MethodGroup], objects: Mapping[int, Sequence[MapObject]]
) -> Iterable[Result]:
    """Places with a name: facilities, water, latrines, open space as potentials; offices as institutions. Once each."""
    seen: set[tuple[str, str]] = set()
    for group in groups:
        for row in objects[group.pk]:
            one = KINDS[row.kind]
            if not row.label or (row.kind, row.label.lower()) in seen:
                continue
            seen.add((row.kind, row.label.lower()))
            note = row.note or one.label
            if row.kind == ObjectKind.LEMBAGA:
                yield Result(ResultKind.INSTITUTION, f"objek:{row.pk}", row.label, note, fields={"name": row.label})
            elif one.potential:
                yield Result(
                    ResultKind.POTENTIAL, f"objek:{row.pk}", f"{one.label}: {row.label}", note, aspect=one.aspect
                )


def blank(group: str, paper: str) -> tuple[BlankSheet, ...]:
    """One empty sheet with a light grid and all symbols."""
    hints = ("gambar dahulu tempat yang dikenal semua orang", "lalu jalan dan saluran", "lalu rumah satu per satu")
    return (BlankSheet("Peta sosial", map_sheets.blank("peta-kosong", "Peta sosial", WHOLE_PAGE[paper]), hints),)


TOOL = Tool(
    kind=MethodKind.PETA, edit="methods:map-edit", read=read, blank=blank, per_group=True, papers=("A4", "A3"),
    help=("Cara membuat peta", "methods:map-help"),
)  # fmt: skip
