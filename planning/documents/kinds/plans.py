"""The plans of several chapters, one class per kind (`chapters.ChapterPlan` says what they hold)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from planning.documents.kinds.chapters import ChapterPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPlan(ChapterPlan):
    """RPLP: rencana penataan lingkungan permukiman of a kelurahan for five years."""

    kind: ClassVar[str] = "rplp"


@dataclass(frozen=True, slots=True, kw_only=True)
class SanitationPlan(ChapterPlan):
    """CSIAP: action plan of a KSM for better sanitation."""

    kind: ClassVar[str] = "csiap"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityWorkPlan(ChapterPlan):
    """Rencana Kerja Masyarakat: what the KSM builds, with whose money, and how it is run."""

    kind: ClassVar[str] = "rencana-kerja-masyarakat"


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailPlan(ChapterPlan):
    """RTPLP: detailed plan of the priority area."""

    kind: ClassVar[str] = "rtplp"
