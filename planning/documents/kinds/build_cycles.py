"""What the papers of a cycle share: the cycle itself, whether its step is ratified, its frame."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist

from kumuh.conditions.enums import Confidence
from planning.cycles.queries import cycle_for_print, late_sentences, step_states
from planning.documents.kinds import chains, frame
from planning.documents.kinds.builders import Builder, SubjectFacts, no_attachments
from planning.documents.kinds.common import DocumentMeta, MeetingRef
from planning.documents.registry import SignerRole, kind_named
from planning.rembuk.queries import closed_meetings

#: The profile is a paper of the kelurahan office; what residents plan carries the letterhead of their BKM.
OF_KELURAHAN: Final = frozenset(
    {"profil-kumuh", "pernyataan-kesiapan", "hasil-musrenbang-kelurahan", "daftar-prioritas-kecamatan"}
)
#: What a KSM writes carries its own letterhead; the sheet of the verifier that of DPIU.
OF_KSM: Final = frozenset({"csiap", "rencana-kerja-masyarakat"})
OF_DPIU: Final = frozenset({"verifikasi-csiap"})
UNSURE: Final = frozenset({Confidence.MEMORY, Confidence.UNCERTAIN})
RT_LABEL: Final = re.compile(r"RT\s*(?P<rt>\d+)\s*/\s*RW\s*(?P<rw>\d+)")
#: What people call a paper whose full title is long.
SHORT_NAMES: Final = {
    "renta-pip": "Renta PIP",
    "rplp": "RPLP",
    "csiap": "CSIAP",
    "rtplp": "RTPLP",
}
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
    name = SHORT_NAMES.get(code, kind.title)
    step = kind.step_among(step_states(cycle))
    year = cycle.survey_year if code in ("profil-kumuh", "rumusan-masalah") else cycle.years
    return SubjectFacts(
        region_code=cycle.region_id,
        body=body_of(code),
        title=f"{name} Kelurahan {cycle.region.name} Tahun {year}",
        final=bool(step) and frame.ratified_on(cycle, step) is not None,
        file_stem=frame.file_stem(code, cycle.region.name, year),
        cycle_id=cycle.pk,
        late=late_sentences(cycle, step) if step else (),
        refusal="" if step else f"{name} tidak dibuat dalam program {cycle.get_track_display()}.",
    )


def body_of(code: str) -> str:
    """Whose letterhead a paper of a cycle carries."""
    if code in OF_KSM:
        return frame.KSM
    if code in OF_DPIU:
        return frame.DPIU
    return frame.KELURAHAN if code in OF_KELURAHAN else frame.BKM


def frame_of(code: str, cycle: Any, meta: DocumentMeta) -> dict[str, Any]:
    """Letterhead, signatures and place of a paper of a cycle."""
    kind = kind_named(code)
    step = kind.step_among(step_states(cycle))
    ratified = frame.ratified_on(cycle, step) if step else None
    deputies = frame.deputies_of(cycle, step) if step else frame.NO_DEPUTIES
    ksm = chains.ksm_of(cycle) if code in OF_KSM else None
    return {
        "meta": meta,
        "letterhead": frame.letterhead_of(cycle.region, body_of(code), ksm.name if ksm else ""),
        "signatures": frame.signature_block(
            kind.signers, cycle.region, ratified, deputies, _people(kind.signers, cycle, step)
        ),
        "place": frame.place_of(cycle.region),
    }


def _people(roles: Iterable[SignerRole], cycle: Any, step: str) -> Mapping[str, str]:
    """Names for offices without an official of the region; asked only where a paper has such a place."""
    if not step or all(role.office in frame.OFFICES for role in roles):
        return frame.NOBODY
    return chains.people_of(cycle, frame.moves_of(cycle, step))


def meetings_of(cycle: Any, steps: Collection[str]) -> tuple[MeetingRef, ...]:
    """The closed meetings of these steps by their berita acara."""
    return frame.meeting_refs(row for row in closed_meetings(cycle) if row.step in steps)


def steps_until(cycle: Any, code: str) -> tuple[str, ...]:
    """The steps of the cycle up to the one that makes a paper final; none where the programme has no such paper."""
    order = list(step_states(cycle))
    step = kind_named(code).step_among(order)
    return tuple(order[: order.index(step) + 1]) if step else ()


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


def builder(code: str, build: Any, attachments: Any = no_attachments, read: Any = cycle_of) -> Builder:
    """The builder of one paper of a cycle."""
    return Builder(read=read, describe=lambda cycle: facts_of(code, cycle), build=build, attachments=attachments)
