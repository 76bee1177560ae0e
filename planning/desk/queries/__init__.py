"""What the desk shows, by page. Everything is read through the queries of the other apps."""

from planning.desk.queries.city import ORDERS, Choice, City, CityRow, city
from planning.desk.queries.history import RecordHistory, changes_with_key, find_record, record_history
from planning.desk.queries.involvement import Involvement, involvement
from planning.desk.queries.search import FINDERS, Group, Hit, search
from planning.desk.queries.sources import DataSources, data_sources
from planning.desk.queries.start import Card, Start, start
from planning.desk.queries.turns import Waiting, turns

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
    "RecordHistory",
    "Start",
    "Waiting",
    "changes_with_key",
    "city",
    "data_sources",
    "find_record",
    "involvement",
    "record_history",
    "search",
    "start",
    "turns",
]
