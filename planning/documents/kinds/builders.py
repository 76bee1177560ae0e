"""Where each kind says how its view is built and when it may be printed as final; filled by `documents.kinds`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kumuh.core.pdf import PdfAttachment
from planning.documents.kinds.common import DocumentMeta, PrintedDocument


@dataclass(frozen=True)
class SubjectFacts:
    """What the printing door needs to know about a subject before it is built.

    `region_code` owns the document, `body` is the office whose letterhead numbers it, `final` says whether the
    subject is ratified (or the paper needs no ratification), `file_stem` is the download name. `own_number` is a
    number that the office gave by hand; it wins over the running number. `refusal` says why nothing can be printed
    now. `cycle_id` is the cycle the paper belongs to. `late` tells what was changed with a key after the approval.
    """

    region_code: str
    body: str
    title: str
    final: bool
    file_stem: str
    cycle_id: int
    own_number: str = ""
    refusal: str = ""
    late: tuple[str, ...] = ()


def no_attachments(view: PrintedDocument) -> tuple[PdfAttachment, ...]:
    """Most papers carry no file."""
    return ()


@dataclass(frozen=True)
class Builder:
    """`read(subject_id)` once, then `describe(subject)` and `build(subject, meta)`; all ask queries only.

    `read` raises LookupError with a sentence when nothing is there. `attachments(view)` makes the files inside the
    PDF from what is printed, so that both always agree.
    """

    read: Callable[[int], Any]
    describe: Callable[[Any], SubjectFacts]
    build: Callable[[Any, DocumentMeta], PrintedDocument]
    attachments: Callable[[Any], tuple[PdfAttachment, ...]] = no_attachments


BUILDERS: dict[str, Builder] = {}


def register_builder(kind: str, builder: Builder) -> None:
    """One builder per kind of the catalogue; KeyError when declared twice."""
    if kind in BUILDERS:
        raise KeyError(f"builder declared twice: {kind}")
    BUILDERS[kind] = builder


def builder_of(kind: str) -> Builder:
    """The builder of a kind; LookupError with the list of what can be printed."""
    try:
        return BUILDERS[kind]
    except KeyError:
        raise LookupError(f"Jenis dokumen “{kind}” tidak ada. Yang ada: {', '.join(sorted(BUILDERS))}.") from None
