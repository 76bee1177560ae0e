"""Trainings: the list of a place, one training, its people and scores, who understands what."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kumuh.areas.models import Region
from kumuh.core.files import stored_file
from kumuh.core.forms import refusals_on
from kumuh.core.forms.rows import with_more_rows
from kumuh.core.rights import may, page, require
from kumuh.core.scope import get_in_scope
from planning.cycles.models import Cycle
from planning.institutions import queries, services
from planning.institutions.catalog import TOPIC_SETS, TopicSet, sets_of
from planning.institutions.forms.members import rt_choices
from planning.institutions.forms.trainings import (
    BLANK_NEW,
    MARKS,
    PeopleForm,
    ScoresForm,
    TrainingForm,
    first_training,
    new_people,
)
from planning.institutions.models import Training
from planning.institutions.views.common import region_in_scope
from planning.institutions.views.members import MORE_ROWS

VIEW, CHANGE, SCORES = "institutions.view_training", "institutions.change_training", "institutions.view_scores"
PREFIX = "baru"


def training_in_scope(request: HttpRequest, pk: int, right: str) -> Training:
    """The training inside the person's area (404), if they have the right on it (403)."""
    row: Training = get_in_scope(queries.trainings_for(request.user), request.user, pk=pk)
    require(request.user, right, row)
    return row


def training_context(request: HttpRequest, row: Training, **extra: Any) -> dict[str, Any]:
    """The training at a glance for its templates."""
    return {
        "training": row,
        "cycle": row.cycle,
        "region": row.region,
        "may_change": may(request, CHANGE, row),
        "sees_scores": may(request, SCORES, row),
        "to_come": row.held_on > timezone.localdate(),
    } | extra


def asked_set(request: HttpRequest, cycle: Cycle | None = None) -> TopicSet:
    """The set that the address names, else the first of the cycle's programme."""
    return TOPIC_SETS.get(request.GET.get("topik", "")) or sets_of(cycle.track if cycle else "K")[0]


@page(VIEW)
def training_list(request: HttpRequest, code: str) -> HttpResponse:
    return _list(request, region_in_scope(request, code, VIEW), None)


@page(VIEW)
def cycle_trainings(request: HttpRequest, cycle: int) -> HttpResponse:
    row = get_in_scope(Cycle.objects.select_related("region__parent"), request.user, pk=cycle)
    require(request.user, VIEW, row)
    return _list(request, row.region, row)


def _list(request: HttpRequest, region: Region, cycle: Cycle | None) -> HttpResponse:
    add_url = reverse("institutions:training-add", args=[region.pk])
    context = {
        "region": region,
        "cycle": cycle,
        "add_url": f"{add_url}?siklus={cycle.pk}" if cycle else add_url,
        "trainings": queries.trainings_in(region.pk),
        "sets": sets_of(cycle.track if cycle else "K"),
        "may_change": may(request, CHANGE, region),
        "today": timezone.localdate(),
    }
    return render(request, "institutions/training_list.html", context)


@page(CHANGE)
def training_add(request: HttpRequest, code: str) -> HttpResponse:
    region = region_in_scope(request, code, CHANGE)
    cycle = _cycle(request, region)
    chosen = asked_set(request, cycle)
    blank = Training(region=region, topic_set=chosen.code, cycle=cycle)
    first = first_training(chosen) | {"cycle": cycle}
    form = TrainingForm(request.POST or None, request.FILES or None, instance=blank, region=region, initial=first)
    if form.is_valid():
        with refusals_on(form):
            row = services.register_training(
                region=region, topic_set=chosen.code, facts=form.facts, by=request.user, scan=form.scan
            )
            messages.success(request, "Pelatihan tercatat. Sekarang pilih pesertanya.")
            return redirect("institutions:training-people", row.pk)
    context = {"region": region, "cycle": cycle, "form": form, "chosen": chosen, "sets": TOPIC_SETS.values()}
    return render(request, "institutions/training_add.html", context)


def _cycle(request: HttpRequest, region: Region) -> Cycle | None:
    asked = request.GET.get("siklus", "")
    rows = Cycle.objects.for_user(request.user).filter(region=region).select_related("region")
    return rows.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None


@page(VIEW)
def training_detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = training_in_scope(request, pk, VIEW)
    people = queries.participants_of(row)
    came = [one for one in people if one.present]
    grasped = [
        (topic, sum(one.understands(topic) for one in came), sum(one.grasp(topic) == "B" for one in came))
        for topic in row.taught
    ]
    lines = [(one, [(topic, one.grasp(topic)) for topic in row.taught]) for one in people]
    more = {"people": people, "lines": lines, "came": came, "grasped": grasped, "averages": _averages(came)}
    context = training_context(request, row, **more)
    return render(request, "institutions/training_detail.html", context)


def _averages(people: list[Any]) -> dict[str, Any]:
    """How many people have a score and their mean; None without any."""
    found: dict[str, Any] = {}
    for name in ("before", "after"):
        values = [value for one in people if (value := getattr(one, name)) is not None]
        found[name] = (len(values), Decimal(sum(values)) / len(values)) if values else None
    return found


@page(CHANGE)
def training_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = training_in_scope(request, pk, CHANGE)
    form = TrainingForm(request.POST or None, request.FILES or None, instance=row, region=row.region)
    if form.is_valid() and _changed(request, row, form):
        messages.success(request, "Pelatihan tersimpan.")
        return redirect("institutions:training-detail", pk)
    return render(request, "institutions/training_edit.html", training_context(request, row, form=form))


def _changed(request: HttpRequest, row: Training, form: TrainingForm) -> bool:
    with refusals_on(form):
        services.change_training(
            training=row, facts=form.facts, by=request.user, scan=form.scan, expected_version=form.expected_version
        )
        return True
    return False


@require_POST
@page(CHANGE)
def training_drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = training_in_scope(request, pk, CHANGE)
    code = row.region_id
    try:
        services.drop_training(training=row, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("institutions:training-detail", pk)
    messages.success(request, "Pelatihan dihapus.")
    return redirect("institutions:training-list", code)


@page(SCORES)
def training_file(request: HttpRequest, pk: int) -> FileResponse:
    row = training_in_scope(request, pk, SCORES)
    return stored_file(row.scan, f"daftar-hadir-pelatihan-{pk}")


@page(CHANGE)
def training_people(request: HttpRequest, pk: int) -> HttpResponse:
    row = training_in_scope(request, pk, CHANGE)
    sent = request.POST if request.method == "POST" else None
    offered, here = queries.known_people(row), queries.participants_of(row)
    form = PeopleForm(sent, here=here, offered=offered, initial={"dilihat": queries.participant_stamp(row)})
    rows = _new_rows(request, row)
    if sent is not None and "tambah" not in sent and all([form.is_valid(), rows.is_valid()]):
        new = [one.row for one in rows.kept()]
        chosen = {"keep": form.cleaned_data["tetap"], "chosen": form.cleaned_data["pilih"], "new": new}
        with refusals_on(form):
            services.choose_participants(training=row, by=request.user, seen=form.seen, **chosen)
            messages.success(request, "Daftar peserta tersimpan.")
            return redirect("institutions:training-detail" if row.held_on > timezone.localdate() else SCORE_PAGE, pk)
    return render(request, "institutions/training_people.html", training_context(request, row, form=form, rows=rows))


SCORE_PAGE = "institutions:training-scores"


def _new_rows(request: HttpRequest, row: Training) -> Any:
    rts = rt_choices(list(queries.rts_of(row.region, timezone.localdate())))
    bodies = [(one.pk, one.name) for one in queries.in_region(row.region_id) if one.dissolved_on is None]
    options = {"rts": rts, "bodies": bodies}
    if request.method == "POST":
        return new_people(0)(with_more_rows(request, PREFIX, MORE_ROWS), prefix=PREFIX, form_kwargs=options)
    return new_people(BLANK_NEW)(prefix=PREFIX, form_kwargs=options)


@page(CHANGE)
def training_scores(request: HttpRequest, pk: int) -> HttpResponse:
    row = training_in_scope(request, pk, CHANGE)
    stamp = {"dilihat": queries.participant_stamp(row)}
    form = ScoresForm(request.POST or None, people=queries.participants_of(row), topics=row.taught, initial=stamp)
    if form.is_valid():
        with refusals_on(form):
            services.record_scores(training=row, scores=form.scores, by=request.user, seen=form.seen)
            messages.success(request, "Kehadiran dan nilai tersimpan.")
            return redirect("institutions:training-detail", pk)
    return render(request, "institutions/training_scores.html", training_context(request, row, form=form, marks=MARKS))


@page(VIEW)
def competency_report(request: HttpRequest, code: str) -> HttpResponse:
    region = region_in_scope(request, code, VIEW)
    chosen = asked_set(request)
    context = {
        "region": region,
        "chosen": chosen,
        "sets": TOPIC_SETS.values(),
        "report": queries.competency_in(region.pk, chosen),
        "sees_scores": may(request, SCORES, region),
        "may_change": may(request, CHANGE, region),
    }
    return render(request, "institutions/competency_report.html", context)
