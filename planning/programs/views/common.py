"""What the pages of works and money fetch and show."""

from __future__ import annotations

from typing import Any

from kumuh.accounts.models import PersonRequest
from kumuh.core.charts import IndicatorValue, indicator_chart
from kumuh.core.formats import percent
from kumuh.core.rights import require
from kumuh.core.scope import get_in_scope
from kumuh.reviews.queries import notes_by_pin
from planning.cycles.models import Cycle
from planning.cycles.queries import opening, review_at, step_asking
from planning.programs import queries
from planning.programs.models import Work
from planning.programs.queries import Prediction


def cycle_in_scope(request: PersonRequest, pk: int, right: str) -> Cycle:
    """The cycle inside the person's area (404), if they have the right on it (403)."""
    cycle = get_in_scope(Cycle.objects.select_related("region__parent", "decree"), request.user, pk=pk)
    require(request.user, right, cycle)
    return cycle


def work_in_scope(request: PersonRequest, cycle: int, pk: int, right: str) -> Work:
    """The work of the cycle inside the person's area (404), if they have the right on it (403)."""
    work = get_in_scope(queries.works_for(request.user), request.user, pk=pk, cycle_id=cycle)
    require(request.user, right, work)
    return work


def review_context(request: PersonRequest, cycle: Cycle, check: str, *rows: str) -> dict[str, Any]:
    """The review of the step that asks for `check` with the notes this person may read.

    `open`: whether its rows (none named: all of it) may change now.
    """
    review = review_at(cycle, check)
    found = opening(cycle, step_asking(cycle, check))
    return {
        "review": review,
        "notes": notes_by_pin(review, request.user),
        "open": found.allows(*rows),
        "locked": found.refusal_for(*rows),
        "opening": found,
    }


PINS = {
    "kegiatan": "Kegiatan",
    "lokasi": "Lokasi dan RT",
    "volume": "Volume",
    "biaya": "Biaya",
    "sumber": "Sumber dana",
    "hasil": "Hasil yang diharapkan",
    "kesiapan": "Kesiapan",
}


def work_pins(work: Work) -> dict[str, dict[str, str]]:
    """Where notes on a work are pinned, by part: `{"biaya": {"pin": "kegiatan:12/biaya", "label": …}}`."""
    return {
        part: {"pin": f"kegiatan:{work.pk}/{part}", "label": f"{words} “{work.name}”"} for part, words in PINS.items()
    }


def effect_context(prediction: Prediction | None, ident: str) -> dict[str, Any]:
    """Chart and table twin of the indicators before and after."""
    if prediction is None:
        return {"prediction": None}
    rows = prediction.indicators
    chart = indicator_chart(
        [IndicatorValue(row.name, row.before, row.after) for row in rows],
        ident=ident,
        title="Rata-rata persen setiap indikator",
        before_label="Sekarang",
        after_label="Setelah kegiatan",
    )
    twin = [(row.name, _said(row.before), _said(row.after)) for row in rows]
    return {
        "prediction": prediction,
        "chart": chart,
        "chart_head": ("Indikator", "Sekarang", "Setelah kegiatan"),
        "chart_rows": twin,
    }


def _said(value: Any) -> str:
    return "belum diukur" if value is None else percent(value)
