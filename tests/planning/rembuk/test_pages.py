"""The pages of a meeting: every mistake keeps what was typed, every stage is in sight."""

import pytest

from planning.rembuk import queries
from planning.rembuk.catalog import kinds_for
from planning.rembuk.enums import MeetingStatus, MeetingType
from planning.rembuk.models import Meeting
from planning.rembuk.participation import Totals
from planning.rembuk.services import AttendeeRow, PaperCheck
from tests.planning.rembuk.browsing import typed
from tests.planning.rembuk.builders import (
    closed,
    decided,
    led,
    minuted,
    named,
    paper_photo,
    people,
    photo,
    planned,
    ready_to_close,
)

pytestmark = pytest.mark.django_db


def test_the_empty_list_says_what_to_do_first_and_only_to_those_who_may(world, as_user, at):
    page = as_user(world.cast.fasilitator).get(at("meeting-list")).content.decode()
    assert "Rencanakan pertemuan pertama" in page
    page = as_user(world.cast.camat).get(at("meeting-list")).content.decode()
    assert "Belum ada pertemuan" in page
    assert at("meeting-add") not in page


def test_a_new_rembuk_comes_with_agenda_invited_groups_and_the_rt_of_the_sk(world, facilitator, at):
    choose = facilitator.get(at("meeting-add")).content.decode()
    offered = {kind for kind in MeetingType if f"jenis={kind}&" in choose}
    assert offered == {kind.type for kind in kinds_for("P", "P2")}
    assert MeetingType.REMBUK_RTRW_1 not in offered
    page = facilitator.get(at("meeting-add"), {"jenis": "REMBUK_KELURAHAN", "langkah": "P2"})
    sent = typed(page)
    assert sent["invited_rts"] == [str(rt.pk) for rt in world.rts]
    assert sent["acara-3-topic"] == ["Membahas rumusan masalah tujuh indikator kumuh"]
    sent |= {"place": ["Balai Krapyak"], "starts_at": ["19.30"], "invited_count": ["40"], "held_on": ["14-2-2026"]}
    response = facilitator.post(at("meeting-add"), sent)
    meeting = Meeting.objects.get()
    assert response.url == at("meeting-detail", meeting)
    assert (str(meeting.held_on), str(meeting.starts_at), meeting.invited_count) == ("2026-02-14", "19:30:00", 40)
    assert list(meeting.invited_rts.all()) == list(world.rts)
    assert meeting.agenda.count() == 7


def test_a_mistake_in_the_invitation_keeps_everything_typed(world, facilitator, at):
    page = facilitator.get(at("meeting-add"), {"jenis": "REMBUK_KELURAHAN"})
    sent = typed(page, place="Balai <b>Krapyak</b>", starts_at="20:00", ends_at="19:00")
    answer = facilitator.post(at("meeting-add"), sent)
    html = answer.content.decode()
    assert "Jam selesai harus sesudah jam mulai." in html
    assert "kuorum rembuk dihitung dari angka ini" in html
    assert "Balai &lt;b&gt;Krapyak&lt;/b&gt;" in html
    kept = typed(answer)
    assert {name: kept[name] for name in sent if name in kept and name != "csrfmiddlewaretoken"} == {
        name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"
    }
    assert not Meeting.objects.exists()


def names_sent(page, world, count, **changes):
    sent = typed(page)
    for number in range(count):
        sent |= {
            f"peserta-{number}-name": [f"Warga Contoh {number}"],
            f"peserta-{number}-sex": ["LP"[number % 2]],
            f"peserta-{number}-rt_id": [str(world.rts[number % 3].pk)],
        }
    return sent | {name: [value] for name, value in changes.items()}


def test_names_are_saved_from_the_grid_and_shown_again_for_changing(world, facilitator, at):
    meeting = planned(world)
    page = facilitator.get(at("attendance-names", meeting))
    sent = names_sent(page, world, 8, paper_total="8", **{"peserta-0-element": "MBR", "peserta-1-poor": "on"})
    assert facilitator.post(at("attendance-names", meeting), sent).url == at("evidence-list", meeting)
    assert queries.totals_of([meeting])[meeting.pk] == Totals(men=4, women=4, poor=2, vulnerable=0)
    again = typed(facilitator.get(at("attendance-names", meeting)))
    again |= {"peserta-3-name": ["Nama Diganti Contoh"], "peserta-7-DELETE": ["on"], "paper_total": ["7"]}
    facilitator.post(at("attendance-names", meeting), again)
    assert meeting.attendees.count() == 7
    assert meeting.attendees.filter(name="Nama Diganti Contoh").exists()


def test_a_row_without_sex_or_rt_or_name_is_pointed_out_and_nothing_typed_is_lost(world, facilitator, at):
    meeting = planned(world)
    page = facilitator.get(at("attendance-names", meeting))
    sent = names_sent(page, world, 5, paper_total="5")
    sent |= {"peserta-1-sex": [""], "peserta-2-rt_id": [""], "peserta-3-name": [""]}
    answer = facilitator.post(at("attendance-names", meeting), sent)
    html = answer.content.decode()
    assert "Baris 2, L/P: Pilih L atau P." in html
    assert "Baris 3, RT: Pilih RT, atau Luar." in html
    assert "Baris 4, Nama: Tulis namanya, atau hapus baris ini." in html
    assert typed(answer)["peserta-4-name"] == ["Warga Contoh 4"]
    assert not meeting.attendees.exists()


def test_without_script_more_rows_are_asked_from_the_server_and_keep_what_is_typed(world, facilitator, at):
    meeting = planned(world)
    page = facilitator.get(at("attendance-names", meeting))
    answer = facilitator.post(at("attendance-names", meeting), names_sent(page, world, 20, tambah="1"))
    again = typed(answer)
    assert again["peserta-TOTAL_FORMS"] == ["30"]
    assert again["peserta-19-name"] == ["Warga Contoh 19"]
    assert not meeting.attendees.exists()


@pytest.mark.parametrize("count", ["banyak", "99999999", ""])
def test_a_forged_number_of_rows_is_refused_calmly(world, facilitator, at, count):
    meeting = planned(world)
    sent = typed(facilitator.get(at("attendance-names", meeting))) | {"peserta-TOTAL_FORMS": [count]}
    for more in ({}, {"tambah": ["1"]}):
        assert facilitator.post(at("attendance-names", meeting), sent | more).status_code == 200
    assert not meeting.attendees.exists()


def test_a_difference_is_told_beside_the_field_and_a_sent_photo_is_kept_while_the_reason_is_asked(
    world, facilitator, at, media
):
    meeting = planned(world)
    page = facilitator.get(at("attendance-names", meeting))
    sent = names_sent(page, world, 6, paper_total="8")
    html = facilitator.post(at("attendance-names", meeting), sent).content.decode()
    assert "Yang diketik 6 orang, di kertas 8 tanda tangan (selisih 2)" in html
    answer = facilitator.post(at("attendance-names", meeting), sent | {"paper_photo": photo()})
    html = answer.content.decode()
    assert "lengkapi alasannya" in html
    assert "Foto daftar hadir sudah tersimpan" in html
    assert typed(answer)["peserta-5-name"] == ["Warga Contoh 5"]
    facilitator.post(at("attendance-names", meeting), sent | {"mismatch_reason": ["Dua orang pulang sebelum mulai."]})
    meeting.refresh_from_db()
    assert (meeting.paper_total, meeting.mismatch_reason) == (8, "Dua orang pulang sebelum mulai.")
    assert meeting.attendees.count() == 6


def test_a_file_that_is_no_photo_is_refused_beside_its_field(world, facilitator, at):
    meeting = planned(world)
    page = facilitator.get(at("attendance-names", meeting))
    wrong = photo()
    wrong.seek(0)
    wrong.write(b"bukan foto")
    wrong.seek(0)
    answer = facilitator.post(
        at("attendance-names", meeting), names_sent(page, world, 6, paper_total="6") | {"paper_photo": wrong}
    )
    assert "bukan foto atau PDF" in answer.content.decode()
    assert not meeting.evidence.exists()


def test_counts_from_paper_are_saved_per_rt_and_mistakes_named_with_their_rt(world, facilitator, at):
    meeting = planned(world)
    page = facilitator.get(at("attendance-counts", meeting))
    rt = world.rts[1].pk
    sent = typed(page) | {f"rt-{rt}-men": ["3"], f"rt-{rt}-women": ["4"], f"rt-{rt}-poor": ["9"], "paper_total": ["7"]}
    answer = facilitator.post(at("attendance-counts", meeting), sent)
    assert "RT 002 / RW 001, MBR: MBR 9 melebihi yang hadir dari RT ini (7)." in answer.content.decode()
    assert typed(answer)[f"rt-{rt}-women"] == ["4"]
    facilitator.post(at("attendance-counts", meeting), sent | {f"rt-{rt}-poor": ["2"], "rt-0-men": ["0"]})
    assert queries.totals_of([Meeting.objects.get()])[meeting.pk] == Totals(3, 4, 2, 0)
    assert facilitator.get(at("attendance-edit", meeting)).url == at("attendance-counts", meeting)


def test_the_shares_stand_on_the_page_as_text_and_bar_with_the_thresholds(world, facilitator, at):
    meeting = named(world, planned(world), people(world, men=6, women=2, poor=4))
    html = facilitator.get(at("attendance-names", meeting)).content.decode()
    assert "2 dari 8 orang (25%)" in html
    assert 'class="bar" width="25.0"' in html
    assert "Ambang 30%, sasaran 40%" in html
    assert "di bawah ambang" in html
    assert "RT 001 / RW 001: 3" in html


def test_minutes_are_saved_and_a_follow_up_without_a_person_is_pointed_out(world, facilitator, at):
    meeting = named(world, planned(world))
    item = meeting.agenda.first()
    page = facilitator.get(at("minutes-edit", meeting))
    sent = typed(page) | {
        f"bahas-{item.pk}": ["Lurah membuka rembuk."],
        "isi-0-text": ["Saluran gang 3 tersumbat <script>alert(1)</script>"],
        "isi-0-raised_by": ["Warga Contoh 1"],
        "isi-0-follow_up": ["Ukur saluran"],
        "summary": ["Disepakati."],
    }
    answer = facilitator.post(at("minutes-edit", meeting), sent)
    assert "Tulis siapa yang mengerjakan" in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    sent |= {"isi-0-follow_up_by": ["TIPP"], "isi-0-follow_up_on": ["1-3-2026"]}
    assert facilitator.post(at("minutes-edit", meeting), sent).url == at("decision-list", meeting)
    entry = meeting.entries.get()
    assert (entry.follow_up_by, str(entry.follow_up_on)) == ("TIPP", "2026-03-01")
    assert meeting.agenda.first().discussion == "Lurah membuka rembuk."


def test_a_vote_that_does_not_add_up_is_refused_at_its_field_and_kept(world, facilitator, at):
    meeting = named(world, planned(world))
    page = facilitator.get(at("decision-list", meeting))
    sent = typed(page, text="Saluran gang 3 dahulu", method="SUARA", agree="9", against="1")
    answer = facilitator.post(at("decision-list", meeting), sent)
    assert "Jumlah suara 10 melebihi yang hadir (8 orang)" in answer.content.decode()
    assert typed(answer)["text"] == ["Saluran gang 3 dahulu"]
    facilitator.post(at("decision-list", meeting), sent | {"agree": ["6"]})
    assert meeting.decisions.get().agree == 6


def test_the_closing_page_saves_first_and_then_says_what_is_missing(world, facilitator, at):
    meeting = named(world, planned(world))
    page = facilitator.get(at("closing-edit", meeting))
    sent = typed(page, chair_name="Pimpinan Contoh", secretary_name="Notulis Contoh", tutup="1")
    sent |= {"wakil-PKK": ["Kader Contoh"]}
    answer = facilitator.post(at("closing-edit", meeting), sent, follow=True)
    html = answer.content.decode()
    assert "Kesimpulan notulen belum ditulis." in html
    assert typed(answer)["chair_name"] == ["Pimpinan Contoh"]
    minuted(world, meeting)
    decided(world, meeting)
    answer = facilitator.post(
        at("closing-edit", meeting), typed(facilitator.get(at("closing-edit", meeting)), tutup="1")
    )
    assert answer.url == at("meeting-detail", meeting)
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.CLOSED


def test_two_tabs_the_second_is_told_keeps_its_words_and_may_save_knowingly(world, facilitator, at):
    meeting = named(world, planned(world))
    page = facilitator.get(at("minutes-edit", meeting))
    minuted(world, meeting, summary="Ditulis rekan.")
    sent = typed(page, summary="Ditulis saya.")
    answer = facilitator.post(at("minutes-edit", meeting), sent)
    assert "Selagi Anda mengisi, Fasilitator" in answer.content.decode()
    assert typed(answer)["summary"] == ["Ditulis saya."]
    facilitator.post(at("minutes-edit", meeting), typed(answer))
    meeting.refresh_from_db()
    assert meeting.summary == "Ditulis saya."


def test_a_closed_meeting_is_locked_and_reopened_with_a_sentence(world, facilitator, at):
    meeting = closed(world)
    assert facilitator.get(at("minutes-edit", meeting)).status_code == 403
    page = facilitator.get(at("meeting-detail", meeting)).content.decode()
    assert at("meeting-reopen", meeting) in page
    answer = facilitator.post(at("meeting-reopen", meeting), {"alasan": "x"})
    assert answer.status_code == 200
    facilitator.post(at("meeting-reopen", meeting), {"alasan": "Jumlah perempuan salah ketik."})
    assert facilitator.get(at("minutes-edit", meeting)).status_code == 200
    assert "Jumlah perempuan salah ketik." in facilitator.get(at("meeting-detail", meeting)).content.decode()


def test_a_cancelled_meeting_stays_in_the_list_with_its_reason(world, facilitator, at):
    meeting = planned(world)
    facilitator.post(at("meeting-cancel", meeting), {"alasan": "Balai kelurahan terendam banjir."})
    assert "Dibatalkan" in facilitator.get(at("meeting-list")).content.decode()
    assert "Balai kelurahan terendam banjir." in facilitator.get(at("meeting-detail", meeting)).content.decode()
    assert facilitator.get(at("meeting-edit", meeting)).status_code == 403


def test_bkm_accepts_on_the_page_and_the_facilitator_cannot(world, as_user, at):
    meeting = named(world, planned(world), people(world, men=8, women=0, poor=0))
    led(world, meeting, note="Rembuk perempuan diadakan tersendiri.")
    address = at("participation-accept", meeting)
    assert as_user(world.cast.fasilitator).post(address).status_code == 403
    browser = as_user(world.cast.bkm)
    assert address in browser.get(at("meeting-detail", meeting)).content.decode()
    browser.post(address)
    meeting.refresh_from_db()
    assert meeting.participation_accepted_by == str(world.cast.bkm)


def test_every_stage_is_reached_from_every_page(world, facilitator, at):
    meeting = ready_to_close(world)
    stages = ("meeting-edit", "attendance-edit", "evidence-list", "minutes-edit", "decision-list", "closing-edit")
    for name in ("meeting-detail", "meeting-edit", "attendance-names", "minutes-edit", "closing-edit"):
        html = facilitator.get(at(name, meeting)).content.decode()
        assert all(f'href="{at(stage, meeting)}"' in html for stage in stages), name


def test_a_name_typed_twice_is_pointed_out_on_the_meeting(world, facilitator, at):
    rows = [AttendeeRow("Siti Contoh", "P", world.rts[0].pk, poor=True)] * 2
    meeting = named(world, planned(world), rows, paper=PaperCheck(2))
    assert "tertulis dua kali" in facilitator.get(at("meeting-detail", meeting)).content.decode()


def test_evidence_is_sent_shown_and_taken_back(world, facilitator, at, media):
    meeting = planned(world)
    sent = {"kind": "FOTO", "file": photo(), "caption": "Suasana rembuk"}
    facilitator.post(at("evidence-list", meeting), sent)
    facilitator.post(at("evidence-list", meeting), sent | {"file": photo()})
    row = meeting.evidence.get()
    assert row.digest in row.file.name
    assert "Suasana rembuk" in facilitator.get(at("evidence-list", meeting)).content.decode()
    assert facilitator.get(at("evidence-delete", meeting, row.pk)).status_code == 200
    facilitator.post(at("evidence-delete", meeting, row.pk))
    assert not meeting.evidence.exists()


def test_the_photo_that_explains_a_difference_is_not_taken_away(world, facilitator, at, media):
    meeting = planned(world)
    row = paper_photo(world, meeting)
    named(world, meeting, paper=PaperCheck(10, "Dua orang tanda tangan dua kali."))
    html = facilitator.post(at("evidence-delete", meeting, row.pk), follow=True).content.decode()
    assert "Unggah foto penggantinya dahulu" in html
    assert meeting.evidence.exists()


def test_an_unknown_meeting_type_shows_the_choice_and_a_forged_one_is_refused(world, facilitator, at):
    assert "Pertemuan apa" in facilitator.get(at("meeting-add"), {"jenis": "PESTA"}).content.decode()
    page = facilitator.get(at("meeting-add"), {"jenis": "FGD"})
    answer = facilitator.post(at("meeting-add"), typed(page, type="PESTA", place="Balai", starts_at="19:00"))
    assert answer.status_code == 200
    assert not Meeting.objects.exists()


def test_a_forged_rt_of_another_place_is_refused(world, facilitator, at):
    meeting = planned(world)
    page = facilitator.get(at("attendance-names", meeting))
    sent = names_sent(page, world, 2, paper_total="2") | {"peserta-0-rt_id": ["999999"]}
    assert facilitator.post(at("attendance-names", meeting), sent).status_code == 200
    assert not meeting.attendees.exists()
