"""Pages of cycles."""

from planning.cycles.views.cycles import (
    cycle_detail,
    cycle_list,
    cycle_start,
    preparation_edit,
    schedule_propose,
    step_close,
    step_reopen,
    thresholds_edit,
)
from planning.cycles.views.keys import step_unlock, unlock_end
from planning.cycles.views.maps import cause_detail, map_detail
from planning.cycles.views.programmes import cycle_order, programme_edit, programme_list
from planning.cycles.views.record import paper_edit, paper_file, record_edit
from planning.cycles.views.reflections import reflection_edit, reflection_list
from planning.cycles.views.repeating import cycle_repeat

__all__ = [
    "cause_detail",
    "cycle_detail",
    "cycle_list",
    "cycle_order",
    "cycle_repeat",
    "cycle_start",
    "map_detail",
    "paper_edit",
    "paper_file",
    "preparation_edit",
    "programme_edit",
    "programme_list",
    "record_edit",
    "reflection_edit",
    "reflection_list",
    "schedule_propose",
    "step_close",
    "step_reopen",
    "step_unlock",
    "thresholds_edit",
    "unlock_end",
]
