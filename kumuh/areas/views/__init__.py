"""Screens of places, by noun."""
