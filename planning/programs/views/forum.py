"""Pages of Musrenbang: the way of every item, and the grid of one level."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kumuh.accounts.models import PersonRequest
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, may_open, page
from planning.cycles.models import Cycle
from planning.cycles.queries import opening
from planning.programs import queries, services
from planning.programs.enums import ForumLevel
from planning.programs.forms.forum import ForumForm, departments
from planning.programs.queries import ForumItem
from planning.programs.views.common import cycle_in_scope

VIEW, CHANGE = "programs.view_forum", "programs.change_forum"
#: Levels by the word in the address.
SLUGS: Final = {"kelurahan": ForumLevel.KELURAHAN, "kecamatan": ForumLevel.KECAMATAN, "kota": ForumLevel.CITY}
WORDS: Final = {level: slug for slug, level in SLUGS.items()}


@page(VIEW)
def forum_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    items = queries.forum_items(found)
    allowed = may(request, CHANGE, found)
    levels = [
        (row, WORDS[row.level], allowed and opening(found, queries.step_of_level(found, row.level)).whole)
        for row in queries.level_counts(items)
    ]
    context = {
        "cycle": found,
        "items": items,
        "levels": levels,
        "printed": bool(queries.step_of_level(found, ForumLevel.KELURAHAN)),
        "works_url": reverse("programs:work-list", args=[found.pk]),
    }
    return render(request, "programs/forum_list.html", context)


@page(CHANGE)
def forum_edit(request: PersonRequest, cycle: int, level: str) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    if level not in SLUGS:
        raise Http404("Tingkatnya kelurahan, kecamatan atau kota.")
    at = SLUGS[level]
    form = _form(request, found, at)
    if request.method == "POST" and "semua" in request.POST:
        form.accept_the_rest()
    elif form.is_valid() and _saved(request, found, at, form):
        messages.success(request, f"Hasil {at.label} tersimpan.")
        return redirect("programs:forum-list", cycle)
    step = queries.step_of_level(found, at)
    context = {
        "cycle": found,
        "form": form,
        "at": at,
        "departments": departments(queries.departments_used(found.region_id)),
        "locked": opening(found, step).refusal_for(),
        "meeting_url": _meeting_url(request.user, found, at, step) if "meeting" in form.fields else "",
    }
    return render(request, "programs/forum_edit.html", context)


def _form(request: PersonRequest, cycle: Cycle, level: ForumLevel) -> ForumForm:
    everything = queries.forum_items(cycle)
    items: list[ForumItem] = queries.items_at(everything, level)
    form = ForumForm(
        request.POST or None,
        cycle=cycle,
        level=level,
        items=items,
        stamp=queries.forum_stamp(everything, level),
        draft_key=f"musrenbang/{cycle.pk}/{level.lower()}",
    )
    form.offer_meetings(queries.forum_meetings(cycle, level))
    return form


def _meeting_url(person: Any, cycle: Cycle, level: ForumLevel, step: str) -> str:
    words = urlencode({"jenis": queries.MEETING_TYPES[level], "langkah": step})
    url = f"{reverse('rembuk:meeting-add', args=[cycle.pk])}?{words}"
    return url if may_open(person, url, cycle) else ""


def _saved(request: PersonRequest, cycle: Cycle, level: ForumLevel, form: ForumForm) -> bool:
    with refusals_on(form):
        services.save_forum(
            cycle=cycle,
            level=level,
            texts=form.texts,
            meeting=form.cleaned_data.get("meeting"),
            by=request.user,
            seen=form.seen,
        )
        return True
    return False
