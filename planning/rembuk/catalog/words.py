"""The words in which a meeting type is declared: what it is for, who comes, what is on the agenda, who signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from planning.rembuk.enums import Element, MeetingType, Subject

#: Whose proposal an agenda is when no guide gives one.
OWN_PROPOSAL: Final = "Acara dan lamanya usulan; pedoman hanya menyebut pertemuannya."
PUBLIC_REMBUK: Final = "Acara dan lamanya mengikuti rembuk warga dalam Peraturan Wali Kota Semarang (135 menit)."
#: Tracks of a kelurahan, and all of them with that of the city.
KELURAHAN: Final = frozenset("PKSL")
CITY: Final = frozenset("C")


@dataclass(frozen=True)
class Topic:
    """One line of an agenda; `minutes` is its usual duration."""

    text: str
    minutes: int


#: The community signatories of a berita acara, in their order (forms of DAK sanitasi).
REPRESENTATIVES: Final[tuple[Element, ...]] = (
    Element.TOKOH,
    Element.AGAMA_L,
    Element.AGAMA_P,
    Element.PEMUDA,
    Element.PKK,
    Element.POSYANDU,
    Element.RTRW,
)


@dataclass(frozen=True)
class Slot:
    """One place for a resident's signature: `key` is the element, with a number where several stand for it."""

    key: str
    element: Element
    label: str


@dataclass(frozen=True)
class Signers:
    """Who signs the berita acara besides chair, notulis and facilitator.

    `elements`: one representative of each; `residents`: so many further residents; `acknowledged`: offices that
    sign under "Mengetahui" (labels of `accounts.enums.Office`).
    """

    elements: tuple[Element, ...] = REPRESENTATIVES
    residents: int = 0
    acknowledged: tuple[str, ...] = ("Lurah",)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The residents' places in their order."""
        named = tuple(Slot(element.value, element, element.label) for element in self.elements)
        numbers = range(1, self.residents + 1)
        return named + tuple(Slot(f"{Element.WARGA}-{n}", Element.WARGA, f"Warga {n}") for n in numbers)


SEVEN: Final = Signers()
NOBODY: Final = Signers(elements=(), acknowledged=())


@dataclass(frozen=True)
class MeetingKind:
    """How meetings of one type are held.

    `steps` (codes) offer the type first, `tracks` are further programmes that offer it. `subjects` are what it
    usually decides on. `decides`: cannot be closed without a decision. `measured`: shares of women and MBR are held
    against the programme's thresholds. `quorum`: the count of those invited and the RT concerned matter.
    `majority_of`: whose own meeting it is ("perempuan", "rentan" or ""), so that they must be the larger part.
    `after`: types that come before it; `per_rt`: held for single RT/RW, whose order counts one by one. `basis` says
    where agenda and durations come from.
    """

    type: MeetingType
    purpose: str
    invited: tuple[str, ...]
    agenda: tuple[Topic, ...]
    outputs: tuple[str, ...]
    steps: tuple[str, ...] = ()
    tracks: frozenset[str] = frozenset()
    subjects: tuple[Subject, ...] = ()
    signers: Signers = field(default=SEVEN)
    inviter: str = "Lurah"
    decides: bool = False
    measured: bool = False
    quorum: bool = False
    majority_of: str = ""
    after: tuple[MeetingType, ...] = ()
    per_rt: bool = False
    basis: str = OWN_PROPOSAL

    @property
    def minutes(self) -> int:
        """Length of the usual agenda in minutes."""
        return sum(topic.minutes for topic in self.agenda)

    def offered_in(self, track: str) -> bool:
        """Whether a programme has meetings of this type."""
        return track in self.tracks or any(code.startswith(track) for code in self.steps)


#: One key of the keyboard per element, so that typing it in a list of choices picks it.
ELEMENT_KEYS: Final[Mapping[Element, str]] = {
    Element.WARGA: "W",
    Element.MBR: "M",
    Element.TOKOH: "T",
    Element.AGAMA_L: "G",
    Element.AGAMA_P: "H",
    Element.PKK: "K",
    Element.POSYANDU: "Y",
    Element.PEMUDA: "U",
    Element.DIFABEL: "D",
    Element.LANSIA: "L",
    Element.RTRW: "R",
    Element.BKM: "B",
    Element.APARAT: "A",
    Element.LUAR: "X",
    Element.PEMDA: "S",
    Element.DPRD: "E",
    Element.KONSULTAN: "N",
    Element.PEDULI: "P",
}


def element_choices() -> list[tuple[str, str]]:
    """Elements for a list of choices, each with its key in front: ("MBR", "M · Warga miskin/MBR")."""
    return [(element.value, f"{ELEMENT_KEYS[element]} · {element.label}") for element in Element]


OPENING: Final = Topic("Pembukaan", 5)
GUIDANCE: Final = Topic("Pengarahan tim fasilitator", 10)
RESULTS: Final = Topic("Merumuskan hasil dan mengisi berita acara", 10)
MAIN_SUBJECT: Final = "Membahas daftar usulan kegiatan"

COMMUNITY: Final = (
    "Ketua RT dan RW",
    "Wakil warga RT kumuh dan terkumuh, termasuk warga miskin/MBR",
    "Wakil perempuan dan kader PKK",
    "Kader posyandu",
    "Tokoh masyarakat dan tokoh agama",
    "Pemuda/karang taruna",
    "Difabel dan lansia",
    "BKM/TIPP dan relawan",
)
NEIGHBOURS: Final = (
    "Ketua RT dan RW",
    "Warga RT kumuh, termasuk warga miskin/MBR",
    "Perempuan dan kader PKK",
    "Pemuda",
)
BERITA_ACARA: Final = ("Berita acara", "Daftar hadir", "Notulen")
