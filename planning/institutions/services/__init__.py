"""Verbs of institutions."""

from planning.institutions.services.bodies import BodyFacts, change_institution, register_institution
from planning.institutions.services.decrees import DecreeFacts, change_decree, prepare_decree
from planning.institutions.services.elections import CandidateRow, ElectionFacts, record_election, seat_elected
from planning.institutions.services.members import MemberRow, record_members

__all__ = [
    "BodyFacts",
    "CandidateRow",
    "DecreeFacts",
    "ElectionFacts",
    "MemberRow",
    "change_decree",
    "change_institution",
    "prepare_decree",
    "record_election",
    "record_members",
    "register_institution",
    "seat_elected",
]
