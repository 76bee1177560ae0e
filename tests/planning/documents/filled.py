"""Cycles of the other programmes whose records are filled the way a team would. Every person is an example."""

from __future__ import annotations

from datetime import date, timedelta

from kumuh.core.uploads import clean_upload
from planning.cycles import services
from planning.cycles.catalog import EntryKind, find_step
from planning.cycles.models import StepAnswer, StepPaper
from tests.cast import make_cycle
from tests.planning.rembuk.builders import photo

DAY = date(2026, 2, 3)
SENTENCE = "Saluran di gang tersumbat sampah dan meluap setiap hujan"
WORDS = {
    EntryKind.TEXT: "Contoh {number}",
    EntryKind.LONG: SENTENCE + " ({number}).",
    EntryKind.COUNT: "{number}",
    EntryKind.DECIMAL: "{number}.5",
    EntryKind.MONEY: "{number}500000",
}


def cycle_of(world, track, **fields):
    """A cycle of a programme beside that of the world."""
    region = world.places.city if track == "C" else world.places.kelurahan
    decree = world.decree if track in "KL" else None
    return make_cycle(region, world.cast.fasilitator, decree, track=track, until_year=2030, **fields)


def filled(cycle, *steps, rows=2):
    """The record of these steps (of all without any) typed with `rows` rows in every table."""
    wanted = steps or [state.step for state in cycle.steps.all()]
    for code in wanted:
        step = find_step(cycle.track, code)
        StepAnswer.objects.filter(cycle=cycle, step=code).delete()
        StepAnswer.objects.bulk_create(
            StepAnswer(cycle=cycle, step=code, key=entry.key, value=value_of(entry, rows)) for entry in step.entries
        )
    return cycle


def value_of(entry, rows):
    """A value of the right kind; choices of a table go round, so that every one of them stands in it."""
    if entry.kind == EntryKind.TABLE:
        return [{column.key: cell_of(column, number) for column in entry.columns} for number in range(1, rows + 1)]
    return True if entry.kind == EntryKind.YES else cell_of(entry, 1)


def cell_of(entry, number):
    if entry.kind == EntryKind.CHOICE:
        return entry.choices[(number - 1) % len(entry.choices)][0]
    if entry.kind == EntryKind.DATE:
        return (DAY + timedelta(days=number)).isoformat()
    least = entry.least or 0
    return WORDS[entry.kind].format(number=max(number, least))


def kept_paper(cycle, step, code, number="01/BA/2026", on=DAY):
    """A paper of a step with its scan."""
    paper = StepPaper(cycle=cycle, step=step, code=code, number=number, dated_on=on)
    paper.file.save("contoh.jpg", clean_upload(photo()).as_file(), save=False)
    paper.save()
    return paper


def state_of(cycle, step):
    return cycle.steps.get(step=step)


def closed(cycle, step, by):
    """The step closed as it stands, without asking its gate."""
    from django.utils import timezone

    cycle.steps.filter(step=step).update(status="SELESAI", closed_at=timezone.now(), closed_by=by)
    return state_of(cycle, step)


__all__ = ["closed", "cycle_of", "filled", "kept_paper", "services", "state_of", "value_of"]
