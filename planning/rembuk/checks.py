"""What the steps P2, P3 and P4 need from meetings, in sentences with the page that fixes them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from planning.cycles.models import Cycle
from planning.cycles.queries import thresholds
from planning.cycles.registry import Missing, Part, register_parts
from planning.rembuk import queries
from planning.rembuk.catalog import KINDS
from planning.rembuk.enums import MeetingType


def mapping_parts(cycle: Cycle) -> Iterator[Part]:
    """P2: a closed rembuk kelurahan decided on the problems, separate groups met, participation settled."""
    yield _decision_part(cycle, "MASALAH", "P2", "Rembuk tentang rumusan masalah", "rumusan masalah")
    yield _separate_part(cycle, "P2")
    yield _participation_part(cycle, "P2")


def plan_parts(cycle: Cycle) -> Iterator[Part]:
    """P3: a closed rembuk kelurahan decided on the Renta PIP."""
    yield _decision_part(cycle, "RENTA_PIP", "P3", "Rembuk tentang Renta PIP", "Renta PIP")
    yield _participation_part(cycle, "P3")


def priority_parts(cycle: Cycle) -> Iterator[Part]:
    """P4: a closed rembuk kelurahan decided on the priority list."""
    yield _decision_part(cycle, "PRIORITAS", "P4", "Rembuk tentang daftar prioritas", "daftar prioritas")
    yield _participation_part(cycle, "P4")


def _list_url(cycle: Cycle) -> str:
    return reverse("rembuk:meeting-list", args=[cycle.pk])


def _add_url(cycle: Cycle, meeting_type: str, step: str) -> str:
    words = urlencode({"jenis": meeting_type, "langkah": step})
    return f"{reverse('rembuk:meeting-add', args=[cycle.pk])}?{words}"


def _decision_part(cycle: Cycle, about: str, step: str, label: str, subject: str) -> Part:
    """A decision of a closed rembuk kelurahan; otherwise the meeting being typed, or a new one."""
    kind = MeetingType.REMBUK_KELURAHAN
    found = queries.decisions(cycle, about).filter(meeting__type=kind).last()
    if found:
        meeting = found.meeting
        return Part(label, reverse("rembuk:meeting-detail", args=[cycle.pk, meeting.pk]), note=meeting.title)
    pending = queries.decisions(cycle, about, closed_only=False).filter(meeting__type=kind).last()
    if pending:
        url = reverse("rembuk:closing-edit", args=[cycle.pk, pending.meeting_id])
        return Part(label, url, (Missing(f"“{pending.meeting.title}” belum ditutup.", url),))
    url = _add_url(cycle, kind, step)
    return Part(label, url, (Missing(f"Belum ada keputusan rembuk kelurahan tentang {subject}.", url),))


def _separate_part(cycle: Cycle, step: str) -> Part:
    needed = thresholds(cycle)["rembuk_kelompok_min"]
    held = len(queries.separate_group_meetings(cycle, step))
    label, url = "Rembuk kelompok perempuan/rentan", _list_url(cycle)
    if held >= needed:
        return Part(label, url, note=f"{held} pertemuan")
    url = _add_url(cycle, MeetingType.KELOMPOK_PEREMPUAN, step)
    text = f"Rembuk tersendiri kelompok perempuan atau rentan baru {held} dari {needed}."
    return Part(label, url, (Missing(text, url),), f"{held} dari {needed}")


def _participation_part(cycle: Cycle, step: str) -> Part:
    """Every closed deciding meeting of the step passed, or its shortfall was explained and accepted by BKM."""
    deciding = [
        meeting
        for meeting in queries.closed_meetings(cycle, step).select_related("cycle")
        if KINDS[meeting.type].decides
    ]
    missing = [
        Missing(
            f"Penjelasan keikutsertaan pada “{meeting.title}” belum diterima BKM.",
            f"{reverse('rembuk:meeting-detail', args=[cycle.pk, meeting.pk])}#keikutsertaan",
        )
        for meeting in queries.unsettled(deciding)
    ]
    return Part("Keikutsertaan warga", _list_url(cycle), tuple(missing), f"{len(deciding)} rembuk diperiksa")


def register() -> None:
    """Tell the step machine; called once when the app is ready."""
    register_parts("P2", mapping_parts, order=40)
    register_parts("P3", plan_parts, order=40)
    register_parts("P4", priority_parts, order=40)
