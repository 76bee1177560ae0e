"""The one ranking engine: scoring matrices, GMP, Reinke, pairwise and preference ranking.

Pure functions over exact numbers. The order in which alternatives or scores are entered never
matters; every score keeps its parts; ties share a rank (dense) and their order for a fund cut follows
a tie rule that is data and is printed.
"""

from planning.methods.ranking.choices import pairwise, pairwise_together, preference
from planning.methods.ranking.matrix import (
    Alternative,
    Criterion,
    First,
    Matrix,
    Method,
    RaterRule,
    TieBreak,
    matrix_from_data,
)
from planning.methods.ranking.proposed import (
    ProposedScore,
    propose_cost_efficiency,
    propose_pro_poor,
    propose_severity,
    propose_spread,
)
from planning.methods.ranking.stability import OrderChange, Scenario, Stability, weight_stability
from planning.methods.ranking.standings import (
    Part,
    Standing,
    combine_raters,
    dense_ranks,
    rank,
    rank_totals,
    reinke,
)

__all__ = [
    "Alternative",
    "Criterion",
    "First",
    "Matrix",
    "Method",
    "OrderChange",
    "Part",
    "ProposedScore",
    "RaterRule",
    "Scenario",
    "Stability",
    "Standing",
    "TieBreak",
    "combine_raters",
    "dense_ranks",
    "matrix_from_data",
    "pairwise",
    "pairwise_together",
    "preference",
    "propose_cost_efficiency",
    "propose_pro_poor",
    "propose_severity",
    "propose_spread",
    "rank",
    "rank_totals",
    "reinke",
    "weight_stability",
]
