"""Training reports and sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from planning.documents.kinds.common import SignatureBlock
from planning.documents.kinds.training_report import (
    BodyLine,
    ExpectedLine,
    LearnerLine,
    RepeatLine,
    SetReport,
    TopicLine,
    TrainingHeld,
    TrainingReport,
    TrainingSheet,
)
from tests.planning.documents.samples.base import BKM_HEAD, LURAH, PLACE, meta

TOPICS = ("Konsep PLPBK", "Peran pelaku", "Siklus", "Pemetaan swadaya", "Penyusunan RPP", "Pendanaan BLM PLPBK")
SHORT = ("Konsep", "Peran", "Siklus", "Pemetaan", "RPP", "Dana BLM")


def training_report(people: int = 12, **changes: object) -> TrainingReport:
    """Return the report of one training with so many people."""
    held = TrainingHeld(
        title="Pelatihan Contoh", on=date(2019, 11, 2), until=None, place="Balai Contohsari", trainers="Pelatih Contoh",
        topics=tuple(TopicLine(name=name, understood=people - 1, not_yet=1, unassessed=0) for name in TOPICS),
        short_topics=SHORT,
        learners=tuple(
            LearnerLine(
                name=f"Peserta Contoh {number}", sex="LP"[number % 2], body="BKM Contohsari", before=40, after=80,
                marks=("paham",) * 5 + ("belum",),
            )
            for number in range(people)
        ),
        absent=2, mean_before=Decimal("40.0"), mean_after=Decimal("80.0"),
    )  # fmt: skip
    body = BodyLine(name="BKM Contohsari", people=13, understood=(12, 11, 10, 9, 8, 0), gaps=(TOPICS[5],))
    repeat = RepeatLine(topic=TOPICS[5], people=("Peserta Contoh 1", "Peserta Contoh 2"))
    view = TrainingReport(
        meta=meta("Laporan Pelatihan/KBIK Kelurahan Contohsari 2020"),
        letterhead=BKM_HEAD,
        signatures=SignatureBlock(place="Contohsari", on=None, right=(LURAH,)),
        place=PLACE,
        programme="PLPBK",
        years="2020",
        sets=(
            SetReport(
                name="Pelatihan PLPBK", source="Catatan Contoh", short_topics=SHORT, trainings=(held,), bodies=(body,),
                repeats=(repeat,),
            ),
        ),
    )  # fmt: skip
    return replace(view, **changes)


def training_sheet(people: int = 4, blank: int = 26, **changes: object) -> TrainingSheet:
    """Return the sheet of one training with so many expected people and empty lines."""
    view = TrainingSheet(
        meta=meta("Lembar Hadir dan Penilaian Pelatihan Contoh"),
        letterhead=BKM_HEAD,
        signatures=SignatureBlock(place="Contohsari", on=None, right=(LURAH,)),
        title="Pelatihan Contoh",
        on=date(2019, 11, 2),
        until=date(2019, 11, 3),
        venue="Balai Contohsari",
        trainers="Pelatih Contoh",
        topics=TOPICS,
        short_topics=SHORT,
        people=tuple(
            ExpectedLine(name=f"Peserta Contoh {number}", sex="P", body="UPL Contoh") for number in range(people)
        ),
        blank_rows=blank,
    )
    return replace(view, **changes)
