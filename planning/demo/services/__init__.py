"""Verbs that build the demo city, part by part, through the verbs that people use."""

from planning.demo.services.city import Loaded, load_demo

__all__ = ["Loaded", "load_demo"]
