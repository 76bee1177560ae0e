"""Verbs of cycles; nothing else changes the state of a step or what was captured in it."""

from planning.cycles.services.preparation import (
    propose_schedule,
    save_preparation,
    set_thresholds,
)
from planning.cycles.services.programmes import order_cycle, set_programme
from planning.cycles.services.record import keep_paper, save_record
from planning.cycles.services.reflections import Answer, write_reflections
from planning.cycles.services.repeating import repeat_cycle
from planning.cycles.services.starting import start_cycle
from planning.cycles.services.steps import (
    close_approved_step,
    close_step,
    is_open,
    reopen_after_review,
    reopen_step,
    require_open,
)
from planning.cycles.services.unlocks import end_unlock, unlock_step

__all__ = [
    "Answer",
    "close_approved_step",
    "close_step",
    "end_unlock",
    "is_open",
    "keep_paper",
    "order_cycle",
    "propose_schedule",
    "reopen_after_review",
    "reopen_step",
    "repeat_cycle",
    "require_open",
    "save_preparation",
    "save_record",
    "set_programme",
    "set_thresholds",
    "start_cycle",
    "unlock_step",
    "write_reflections",
]
