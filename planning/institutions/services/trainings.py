"""Holding a training: what, when, by whom, with which signed list."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.areas.models import Region
from kumuh.core.formats import plain
from kumuh.core.models import delete_by, save_by
from kumuh.core.uploads import CleanFile
from kumuh.core.versions import claim_version
from planning.cycles.catalog import TRACKS
from planning.cycles.enums import StepStatus
from planning.cycles.models import Cycle
from planning.cycles.services import is_open, require_open
from planning.institutions.catalog import TOPIC_SETS
from planning.institutions.errors import InstitutionRefused
from planning.institutions.models import Training
from planning.institutions.queries.lists import level_of

CHECK = "pelatihan"


@dataclass(frozen=True)
class TrainingFacts:
    """What is typed about a training itself. A day to come is a plan: its list of people is who is expected."""

    title: str
    topics: tuple[str, ...]
    held_on: date
    trainers: str
    ends_on: date | None = None
    place: str = ""
    note: str = ""
    cycle: Cycle | None = None


@transaction.atomic
def register_training(
    *, region: Region, topic_set: str, facts: TrainingFacts, by: Any, scan: CleanFile | None = None
) -> Training:
    """Put a training on record, before or after it was held.

    Refuses (InstitutionRefused) an unknown set, no topic or one of another set, no trainer, days in the wrong order,
    a cycle of another place, and a signed list of a day to come.
    """
    if topic_set not in TOPIC_SETS or not level_of(region):
        raise InstitutionRefused("Pilih kelompok materi dan kelurahan atau kota.")
    row = Training(region=region, topic_set=topic_set)
    _write(row, facts, by, scan)
    return row


@transaction.atomic
def change_training(
    *, training: Training, facts: TrainingFacts, by: Any, expected_version: int, scan: CleanFile | None = None
) -> Training:
    """Change a training; without a new scan the stored one stays.

    Refuses what `register_training` refuses, taking away a topic that was assessed, `StepLocked` where a closed step
    rests on it, and `StaleRecord`.
    """
    row = Training.objects.select_for_update(of=("self",)).select_related("region", "cycle").get(pk=training.pk)
    require_training_open(training=row)
    claim_version(row, expected_version)
    assessed = {code for one in row.participants.all() for code in one.grasps}
    lost = [topic.name for topic in row.taught if topic.code in assessed - set(facts.topics)]
    if lost:
        raise InstitutionRefused({"topics": f"Sudah ada penilaian untuk {', '.join(lost)}; kosongkan dahulu nilainya."})
    _write(row, facts, by, scan)
    return row


@transaction.atomic
def drop_training(*, training: Training, by: Any) -> None:
    """Take away a training that was typed by mistake; its history stays.

    Refuses (InstitutionRefused) one at which somebody was assessed, and `StepLocked` where a closed step rests on it.
    """
    row = Training.objects.select_for_update().get(pk=training.pk)
    require_training_open(training=row)
    if any(one.assessed for one in row.participants.all()):
        raise InstitutionRefused("Pelatihan ini sudah berisi penilaian, jadi tidak dihapus.")
    for one in row.participants.all():
        delete_by(one, by)
    delete_by(row, by)


def require_training_open(*, training: Training) -> None:
    """Go on if no closed or examined step of its cycle rests on this training; `StepLocked` otherwise.

    Trainings after the step was closed stay open: they add to what people know and change no past decision. Where
    several steps of the programme ask for trainings, all of them stay open until the last of these steps is closed,
    because a training is typed from paper days after it was held.
    """
    if training.cycle is None:
        return
    asking = [one.code for one in TRACKS[training.cycle.track].steps if any(n.check == CHECK for n in one.needs)]
    if any(is_open(cycle=training.cycle, step=code) for code in asking):
        return
    step = asking[-1] if asking else ""
    state = training.cycle.steps.filter(step=step).first()
    if state is None:
        return
    closed_on = timezone.localdate(state.closed_at) if state.closed_at else None
    if state.status == StepStatus.CLOSED and closed_on is not None and training.held_on > closed_on:
        return
    require_open(cycle=training.cycle, step=step)


def _write(row: Training, facts: TrainingFacts, by: Any, scan: CleanFile | None) -> None:
    _check(row, facts, scan)
    for name, value in asdict(facts).items():
        if name not in ("cycle", "topics"):
            setattr(row, name, value)
    row.cycle = facts.cycle
    row.title, row.trainers = plain(facts.title), plain(facts.trainers)
    row.topics = [topic.code for topic in row.curriculum.in_order(facts.topics)]
    if scan is not None:
        row.scan.save(f"{row.region_id}/{scan.name}", scan.as_file(), save=False)
    save_by(row, by)


def _check(row: Training, facts: TrainingFacts, scan: CleanFile | None) -> None:
    if not facts.title.strip():
        raise InstitutionRefused({"title": "Tulis nama pelatihan."})
    if not facts.trainers.strip():
        raise InstitutionRefused({"trainers": "Tulis siapa yang melatih."})
    if not facts.topics or len(row.curriculum.in_order(facts.topics)) != len(set(facts.topics)):
        raise InstitutionRefused({"topics": f"Pilih paling sedikit satu materi {row.curriculum.name}."})
    if facts.ends_on is not None and facts.ends_on < facts.held_on:
        raise InstitutionRefused({"ends_on": "Tanggal selesai lebih awal daripada tanggal mulai."})
    if facts.cycle is not None and facts.cycle.region_id != row.region_id:
        raise InstitutionRefused({"cycle": "Siklus itu milik wilayah lain."})
    if (scan is not None or row.scan) and facts.held_on > timezone.localdate():
        raise InstitutionRefused(
            {"held_on": "Tanggalnya belum tiba, padahal daftar hadir bertanda tangan sudah ada. Periksa tanggalnya."}
        )
