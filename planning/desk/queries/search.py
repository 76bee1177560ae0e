"""The search box: kelurahan, RT, SK, cycle, meeting, method, usulan, work or document by what people call it.

Everything lies inside the person's area, and the number of queries is fixed whatever is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.naming import neighbourhood_label
from kumuh.areas.queries import decrees_for, neighbourhoods_for, regions_for, search_regions
from kumuh.core.formats import rupiah, tanggal
from kumuh.core.rights import holds
from planning.cycles.queries import cycles_for
from planning.desk.phrases import CYCLE, DECREE, DOCUMENT, MEETING, METHOD, PROPOSAL, REGION, RT, WORK, Phrase
from planning.documents.control import read_code
from planning.documents.queries import documents_for
from planning.documents.registry import kind_named
from planning.methods.enums import MethodKind
from planning.methods.queries import sessions_for
from planning.programs.queries import works_for
from planning.proposals.queries import proposals_for
from planning.rembuk.enums import MeetingType
from planning.rembuk.queries import meetings_for

#: Hits of each group on the first page, and on the page of one group.
FEW, MANY = 5, 50


class Hit(NamedTuple):
    """One thing that was found: what it is called, its page, where it belongs, its status code."""

    title: str
    url: str
    note: str = ""
    status: str = ""


@dataclass(frozen=True)
class Group:
    """Hits of one kind; `more` when there are others beside these."""

    code: str
    title: str
    hits: tuple[Hit, ...]
    more: bool


def search(user: Any, phrase: Phrase, only: str = "") -> list[Group]:
    """What the person means, in groups; the groups that were named come first. `only` one group, with more hits."""
    if phrase.is_empty:
        return []
    limit = MANY if only else FEW
    wanted = [code for code in FINDERS if phrase.reaches(code) and code == (only or code)]
    wanted.sort(key=lambda code: code not in phrase.groups)
    groups = []
    for code in wanted:
        title, find = FINDERS[code]
        hits = tuple(find(user, phrase, limit + 1))
        if hits:
            groups.append(Group(code, title, hits[:limit], len(hits) > limit))
    return groups


def _regions(user: Any, phrase: Phrase, limit: int) -> Iterable[Hit]:
    if not phrase.words:
        return
    for region in search_regions(phrase.place, within=regions_for(user).select_related("parent__parent"), limit=limit):
        url = reverse("areas:region-detail", args=[region.code])
        above = region.parent if region.level > RegionLevel.PROVINCE else None
        yield Hit(region.title, url, ", ".join(row.title for row in (above, above and above.parent) if row))


def _rts(user: Any, phrase: Phrase, limit: int) -> Iterable[Hit]:
    for rt in _near(user, phrase, limit):
        name = f" ({rt.name})" if rt.name else ""
        url = reverse("areas:region-detail", args=[rt.kelurahan_id])
        yield Hit(f"{rt.label}{name}", url, _place(rt.kelurahan))


def _near(user: Any, phrase: Phrase, limit: int) -> list[Any]:
    """RT and RW with the numbers or the local name that was typed.

    Where no RT has that RW, those of the same number at the same place: RW are renumbered more often than RT.
    """
    rows = neighbourhoods_for(user, timezone.localdate()).order_by("kelurahan_id", "label")
    names = phrase.names_for(RT)
    if phrase.rt or phrase.rw:
        there = _all_words(rows, names, "kelurahan__search_name", "name")
        exact = list(there.filter(_label_is(phrase, ""))[:limit])
        if exact or not (phrase.rt and phrase.rw and names):
            return exact
        return list(there.filter(_label_is(replace(phrase, rw=""), ""))[:limit])
    if not names:
        return []
    named = _all_words(rows.exclude(name=""), names, "name", "kelurahan__search_name")
    return list(named.filter(name__icontains=names[0])[:limit])


def _label_is(phrase: Phrase, path: str) -> Q:
    """RT and RW of the phrase against the labels of RT or RW at `path` (`rts__` or empty)."""
    if phrase.rt and phrase.rw:
        return Q(**{f"{path}label": neighbourhood_label(NeighbourhoodKind.RT, phrase.rt, phrase.rw)})
    if phrase.rt:
        alone = neighbourhood_label(NeighbourhoodKind.RT, phrase.rt)
        return Q(**{f"{path}label": alone}) | Q(**{f"{path}label__startswith": f"{alone} "})
    alone = neighbourhood_label(NeighbourhoodKind.RW, phrase.rw)
    return Q(**{f"{path}label": alone}) | Q(**{f"{path}label__endswith": f" {alone}"})


def _all_words(rows: Any, words: Sequence[str], *fields: str) -> Any:
    """Rows where every word stands in one of the fields."""
    for word in words:
        somewhere = Q()
        for name in fields:
            somewhere |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(somewhere)
    return rows


def _decrees(user: Any, phrase: Phrase, limit: int) -> Iterable[Hit]:
    if (phrase.rt or phrase.rw) and DECREE not in phrase.groups:
        return
    listed = "listed__neighbourhood__kelurahan__name" if DECREE in phrase.groups else "city__name"
    rows = _all_words(decrees_for(user), phrase.names_for(DECREE), "number", "title", "city__name", listed)
    if phrase.year:
        rows = rows.filter(Q(number__contains=str(phrase.year)) | Q(signed_on__year=phrase.year))
    for decree in rows.distinct()[:limit]:
        status = "DICABUT" if decree.revoked_on else "BERLAKU"
        yield Hit(
            str(decree), reverse("areas:decree-detail", args=[decree.pk]), f"{decree.city}, {decree.title}", status
        )


def _cycles(user: Any, phrase: Phrase, limit: int) -> Iterable[Hit]:
    if phrase.rt or phrase.rw:
        return
    rows = _all_words(cycles_for(user), phrase.names_for(CYCLE), "region__search_name")
    if phrase.year:
        rows = rows.filter(fiscal_year=phrase.year)
    for cycle in rows[:limit]:
        note = "semua langkah selesai" if cycle.finished_on else f"langkah {cycle.current_step_name}"
        yield Hit(str(cycle), reverse("cycles:cycle-detail", args=[cycle.pk]), note, _example(cycle))


def _meetings(user: Any, phrase: Phrase, limit: int) -> Iterable[Hit]:
    rows = meetings_for(user).select_related("cycle__region__parent")
    for word in phrase.names_for(MEETING):
        types = [kind.value for kind in MeetingType if word in kind.label.lower()]
        texts = Q(title__icontains=word) | Q(place__icontains=word) | Q(berita_acara_number__icontains=word)
        rows = rows.filter(texts | Q(cycle__region__name__icontains=word) | Q(type__in=types))
    if phrase.year:
        rows = rows.filter(Q(held_on__year=phrase.year) | Q(cycle__fiscal_year=phrase.year))
    if phrase.rt or phrase.rw:
        rows = rows.filter(_label_is(phrase, "invited_rts__"))
    for meeting in rows.distinct().order_by("-held_on", "-pk")[:limit]:
        url = reverse("rembuk:meeting-detail", args=[meeting.cycle_id, meeting.pk])
        note = f"{tanggal(meeting.held_on)}, {meeting.place}, {_place(meeting.cycle.region)}"
        yield Hit(meeting.title, url, note, _example(meeting) or meeting.status)


def _methods(user: Any, phrase: Phrase, limit: int) -> Iterable[Hit]:
    if phrase.rt or phrase.rw:
        return
    rows = sessions_for(user)
    for word in phrase.names_for(METHOD):
        kinds = [kind.value for kind in MethodKind if word in kind.label.lower()]
        texts = Q(title__icontains=word) | Q(topic__icontains=word) | Q(conclusion__icontains=word)
        rows = rows.filter(texts | Q(cycle__region__name__icontains=word) | Q(kind__in=kinds))
    if phrase.year:
        rows = rows.filter(Q(held_on__year=phrase.year) | Q(cycle__fiscal_year=phrase.year))
    for session in rows.order_by("-created_at", "-pk")[:limit]:
        url = reverse("methods:session-detail", args=[session.cycle_id, session.pk])
        note = f"{session.get_kind_display()}, {tanggal(session.day)}, {_place(session.cycle.region)}"
        yield Hit(session.title, url, note, _example(session) or session.state)


def _planned(rows: QuerySet[Any], phrase: Phrase, group: str, *fields: str) -> QuerySet[Any]:
    """Usulan or works with the names, RT and fiscal year of the phrase."""
    rows = _all_words(rows, phrase.names_for(group), *fields, "location", "cycle__region__name")
    if phrase.year:
        rows = rows.filter(cycle__fiscal_year=phrase.year)
    if phrase.rt or phrase.rw:
        rows = rows.filter(_label_is(phrase, "rts__"))
    return rows.distinct().order_by("-cycle__fiscal_year", "pk")


def _proposals(user: Any, phrase: Phrase, limit: int) -> Iterable[Hit]:
    for row in _planned(proposals_for(user), phrase, PROPOSAL, "title", "asked_by_name")[:limit]:
        url = reverse("proposals:proposal-detail", args=[row.cycle_id, row.pk])
        yield Hit(row.title, url, _where(row), row.status)


def _works(user: Any, phrase: Phrase, limit: int) -> Iterable[Hit]:
    for row in _planned(works_for(user), phrase, WORK, "name")[:limit]:
        url = reverse("programs:work-detail", args=[row.cycle_id, row.pk])
        yield Hit(row.name, url, f"{_where(row)}, {rupiah(row.cost)}", row.status)


def _documents(user: Any, phrase: Phrase, limit: int) -> Iterable[Hit]:
    if phrase.rt or phrase.rw:
        return
    code = read_code(phrase.text)
    rows = documents_for(user).filter(editions__control_code=code) if code else _papers(documents_for(user), phrase)
    for row in rows.distinct().order_by("-pk")[:limit]:
        if not holds(user, kind_named(row.kind).right, row):
            continue
        number = f"nomor {row.number}, " if row.number else ""
        url = reverse("documents:document-print", args=[row.kind, row.subject_id])
        yield Hit(row.title, url, f"{number}{row.region.title}")


def _papers(rows: Any, phrase: Phrase) -> Any:
    """Printed documents of the kind, place and year that were named."""
    if phrase.documents:
        rows = rows.filter(kind__in=phrase.documents)
    if phrase.year:
        rows = rows.filter(Q(title__contains=str(phrase.year)) | Q(number__contains=str(phrase.year)))
    return _all_words(rows, phrase.names_for(DOCUMENT), "title", "number", "region__search_name")


def _where(row: Any) -> str:
    """RT, location and kelurahan of an usulan or work (its RT are loaded)."""
    labels = [rt.label for rt in row.rts.all()]
    shown = ", ".join(labels[:3]) + (f" dan {len(labels) - 3} RT lain" if len(labels) > 3 else "")
    return ", ".join(
        part for part in (shown, row.location, f"{row.cycle.region.title} {row.cycle.fiscal_year}") if part
    )


def _place(region: Any) -> str:
    return f"{region.title}, {region.parent.title}" if region.parent else region.title


def _example(row: Any) -> str:
    return "CONTOH" if row.is_example else ""


Find = Callable[[Any, Phrase, int], Iterable[Hit]]

#: Group → heading and what finds its hits, in the order of the page.
FINDERS: Final[dict[str, tuple[str, Find]]] = {
    REGION: ("Wilayah", _regions),
    RT: ("RT dan RW", _rts),
    DECREE: ("SK Kumuh", _decrees),
    CYCLE: ("Siklus", _cycles),
    MEETING: ("Rembuk", _meetings),
    METHOD: ("Metode partisipatif", _methods),
    PROPOSAL: ("Usulan", _proposals),
    WORK: ("Kegiatan", _works),
    DOCUMENT: ("Dokumen", _documents),
}
