"""Meja kerja: what this person does next, one main button, by role."""

import pytest
from django.urls import reverse

from kumuh.accounts.models import FormDraft
from kumuh.reviews import services as reviews
from planning.desk.queries import involvement, start
from tests.cast import make_cycle, make_user
from tests.planning.desk.test_city import a_record, waiting_for
from tests.planning.rembuk.builders import closed, counted, planned


def main_button(world, user):
    primary = start(user).primary
    return primary.label if primary else None


def page(world, as_user, user):
    return as_user(user).get(reverse("desk:start-page")).content.decode()


def test_nobody_sees_it_without_signing_in(client):
    assert client.get("/").headers["Location"].startswith("/akun/login/")


def test_a_person_without_an_assignment_is_told_whom_to_ask(world, as_user):
    text = page(world, as_user, make_user())
    assert "Belum ada penugasan" in text
    assert "btn-primary" not in text


@pytest.mark.parametrize(
    "role",
    ["fasilitator", "askot", "bkm", "ksm", "lurah", "camat", "pokja", "dinas", "pemantau", "admin", "stranger"],
)
def test_every_role_opens_a_page_with_at_most_one_main_button(world, as_user, role):
    assert world.cycle
    a_record(world.rts[0])
    text = page(world, as_user, getattr(world.cast, role))
    assert text.count("btn-primary") <= 1


def test_the_fasilitator_goes_on_with_the_next_open_form(world, as_user):
    assert world.cycle
    assert main_button(world, world.cast.fasilitator) == "Lanjutkan"
    (card,) = start(world.cast.fasilitator).cards
    assert card.here.step.code == "P1"
    assert card.action.url == card.here.missing[0].url
    assert card.here.missing[0].text in page(world, as_user, world.cast.fasilitator)


def test_without_a_cycle_the_fasilitator_is_led_to_start_one(world, as_user):
    assert world.decree
    assert main_button(world, world.cast.fasilitator) == "Mulai siklus"
    assert "Belum ada siklus yang berjalan" in page(world, as_user, world.cast.fasilitator)


def test_the_cycle_of_the_neighbour_is_not_on_the_page(world):
    make_cycle(world.places.next_kelurahan, world.cast.askot, world.decree)
    assert start(world.cast.fasilitator).cards == ()


def test_typed_but_unsent_work_is_listed_for_its_owner_only(world, as_user):
    assert world.cycle
    FormDraft.objects.create(user=world.cast.fasilitator, key="rembuk/1", title="Notulen rembuk 3", page="/siklus/1/")
    assert "Notulen rembuk 3" in page(world, as_user, world.cast.fasilitator)
    assert "Notulen rembuk 3" not in page(world, as_user, world.cast.bkm)


def returned_by_pokja(review, world):
    """The review with one required note on it, back at the fasilitator."""
    reviews.submit(review=review, by=world.cast.fasilitator)
    note = reviews.add_note(
        review=review,
        by=world.cast.pokja,
        pin="masalah:3/akar",
        pin_label="Akar masalah air minum",
        text="Sebutkan sumbernya.",
    )
    reviews.return_for_completion(review=review, by=world.cast.pokja)
    return note


def test_what_was_submitted_waits_for_the_pokja_and_is_its_main_button(world, as_user, submitted):
    assert world.cycle
    assert main_button(world, world.cast.pokja) == "Periksa sekarang"
    assert "Fasilitator kelurahan/TFL Contoh" in page(world, as_user, world.cast.pokja)
    assert main_button(world, world.cast.fasilitator) == "Lanjutkan"


def test_what_was_returned_comes_first_and_counts_the_open_notes(world, as_user, review):
    assert world.cycle
    returned_by_pokja(review, world)
    assert main_button(world, world.cast.fasilitator) == "Jawab catatan"
    assert "1 catatan menunggu jawaban" in page(world, as_user, world.cast.fasilitator)


def test_after_a_return_the_reviewer_reads_what_was_answered(world, as_user, review):
    note = returned_by_pokja(review, world)
    reviews.answer_note(note=note, by=world.cast.fasilitator, text="Sumur gali warga.")
    reviews.submit(review=review, by=world.cast.fasilitator)
    text = page(world, as_user, world.cast.pokja)
    assert "Akar masalah air minum" in text
    assert "Sumur gali warga." in text
    assert "Putaran 2" in text


def test_an_internal_note_is_never_on_the_start_page(world, as_user, submitted):
    reviews.add_note(review=submitted, by=world.cast.pokja, text="RAHASIA", internal=True)
    for user in (world.cast.fasilitator, world.cast.lurah, world.cast.pokja):
        assert "RAHASIA" not in page(world, as_user, user)


def test_the_share_of_women_is_held_against_the_threshold(world):
    meeting = planned(world)
    counted(world, meeting, (0, 8, 1, 0, 0), (1, 1, 0, 0, 0))
    found = involvement(world.cycle)
    assert (found.women.part, found.women.whole) == (1, 10)
    assert found.figures[0].tone == "bad"
    assert "Ajak lebih banyak perempuan: baru 1 dari 10 yang hadir." in found.tasks


def test_an_rt_of_the_sk_that_never_came_is_named_and_the_worst_ones_first_of_all(world):
    a_record(world.rts[2], level="KB")
    a_record(world.rts[1], level="KR")
    counted(world, planned(world), (0, 4, 4, 2, 0))
    found = involvement(world.cycle)
    assert found.absent == ("RT 002 / RW 001", "RT 003 / RW 001")
    assert found.absent_heavy == ("RT 003 / RW 001",)
    assert "Datangi RT kumuh berat yang belum pernah hadir: RT 003 / RW 001." in found.tasks


def test_names_and_counts_of_several_meetings_are_added(world):
    closed(world)
    counted(world, planned(world), (0, 2, 3, 1, 0))
    found = involvement(world.cycle)
    assert (found.meetings, found.totals.total, found.totals.women) == (2, 13, 7)


def test_the_separate_meeting_of_women_or_vulnerable_people_is_asked_for(world):
    sentence = "Adakan pertemuan terpisah untuk kelompok perempuan atau kelompok rentan."
    assert sentence in involvement(world.cycle).tasks
    closed(world, type="KELOMPOK_PEREMPUAN", title="Rembuk perempuan")
    assert sentence not in involvement(world.cycle).tasks


def test_the_pokja_sees_who_is_stuck_first(world, as_user):
    waiting_for(world.cycle, 2)
    waiting_for(make_cycle(world.places.next_kelurahan, world.cast.askot, world.decree), 30)
    text = page(world, as_user, world.cast.pokja)
    assert 0 < text.index("Panjang Wetan") < text.index("Krapyak")
    assert "30 hari" in text


def test_a_pemantau_reads_and_is_not_asked_to_write(world, as_user):
    assert world.cycle
    text = page(world, as_user, world.cast.pemantau)
    assert "Kota Pekalongan" in text
    assert "Lanjutkan" not in text


def test_an_sk_past_its_review_date_is_shown_to_the_pokja(world, as_user):
    world.decree.review_on = world.decree.signed_on
    world.decree.save()
    assert "SK Kumuh yang perlu ditinjau" in page(world, as_user, world.cast.pokja)
    assert "SK Kumuh yang perlu ditinjau" not in page(world, as_user, world.cast.lurah)


def test_the_admin_of_the_country_sees_the_cities_that_work(world, as_user):
    assert world.cycle
    text = page(world, as_user, world.cast.admin)
    assert reverse("desk:city-detail", args=[world.places.city.code]) in text
    assert reverse("accounts:people-home") in text


def test_sources_are_named_as_they_were_written(world, as_user):
    world.decree.source_note = "Seeder situs kota"
    world.decree.save()
    a_record(world.rts[0]).survey.__class__.objects.update(source="Data terbuka kota")
    text = as_user(world.cast.fasilitator).get(reverse("desk:source-list")).content.decode()
    assert "Seeder situs kota" in text
    assert "Data terbuka kota" in text
    assert "Permen PUPR 14/PRT/M/2018" in text
    far = as_user(world.cast.stranger).get(reverse("desk:source-list")).content.decode()
    assert "Seeder situs kota" not in far


def test_the_number_of_queries_of_the_inbox_does_not_grow(
    world, as_user, submitted, new_review, django_assert_max_num_queries
):
    browser = as_user(world.cast.pokja)

    def queries():
        with django_assert_max_num_queries(80) as seen:
            assert browser.get("/").status_code == 200
        return len(seen)

    one = queries()
    for number in range(3):
        reviews.submit(review=new_review(title=f"Lembar {number}"), by=world.cast.fasilitator)
    assert queries() == one
