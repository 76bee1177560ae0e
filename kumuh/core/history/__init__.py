"""Change history of any tracked table in words: who, when, which field, from what to what.

Rows are read from the history tables that `core.models.change_history` keeps; nothing here writes, so history can
only grow. Apps say which tables belong together; this package knows no table by itself.
"""

from kumuh.core.history.reading import history_of, last_state, tracked_tables
from kumuh.core.history.shapes import Change, Event, Save, Source

__all__ = ["Change", "Event", "Save", "Source", "history_of", "last_state", "tracked_tables"]
