"""How the Aturan Bersama is built: the articles of the record, the meeting that agreed them, who signs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds import frame
from planning.documents.kinds.build_records import said
from planning.documents.kinds.common import DocumentMeta, Gap, Representative
from planning.documents.kinds.common_rules import Article, CommonRules, Topic
from planning.documents.kinds.record_blocks import Records, cycle_with_records
from planning.documents.kinds.recorded import Fact
from planning.rembuk.enums import Subject
from planning.rembuk.queries import decisions

CODE: Final = "aturan-bersama"
STEPS: Final = ("K2.5c", "L2.4")
#: Fewest residents who sign; who they are is written by the meeting.
RESIDENTS: Final = 5


def build(cycle: Any, meta: DocumentMeta) -> CommonRules:
    """The rules as they are signed; articles keep the order of their topics."""
    records = Records(cycle)
    around = cycles.frame_of(CODE, cycle, meta)
    meeting = _agreed_in(cycle)
    block = replace(around["signatures"], representatives=_residents(meeting))
    return CommonRules(
        **around | {"signatures": block},
        years=cycle.years,
        topics=_topics(records),
        valid_from=_day(records.value("mulai_berlaku", *STEPS)),
        meeting=frame.meeting_refs([meeting])[0] if meeting else None,
    )


def _topics(records: Records) -> tuple[Topic, ...]:
    found = records.entry("pasal", *STEPS)
    if found is None:
        return ()
    entry, rows = found[1], records.rows("pasal", *STEPS)
    asked = [column for column in entry.columns if column.key not in ("topik", "ketentuan")]
    topics: list[Topic] = []
    number = 0
    for code, name in entry.column("topik").choices:
        articles = []
        for row in (one for one in rows if one.get("topik") == code):
            number += 1
            answers = tuple(Fact(label=column.label, value=said(column, row.get(column.key))) for column in asked)
            articles.append(
                Article(number=number, text=row.get("ketentuan", "").strip() or Gap("ketentuan"), answers=answers)
            )
        if articles:
            topics.append(Topic(name=name, articles=tuple(articles)))
    return tuple(topics)


def _agreed_in(cycle: Any) -> Any:
    """The last closed meeting that decided on the rules; None without one."""
    found = decisions(cycle, Subject.ATURAN).last()
    return found.meeting if found else None


def _residents(meeting: Any) -> tuple[Representative, ...]:
    """Residents who sign: those whom the meeting named, else empty lines."""
    named = [row for row in meeting.representatives.all() if row.name] if meeting else []
    found = [Representative(name=row.name, element=row.get_element_display()) for row in named]
    lacking = [
        Representative(name=Gap(f"wakil warga {number}"), element="Wakil warga")
        for number in range(len(found) + 1, RESIDENTS + 1)
    ]
    return (*found, *lacking)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


RULES_BUILDER = cycles.builder(CODE, build, read=cycle_with_records)
