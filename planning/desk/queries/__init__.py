"""What the desk shows, by page. Everything is read through the queries of the other apps."""

from planning.desk.queries.city import ORDERS, Choice, City, CityRow, city
from planning.desk.queries.history import RecordHistory, changes_with_key, find_record, record_history
from planning.desk.queries.involvement import Involvement, involvement
from planning.desk.queries.place import PlaceCycles, place_cycles
from planning.desk.queries.search import FINDERS, Group, Hit, search
from planning.desk.queries.sources import DataSources, data_sources
from planning.desk.queries.start import Card, Start, start
from planning.desk.queries.stuck import Stuck, StuckChoice, stuck
from planning.desk.queries.turns import Waiting, turns
from planning.desk.queries.waits import Wait, waits

__all__ = [
    "FINDERS",
    "ORDERS",
    "Card",
    "Choice",
    "City",
    "CityRow",
    "DataSources",
    "Group",
    "Hit",
    "Involvement",
    "PlaceCycles",
    "RecordHistory",
    "Start",
    "Stuck",
    "StuckChoice",
    "Wait",
    "Waiting",
    "changes_with_key",
    "city",
    "data_sources",
    "find_record",
    "involvement",
    "place_cycles",
    "record_history",
    "search",
    "start",
    "stuck",
    "turns",
    "waits",
]
