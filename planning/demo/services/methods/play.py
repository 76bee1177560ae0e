"""One session of a method played from its story: begun, groups counted, filled in, concluded, agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from planning.cycles.models import Cycle
from planning.demo.catalog import read
from planning.methods.models import MethodGroup, MethodSession
from planning.methods.queries import session_for_print
from planning.methods.services import (
    Conclusion,
    GroupText,
    SessionText,
    agree_session,
    conclude_session,
    save_groups,
    start_session,
)

Fill = Callable[[MethodSession, Mapping[str, Any], Any], None]


def play_session(*, cycle: Cycle, story: str, on: date, fill: Fill, by: Any) -> MethodSession:
    """Play the story of one session of a method on a day; `fill` types what its groups answered.

    A story (`fixtures/demo/metode/*.json`) has `metode`, `judul`, `topik`, `indikator`, `tempat`, `kelompok` (each
    with kind, men, women and its answers), `kesimpulan`, `tindak_lanjut`, `catatan`. Answers the agreed session.
    """
    words = read(f"metode/{story}.json")
    session = start_session(
        cycle=cycle,
        kind=words["metode"],
        text=SessionText(
            title=words["judul"],
            held_on=on,
            place=words["tempat"],
            topic=words["topik"],
            aspect=words["indikator"],
            facilitator="Pemandu (contoh)",
            recorder="Pencatat (contoh)",
        ),
        by=by,
        is_example=True,
    )
    first = session.groups.first()
    texts = [
        GroupText(
            one["jenis"],
            one.get("nama", ""),
            one["laki_laki"],
            one["perempuan"],
            first.pk if at == 0 and first else None,
        )
        for at, one in enumerate(words["kelompok"])
    ]
    save_groups(session=session, texts=texts, removed=[], by=by)
    fill(session_for_print(session.pk), words, by)
    text = Conclusion(words["kesimpulan"], words["tindak_lanjut"], words["catatan"], "Wakil warga (contoh)")
    concluded = conclude_session(session=session_for_print(session.pk), text=text, by=by)
    return agree_session(session=concluded, by=by)


def answers(*, session: MethodSession, words: Mapping[str, Any]) -> list[tuple[MethodGroup, Mapping[str, Any]]]:
    """Every group of the session with what it answered in the story."""
    return list(zip(session.groups.all(), words["kelompok"], strict=True))
