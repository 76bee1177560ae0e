"""Keys to locked steps: given to one person for a few days, ended by the calendar or by hand."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from kumuh.core.formats import tanggal
from kumuh.core.models import save_by
from kumuh.reviews.services.mail import letter_to
from planning.cycles import queries
from planning.cycles.catalog import find_step
from planning.cycles.catalog.settings import KEY_DAYS
from planning.cycles.errors import CycleRefused
from planning.cycles.models import Cycle, StepState, StepUnlock
from planning.cycles.queries.unlocks import in_force, possible_holders

logger = logging.getLogger(__name__)


@transaction.atomic
def unlock_step(*, cycle: Cycle, step: str, person: Any, until: date, reason: str, by: Any) -> StepUnlock:
    """Let one person change the data of a locked step until the end of `until`; approvals do not fall.

    At most as many days ahead as the setting `kunci_hari` of the cycle says. The person is told by mail. Raises
    `CycleRefused` without a reason, for a day outside the bounds, a step that is open, a second key to the step, the
    giver himself, and somebody who fills no steps here or has judged the present content (nobody decides on own work).
    """
    state = StepState.objects.select_for_update().select_related("cycle").get(cycle=cycle, step=step)
    _end_expired(state)
    refusal = _refusal(cycle, state, person, until, by) if reason.strip() else "Tuliskan untuk apa kuncinya diberikan."
    if refusal:
        raise CycleRefused(refusal)
    key = StepUnlock(cycle=cycle, step=step, person=person, until=until, reason=reason.strip(), given_by=by)
    save_by(key, by)
    transaction.on_commit(partial(_tell, key, "diberi kunci sementara"))
    return key


def _refusal(cycle: Cycle, state: StepState, person: Any, until: date, by: Any) -> str:
    name = find_step(cycle.track, state.step).name
    today, days = timezone.localdate(), queries.thresholds(cycle)[KEY_DAYS]
    holder = queries.active_unlocks(cycle).get(state.step)
    review = queries.review_of_step(state)
    if not queries.is_locked_step(state, review):
        return f"Langkah {name} sedang terbuka, jadi tidak perlu kunci."
    if holder is not None:
        return f"Kunci langkah ini sedang dipegang {holder.person} sampai {tanggal(holder.until)}. Akhiri dahulu."
    if not today <= until <= today + timedelta(days=days):
        return f"Kunci berlaku paling lama {days} hari: pilih tanggal sampai {tanggal(today + timedelta(days=days))}."
    if person.pk == by.pk:
        return "Kunci tidak dapat diberikan kepada diri sendiri."
    if person not in possible_holders(cycle, review, by):
        return f"{person} tidak mengisi langkah di sini, atau sudah ikut memutuskan isinya."
    return ""


@transaction.atomic
def end_unlock(*, unlock: StepUnlock, by: Any) -> None:
    """End a key before its day; the person who held it is told. Raises `CycleRefused` when it has ended already."""
    key = StepUnlock.objects.select_for_update().select_related("cycle", "person").get(pk=unlock.pk)
    if key.ended_at is not None or key.until < timezone.localdate():
        raise CycleRefused("Kunci ini sudah berakhir.")
    _end(key, by)


def end_keys(*, states: Iterable[StepState], by: Any) -> None:
    """End the keys to steps that open again: their data can be changed by everybody who fills them."""
    for state in states:
        for key in in_force().filter(cycle=state.cycle_id, step=state.step).select_related("cycle"):
            _end(key, by)


def _end(key: StepUnlock, by: Any) -> None:
    key.ended_at, key.ended_by = timezone.now(), by
    key.version += 1
    save_by(key, by)
    transaction.on_commit(partial(_tell, key, "kunci sementara berakhir"))


def _end_expired(state: StepState) -> None:
    """Write the end of keys whose day is over, so that a new one can be given to the same person."""
    expired = StepUnlock.objects.filter(cycle=state.cycle_id, step=state.step, ended_at=None)
    for key in expired.filter(until__lt=timezone.localdate()):
        key.ended_at = timezone.now()
        key.version += 1
        save_by(key, key.given_by)


def _tell(key: StepUnlock, what: str) -> None:
    """Write to the holder; a mail server that is down blocks nothing."""
    if not key.person.email:
        return
    name = find_step(key.cycle.track, key.step).name
    page = f"{settings.SITE_URL.rstrip('/')}{queries.step_url(key.cycle, key.step)}"
    lines = [f"Yth. {key.person.name},", "", f"Langkah {name} – {key.cycle}: {what}."]
    if key.ended_at is None:
        lines += [
            f"Isinya terbuka hanya untuk Anda sampai {tanggal(key.until)}.",
            f"Alasan: {key.reason}",
            "Pengesahannya tetap; setiap perubahan tercatat dan tampak pada halaman langkahnya.",
        ]
    letter = letter_to(person=key.person, subject=f"{name}: {what}", body="\n".join([*lines, "", f"Buka: {page}", ""]))
    try:
        get_connection().send_messages([letter])
    except OSError:
        logger.exception("Surat tentang kunci %s tidak terkirim", key.pk)
