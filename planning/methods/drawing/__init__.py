"""Drawings of the methods as pure geometry. `kit` has the pieces; every method lays out its own in a module here."""
