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
from planning.cycles.views.maps import map_detail
from planning.cycles.views.record import paper_edit, paper_file, record_edit
from planning.cycles.views.reflections import reflection_edit, reflection_list

__all__ = [
    "cycle_detail",
    "cycle_list",
    "cycle_start",
    "map_detail",
    "paper_edit",
    "paper_file",
    "preparation_edit",
    "record_edit",
    "reflection_edit",
    "reflection_list",
    "schedule_propose",
    "step_close",
    "step_reopen",
    "thresholds_edit",
]
