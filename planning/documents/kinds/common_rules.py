"""Aturan bersama: articles by topic, each answering who does, watches, keeps, repairs, pays and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from planning.documents.kinds.common import MeetingRef, Place, PrintedDocument, Text
from planning.documents.kinds.recorded import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article with its number and the answers to the six questions (common rules of Cikundul)."""

    number: int
    text: Text
    answers: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The articles of one topic."""

    name: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonRules(PrintedDocument):
    """The rules of one kelurahan. `valid_from` is None until the day was agreed."""

    kind: ClassVar[str] = "aturan-bersama"

    place: Place
    years: str
    topics: tuple[Topic, ...]
    valid_from: date | None
    meeting: MeetingRef | None = None

    @property
    def last_number(self) -> int:
        """Return the number of the last article of residents; the closing ones follow it."""
        return sum(len(topic.articles) for topic in self.topics)
