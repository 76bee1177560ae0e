"""Where each kind says how its view is built and when it may be printed as final; filled by `documents.kinds`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from planning.documents.kinds.common import DocumentMeta, PrintedDocument


@dataclass(frozen=True)
class SubjectFacts:
    """What the printing door needs to know about a subject before it is built.

    `region_code` owns the document, `body` is the letterhead that numbers it, `code` the short kind in the
    number, `final` whether the subject is ratified (or the meeting closed), `file_stem` the download name.
    """

    region_code: str
    body: str
    code: str
    title: str
    final: bool
    file_stem: str


@dataclass(frozen=True)
class Builder:
    """`facts(subject_id)` then `build(subject_id, meta)`; both ask queries only, LookupError when nothing is there."""

    facts: Callable[[int], SubjectFacts]
    build: Callable[[int, DocumentMeta], PrintedDocument]
    attachments: Callable[[int], tuple[Any, ...]] = lambda subject_id: ()


BUILDERS: dict[str, Builder] = {}


def register_builder(kind: str, builder: Builder) -> None:
    """One builder per kind of the catalogue; KeyError when declared twice."""
    if kind in BUILDERS:
        raise KeyError(f"builder declared twice: {kind}")
    BUILDERS[kind] = builder
