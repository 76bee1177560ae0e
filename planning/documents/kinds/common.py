"""Building blocks shared by all printed documents.

Values are plain: text, whole rupiah (`int`), `Decimal` with the unit in the field name or beside it,
dates. A text that nobody has given yet is a `Gap` (or empty): it prints as “— belum diisi: …” so the
reader sees what is missing instead of a blank.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import zip_longest
from typing import ClassVar

from planning.documents.enums import EditionState, Paper

SEVEN_INDICATORS = (
    "Keteraturan dan kondisi bangunan",
    "Jalan lingkungan",
    "Penyediaan air minum",
    "Drainase lingkungan",
    "Pengelolaan air limbah",
    "Pengelolaan persampahan",
    "Pengamanan kebakaran",
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A named hole in a document."""

    label: str


Text = str | Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Kop surat: lines above the name, the institution itself, address lines, optional logo.

    `logo` is a `file://` address below the media or static folder, or empty.
    """

    institution: str
    address: Text
    city: str
    programme: str
    above: tuple[str, ...] = ()
    contact: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMeta:
    """What stands around the text: number, state, control code, dates and paper.

    `verify_url` is the public check address with the control code in it; `data_date` the day the data were read;
    `late` sentences about changes after the approval; `printed_at` the moment of this edition (fixed with it, so that
    the same edition always gives the same file). `numbered` is False for papers that carry no number of their own;
    without a control code the paper is a preview that nobody kept.
    """

    number: Text
    title: str
    status: EditionState
    control_code: str
    verify_url: str
    data_date: date
    printed_at: datetime
    paper: Paper = Paper.F4
    edition: int = 1
    numbered: bool = True
    late: tuple[str, ...] = ()

    @property
    def is_preview(self) -> bool:
        """Tell whether there is no edition behind the paper, so nothing to check it against."""
        return not self.control_code

    @property
    def printed_iso(self) -> str:
        """Return the moment of printing as PDF metadata wants it, to the second."""
        return self.printed_at.isoformat(timespec="seconds")

    @property
    def is_draft(self) -> bool:
        """Tell whether the DRAF mark goes on every page."""
        return self.status == EditionState.DRAFT

    @property
    def is_revoked(self) -> bool:
        """Tell whether the DICABUT mark goes on every page."""
        return self.status == EditionState.REVOKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One place to sign.

    `role_label` is the part played (Disusun oleh, Diperiksa oleh, Disahkan oleh, Mengetahui),
    `mandate` either a prefix of the office (Plt., Plh., Pj.) or a line above it (a.n. Lurah Tirto).
    A civil servant whose NIP is not known signs above a dotted line for it.
    """

    role_label: str
    office: str
    name: Text
    nip: str = ""
    mandate: str = ""
    civil_servant: bool = False

    @property
    def office_lines(self) -> tuple[str, ...]:
        """Return the lines above the signature: the mandate where the law of letters wants it."""
        if self.mandate and not self.mandate.lower().startswith(("a.n", "u.b")):
            return (f"{self.mandate} {self.office}",)
        return tuple(line for line in (self.mandate, self.office) if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """One of the residents who sign a berita acara: name and what they stand for."""

    name: Text
    element: str
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """Place, date and signers: `left` the lower level, `right` the issuing body, `below` Mengetahui.

    `on` stays None while the day of signing is not known: a dotted line is printed.
    """

    place: str
    on: date | None
    right: tuple[Signer, ...]
    left: tuple[Signer, ...] = ()
    below: tuple[Signer, ...] = ()
    representatives: tuple[Representative, ...] = ()

    @property
    def line(self) -> tuple[Signer, ...]:
        """Return all but Mengetahui in one line, from the lower level to the issuing body (wide paper)."""
        return (*self.left, *self.right)

    @property
    def threes(self) -> tuple[tuple[Signer, ...], ...]:
        """Return up to three beside each other, lower level first; Mengetahui in rows of its own (long chains)."""
        rows = [part[at : at + 3] for part in (self.line, self.below) for at in range(0, len(part), 3)]
        return tuple(rows)

    @property
    def rows(self) -> tuple[tuple[Signer | None, Signer | None], ...]:
        """Return pairs of left and right; a place that is left over stands alone (printed in the middle)."""
        return tuple(zip_longest(self.left, self.right))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document belongs."""

    kelurahan: str
    kecamatan: str
    city: str
    province: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecreeRef:
    """SK Kumuh: number, date, signer and the area (ha) it declares."""

    number: str
    on: date
    signer: str
    area_ha: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """When, where and what kind of meeting; `ends` None means until done."""

    title: str
    on: date
    starts: time
    ends: time | None
    place: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRef:
    """A meeting named in another document by its berita acara number."""

    number: Text
    title: str
    on: date
    place: str
    men: int
    women: int

    @property
    def total(self) -> int:
        """Return everybody who attended."""
        return self.men + self.women


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A column of the scoring matrix: code, name, weight and what the scores mean."""

    code: str
    name: str
    weight: int
    five: str = ""
    three: str = ""
    one: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredAlternative:
    """A row of the scoring matrix: scores in the order of the criteria, total on 100, place in the agreed order.

    `rank` is None while a score is missing.
    """

    rank: int | None
    activity: str
    location: str
    scores: tuple[Decimal | None, ...]
    total: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringMatrix:
    """The weighted matrix behind a ranking with the rules that were used."""

    criteria: tuple[Criterion, ...]
    rows: tuple[ScoredAlternative, ...]
    formula: str
    tie_rule: str
    overrides: tuple[str, ...] = ()

    @property
    def weight_total(self) -> int:
        """Return the sum of the weights."""
        return sum(criterion.weight for criterion in self.criteria)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Existing state of one parameter: volume not in order, unit, percent (None = belum diukur)."""

    parameter: str
    volume: Decimal | None
    unit: str
    percent: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorChange:
    """Percent not in order of one indicator before and (planned or measured) after."""

    indicator: str
    before: Decimal | None
    after: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDocument:
    """What every kind carries; `kind` is its code in the registry."""

    kind: ClassVar[str]

    meta: DocumentMeta
    letterhead: Letterhead
    signatures: SignatureBlock
    annexes: tuple[str, ...] = field(default=())
