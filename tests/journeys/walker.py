"""A programme walked as its people walk it: read what a step lacks, follow the sentence, fill the form, decide.

Nobody tells the walk what a step needs. It takes the first sentence that the gate says, clicks it and hands over to
whoever knows that kind of form (`forms.py`); a sentence that comes back after its form was filled fails the journey.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve
from django.utils import timezone

from kumuh.areas.models import Neighbourhood
from planning.cycles.catalog import Step
from planning.cycles.models import Cycle
from tests.journeys.people import Person

#: How long before today the walk begins: papers bear days that have come.
BEGINS_BEFORE = timedelta(days=200)
MOST_FORMS = 60


@dataclass(frozen=True)
class Sentence:
    """One thing that a step lacks, and the address that it leads to."""

    text: str
    url: str

    @property
    def form(self) -> str:
        """Name of the page that mends it."""
        return resolve(urlsplit(self.url).path).view_name


class Company:
    """The people of a programme by their role; each gets a browser when first needed."""

    def __init__(self, arrive: Callable[[str], Person]) -> None:
        self._arrive = arrive
        self._here: dict[str, Person] = {}

    def __getitem__(self, role: str) -> Person:
        if role not in self._here:
            self._here[role] = self._arrive(role)
        return self._here[role]


Filler = Callable[["Walk", Person, Sentence], None]


@dataclass
class Walk:
    """One cycle under way. `writes` says who fills the forms of a step, `hands` who fills a page whatever the step.

    `later` are pages that rest on what others decide, so they wait until nothing else is missing.
    """

    cycle: Cycle
    company: Company
    fillers: Mapping[str, Filler]
    writes: Callable[[str], str]
    hands: Mapping[str, str]
    later: Sequence[str]
    rts: tuple[Neighbourhood, ...]
    files: Path
    mistakes: dict[str, Filler] = field(default_factory=dict)
    day: date = field(default_factory=lambda: timezone.localdate() - BEGINS_BEFORE)
    said: list[tuple[str, str]] = field(default_factory=list)
    code: str = ""
    fresh: Person | None = None

    @property
    def step(self) -> Step:
        """The step that is open."""
        return next(step for step in self.cycle.steps_in_order if step.code == self.code)

    @property
    def words(self) -> dict[str, str]:
        """What the words of the example leave open."""
        place = self.cycle.region
        return {
            "kelurahan": place.name,
            "wilayah": place.title,
            "tempat": place.name,
            "tahun": str(self.cycle.fiscal_year),
            "rt_pertama": self.rts[0].label,
        }

    def next_day(self) -> date:
        """The following day: whatever happens in a programme happens one after the other."""
        self.day += timedelta(days=1)
        return self.day

    def until(self, last: str) -> None:
        """Walk from the open step until `last` is closed."""
        while self.open_step(self.fresh or self.company["fasilitator"]) is not None:
            closing = self.code
            self.fill_step()
            self.decide()
            if closing == last:
                return
        raise AssertionError(f"{self.cycle} ended before {last}")

    def open_step(self, person: Person) -> str | None:
        """Open the page of the cycle, unless this person just came back to it; the code of the step that is open."""
        if self.fresh is not person:
            person.open("cycles:cycle-detail", self.cycle.pk)
        self.fresh = person
        here = person.page.locator("ol.way > li[aria-current=step]")
        self.code = here.get_attribute("id") or "" if here.count() else ""
        return self.code or None

    # --- What is missing --------------------------------------------------------------------------
    def fill_step(self) -> None:
        """Follow one sentence after the other until the gate has nothing left to say."""
        standing = self.code
        for _ in range(MOST_FORMS):
            writer = self.company[self.writes(standing)]
            assert self.open_step(writer) == standing
            sentences = self.lacking(writer)
            if not sentences:
                return
            self.answer(self._next(sentences), writer)
        raise AssertionError(f"{standing}: {MOST_FORMS} forms and still {self.lacking(writer)}")

    def lacking(self, person: Person) -> list[Sentence]:
        """The sentences of the open step; one that leads nowhere for this person has an empty address."""
        rows = person.page.locator("ol.way > li[aria-current=step] .part-missing").evaluate_all(
            "rows => rows.map(row => [row.innerText.trim(), row.getAttribute('href') || ''])"
        )
        return [Sentence(*row) for row in rows]

    def _next(self, sentences: Sequence[Sentence]) -> Sentence:
        """The first sentence, but what rests on decisions comes last."""
        ready = [one for one in sentences if not one.url or one.form not in self.later]
        return (ready or sentences)[0]

    def answer(self, sentence: Sentence, writer: Person) -> None:
        """The right person clicks the sentence and fills the form behind it; the sentence must not come back."""
        mark = (self.code, sentence.text)
        assert mark not in self.said, f"{self.code}: still “{sentence.text}” after its form was filled"
        self.said.append(mark)
        person = self._whose(sentence, writer)
        person.page.locator(".part-missing").get_by_text(sentence.text, exact=True).first.click()
        form = resolve(urlsplit(person.page.url).path).view_name
        assert form in self.fillers, f"{self.code}: “{sentence.text}” leads to {form}, which nobody here can fill"
        self.look(person, form)
        mistake = self.mistakes.pop(form, None)
        if mistake:
            mistake(self, person, sentence)
        self.fillers[form](self, person, sentence)
        self._rest(person)

    def _rest(self, person: Person) -> None:
        """After an act only the page of who acted may be up to date."""
        at = resolve(urlsplit(person.page.url).path).view_name
        self.fresh = person if at == "cycles:cycle-detail" else None

    def _whose(self, sentence: Sentence, writer: Person) -> Person:
        """Who fills this form; a writer without a link to it asks the facilitator."""
        role = self.hands.get(sentence.form, "") if sentence.url else "fasilitator"
        if not role or self.company[role] is writer:
            return writer
        person = self.company[role]
        self.open_step(person)
        linked = {one.text: one.url for one in self.lacking(person)}
        assert linked.get(sentence.text), f"{self.code}: “{sentence.text}” leads nowhere for {role}"
        return person

    def look(self, person: Person, name: str) -> None:
        """The page fits a phone; with `GAMBAR=folder` it is kept as a picture, for people to look at."""
        page = person.page
        page.wait_for_load_state()  # with its style sheets
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the screen"
        folder = os.environ.get("GAMBAR")
        if folder:
            path = Path(folder) / f"{self.cycle.track}-{name.replace(':', '-')}.png"
            if not path.exists():
                page.screenshot(path=str(path), full_page=True)

    # --- Deciding -----------------------------------------------------------------------------------
    def decide(self) -> None:
        """Close the step by the first of those who may, or carry its review from the draft to the last signature."""
        step, approval = self.step, self.step.approval
        if approval is None:
            closer = self.company[sorted(step.closers)[0].lower()]
            self.open_step(closer)
            closer.press(f"Tutup langkah {step.name}").reads(f"Langkah {step.name} selesai.")
            self._rest(closer)
            return
        drafter, busy = self._one(approval.drafted_by, but=approval.signed_by), [frozenset(approval.drafted_by)]
        self._examine(drafter).press("Ajukan").reads("Diajukan")
        for roles in approval.consulted:
            words = {"timbang-opinion": "SETUJU", "timbang-reason": "Sejalan dengan rencana kota."}
            self._examine(self._one(roles)).fill(**words).press("Beri pertimbangan").reads(
                "Pertimbangan Anda sudah dicatat."
            )
        verifier = self._one(approval.verified_by, but=[*approval.signed_by, *busy])
        self._examine(verifier).press("Verifikasi").reads("Diverifikasi")
        for roles in approval.signed_by:
            self._examine(self._one(roles)).press("Sahkan").reads("disahkan")
        for role in sorted(approval.informed):
            self._examine(self.company[role.lower()]).reads("Disahkan")

    def _one(self, roles: Any, but: Sequence[Any] = ()) -> Person:
        """Who holds one of the roles, rather somebody who decides nothing else here."""
        taken = frozenset(role for others in but for role in others)
        return self.company[sorted(roles, key=lambda role: (role in taken, role))[0].lower()]

    def _examine(self, person: Person) -> Person:
        """The page of the review, through the page of the cycle."""
        person.open("cycles:cycle-detail", self.cycle.pk)
        self.fresh = None
        person.page.locator(f"[id='{self.code}'] a[href*='/periksa/']").first.click()
        person.page.wait_for_url("**/periksa/**")
        self.look(person, "reviews:review-detail")
        return person


def arriving(open_page: Any, live_server: Any, users: Any, viewport: Mapping[str, int]) -> Company:
    """A company of the cast in which everybody holds a screen of this size."""
    return Company(lambda role: Person(open_page(viewport), users.holding(role), live_server.url))


def start(person: Person, track: str, name: str) -> Cycle:
    """Start the cycle of the only kelurahan of the facilitator on the page for it."""
    person.open("cycles:cycle-list").follow("Mulai siklus").follow(f"Mulai {name}")
    person.fill(fiscal_year=2027, survey_year=2025).press("Mulai siklus").reads("Siklus dimulai.")
    return Cycle.objects.get(track=track)
