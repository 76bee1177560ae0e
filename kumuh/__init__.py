"""Kumuh: where it is slum, how bad, and who is asking."""
