"""Meeting types as data: what each is for, who is invited, its usual agenda, what is counted, who signs.

The agenda of the rembuk kelurahan with its durations (135 minutes) follows the published agenda of a public
rembuk warga in a mayor's regulation (Semarang); the others are shortened from it (INF) and say so in `basis`. All
are proposals: the facilitator changes every line. The seven community signatories are those of the sanitation
berita acara forms (DAK sanitasi): tokoh masyarakat, male and female religious figure, youth, PKK, posyandu, RT/RW.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from planning.rembuk.catalog.city import CITY_TRACK, CITY_WORDS
from planning.rembuk.catalog.groups import GROUPS
from planning.rembuk.catalog.neighbourhoods import NEIGHBOURHOODS
from planning.rembuk.catalog.planning import PLANNING
from planning.rembuk.catalog.residents import RESIDENTS
from planning.rembuk.catalog.words import (
    ELEMENT_KEYS,
    MAIN_SUBJECT,
    REPRESENTATIVES,
    MeetingKind,
    Signers,
    Slot,
    Topic,
    element_choices,
)
from planning.rembuk.enums import Element, MeetingType, Subject
from planning.rembuk.participation import Limits

__all__ = [
    "ELEMENT_KEYS",
    "KINDS",
    "OWN_MEETING_SHARE",
    "POOR_ELEMENTS",
    "REPRESENTATIVES",
    "VULNERABLE_ELEMENTS",
    "MeetingKind",
    "Signers",
    "Slot",
    "Topic",
    "agenda_for",
    "element_choices",
    "is_city",
    "kind_of",
    "kinds_for",
    "likely_subject",
    "limits_for",
    "subjects_for",
]

_DECLARED: Final = {kind.type: kind for kind in (*RESIDENTS, *NEIGHBOURHOODS, *PLANNING, *GROUPS)}
#: Every type with its declaration, in the order of `MeetingType`.
KINDS: Final[Mapping[str, MeetingKind]] = {kind: _DECLARED[kind] for kind in MeetingType}

#: What the main subject of a deciding meeting is in each step.
SUBJECT_OF_STEP: Final[Mapping[str, str]] = {
    "P1": "Membahas rencana kerja dan jadwal cepat",
    "P2": "Membahas rumusan masalah tujuh indikator kumuh",
    "P3": "Membahas daftar usulan kegiatan dan Renta PIP",
    "P4": "Membahas daftar prioritas dana channeling 1 milyar",
    "K2.3": "Membahas profil permukiman dan rumusan masalah tujuh indikator",
    "K2.4a": "Membahas visi, tujuan dan konsep penanganan",
    "K2.4c": "Membahas RPLP",
    "K2.5a": "Menilai dan memilih kawasan prioritas",
    "K2.5c": "Membahas pasal-pasal aturan bersama",
    "S3.5": "Membahas usulan CSIAP satu per satu",
    "L2.1": "Menggali dan menyepakati visi kawasan",
    "L2.2": "Membahas hasil pemetaan swadaya",
    "L2.3": "Membahas RPLP",
    "L2.4": "Membahas kawasan prioritas, RTPLP dan aturan bersama",
}

#: What a decision of a step is usually about, where the type allows it.
_ABOUT_STEP: Final[Mapping[str, Subject]] = {
    "P2": Subject.MASALAH,
    "P3": Subject.USULAN,
    "P4": Subject.PRIORITAS,
    "K2.3": Subject.MASALAH,
    "K2.4a": Subject.VISI,
    "K2.4b": Subject.USULAN,
    "K2.4c": Subject.RPLP,
    "K2.5a": Subject.KAWASAN,
    "K2.5b": Subject.RTPLP,
    "K2.5c": Subject.ATURAN,
    "L2.1": Subject.VISI,
    "L2.2": Subject.MASALAH,
    "L2.3": Subject.RPLP,
    "L2.4": Subject.KAWASAN,
    "S3.3": Subject.CSIAP,
}

#: A separate meeting is one where the group is at least half of those present (percent, INF).
OWN_MEETING_SHARE: Final = 50

#: Elements whose attendees are counted as MBR or as vulnerable without a further tick.
POOR_ELEMENTS: Final = frozenset({Element.MBR})
VULNERABLE_ELEMENTS: Final = frozenset({Element.DIFABEL, Element.LANSIA})


def is_city(track: str) -> bool:
    """Whether cycles of the programme are about a whole kota, where attendees come from institutions and not RT."""
    return track == CITY_TRACK


def kind_of(meeting_type: str, track: str) -> MeetingKind:
    """How meetings of a type are held in a programme: a kota has other invited, inviters and signatures."""
    kind = KINDS[meeting_type]
    return replace(kind, **CITY_WORDS.get(kind.type, {})) if is_city(track) else kind


def kinds_for(track: str, step: str) -> tuple[MeetingKind, ...]:
    """Types that a programme has, those of the step first; within that the order of `MeetingType`."""
    offered = [kind_of(kind.type, track) for kind in KINDS.values() if kind.offered_in(track)]
    return tuple(sorted(offered, key=lambda kind: step not in kind.steps))


def subjects_for(meeting_type: str, kept: str = "") -> list[tuple[str, str]]:
    """Choices of what a decision of this type is about; `kept` is one that stands already and stays."""
    usual = {*KINDS[meeting_type].subjects, Subject.LAIN, *([Subject(kept)] if kept in Subject.values else ())}
    return [(subject.value, subject.label) for subject in Subject if subject in usual]


def likely_subject(meeting_type: str, step: str) -> str:
    """What a new decision is probably about: the subject of the step, or the first of the type."""
    subjects = KINDS[meeting_type].subjects
    about = _ABOUT_STEP.get(step)
    return (about if about in subjects else next(iter(subjects), Subject.LAIN)).value


def agenda_for(meeting_type: str, step: str) -> tuple[Topic, ...]:
    """Usual agenda of a type; the main subject is that of the step, whose code begins with its programme."""
    subject = SUBJECT_OF_STEP.get(step, MAIN_SUBJECT)
    agenda = kind_of(meeting_type, step[:1]).agenda
    return tuple(Topic(subject, topic.minutes) if topic.text == MAIN_SUBJECT else topic for topic in agenda)


def limits_for(meeting_type: str, thresholds: Mapping[str, int], track: str) -> Limits:
    """Thresholds of a meeting of this type out of the settings of its cycle (percent).

    At meetings of a kota the share of women is judged; officials are not asked whether they are poor.
    """
    kind = kind_of(meeting_type, track)
    quorum = thresholds["kuorum_persen"] if kind.quorum else None
    if not kind.measured:
        return Limits(
            women_min=OWN_MEETING_SHARE if kind.majority_of == "perempuan" else 0,
            women_target=OWN_MEETING_SHARE,
            poor_min=0,
            vulnerable_min=OWN_MEETING_SHARE if kind.majority_of == "rentan" else 0,
            quorum_percent=quorum,
        )
    return Limits(
        women_min=thresholds["perempuan_min"],
        women_target=thresholds["perempuan_target"],
        poor_min=0 if is_city(track) else thresholds["mbr_min"],
        poor_target=0 if is_city(track) else thresholds["mbr_target"],
        quorum_percent=quorum,
    )
