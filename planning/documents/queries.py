"""Reads of printed documents: what a cycle has on paper, its editions and signatures, and what a code proves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from kumuh.core.formats import tanggal
from kumuh.core.scope import ScopedQuerySet
from planning.cycles.catalog import find_step
from planning.cycles.enums import StepStatus, Track
from planning.cycles.queries import step_states
from planning.cycles.queries.ratified import reopened_on
from planning.documents.comparison import OTHER_PART, changed_parts
from planning.documents.control import read_code
from planning.documents.enums import EditionState, SignatureKind, SignatureState
from planning.documents.errors import PrintRefused
from planning.documents.kinds.build_meetings import BEFORE, TYPED
from planning.documents.kinds.build_methods import RESULT as METHOD_RESULT
from planning.documents.kinds.build_steps import CODE as SHEET
from planning.documents.kinds.build_steps import WITHOUT_SHEET
from planning.documents.kinds.builders import BUILDERS, SubjectFacts, builder_of
from planning.documents.kinds.drafts import Draft, draft_of
from planning.documents.models import Document, Edition, Letterhead, Signature
from planning.documents.numbering import seat_of
from planning.documents.registry import DocumentKind, SubjectKind, kind_named, kinds_of
from planning.institutions.queries import decrees_of_cycle, planned_for
from planning.methods.queries import sessions_of
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.queries import closed_meetings, meetings


# --- Rows in a person's area ------------------------------------------------------------------------
def documents_for(user: Any) -> ScopedQuerySet:
    """Documents in the person's area."""
    return Document.objects.for_user(user).select_related("region")


def editions_for(user: Any) -> ScopedQuerySet:
    """Editions in the person's area with document, who printed and who signed."""
    rows = Edition.objects.for_user(user).select_related("document__region", "printed_by", "revoked_by")
    return rows.prefetch_related("signatures")


def found_documents(user: Any, words: str) -> ScopedQuerySet:
    """Documents in the person's area whose title or number holds all words, or whose control code is typed."""
    code = read_code(words)
    found = documents_for(user)
    if code:
        return found.filter(editions__control_code=code)
    for word in words.lower().replace("rembug", "rembuk").split():
        found = found.filter(Q(title__icontains=word) | Q(number__icontains=word))
    return found


def letterhead(region_code: str, body: str) -> Letterhead | None:
    """The letterhead an office has set; None while it prints with the plain one."""
    return Letterhead.objects.filter(region_id=seat_of(region_code, body), body=body).first()


def heads_of(cycle: Any) -> tuple[str, ...]:
    """The offices whose letterheads the papers of a cycle carry and that can be set here."""
    return ("KELURAHAN", "BKM", "KSM") if cycle.track == Track.SPBM else ("KELURAHAN", "BKM")


def document_of(kind: str, subject_id: int) -> Document | None:
    """The document with its editions, newest first; None before it was printed for the first time."""
    rows = Edition.objects.select_related("printed_by").prefetch_related("signatures").order_by("-sequence")
    found = Document.objects.filter(kind=kind, subject_id=subject_id).prefetch_related(Prefetch("editions", rows))
    return found.first()


@dataclass(frozen=True)
class Subject:
    """A subject that was read once, and what is known about it before printing."""

    kind: DocumentKind
    subject_id: int
    row: Any
    facts: SubjectFacts

    @property
    def draft(self) -> Draft:
        """The document as it would be printed now."""
        return draft_of(self.kind.code, self.subject_id, self.row)


def subject_of(kind: str, subject_id: int) -> Subject:
    """Read a subject. Raises LookupError for an unknown kind or subject."""
    builder = builder_of(kind)
    row = builder.read(subject_id)
    return Subject(kind_named(kind), subject_id, row, builder.describe(row))


def draft_now(edition: Edition) -> Draft | None:
    """What would be printed now in place of an edition; None where its subject is gone."""
    try:
        return draft_of(edition.document.kind, edition.document.subject_id)
    except (LookupError, PrintRefused):
        return None


# --- Signatures ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class SignaturePlace:
    """One place to sign on an edition as it was printed; `name` is empty where the paper has a named gap."""

    role: str
    office: str
    name: str
    signature: Signature | None = None


def signature_places(edition: Edition) -> tuple[SignaturePlace, ...]:
    """The officers' places on an edition with the signatures recorded for them. Residents are left out."""
    block = edition.content.get("signatures", {})
    places = [place for side in ("left", "right", "below") for place in block.get(side, [])]
    return tuple(_place(one, edition.signatures.all()) for one in places)


def _place(printed: Mapping[str, Any], given: Iterable[Signature]) -> SignaturePlace:
    name = printed["name"] if isinstance(printed["name"], str) else ""
    role, office = printed["role_label"], " ".join(part for part in (printed["mandate"], printed["office"]) if part)
    signature = next((row for row in given if (row.role, row.office) == (role, office)), None)
    return SignaturePlace(role, office, name, signature)


def signature_state(edition: Edition) -> SignatureState:
    """Which of the plainly different kinds the signatures of an edition are; never better than the weakest."""
    kinds = {row.kind for row in edition.signatures.all()}
    if not kinds:
        return SignatureState.NONE
    if kinds == {SignatureKind.CERTIFIED}:
        return SignatureState.CERTIFIED
    return SignatureState.WET if kinds == {SignatureKind.WET} else SignatureState.BOTH


def with_signature_state(editions: Iterable[Edition]) -> list[tuple[Edition, SignatureState]]:
    """Editions (with their signatures loaded) beside what their signatures are."""
    return [(edition, signature_state(edition)) for edition in editions]


# --- What changed -------------------------------------------------------------------------------------
def changes_since(edition: Edition, now: Draft | None) -> tuple[str, ...] | None:
    """What differs between an edition and what would be printed now; None where it can no longer be built."""
    if now is None:
        return None
    if now.digest == edition.digest:
        return ()
    return changed_parts(edition.content, now.content) or (OTHER_PART,)


def newer_edition(edition: Edition) -> Edition | None:
    """The newest edition of the same document that stands, if it came after this one."""
    later = Edition.objects.filter(document_id=edition.document_id, sequence__gt=edition.sequence)
    return later.exclude(state=EditionState.REVOKED).order_by("-sequence").first()


def earlier_edition(edition: Edition) -> Edition | None:
    """The edition before this one."""
    before = Edition.objects.filter(document_id=edition.document_id, sequence__lt=edition.sequence)
    return before.order_by("-sequence").first()


@dataclass(frozen=True)
class Check:
    """What is known about a sheet of paper with a control code. `changes` None: its data are gone.

    `reopened`: its step is open again; `reopened_on`: when that last happened since the sheet was printed.
    """

    edition: Edition
    kind: DocumentKind
    places: tuple[SignaturePlace, ...]
    signed: SignatureState
    changes: tuple[str, ...] | None
    newer: Edition | None
    reopened: bool
    reopened_on: date | None

    @property
    def digests(self) -> tuple[str, ...]:
        """SHA-256 of every file that is this edition."""
        return file_digests(self.edition)


def check_of(code: str) -> Check | None:
    """Everything the public page may say about a code; None for a code that no edition has."""
    rows = Edition.objects.select_related("document__region").prefetch_related("signatures")
    edition = rows.filter(control_code=code).first()
    if edition is None:
        return None
    now = draft_now(edition)
    return Check(
        edition=edition,
        kind=kind_named(edition.document.kind),
        places=signature_places(edition),
        signed=signature_state(edition),
        changes=changes_since(edition, now),
        newer=newer_edition(edition),
        reopened=edition.state == EditionState.FINAL and not (now and now.facts.final),
        reopened_on=_reopened_since(edition, now),
    )


def _reopened_since(edition: Edition, now: Draft | None) -> date | None:
    """The last day on which a step that makes the paper final was opened again after a final edition. One query."""
    if edition.state != EditionState.FINAL or now is None:
        return None
    found = reopened_on(now.facts.cycle_id)
    days = [found[step] for step in kind_named(edition.document.kind).steps if step in found]
    printed = timezone.localdate(edition.printed_at)
    return max((day for day in days if day >= printed), default=None)


def file_digests(edition: Edition) -> tuple[str, ...]:
    """SHA-256 of the edition and of its certified signed forms."""
    signed = [row.scan_digest for row in edition.signatures.all() if row.kind == SignatureKind.CERTIFIED]
    return tuple(dict.fromkeys([edition.file_digest, *signed]))


def same_file(edition: Edition, digest: str) -> bool:
    """Whether a file with this SHA-256 is the edition to the byte, or its certified signed form."""
    return digest.lower() in file_digests(edition)


# --- The papers of a cycle ----------------------------------------------------------------------------
@dataclass(frozen=True)
class Paper:
    """One paper of a cycle, meeting or body: its kind, subject, newest edition (None = never printed), signatures.

    `title` tells papers of one kind apart.
    """

    kind: DocumentKind
    subject_id: int
    edition: Edition | None
    number: str
    signed: SignatureState
    title: str = ""

    @property
    def label(self) -> str:
        return self.title or self.kind.title

    @property
    def printed(self) -> bool:
        return self.edition is not None


@dataclass(frozen=True)
class MeetingPapers:
    """The papers of one meeting."""

    meeting: Any
    papers: tuple[Paper, ...]


def papers_of_cycle(cycle: Any) -> tuple[Paper, ...]:
    """The papers about the cycle itself that its programme has, in the order of the catalogue. Three queries.

    A kind that no step makes final belongs to every programme.
    """
    steps = {state.step for state in cycle.steps.all()}
    wanted = [kind for kind in kinds_of(SubjectKind.CYCLE) if not kind.steps or kind.step_among(steps)]
    codes = [kind.code for kind in wanted if kind.code in BUILDERS]
    found = _documents(codes, [cycle.pk])
    return tuple(_paper(code, cycle.pk, found) for code in codes)


def papers_of_steps(cycle: Any) -> tuple[Paper, ...]:
    """The sheets of the steps that were begun, in their order; none in the fast track. Three queries."""
    begun = [row for row in cycle.steps.all() if row.status != StepStatus.NOT_STARTED] if has_sheets(cycle) else []
    found = _documents([SHEET], [row.pk for row in begun])
    return tuple(
        replace(_paper(SHEET, row.pk, found), title=f"{row.step} {find_step(cycle.track, row.step).name}")
        for row in begun
    )


def has_sheets(cycle: Any) -> bool:
    """Whether the steps of the programme have sheets."""
    return cycle.track not in WITHOUT_SHEET


def sheet_of(cycle: Any, step: str) -> int | None:
    """Subject of the sheet of a step; None in a programme without sheets."""
    return step_states(cycle)[step].pk if has_sheets(cycle) else None


def unnumbered_meetings(cycle: Any) -> list[int]:
    """Keys of closed meetings of the cycle whose berita acara has no number yet, oldest first. Two queries."""
    rows = [row for row in closed_meetings(cycle).order_by("held_on", "pk") if not row.berita_acara_number]
    numbered = Document.objects.filter(kind="berita-acara", subject_id__in=[row.pk for row in rows]).exclude(number="")
    known = set(numbered.values_list("subject_id", flat=True))
    return [row.pk for row in rows if row.pk not in known]


def papers_of_meetings(cycle: Any) -> tuple[MeetingPapers, ...]:
    """The papers of every meeting of the cycle that was not cancelled, newest meeting first. Four queries."""
    rows = [row for row in meetings(cycle) if row.status != MeetingStatus.CANCELLED]
    codes = [kind.code for kind in kinds_of(SubjectKind.MEETING)]
    found = _documents(codes, [row.pk for row in rows])
    return tuple(
        MeetingPapers(row, tuple(_paper(code, row.pk, found) for code in codes if _applies(code, row))) for row in rows
    )


def papers_of_decrees(cycle: Any) -> tuple[Paper, ...]:
    """SK of the bodies that were formed in the cycle, as far as they are printed here. Three queries."""
    rows = [row for row in decrees_of_cycle(cycle) if row.is_printable]
    found = _documents(["sk"], [row.pk for row in rows])
    return tuple(replace(_paper("sk", row.pk, found), title=f"SK tentang {row.about}") for row in rows)


def papers_of_trainings(cycle: Any) -> tuple[Paper, ...]:
    """The sheets of the trainings held or planned for the cycle. Three queries."""
    rows = list(planned_for(cycle))
    found = _documents(["lembar-pelatihan"], [row.pk for row in rows])
    return tuple(
        replace(
            _paper("lembar-pelatihan", row.pk, found),
            title=f"Lembar hadir dan penilaian {row.title}, {tanggal(row.held_on)}",
        )
        for row in rows
    )


def papers_of_methods(cycle: Any) -> tuple[Paper, ...]:
    """The results of the participatory methods of the cycle, newest first. Three queries."""
    rows = list(sessions_of(cycle))
    found = _documents([METHOD_RESULT], [row.pk for row in rows])
    return tuple(
        replace(_paper(METHOD_RESULT, row.pk, found), title=f"{row.get_kind_display()}: {row.title}") for row in rows
    )


def _applies(code: str, meeting: Any) -> bool:
    return meeting.status in TYPED or code in BEFORE


def _documents(codes: list[str], subjects: list[int]) -> dict[tuple[str, int], Document]:
    editions = Edition.objects.prefetch_related("signatures").order_by("-sequence").defer("content")
    rows = Document.objects.filter(kind__in=codes, subject_id__in=subjects)
    return {(row.kind, row.subject_id): row for row in rows.prefetch_related(Prefetch("editions", editions))}


def _paper(code: str, subject_id: int, found: Mapping[tuple[str, int], Document]) -> Paper:
    document = found.get((code, subject_id))
    editions = list(document.editions.all()) if document else []
    edition = next((row for row in editions if row.state != EditionState.REVOKED), editions[0] if editions else None)
    signed = signature_state(edition) if edition else SignatureState.NONE
    return Paper(kind_named(code), subject_id, edition, document.number if document else "", signed)
