"""Verbs of the focus group discussion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kumuh.core.formats import plain
from planning.methods.anonymity import named_person
from planning.methods.catalog import INDICATORS
from planning.methods.enums.focus import PointKind
from planning.methods.errors import MethodRefused
from planning.methods.models import FocusPoint, FocusQuestion, MethodGroup, MethodSession
from planning.methods.queries.focus import point_stamp, question_stamp
from planning.methods.services.guard import changed_meanwhile, touch, writable, writable_group
from planning.methods.services.rows import replace_rows

MOST_QUESTIONS = 15
MOST_POINTS = 60


@dataclass(frozen=True)
class QuestionText:
    """One guide question; `pk` names the stored one that it changes."""

    text: str
    pk: int | None = None


@dataclass(frozen=True)
class PointText:
    """One point as it was typed: `question` is the key of a guide question of the session or None, `aspect` an
    indicator 1 to 8 or None, `agree` a count of people or None when nobody counted."""

    text: str
    kind: str = PointKind.MASALAH
    aspect: int | None = None
    agree: int | None = None
    quote: str = ""
    question: int | None = None
    pk: int | None = None


@transaction.atomic
def write_questions(
    *, session: MethodSession, texts: Sequence[QuestionText], by: Any, seen: str = ""
) -> list[FocusQuestion]:
    """Write the guide questions that every group of the session is asked.

    `seen` is `question_stamp` of when the form was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused: the same question twice, more than fifteen, or one taken away that a group has answered.
    """
    current = writable(session=session)
    now = question_stamp(current)
    if seen and seen != now:
        raise changed_meanwhile(session=current, now=now, what="pertanyaan panduan")
    words = [plain(text.text) for text in texts]
    if len(words) > MOST_QUESTIONS:
        raise MethodRefused(f"Paling banyak {MOST_QUESTIONS} pertanyaan.")
    _refuse_twice(words)
    held = list(FocusQuestion.objects.filter(session=current))
    kept = {text.pk for text in texts}
    answered = set(FocusPoint.objects.filter(question__session=current).values_list("question_id", flat=True))
    for row in held:
        if row.pk not in kept and row.pk in answered:
            raise MethodRefused(f"“{row.text}” sudah dijawab. Pindahkan atau hapus jawabannya dahulu.")
    rows = replace_rows(
        held=held,
        wanted=[
            (text.pk, {"order": order, "text": word})
            for order, (text, word) in enumerate(zip(texts, words, strict=True), 1)
        ],
        make=lambda: FocusQuestion(session=current),
        by=by,
    )
    touch(session=current, by=by)
    return rows


@transaction.atomic
def write_points(*, group: MethodGroup, texts: Sequence[PointText], by: Any, seen: str = "") -> list[FocusPoint]:
    """Write the points of one group as they were typed; one that is not among them is taken away, its history stays.

    `seen` is `point_stamp` of when the form was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused: no words, the same point twice, an unknown kind, indicator or question, more in favour than people
    in the group, a quote that names somebody.
    """
    current = writable_group(group=group, seen=seen, now=point_stamp(group))
    questions = set(FocusQuestion.objects.filter(session=current.session).values_list("pk", flat=True))
    if len(texts) > MOST_POINTS:
        raise MethodRefused(f"Paling banyak {MOST_POINTS} pokok pikiran untuk satu kelompok.")
    for text in texts:
        refuse_point(text=text, people=current.people, questions=questions)
    _refuse_twice([plain(text.text) for text in texts])
    rows = replace_rows(
        held=FocusPoint.objects.filter(group=current),
        wanted=[(text.pk, _values(text, order)) for order, text in enumerate(texts, 1)],
        make=lambda: FocusPoint(group=current),
        by=by,
    )
    touch(session=current.session, by=by)
    return rows


def refuse_point(*, text: PointText, people: int | None, questions: set[int]) -> None:
    """Raise MethodRefused by field for a point that cannot stand; `people` is the size of its group."""
    if not plain(text.text):
        raise MethodRefused({"text": "Tulis pokok pikirannya."})
    if text.kind not in PointKind.values:
        raise MethodRefused({"kind": "Pilih jenisnya dari daftar."})
    if text.aspect is not None and text.aspect not in INDICATORS:
        raise MethodRefused({"aspect": "Pilih indikator dari daftar."})
    if text.question is not None and text.question not in questions:
        raise MethodRefused({"question": "Pertanyaan ini bukan bagian dari hasil ini. Muat ulang halaman."})
    if people is not None and text.agree is not None and text.agree > people:
        raise MethodRefused({"agree": f"Kelompok ini {people} orang, jadi tidak mungkin {text.agree} orang setuju."})
    named = named_person(text.quote) or named_person(text.text)
    if named:
        field = "quote" if named_person(text.quote) else "text"
        raise MethodRefused({field: f"“{named}” menyebut seseorang. Tulis tanpa nama, misalnya “seorang ibu”."})


def _values(text: PointText, order: int) -> dict[str, Any]:
    return {
        "order": order,
        "question_id": text.question,
        "text": plain(text.text),
        "kind": text.kind,
        "aspect": text.aspect,
        "agree": text.agree,
        "quote": plain(text.quote).strip('“”"'),
    }


def _refuse_twice(words: Sequence[str]) -> None:
    seen: set[str] = set()
    for word in words:
        if word.lower() in seen:
            raise MethodRefused(f"“{word}” tertulis dua kali.")
        seen.add(word.lower())
