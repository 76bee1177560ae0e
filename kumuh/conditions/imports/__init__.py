"""Import of baseline workbooks in two steps: try, then apply exactly the tried file."""

from kumuh.conditions.imports.plan import CHANGED, NEW, SAME, Plan, PlannedRow, make_plan
from kumuh.conditions.imports.trial import apply_trial, reread, try_workbook

__all__ = ["CHANGED", "NEW", "SAME", "Plan", "PlannedRow", "apply_trial", "make_plan", "reread", "try_workbook"]
