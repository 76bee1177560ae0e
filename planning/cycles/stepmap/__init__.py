"""The step map of a cycle: what it says (`shape`) and where it stands on the sheet (`layout`). No tables."""
