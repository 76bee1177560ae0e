"""A session: starting, its page, changing its head and groups, concluding, opening again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kumuh.core.forms import show_refusal
from kumuh.core.rights import may_open, page
from kumuh.core.versions import StaleRecord
from planning.methods import queries, services
from planning.methods.enums import ResultKind
from planning.methods.errors import SessionIncomplete
from planning.methods.forms.sessions import (
    ConclusionForm,
    GroupFormSet,
    ReasonForm,
    SessionForm,
    StampForm,
    removed_groups,
    stored_groups,
)
from planning.methods.models import MethodSession
from planning.methods.registry import Link, Panel, Reading, Result, ways_on
from planning.methods.views.common import (
    ADD,
    CHANGE,
    REOPEN,
    VIEW,
    covered,
    cycle_in_scope,
    method_or_404,
    session_context,
    session_in_scope,
)


@page(ADD)
def session_add(request: HttpRequest, cycle: int, method: str) -> HttpResponse:
    found, shown = cycle_in_scope(request, cycle, ADD), method_or_404(method)
    asked = request.GET.get("rembuk", "")
    first = {"title": shown.title, "meeting": asked if asked.isdecimal() else None}
    form = SessionForm(
        request.POST or None,
        instance=MethodSession(cycle=found, kind=shown.kind),
        initial=first | ({} if first["meeting"] else {"held_on": timezone.localdate()}),
        draft_key=f"metode/{found.pk}/{shown.slug}",
    )
    if form.is_valid():
        try:
            session = services.start_session(cycle=found, kind=shown.kind, text=form.text, by=request.user)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"{shown.title} dimulai. Sekarang isi siapa saja kelompoknya.")
            return redirect("methods:group-edit", cycle, session.pk)
    return render(request, "methods/session_add.html", {"cycle": found, "method": shown, "form": form})


@page(VIEW)
def session_detail(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = session_in_scope(request, cycle, pk, VIEW)
    cover, full = covered(request, session), queries.reading_of(session)
    reading = full.without_answers() if cover else full
    gaps = queries.gaps_of(session, reading)
    context = session_context(request, session, reading=reading, gaps=gaps, **_shown(request, session, reading))
    offered = [link for link in reading.pages if context["may_change"] or not link.change]
    context["pages"] = [link for link in offered if may_open(request.user, link.url, session)]
    context |= {"cover": cover, "links": _links(request, session, context["panel"])}
    context["photos"] = queries.photos_shown(session, people=context["sees_names"])
    context |= _ways(request, session, reading)
    return render(request, "methods/session_detail.html", context)


def _shown(request: HttpRequest, session: MethodSession, reading: Reading) -> dict[str, Any]:
    """The tabs of the groups and which one is on the screen; several groups have one more that compares them."""
    several, asked = len(reading.panels) > 1, request.GET.get("kelompok", "")
    panel = next((one for one in reading.panels if str(one.group_id) == asked), None)
    comparing = several and asked == "banding"
    panel = None if comparing else panel or next(iter(reading.panels), None)
    tabs = [_tab(one.label, str(one.group_id), one is panel) for one in reading.panels] if several else []
    if several:
        tabs.append(_tab("Perbandingan", "banding", comparing))
    return {"panel": panel, "comparing": comparing, "tabs": tabs}


def _links(request: HttpRequest, session: MethodSession, panel: Panel | None) -> list[Link]:
    """The further pages of a panel that this person may open now."""
    found = panel.links if panel else ()
    usable = [one for one in found if not (one.while_open and session.is_locked)]
    return [one for one in usable if may_open(request.user, one.url, session)]


def _tab(label: str, key: str, active: bool) -> dict[str, Any]:
    return {"label": label, "url": f"?kelompok={key}#hasil", "active": active, "count": None}


def _ways(request: HttpRequest, session: MethodSession, reading: Reading) -> dict[str, Any]:
    """Every result with what it became or where this person can carry it on; what nobody takes is listed by kind."""
    rows: list[dict[str, Any]] = []
    listed: dict[str, list[str]] = {}
    for result, ways in ways_on(session, reading.results):
        if not ways:
            listed.setdefault(_listed_as(result), []).append(result.text)
            continue
        to_take = [way.receiver for way in ways if way.made is None and session.is_locked]
        open_ways = [(one.label, one.address(session, result)) for one in to_take]
        rows.append(
            {
                "result": result,
                "kind": ResultKind(result.kind).label,
                "made": [way.made for way in ways if way.made],
                "open": [(label, url) for label, url in open_ways if may_open(request.user, url, session)],
            }
        )
    rows.sort(key=lambda row: ResultKind.labels.index(row["kind"]))
    return {"ways": rows, "listed": [(label, "; ".join(texts)) for label, texts in listed.items()]}


def _listed_as(result: Result) -> str:
    """What a result is called that needs no button: others read it by themselves, or it belongs to no register."""
    if result.kind == ResultKind.MONTHS:
        return "Bulan pelaksanaan, tampil pada triwulan setiap kegiatan"
    if result.kind == ResultKind.INSTITUTION:
        return "Lembaga lain yang disebut"
    return str(ResultKind(result.kind).label)


@page(CHANGE)
def session_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = session_in_scope(request, cycle, pk, CHANGE)
    form = SessionForm(request.POST or None, instance=session)
    if form.is_valid() and _written(form, services.change_session, session, request.user):
        messages.success(request, "Tersimpan.")
        return redirect("methods:session-detail", cycle, pk)
    return render(request, "methods/session_edit.html", session_context(request, session, form=form))


def _written(form: Any, verb: Any, session: MethodSession, by: Any) -> bool:
    """Whether the verb took what the form holds; otherwise the form says why not."""
    try:
        verb(session=session, text=form.text, by=by, expected=form.expected_version)
    except StaleRecord:
        form.refuse_stale()
    except ValidationError as refusal:
        show_refusal(form, refusal)
    return bool(form.is_valid())


@page(CHANGE)
def group_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = session_in_scope(request, cycle, pk, CHANGE)
    data = request.POST if request.method == "POST" else None
    formset = GroupFormSet(data, initial=stored_groups(session), prefix="kelompok")
    stamp = StampForm(data, initial=StampForm.of_groups(session))
    if data is not None and formset.is_valid() and stamp.is_valid() and _groups_saved(request, session, formset, stamp):
        messages.success(request, "Kelompok tersimpan.")
        return redirect("methods:session-detail", cycle, pk)
    return render(request, "methods/group_edit.html", session_context(request, session, formset=formset, stamp=stamp))


def _groups_saved(request: HttpRequest, session: MethodSession, formset: Any, stamp: StampForm) -> bool:
    try:
        services.save_groups(
            session=session,
            texts=[form.text for form in formset.kept()],
            removed=removed_groups(formset),
            by=request.user,
            seen=stamp.cleaned_data["dilihat"],
        )
    except ValidationError as refusal:
        formset.forms[0].add_error(None, refusal)
        return False
    return True


@page(CHANGE)
def conclusion_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    """One page, two buttons: save what is there, or save and agree."""
    session = session_in_scope(request, cycle, pk, CHANGE)
    form = ConclusionForm(request.POST or None, instance=session)
    if form.is_valid() and _written(form, services.conclude_session, session, request.user):
        if "sepakat" not in request.POST:
            messages.success(request, "Tersimpan.")
            return redirect("methods:session-detail", cycle, pk)
        return _agree(request, session)
    reading = queries.reading_of(session)
    gaps = [gap for gap in queries.gaps_of(session, reading) if gap.url != request.path]
    return render(request, "methods/conclusion_edit.html", session_context(request, session, form=form, gaps=gaps))


def _agree(request: HttpRequest, session: MethodSession) -> HttpResponse:
    try:
        services.agree_session(session=session, by=request.user)
    except SessionIncomplete:
        messages.error(request, "Isian tersimpan, tetapi hasilnya belum dapat disepakati. Lengkapi daftar di bawah.")
    else:
        messages.success(request, "Hasil disepakati dan terkunci. Lembar hasilnya siap dicetak dan diteruskan.")
    return redirect("methods:session-detail", session.cycle_id, session.pk)


@page(REOPEN)
def session_reopen(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = session_in_scope(request, cycle, pk, REOPEN)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.reopen_session(session=session, by=request.user, reason=form.cleaned_data["alasan"])
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Hasil dibuka kembali. Sepakati lagi sesudah diperbaiki.")
            return redirect("methods:session-detail", cycle, pk)
    return render(request, "methods/session_reopen.html", {"session": session, "form": form})


@page(CHANGE)
def session_drop(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = session_in_scope(request, cycle, pk, CHANGE)
    if request.method == "POST":
        try:
            services.drop_session(session=session, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("methods:session-detail", cycle, pk)
        messages.success(request, "Draf dihapus.")
        return redirect("methods:session-list", cycle)
    return render(request, "methods/session_drop.html", {"session": session})
