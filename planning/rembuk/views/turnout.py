"""Participation over the whole cycle: the meetings in a row, and how far each RT or institution was reached."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from kumuh.core import charts
from kumuh.core.formats import show_number, tanggal_singkat
from kumuh.core.rights import may, page
from planning.cycles.models import Cycle
from planning.cycles.queries import openings
from planning.rembuk import queries
from planning.rembuk.enums import MeetingType
from planning.rembuk.queries import Coverage
from planning.rembuk.views.common import cycle_in_scope


@require_GET
@page("rembuk.view_meeting")
def coverage_detail(request: HttpRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, "rembuk.view_meeting")
    shown = queries.coverage(found)
    may_add = may(request, "rembuk.add_meeting", found) and any(item.whole for item in openings(found).values())
    context = {
        "cycle": found,
        "shown": shown,
        "chart": share_chart(shown),
        "chart_head": ("Pertemuan", "Hadir", "Laki-laki", "Perempuan", "MBR", *(() if shown.city else ("RT hadir",))),
        "chart_rows": chart_rows(shown),
        "invite_url": _invite_url(found, [reach.rt_id for reach in shown.never]) if may_add else "",
    }
    return render(request, "rembuk/coverage_detail.html", context)


def share_chart(shown: Coverage) -> charts.IndicatorChart:
    """Share of women, and of MBR where it is asked, at each meeting in percent; nobody there is no bar."""
    values = [
        charts.IndicatorValue(
            f"{number}. {tanggal_singkat(row.meeting.held_on)}",
            row.participation.women.percent,
            None if shown.city else row.participation.poor.percent,
        )
        for number, row in enumerate(shown.rows, 1)
    ]
    title = "Bagian perempuan dari yang hadir" if shown.city else "Bagian perempuan dan MBR dari yang hadir"
    return charts.indicator_chart(values, ident="ikut-serta", title=title, before_label="Perempuan", after_label="MBR")


def chart_rows(shown: Coverage) -> list[tuple[str, ...]]:
    """The same figures, and more, as a table."""
    return [
        (
            f"{number}. {row.meeting.title}",
            *(show_number(part) for part in (row.totals.total, row.totals.men, row.totals.women, row.totals.poor)),
            *(() if shown.city else (f"{row.present} dari {row.present + row.absent}",)),
        )
        for number, row in enumerate(shown.rows, 1)
    ]


def _invite_url(cycle: Cycle, rts: list[Any]) -> str:
    """A new meeting whose RT are those that never came."""
    words = urlencode({"jenis": MeetingType.SOSIALISASI, "rt": rts}, doseq=True)
    return f"{reverse('rembuk:meeting-add', args=[cycle.pk])}?{words}"
