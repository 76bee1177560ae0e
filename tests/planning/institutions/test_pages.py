"""Pages of bodies: what is typed comes back, who may not is turned away, lists cost the same for one and three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kumuh.core.uploads import clean_upload
from planning.institutions.models import Institution
from tests.planning.institutions.builders import decreed, elected, founded, staffed, three
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"institutions:{name}", args=args)


@pytest.fixture
def browser(world, as_user):
    return as_user(world.cast.fasilitator)


def text(answer):
    return answer.content.decode()


def queries_of(browser, url):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


def typed(*rows):
    """What the browser sends of the grid of members."""
    data = {"dilihat": "", "anggota-TOTAL_FORMS": str(len(rows)), "anggota-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"anggota-{number}-{name}": value for name, value in row.items()}
    return data


def test_a_body_is_recorded_and_its_members_are_typed_next(world, browser):
    url = f"{at('institution-add', world.places.kelurahan.pk)}?jenis=KSM&siklus={world.cycle.pk}"
    assert "Saldo awal" in text(browser.get(url))

    answer = browser.post(url, {"name": "KSM Contoh Melati", "cycle": world.cycle.pk, "formed_on": "20/1/2026"})

    row = Institution.objects.get()
    assert answer.url == at("members-edit", row.pk)
    assert (row.name, row.cycle, row.formed_on.isoformat()) == ("KSM Contoh Melati", world.cycle, "2026-01-20")


def test_a_body_without_account_is_not_asked_for_one(world, browser):
    page = text(browser.get(f"{at('institution-add', world.places.kelurahan.pk)}?jenis=TIPP"))
    assert "Rapat pembentukan" in page
    assert "Saldo awal" not in page


def test_members_are_typed_in_one_grid_and_empty_lines_are_ignored(world, browser):
    body = founded(world)
    row = {"name": "Sri Contoh", "sex": "P", "rt_id": world.rts[0].pk, "element": "MBR", "position": "KETUA",
           "since": "20/1/2026", "account_role": "KETUA"}  # fmt: skip
    answer = browser.post(at("members-edit", body.pk), typed(row, {"name": "", "since": "20/1/2026"}))

    assert answer.status_code == 302
    page = text(browser.get(at("institution-detail", body.pk)))
    assert "Sri Contoh" in page
    assert "Jabatan belum diisi: sekretaris, bendahara" in page


def test_a_half_filled_line_is_answered_at_its_field_and_nothing_is_lost(world, browser):
    body = founded(world)
    page = text(browser.post(at("members-edit", body.pk), typed({"name": "Sri Contoh", "since": ""})))
    for said in ("Pilih L atau P.", "Isi sejak kapan.", 'value="Sri Contoh"'):
        assert said in page
    assert not body.members.exists()


def test_more_lines_without_script(world, browser):
    body = founded(world)
    page = text(browser.post(at("members-edit", body.pk), typed({"name": "Sri Contoh"}) | {"tambah": "1"}))
    assert 'name="anggota-5-name"' in page
    assert not body.members.exists()


def test_an_election_shows_a_tie_until_those_present_decided(world, browser):
    body = founded(world)
    election = elected(world, body, 7, 7)
    assert "Suara sama pada kursi terakhir" in text(browser.get(at("election-edit", body.pk, election.pk)))
    answer = browser.post(at("election-seat", body.pk, election.pk), {"since": "1/2/2026"}, follow=True)
    assert "Suara sama antara" in text(answer)
    assert not body.members.exists()


def test_candidates_are_typed_counted_and_seated(world, browser):
    body = founded(world)
    sent = {
        "held_on": "25/1/2026", "position": "ANGGOTA", "seats": "1", "choices_each": "1", "spoiled": "0",
        "calon-TOTAL_FORMS": "2", "calon-INITIAL_FORMS": "0",
        "calon-0-name": "Ani Contoh", "calon-0-sex": "P", "calon-0-votes": "9", "calon-0-element": "PKK",
        "calon-1-name": "Budi Contoh", "calon-1-sex": "L", "calon-1-votes": "4", "calon-1-element": "WARGA",
    }  # fmt: skip
    answer = browser.post(at("election-add", body.pk), sent)
    assert answer.status_code == 302, text(answer)
    browser.post(f"{answer.url}jadikan-anggota/", {"since": "1/2/2026"})
    assert [member.name for member in body.members.all()] == ["Ani Contoh"]


def test_an_sk_is_prepared_numbered_and_its_paper_opens_again(world, browser, media):
    body = founded(world)
    page = text(browser.get(at("decree-add", body.pk)))
    assert "Nomor berikutnya menurut catatan di sini: 1." in page
    content = {"issuer": "LURAH", "about": "Pembentukan KSM Contoh Mawar", "copies": "Camat"}
    assert browser.post(at("decree-add", body.pk), content).status_code == 302
    decree = body.decrees.get()
    numbered = content | {"sequence": "3", "dated_on": "2/2/2026", "pindaian": photo(), "version": decree.version}
    answer = browser.post(at("decree-edit", body.pk, decree.pk), numbered)
    assert answer.status_code == 302, text(answer)
    decree.refresh_from_db()
    assert (decree.number, decree.is_complete) == ("3 Tahun 2026", True)
    opened = browser.get(at("decree-file", body.pk, decree.pk))
    assert opened["Content-Type"] == "image/jpeg"
    opened.close()


def test_the_number_of_the_account_and_scans_are_not_for_a_mere_reader(world, as_user, media):
    body = founded(world, bank="Bank Contoh", account_number="778899")
    decree = decreed(world, body, scan=clean_upload(photo()))
    reader = as_user(world.cast.pemantau)
    assert "778899" not in text(reader.get(at("institution-detail", body.pk)))
    assert reader.get(at("decree-file", body.pk, decree.pk)).status_code == 403
    assert "778899" in text(as_user(world.cast.lurah).get(at("institution-detail", body.pk)))


def test_bodies_of_another_city_do_not_exist_for_a_stranger(world, as_user):
    body = founded(world)
    stranger = as_user(world.cast.stranger)
    assert stranger.get(at("institution-detail", body.pk)).status_code == 404
    assert stranger.get(at("institution-list", world.places.kelurahan.pk)).status_code == 404
    assert body.name not in text(stranger.get(at("area-list")))


def test_the_list_of_a_kelurahan_shows_two_offices_and_what_nobody_formed_yet(world, browser):
    for name in ("KSM Contoh A", "KSM Contoh B"):
        staffed(world, founded(world, name=name), *three(world))
    page = text(browser.get(at("cycle-institutions", world.cycle.pk)))
    assert "Rangkap jabatan (3)" in page
    assert "Catat TIPP" in page


def test_lists_and_pages_cost_the_same_for_one_body_and_for_three(world, browser):
    first = founded(world)
    staffed(world, first, *three(world))
    decreed(world, first, 1)
    elected(world, first, 3, 2)
    urls = [
        at("area-list"), at("institution-list", world.places.kelurahan.pk), at("cycle-institutions", world.cycle.pk),
        at("institution-detail", first.pk), at("duty-list", first.pk), at("members-edit", first.pk),
    ]  # fmt: skip
    for url in urls:
        browser.get(url)
    before = [queries_of(browser, url) for url in urls]
    for number in (2, 3):
        body = founded(world, name=f"KSM Contoh {number}")
        staffed(world, body, *three(world))
        decreed(world, body, number)
        elected(world, first, 3, 2, 1)
    assert [queries_of(browser, url) for url in urls] == before
