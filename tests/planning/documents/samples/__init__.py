"""Example documents: invented people and figures, plainly marked as examples, from tiny to extreme."""

from tests.planning.documents.samples.base import LONG_ACTIVITY, LONG_NAME
from tests.planning.documents.samples.chapters import chapter_plan, common_rules, readiness, verification
from tests.planning.documents.samples.city import city_plan, city_profile, final_list
from tests.planning.documents.samples.decrees import formation_paper
from tests.planning.documents.samples.forum import district_list, kelurahan_forum, potential_list
from tests.planning.documents.samples.meetings import (
    attendance,
    blank_attendance,
    invitation_letter,
    meeting_minutes,
    official,
)
from tests.planning.documents.samples.methods import method_blank, method_result
from tests.planning.documents.samples.plans import annual, priority_list, works
from tests.planning.documents.samples.problems import problem_statement
from tests.planning.documents.samples.profiles import slum_profile
from tests.planning.documents.samples.sheets import meeting_sheet, proposal_list
from tests.planning.documents.samples.steps import step_sheet
from tests.planning.documents.samples.trainings import training_report, training_sheet

__all__ = [
    "LONG_ACTIVITY",
    "LONG_NAME",
    "annual",
    "attendance",
    "blank_attendance",
    "chapter_plan",
    "city_plan",
    "city_profile",
    "common_rules",
    "district_list",
    "final_list",
    "formation_paper",
    "invitation_letter",
    "kelurahan_forum",
    "meeting_minutes",
    "meeting_sheet",
    "method_blank",
    "method_result",
    "official",
    "potential_list",
    "priority_list",
    "problem_statement",
    "proposal_list",
    "readiness",
    "slum_profile",
    "step_sheet",
    "training_report",
    "training_sheet",
    "verification",
    "works",
]
