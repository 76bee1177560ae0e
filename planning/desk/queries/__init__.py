"""What the desk shows, by page. Everything is read through the queries of the other apps."""

from planning.desk.queries.history import RecordHistory, find_record, record_history

__all__ = ["RecordHistory", "find_record", "record_history"]
