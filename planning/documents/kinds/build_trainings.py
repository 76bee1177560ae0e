"""How the training report of a cycle and the sheet of one training are built. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist

from planning.cycles.enums import StepStatus
from planning.cycles.queries import step_states
from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds import frame
from planning.documents.kinds.builders import Builder, SubjectFacts
from planning.documents.kinds.common import DocumentMeta, Gap
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
from planning.documents.registry import kind_named
from planning.institutions.catalog import TOPIC_SETS, TopicSet
from planning.institutions.competency import WORDS
from planning.institutions.queries import competency_in, training_for_print, trainings_of_cycle

REPORT, SHEET = "laporan-pelatihan", "lembar-pelatihan"
#: The steps whose gate asks for training; the report is final when the one of its programme is closed.
STEPS: Final = ("K1.2", "L1.3")
#: Lines of a sheet: a class of thirty, and some room where the list of people is longer.
LINES, SPARE = 30, 5


# --- Laporan pelatihan/KBIK ---------------------------------------------------------------------------
def describe_report(cycle: Any) -> SubjectFacts:
    """Facts of the report: final when the step that asks for training is closed, or where no step does."""
    states = step_states(cycle)
    asking = [states[step] for step in STEPS if step in states]
    return SubjectFacts(
        region_code=cycle.region_id,
        body=cycles.body_of(REPORT),
        title=f"Laporan Pelatihan/KBIK {cycle.region.title} {cycle.years}",
        final=all(state.status == StepStatus.CLOSED for state in asking),
        file_stem=frame.file_stem(REPORT, cycle.region.name, cycle.fiscal_year),
        cycle_id=cycle.pk,
        refusal="" if trainings_of_cycle(cycle) else "Belum ada pelatihan yang dilaksanakan untuk siklus ini.",
    )


def build_report(cycle: Any, meta: DocumentMeta) -> TrainingReport:
    """Trainings with participants, scores and grasp; then bodies, gaps and whom to train again."""
    held = trainings_of_cycle(cycle)
    sets = [one for one in TOPIC_SETS.values() if any(row.topic_set == one.code for row in held)]
    return TrainingReport(
        meta=meta,
        letterhead=frame.letterhead_of(cycle.region, cycles.body_of(REPORT)),
        signatures=frame.signature_block(kind_named(REPORT).signers, cycle.region, None),
        place=frame.place_of(cycle.region),
        programme=cycle.get_track_display(),
        years=cycle.years,
        sets=tuple(_set(cycle, one, [row for row in held if row.topic_set == one.code]) for one in sets),
    )


def _set(cycle: Any, topic_set: TopicSet, held: Iterable[Any]) -> SetReport:
    report = competency_in(cycle.region_id, topic_set)
    return SetReport(
        name=topic_set.name,
        source=topic_set.source,
        short_topics=tuple(topic.short for topic in topic_set.topics),
        trainings=tuple(_training(row) for row in held),
        bodies=tuple(
            BodyLine(
                name=body.name,
                people=len(body.people),
                understood=tuple(count.understood for count in body.counts),
                gaps=tuple(topic.name for topic in body.gaps),
            )
            for body in report.bodies
        ),
        repeats=tuple(
            RepeatLine(topic=one.topic.name, people=tuple(person.name for person in one.people))
            for one in report.repeats
        ),
    )


def _training(row: Any) -> TrainingHeld:
    everybody = sorted(row.participants.all(), key=lambda one: one.pk)
    came = [one for one in everybody if one.present]
    return TrainingHeld(
        title=row.title,
        on=row.held_on,
        until=row.ends_on,
        place=row.place or Gap("tempat pelatihan"),
        trainers=row.trainers,
        topics=tuple(_topic(topic, came) for topic in row.taught),
        short_topics=tuple(topic.short for topic in row.taught),
        learners=tuple(
            LearnerLine(
                name=one.name,
                sex=one.sex,
                body=one.body_name,
                before=one.before,
                after=one.after,
                marks=tuple(WORDS[one.grasp(topic)] if one.grasp(topic) else "–" for topic in row.taught),
            )
            for one in came
        ),
        absent=len(everybody) - len(came),
        mean_before=_mean(one.before for one in came),
        mean_after=_mean(one.after for one in came),
    )


def _topic(topic: Any, came: list[Any]) -> TopicLine:
    marks = [one.grasp(topic) for one in came]
    return TopicLine(name=topic.name, understood=marks.count("P"), not_yet=marks.count("B"), unassessed=marks.count(""))


def _mean(values: Iterable[int | None]) -> Decimal | None:
    """Mean of the values there are, to a tenth; None without any."""
    known = [value for value in values if value is not None]
    return (Decimal(sum(known)) / len(known)).quantize(Decimal("0.1"), ROUND_HALF_UP) if known else None


# --- Lembar hadir dan penilaian -----------------------------------------------------------------------
def read_training(pk: int) -> Any:
    """The training with its people; LookupError with a sentence when it has no cycle to be printed in."""
    try:
        row = training_for_print(pk)
    except ObjectDoesNotExist:
        raise LookupError(f"Tidak ada pelatihan dengan nomor {pk}.") from None
    if row.cycle_id is None:
        raise LookupError("Lembar ini belum dapat dicetak: pilih dahulu siklus pada data pelatihannya.")
    return row


def describe_sheet(row: Any) -> SubjectFacts:
    """Facts of the sheet: a form to write on, so it waits for nobody."""
    return SubjectFacts(
        region_code=row.region_id,
        body=frame.BKM,
        title=f"Lembar Hadir dan Penilaian {row.title}",
        final=True,
        file_stem=frame.file_stem(SHEET, row.region.name, row.held_on.isoformat(), row.pk),
        cycle_id=row.cycle_id,
    )


def build_sheet(row: Any, meta: DocumentMeta) -> TrainingSheet:
    """The people who are expected, then empty lines."""
    people = tuple(
        ExpectedLine(name=one.name, sex=one.sex, body=one.body_name)
        for one in sorted(row.participants.all(), key=lambda one: one.pk)
    )
    return TrainingSheet(
        meta=meta,
        letterhead=frame.letterhead_of(row.region, frame.BKM),
        signatures=frame.signature_block(kind_named(SHEET).signers, row.region, None),
        title=row.title,
        on=row.held_on,
        until=row.ends_on,
        venue=row.place or Gap("tempat pelatihan"),
        trainers=row.trainers,
        topics=tuple(topic.name for topic in row.taught),
        short_topics=tuple(topic.short for topic in row.taught),
        people=people,
        blank_rows=max(LINES - len(people), SPARE),
    )


TRAINING_BUILDERS: Final = {
    REPORT: Builder(read=cycles.cycle_of, describe=describe_report, build=build_report),
    SHEET: Builder(read=read_training, describe=describe_sheet, build=build_sheet),
}
