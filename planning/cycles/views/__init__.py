"""Pages of cycles."""

from planning.cycles.views.cycles import (
    cycle_detail,
    cycle_list,
    cycle_start,
    preparation_edit,
    principles_edit,
    schedule_propose,
    step_close,
    step_reopen,
    thresholds_edit,
)
from planning.cycles.views.record import paper_edit, paper_file, record_edit

__all__ = [
    "cycle_detail",
    "cycle_list",
    "cycle_start",
    "paper_edit",
    "paper_file",
    "preparation_edit",
    "principles_edit",
    "record_edit",
    "schedule_propose",
    "step_close",
    "step_reopen",
    "thresholds_edit",
]
