"""The page of a kelurahan without login: only what is ratified, nobody's name, few queries, no cookie."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kumuh.conditions.services import save_rt_record
from kumuh.core.acting import acting
from kumuh.core.formats import tanggal
from planning.cycles.enums import StepStatus
from planning.cycles.models import StepState
from planning.cycles.services import unlock_step
from planning.documents import services as documents
from planning.programs.models import ForumAnswer
from planning.public.queries import public_page
from planning.rembuk import services as rembuk
from planning.rembuk.models import Meeting
from tests.cast import FAR_KELURAHAN, FISCAL_YEAR, KELURAHAN, make_cycle, make_survey
from tests.kumuh.conditions.cases import HEADER, NOTHING_WRONG
from tests.planning.documents import builders as papers
from tests.planning.programs import builders as programs
from tests.planning.proposals import builders as proposals
from tests.planning.rembuk import builders as meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media", "empty_cache")]
WAITING = "Sedang disusun."
MILLION = 1_000_000


@pytest.fixture
def empty_cache():
    cache.clear()


def address(code=KELURAHAN, query=""):
    return reverse("public:place-detail", args=[code]) + query


def text_of(client, code=KELURAHAN, query=""):
    return client.get(address(code, query)).content.decode()


def close(world, *steps, cycle=None):
    rows = StepState.objects.filter(cycle=cycle or world.cycle, step__in=steps)
    rows.update(status=StepStatus.CLOSED, closed_at=timezone.now(), version=F("version") + 1)


@pytest.fixture
def full(world):
    """A cycle with data, a meeting, usulan, works and a list; nothing is ratified yet."""
    papers.surveyed(world)
    papers.officials(world)
    papers.closed_meeting(world)
    made = programs.ranked_works(world, 400 * MILLION, 700 * MILLION)
    proposals.taken(world, title="Bangku taman", reason="Kata Warga Contoh 1")
    programs.listed(world)
    return made


# --- Only what is ratified ----------------------------------------------------------------------------
def test_before_anything_is_ratified_every_part_says_that_it_is_being_made(client, world, full):
    page = text_of(client)
    assert page.count(WAITING) == 2
    assert "Rencana 2026: sedang disusun" in page
    for hidden in ("Usulan nomor 1", "Bangku taman", "RT 002 didahulukan", "Kumuh Ringan", "Rp 400.000.000"):
        assert hidden not in page


def test_each_closed_step_opens_its_own_part(client, world, full):
    close(world, "P1", "P2")
    page = text_of(client)
    assert "RT 002 didahulukan" in page
    assert "Kumuh Ringan" in page
    assert "Masalah yang disepakati" in page
    assert "Usulan nomor 1" not in page
    close(world, "P3")
    page = text_of(client)
    assert "Usulan nomor 1" in page
    assert "Bangku taman" in page
    assert "Rp\N{NO-BREAK SPACE}400.000.000" in page
    assert "daftar ditutup di sini" not in page
    close(world, "P4")
    page = text_of(client)
    assert "daftar ditutup di sini" in page
    assert "Rencana 2026: sudah disahkan" in page
    assert WAITING not in page


def test_a_step_counts_only_when_the_ones_before_it_are_closed(client, world, full):
    close(world, "P1", "P3", "P4")
    assert "Usulan nomor 1" not in text_of(client)


def test_a_reopened_step_takes_its_part_away_at_once(client, world, full):
    close(world, "P1", "P2", "P3")
    assert "Usulan nomor 1" in text_of(client)
    rows = StepState.objects.filter(cycle=world.cycle, step="P3")
    rows.update(status=StepStatus.OPEN, closed_at=None, version=F("version") + 1)
    assert "Usulan nomor 1" not in text_of(client)


def test_a_ratified_step_that_was_opened_again_says_when_and_keeps_saying_it(client, world, full):
    close(world, "P1", "P2")
    state = StepState.objects.get(cycle=world.cycle, step="P2")
    assert "Pernah disahkan" not in text_of(client)
    for status, closed_at in (("SELESAI", timezone.now()), ("BERJALAN", None)):
        state.status, state.closed_at, state.version = status, closed_at, state.version + 1
        state.save()
    day = tanggal(timezone.localdate())
    assert f"Pernah disahkan; dibuka kembali {day} untuk diubah." in text_of(client)
    state.status, state.closed_at, state.version = "SELESAI", timezone.now(), state.version + 1
    state.save()
    page = text_of(client)
    assert f"Diubah setelah disahkan: dibuka kembali {day}, lalu disahkan lagi." in page
    assert page.count("dibuka kembali") == 1


def test_what_somebody_changed_with_a_key_is_told_by_its_day_alone(client, world, full):
    close(world, "P1", "P2")
    key = unlock_step(
        cycle=world.cycle,
        step="P2",
        person=world.cast.fasilitator,
        until=timezone.localdate() + timedelta(days=3),
        reason="Salah ketik milik Warga Contoh 1.",
        by=world.cast.pokja,
    )
    with acting(key.person):
        rembuk_meeting(world).save()
    page = text_of(client)
    assert f"Diubah setelah disahkan, terakhir {tanggal(timezone.localdate())}." in page
    assert key.reason not in page
    assert str(key.person) not in page


# --- Results of Musrenbang ----------------------------------------------------------------------------
def test_results_of_musrenbang_are_counted_once_their_step_is_closed(client, world):
    world.cycle = make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track="K")
    accepted, postponed = programs.ranked_works(world, 400 * MILLION, 700 * MILLION)
    meeting = meetings.planned(world, type="MUSRENBANG_KEL", step="K2.6")
    for work, status in ((accepted, "DITERIMA"), (postponed, "DITUNDA")):
        ForumAnswer.objects.create(
            work=work, level="KELURAHAN", status=status, reason="Lahan Pengusul Rahasia belum jelas.", meeting=meeting
        )
    assert "Hasil Musrenbang" not in text_of(client)

    order = list(world.cycle.steps.order_by("position").values_list("step", flat=True))
    close(world, *order[: order.index("K2.6") + 1])

    (row,) = public_page(KELURAHAN).forum
    assert (row.level, row.asked, row.accepted, row.postponed, row.declined, row.merged, row.cost) == (
        "Musrenbang kelurahan", 2, 1, 1, 0, 0, 400 * MILLION,
    )  # fmt: skip
    page = text_of(client)
    assert "Hasil Musrenbang" in page
    assert "Pengusul Rahasia" not in page
    assert "Belum ada perencanaan di sini" not in page

    reopened = world.cycle.steps.get(step=order[0])
    reopened.status, reopened.closed_at, reopened.version = "BERJALAN", None, reopened.version + 1
    reopened.save()
    assert public_page(KELURAHAN).forum == ()


def test_decisions_show_text_and_votes_and_only_of_closed_meetings(client, world, full):
    papers.held_meeting(world, title="Rembuk yang belum ditutup")
    close(world, "P1", "P2")
    page = text_of(client)
    assert "Suara terbanyak: 6 setuju, 2 tidak setuju, 1 abstain." in page
    assert "Musyawarah mufakat." in page
    assert "Hadir 9 orang, 5 di antaranya perempuan." in page
    assert "Rembuk yang belum ditutup" not in page


def test_years_after_the_ratified_survey_are_not_shown(world, full):
    later = make_survey(world.places.kelurahan, 2026)
    save_rt_record(survey=later, neighbourhood=world.rts[0], denominators=HEADER, volumes=NOTHING_WRONG, by=None)
    close(world, "P1", "P2")
    assert [row.year for row in public_page(KELURAHAN).years] == [2025]


def test_only_final_editions_without_names_are_listed_with_their_codes(client, world, full):
    meeting = rembuk_meeting(world)
    for kind in ("berita-acara", "daftar-hadir", "undangan"):
        documents.print_document(kind=kind, subject_id=meeting.pk, by=world.cast.bkm, reason="arsip")
    draft = papers.held_meeting(world, title="Rembuk kedua")
    unfinished = documents.print_document(kind="berita-acara", subject_id=draft.pk, by=None, reason="uji")
    close(world, "P1", "P2")
    page = public_page(KELURAHAN)
    assert [paper.title for paper in page.papers] == ["Berita Acara Rembuk"]
    assert page.papers[0].code in text_of(client)
    assert unfinished.control_code not in text_of(client)


def rembuk_meeting(world):
    return Meeting.objects.get(cycle=world.cycle, title="Rembuk kelurahan tentang masalah kumuh")


# --- Nobody's name ------------------------------------------------------------------------------------
def test_no_name_and_no_telephone_of_anybody_is_ever_shown(client, world, full):
    meeting = meetings.planned(world, title="Rembuk RW bersama Warga Contoh 2")
    meetings.named(world, meeting)
    meetings.minuted(world, meeting)
    meetings.decided(world, meeting, text=f"Lahan Warga Contoh 1 dipakai, hubungi {papers.PHONE}.")
    meetings.led(world, meeting)
    rembuk.close_meeting(meeting=meeting, by=world.cast.fasilitator)
    decline = proposals.taken(world, title="Pagar rumah warga contoh 3", asked_by_name="Pengusul Rahasia Contoh")
    close(world, "P1", "P2", "P3", "P4")
    page = text_of(client).lower()
    assert "lahan [nama warga] dipakai, hubungi [nomor disembunyikan]." in page
    assert "rembuk rw bersama [nama warga]" in page
    assert decline.asked_by_name.lower() not in page
    for name in ("warga contoh", "pengusul rahasia", papers.PHONE, "tokoh contoh", "kader contoh", "notulis contoh"):
        assert name.lower() not in page


# --- Cost, headers, cookies -----------------------------------------------------------------------------
def test_the_number_of_queries_does_not_grow_and_a_kept_page_asks_almost_nothing(client, world):
    papers.surveyed(world)
    papers.closed_meeting(world)
    programs.ranked_works(world, 100 * MILLION)
    programs.listed(world)
    close(world, "P1", "P2", "P3", "P4")

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert public_page(KELURAHAN).works
        return len(asked)

    one, kept = queries(), queries()
    StepState.objects.filter(cycle=world.cycle).update(status=StepStatus.OPEN)
    papers.closed_meeting(world, title="Rembuk kedua")
    papers.closed_meeting(world, title="Rembuk ketiga")
    programs.ranked_works(world, 100 * MILLION, 100 * MILLION)
    close(world, "P1", "P2", "P3", "P4")
    assert queries() == one
    assert kept == 3


def test_the_page_sets_no_cookie_and_tells_browsers_and_search_engines_what_it_is(client, world, full):
    for url in (address(), reverse("public:place-search")):
        answer = client.get(url)
        assert not answer.cookies
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noarchive"
        assert answer["Cache-Control"] == "public, max-age=300"
    assert "<script" not in text_of(client)


def test_somebody_who_is_signed_in_gets_a_page_of_their_own(world, as_user):
    answer = as_user(world.cast.bkm).get(address())
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Ke meja kerja" in answer.content.decode()


def test_the_check_of_a_paper_is_kept_by_nobody_and_listed_nowhere(client, world):
    answer = client.get(reverse("public:document-find"))
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


def test_search_engines_are_led_to_the_public_pages_only(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Allow: /publik/" in lines
    assert lines[-1] == "Disallow: /"


# --- Finding a place ------------------------------------------------------------------------------------
def test_a_kelurahan_is_found_by_name_with_those_that_plan_first(client, world, full):
    found = client.get(reverse("public:place-search"), {"q": "krapyak"})
    assert [(row.code, row.fiscal_year) for row in found.context["found"]] == [(KELURAHAN, FISCAL_YEAR)]
    assert "Kota Pekalongan" in found.content.decode()
    nothing = client.get(reverse("public:place-search"), {"q": "entah di mana"}).content.decode()
    assert "Tidak ada kelurahan atau desa dengan nama itu" in nothing


def test_newly_ratified_plans_are_offered_without_searching(client, world, full):
    start = reverse("public:place-search")
    assert address() not in client.get(start).content.decode()
    close(world, "P1", "P2", "P3")
    assert address() in client.get(start).content.decode()


def test_the_sign_in_page_leads_to_the_public_pages(client):
    page = client.get(reverse("account_login")).content.decode()
    assert reverse("public:place-search") in page
    assert reverse("public:document-find") in page


def test_other_years_have_their_own_page_and_unknown_ones_none(client, world, full):
    close(world, "P1", "P2", "P3")
    make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, fiscal_year=2027)
    assert "Rencana 2027: sedang disusun" in text_of(client)
    assert "Usulan nomor 1" in text_of(client, query="?tahun=2026")
    for wrong in ("?tahun=2031", "?tahun=dua", "?tahun=20260"):
        assert client.get(address(query=wrong)).status_code == 404


def test_a_place_without_planning_says_so_and_an_unknown_code_is_not_found(client, world):
    assert world.places.far_kelurahan.code == FAR_KELURAHAN
    assert "Belum ada perencanaan di sini" in text_of(client, FAR_KELURAHAN)
    for code in ("99.99.99.9999", "33.75", "x"):
        assert client.get(address(code)).status_code == 404
