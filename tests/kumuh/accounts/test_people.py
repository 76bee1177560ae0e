"""People: accounts without passwords, assignments that act at once, nobody manages above their area."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from kumuh.accounts import queries, services
from kumuh.accounts.enums import Role, role_names
from kumuh.accounts.models import Assignment, User
from kumuh.accounts.services import NewPerson
from tests.cast import KELURAHAN, assign, make_user

NEW = NewPerson("siti.contoh", "Siti Contoh", "siti@example.org")
GOOD_PASSWORD = "kelurahan-krapyak-77"


@pytest.fixture
def city_admin(places):
    return make_user(Role.ADMIN, places.city, username="admin-kota")


def test_a_new_account_has_no_password_and_one_assignment(cast, places):
    user = services.create_person(person=NEW, role=Role.FASILITATOR, region=places.kelurahan, by=cast.admin)
    assert not user.has_usable_password()
    assert user.roles_in(KELURAHAN) == {Role.FASILITATOR}


@pytest.mark.parametrize(
    ("person", "field"),
    [(NewPerson("LURAH", "Lain"), "username"), (NewPerson("lain", "Lain", "LURAH@example.org"), "email")],
)
def test_usernames_and_addresses_are_taken_once_whatever_their_case(cast, places, person, field):
    with pytest.raises(ValidationError) as refused:
        services.create_person(person=person, role=Role.KSM, region=places.kelurahan, by=cast.admin)
    assert set(refused.value.message_dict) == {field}


def test_a_refused_assignment_leaves_no_account_behind(cast, places):
    with pytest.raises(ValidationError):
        services.create_person(person=NEW, role=Role.LURAH, region=places.city, by=cast.admin)
    assert not User.objects.filter(username=NEW.username).exists()


def test_an_administrator_assigns_only_inside_the_own_area(city_admin, cast, places):
    services.create_person(person=NEW, role=Role.LURAH, region=places.kelurahan, by=city_admin)
    for region, role in ((places.far_kelurahan, Role.LURAH), (places.province, Role.PEMANTAU), (None, Role.ADMIN)):
        with pytest.raises(PermissionDenied):
            services.assign(user=cast.ksm, role=role, region=region, by=city_admin)


@pytest.mark.parametrize("who", ["pokja", "askot", "fasilitator", "stranger"])
def test_only_administrators_assign(cast, places, who):
    with pytest.raises(PermissionDenied):
        services.assign(user=cast.ksm, role=Role.BKM, region=places.kelurahan, by=getattr(cast, who))


def test_a_role_is_held_once_per_area_and_period(cast, places):
    with pytest.raises(ValidationError, match="sudah memegang"):
        services.assign(user=cast.lurah, role=Role.LURAH, region=places.kelurahan, by=cast.admin)
    with pytest.raises(ValidationError, match="lebih awal"):
        services.assign(
            user=cast.ksm,
            role=Role.BKM,
            region=places.kelurahan,
            by=cast.admin,
            valid_from=date(2026, 2, 1),
            valid_to=date(2026, 1, 1),
        )


def test_ending_an_assignment_acts_on_the_very_next_click(as_user, cast, places):
    browser = as_user(cast.fasilitator)
    page = f"/siapa-boleh-apa/{KELURAHAN}/"
    assert browser.get(page).status_code == 200
    assignment = cast.fasilitator.assignments.get()
    services.end_assignment(assignment=assignment, by=cast.admin)
    assert browser.get(page).status_code == 404
    assignment.refresh_from_db()
    assert assignment.valid_to == timezone.localdate() - timedelta(days=1)


def test_an_assignment_that_began_today_is_withdrawn_and_stays_in_the_history(cast, places):
    assignment = services.assign(user=cast.ksm, role=Role.BKM, region=places.kelurahan, by=cast.admin)
    pk = assignment.pk
    services.end_assignment(assignment=assignment, by=cast.admin)
    assert not Assignment.objects.filter(pk=pk).exists()
    assert Assignment.history.filter(id=pk, history_type="-").exists()


def test_the_first_link_sets_a_password_once(client, cast, places):
    user = services.create_person(person=NEW, role=Role.LURAH, region=places.kelurahan, by=cast.admin)
    link = services.first_link(user=user, by=cast.admin)
    form = client.get(link, follow=True)
    answer = client.post(form.request["PATH_INFO"], {"password1": GOOD_PASSWORD, "password2": GOOD_PASSWORD})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.check_password(GOOD_PASSWORD)
    again = Client().get(link, follow=True)
    assert "password1" not in again.content.decode()


def test_the_link_goes_by_mail_and_is_shown_once(as_user, cast, places, django_capture_on_commit_callbacks):
    browser = as_user(cast.admin)
    fields = {
        "name": NEW.name,
        "username": NEW.username,
        "email": NEW.email,
        "role": "FASILITATOR",
        "region": KELURAHAN,
        "valid_from": str(timezone.localdate()),
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(f"/orang/wilayah/{places.city.pk}/baru/", fields)
    [letter] = mail.outbox
    assert letter.to == [NEW.email]
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))
    assert link in browser.get(answer.url).content.decode()
    assert link not in browser.get(answer.url).content.decode()


def test_no_form_about_people_asks_for_a_password(as_user, cast, places):
    browser = as_user(cast.admin)
    for page in ("/orang/baru/", f"/orang/wilayah/{KELURAHAN}/baru/", f"/orang/{cast.lurah.pk}/"):
        assert 'type="password"' not in browser.get(page).content.decode()


def test_nobody_takes_over_an_account_that_reaches_beyond_the_own_area(city_admin, cast, places):
    assign(cast.camat, Role.PEMANTAU, None)
    for verb in (services.first_link, services.block_person, services.unblock_person):
        verb(user=cast.lurah, by=city_admin)
        for above in (cast.camat, cast.admin, cast.stranger):
            with pytest.raises(PermissionDenied):
                verb(user=above, by=city_admin)


def test_a_blocked_account_is_out_at_once(as_user, cast):
    browser = as_user(cast.lurah)
    assert browser.get("/profil/").status_code == 200
    services.block_person(user=cast.lurah, by=cast.admin)
    assert browser.get("/profil/").url.startswith("/akun/login/")
    services.unblock_person(user=cast.lurah, by=cast.admin)
    assert browser.get("/profil/").url.startswith("/akun/login/"), "the old session stays dead"


def test_an_administrator_does_not_lock_out_oneself(cast):
    with pytest.raises(PermissionDenied, match="Akun sendiri"):
        services.block_person(user=cast.admin, by=cast.admin)


def test_leaving_all_phones_ends_every_session_of_this_person_only(cast):
    phone, desk, other = Client(), Client(), Client()
    for browser, user in ((phone, cast.lurah), (desk, cast.lurah), (other, cast.bkm)):
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = phone.post("/profil/keluar-dari-semua/")
    assert answer.url == "/akun/login/"
    assert "semua HP dan komputer" in phone.get(answer.url).content.decode()
    assert desk.get("/profil/").status_code == 302
    assert other.get("/profil/").status_code == 200


def test_the_list_shows_the_people_of_the_area_only(as_user, cast, places):
    page = as_user(cast.pokja).get(f"/orang/wilayah/{places.city.pk}/").content.decode()
    assert "Lurah Contoh" in page
    assert "Orang Kota Lain" not in page
    assert "Tambah pengguna" not in page
    found = as_user(cast.pokja).get(f"/orang/wilayah/{places.city.pk}/?q=camat").content.decode()
    assert "Camat Contoh" in found
    assert "Lurah Contoh" not in found


def test_everybody_who_looks_after_people_lands_in_the_own_area(as_user, cast, places):
    assert as_user(cast.pokja).get("/orang/").url == f"/orang/wilayah/{places.city.pk}/"
    assert "Seluruh Indonesia" in as_user(cast.admin).get("/orang/").content.decode()
    refused = as_user(cast.lurah).get("/orang/")
    assert refused.status_code == 403
    assert "Hanya admin atau Pokja PKP" in refused.content.decode()


@pytest.mark.parametrize("extra", [1, 3])
def test_the_list_asks_as_often_for_three_people_as_for_one(
    as_user, cast, places, extra, django_assert_max_num_queries
):
    for _ in range(extra):
        make_user(Role.KSM, places.kelurahan)
    browser = as_user(cast.pokja)
    with django_assert_max_num_queries(10):
        browser.get(f"/orang/wilayah/{places.city.pk}/")


def test_who_may_what_names_people_and_rules(as_user, cast):
    page = as_user(cast.ksm).get(f"/siapa-boleh-apa/{KELURAHAN}/").content.decode()
    assert "Pokja PKP Contoh" in page
    assert "Orang Kota Lain" not in page
    assert "Hanya admin wilayah ini yang dapat mengatur akun dan penugasan." in page


def test_a_person_changes_the_own_profile(as_user, cast):
    browser = as_user(cast.lurah)
    taken = browser.post("/profil/", {"name": "Lurah Baru Contoh", "email": "BKM@example.org", "phone": ""})
    assert "sudah dipakai akun lain" in taken.content.decode()
    browser.post("/profil/", {"name": "Lurah Baru Contoh", "email": "lurah.baru@example.org", "phone": "0812"})
    cast.lurah.refresh_from_db()
    assert (cast.lurah.name, cast.lurah.email) == ("Lurah Baru Contoh", "lurah.baru@example.org")


def test_assignments_are_added_and_ended_from_the_pages(as_user, cast, places):
    browser = as_user(cast.admin)
    fields = {"role": "BKM", "region": KELURAHAN, "valid_from": str(timezone.localdate())}
    browser.post(f"/orang/{cast.ksm.pk}/tugaskan/{places.city.pk}/", fields)
    assignment = cast.ksm.assignments.get(role=Role.BKM)
    assert "sudah memegang" in browser.post(f"/orang/{cast.ksm.pk}/tugaskan/{KELURAHAN}/", fields).content.decode()
    assert "Akhiri penugasan" in browser.get(f"/penugasan/{assignment.pk}/akhiri/").content.decode()
    browser.post(f"/penugasan/{assignment.pk}/akhiri/")
    assert not cast.ksm.assignments.filter(role=Role.BKM).exists()


def test_people_with_a_role_are_found_through_the_regions_above(cast):
    assert queries.people_with_roles({Role.POKJA, Role.LURAH}, KELURAHAN) == [cast.lurah, cast.pokja]
    assert queries.codes_above(KELURAHAN) == (KELURAHAN, "33.75.03", "33.75", "33")
    assert queries.codes_above("") == ()


def test_roles_are_named_in_words():
    assert role_names([]) == "tidak seorang pun"
    assert role_names([Role.LURAH]) == "Lurah"
    assert role_names([Role.POKJA, Role.LURAH, Role.BKM]) == "BKM/TIPP, Lurah atau Pokja PKP"


def test_the_first_administrator_comes_with_a_link_and_only_once(db, capsys, client):
    call_command("buat_admin", "pusat", nama="Admin Contoh")
    link = capsys.readouterr().out.strip()
    admin = User.objects.get(username="pusat")
    assert (admin.has_usable_password(), admin.roles_in("33.75")) == (False, {Role.ADMIN})
    assert "password1" in client.get(link, follow=True).content.decode()
    with pytest.raises(CommandError, match="sudah ada"):
        call_command("buat_admin", "pusat-2", nama="Admin Contoh")


def test_a_superuser_flag_opens_no_page_of_the_programme(as_user, places):
    root = make_user(username="akar", is_superuser=True, is_staff=True)
    assert as_user(root).get(f"/siapa-boleh-apa/{KELURAHAN}/").status_code == 404
