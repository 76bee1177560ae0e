"""One meeting at a glance: its stages, what is missing for closing, and the paper beside the typed counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from kumuh.core.formats import tanggal
from planning.rembuk.catalog import MeetingKind, Slot, kind_of
from planning.rembuk.enums import DecisionMethod, EvidenceKind, MeetingStatus
from planning.rembuk.models import Decision, Evidence, Meeting
from planning.rembuk.participation import Participation
from planning.rembuk.queries.attendance import participation, participations
from planning.rembuk.queries.held import precedence_gaps
from planning.rembuk.queries.meetings import representatives_by_slot

EDIT, ATTEND, EVIDENCE, MINUTES, DECIDE, CLOSE = (
    "rembuk:meeting-edit", "rembuk:attendance-edit", "rembuk:evidence-list", "rembuk:minutes-edit",
    "rembuk:decision-list", "rembuk:closing-edit",
)  # fmt: skip


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, and the address of the page that fixes it."""

    text: str
    url: str


@dataclass(frozen=True)
class Stage:
    """One page of the way of a meeting. `state`: done, open or waiting; `note` tells what is there."""

    title: str
    url: str
    state: str
    note: str
    page: str


@dataclass(frozen=True)
class Overview:
    """Everything about one meeting that every page of it shows. A constant number of queries."""

    meeting: Meeting
    kind: MeetingKind
    participation: Participation
    decisions: tuple[Decision, ...]
    evidence: tuple[Evidence, ...]
    agenda_count: int
    discussed: int
    entries: int
    representatives: frozenset[str]
    disorder: tuple[str, ...]

    def url(self, page: str) -> str:
        return reverse(page, args=[self.meeting.cycle_id, self.meeting.pk])

    @property
    def present(self) -> int:
        return self.participation.totals.total

    @property
    def difference(self) -> int | None:
        """Typed minus paper; None while the paper total is unknown."""
        paper = self.meeting.paper_total
        return None if paper is None else self.present - paper

    @property
    def has_paper_photo(self) -> bool:
        return any(item.kind == EvidenceKind.ATTENDANCE_SCAN for item in self.evidence)

    @property
    def mismatch_explained(self) -> bool:
        return not self.difference or bool(self.meeting.mismatch_reason.strip() and self.has_paper_photo)

    @property
    def attendance_done(self) -> bool:
        return self.present > 0 and self.difference is not None and self.mismatch_explained

    @property
    def minutes_done(self) -> bool:
        return bool((self.discussed or self.entries) and self.meeting.summary.strip())

    @property
    def decisions_done(self) -> bool:
        return bool(self.decisions) or not self.kind.decides

    @property
    def participation_explained(self) -> bool:
        return not self.participation.shortfalls or bool(self.meeting.participation_note.strip())

    @property
    def acceptance_open(self) -> bool:
        """A shortfall was explained, but BKM has not accepted the explanation yet."""
        note = self.meeting.participation_note.strip()
        return bool(self.participation.shortfalls and note and not self.meeting.participation_accepted_by)

    @property
    def participation_settled(self) -> bool:
        """Passed, or explained by the facilitator and accepted by BKM (generic gate rule, point 3)."""
        return self.participation.passed or bool(
            self.participation_explained and self.meeting.participation_accepted_by
        )

    @property
    def missing_signers(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.kind.signers.slots if slot.key not in self.representatives)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What still keeps the meeting from being closed."""
        return (*self._attendance_gaps(), *self._result_gaps(), *self._closing_gaps())

    def _attendance_gaps(self) -> list[Gap]:
        meeting, url = self.meeting, self.url(ATTEND)
        found = []
        if meeting.held_on > timezone.localdate():
            found.append(Gap(f"Tanggal pertemuan {tanggal(meeting.held_on)} belum tiba.", self.url(EDIT)))
        if not self.present:
            found.append(Gap("Kehadiran belum diisi.", url))
        found += [Gap(text, self.url(EDIT)) for text in self.disorder]
        if meeting.paper_total is None:
            found.append(Gap("Jumlah tanda tangan pada daftar hadir kertas belum diisi.", url))
        elif not self.mismatch_explained:
            found.append(
                Gap(
                    f"Yang diketik {self.present} orang, di kertas {meeting.paper_total}: "
                    "alasan atau foto daftar hadirnya belum ada.",
                    url,
                )
            )
        return found

    def _result_gaps(self) -> list[Gap]:
        found = []
        if not (self.discussed or self.entries):
            found.append(Gap("Notulen belum berisi pembahasan atau usulan.", self.url(MINUTES)))
        if not self.meeting.summary.strip():
            found.append(Gap("Kesimpulan notulen belum ditulis.", self.url(MINUTES)))
        if not self.decisions_done:
            found.append(Gap("Belum ada keputusan yang dicatat.", self.url(DECIDE)))
        found += [
            Gap(
                f"Keputusan {decision.number}: jumlah suara {votes} melebihi yang hadir ({self.present} orang).",
                self.url(DECIDE),
            )
            for decision in self.decisions
            if (votes := votes_cast(decision)) > self.present
        ]
        return found

    def _closing_gaps(self) -> list[Gap]:
        url = self.url(CLOSE)
        found = []
        if not self.meeting.chair_name.strip():
            found.append(Gap("Pimpinan rembuk belum ditulis.", url))
        residents = self.kind.signers.residents
        if residents and (named := residents - len(self.missing_signers)) < residents:
            found.append(Gap(f"Warga yang menandatangani baru {named} dari {residents} orang.", url))
        if not self.meeting.secretary_name.strip():
            found.append(Gap("Notulis belum ditulis.", url))
        if self.present and not self.participation_explained:
            found.append(Gap("Penjelasan fasilitator belum ditulis, padahal ambang tidak tercapai.", url))
        return found

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The way from invitation to closing; the first unfinished stage that cannot be skipped is open."""
        optional = not self.kind.decides
        rows = [
            ("Undangan", EDIT, bool(self.agenda_count), f"{self.agenda_count} acara", False),
            ("Kehadiran", ATTEND, self.attendance_done, f"{self.present} orang", False),
            ("Foto", EVIDENCE, bool(self.evidence), f"{len(self.evidence)} berkas", True),
            ("Notulen", MINUTES, self.minutes_done, f"{self.entries} usulan/pendapat", False),
            ("Keputusan", DECIDE, bool(self.decisions), self._decision_note, optional),
            ("Penutup", CLOSE, self.meeting.status == MeetingStatus.CLOSED, "", False),
        ]
        current = next((page for _, page, done, _, may_skip in rows if not (done or may_skip)), "")
        return tuple(
            Stage(title, self.url(page), "done" if done else "open" if page == current else "waiting", note, page)
            for title, page, done, note, _ in rows
        )

    @property
    def _decision_note(self) -> str:
        return f"{len(self.decisions)} keputusan" if self.decisions or self.kind.decides else "tidak wajib"

    @property
    def next_stage(self) -> Stage | None:
        return next((stage for stage in self.stages if stage.state == "open"), None)


def votes_cast(decision: Decision) -> int:
    """Votes of a majority decision; 0 for mufakat."""
    if decision.method == DecisionMethod.CONSENSUS:
        return 0
    return (decision.agree or 0) + (decision.against or 0) + (decision.abstain or 0)


def overview(meeting: Meeting) -> Overview:
    """The meeting at a glance. `meeting.cycle` should be loaded."""
    discussions = list(meeting.agenda.values_list("discussion", flat=True))
    return Overview(
        meeting=meeting,
        kind=kind_of(meeting.type, meeting.cycle.track),
        participation=participation(meeting),
        decisions=tuple(meeting.decisions.all()),
        evidence=tuple(meeting.evidence.all()),
        agenda_count=len(discussions),
        discussed=sum(bool(text.strip()) for text in discussions),
        entries=meeting.entries.count(),
        representatives=frozenset(representatives_by_slot(meeting)),
        disorder=precedence_gaps(meeting),
    )


def unsettled(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Those that neither passed nor have an explanation that BKM accepted; see `participation_settled`."""
    rows = list(meetings)
    judged = participations(rows)
    return [
        row
        for row in rows
        if not judged[row.pk].passed and not (row.participation_note.strip() and row.participation_accepted_by)
    ]
