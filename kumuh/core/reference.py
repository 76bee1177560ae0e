"""Reference data that ships with the project: each app says how it loads its own part.

An app registers a loader in its `apps.ready()`; `manage.py muat_acuan` runs them all, lowest first. A loader
may be repeated at any time and returns one Indonesian line that says what it found and what it changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class ReferenceLoader(NamedTuple):
    """One part of the reference data. `order` lets a part build on an earlier one."""

    order: int
    name: str
    load: Callable[[], str]


_LOADERS: dict[str, ReferenceLoader] = {}


def register_reference(name: str, load: Callable[[], str], order: int = 50) -> None:
    """Register the loader of one part (`"Versi aturan"`). Raises KeyError when the name is taken."""
    if name in _LOADERS:
        raise KeyError(f"reference registered twice: {name}")
    _LOADERS[name] = ReferenceLoader(order, name, load)


def reference_loaders() -> list[ReferenceLoader]:
    """All parts in the order in which they are loaded."""
    return sorted(_LOADERS.values(), key=lambda loader: (loader.order, loader.name))
