"""What the addresses of baseline data ask for."""

from __future__ import annotations

from typing import Any

from kumuh.conditions.imports import try_workbook
from kumuh.conditions.services import save_rt_record
from tests.cast import SURVEY_YEAR, World, addresses, make_ruleset, make_survey
from tests.kumuh.conditions.workbooks import line, xlsx


@addresses("conditions:survey-", "conditions:rt-", "conditions:area-", "conditions:import-new", "conditions:template-")
def of_the_survey(world: World) -> dict[str, Any]:
    assert world.survey.year == SURVEY_YEAR
    code = world.places.kelurahan.code
    return {"code": code, "year": SURVEY_YEAR, "pk": world.rts[0].pk, "kind": "xlsx"}


@addresses("conditions:import-trial", "conditions:import-apply", "conditions:import-errors")
def of_a_trial(world: World) -> dict[str, Any]:
    make_ruleset()
    trial = try_workbook(
        content=xlsx(line(jumlah_kk=-1)),
        filename="baseline.xlsx",
        region=world.places.kelurahan,
        user=world.cast.fasilitator,
    )
    return {"pk": trial.pk}


@addresses("conditions:survey-draft", "conditions:rt-draft-confirm")
def of_an_old_baseline(world: World) -> dict[str, Any]:
    assert world.survey.year == SURVEY_YEAR
    old = make_survey(world.places.kelurahan, 2015, ruleset=make_ruleset("baseline-2015"))
    save_rt_record(
        survey=old, neighbourhood=world.rts[0], denominators={}, volumes={"keteraturan_bangunan": 20}, by=None
    )
    return {"code": world.places.kelurahan.code, "year": 2015, "pk": world.rts[0].pk}


@addresses("conditions:ruleset-")
def of_a_version(world: World) -> dict[str, Any]:
    return {"code": make_ruleset().code}
