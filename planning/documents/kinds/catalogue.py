"""Every kind with its builder."""

from __future__ import annotations

from planning.documents.kinds.build_decrees import CODE as DECREE
from planning.documents.kinds.build_decrees import DECREE_BUILDER
from planning.documents.kinds.build_meetings import MEETING_BUILDERS
from planning.documents.kinds.build_plans import PLAN_BUILDERS
from planning.documents.kinds.build_problems import CODE as PROBLEMS
from planning.documents.kinds.build_problems import PROBLEMS_BUILDER
from planning.documents.kinds.build_profile import CODE, PROFILE_BUILDER
from planning.documents.kinds.build_sheets import SHEET_BUILDERS
from planning.documents.kinds.build_trainings import TRAINING_BUILDERS
from planning.documents.kinds.builders import Builder, register_builder


def register() -> None:
    """Called once when the app is ready."""
    builders: dict[str, Builder] = {
        CODE: PROFILE_BUILDER,
        PROBLEMS: PROBLEMS_BUILDER,
        **PLAN_BUILDERS,
        **MEETING_BUILDERS,
        **SHEET_BUILDERS,
        DECREE: DECREE_BUILDER,
        **TRAINING_BUILDERS,
    }
    for kind, builder in builders.items():
        register_builder(kind, builder)
