"""Tables of the methods: the session with its groups and photos, and one module per method."""

from planning.methods.models.calendar import CalendarFactor, CalendarSeason
from planning.methods.models.dots import DotBallot, DotCount, DotOption
from planning.methods.models.focus import FocusPoint, FocusQuestion
from planning.methods.models.maps import MapBase, MapObject
from planning.methods.models.matrix import (
    MatrixAlternative,
    MatrixCriterion,
    MatrixPair,
    MatrixPick,
    MatrixRater,
    MatrixScore,
    MatrixSetup,
)
from planning.methods.models.sessions import MethodGroup, MethodPhoto, MethodSession
from planning.methods.models.survey import AreaSheet, Household, SurveyDecision, SurveyTrial
from planning.methods.models.transect import TransectPath, TransectStretch
from planning.methods.models.tree import TreeNode, TreeReflection
from planning.methods.models.venn import VennBody, VennLink
from planning.methods.models.welfare import WelfareCard, WelfareClass, WelfarePiles, WelfareSort

__all__ = [
    "AreaSheet",
    "CalendarFactor",
    "CalendarSeason",
    "DotBallot",
    "DotCount",
    "DotOption",
    "FocusPoint",
    "FocusQuestion",
    "Household",
    "MapBase",
    "MapObject",
    "MatrixAlternative",
    "MatrixCriterion",
    "MatrixPair",
    "MatrixPick",
    "MatrixRater",
    "MatrixScore",
    "MatrixSetup",
    "MethodGroup",
    "MethodPhoto",
    "MethodSession",
    "SurveyDecision",
    "SurveyTrial",
    "TransectPath",
    "TransectStretch",
    "TreeNode",
    "TreeReflection",
    "VennBody",
    "VennLink",
    "WelfareCard",
    "WelfareClass",
    "WelfarePiles",
    "WelfareSort",
]
