"""Pages of the methods: list, choice, guide, blank sheet, session, groups, conclusion, photos, calendar."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.cycles.models import StepState
from planning.methods import services
from planning.methods.catalog import METHODS
from planning.methods.enums import GroupKind, SessionState
from planning.methods.models import MethodSession
from planning.methods.registry import TOOLS
from planning.methods.services.calendar import SeasonText, set_seasons
from tests.planning.methods.builders import (
    agreed_calendar,
    filled_calendar,
    fresh,
    started,
    with_group,
)
from tests.planning.rembuk import builders as rembuk
from tests.planning.rembuk.browsing import typed
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(world):
    def address(name, session=None, *more):
        rows = [session.pk] if session else []
        return reverse(f"methods:{name}", args=[world.cycle.pk, *rows, *more])

    return address


@pytest.fixture
def browser(world, as_user):
    return as_user(world.cast.fasilitator)


def text(answer):
    return answer.content.decode()


def queries_of(browser, url):
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


def test_an_empty_cycle_says_what_to_do_and_offers_every_guide(world, browser, at):
    page = text(browser.get(at("session-list")))
    assert "Belum ada metode yang dipakai" in page
    assert all(method.title in page for method in METHODS.values())


def test_the_choice_offers_what_can_be_filled_in_and_keeps_the_rembuk(world, browser, at):
    meeting = rembuk.planned(world)
    page = text(browser.get(f"{at('method-choose')}?rembuk={meeting.pk}"))
    assert page.count("orang</small>") == len(TOOLS)
    assert f"panduan/kalender/?rembuk={meeting.pk}" in page


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_every_guide_tells_purpose_steps_questions_and_source(world, browser, at, method):
    page = text(browser.get(reverse("methods:method-guide", args=[world.cycle.pk, method.slug])))
    for words in (method.purpose, method.steps[0], method.questions[0], method.source):
        assert words in page.replace("&#x27;", "'")


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_blank_sheet_is_a_pdf_of_one_page(world, browser, at, paper):
    answer = browser.get(reverse("methods:blank-file", args=[world.cycle.pk, "kalender", paper]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer.content.count(b"/Type /Page\n") <= 1


def test_an_unknown_method_or_paper_is_not_found(world, browser):
    for address in ("panduan/tarian/", "panduan/kalender/lembar-kosong-f4.pdf", "mulai/tarian/"):
        assert browser.get(f"/siklus/{world.cycle.pk}/metode/{address}").status_code == 404


def test_a_session_is_begun_and_its_groups_come_next(world, browser, at):
    url = reverse("methods:session-add", args=[world.cycle.pk, "kalender"])
    answer = browser.post(url, typed(browser.get(url), title="Kalender RW 001", held_on="14/2/2026", place="Balai"))
    session = MethodSession.objects.get()
    assert answer.url == at("group-edit", session)
    assert (session.title, session.day.isoformat()) == ("Kalender RW 001", "2026-02-14")


def test_a_day_that_is_missing_is_said_at_the_field(world, browser):
    url = reverse("methods:session-add", args=[world.cycle.pk, "kalender"])
    page = text(browser.post(url, typed(browser.get(url), held_on="")))
    assert "Isi tanggalnya, atau pilih rembuknya." in page
    assert not MethodSession.objects.exists()


def test_groups_are_typed_in_rows_and_compared_from_then_on(world, browser, at):
    session = started(world)
    url = at("group-edit", session)
    answer = browser.post(url, typed(browser.get(url), **{"kelompok-1-kind": "PEREMPUAN", "kelompok-1-women": "7"}))
    assert answer.url == at("session-detail", session)
    assert [group.label for group in fresh(session).groups.all()] == ["Semua peserta", "Perempuan"]
    assert "Perbandingan" in text(browser.get(at("session-detail", session)))


def test_a_group_of_another_kind_without_a_name_is_refused_at_its_field(world, browser, at):
    url = at("group-edit", started(world))
    page = text(browser.post(url, typed(browser.get(url), **{"kelompok-1-kind": "LAIN"})))
    assert "Tulis nama kelompoknya." in page


def test_the_page_of_a_draft_lists_what_is_missing_with_links(world, browser, at):
    session = started(world)
    page = text(browser.get(at("session-detail", session)))
    assert "Kesimpulan belum ditulis." in page
    assert at("conclusion-edit", session) in page
    assert at("calendar-edit", session, session.groups.get().pk) in page


def test_a_filled_calendar_shows_drawing_table_and_months(world, browser, at):
    page = text(browser.get(at("session-detail", filled_calendar(world))))
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="gambar"' in page
    assert "Lihat angkanya sebagai tabel" in page
    assert "Bulan untuk pekerjaan bangunan" in page
    assert "gang 3 setinggi lutut" in page


@pytest.mark.parametrize("in_rembuk", [False, True])
def test_conclusion_and_agreement_are_one_page_with_two_buttons(world, browser, at, in_rembuk):
    session = filled_calendar(world, started(world, meeting=rembuk.planned(world) if in_rembuk else None))
    url = at("conclusion-edit", session)
    browser.post(url, typed(browser.get(url), conclusion="Kerja pada kemarau.", simpan="1"))
    assert fresh(session).state == SessionState.DRAFT
    browser.post(url, typed(browser.get(url), sepakat="1"))
    assert fresh(session).state == SessionState.AGREED
    assert browser.get(url).status_code == 403


def test_agreeing_too_early_keeps_what_was_typed_and_says_what_is_missing(world, browser, at):
    session = started(world)
    url = at("conclusion-edit", session)
    answer = browser.post(url, typed(browser.get(url), conclusion="Kerja pada kemarau.", sepakat="1"), follow=True)
    assert "belum dapat disepakati" in text(answer)
    assert "Kalender Semua peserta belum diisi." in text(answer)
    assert fresh(session).conclusion == "Kerja pada kemarau."


def test_an_agreed_result_offers_paper_and_reopening(world, browser, at):
    session = agreed_calendar(world)
    page = text(browser.get(at("session-detail", session)))
    assert "Isinya terkunci." in page
    assert reverse("documents:document-print", args=["hasil-metode", session.pk]) in page
    url = at("session-reopen", session)
    browser.post(url, {"alasan": "Kelompok pemuda belum ditanya."})
    assert fresh(session).state == SessionState.DRAFT


def test_photos_with_people_are_shown_only_to_those_who_work_with_names(world, as_user, at, media):
    session = started(world)
    row = services.add_photo(session=session, file=photo(), by=world.cast.fasilitator, caption="Kertas asli")
    url = at("photo-file", session, row.pk)
    assert b"".join(as_user(world.cast.fasilitator).get(url).streaming_content).startswith(b"\xff\xd8")
    reader = as_user(world.cast.pemantau)
    assert reader.get(url).status_code == 403
    assert "Kertas asli" not in text(reader.get(at("session-detail", session)))


def test_a_photo_is_sent_and_taken_back(world, browser, at, media):
    session = started(world)
    browser.post(at("photo-list", session), {"file": photo(), "caption": "Kertas asli"})
    row = fresh(session).photos.get()
    assert (row.caption, row.has_people) == ("Kertas asli", False)
    browser.post(at("photo-delete", session, row.pk))
    assert not fresh(session).photos.exists()


def test_an_empty_draft_is_taken_away_after_a_question(world, browser, at):
    session = started(world)
    assert "Hapus draf" in text(browser.get(at("session-drop", session)))
    assert browser.post(at("session-drop", session)).url == at("session-list")
    assert not MethodSession.objects.exists()


def test_a_rembuk_shows_the_methods_used_in_it_and_offers_another(world, browser, at):
    meeting = rembuk.planned(world)
    url = reverse("rembuk:meeting-detail", args=[world.cycle.pk, meeting.pk])
    assert f"{at('method-choose')}?rembuk={meeting.pk}" in text(browser.get(url))
    session = started(world, meeting=meeting)
    assert at("session-detail", session) in text(browser.get(url))


def test_who_may_not_write_sees_no_empty_card_of_methods(world, as_user, at):
    meeting = rembuk.planned(world)
    page = text(as_user(world.cast.pemantau).get(reverse("rembuk:meeting-detail", args=[world.cycle.pk, meeting.pk])))
    assert "Metode partisipatif" not in page


def test_the_step_that_works_out_problems_leads_to_the_methods(world, browser, at):
    StepState.objects.filter(cycle=world.cycle, step="P1").update(status="SELESAI")
    StepState.objects.filter(cycle=world.cycle, step="P2").update(status="BERJALAN")
    page = text(browser.get(reverse("cycles:cycle-detail", args=[world.cycle.pk])))
    assert "Gali bersama warga dengan metode partisipatif" in page


def test_a_session_begun_from_a_rembuk_asks_for_no_day(world, browser):
    meeting = rembuk.planned(world)
    url = f"{reverse('methods:session-add', args=[world.cycle.pk, 'venn'])}?rembuk={meeting.pk}"
    browser.post(url, typed(browser.get(url)))
    session = MethodSession.objects.get()
    assert (session.meeting, session.day) == (meeting, meeting.held_on)


# --- Calendar ---------------------------------------------------------------------------------------------
def test_the_grid_begins_with_the_usual_factors_and_keeps_what_is_typed(world, browser, at):
    session = started(world)
    url = at("calendar-edit", session, session.groups.get().pk)
    page = browser.get(url)
    assert "Januari" in text(page)
    sent = typed(page, **{"faktor-0-c0": "3", "faktor-0-c1": "++", "faktor-0-notes": "Jan: selutut\nfebruari: surut"})
    assert browser.post(url, sent).url.startswith(at("session-detail", session))
    row = session.groups.get().factors.get()
    assert (row.kind, row.levels[:3], row.notes) == ("HUJAN", [3, 2, None], {"0": "selutut", "1": "surut"})


@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [
        ("faktor-0-c2", "4", "Maret: isi 0, 1, 2 atau 3."),
        ("faktor-0-c2", "banyak", "Maret: isi 0, 1, 2 atau 3."),
        ("faktor-0-notes", "lebaran ramai", "mulai dengan salah satu dari Januari"),
    ],
)
def test_a_cell_that_cannot_be_read_is_answered_there_and_nothing_is_lost(world, browser, at, cell, value, sentence):
    session = started(world)
    url = at("calendar-edit", session, session.groups.get().pk)
    page = text(browser.post(url, typed(browser.get(url), **{"faktor-1-c5": "2", cell: value})))
    assert sentence in page
    assert 'name="faktor-1-c5" value="2"' in page
    assert not session.groups.get().factors.exists()


def test_saving_may_lead_to_the_next_group(world, browser, at):
    session = started(world)
    women = with_group(world, session)
    url = at("calendar-edit", session, session.groups.first().pk)
    answer = browser.post(url, typed(browser.get(url), **{"faktor-0-c0": "1", "lanjut": "1"}))
    assert answer.url == at("calendar-edit", session, women.pk)


def test_local_seasons_replace_the_months(world, browser, at):
    session = started(world)
    url = at("season-edit", session)
    rows = {
        "musim-0-name": "Rendeng", "musim-0-first": "10", "musim-0-last": "3",
        "musim-1-name": "Ketigo", "musim-1-first": "4", "musim-1-last": "9",
    }  # fmt: skip
    browser.post(url, typed(browser.get(url), **rows))
    page = text(browser.get(at("calendar-edit", session, session.groups.get().pk)))
    assert "Rendeng" in page
    assert "faktor-0-c2" not in page


def test_a_season_without_months_is_refused_at_its_field(world, browser, at):
    url = at("season-edit", started(world))
    assert "Pilih bulannya." in text(browser.post(url, typed(browser.get(url), **{"musim-0-name": "Rendeng"})))


def test_a_form_of_another_method_is_not_found(world, browser, at):
    session = started(world)
    assert browser.get(at("calendar-edit", session, 99999)).status_code == 404


# --- The same number of queries for one and for three --------------------------------------------------------
def test_the_list_asks_the_same_for_one_and_for_three_sessions(world, browser, at):
    filled_calendar(world)
    one = queries_of(browser, at("session-list"))
    for number in range(2):
        filled_calendar(world, started(world, title=f"Kalender {number}"))
    assert queries_of(browser, at("session-list")) == one


def test_the_page_asks_the_same_for_one_and_for_three_groups(world, browser, at):
    session = filled_calendar(world)
    one = queries_of(browser, at("session-detail", session))
    for kind in (GroupKind.PEREMPUAN, GroupKind.PEMUDA):
        filled_calendar(world, session, with_group(world, session, kind))
    assert queries_of(browser, f"{at('session-detail', session)}?kelompok=banding") == one


def test_groups_stand_side_by_side_with_what_they_see_differently(world, browser, at):
    session = filled_calendar(world)
    group = with_group(world, session)
    filled_calendar(world, session, group, _women_rows())
    page = text(browser.get(f"{at('session-detail', session)}?kelompok=banding"))
    assert page.count('class="gambar"') == 2  # narrow drawings of two groups beside each other
    assert "Banjir/genangan: Semua peserta dan Perempuan menilai berbeda" in page


def _women_rows():
    from tests.planning.methods.builders import factor

    return [factor("BANJIR", (3, 3, 3, 3, 2, 0, 0, 0, 0, 0, 1, 3))]


def test_what_others_saved_meanwhile_is_not_overwritten(world, browser, at):
    session = filled_calendar(world)
    url = at("calendar-edit", session, session.groups.get().pk)
    page = browser.get(url)
    set_names = typed(page)
    filled_calendar(world, session, rows=_women_rows())
    answer = browser.post(url, set_names)
    assert "menyimpan hasil kelompok Semua peserta" in text(answer)
    assert [row.kind for row in session.groups.get().factors.all()] == ["BANJIR"]


def test_seasons_can_be_renamed_but_not_recounted_once_a_group_answered(world):
    session = filled_calendar(world)
    with pytest.raises(Exception, match="jumlah kolomnya tetap"):
        set_seasons(
            session=session, texts=[SeasonText("Rendeng", 10, 3), SeasonText("Ketigo", 4, 9)], by=world.cast.bkm
        )
