"""What each body is and what it has to do, and what is taught, as data."""

from planning.institutions.catalog.bodies import BODIES, INDICATOR_TEAMS, Body, bodies_at, body_of
from planning.institutions.catalog.duties import DUTIES, Duty, duties_of
from planning.institutions.catalog.trainings import AUDIENCES, TOPIC_SETS, Audience, Topic, TopicSet, sets_of

__all__ = [
    "AUDIENCES",
    "BODIES",
    "DUTIES",
    "INDICATOR_TEAMS",
    "TOPIC_SETS",
    "Audience",
    "Body",
    "Duty",
    "Topic",
    "TopicSet",
    "bodies_at",
    "body_of",
    "duties_of",
    "sets_of",
]
