"""Meeting types as data: what each is for, who is invited, its usual agenda, and what is counted.

The agenda of the rembuk kelurahan with its durations (135 minutes) follows the published agenda of a public
rembuk warga in a mayor's regulation (Semarang); the others are shortened from it (INF). All are proposals:
the facilitator changes every line. The seven community signatories are those of the sanitation berita acara
forms (DAK sanitasi): tokoh masyarakat, male and female religious figure, youth, PKK, posyandu, RT/RW.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planning.rembuk.enums import Element, MeetingType
from planning.rembuk.participation import Limits


@dataclass(frozen=True)
class Topic:
    """One line of an agenda; `minutes` is its usual duration."""

    text: str
    minutes: int


@dataclass(frozen=True)
class MeetingKind:
    """How meetings of one type are held.

    `decides`: cannot be closed without a decision. `measured`: shares of women and MBR are held against the
    programme's thresholds. `quorum`: the count of those invited and the RT concerned matter. `majority_of`:
    whose own meeting it is ("perempuan", "rentan" or ""), so that they must be the larger part.
    """

    type: MeetingType
    purpose: str
    invited: tuple[str, ...]
    agenda: tuple[Topic, ...]
    decides: bool = False
    measured: bool = False
    quorum: bool = False
    majority_of: str = ""


OPENING = Topic("Pembukaan", 5)
GUIDANCE = Topic("Pengarahan tim fasilitator", 10)
RESULTS = Topic("Merumuskan hasil dan mengisi berita acara", 10)
MAIN_SUBJECT = "Membahas daftar usulan kegiatan"

#: What the main subject of a deciding meeting is in each step of the P2KP track.
SUBJECT_OF_STEP: Final[Mapping[str, str]] = {
    "P1": "Membahas rencana kerja dan jadwal cepat",
    "P2": "Membahas rumusan masalah tujuh indikator kumuh",
    "P3": "Membahas daftar usulan kegiatan dan Renta PIP",
    "P4": "Membahas daftar prioritas dana channeling 1 milyar",
}

COMMUNITY = (
    "Ketua RT dan RW",
    "Wakil warga RT kumuh dan terkumuh, termasuk warga miskin/MBR",
    "Wakil perempuan dan kader PKK",
    "Kader posyandu",
    "Tokoh masyarakat dan tokoh agama",
    "Pemuda/karang taruna",
    "Difabel dan lansia",
    "BKM/TIPP dan relawan",
)

KINDS: Final[Mapping[str, MeetingKind]] = {
    kind.type: kind
    for kind in (
        MeetingKind(
            MeetingType.SOSIALISASI,
            "Memberi tahu warga tentang program, jadwal dan cara ikut serta.",
            COMMUNITY,
            (OPENING, GUIDANCE, Topic("Penjelasan program dan tahapannya", 45), Topic("Tanya jawab", 40), RESULTS),
            measured=True,
        ),
        MeetingKind(
            MeetingType.REMBUK_KELURAHAN,
            "Memutuskan bersama: rumusan masalah, Renta PIP, daftar prioritas.",
            COMMUNITY,
            (
                OPENING,
                GUIDANCE,
                Topic("Mengenali dan menyepakati potensi", 30),
                Topic(MAIN_SUBJECT, 45),
                Topic("Membahas prioritas tiap RW", 30),
                RESULTS,
                Topic("Memilih wakil warga ke pertemuan berikutnya", 5),
            ),
            decides=True,
            measured=True,
            quorum=True,
        ),
        MeetingKind(
            MeetingType.REMBUK_RW,
            "Warga satu RT/RW menyampaikan masalah dan usulan lingkungannya.",
            ("Ketua RT dan RW", "Warga RT kumuh, termasuk warga miskin/MBR", "Perempuan dan kader PKK", "Pemuda"),
            (OPENING, GUIDANCE, Topic("Mengenali masalah dan potensi", 30), Topic(MAIN_SUBJECT, 45), RESULTS),
            decides=True,
            measured=True,
            quorum=True,
        ),
        MeetingKind(
            MeetingType.KELOMPOK_PEREMPUAN,
            "Perempuan berbicara tersendiri, supaya masalah dan usulannya tidak tenggelam.",
            ("Perempuan RT kumuh dan terkumuh", "Perempuan kepala keluarga", "Kader PKK", "Kader posyandu"),
            (OPENING, GUIDANCE, Topic("Masalah lingkungan menurut perempuan", 40), Topic(MAIN_SUBJECT, 40), RESULTS),
            majority_of="perempuan",
        ),
        MeetingKind(
            MeetingType.KELOMPOK_RENTAN,
            "Difabel, lansia dan warga paling miskin berbicara tersendiri.",
            ("Difabel dan pendampingnya", "Lansia", "Warga miskin/MBR", "Kader posyandu"),
            (OPENING, GUIDANCE, Topic("Kesulitan sehari-hari di lingkungan", 40), Topic(MAIN_SUBJECT, 40), RESULTS),
            majority_of="rentan",
        ),
        MeetingKind(
            MeetingType.FGD,
            "Kelompok kecil mendalami satu pokok bahasan.",
            ("Orang yang mengenal pokok bahasan (6 sampai 12 orang)",),
            (OPENING, Topic("Pertanyaan pokok dan pendapat peserta", 60), Topic("Kesimpulan kelompok", 15)),
        ),
        MeetingKind(
            MeetingType.KOORDINASI,
            "Tim dan lembaga menyelaraskan pekerjaan.",
            ("BKM/TIPP", "Perangkat kelurahan", "Fasilitator"),
            (OPENING, Topic("Kemajuan pekerjaan", 30), Topic("Hambatan dan pembagian tugas", 30)),
        ),
    )
}

#: The community signatories of a berita acara, in their order.
REPRESENTATIVES: Final[tuple[Element, ...]] = (
    Element.TOKOH,
    Element.AGAMA_L,
    Element.AGAMA_P,
    Element.PEMUDA,
    Element.PKK,
    Element.POSYANDU,
    Element.RTRW,
)

#: A separate meeting is one where the group is at least half of those present (percent, INF).
OWN_MEETING_SHARE: Final = 50

#: Elements whose attendees are counted as MBR or as vulnerable without a further tick.
POOR_ELEMENTS: Final = frozenset({Element.MBR})
VULNERABLE_ELEMENTS: Final = frozenset({Element.DIFABEL, Element.LANSIA})


def agenda_for(meeting_type: str, step: str) -> tuple[Topic, ...]:
    """Usual agenda of a type; the main subject is that of the step. Minutes per line."""
    subject = SUBJECT_OF_STEP.get(step, MAIN_SUBJECT)
    return tuple(
        Topic(subject, topic.minutes) if topic.text == MAIN_SUBJECT else topic for topic in KINDS[meeting_type].agenda
    )


def limits_for(meeting_type: str, thresholds: Mapping[str, int]) -> Limits:
    """Thresholds of a meeting of this type out of the settings of its cycle (percent)."""
    kind = KINDS[meeting_type]
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
        poor_min=thresholds["mbr_min"],
        poor_target=thresholds["mbr_target"],
        quorum_percent=quorum,
    )
