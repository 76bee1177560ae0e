"""The focus group discussion of the example: women, men and the poorest RT about water."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from planning.cycles.models import Cycle
from planning.demo.services.methods.play import answers, play_session
from planning.methods.models import MethodSession
from planning.methods.services.focus import PointText, QuestionText, write_points, write_questions


def play_fgd(*, cycle: Cycle, on: date, by: Any) -> MethodSession:
    """A discussion about drinking water, agreed on that day."""
    return play_session(cycle=cycle, story="fgd", on=on, fill=_fill, by=by)


def _fill(session: MethodSession, words: Mapping[str, Any], by: Any) -> None:
    asked = write_questions(session=session, texts=[QuestionText(text) for text in words["pertanyaan"]], by=by)
    for group, answer in answers(session=session, words=words):
        texts = [
            PointText(
                text=point["pokok"],
                kind=point["jenis"],
                aspect=point["indikator"],
                agree=point["setuju"],
                quote=point.get("kutipan", ""),
                question=asked[point["menjawab"] - 1].pk if point.get("menjawab") else None,
            )
            for point in answer["pokok_pikiran"]
        ]
        write_points(group=group, texts=texts, by=by)
