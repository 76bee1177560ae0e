"""How the verification sheet of the CSIAP is built from its review. Internal notes never leave the desk."""

from __future__ import annotations

from typing import Any, Final

from django.utils import timezone

from kumuh.accounts.enums import role_names
from kumuh.core.formats import rupiah
from kumuh.reviews.enums import ReviewState, ReviewVerb, Severity
from kumuh.reviews.queries import opinions, public_notes, timeline
from planning.cycles.queries import review_in
from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds.build_works import table_of_works
from planning.documents.kinds.chains import office_of
from planning.documents.kinds.chapters import Tabled
from planning.documents.kinds.common import DocumentMeta, Gap
from planning.documents.kinds.record_blocks import Records, cycle_with_records
from planning.documents.kinds.recorded import Fact
from planning.documents.kinds.verification import Advice, Remark, VerificationSheet

CODE: Final = "verifikasi-csiap"
STEP: Final = "S3.3"
DECIDED: Final = {ReviewVerb.VERIFY: True, ReviewVerb.RETURN: False}


def build(cycle: Any, meta: DocumentMeta) -> VerificationSheet:
    """The sheet as it stands: every note with its answer, every opinion, the last decision of DPIU."""
    records = Records(cycle)
    review = review_in(cycle, STEP)
    works = table_of_works(cycle, "Lembar verifikasi CSIAP")
    decision = _decision(review)
    comments = [block.table for block in records.table("tanggapan", STEP) if isinstance(block, Tabled)]
    return VerificationSheet(
        **cycles.frame_of(CODE, cycle, meta),
        years=cycle.years,
        facts=(
            Fact(label="Dokumen", value=f"CSIAP Kelurahan {cycle.region.name} {cycle.years}"),
            Fact(label="Isi", value=f"{len(works.rows)} tindakan, {rupiah(works.grand_total)}"),
        ),
        advice=tuple(_advice(one, cycle.track) for one in opinions(review)) if review else (),
        remarks=tuple(_remark(note) for note in public_notes(review).select_related("author")) if review else (),
        comments=comments[0] if comments and comments[0].rows else None,
        verdict=None if decision is None else DECIDED[decision.verb],
        decided_on=timezone.localdate(decision.at) if decision else None,
        reason=decision.reason.strip() if decision else "",
    )


def _decision(review: Any) -> Any:
    """The last verification or return that still stands; None while a corrected draft waits for the next one."""
    if review is None or review.state in (ReviewState.DRAFT, ReviewState.SUBMITTED):
        return None
    return next((event for event in reversed(list(timeline(review))) if event.verb in DECIDED), None)


def _advice(one: Any, track: str) -> Advice:
    if one.event is None:
        return Advice(body=role_names(one.roles), name=Gap("yang memberi saran"), on=None, opinion="", words="")
    return Advice(
        body=office_of(one.event.role, track),
        name=one.event.by.name,
        on=timezone.localdate(one.event.at),
        opinion=one.opinion,
        words=one.event.reason.strip(),
    )


def _remark(note: Any) -> Remark:
    return Remark(
        where=note.pin_label or "Seluruh CSIAP",
        text=note.text,
        by=note.author.name,
        required=note.severity == Severity.REQUIRED,
        answer=note.answer.strip() or Gap("jawaban KSM"),
    )


VERIFICATION_BUILDER = cycles.builder(CODE, build, read=cycle_with_records)
