"""Verbs of usulan: keep every intake, change it while it is open, and give each an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import IO, Any

from django.db import transaction

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.models import Neighbourhood
from kumuh.core.models import save_by
from kumuh.core.uploads import CleanFile, UploadRefused, clean_upload
from kumuh.core.versions import claim_version
from planning.cycles.models import Cycle
from planning.cycles.queries import opening, step_asking
from planning.cycles.services import require_open
from planning.proposals.catalog import units_for
from planning.proposals.enums import AskedBy, IntakeKind, ProposalStatus
from planning.proposals.errors import BulkRefused, ProposalRefused, Refusal
from planning.proposals.models import Proposal, Ranking
from planning.proposals.pins import proposal_row
from planning.proposals.queries.facts import criterion_of
from planning.proposals.queries.intake import DECIDING, subjects_of
from planning.proposals.registry import uses
from planning.proposals.services.guard import require_rows
from planning.rembuk.models import Decision, Meeting
from planning.rembuk.queries import serves

#: The check whose step these rows are worked on and locked in.
CHECK = "usulan"


@dataclass(frozen=True)
class Intake:
    """An usulan as it was put forward. `volume` in `unit`; an empty `unit` is that of the parameter.

    None is "not said yet" and never zero. The indicator follows from `criterion_key`. Coordinates in decimal degrees,
    both or none.
    """

    title: str
    criterion_key: str
    asked_by: str
    kind: str = IntakeKind.USULAN
    location: str = ""
    limits: str = ""
    volume: Decimal | None = None
    unit: str = ""
    households: int | None = None
    poor_households: int | None = None
    women_households: int | None = None
    asked_by_name: str = ""
    reason: str = ""
    benefit: str = ""
    source_meeting: Meeting | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def take_proposal(
    *,
    cycle: Cycle,
    intake: Intake,
    rts: Iterable[Neighbourhood],
    by: Any,
    photo: IO[bytes] | None = None,
    is_example: bool = False,
) -> Proposal:
    """Keep what somebody put forward, as USULAN and without an answer yet.

    A photo is cleaned of where and with which camera it was taken. Source of the rule: aspiratif, every wish is
    kept and answered (ASOI PAKDE). Raises StepLocked when the plan is closed or under review, ProposalRefused by
    field for an RT of another kelurahan, an unknown parameter, a unit that does not fit it, a volume that is not
    above zero, groups larger than the households, or a file that is no photo.
    """
    clean = _clean_photo(photo)
    with transaction.atomic():
        require_open(cycle=cycle, step=step_asking(cycle, CHECK))
        row = Proposal(cycle=cycle, is_example=is_example)
        _fill(row, intake)
        own = _own_rts(cycle, rts)
        _put_photo(row, clean)
        save_by(row, by, rts=own)
    return row


def change_proposal(
    *,
    proposal: Proposal,
    intake: Intake,
    rts: Iterable[Neighbourhood],
    by: Any,
    photo: IO[bytes] | None = None,
    expected: int | None = None,
) -> Proposal:
    """Change an usulan; what was agreed stays agreed and may lose neither volume nor households.

    The volume of an usulan in use stands, unless an examiner sent the step back: then it can be measured anew, and
    works made of it, which keep a volume of their own, are open with it. A new photo takes the place of the former
    one. Raises StaleRecord, StepLocked, or ProposalRefused (merged,
    declined, in use, or as in `take_proposal`).
    """
    clean = _clean_photo(photo)
    with transaction.atomic():
        row = _claimed(proposal, expected)
        returned = opening(row.cycle, step_asking(row.cycle, CHECK)).returned
        if row.status in (ProposalStatus.MERGED, ProposalStatus.DECLINED):
            raise ProposalRefused("Usulan ini sudah dijawab. Tarik kembali jawabannya dahulu bila perlu diubah.")
        own = _own_rts(row.cycle, rts)
        before = _measure(row, with_volume=not returned)
        _fill(row, intake)
        if row.status == ProposalStatus.AGREED:
            _require_measured(row, len(own))
            if before != _measure(row, with_volume=not returned):
                _require_unused([row])
            _unsettle(row.cycle, by)
        _put_photo(row, clean)
        save_by(row, by, rts=own)
    return row


def _measure(row: Proposal, *, with_volume: bool) -> tuple[Any, ...]:
    """What other records may rest on: parameter and unit, and the volume where it has to stand."""
    return (row.criterion_key, row.unit, row.volume if with_volume else None)


@transaction.atomic
def agree_proposals(*, cycle: Cycle, proposals: Sequence[Proposal], decision: Decision, by: Any) -> list[Proposal]:
    """Mark usulan as agreed by one rembuk decision: all of them, or none.

    Source of the rule: an activity without a meeting decision stays an usulan (participation in both problem
    and activity formulation). Raises BulkRefused naming every row that does not pass (answered already, not
    measured, of another cycle), ProposalRefused for a decision that is not about usulan of this cycle, StepLocked
    when one of them is not open.
    """
    require_rows(cycle=cycle, rows=[proposal_row(row.pk) for row in proposals])
    _require_decision(cycle, decision)
    if not proposals:
        raise ProposalRefused("Belum ada usulan yang dicentang.")
    rows = list(Proposal.objects.select_for_update().filter(pk__in=[row.pk for row in proposals]).order_by("pk"))
    refusals = [Refusal(row.pk, row.title, sentence) for row in rows if (sentence := _why_not_agreed(cycle, row))]
    if refusals:
        raise BulkRefused(refusals)
    for row in rows:
        row.status, row.decision = ProposalStatus.AGREED, decision
        row.answer = f"Disepakati dalam {decision.meeting.title}, keputusan nomor {decision.number}."
        row.version += 1
        save_by(row, by)
    _unsettle(cycle, by)
    return rows


@transaction.atomic
def merge_proposal(
    *, proposal: Proposal, into: Proposal, by: Any, reason: str = "", expected: int | None = None
) -> Proposal:
    """Answer an usulan by joining it to a similar one that stands; nothing is deleted.

    What was merged into it before follows to the same usulan. Raises StaleRecord, StepLocked, ProposalRefused
    (itself, another cycle, a target that does not stand, or an usulan that is agreed or answered already).
    """
    row = _claimed(proposal, expected)
    target = Proposal.objects.select_for_update().get(pk=into.pk)
    _require_open_answer(row)
    if target.pk == row.pk or target.cycle_id != row.cycle_id:
        raise ProposalRefused("Pilih usulan lain dalam siklus yang sama.")
    if target.status in (ProposalStatus.MERGED, ProposalStatus.DECLINED):
        raise ProposalRefused(f"“{target.title}” sudah digabung atau ditolak. Pilih usulan yang masih berdiri.")
    for follower in row.merged_from.select_for_update():
        follower.merged_into = target
        follower.version += 1
        save_by(follower, by)
    row.status, row.merged_into = ProposalStatus.MERGED, target
    row.answer = reason.strip() or f"Digabung dengan usulan “{target.title}”."
    save_by(row, by)
    return row


@transaction.atomic
def postpone_proposal(*, proposal: Proposal, reason: str, by: Any, expected: int | None = None) -> Proposal:
    """Answer an usulan with "later" and why. Raises StaleRecord, StepLocked, ProposalRefused."""
    return _answer(proposal, ProposalStatus.POSTPONED, reason, by, expected)


@transaction.atomic
def decline_proposal(*, proposal: Proposal, reason: str, by: Any, expected: int | None = None) -> Proposal:
    """Answer an usulan with "no" and why. Raises StaleRecord, StepLocked, ProposalRefused without a reason."""
    return _answer(proposal, ProposalStatus.DECLINED, reason, by, expected)


@transaction.atomic
def withdraw_answer(*, proposal: Proposal, reason: str, by: Any, expected: int | None = None) -> Proposal:
    """Take an answer back: the usulan is open again, its history and the reason stay.

    Raises ProposalRefused without a reason, for an unanswered usulan, and for one that is in use.
    """
    row = _claimed(proposal, expected)
    if row.status == ProposalStatus.PROPOSED:
        raise ProposalRefused("Usulan ini belum dijawab.")
    _require_reason(reason)
    _require_unused([row])
    row.status = ProposalStatus.PROPOSED
    row.decision = row.merged_into = None
    row.answer = f"Jawaban ditarik kembali: {reason.strip()}"
    save_by(row, by)
    _unsettle(row.cycle, by)
    return row


def _answer(proposal: Proposal, status: str, reason: str, by: Any, expected: int | None) -> Proposal:
    row = _claimed(proposal, expected)
    _require_open_answer(row)
    _require_reason(reason)
    row.status, row.answer = status, reason.strip()
    save_by(row, by)
    return row


def _claimed(proposal: Proposal, expected: int | None) -> Proposal:
    row = Proposal.objects.select_for_update().select_related("cycle").get(pk=proposal.pk)
    require_open(cycle=row.cycle, step=step_asking(row.cycle, CHECK), pins=(proposal_row(row.pk),))
    claim_version(row, proposal.version if expected is None else expected)
    return row


def _fill(row: Proposal, intake: Intake) -> None:
    """Put the intake on the row. Raises ProposalRefused by field for what cannot stand."""
    criterion = criterion_of(row.cycle, intake.criterion_key)
    if criterion is None:
        raise ProposalRefused({"criterion_key": "Pilih parameter dari daftar."})
    allowed = units_for(criterion.aspect, criterion.unit)
    unit = intake.unit or criterion.unit
    if unit not in allowed:
        raise ProposalRefused({"unit": f"Satuan untuk {criterion.label}: {', '.join(allowed)}."})
    if not intake.title.strip():
        raise ProposalRefused({"title": "Usulan belum diisi."})
    if intake.asked_by not in AskedBy.values:
        raise ProposalRefused({"asked_by": "Pilih siapa yang mengusulkan."})
    if intake.volume is not None and intake.volume <= 0:
        raise ProposalRefused({"volume": "Volume harus di atas nol. Kosongkan bila belum diukur."})
    _require_groups_within(intake)
    if (intake.latitude is None) != (intake.longitude is None):
        raise ProposalRefused({"coordinates": "Tulis lintang dan bujur, atau kosongkan keduanya."})
    if intake.source_meeting is not None and not serves(intake.source_meeting, row.cycle):
        raise ProposalRefused({"source_meeting": "Pertemuan ini milik siklus lain."})
    for column in fields(intake):
        value = getattr(intake, column.name)
        setattr(row, column.name, value.strip() if isinstance(value, str) else value)
    row.unit, row.aspect = unit, criterion.aspect


def _require_groups_within(intake: Intake) -> None:
    groups = {"poor_households": intake.poor_households, "women_households": intake.women_households}
    for name, value in groups.items():
        if value is not None and intake.households is None:
            raise ProposalRefused({"households": "Isi jumlah KK penerima manfaat dahulu."})
        if value is not None and value > (intake.households or 0):
            raise ProposalRefused({name: f"Tidak boleh melebihi KK penerima manfaat ({intake.households})."})


def _clean_photo(photo: IO[bytes] | None) -> CleanFile | None:
    try:
        return clean_upload(photo, allow_pdf=False) if photo else None
    except UploadRefused as refusal:
        raise ProposalRefused({"photo": refusal.messages}) from None


def _put_photo(row: Proposal, clean: CleanFile | None) -> None:
    """Store the file under its content; a former one goes when the change is final."""
    if clean is None:
        return
    storage, former = row.photo.storage, row.photo.name
    row.photo.save(f"{row.cycle_id}/{clean.name}", clean.as_file(), save=False)
    if former and not Proposal.objects.filter(photo=former).exclude(pk=row.pk).exists():
        transaction.on_commit(lambda: storage.delete(former))


def _own_rts(cycle: Cycle, rts: Iterable[Neighbourhood]) -> list[Neighbourhood]:
    own = list(rts)
    if not own:
        raise ProposalRefused({"rts": "Pilih paling sedikit satu RT."})
    if any(rt.kelurahan_id != cycle.region_id or rt.kind != NeighbourhoodKind.RT for rt in own):
        raise ProposalRefused({"rts": f"Ada RT yang bukan bagian {cycle.region.name}."})
    return own


def _require_decision(cycle: Cycle, decision: Decision) -> None:
    meeting = decision.meeting
    if not serves(meeting, cycle) or decision.about not in subjects_of(cycle):
        raise ProposalRefused("Pilih keputusan rembuk siklus ini tentang usulan kegiatan.")
    if meeting.status not in DECIDING:
        raise ProposalRefused(f"“{meeting.title}” belum berlangsung atau dibatalkan, jadi belum memutuskan apa-apa.")


def _why_not_agreed(cycle: Cycle, row: Proposal) -> str:
    if row.cycle_id != cycle.pk:
        return "milik siklus lain."
    if row.status not in (ProposalStatus.PROPOSED, ProposalStatus.POSTPONED):
        return f"sudah dijawab ({row.get_status_display().lower()})."
    lacking = _not_measured(row, row.rts.count())
    return f"belum lengkap: {', '.join(lacking)}." if lacking else ""


def _not_measured(row: Proposal, rts: int) -> list[str]:
    known = {
        "RT": rts,
        "lokasi": row.location,
        "volume": row.volume,
        "satuan": row.unit,
        "KK penerima manfaat": row.households,
    }
    return [label for label, value in known.items() if not value]


def _require_measured(row: Proposal, rts: int) -> None:
    lacking = _not_measured(row, rts)
    if lacking:
        raise ProposalRefused(f"Usulan ini sudah disepakati, jadi {', '.join(lacking)} tidak boleh dikosongkan.")


def _require_open_answer(row: Proposal) -> None:
    if row.status not in (ProposalStatus.PROPOSED, ProposalStatus.POSTPONED):
        raise ProposalRefused(
            f"Usulan ini sudah dijawab ({row.get_status_display().lower()}). Tarik kembali jawabannya dahulu."
        )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ProposalRefused({"reason": "Tuliskan alasannya."})


def _require_unused(rows: Sequence[Proposal]) -> None:
    for sentence in uses([row.pk for row in rows]).values():
        raise ProposalRefused(sentence)


def _unsettle(cycle: Cycle, by: Any) -> None:
    """An adopted ranking no longer covers what changed, so its decision falls."""
    for ranking in Ranking.objects.select_for_update().filter(cycle=cycle).exclude(decision=None):
        ranking.decision = None
        ranking.version += 1
        save_by(ranking, by)
