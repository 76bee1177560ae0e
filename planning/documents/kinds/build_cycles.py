"""What the papers of a cycle share: the cycle itself, whether its step is ratified, its frame."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist

from kumuh.conditions.enums import Confidence
from planning.cycles.queries import cycle_for_print, late_sentences
from planning.documents.kinds import frame
from planning.documents.kinds.builders import Builder, SubjectFacts, no_attachments
from planning.documents.kinds.common import DocumentMeta, MeetingRef
from planning.documents.registry import kind_named
from planning.rembuk.queries import closed_meetings

#: The profile is a paper of the kelurahan office; what residents plan carries the letterhead of their BKM.
OF_KELURAHAN: Final = frozenset({"profil-kumuh"})
UNSURE: Final = frozenset({Confidence.MEMORY, Confidence.UNCERTAIN})
RT_LABEL: Final = re.compile(r"RT\s*(?P<rt>\d+)\s*/\s*RW\s*(?P<rw>\d+)")
#: Regulations by the short name of the data, as the legal basis of a letter cites them.
CITED: Final = {
    "Permen PUPR 14/PRT/M/2018": (
        "Peraturan Menteri Pekerjaan Umum dan Perumahan Rakyat Nomor 14/PRT/M/2018 tentang Pencegahan dan "
        "Peningkatan Kualitas terhadap Perumahan Kumuh dan Permukiman Kumuh"
    ),
    "Permen PUPR 02/PRT/M/2016": (
        "Peraturan Menteri Pekerjaan Umum dan Perumahan Rakyat Nomor 02/PRT/M/2016 tentang Peningkatan Kualitas "
        "terhadap Perumahan Kumuh dan Permukiman Kumuh"
    ),
}
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
        late=late_sentences(cycle, kind.step),
    )


def body_of(code: str) -> str:
    """Whose letterhead a paper of a cycle carries."""
    return frame.KELURAHAN if code in OF_KELURAHAN else frame.BKM


def frame_of(code: str, cycle: Any, meta: DocumentMeta) -> dict[str, Any]:
    """Letterhead, signatures and place of a paper of a cycle."""
    kind = kind_named(code)
    ratified, deputies = frame.ratified_on(cycle, kind.step), frame.deputies_of(cycle, kind.step)
    return {
        "meta": meta,
        "letterhead": frame.letterhead_of(cycle.region, body_of(code)),
        "signatures": frame.signature_block(kind, cycle.region, ratified, deputies),
        "place": frame.place_of(cycle.region),
    }


def meetings_of(cycle: Any, steps: Collection[str]) -> tuple[MeetingRef, ...]:
    """The closed meetings of these steps by their berita acara."""
    return frame.meeting_refs(row for row in closed_meetings(cycle) if row.step in steps)


def rule_name(version: Any) -> str:
    """The regulation version as it is printed; how sure its numbers are is said where they are not proved."""
    mark = version.provenance.mark
    return f"{version.name}, {mark.label}" if mark in UNSURE else str(version.name)


def legal_basis(version: Any) -> tuple[str, ...]:
    """The law and the regulation by which the survey was scored, cited in full."""
    if version is None:
        return (LAW,)
    return (LAW, f"{CITED.get(version.regulation, version.regulation)}.")


def grouped_by_rw(labels: Iterable[str]) -> str:
    """RT in one cell, every one of them: `RT 002, 004 / RW 003; RT 001 / RW 005`, RW by RW.

    A label of another shape stands by itself behind the others.
    """
    groups: dict[str, list[str]] = {}
    others: list[str] = []
    for label in dict.fromkeys(labels):
        found = RT_LABEL.fullmatch(label.strip())
        if found:
            groups.setdefault(found["rw"], []).append(found["rt"])
        else:
            others.append(label)
    named = [f"RT\N{NO-BREAK SPACE}{', '.join(sorted(groups[rw]))} / RW\N{NO-BREAK SPACE}{rw}" for rw in sorted(groups)]
    return "; ".join([*named, *others])


def builder(code: str, build: Any, attachments: Any = no_attachments) -> Builder:
    """The builder of one paper of a cycle."""
    return Builder(read=cycle_of, describe=lambda cycle: facts_of(code, cycle), build=build, attachments=attachments)
