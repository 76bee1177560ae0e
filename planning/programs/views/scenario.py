"""The way of a kelurahan to 0 ha, year by year."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from kumuh.accounts.models import PersonRequest
from kumuh.core.charts import YearValue, area_chart
from kumuh.core.formats import hectares
from kumuh.core.rights import page
from planning.programs import queries
from planning.programs.queries import Scenario
from planning.programs.views.common import cycle_in_scope


@page("programs.view_work")
def scenario_detail(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, "programs.view_work")
    scenario = queries.scenario(found)
    context = {"cycle": found, "scenario": scenario, **(_picture(scenario) if scenario else {})}
    return render(request, "programs/scenario_detail.html", context)


def _picture(scenario: Scenario) -> dict[str, object]:
    """Chart of the slum area, measured and planned, with its table twin."""
    values = [YearValue(scenario.survey_year, scenario.start_ha)]
    values += [YearValue(row.year, row.left_ha, forecast=True) for row in scenario.years]
    rows = [(str(scenario.survey_year), "data dasar", hectares(scenario.start_ha))]
    rows += [(str(row.year), "menurut rencana", hectares(row.left_ha)) for row in scenario.years]
    return {
        "chart": area_chart(values, ident="skenario", title="Luas kumuh per tahun", forecast_label="menurut rencana"),
        "chart_head": ("Tahun", "Dasar", "Luas kumuh"),
        "chart_rows": rows,
    }
