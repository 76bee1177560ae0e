"""Screens of baseline data."""
