"""What gates ask of works and money, in sentences with the page that fixes them."""

from __future__ import annotations

from kumuh.reviews.registry import register_pin
from planning.cycles.registry import of_check, register_carrier, register_check, register_rows
from planning.institutions.registry import register_evidence
from planning.programs.checks import forum, plan, works
from planning.programs.enums import ForumLevel
from planning.programs.services.carrying import carry_works


def register() -> None:
    """Tell the step machine and the duties of the bodies; called once when the app is ready."""
    register_evidence("S4-09f", works.finished_works)
    register_evidence("S1-16f", forum.answered(ForumLevel.KELURAHAN))
    register_evidence("S1-16g", forum.answered(ForumLevel.KECAMATAN))
    register_evidence("S4-09d", forum.answered(ForumLevel.CITY))
    for table, via in (("work", ""), ("allocation", "work__"), ("outcome", "work__")):
        register_rows(f"programs.{table}", of_check("kegiatan", f"{via}cycle"))
    register_rows("programs.prioritylist", of_check("prioritas-1m", "cycle"))
    register_rows("programs.forumanswer", forum.rows_of)
    register_carrier(60, carry_works)
    register_check("kegiatan", works.work_parts)
    register_check("prioritas-1m", works.priority_parts)
    register_check("rencana-lima-tahun", plan.five_year_parts)
    register_check("skenario-0-ha", plan.scenario_parts)
    register_check("dana", plan.money_parts)
    register_check("musrenbang", forum.forum_parts)
    register_check("konsolidasi", forum.consolidation_parts)
    register_pin("kegiatan", works.work_places)
    register_pin("prioritas", works.list_places)
