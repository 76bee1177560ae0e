"""Pages of works: table, form with money, detail, set aside, finish."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kumuh.accounts.models import PersonRequest
from kumuh.areas.naming import city_code
from kumuh.core.formats import hectares, percent, rupiah, show_number, with_unit
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page
from planning.cycles.models import Cycle
from planning.cycles.queries import decree_rts
from planning.methods.queries.calendar import months_for_works
from planning.methods.seasons import months_in_quarter, named_months
from planning.programs import queries, services
from planning.programs.forms.works import FinishForm, MoneyFields, ReasonForm, WorkForm, work_initial
from planning.programs.models import Work
from planning.programs.pins import work_rows
from planning.programs.values import proposal_facts
from planning.programs.views.common import (
    cycle_in_scope,
    effect_context,
    review_context,
    work_in_scope,
    work_pins,
)
from planning.proposals.enums import ProposalStatus
from planning.proposals.models import Proposal
from planning.proposals.queries import ruleset_of

#: The check whose step these rows are worked on and locked in.
CHECK = "kegiatan"


@page("programs.view_work")
def work_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, "programs.view_work")
    city = city_code(found.region_id)
    reviewed = review_context(request, found, CHECK)
    context = {
        "cycle": found,
        "waiting": queries.proposals_without_work(found),
        "set_aside": [
            (work, reviewed["opening"].allows(*work_rows(work.pk, work.proposal_id)))
            for work in queries.works_set_aside(found)
        ],
        "proposals_url": reverse("proposals:proposal-list", args=[found.pk]),
        "city_code": city if may(request, "programs.view_price", city) else "",
        "may_change": may(request, "programs.change_work", found),
        **_summary(found),
        **reviewed,
    }
    return render(request, "programs/work_list.html", context)


def _summary(cycle: Cycle) -> dict[str, Any]:
    """Table and key figures of the plan, with the words under them."""
    table, prediction = queries.works_table(cycle), queries.predicted(cycle)
    share = Decimal(table.swadaya) * 100 / table.grand_total if table.grand_total else Decimal(0)
    return {
        "table": table,
        "prediction": prediction,
        "aspects": {item.number: item.name for item in ruleset_of(cycle).aspects},
        "count_note": f"{len(table.rows)} kegiatan",
        "swadaya_note": f"{percent(share, 1)} dari jumlah biaya",
        "slum_note": f"sekarang {hectares(prediction.slum_before_ha)}" if prediction else "",
    }


@page("programs.view_work")
def effect_detail(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, "programs.view_work")
    context = {"cycle": found} | effect_context(queries.predicted(found), "dampak")
    return render(request, "programs/effect_detail.html", context)


@page("programs.view_work")
def work_detail(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    work = work_in_scope(request, cycle, pk, "programs.view_work")
    context = {
        "work": work,
        "cycle": work.cycle,
        **_work_facts(work),
        "pins": work_pins(work),
        "way": queries.forum_way(queries.forum_item(work)),
        "may_change": may(request, "programs.change_work", work),
        "may_finish": may(request, "programs.finish_work", work) and work.status not in ("SELESAI", *queries.SET_ASIDE),
        **effect_context(queries.predicted_by(work.cycle, work), "dampak"),
        **review_context(request, work.cycle, CHECK, *work_rows(work.pk, work.proposal_id)),
    }
    return render(request, "programs/work_detail.html", context)


def _work_facts(work: Work) -> dict[str, Any]:
    """The work in labels and values, its sources with their share, its outcomes with the parameter's name."""
    listed = set(decree_rts(work.cycle).values_list("pk", flat=True))
    table, ruleset = queries.table_of([work], listed), ruleset_of(work.cycle)
    row = table.rows[0]
    names = {item.key: f"{item.code} {item.label}" for item in ruleset.criteria}
    aspects = {item.number: item.name for item in ruleset.aspects}
    shares = [
        (label, amount, Decimal(amount) * 100 / work.cost)
        for label, amount in zip(table.labels, row.amounts, strict=True)
        if amount
    ]
    outcomes = [(item, names.get(item.criterion_key, item.criterion_key)) for item in work.outcomes.all()]
    facts = _facts(work, aspects.get(work.aspect, str(work.aspect)), row.place)
    return {"facts": facts, "shares": shares, "outcomes": outcomes, "outside": ", ".join(row.outside)}


def _facts(work: Work, indicator: str, place: str) -> list[tuple[str, str]]:
    ready = [words for words, is_there in (("lahan", work.land_ready), ("sketsa", work.drawing_ready)) if is_there]
    least = f" (boleh dibagi, paling sedikit {show_number(work.minimum_volume or 1)} {work.unit})"
    return [
        ("Usulan", work.proposal.title if work.proposal else ""),
        ("Indikator", indicator),
        ("RT dan lokasi", place),
        ("Volume", with_unit(work.volume, work.unit) + (least if work.divisible else "")),
        ("Harga satuan perkiraan", rupiah(work.unit_price)),
        ("Biaya", rupiah(work.cost)),
        ("Pelaksana", work.get_executor_display()),
        ("Waktu", _when(work)),
        *(("Bulan yang disarankan warga", words) for words in [_advised(work)] if words),
        ("Penanggung jawab", work.responsible),
        ("Penerima manfaat", f"{work.households} KK, {work.poor_households} di antaranya miskin/MBR"),
        ("Status lahan", work.get_land_display()),
        ("Yang sudah siap", ", ".join(ready) or "belum ada"),
        ("Keterangan", work.note or "–"),
    ]


def _advised(work: Work) -> str:
    """Months that the seasonal calendars of the cycle recommend, and whether the quarter misses them; empty without."""
    months = months_for_works(work.cycle)
    if not months:
        return ""
    beside = "" if months_in_quarter(months, work.quarter) else "; triwulan ini di luar bulan itu"
    return f"{named_months(months)} menurut kalender musim{beside}"


def _when(work: Work) -> str:
    year = queries.year_of(work, work.cycle)
    return f"Triwulan {work.get_quarter_display()} {year}" if year else "tahunnya belum ditentukan"


@page("programs.change_work")
def work_add(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, "programs.change_work")
    if "usulan" not in request.GET:
        messages.info(request, "Pilih usulan yang akan dijadikan kegiatan.")
        return redirect("programs:work-list", cycle)
    proposal = _agreed_proposal(request, found)
    work = Work(cycle=found, proposal=proposal)
    form = _form(request, work, proposal_facts(proposal), draft_key=f"kegiatan-baru-{proposal.pk}")
    if _is_saving(request) and form.is_valid():
        with refusals_on(form):
            made = services.create_work_from_proposal(
                proposal=proposal,
                values=form.values,
                rts=list(form.cleaned_data["rts"]),
                allocations=form.allocations,
                by=request.user,
            )
            messages.success(request, f"Kegiatan tersimpan, biaya {rupiah(made.cost)}. Lanjutkan dengan hasilnya.")
            return redirect("programs:outcome-edit", cycle, made.pk)
    return render(request, "programs/work_edit.html", _form_context(request, work, form))


def _agreed_proposal(request: PersonRequest, cycle: Cycle) -> Proposal:
    asked = request.GET["usulan"]
    if not asked.isascii() or not asked.isdigit():
        raise Http404("Usulan tidak disebutkan.")
    return get_object_or_404(Proposal, pk=int(asked[:15]), cycle=cycle, status=ProposalStatus.AGREED)


@page("programs.change_work")
def work_edit(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    work = work_in_scope(request, cycle, pk, "programs.change_work")
    form = _form(request, work, {})
    if _is_saving(request) and form.is_valid() and _saved(request, work, form):
        messages.success(request, f"Kegiatan tersimpan, biaya {rupiah(work.cost)}.")
        return redirect("programs:work-detail", cycle, pk)
    return render(request, "programs/work_edit.html", _form_context(request, work, form))


def _saved(request: PersonRequest, work: Work, form: WorkForm) -> bool:
    with refusals_on(form):
        services.save_work(
            work=work,
            values=form.values,
            rts=list(form.cleaned_data["rts"]),
            allocations=form.allocations,
            by=request.user,
            expected_version=form.expected_version,
        )
        return True
    return False


def _is_saving(request: PersonRequest) -> bool:
    """Posted to be saved, not only to be added up ("Hitung" without script)."""
    return request.method == "POST" and "hitung" not in request.POST


def _form(request: PersonRequest, work: Work, facts: dict[str, Any], draft_key: str = "") -> WorkForm:
    ruleset = ruleset_of(work.cycle)
    owner = work if work.pk else work.proposal
    rts = [rt.pk for rt in owner.rts.all()] if owner else []
    return WorkForm(
        request.POST if _is_saving(request) else None,
        instance=work,
        rts=queries.rt_choices(work.cycle),
        aspects=[(aspect.number, aspect.name) for aspect in ruleset.aspects],
        listed=decree_rts(work.cycle).values_list("pk", flat=True),
        initial=work_initial(work, facts, rts) | _typed(request),
        draft_key=draft_key,
    )


def _typed(request: PersonRequest) -> dict[str, Any]:
    """What was typed before "Hitung" was pressed, shown again as it was."""
    if request.method != "POST" or _is_saving(request):
        return {}
    typed: dict[str, Any] = {name: request.POST.get(name) for name in WorkForm.base_fields if name in request.POST}
    typed["rts"] = request.POST.getlist("rts")
    typed |= MoneyFields(request.POST).filled(request.POST["hitung"])
    ticks = ("without_source", "divisible", "land_ready", "drawing_ready")
    return typed | {name: name in request.POST for name in ticks}


def _form_context(request: PersonRequest, work: Work, form: WorkForm) -> dict[str, Any]:
    shown = {name: form[name].value() for name in MoneyFields().fields}
    money = MoneyFields(shown)
    return {
        "cycle": work.cycle,
        "work": work,
        "form": form,
        "money": money.state,
        "fills": money.fills,
        "prices": queries.fitting_prices(work.cycle.region_id, str(form["unit"].value() or "")),
        "units": sorted({price.unit for price in queries.unit_prices(work.cycle.region_id)}),
        "pins": work_pins(work) if work.pk else {},
        **review_context(request, work.cycle, CHECK, *(work_rows(work.pk, work.proposal_id) if work.pk else ())),
    }


@require_POST
@page("programs.change_work")
def work_compute(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, "programs.change_work")
    money = MoneyFields(request.POST)
    context = {
        "money": money.state,
        "fills": money.fills,
        "prices": queries.fitting_prices(found.region_id, request.POST.get("unit", "")),
    }
    return render(request, "programs/_money.html", context)


@page("programs.change_work")
def work_postpone(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    work = work_in_scope(request, cycle, pk, "programs.change_work")
    words = ("Tunda kegiatan ini?", "Kegiatan tidak dihitung dalam rencana, tetapi tetap terbaca dengan alasannya.")
    return _set_aside(request, work, services.postpone_work, words, "Tunda kegiatan")


@page("programs.change_work")
def work_decline(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    work = work_in_scope(request, cycle, pk, "programs.change_work")
    words = ("Keluarkan kegiatan ini?", "Kegiatan keluar dari rencana, tetapi tetap terbaca dengan alasannya.")
    return _set_aside(request, work, services.decline_work, words, "Keluarkan dari rencana")


def _set_aside(request: PersonRequest, work: Work, verb: Any, words: tuple[str, str], label: str) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            verb(work=work, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"“{work.name}” tetap tercatat dengan alasannya.")
            return redirect("programs:work-list", work.cycle_id)
    context = {"cycle": work.cycle, "work": work, "form": form, "question": words[0], "consequence": words[1]}
    return render(request, "programs/work_reason.html", context | {"label": label})


@require_POST
@page("programs.change_work")
def work_resume(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    work = work_in_scope(request, cycle, pk, "programs.change_work")
    try:
        services.resume_work(work=work, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"“{work.name}” kembali masuk rencana.")
    return redirect("programs:work-list", cycle)


@page("programs.finish_work")
def work_finish(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    work = work_in_scope(request, cycle, pk, "programs.finish_work")
    planned = _work_facts(work)["outcomes"]
    form = FinishForm(request.POST or None, planned=planned, initial={"year": timezone.localdate().year})
    if form.is_valid():
        with refusals_on(form):
            rows = services.finish_work(
                work=work, year=form.cleaned_data["year"], outcomes=form.outcomes(), by=request.user
            )
            messages.success(request, f"Kegiatan selesai; {len(rows)} hasil tercatat sebagai penanganan terlaksana.")
            return redirect("programs:investment-list", work.cycle.region_id)
    context = {"cycle": work.cycle, "work": work, "form": form, "outcomes": planned}
    return render(request, "programs/work_finish.html", context)
