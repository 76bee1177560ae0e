"""Bodies with their members, elections and SK; trainings with participants and materials."""

from planning.institutions.models.bodies import Candidate, Election, FormationDecree, Institution, Member
from planning.institutions.models.trainings import Material, Participant, Training

__all__ = [
    "Candidate",
    "Election",
    "FormationDecree",
    "Institution",
    "Material",
    "Member",
    "Participant",
    "Training",
]
