"""Letterheads, printed documents and the example of a signed sheet."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from kumuh.accounts.models import User
from kumuh.areas.models import Region
from planning.cycles.enums import StepStatus, Track
from planning.cycles.models import Cycle
from planning.demo.catalog import FISCAL_YEAR, city
from planning.demo.pictures import signed_sheet
from planning.demo.stories import FINISHED, STORIES, story
from planning.documents.models import Document, Edition, Letterhead
from planning.documents.numbering import DEFAULT_PATTERN
from planning.documents.queries import signature_places
from planning.documents.registry import kinds_after
from planning.documents.services import SignedBy, print_document, record_signature, save_letterhead
from planning.rembuk.catalog import KINDS
from planning.rembuk.enums import MeetingStatus

WHY = "Kota contoh."
#: Papers of every closed meeting of the finished cycle; meetings that decide have a berita acara as well.
MEETING_PAPERS = ("undangan", "daftar-hadir", "notulen")
DECISION_PAPERS = ("berita-acara",)
SIGNED = "renta-pip"


def set_letterheads(*, by: User) -> int:
    """Letterheads of kelurahan and BKM where none is set; returns how many are new."""
    codes = city()["kelurahan_contoh"]
    known = set(Letterhead.objects.filter(region_id__in=codes).values_list("region_id", "body"))
    regions = Region.objects.filter(code__in=codes).select_related("parent__parent")
    made = 0
    for region in regions:
        for body, lines in _heads(region).items():
            if (region.code, body) in known:
                continue
            address = f"Kantor Kelurahan {region.name}, alamat lengkap diisi di sini (contoh)"
            save_letterhead(
                region_code=region.code,
                body=body,
                lines=lines,
                address=address,
                number_pattern=DEFAULT_PATTERN,
                paper="F4",
                by=by,
            )
            made += 1
    return made


def _heads(region: Region) -> dict[str, str]:
    district = region.parent
    place = district.parent.name if district and district.parent else ""
    return {
        "KELURAHAN": f"Pemerintah {place}\n{district.title if district else ''}\nKelurahan {region.name}",
        "BKM": f"Badan Keswadayaan Masyarakat (contoh)\nKelurahan {region.name}, {place}",
    }


def print_papers(*, by: User, of_city: User) -> int:
    """Print what approved steps made final and was not printed yet; returns how many editions are new."""
    rows = Cycle.objects.filter(is_example=True, track=Track.P2KP, fiscal_year=FISCAL_YEAR)
    cycles = {cycle.region_id: cycle for cycle in rows.prefetch_related("steps")}
    made = 0
    for name in STORIES:
        words = story(name)
        cycle = cycles.get(words.code)
        if cycle is None:
            continue
        made += _print_missing(_step_papers(cycle), by)
        if words.stands_at == FINISHED:
            made += _print_missing(_meeting_papers(cycle), by)
            sign_paper(kind=SIGNED, cycle=cycle, by=by)
    return made + _print_city(of_city)


def _print_city(by: User) -> int:
    """Profile and plan of the kota once its cycle is finished, with an example of the signed sheets."""
    made = 0
    for cycle in Cycle.objects.filter(is_example=True, track=Track.CITY, finished_on__isnull=False):
        papers = _step_papers(cycle)
        made += _print_missing(papers, by)
        for kind, _ in papers:
            sign_paper(kind=kind, cycle=cycle, by=by)
    return made


def _step_papers(cycle: Cycle) -> list[tuple[str, int]]:
    closed = sorted(state.step for state in cycle.steps.all() if state.status == StepStatus.CLOSED)
    kinds = dict.fromkeys(kind.code for step in closed for kind in kinds_after(step))
    return [(kind, cycle.pk) for kind in kinds]


def _meeting_papers(cycle: Cycle) -> list[tuple[str, int]]:
    closed = cycle.meetings.filter(status=MeetingStatus.CLOSED).values_list("pk", "type")
    return [
        (kind, meeting)
        for meeting, type_ in closed
        for kind in (*MEETING_PAPERS, *(DECISION_PAPERS if KINDS[type_].decides else ()))
    ]


def _print_missing(wanted: Iterable[tuple[str, int]], by: User) -> int:
    wanted = list(wanted)
    known = set(
        Document.objects.filter(kind__in={kind for kind, _ in wanted}, editions__isnull=False).values_list(
            "kind", "subject_id"
        )
    )
    missing = [pair for pair in wanted if pair not in known]
    for kind, subject in missing:
        print_document(kind=kind, subject_id=subject, by=by, reason=WHY)
    return len(missing)


def print_for(*, kind: str, cycle: Cycle, signed: bool, by: User) -> None:
    """Print the paper of a cycle as it stands now, and sign it where the gate wants it signed."""
    print_document(kind=kind, subject_id=cycle.pk, by=by, reason=WHY)
    if signed:
        sign_paper(kind=kind, cycle=cycle, by=by)


def sign_paper(*, kind: str, cycle: Cycle, by: User) -> None:
    """Put an example of a signed sheet beside the newest edition of the paper, unless one is there."""
    edition = Edition.objects.filter(document__kind=kind, document__subject_id=cycle.pk).order_by("-sequence").first()
    if edition is None or edition.signatures.exists():
        return
    places = [place for place in signature_places(edition) if place.name or place.office]
    names = [place.name or f"{place.office} (contoh)" for place in places]
    record_signature(
        edition=edition,
        signers=[SignedBy(place.role, place.office, name) for place, name in zip(places, names, strict=True)],
        signed_on=timezone.localdate(),
        scan=signed_sheet(title=edition.document.title, number=edition.document.number, names=names),
        by=by,
    )
