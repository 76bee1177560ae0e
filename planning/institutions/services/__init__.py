"""Verbs of institutions."""

from planning.institutions.services.bodies import BodyFacts, change_institution, register_institution
from planning.institutions.services.decrees import DecreeFacts, change_decree, office_code, prepare_decree
from planning.institutions.services.elections import CandidateRow, ElectionFacts, record_election, seat_elected
from planning.institutions.services.materials import drop_material, keep_material
from planning.institutions.services.members import MemberRow, record_members
from planning.institutions.services.participants import NewPerson, Score, choose_participants, record_scores
from planning.institutions.services.trainings import (
    TrainingFacts,
    change_training,
    drop_training,
    register_training,
    require_training_open,
)

__all__ = [
    "BodyFacts",
    "CandidateRow",
    "DecreeFacts",
    "ElectionFacts",
    "MemberRow",
    "NewPerson",
    "Score",
    "TrainingFacts",
    "change_decree",
    "change_institution",
    "change_training",
    "choose_participants",
    "drop_material",
    "drop_training",
    "keep_material",
    "office_code",
    "prepare_decree",
    "record_election",
    "record_members",
    "record_scores",
    "register_institution",
    "register_training",
    "require_training_open",
    "seat_elected",
]
