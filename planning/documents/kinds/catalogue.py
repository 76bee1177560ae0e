"""Every kind with its builder."""

from __future__ import annotations

from planning.documents.kinds.build_city import CITY_BUILDERS
from planning.documents.kinds.build_csiap import CODE as SANITATION
from planning.documents.kinds.build_csiap import SANITATION_PLAN_BUILDER
from planning.documents.kinds.build_decrees import CODE as DECREE
from planning.documents.kinds.build_decrees import DECREE_BUILDER
from planning.documents.kinds.build_forum import FORUM_BUILDERS
from planning.documents.kinds.build_meetings import MEETING_BUILDERS
from planning.documents.kinds.build_methods import METHOD_BUILDERS
from planning.documents.kinds.build_plans import PLAN_BUILDERS
from planning.documents.kinds.build_problems import CODE as PROBLEMS
from planning.documents.kinds.build_problems import PROBLEMS_BUILDER
from planning.documents.kinds.build_profile import CODE, PROFILE_BUILDER
from planning.documents.kinds.build_readiness import CODE as READINESS
from planning.documents.kinds.build_readiness import READINESS_BUILDER
from planning.documents.kinds.build_rplp import AREA_PLAN_BUILDER
from planning.documents.kinds.build_rplp import CODE as AREA_PLAN
from planning.documents.kinds.build_rtplp import CODE as DETAIL_PLAN
from planning.documents.kinds.build_rtplp import DETAIL_PLAN_BUILDER
from planning.documents.kinds.build_rules import CODE as RULES
from planning.documents.kinds.build_rules import RULES_BUILDER
from planning.documents.kinds.build_sheets import SHEET_BUILDERS
from planning.documents.kinds.build_steps import CODE as STEP
from planning.documents.kinds.build_steps import STEP_BUILDER
from planning.documents.kinds.build_trainings import TRAINING_BUILDERS
from planning.documents.kinds.build_verification import CODE as VERIFICATION
from planning.documents.kinds.build_verification import VERIFICATION_BUILDER
from planning.documents.kinds.build_work_plan import CODE as WORK_PLAN
from planning.documents.kinds.build_work_plan import WORK_PLAN_BUILDER
from planning.documents.kinds.builders import Builder, register_builder


def register() -> None:
    """Called once when the app is ready."""
    builders: dict[str, Builder] = {
        CODE: PROFILE_BUILDER,
        PROBLEMS: PROBLEMS_BUILDER,
        **PLAN_BUILDERS,
        AREA_PLAN: AREA_PLAN_BUILDER,
        DETAIL_PLAN: DETAIL_PLAN_BUILDER,
        RULES: RULES_BUILDER,
        SANITATION: SANITATION_PLAN_BUILDER,
        VERIFICATION: VERIFICATION_BUILDER,
        WORK_PLAN: WORK_PLAN_BUILDER,
        READINESS: READINESS_BUILDER,
        **CITY_BUILDERS,
        STEP: STEP_BUILDER,
        **FORUM_BUILDERS,
        **MEETING_BUILDERS,
        **SHEET_BUILDERS,
        DECREE: DECREE_BUILDER,
        **TRAINING_BUILDERS,
        **METHOD_BUILDERS,
    }
    for kind, builder in builders.items():
        register_builder(kind, builder)
