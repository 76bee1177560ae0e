"""The dot vote of the example: which works come first, by women, men and young people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from planning.cycles.models import Cycle
from planning.demo.services.methods.play import answers, play_session
from planning.methods.models import MethodSession
from planning.methods.services.dots import Dots, OptionText, write_ballot, write_dots


def play_dot(*, cycle: Cycle, on: date, by: Any) -> MethodSession:
    """A vote about the works of one year, agreed on that day."""
    return play_session(cycle=cycle, story="dot", on=on, fill=_fill, by=by)


def _fill(session: MethodSession, words: Mapping[str, Any], by: Any) -> None:
    texts = [OptionText(one["teks"], one["indikator"]) for one in words["pilihan"]]
    options = write_ballot(
        session=session, subject=words["yang_dipilih"], each=words["titik_setiap_orang"], options=texts, by=by
    )
    for group, answer in answers(session=session, words=words):
        counts = {option.pk: Dots(*pair) for option, pair in zip(options, answer["titik"], strict=True)}
        write_dots(group=group, counts=counts, by=by)
