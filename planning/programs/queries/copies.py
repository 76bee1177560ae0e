"""Copy sheets: what an usulan or its work says, in the order of the form of SIPD, with a light for what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from kumuh.areas.models import Neighbourhood, Region
from kumuh.core.formats import show_number, tanggal
from planning.cycles.models import Cycle
from planning.programs.catalog import copy_order
from planning.programs.enums import LandStatus
from planning.programs.models import ForumAnswer, Work
from planning.programs.queries.forum import LEVELS
from planning.programs.queries.scenario import year_of
from planning.programs.queries.works import spot_of, works
from planning.proposals.coordinates import coordinates_of
from planning.proposals.enums import ProposalStatus
from planning.proposals.models import Proposal
from planning.proposals.readiness import SheetFacts, SheetItem, SheetLight, sheet_light

#: Points of the checklist that are fixed at the work; the others at the usulan.
AT_WORK = frozenset({"cost", "land"})
OPEN = (ProposalStatus.PROPOSED, ProposalStatus.AGREED)


@dataclass(frozen=True)
class CopyField:
    """One field to be copied: `value` as it is typed elsewhere, empty where nothing is known."""

    key: str
    label: str
    value: str

    @property
    def long(self) -> bool:
        """Whether it needs several lines even on a wide page."""
        return len(self.value) > 70


@dataclass(frozen=True)
class Shortfall:
    """A missing point with the form that fixes it."""

    item: SheetItem
    url: str


@dataclass(frozen=True)
class CopySheet:
    """The sheet of one usulan (`work` None) or of one work with the usulan it came from."""

    proposal: Proposal | None
    work: Work | None
    title: str
    fields: tuple[CopyField, ...]
    light: SheetLight
    missing: tuple[Shortfall, ...]
    url: str
    photo_url: str

    @property
    def is_work(self) -> bool:
        return self.work is not None

    @property
    def by_key(self) -> dict[str, str]:
        """Values by the key of the field."""
        return {field.key: field.value for field in self.fields}


def copy_sheets(cycle: Cycle) -> tuple[CopySheet, ...]:
    """Sheets of every work of the plan, then of every standing usulan without one. A constant number of queries."""
    found = list(works(cycle).select_related("proposal__source_meeting"))
    answers = _answers(found)
    rows = _open_usulan(cycle)
    sheets = [_sheet(cycle, work.proposal, work, answers.get(work.pk, {})) for work in found]
    return (*sheets, *(_sheet(cycle, row, None, {}) for row in rows))


def copy_sheet_of_work(work: Work) -> CopySheet:
    """The sheet of one work (with RT and usulan loaded)."""
    return _sheet(work.cycle, work.proposal, work, _answers([work]).get(work.pk, {}))


def copy_sheet_of_proposal(proposal: Proposal) -> CopySheet:
    """The sheet of one usulan (with RT loaded) that is no work yet."""
    return _sheet(proposal.cycle, proposal, None, {})


def _open_usulan(cycle: Cycle) -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(cycle=cycle, works=None, status__in=OPEN).select_related(
        "source_meeting", "decision__meeting"
    )
    return rows.prefetch_related(Prefetch("rts", Neighbourhood.objects.order_by("label"))).order_by("pk")


def _answers(found: Iterable[Work]) -> dict[int, dict[str, ForumAnswer]]:
    kept: dict[int, dict[str, ForumAnswer]] = {}
    for row in ForumAnswer.objects.filter(work__in=[work.pk for work in found]).select_related("meeting"):
        kept.setdefault(row.work_id, {})[row.level] = row
    return kept


def _sheet(cycle: Cycle, proposal: Proposal | None, work: Work | None, answers: Mapping[str, ForumAnswer]) -> CopySheet:
    subject: Any = work or proposal
    values = _values(cycle, proposal, work, answers)
    light = sheet_light(_facts(values, proposal, work))
    page = (
        reverse("programs:copy-work", args=[cycle.pk, work.pk])
        if work
        else reverse("programs:copy-proposal", args=[cycle.pk, subject.pk])
    )
    photo = reverse("proposals:proposal-photo", args=[cycle.pk, proposal.pk]) if proposal and proposal.photo else ""
    return CopySheet(
        proposal=proposal,
        work=work,
        title=values["judul"],
        fields=tuple(CopyField(key, label, values.get(key, "")) for key, label in copy_order()),
        light=light,
        missing=tuple(Shortfall(item, _fix_url(cycle, proposal, work, item)) for item in light.missing),
        url=page,
        photo_url=photo,
    )


def _facts(values: Mapping[str, str], proposal: Proposal | None, work: Work | None) -> SheetFacts:
    subject: Any = work or proposal
    return SheetFacts(
        address=bool(subject.location.strip()) and bool(subject.rts.all()),
        photo=bool(proposal and proposal.photo),
        limits=bool(values["batas"]),
        volume=bool(values["volume"] and values["satuan"]),
        coordinates=bool(values["koordinat"]),
        source=bool(proposal and (proposal.source_meeting_id or proposal.asked_by_name.strip())),
        cost=work.cost if work else None,
        households=subject.households,
        land=bool(work and work.land and work.land != LandStatus.UNCLEAR),
    )


def _values(
    cycle: Cycle, proposal: Proposal | None, work: Work | None, answers: Mapping[str, ForumAnswer]
) -> dict[str, str]:
    """The fields of a sheet by key, as one types them elsewhere: plain numbers without rupiah sign."""
    subject: Any = work or proposal
    rts = ", ".join(rt.label for rt in subject.rts.all())
    said = [answers[level] for level in reversed(LEVELS) if level in answers]
    year = next((row.year for row in said if row.year), None) or (year_of(work, cycle) if work else cycle.fiscal_year)
    point = coordinates_of(proposal.latitude, proposal.longitude) if proposal else None
    return {
        "tahun": str(year or ""),
        "judul": work.name if work else subject.title,
        "masalah": proposal.reason.strip() if proposal else "",
        "skpd": next((row.department for row in said if row.department), ""),
        "wilayah": ", ".join(_places(cycle.region)),
        "alamat": ", ".join(part for part in (spot_of(subject.location, rts), rts) if part),
        "batas": proposal.limits.strip() if proposal else "",
        "koordinat": str(point) if point else "",
        "volume": "" if subject.volume is None else show_number(subject.volume),
        "satuan": subject.unit,
        "biaya": show_number(work.cost, 0) if work else "",
        "penerima": _people(subject),
        "lahan": work.get_land_display() if work and work.land else "",
        "sumber": _source(cycle, proposal),
        "pengusul": _asker(proposal),
        "foto": "Ada; unduh dari lembar ini" if proposal and proposal.photo else "",
        "rujukan": next((row.reference for row in said if row.reference), ""),
    }


def _places(region: Region) -> list[str]:
    """Kelurahan, kecamatan, city: each by its name."""
    district = region.parent
    city = district.parent if district else None
    return [
        words
        for words, place in (
            (f"Kelurahan {region.name}", region),
            (f"Kecamatan {district.name}" if district else "", district),
            (city.name if city else "", city),
        )
        if place
    ]


def _people(subject: Any) -> str:
    if subject.households is None:
        return ""
    poor = subject.poor_households
    return f"{subject.households} KK" + (f", di antaranya {poor} KK miskin/MBR" if poor else "")


def _source(cycle: Cycle, proposal: Proposal | None) -> str:
    """Meeting of origin and decision, and the survey behind the numbers."""
    meetings = [proposal.source_meeting, proposal.decision.meeting if proposal.decision else None] if proposal else []
    named = dict.fromkeys(f"{row.title}, {tanggal(row.held_on)}" for row in meetings if row)
    survey = [f"data 7 indikator tahun {cycle.survey_year}"] if cycle.survey_year else []
    return "; ".join([*named, *survey])


def _asker(proposal: Proposal | None) -> str:
    if proposal is None:
        return ""
    name = proposal.asked_by_name.strip()
    return f"{proposal.get_asked_by_display()}: {name}" if name else str(proposal.get_asked_by_display())


def _fix_url(cycle: Cycle, proposal: Proposal | None, work: Work | None, item: SheetItem) -> str:
    """The form in which a missing point is filled in."""
    usulan = reverse("proposals:proposal-edit", args=[cycle.pk, proposal.pk]) if proposal else ""
    if work is not None:
        edit = reverse("programs:work-edit", args=[cycle.pk, work.pk])
        own = item.field in AT_WORK or item.field in ("location", "volume", "households") or not usulan
        return f"{edit}#id_{item.field}" if own else f"{usulan}#id_{_usulan_field(item.field)}"
    if item.field in AT_WORK:
        agreed = proposal is not None and proposal.status == ProposalStatus.AGREED
        add = reverse("programs:work-add", args=[cycle.pk])
        return f"{add}?usulan={proposal.pk if proposal else ''}" if agreed else usulan
    return f"{usulan}#id_{_usulan_field(item.field)}"


def _usulan_field(field: str) -> str:
    return "asked_by_name" if field == "source" else field
