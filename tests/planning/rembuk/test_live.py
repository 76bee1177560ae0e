"""The screen of a meeting that goes on: every row is kept at once, once, and by the same verbs as the other pages."""

from datetime import date, time

import pytest
from django.utils import timezone

from kumuh.core.versions import ChangedMeanwhile
from planning.rembuk import queries, services
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.errors import MeetingLocked, MeetingRefused
from planning.rembuk.models import AgendaItem
from planning.rembuk.services import AttendeeRow
from tests.planning.rembuk.builders import closed, counted, decided, minuted, named, people, planned, ready_to_close

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Langsung": "0"}


@pytest.fixture
def send(facilitator, at):
    """`send(meeting, "orang", name="Siti Contoh", sex="P")` posts a row of the screen as a browser without script."""

    def post(meeting, part, headers=None, prefix=None, **fields):
        prefix = part if prefix is None else prefix
        sent = {f"{prefix}-{name}" if prefix else name: value for name, value in fields.items()}
        return facilitator.post(at("live-save", meeting, part), sent, headers=headers or {})

    return post


def siti(world, **changes):
    return {"name": "Siti Contoh", "sex": "P", "rt_id": world.rts[0].pk, "element": "WARGA"} | changes


# --- Attendance -----------------------------------------------------------------------------------
def test_without_script_a_person_is_kept_and_the_page_comes_back_with_the_same_rt(world, send, at, facilitator):
    meeting = planned(world)
    answer = send(meeting, "orang", **siti(world))
    assert answer.url == f"{at('meeting-live', meeting)}?rt={world.rts[0].pk}#hadir"
    assert [(one.name, one.sex, one.rt) for one in meeting.attendees.all()] == [("Siti Contoh", "P", world.rts[0])]
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.HELD
    page = facilitator.get(answer.url).content.decode()
    assert f'<option value="{world.rts[0].pk}" selected>' in page
    assert "Siti Contoh" in page


def test_a_row_that_arrives_twice_because_the_answer_was_lost_is_one_person(world, send):
    meeting = planned(world)
    for _ in range(2):
        assert send(meeting, "orang", SCRIPT, kunci="a1b2", **siti(world)).status_code == 200
    assert meeting.attendees.count() == 1
    send(meeting, "orang", SCRIPT, kunci="c3d4", **siti(world))
    assert meeting.attendees.count() == 2


def test_the_script_gets_the_new_counts_and_nothing_while_more_rows_wait(world, send):
    meeting = planned(world)
    answer = send(meeting, "orang", SCRIPT, **siti(world))
    html = answer.content.decode()
    assert 'id="bagian-bar"' in html
    assert "<b>1</b> hadir · L <b>0</b> · P <b>1</b>" in html
    assert 'id="bagian-people"' in html
    assert send(meeting, "orang", {"X-Langsung": "3"}, **siti(world, name="Tini Contoh")).status_code == 204


def test_a_person_without_sex_or_rt_is_refused_in_words_and_stays_in_the_form(world, send):
    meeting = planned(world)
    answer = send(meeting, "orang", SCRIPT, name="Joko Contoh", element="WARGA")
    assert answer.status_code == 422
    assert answer.json()["errors"] == ["Pilih L atau P.", "Pilih RT, atau Luar."]
    page = send(meeting, "orang", name="Joko Contoh", element="WARGA").content.decode()
    assert 'value="Joko Contoh"' in page
    assert not meeting.attendees.exists()


def test_whoever_came_before_is_offered_and_only_the_name_is_typed_again(world, send, at, facilitator):
    earlier = named(world, planned(world), [AttendeeRow("Siti Contoh", "P", world.rts[1].pk, "PKK", poor=True)])
    meeting = planned(world, title="Rembuk kedua", held_on=date(2026, 3, 1))
    offered = facilitator.get(at("meeting-live", meeting)).content.decode()
    assert f'["Siti Contoh", "P", {world.rts[1].pk}, "PKK", 1, 0, ""]' in offered
    send(meeting, "orang", name="siti  contoh")
    (person,) = meeting.attendees.all()
    assert (person.sex, person.rt, person.element, person.poor) == ("P", world.rts[1], "PKK", True)
    assert earlier.attendees.count() == 1


def test_two_neighbours_of_one_name_are_not_mixed_up(world, send):
    named(
        world,
        planned(world),
        [AttendeeRow("Siti Contoh", "P", world.rts[0].pk), AttendeeRow("Siti Contoh", "P", world.rts[1].pk, "PKK")],
    )
    meeting = planned(world, title="Rembuk kedua")
    assert send(meeting, "orang", SCRIPT, name="Siti Contoh").status_code == 422
    send(meeting, "orang", name="Siti Contoh", rt_id=world.rts[1].pk)
    assert [(one.rt, one.element) for one in meeting.attendees.all()] == [(world.rts[1], "PKK")]


def test_a_name_written_twice_for_one_rt_is_pointed_out(world, send, at, facilitator):
    meeting = planned(world)
    for _ in range(2):
        send(meeting, "orang", **siti(world))
    page = facilitator.get(at("meeting-live", meeting)).content.decode()
    assert page.count("nama ini tertulis dua kali") == 2


def test_a_person_is_changed_and_taken_off_again(world, send, at, facilitator):
    meeting = named(world, planned(world), people(world, 1, 0, 0))
    person = meeting.attendees.get()
    assert (
        f'value="{person.name}"' in facilitator.get(at("meeting-live", meeting), {"orang": person.pk}).content.decode()
    )
    send(meeting, "orang", pk=person.pk, **siti(world))
    person.refresh_from_db()
    assert person.name == "Siti Contoh"
    facilitator.post(at("live-remove", meeting, "orang", person.pk))
    assert not meeting.attendees.exists()
    assert person.history.filter(history_type="-").exists()
    assert send(meeting, "orang", SCRIPT, pk=person.pk, **siti(world)).status_code == 422


def test_names_do_not_silently_replace_an_attendance_typed_as_counts(world, send):
    meeting = counted(world, planned(world), (0, 4, 5, 2, 0))
    answer = send(meeting, "orang", SCRIPT, **siti(world))
    assert answer.json()["errors"][0].startswith("Kehadiran pertemuan ini sudah diketik sebagai jumlah.")
    assert queries.totals_of([meeting])[meeting.pk].total == 9


def test_signatures_on_paper_are_compared_with_the_names_and_a_difference_is_explained(world, send):
    meeting = named(world, planned(world), people(world, 2, 2, 1))
    refused = send(meeting, "kertas", SCRIPT, paper_total="5")
    assert "di kertas 5 tanda tangan (selisih 1)" in refused.json()["errors"][0]
    send(meeting, "kertas", paper_total="4")
    meeting.refresh_from_db()
    assert meeting.paper_total == 4


# --- Clock ----------------------------------------------------------------------------------------
def test_the_buttons_of_the_clock_put_down_the_hour_once(world, send):
    meeting = planned(world, held_on=timezone.localdate(), ends_at=None)
    first, second, *_ = meeting.agenda.all()
    for hour in ("19.31", "19.50"):
        send(meeting, "acara", prefix="", acara=str(first.pk), pukul=hour)
    send(meeting, "acara", prefix="", acara=str(second.pk), pukul="19.40")
    send(meeting, "acara", prefix="", acara="selesai", pukul="21.58")
    meeting.refresh_from_db()
    assert [item.began_at for item in meeting.agenda.all()[:3]] == [time(19, 31), time(19, 40), None]
    assert meeting.finished_at == time(21, 58)
    assert queries.agenda_clock(meeting).points[0].spent == 9


def test_a_day_later_the_hours_are_typed_from_paper_and_no_button_is_offered(world, send, at, facilitator):
    meeting = planned(world)
    page = facilitator.get(at("meeting-live", meeting)).content.decode()
    assert "Mulai rembuk" not in page
    keys = list(meeting.agenda.values_list("pk", flat=True))
    typed = {f"jam-{pk}": hour for pk, hour in zip(keys, ("19.30", "19.35"), strict=False)}
    send(meeting, "jam", selesai="22.05", **typed)
    meeting.refresh_from_db()
    assert meeting.finished_at == time(22, 5)
    assert AgendaItem.objects.get(pk=keys[1]).began_at == time(19, 35)
    assert send(meeting, "jam", SCRIPT, selesai="22.05").status_code == 422


def test_nothing_of_a_meeting_in_the_future_can_be_put_down(world):
    meeting = planned(world, held_on=date(2099, 1, 1))
    point = meeting.agenda.first().pk
    with pytest.raises(MeetingRefused, match="belum dapat diisi"):
        services.start_point(meeting=meeting, point=point, at=time(19, 30), by=world.cast.fasilitator)


# --- Minutes and decisions ------------------------------------------------------------------------
def test_a_note_is_kept_and_two_people_do_not_write_over_each_other(world, send):
    meeting = planned(world)
    point = meeting.agenda.first()
    part, seen = f"bahas-{point.pk}", queries.text_stamp("")
    answer = send(meeting, part, SCRIPT, text="Lurah membuka rembuk.", dilihat=seen)
    assert answer.headers["X-Dilihat"] == queries.text_stamp("Lurah membuka rembuk.")
    refused = send(meeting, part, SCRIPT, text="Dibuka pukul 19.30.", dilihat=seen)
    assert refused.status_code == 422
    assert "“Lurah membuka rembuk.”" in refused.json()["errors"][0]
    kept = send(meeting, part, SCRIPT, text="Lurah membuka, pukul 19.30.", dilihat=refused.json()["dilihat"])
    assert kept.status_code == 200
    point.refresh_from_db()
    assert point.discussion == "Lurah membuka, pukul 19.30."


def test_the_conclusion_is_kept_with_the_same_care(world, send):
    meeting = planned(world)
    send(meeting, "kesimpulan", text="Tujuh masalah disepakati.", dilihat=queries.text_stamp(""))
    meeting.refresh_from_db()
    assert meeting.summary == "Tujuh masalah disepakati."
    with pytest.raises(ChangedMeanwhile):
        services.write_summary(meeting=meeting, text="Lain.", seen="lama", by=world.cast.fasilitator)


def test_an_opinion_is_kept_with_answer_and_follow_up_and_changed_later(world, send, facilitator, at):
    meeting = planned(world)
    wish = {"text": "Jalan RT 2 rusak.", "raised_by": "Siti Contoh", "agenda_item_id": meeting.agenda.first().pk}
    send(meeting, "usulan", kunci="k1", **wish)
    send(meeting, "usulan", kunci="k1", **wish)
    entry = meeting.entries.get()
    refused = send(meeting, "usulan", SCRIPT, pk=entry.pk, **wish, follow_up="Ukur jalan")
    assert refused.json()["errors"] == ["Tulis siapa yang mengerjakan tindak lanjut ini."]
    send(
        meeting, "usulan", pk=entry.pk, **wish, answer="Diukur pekan depan.", follow_up="Ukur jalan",
        follow_up_by="Ketua RT 2", follow_up_on="20-3-2026",
    )  # fmt: skip
    entry.refresh_from_db()
    assert (entry.answer, entry.follow_up_on) == ("Diukur pekan depan.", date(2026, 3, 20))
    facilitator.post(at("live-remove", meeting, "usulan", entry.pk))
    assert not meeting.entries.exists()


def test_a_decision_falls_once_and_votes_are_held_against_those_present(world, send):
    meeting = named(world, planned(world), people(world, 2, 3, 1))
    vote = {"text": "Drainase dahulu.", "about": "MASALAH", "method": "SUARA", "against": "1", "abstain": "0"}
    refused = send(meeting, "putusan", SCRIPT, kunci="d1", agree="9", **vote)
    assert refused.json()["errors"] == ["Jumlah suara 10 melebihi yang hadir (5 orang). Hitung kembali."]
    for _ in range(2):
        send(meeting, "putusan", kunci="d1", agree="4", dissent="RT 3 minta jalan dahulu.", **vote)
    (decision,) = meeting.decisions.all()
    assert (decision.number, decision.agree, decision.dissent) == (1, 4, "RT 3 minta jalan dahulu.")
    send(meeting, "putusan", pk=decision.pk, agree="3", **vote)
    decision.refresh_from_db()
    assert decision.agree == 3


# --- The page and its doors -----------------------------------------------------------------------
def test_finishing_leads_to_the_closing_page_with_what_is_missing(world, facilitator, at):
    meeting = named(world, planned(world))
    page = facilitator.get(at("meeting-live", meeting)).content.decode()
    assert at("closing-edit", meeting) in page
    assert "Kesimpulan notulen belum ditulis." in page
    ready = ready_to_close(world, title="Rembuk lengkap")
    assert "Semua syarat lengkap." in facilitator.get(at("meeting-live", ready)).content.decode()


def test_what_the_screen_kept_closes_like_any_other_meeting(world, send, facilitator, at):
    meeting = planned(world)
    for row in people(world):
        send(
            meeting,
            "orang",
            name=row.name,
            sex=row.sex,
            rt_id=row.rt_id,
            element="WARGA",
            poor="on" if row.poor else "",
        )
    send(meeting, "kertas", paper_total="8")
    send(meeting, "usulan", text="Saluran tersumbat.")
    send(meeting, "kesimpulan", text="Tujuh masalah disepakati.", dilihat=queries.text_stamp(""))
    send(meeting, "putusan", text="Rumusan masalah diterima.", about="MASALAH", method="MUFAKAT")
    facilitator.post(
        at("closing-edit", meeting), {"chair_name": "Pimpinan Contoh", "secretary_name": "Notulis Contoh", "tutup": "1"}
    )
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.CLOSED


def test_a_closed_meeting_has_no_live_screen_and_takes_no_row(world, send, at, facilitator):
    meeting = closed(world)
    assert facilitator.get(at("meeting-live", meeting)).status_code == 403
    assert send(meeting, "orang", **siti(world)).status_code == 403
    row = AttendeeRow("Siti Contoh", "P", world.rts[0].pk)
    with pytest.raises(MeetingLocked):
        services.save_attendee(meeting=meeting, row=row, by=world.cast.fasilitator)


def test_only_known_parts_and_own_rows_are_touched(world, facilitator, at):
    meeting, other = planned(world), named(world, planned(world, title="Lain"))
    decided(world, minuted(world, other))
    assert facilitator.post(at("live-save", meeting, "rahasia")).status_code == 404
    assert facilitator.post(at("live-save", meeting, "bahas-0")).status_code == 404
    assert facilitator.post(at("live-remove", meeting, "orang", other.attendees.first().pk)).status_code == 404
    assert facilitator.post(at("live-remove", meeting, "putusan", other.decisions.get().pk)).status_code == 404


def test_the_screen_asks_as_much_for_three_people_as_for_one(world, facilitator, at, django_assert_max_num_queries):
    one, three = (named(world, planned(world, title=f"Rembuk {size}"), people(world, size, 0, 0)) for size in (1, 3))
    for meeting in (one, three):
        facilitator.get(at("meeting-live", meeting))
        with django_assert_max_num_queries(40):
            facilitator.get(at("meeting-live", meeting))
