"""Slum scores from counts: one record, sums of RT, change over time, and what follows from the level.

Everything here is arithmetic on exact decimals with a regulation version
(:class:`kumuh.conditions.ruleset.RuleSet`) as data. A missing value is not zero.
"""

from kumuh.conditions.scoring.baseline import DraftProposal, propose_draft
from kumuh.conditions.scoring.change import (
    Contribution,
    Outcome,
    StateAfter,
    YearOfArea,
    check_outcomes,
    contribution,
    contributions,
    proportional_area,
    state_after,
    trajectory,
)
from kumuh.conditions.scoring.flags import Flag, plain_number
from kumuh.conditions.scoring.quality import (
    Published,
    check_counts,
    check_header,
    check_published,
    check_surveyed_households,
    check_year,
    find_duplicates,
)
from kumuh.conditions.scoring.record import (
    CriterionScore,
    RecordScore,
    aspect_means,
    percent_of,
    round_percent,
    score_record,
)
from kumuh.conditions.scoring.rollup import RollUp, RtCounts, RtLevel, SlumArea, roll_up, slum_area
from kumuh.conditions.scoring.status import (
    CombinedClass,
    ConsiderationResult,
    DensityResult,
    HandlingChoice,
    LegalityResult,
    assess_considerations,
    assess_legality,
    authority_by_area,
    combined_class,
    population_density,
    propose_handling,
)

__all__ = [
    "CombinedClass",
    "ConsiderationResult",
    "Contribution",
    "CriterionScore",
    "DensityResult",
    "DraftProposal",
    "Flag",
    "HandlingChoice",
    "LegalityResult",
    "Outcome",
    "Published",
    "RecordScore",
    "RollUp",
    "RtCounts",
    "RtLevel",
    "SlumArea",
    "StateAfter",
    "YearOfArea",
    "aspect_means",
    "assess_considerations",
    "assess_legality",
    "authority_by_area",
    "check_counts",
    "check_header",
    "check_outcomes",
    "check_published",
    "check_surveyed_households",
    "check_year",
    "combined_class",
    "contribution",
    "contributions",
    "find_duplicates",
    "percent_of",
    "plain_number",
    "population_density",
    "proportional_area",
    "propose_draft",
    "propose_handling",
    "roll_up",
    "round_percent",
    "score_record",
    "slum_area",
    "state_after",
    "trajectory",
]
