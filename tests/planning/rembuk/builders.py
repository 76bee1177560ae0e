"""Meetings for the tests, made through the verbs. Every person in them is invented and called "Contoh"."""

import io
from datetime import date, time

from PIL import Image

from planning.rembuk import services
from planning.rembuk.enums import Element, EvidenceKind, MeetingType
from planning.rembuk.services import AttendeeRow, CountRow, DecisionText, EntryRow, MeetingPlan, Officers, PaperCheck


def a_plan(**changes):
    values = {
        "type": MeetingType.REMBUK_KELURAHAN,
        "step": "P2",
        "title": "Rembuk kelurahan tentang masalah kumuh",
        "held_on": date(2026, 2, 14),
        "starts_at": time(19, 30),
        "ends_at": time(22, 0),
        "place": "Balai Kelurahan Krapyak",
        "invited_count": 10,
    } | changes
    return MeetingPlan(**values)


def planned(world, **changes):
    return services.plan_meeting(
        cycle=world.cycle, plan=a_plan(**changes), by=world.cast.fasilitator, invited_rts=world.rts
    )


def people(world, men=4, women=4, poor=3):
    """Rows for the list, spread over the RT of the world; the first `poor` are MBR."""
    sexes = "L" * men + "P" * women
    return [
        AttendeeRow(f"Warga Contoh {number}", sex, world.rts[number % len(world.rts)].pk, Element.WARGA, number < poor)
        for number, sex in enumerate(sexes)
    ]


def named(world, meeting, rows=None, paper=None):
    rows = people(world) if rows is None else rows
    return services.record_attendance_names(
        meeting=meeting, rows=rows, paper=paper or PaperCheck(len(rows)), by=world.cast.fasilitator
    )


def counted(world, meeting, *rows, paper=None):
    """`rows`: (RT number from 0 or None, men, women, poor, vulnerable)."""
    made = [CountRow(None if rt is None else world.rts[rt].pk, *numbers) for rt, *numbers in rows]
    total = sum(row.men + row.women for row in made)
    return services.record_attendance_counts(
        meeting=meeting, rows=made, paper=paper or PaperCheck(total), by=world.cast.fasilitator
    )


def minuted(world, meeting, summary="Disepakati tujuh rumusan masalah.", entries=None):
    entries = [EntryRow("Saluran di gang 3 tersumbat.", "Warga Contoh 1")] if entries is None else entries
    return services.write_minutes(
        meeting=meeting, discussions={}, entries=entries, summary=summary, by=world.cast.fasilitator
    )


def decided(world, meeting, text="Rumusan masalah diterima.", method="MUFAKAT", about="MASALAH", **votes):
    return services.record_decision(
        meeting=meeting, decision=DecisionText(text, method, about, **votes), by=world.cast.fasilitator
    )


def led(world, meeting, note="", officers=None, representatives=None):
    return services.record_closing(
        meeting=meeting,
        officers=officers or Officers("Pimpinan Contoh", "Ketua LPMK", "Notulis Contoh", "Fasilitator Contoh"),
        representatives=representatives or {},
        participation_note=note,
        by=world.cast.fasilitator,
    )


def ready_to_close(world, **changes):
    meeting = named(world, planned(world, **changes))
    minuted(world, meeting)
    decided(world, meeting)
    return led(world, meeting)


def closed(world, **changes):
    return services.close_meeting(meeting=ready_to_close(world, **changes), by=world.cast.fasilitator)


def photo(size=(640, 480), colour="olive"):
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "JPEG")
    target.seek(0)
    target.name = "foto.jpg"
    return target


def paper_photo(world, meeting, **kwargs):
    return services.add_evidence(
        meeting=meeting, kind=EvidenceKind.ATTENDANCE_SCAN, file=photo(**kwargs), by=world.cast.fasilitator
    )
