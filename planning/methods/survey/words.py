"""The words in which a form of the survey is declared. Page, paper, XLSForm and import are made from the same words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from planning.methods.enums.survey import Asked

#: What a stored answer is: a chosen code, a whole number, a measure, words.
Answer = str | int | Decimal
#: Words up to so many letters share a line.
SHORT: Final = 30


@dataclass(frozen=True)
class Option:
    """One choice: its code (stored, exported) and its words."""

    code: str
    label: str


@dataclass(frozen=True)
class Question:
    """One question. `key` is its name in files and in the stored answers.

    `most` is the largest number that is believed; `places` the decimals of a measure. `when`: asked only while
    another question has one of these answers. `private`: tells who a resident is. `feeds`: codes of the parameters
    that it answers.
    """

    key: str
    label: str
    asked: Asked
    hint: str = ""
    unit: str = ""
    options: tuple[Option, ...] = ()
    most: int = 0
    places: int = 0
    when: tuple[str, tuple[str, ...]] | None = None
    private: bool = False
    feeds: tuple[str, ...] = ()

    @property
    def room(self) -> str:
        """How much of a line it takes on a page: short numbers stand beside each other, what needs words does not."""
        if self.options or (self.asked == Asked.TEKS and self.most > SHORT):
            return "wide"
        return "half" if self.hint or self.asked == Asked.TEKS or self.places > 2 else ""

    @cached_property
    def code_of(self) -> dict[str, str]:
        """Codes by what may stand in a file: the code itself, or its words, whatever their capitals."""
        return {said.casefold(): option.code for option in self.options for said in (option.label, option.code)}


@dataclass(frozen=True)
class Section:
    """Questions that belong together, under a number and a heading."""

    key: str
    number: str
    title: str
    questions: tuple[Question, ...]
    hint: str = ""


@dataclass(frozen=True)
class Form:
    """A form of the survey. `letter` is A (household) or B (area of the RT)."""

    letter: str
    title: str
    sections: tuple[Section, ...]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_key(self) -> dict[str, Question]:
        """The questions by their key."""
        return {question.key: question for question in self.questions}

    def question(self, key: str) -> Question:
        """A question by its key; KeyError for an unknown one."""
        return self.by_key[key]


YES, NO = "YA", "TIDAK"
YES_NO: Final = (Option(YES, "Ya"), Option(NO, "Tidak"))


def choice(
    key: str,
    label: str,
    *options: tuple[str, str],
    hint: str = "",
    feeds: tuple[str, ...] = (),
    when: tuple[str, tuple[str, ...]] | None = None,
) -> Question:
    """A question with one choice; without options yes or no."""
    found = tuple(Option(code, words) for code, words in options) or YES_NO
    return Question(key, label, Asked.PILIHAN, hint, options=found, feeds=feeds, when=when)


def count(
    key: str,
    label: str,
    unit: str,
    most: int,
    *,
    hint: str = "",
    feeds: tuple[str, ...] = (),
    when: tuple[str, tuple[str, ...]] | None = None,
) -> Question:
    """A question that is answered with a whole number from 0 to `most`."""
    return Question(key, label, Asked.BILANGAN, hint, unit, most=most, feeds=feeds, when=when)


def measure(
    key: str, label: str, unit: str, most: int, *, places: int = 2, hint: str = "", feeds: tuple[str, ...] = ()
) -> Question:
    """A question that is answered with a measure from 0 to `most`."""
    return Question(key, label, Asked.UKURAN, hint, unit, most=most, places=places, feeds=feeds)


def words(key: str, label: str, most: int, *, hint: str = "", private: bool = False) -> Question:
    """A question that is answered with at most `most` letters."""
    return Question(key, label, Asked.TEKS, hint, most=most, private=private)
