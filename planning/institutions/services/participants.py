"""Who takes part in a training, and what they scored and understood."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.core.formats import plain
from kumuh.core.models import delete_by
from kumuh.core.versions import ChangedMeanwhile
from planning.institutions.composition import person_key
from planning.institutions.enums import Grasp, MemberElement, Sex
from planning.institutions.errors import InstitutionRefused
from planning.institutions.models import Institution, Participant, Training
from planning.institutions.models.trainings import HIGHEST
from planning.institutions.queries.trainings import known_people, participant_stamp
from planning.institutions.services.keeping import put, require_own_rts
from planning.institutions.services.trainings import require_training_open


@dataclass(frozen=True)
class NewPerson:
    """Somebody who stands in no list yet. `institution_id` the body they stand for, `origin` where none."""

    name: str
    sex: str
    rt_id: int | None = None
    element: str = MemberElement.WARGA
    institution_id: int | None = None
    origin: str = ""


@dataclass(frozen=True)
class Score:
    """What was found for one participant. `grasps`: code of `Grasp` by topic, empty for not assessed."""

    pk: int
    present: bool = True
    before: int | None = None
    after: int | None = None
    grasps: Mapping[str, str] = field(default_factory=dict)

    @property
    def marks(self) -> dict[str, str]:
        """What was assessed."""
        return {code: mark for code, mark in self.grasps.items() if mark}


@transaction.atomic
def choose_participants(
    *,
    training: Training,
    keep: Collection[int],
    chosen: Collection[str],
    new: Sequence[NewPerson],
    by: Any,
    seen: str = "",
) -> Training:
    """Make the list: participants `keep` stay, people with the keys `chosen` and the `new` ones are added.

    A new person whose name and sex are known in the place is taken from there, so that nobody exists twice. Who is
    added before the day of the training is expected, not present. `seen` is the `queries.participant_stamp` of when
    the form was opened.

    Refuses (InstitutionRefused) taking away somebody who was assessed, a key that is not offered, a line without name
    or L/P, an RT or body of another place, the same person twice; `ChangedMeanwhile`; and `StepLocked` where a closed
    step rests on the training.
    """
    current = _locked(training)
    _require_seen(current, seen)
    _take_away(current, keep, by)
    offered = {person.key: person for person in known_people(current)}
    if strange := set(chosen) - set(offered):
        raise InstitutionRefused(f"{len(strange)} nama yang dipilih tidak ada lagi dalam daftar. Muat ulang halaman.")
    by_name = {person_key(person): person for person in offered.values()}
    people: list[Any] = [offered[key] for key in offered if key in chosen]
    people += [by_name.get(person_key(row), row) for row in new if _checked(row)]
    _require_own_bodies(current, people)
    taken = {person_key(row) for row in current.participants.all()}
    for person in people:
        if person_key(person) in taken:
            raise InstitutionRefused(f"{plain(person.name)} sudah ada dalam daftar peserta.")
        taken.add(person_key(person))
        put(row=Participant(training=current), values=_values(current, person), by=by)
    return current


@transaction.atomic
def record_scores(*, training: Training, scores: Sequence[Score], by: Any, seen: str = "") -> Training:
    """Keep attendance, scores (whole numbers 0 to 100) and grasp per topic of the participants named.

    Refuses (InstitutionRefused) a training whose day has not come, somebody else's participant, a score above 100,
    a topic that was not taught, anything found for somebody who was absent; `ChangedMeanwhile` and `StepLocked`.
    """
    current = _locked(training)
    _require_seen(current, seen)
    if current.held_on > timezone.localdate():
        raise InstitutionRefused("Hari pelatihan belum tiba; nilai diisi sesudah dilaksanakan.")
    stored = {row.pk: row for row in current.participants.all()}
    for score in scores:
        row = stored.get(score.pk)
        if row is None:
            raise InstitutionRefused("Ada peserta yang tidak ada lagi dalam daftar. Muat ulang halaman.")
        _check_score(current, row, score)
        values = {"present": score.present, "before": score.before, "after": score.after, "grasps": score.marks}
        put(row=row, values=values, by=by)
    return current


def _locked(training: Training) -> Training:
    current = Training.objects.select_for_update(of=("self",)).select_related("region", "cycle").get(pk=training.pk)
    require_training_open(training=current)
    return current


def _require_seen(training: Training, seen: str) -> None:
    if seen and seen != (now := participant_stamp(training)):
        raise ChangedMeanwhile(now, what="daftar peserta ini")


def _take_away(training: Training, keep: Collection[int], by: Any) -> None:
    for row in training.participants.all():
        if row.pk in keep:
            continue
        if row.assessed:
            raise InstitutionRefused(f"{row.name} sudah dinilai, jadi tidak dihapus. Kosongkan dahulu nilainya.")
        delete_by(row, by)


def _checked(row: NewPerson) -> bool:
    name = plain(row.name)
    if not name:
        raise InstitutionRefused("Ada baris tanpa nama.")
    if row.sex not in Sex.values:
        raise InstitutionRefused(f"L atau P untuk {name} belum dipilih.")
    if row.element not in MemberElement.values:
        raise InstitutionRefused(f"Unsur untuk {name} tidak dikenal.")
    return True


def _require_own_bodies(training: Training, people: Sequence[Any]) -> None:
    require_own_rts(region_code=training.region_id, rt_ids=[one.rt_id for one in people])
    wanted = {one.institution_id for one in people if one.institution_id is not None}
    if Institution.objects.filter(region_id=training.region_id, pk__in=wanted).count() != len(wanted):
        raise InstitutionRefused("Ada lembaga yang bukan milik wilayah ini. Muat ulang halaman lalu pilih lagi.")


def _values(training: Training, person: Any) -> dict[str, Any]:
    return {
        "name": plain(person.name),
        "sex": person.sex,
        "rt_id": person.rt_id,
        "element": person.element,
        "institution_id": person.institution_id,
        "origin": plain(person.origin)[:120],
        "present": training.held_on <= timezone.localdate(),
    }


def _check_score(training: Training, row: Participant, score: Score) -> None:
    for words, value in (("sebelum", score.before), ("sesudah", score.after)):
        if value is not None and not 0 <= value <= HIGHEST:
            raise InstitutionRefused(f"{row.name}: nilai {words} antara 0 dan {HIGHEST}.")
    if set(score.marks) - set(training.topics) or set(score.marks.values()) - set(Grasp.values):
        raise InstitutionRefused(f"{row.name}: materi atau penilaiannya tidak dikenal.")
    if not score.present and (score.marks or score.before is not None or score.after is not None):
        raise InstitutionRefused(f"{row.name} ditandai tidak hadir, padahal ada nilainya.")
