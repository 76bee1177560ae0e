"""What each body is and what it has to do, as data."""

from planning.institutions.catalog.bodies import BODIES, INDICATOR_TEAMS, Body, bodies_at, body_of
from planning.institutions.catalog.duties import DUTIES, Duty, duties_of

__all__ = ["BODIES", "DUTIES", "INDICATOR_TEAMS", "Body", "Duty", "bodies_at", "body_of", "duties_of"]
