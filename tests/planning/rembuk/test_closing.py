"""A meeting is closed only when it is complete; closed means locked; reopening keeps history."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from planning.cycles.enums import StepStatus
from planning.cycles.errors import StepLocked
from planning.rembuk import queries, services
from planning.rembuk.enums import MeetingStatus, MeetingType
from planning.rembuk.errors import MeetingIncomplete, MeetingLocked, MeetingRefused
from planning.rembuk.services import AgendaRow, AttendeeRow, EntryRow, Officers, PaperCheck
from tests.cast import make_rt
from tests.planning.rembuk.builders import (
    a_plan,
    closed,
    counted,
    decided,
    led,
    minuted,
    named,
    people,
    planned,
    ready_to_close,
)

pytestmark = pytest.mark.django_db


def close(world, meeting):
    return services.close_meeting(meeting=meeting, by=world.cast.fasilitator)


def test_an_untouched_meeting_lists_everything_that_is_missing(world):
    with pytest.raises(MeetingIncomplete) as refused:
        close(world, planned(world))
    assert refused.value.missing == (
        "Kehadiran belum diisi.",
        "Jumlah tanda tangan pada daftar hadir kertas belum diisi.",
        "Notulen belum berisi pembahasan atau usulan.",
        "Kesimpulan notulen belum ditulis.",
        "Belum ada keputusan yang dicatat.",
        "Pimpinan rembuk belum ditulis.",
        "Notulis belum ditulis.",
    )


def test_a_complete_meeting_is_closed_with_who_and_when(world):
    meeting = closed(world)
    assert (meeting.status, meeting.closed_by) == (MeetingStatus.CLOSED, world.cast.fasilitator)
    assert timezone.now() - meeting.closed_at < timedelta(minutes=1)
    assert list(queries.closed_meetings(world.cycle)) == [meeting]


@pytest.mark.parametrize("step", ["paper", "minutes", "summary", "decision", "chair", "secretary"])
def test_each_missing_part_alone_keeps_the_meeting_open(world, step):
    meeting = named(world, planned(world), paper=PaperCheck() if step == "paper" else None)
    minuted(world, meeting, summary="" if step == "summary" else "Sepakat.", entries=[] if step == "minutes" else None)
    if step != "decision":
        decided(world, meeting)
    chair, secretary = "" if step == "chair" else "A Contoh", "" if step == "secretary" else "B Contoh"
    led(world, meeting, officers=Officers(chair, "", secretary))
    with pytest.raises(MeetingIncomplete) as refused:
        close(world, meeting)
    assert len(refused.value.missing) == 1


def test_a_group_discussion_may_end_without_a_decision(world):
    meeting = named(world, planned(world, type=MeetingType.FGD))
    minuted(world, meeting)
    assert close(world, led(world, meeting)).status == MeetingStatus.CLOSED


def test_missed_thresholds_need_the_explanation_of_the_facilitator(world):
    meeting = named(world, planned(world), people(world, men=9, women=1, poor=0))
    minuted(world, meeting)
    decided(world, meeting)
    with pytest.raises(MeetingIncomplete, match="Penjelasan fasilitator"):
        close(world, led(world, meeting))
    note = "Hujan lebat; perempuan diundang lagi pada rembuk kelompok tanggal 20."
    assert close(world, led(world, meeting, note=note)).status == MeetingStatus.CLOSED


def test_votes_must_still_fit_after_the_attendance_was_corrected(world):
    meeting = ready_to_close(world)
    decided(world, meeting, method="SUARA", agree=6, against=2)
    named(world, meeting, people(world, 4, 3))
    with pytest.raises(MeetingIncomplete, match="Keputusan 2: jumlah suara 8 melebihi yang hadir"):
        close(world, meeting)


def test_every_verb_refuses_a_closed_meeting(world):
    meeting, by = closed(world), world.cast.fasilitator
    decision = meeting.decisions.get()
    attempts = [
        lambda: named(world, meeting),
        lambda: counted(world, meeting, (0, 1, 1, 0, 0)),
        lambda: minuted(world, meeting),
        lambda: decided(world, meeting),
        lambda: services.remove_decision(decision=decision, by=by),
        lambda: led(world, meeting),
        lambda: close(world, meeting),
        lambda: services.cancel_meeting(meeting=meeting, by=by, reason="salah"),
        lambda: services.update_meeting(meeting=meeting, plan=a_plan(), by=by, invited_rts=[], agenda=[]),
    ]
    for attempt in attempts:
        with pytest.raises(MeetingLocked, match="sudah ditutup"):
            attempt()


def test_reopening_needs_a_reason_and_keeps_every_closing_in_the_history(world):
    meeting, by = closed(world), world.cast.fasilitator
    with pytest.raises(MeetingRefused, match="alasan"):
        services.reopen_meeting(meeting=meeting, by=by, reason="  ")
    reopened = services.reopen_meeting(meeting=meeting, by=by, reason="Jumlah perempuan salah ketik.")
    assert (reopened.status, reopened.closed_by) == (MeetingStatus.HELD, None)
    close(world, reopened)
    states = [(row.status, row.reopened_reason) for row in reversed(meeting.history.all())][-3:]
    assert states == [
        (MeetingStatus.CLOSED, ""),
        (MeetingStatus.HELD, "Jumlah perempuan salah ketik."),
        (MeetingStatus.CLOSED, "Jumlah perempuan salah ketik."),
    ]


def test_only_a_closed_meeting_can_be_reopened(world):
    with pytest.raises(MeetingRefused, match="sudah ditutup"):
        services.reopen_meeting(meeting=planned(world), by=world.cast.bkm, reason="coba")


def explained(world):
    meeting = named(world, planned(world), people(world, men=9, women=1, poor=0))
    return led(world, meeting, note="Hujan lebat malam itu.")


def test_bkm_accepts_the_explanation_also_after_closing(world):
    meeting = explained(world)
    minuted(world, meeting)
    decided(world, meeting)
    meeting = close(world, meeting)
    assert queries.overview(meeting).acceptance_open
    accepted = services.accept_participation(meeting=meeting, by=world.cast.bkm)
    assert accepted.participation_accepted_by == str(world.cast.bkm)
    assert queries.overview(accepted).participation_settled


def test_nobody_accepts_an_explanation_of_their_own_or_an_empty_one(world):
    meeting = explained(world)
    with pytest.raises(MeetingRefused, match="Anda tulis sendiri"):
        services.accept_participation(meeting=meeting, by=world.cast.fasilitator)
    with pytest.raises(MeetingRefused, match="Belum ada penjelasan"):
        services.accept_participation(meeting=planned(world), by=world.cast.bkm)


def test_a_changed_explanation_or_a_reopening_needs_a_new_acceptance(world):
    meeting = services.accept_participation(meeting=explained(world), by=world.cast.bkm)
    assert led(world, meeting, note="Hujan lebat malam itu.").participation_accepted_by
    assert led(world, meeting, note="Sebab lain.").participation_accepted_by == ""


def test_a_meeting_is_cancelled_with_a_reason_and_only_before_results(world):
    meeting, by = planned(world), world.cast.fasilitator
    with pytest.raises(MeetingRefused, match="alasan"):
        services.cancel_meeting(meeting=meeting, by=by, reason="")
    cancelled = services.cancel_meeting(meeting=meeting, by=by, reason="Balai terendam.")
    assert (cancelled.status, cancelled.cancelled_reason) == (MeetingStatus.CANCELLED, "Balai terendam.")
    with pytest.raises(MeetingLocked, match="dibatalkan"):
        named(world, meeting)
    with pytest.raises(MeetingRefused, match="sudah dicatat"):
        services.cancel_meeting(meeting=named(world, planned(world)), by=by, reason="salah")


def test_nothing_changes_while_the_step_is_closed(world):
    meeting = ready_to_close(world)
    world.cycle.steps.filter(step="P2").update(status=StepStatus.CLOSED)
    for attempt in (
        lambda: close(world, meeting),
        lambda: named(world, meeting),
        lambda: planned(world),
        lambda: services.update_meeting(
            meeting=meeting, plan=a_plan(step="P3"), by=world.cast.bkm, invited_rts=[], agenda=[]
        ),
    ):
        with pytest.raises(StepLocked, match="sudah selesai"):
            attempt()
    assert planned(world, step="P3").step == "P3"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends_at": time(19, 0)}, "sesudah jam mulai"),
        ({"step": "X9"}, "tidak ada dalam program"),
        ({"type": "PESTA"}, "tidak dikenal"),
    ],
)
def test_an_impossible_invitation_is_refused(world, changes, sentence):
    with pytest.raises(MeetingRefused, match=sentence):
        planned(world, **changes)


def test_an_rt_of_another_kelurahan_is_not_invited(world):
    stranger = make_rt(world.places.next_kelurahan)
    with pytest.raises(MeetingRefused, match="bukan bagian"):
        services.plan_meeting(cycle=world.cycle, plan=a_plan(), by=world.cast.bkm, invited_rts=[stranger])


def test_a_new_rembuk_has_the_usual_agenda_of_135_minutes_with_the_subject_of_its_step(world):
    agenda = planned(world).agenda.all()
    assert sum(item.minutes for item in agenda) == 135
    assert "Membahas rumusan masalah tujuh indikator kumuh" in [item.topic for item in agenda]


def test_a_discussed_agenda_line_cannot_be_removed(world):
    meeting = planned(world)
    first, second, *_ = meeting.agenda.all()
    services.write_minutes(
        meeting=meeting, discussions={second.pk: "Dijelaskan."}, entries=[], summary="", by=world.cast.bkm
    )
    rows = [AgendaRow(first.topic, 10, first.pk)]
    with pytest.raises(MeetingRefused, match="sudah ada pembahasannya"):
        services.update_meeting(meeting=meeting, plan=a_plan(), by=world.cast.bkm, invited_rts=[], agenda=rows)
    assert meeting.agenda.count() == 7


def test_decisions_are_numbered_and_a_refused_one_names_its_field(world):
    meeting = named(world, planned(world))
    assert [decided(world, meeting).number, decided(world, meeting).number] == [1, 2]
    with pytest.raises(ValidationError) as refused:
        decided(world, meeting, method="SUARA", agree=9, against=0)
    assert list(refused.value.message_dict) == ["agree"]
    with pytest.raises(ValidationError) as refused:
        decided(world, meeting, dissent="Kami keberatan.")
    assert list(refused.value.message_dict) == ["dissent"]
    kept = decided(world, meeting, method="SUARA", agree=5, against=2, dissent="Dua warga RT 002 keberatan.")
    assert (kept.abstain, kept.dissent) == (0, "Dua warga RT 002 keberatan.")


def test_a_decision_is_changed_only_in_its_own_meeting(world):
    first, second = named(world, planned(world)), named(world, planned(world))
    decision = decided(world, first)
    with pytest.raises(MeetingRefused, match="pertemuan lain"):
        services.record_decision(
            meeting=second, existing=decision, by=world.cast.bkm, decision=services.DecisionText("x", "MUFAKAT")
        )


def test_a_follow_up_has_somebody_who_does_it(world):
    meeting = named(world, planned(world))
    with pytest.raises(MeetingRefused, match="belum ada pelaksananya"):
        minuted(world, meeting, entries=[EntryRow("Usul", follow_up="Ukur saluran")])


def test_minutes_refuse_an_agenda_line_of_another_meeting(world):
    meeting, other = named(world, planned(world)), planned(world)
    foreign = other.agenda.first().pk
    with pytest.raises(MeetingRefused, match="bukan bagian pertemuan ini"):
        minuted(world, meeting, entries=[EntryRow("Usul", agenda_item_id=foreign)])
    with pytest.raises(MeetingRefused, match="bukan bagian pertemuan ini"):
        services.write_minutes(meeting=meeting, discussions={foreign: "x"}, entries=[], summary="", by=world.cast.bkm)


def test_a_womens_meeting_full_of_men_does_not_pass_unexplained(world):
    meeting = named(world, planned(world, type=MeetingType.KELOMPOK_PEREMPUAN), people(world, 6, 2))
    assert queries.participation(meeting).shortfalls == ("Perempuan 25% dari yang hadir, ambangnya 50%.",)


def test_separate_meetings_count_when_closed_and_attended(world):
    kind = MeetingType.KELOMPOK_PEREMPUAN
    meeting = named(world, planned(world, type=kind), people(world, 0, 6))
    minuted(world, meeting)
    led(world, meeting)
    assert queries.separate_group_meetings(world.cycle) == []
    close(world, meeting)
    assert queries.separate_group_meetings(world.cycle, "P2") == [meeting]
    assert queries.separate_group_meetings(world.cycle, "P3") == []


def test_the_quorum_and_the_rt_concerned_follow_the_settings_of_the_cycle(world):
    world.cycle.thresholds = {"kuorum_persen": 80, "perempuan_min": 60}
    world.cycle.save()
    rows = [AttendeeRow(f"W{n} Contoh", "PL"[n % 2], world.rts[0].pk, poor=True) for n in range(8)]
    shortfalls = queries.participation(named(world, planned(world), rows)).shortfalls
    assert shortfalls == (
        "Perempuan 50% dari yang hadir, ambangnya 60%.",
        "Kuorum kurang: hadir 8 orang, perlu 9 (80% + 1 dari 10 undangan).",
        "Belum terwakili: RT 002 / RW 001, RT 003 / RW 001.",
    )
