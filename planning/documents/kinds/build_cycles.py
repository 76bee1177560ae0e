"""What the papers of a cycle share: the cycle itself, whether its step is ratified, its frame."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist

from kumuh.conditions.enums import Confidence
from planning.cycles.queries import cycle_for_print
from planning.documents.kinds import frame
from planning.documents.kinds.builders import Builder, SubjectFacts, no_attachments
from planning.documents.kinds.common import DocumentMeta, MeetingRef
from planning.documents.registry import kind_named
from planning.rembuk.queries import closed_meetings

#: The profile is a paper of the kelurahan office; what residents plan carries the letterhead of their BKM.
OF_KELURAHAN: Final = frozenset({"profil-kumuh"})
UNSURE: Final = frozenset({Confidence.MEMORY, Confidence.UNCERTAIN})
LAW: Final = "Undang-Undang Nomor 1 Tahun 2011 tentang Perumahan dan Kawasan Permukiman."


def cycle_of(pk: int) -> Any:
    """The cycle; LookupError with a sentence when there is none."""
    try:
        return cycle_for_print(pk)
    except ObjectDoesNotExist:
        raise LookupError(f"Tidak ada siklus dengan nomor {pk}.") from None


def facts_of(code: str, cycle: Any) -> SubjectFacts:
    """Facts of one paper of a cycle."""
    kind = kind_named(code)
    name = kind.title.split(" (")[0] if code != "renta-pip" else "Renta PIP"
    year = cycle.survey_year if code in ("profil-kumuh", "rumusan-masalah") else cycle.fiscal_year
    return SubjectFacts(
        region_code=cycle.region_id,
        body=body_of(code),
        title=f"{name} Kelurahan {cycle.region.name} Tahun {year}",
        final=frame.ratified_on(cycle, kind.step) is not None,
        file_stem=frame.file_stem(code, cycle.region.name, year),
        cycle_id=cycle.pk,
    )


def body_of(code: str) -> str:
    """Whose letterhead a paper of a cycle carries."""
    return frame.KELURAHAN if code in OF_KELURAHAN else frame.BKM


def frame_of(code: str, cycle: Any, meta: DocumentMeta) -> dict[str, Any]:
    """Letterhead, signatures and place of a paper of a cycle."""
    kind = kind_named(code)
    return {
        "meta": meta,
        "letterhead": frame.letterhead_of(cycle.region, body_of(code)),
        "signatures": frame.signature_block(kind, cycle.region, frame.ratified_on(cycle, kind.step)),
        "place": frame.place_of(cycle.region),
    }


def meetings_of(cycle: Any, steps: Collection[str]) -> tuple[MeetingRef, ...]:
    """The closed meetings of these steps by their berita acara."""
    return frame.meeting_refs(row for row in closed_meetings(cycle) if row.step in steps)


def rule_name(version: Any) -> str:
    """The regulation version as it is printed; how sure its numbers are is said where they are not proved."""
    mark = version.provenance.mark
    return f"{version.name}, {mark.label}" if mark in UNSURE else str(version.name)


def some_labels(labels: Collection[str], most: int = 6) -> str:
    """RT in one cell: the first ones by name and how many more."""
    named = list(labels)
    more = len(named) - most
    return ", ".join(named[:most]) + (f" dan {more} RT lain" if more > 0 else "")


def builder(code: str, build: Any, attachments: Any = no_attachments) -> Builder:
    """The builder of one paper of a cycle."""
    return Builder(read=cycle_of, describe=lambda cycle: facts_of(code, cycle), build=build, attachments=attachments)
