"""A plan made of chapters: every chapter is a row of blocks, every block knows the partial template that prints it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from kumuh.core.formats import romawi
from planning.documents.kinds.annual_plan import ProblemSummary, SlumState
from planning.documents.kinds.common import (
    DecreeRef,
    Gap,
    IndicatorChange,
    MeetingRef,
    Place,
    PrintedDocument,
    Text,
)
from planning.documents.kinds.recorded import Fact, RecordTable
from planning.documents.kinds.reflections import StageAnswers
from planning.documents.kinds.slum_profile import TrajectoryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a chapter; `part` is the template that prints it, `title` its heading (empty for none)."""

    part: ClassVar[str]

    title: str = ""

    @property
    def is_wide(self) -> bool:
        """Tell whether it needs wide paper."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Block):
    """Paragraphs."""

    part: ClassVar[str] = "documents/bagian/uraian.html"

    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Block):
    """Numbered lines; `missing` names the gap when there are none."""

    part: ClassVar[str] = "documents/bagian/daftar.html"

    items: tuple[Text, ...]
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Block):
    """Labels with their values beside them."""

    part: ClassVar[str] = "documents/bagian/fakta.html"

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled(Block):
    """A table of a record or of works, with words below it."""

    part: ClassVar[str] = "documents/bagian/tabel.html"

    table: RecordTable
    note: str = ""

    @property
    def is_wide(self) -> bool:
        """Tell whether the table needs wide paper."""
        return self.table.is_wide


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis(Block):
    """The law, the regulation and the SK Kumuh."""

    part: ClassVar[str] = "documents/parts/dasar_hukum.html"

    legal_basis: tuple[str, ...]
    decree: DecreeRef | Gap | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlumFigures(Block):
    """The slum state of the profile, as the annual plan prints it."""

    part: ClassVar[str] = "documents/parts/keadaan.html"

    slum: SlumState


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFigures(Block):
    """Seven indicators before and after, drawn and as a table."""

    part: ClassVar[str] = "documents/bagian/indikator.html"

    indicators: tuple[IndicatorChange, ...]
    ident: str
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problems(Block):
    """The seven indicators with their problem and need, in short."""

    part: ClassVar[str] = "documents/bagian/masalah.html"

    rows: tuple[ProblemSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Block):
    """Slum area by year, drawn."""

    part: ClassVar[str] = "documents/bagian/skenario.html"

    rows: tuple[TrajectoryRow, ...]
    ident: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Block):
    """How the principles of the programme were kept, stage by stage."""

    part: ClassVar[str] = "documents/bagian/refleksi.html"

    stages: tuple[StageAnswers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingList(Block):
    """The meetings on which the plan rests."""

    part: ClassVar[str] = "documents/bagian/rembuk.html"

    meetings: tuple[MeetingRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter or annex: its heading, the anchor of the contents, its blocks."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]

    @property
    def is_wide(self) -> bool:
        """Tell whether a block needs wide paper."""
        return any(block.is_wide for block in self.blocks)

    @property
    def is_plain(self) -> bool:
        """Tell whether it is words alone, which read as well on wide paper."""
        return all(isinstance(block, Words | Listed) for block in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Chapters that follow each other on paper of one orientation."""

    wide: bool
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterPlan(PrintedDocument):
    """A plan of several chapters with cover, approval sheet and contents. `years` are its fiscal years in words."""

    place: Place
    name: str
    years: str
    statement: str
    chapters: tuple[Chapter, ...]
    annexed: tuple[Chapter, ...] = field(default=())

    @property
    def year(self) -> str:
        """Return the years as the cover and the approval sheet name them."""
        return self.years

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the chapters by orientation: upright until the first that needs wide paper, wide from there on."""
        everything = (*self.chapters, *self.annexed)
        turn = next((at for at, chapter in enumerate(everything) if chapter.is_wide), len(everything))
        if 1 < turn < len(everything) and everything[turn - 1].is_plain:
            turn -= 1  # a few lines of text do not fill the last upright page
        halves = (
            Part(wide=False, chapters=everything[:turn]),
            Part(wide=True, chapters=everything[turn:]),
        )
        return tuple(half for half in halves if half.chapters)


def chapters(*named: tuple[str, tuple[Block, ...]]) -> tuple[Chapter, ...]:
    """Chapters in order, numbered “Bab I …”."""
    return tuple(
        Chapter(title=f"Bab {romawi(at)} {title}", anchor=f"bab-{at}", blocks=blocks)
        for at, (title, blocks) in enumerate(named, 1)
    )


def annexes(*named: tuple[str, tuple[Block, ...]]) -> tuple[Chapter, ...]:
    """Annexes in order, numbered “Lampiran 1. …”."""
    return tuple(
        Chapter(title=f"Lampiran {at}. {title}", anchor=f"lampiran-{at}", blocks=blocks)
        for at, (title, blocks) in enumerate(named, 1)
    )
