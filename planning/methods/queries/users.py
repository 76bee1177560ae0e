"""Households of the survey that have no proper latrine, offered where a step asks for the list of possible users."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.urls import reverse

from planning.cycles.catalog import TRACKS, Step
from planning.cycles.models import Cycle
from planning.cycles.registry import RowSource
from planning.methods.enums import MethodKind, ResultKind, SessionState
from planning.methods.models import Household, MethodSession
from planning.methods.registry import Receiver, Result
from planning.methods.survey.rules import BAD, FROM_HOUSES

#: The table of possible users in the record of a step (SPBM: Rembuk RT/RW III).
ENTRY: Final = "calon_pengguna"
#: Parameters of waste water that sanitation mends: no septic tank, no proper closet or drain.
WANTED: Final = ("5a", "5b")
_PLACES: Final = tuple(at for at, one in enumerate(FROM_HOUSES) if one.code in WANTED)


def possible_users(cycle: Cycle) -> Iterator[dict[str, str]]:
    """A row per named household without proper sanitation, by RT, from the agreed surveys of the kelurahan.

    The newest survey first, so that of a family that was asked twice the newest answers are taken. One query.
    """
    rows = Household.objects.filter(
        session__cycle__region_id=cycle.region_id,
        session__kind=MethodKind.SURVEI,
        session__state=SessionState.AGREED,
    ).exclude(head="")
    order = ("-session__agreed_on", "-session_id", "neighbourhood__label", "pk")
    for row in rows.select_related("neighbourhood").order_by(*order):
        if any(row.verdict[at : at + 1] == BAD for at in _PLACES):
            yield {
                "nama": row.head,
                "rt": row.neighbourhood.label,
                "jiwa_l": _words(row.men),
                "jiwa_p": _words(row.women),
                "sanitasi": _sanitation(row.answers),
            }


def _words(count: int | None) -> str:
    return "" if count is None else str(count)


def _sanitation(answers: dict[str, Any]) -> str:
    """What the household has now, in the words of the list; empty where it was not answered."""
    toilet = answers.get("jamban")
    if toilet == "TIDAK_ADA":
        return "TANPA"
    if toilet == "BERSAMA":
        return "UMUM"
    if toilet != "SENDIRI" or not answers.get("tinja"):
        return ""
    return "SEPTIK" if answers["tinja"] in ("TANGKI_SEPTIK", "TERPUSAT") else "SUNGAI"


def step_with_users(cycle: Cycle) -> Step | None:
    """The step of the programme that keeps the list of possible users; None in a programme without one."""
    steps = TRACKS[cycle.track].steps
    return next((step for step in steps if any(entry.key == ENTRY for entry in step.entries)), None)


def address_of(session: MethodSession, result: Result) -> str:
    """The list of possible users in the record of its step."""
    step = step_with_users(session.cycle)
    assert step is not None, "asked only where `fits` said so"
    return f"{reverse('cycles:record-edit', args=[session.cycle_id, step.code])}#id_{ENTRY}"


SOURCE = RowSource(
    code="survei-swadaya",
    entry=ENTRY,
    label="survei swadaya",
    right="methods.view_names",
    rows=possible_users,
    same=("nama", "rt"),
)
USERS = Receiver(
    code="pengguna",
    label="Buka daftar calon pengguna",
    kinds={ResultKind.USERS},
    address=address_of,
    made=lambda session: {},
    fits=lambda session: step_with_users(session.cycle) is not None,
)
