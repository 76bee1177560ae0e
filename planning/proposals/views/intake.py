"""Pages of usulan: list, intake, one usulan, its answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from kumuh.accounts.models import PersonRequest
from kumuh.core.files import stored_file
from kumuh.core.formats import tanggal, with_unit
from kumuh.core.forms import refusals_on, show_refusal
from kumuh.core.rights import may, page
from kumuh.core.versions import StaleRecord
from planning.cycles.models import Cycle
from planning.methods.models import MethodSession
from planning.methods.registry import Result
from planning.proposals import queries, services
from planning.proposals.coordinates import coordinates_of
from planning.proposals.enums import ProposalStatus
from planning.proposals.errors import BulkRefused
from planning.proposals.forms.fields import ReasonForm
from planning.proposals.forms.intake import GROUPS, AgreeForm, AnswerForm, ProposalFilter, ProposalForm, SimilarForm
from planning.proposals.models import Proposal
from planning.proposals.pins import proposal_row
from planning.proposals.queries import PlaceFacts
from planning.proposals.registry import uses
from planning.proposals.views.common import (
    Item,
    cycle_in_scope,
    page_context,
    pinned_fields,
    proposal_in_scope,
    review_context,
)

#: The check whose step these rows are worked on and locked in.
CHECK = "usulan"
VIEW, ADD = "proposals.view_proposal", "proposals.add_proposal"
CHANGE, ANSWER = "proposals.change_proposal", "proposals.answer_proposal"
PER_PAGE = 50
#: A result of a participatory method that an usulan is made of.
Named = tuple[MethodSession, Result] | None


#: Column and the name inside the pin of a note.
PIN_NAMES = {
    "title": "usulan", "criterion_key": "parameter", "rts": "rt", "asked_by_name": "pengusul", "location": "lokasi",
    "limits": "batas", "coordinates": "koordinat", "volume": "volume", "households": "kk",
    "poor_households": "kk_miskin", "women_households": "kk_perempuan", "reason": "alasan",
}  # fmt: skip


def _pins(row: Proposal) -> dict[str, str]:
    return {column: f"usulan:{row.pk}/{name}" for column, name in PIN_NAMES.items()}


def _items(row: Proposal, facts: PlaceFacts) -> list[Item]:
    """What an usulan says, in the order of the form."""
    asked = row.get_asked_by_display() + (f": {row.asked_by_name}" if row.asked_by_name else "")
    meeting = row.source_meeting
    lines = [
        ("criterion_key", "Memperbaiki", facts.criterion.label if facts.criterion else row.criterion_key),
        ("rts", "RT", ", ".join(rt.label for rt in row.rts.all())),
        ("asked_by_name", "Diusulkan oleh", asked),
        ("", "Disampaikan pada", f"{meeting.title}, {tanggal(meeting.held_on)}" if meeting else "di luar pertemuan"),
        ("location", "Lokasi", row.location),
        ("limits", "Batas lokasi", row.limits),
        ("coordinates", "Koordinat", coordinates_of(row.latitude, row.longitude)),
        ("volume", "Volume", None if row.volume is None else with_unit(row.volume, row.unit)),
        ("households", "KK penerima manfaat", row.households),
        ("poor_households", "Di antaranya KK miskin/MBR", row.poor_households),
        ("women_households", "Di antaranya KK dikepalai perempuan/rentan", row.women_households),
        ("reason", "Mengapa diperlukan", row.reason),
        ("", "Manfaat utama", row.get_benefit_display()),
        *(("", "Berasal dari", origin) for origin in [queries.origin_words(row)] if origin),
    ]
    pins = _pins(row)
    return [Item(label, value, pins.get(column, "")) for column, label, value in lines]


@page(VIEW)
def proposal_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    chosen = ProposalFilter(request.GET or None, cycle=found)
    page_obj = Paginator(chosen.qs, PER_PAGE).get_page(request.GET.get("halaman"))
    facts = queries.place_facts(found, page_obj.object_list)
    rows = [(row, queries.readiness_of(row), queries.remarks(row, facts[row.pk])) for row in page_obj.object_list]
    counts = queries.status_counts(found)
    context = page_context(
        request,
        found,
        CHECK,
        ADD,
        filter=chosen,
        page_obj=page_obj,
        rows=rows,
        counts=[(ProposalStatus(status).label, status, count) for status, count in counts.items() if count],
        total=sum(counts.values()),
        waiting=counts[ProposalStatus.PROPOSED],
        takeable=queries.takeable(found).count(),
    )
    return render(request, "proposals/proposal_list.html", context)


@page(ADD)
def proposal_add(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, ADD)
    named = queries.result_named(found, request.GET.get("metode", ""))
    form = ProposalForm(
        request.POST or None,
        request.FILES or None,
        cycle=found,
        initial=_from_minutes(found, request.GET.get("notulen", "")) | _from_method(named),
        draft_key=f"usulan/{found.pk}/baru",
    )
    alike = SimilarForm(None, similar=[])
    if form.is_valid():
        wish = queries.wish_of(_unsaved(form), [rt.pk for rt in form.cleaned_data["rts"]])
        alike = SimilarForm(request.POST, similar=queries.similar(found, wish))
        if alike.settled and (row := _taken(request, found, form, alike, named)):
            again = request.POST.get("lagi")
            return (
                redirect("proposals:proposal-add", cycle)
                if again
                else redirect("proposals:proposal-detail", cycle, row.pk)
            )
    wishes = queries.wishes_in_minutes(found) if not form.is_bound else []
    groups = pinned_fields(form, GROUPS, {})
    context = page_context(request, found, CHECK, ADD, form=form, alike=alike, wishes=wishes, groups=groups)
    return render(request, "proposals/proposal_add.html", context)


def _from_minutes(cycle: Cycle, key: str) -> dict[str, Any]:
    """First values from an entry of the minutes, so that it is not typed twice."""
    wish = next((wish for wish in queries.wishes_in_minutes(cycle) if str(wish.pk) == key), None) if key else None
    if wish is None:
        return {}
    return {
        "title": wish.text.splitlines()[0][:200],
        "reason": wish.text,
        "asked_by_name": wish.raised_by,
        "source_meeting": wish.meeting.pk,
    }


def _from_method(named: Named) -> dict[str, Any]:
    """First values from a result of a participatory method."""
    return queries.first_values(*named) if named else {}


def _unsaved(form: ProposalForm) -> Proposal:
    """What likeness needs of a form that is not stored yet."""
    key = form.cleaned_data["criterion_key"]
    criterion = queries.criterion_of(form.instance.cycle, key)
    return Proposal(
        title=form.cleaned_data["title"],
        location=form.cleaned_data["location"],
        criterion_key=key,
        aspect=criterion.aspect if criterion else 0,
    )


@transaction.atomic
def _stored(request: PersonRequest, cycle: Cycle, form: ProposalForm, alike: SimilarForm, named: Named) -> Proposal:
    """The usulan with its pointer to the method it came from, joined to the similar one if that was chosen."""
    row = services.take_proposal(
        cycle=cycle,
        intake=form.intake,
        rts=form.cleaned_data["rts"],
        by=request.user,
        photo=request.FILES.get("photo"),
    )
    if named:
        services.mark_as_proposal(session=named[0], key=named[1].key, proposal=row, by=request.user)
    if alike.target:
        services.merge_proposal(proposal=row, into=alike.target, by=request.user)
    return row


def _taken(
    request: PersonRequest, cycle: Cycle, form: ProposalForm, alike: SimilarForm, named: Named
) -> Proposal | None:
    """The stored usulan; None when the form says why not."""
    with refusals_on(form):
        row = _stored(request, cycle, form, alike, named)
        words = f"digabung dengan “{alike.target.title}”" if alike.target else "menunggu jawaban rembuk"
        messages.success(request, f"Usulan “{row.title}” tercatat, {words}.")
        return row
    return None


@page(VIEW)
def proposal_detail(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    row = proposal_in_scope(request, cycle, pk, VIEW)
    facts = queries.place_facts(row.cycle, [row])[row.pk]
    context = page_context(
        request,
        row.cycle,
        CHECK,
        CHANGE,
        pins=[proposal_row(row.pk)],
        proposal=row,
        pin_row=row.title,
        items=_items(row, facts),
        waiting=row.status in (ProposalStatus.PROPOSED, ProposalStatus.POSTPONED),
        may_change=row.status not in (ProposalStatus.MERGED, ProposalStatus.DECLINED),
        light=queries.readiness_of(row),
        remarks=queries.remarks(row, facts),
        alike=queries.similar(row.cycle, queries.wish_of(row), but=row.pk),
        way=(way := queries.proposal_way(row)),
        news=queries.news_of(row, way),
        joined=row.merged_from.order_by("pk"),
        may_answer=may(request, ANSWER, row),
        history=queries.history_of(row),
    )
    return render(request, "proposals/proposal_detail.html", context | review_context(request, row.cycle, CHECK))


def _say_changed(request: PersonRequest, row: Proposal, *, resized: bool) -> None:
    messages.success(request, f"Usulan “{row.title}” tersimpan.")
    if resized and (used := uses([row.pk])):
        messages.warning(request, f"{used[row.pk]} Sesuaikan juga volumenya.")


@page(CHANGE)
def proposal_edit(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    row = proposal_in_scope(request, cycle, pk, CHANGE)
    before = row.volume
    form = ProposalForm(request.POST or None, request.FILES or None, cycle=row.cycle, instance=row)
    if form.is_valid():
        with refusals_on(form):
            changed = services.change_proposal(
                proposal=row,
                intake=form.intake,
                rts=form.cleaned_data["rts"],
                by=request.user,
                expected=form.expected_version,
                photo=request.FILES.get("photo"),
            )
            _say_changed(request, changed, resized=changed.volume != before)
            return redirect("proposals:proposal-detail", cycle, pk)
    parts = {"proposal": row, "pin_row": row.title, "form": form, "groups": pinned_fields(form, GROUPS, _pins(row))}
    context = page_context(request, row.cycle, CHECK, CHANGE, pins=[proposal_row(row.pk)], **parts)
    return render(request, "proposals/proposal_edit.html", context | review_context(request, row.cycle, CHECK))


@page(VIEW)
def proposal_photo(request: PersonRequest, cycle: int, pk: int) -> FileResponse:
    row = proposal_in_scope(request, cycle, pk, VIEW)
    return stored_file(
        row.photo,
        f"usulan-{row.pk}",
        absent="Usulan ini belum berfoto.",
        gone="Foto ini tidak ada lagi di tempat penyimpanan.",
    )


@page(ANSWER)
def proposal_agree(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, ANSWER)
    form = AgreeForm(request.POST or None, cycle=found)
    refusals: dict[int, str] = {}
    if form.is_valid():
        ticked = form.cleaned_data
        try:
            agreed = services.agree_proposals(
                cycle=found, proposals=list(ticked["rows"]), decision=ticked["decision"], by=request.user
            )
        except BulkRefused as refusal:
            refusals = {row.proposal_id: row.sentence for row in refusal.refusals}
            form.add_error("rows", f"{len(refusals)} usulan belum dapat disepakati, jadi tidak ada yang berubah.")
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"{len(agreed)} usulan disepakati.")
            return redirect("proposals:proposal-list", cycle)
    rows = [(row, queries.readiness_of(row), refusals.get(row.pk, "")) for row in queries.answerable(found)]
    pins = [proposal_row(row.pk) for row, _, _ in rows]
    context = page_context(request, found, CHECK, ANSWER, pins=pins, form=form, rows=rows)
    return render(request, "proposals/proposal_agree.html", context)


@page(ANSWER)
def proposal_answer(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    row = proposal_in_scope(request, cycle, pk, ANSWER)
    alike = queries.similar(row.cycle, queries.wish_of(row), but=row.pk)
    initial = {"answer": request.GET.get("jawaban", ""), "into": request.GET.get("ke", "")}
    form = AnswerForm(request.POST or None, proposal=row, initial=initial)
    if form.is_valid():
        try:
            _answer(request, row, form.cleaned_data)
        except (StaleRecord, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        else:
            messages.success(request, "Jawaban tersimpan.")
            return redirect("proposals:proposal-detail", cycle, pk)
    parts = {"proposal": row, "form": form, "alike": alike}
    context = page_context(request, row.cycle, CHECK, ANSWER, pins=[proposal_row(row.pk)], **parts)
    return render(request, "proposals/proposal_answer.html", context)


def _answer(request: PersonRequest, row: Proposal, data: dict[str, Any]) -> None:
    if data["answer"] == ProposalStatus.MERGED:
        services.merge_proposal(proposal=row, into=data["into"], reason=data["reason"], by=request.user)
    elif data["answer"] == ProposalStatus.POSTPONED:
        services.postpone_proposal(proposal=row, reason=data["reason"], by=request.user)
    else:
        services.decline_proposal(proposal=row, reason=data["reason"], by=request.user)


@page(ANSWER)
def proposal_reopen(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    row = proposal_in_scope(request, cycle, pk, ANSWER)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.withdraw_answer(proposal=row, reason=form.cleaned_data["reason"], by=request.user)
        except (StaleRecord, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        else:
            messages.success(request, "Jawaban ditarik kembali; usulan menunggu jawaban lagi.")
            return redirect("proposals:proposal-detail", cycle, pk)
    context = page_context(request, row.cycle, CHECK, ANSWER, pins=[proposal_row(row.pk)], proposal=row, form=form)
    return render(request, "proposals/proposal_reopen.html", context)
