"""Pages of trainings: from planning one to who understands what, by those who may."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from planning.institutions.models import Material, Training
from tests.cast import KELURAHAN, make_cycle
from tests.planning.institutions.builders import founded, member, scored, staffed, trained
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db


def page(browser, name, *args, words=""):
    return browser.get(reverse(f"institutions:{name}", args=args) + words).content.decode()


def rows(**fields):
    """The empty table of new people."""
    return {"baru-TOTAL_FORMS": 0, "baru-INITIAL_FORMS": 0, "baru-MIN_NUM_FORMS": 0, "baru-MAX_NUM_FORMS": 60} | fields


def test_a_training_is_planned_filled_and_scored_page_by_page(world, as_user):
    browser = as_user(world.cast.fasilitator)
    body = founded(world, "BKM", "BKM Contoh")
    staffed(world, body, member("Anggota Contoh"))
    add = reverse("institutions:training-add", args=[KELURAHAN]) + f"?topik=PLPBK&siklus={world.cycle.pk}"
    sent = {
        "title": "Pelatihan Contoh", "topics": ["KONSEP", "DANA"], "held_on": "2026-01-28", "trainers": "Contoh",
        "cycle": world.cycle.pk,
    }  # fmt: skip
    assert browser.post(add, sent).status_code == 302
    training = Training.objects.get()
    people = reverse("institutions:training-people", args=[training.pk])
    assert "BKM Contoh (1)" in browser.get(people).content.decode()

    new = {
        "baru-TOTAL_FORMS": 1, "baru-0-name": "Aparat Contoh", "baru-0-sex": "L", "baru-0-element": "APARAT",
    }  # fmt: skip
    answer = browser.post(people, rows(pilih=[f"anggota:{body.members.get().pk}"], **new))
    assert answer.status_code == 302
    one, two = training.participants.order_by("pk")

    scores = {f"h{one.pk}": "on", f"h{two.pk}": "on", f"a{one.pk}": "40", f"z{one.pk}": "85",
              f"KONSEP-{one.pk}": "P", f"DANA-{one.pk}": "B", f"KONSEP-{two.pk}": ""}  # fmt: skip
    assert browser.post(reverse("institutions:training-scores", args=[training.pk]), scores).status_code == 302
    one.refresh_from_db()
    assert (one.before, one.after, one.grasps) == (40, 85, {"KONSEP": "P", "DANA": "B"})
    shown = page(browser, "training-detail", training.pk)
    assert "2 dari 2 orang" in shown
    assert "Aparat Contoh" in shown


def test_the_grid_says_at_its_field_what_is_wrong_and_keeps_the_rest(world, as_user):
    training = trained(world, ("Contoh", None, "WARGA"))
    row = training.participants.get()
    sent = {f"h{row.pk}": "on", f"a{row.pk}": "140", f"KONSEP-{row.pk}": "P"}
    answer = as_user(world.cast.bkm).post(reverse("institutions:training-scores", args=[training.pk]), sent)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Sebelum, Contoh" in shown
    assert f'name="KONSEP-{row.pk}" value="P" checked' in shown


def test_before_its_day_a_training_has_expected_people_and_no_scores(world, as_user):
    training = trained(world, ("Contoh", None, "WARGA"), on=timezone.localdate() + timedelta(days=3))
    browser = as_user(world.cast.fasilitator)
    assert "1 orang" in page(browser, "training-detail", training.pk)
    assert "Belum dilaksanakan" in page(browser, "training-scores", training.pk)


def test_names_and_scores_stay_with_those_who_work_with_them(world, as_user):
    training = trained(world, ("Nama Rahasia Contoh", None, "WARGA"))
    scored(world, training, mark="B")
    for reader, sees in ((world.cast.lurah, True), (world.cast.pemantau, False)):
        browser = as_user(reader)
        for shown in (
            page(browser, "training-detail", training.pk),
            page(browser, "competency-report", KELURAHAN, words="?topik=PLPBK"),
        ):
            assert ("Nama Rahasia Contoh" in shown) is sees
    assert (
        as_user(world.cast.pemantau).get(reverse("institutions:training-people", args=[training.pk])).status_code == 403
    )


def test_the_report_names_gaps_of_a_body_and_whom_to_train_again(world, as_user):
    body = founded(world, "TIPP", "TIPP Contoh")
    staffed(world, body, member("Satu Contoh"))
    scored(world, trained(world, ("Satu Contoh", body, "WARGA"), topic_set="KBIK"), PETA="B")
    shown = page(as_user(world.cast.fasilitator), "competency-report", KELURAHAN, words="?topik=KBIK")
    assert "Perlu diulang" in shown
    assert "<b>Cara membuat peta</b>: Satu Contoh" in shown
    assert "TIPP Contoh" in shown


def test_material_is_put_on_the_shelf_read_and_taken_away(world, as_user, media):
    browser = as_user(world.cast.fasilitator)
    url = reverse("institutions:material-list", args=[KELURAHAN]) + "?topik=KBIK"
    file = SimpleUploadedFile("buku.jpg", photo().read())
    assert browser.post(url, {"topic": "PETA", "title": "Buku peta", "berkas": file}).status_code == 302
    row = Material.objects.get()
    shelf = browser.get(url).content.decode()
    assert "Buku peta" in shelf
    history = reverse("desk:history-detail", args=["bahan-pelatihan", row.pk])
    assert history in shelf
    assert reverse("institutions:material-list", args=[KELURAHAN]) in browser.get(history).content.decode()
    opened = browser.get(reverse("institutions:material-file", args=[KELURAHAN, row.pk]))
    assert opened["Cache-Control"] == "private, no-store"
    assert b"".join(opened.streaming_content)[:2] == b"\xff\xd8"
    assert browser.post(reverse("institutions:material-drop", args=[KELURAHAN, row.pk])).status_code == 302
    assert not Material.objects.exists()


def test_who_only_reads_puts_nothing_on_the_shelf(world, as_user):
    url = reverse("institutions:material-list", args=[KELURAHAN]) + "?topik=KBIK"
    sent = {"topic": "PETA", "title": "Contoh", "link": "https://contoh.example"}
    assert as_user(world.cast.pemantau).post(url, sent).status_code == 403
    assert not Material.objects.exists()


def test_a_cycle_leads_to_its_trainings_and_the_form_knows_its_topics(world, as_user):
    cycle = make_cycle(world.places.kelurahan, world.cast.pokja, track="L", survey_year=None)
    browser = as_user(world.cast.fasilitator)
    assert "Catat pelatihan" in page(browser, "cycle-trainings", cycle.pk)
    shown = page(browser, "training-add", KELURAHAN, words=f"?siklus={cycle.pk}")
    assert "Pendanaan BLM PLPBK" in shown


@pytest.mark.parametrize("name", ["cycle-trainings", "training-detail", "training-people", "training-scores"])
def test_pages_ask_as_often_for_three_people_as_for_one(world, as_user, name):
    body = founded(world, "BKM", "BKM Contoh")
    browser = as_user(world.cast.fasilitator)

    def asked(*people):
        training = trained(world, *((one, body, "WARGA") for one in people), cycle=world.cycle)
        subject = world.cycle.pk if name == "cycle-trainings" else training.pk
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse(f"institutions:{name}", args=[subject])).status_code == 200
        return len(found)

    asked("Nol Contoh")
    assert asked("Satu Contoh") == asked("Dua Contoh", "Tiga Contoh", "Empat Contoh")
