"""Reads of institutions."""

from planning.institutions.queries.duties import DutyRow, duty_rows
from planning.institutions.queries.lists import (
    CityRow,
    Group,
    bodies_in_area,
    groups,
    in_region,
    institution_for_page,
    institutions_for,
    member_stamp,
    parents_for,
    rts_of,
)
from planning.institutions.queries.papers import decree_for_print, decrees_of_cycle, latest_decree, next_sequence
from planning.institutions.queries.standing import ElectionRow, Standing, election_rows, lacks, standing

__all__ = [
    "CityRow",
    "DutyRow",
    "ElectionRow",
    "Group",
    "Standing",
    "bodies_in_area",
    "decree_for_print",
    "decrees_of_cycle",
    "duty_rows",
    "election_rows",
    "groups",
    "in_region",
    "institution_for_page",
    "institutions_for",
    "lacks",
    "latest_decree",
    "member_stamp",
    "next_sequence",
    "parents_for",
    "rts_of",
    "standing",
]
