"""A key to a locked step: for one person, for some days, with a reason; approvals stay and every change is seen."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kumuh.accounts.enums import Role
from kumuh.conditions.registry import lock_reason
from kumuh.core.acting import acting
from kumuh.reviews import queries as review_queries
from kumuh.reviews import services as reviews
from kumuh.reviews.errors import OwnWork
from planning.cycles import queries, services
from planning.cycles.errors import CycleRefused, StepLocked
from planning.cycles.models import PrincipleNote, StepUnlock, TeamMember
from tests.cast import assign, make_user
from tests.planning.cycles.test_gates import approve, open_gates, state_of  # noqa: F401  # a fixture

pytestmark = pytest.mark.django_db
WHY = "Nama anggota tim salah tulis."


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def other(world):
    """A second fasilitator of the kelurahan, who submitted nothing."""
    return make_user(Role.FASILITATOR, world.places.kelurahan, username="fasilitator-dua")


@pytest.fixture
def key(world, at_p2, other):
    """A key to the closed preparation for the second fasilitator."""
    return services.unlock_step(cycle=at_p2, step="P1", person=other, until=in_days(7), reason=WHY, by=world.cast.pokja)


def is_open_for(person, cycle, step):
    with acting(person):
        return services.is_open(cycle=cycle, step=step)


# --- Who may change what ----------------------------------------------------------------------------------------
def test_a_key_opens_one_step_to_one_person_and_to_nobody_else(world, at_p2, key, other):
    assert is_open_for(other, at_p2, "P1")
    assert not is_open_for(world.cast.fasilitator, at_p2, "P1")
    assert not services.is_open(cycle=at_p2, step="P1")  # nobody acts: a command, background work

    at_p2.steps.filter(step="P2").update(status="SELESAI")
    assert not is_open_for(other, at_p2, "P2")


def test_others_read_who_holds_the_key_and_until_when(at_p2, key):
    with pytest.raises(StepLocked, match=r"terbuka sementara bagi Contoh fasilitator-dua\."):
        services.require_open(cycle=at_p2, step="P1")


def test_a_key_ends_by_itself_after_its_day(at_p2, key, other):
    with time_machine.travel(timezone.make_aware(timezone.datetime.combine(key.until, timezone.datetime.max.time()))):
        assert is_open_for(other, at_p2, "P1")
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert not is_open_for(other, at_p2, "P1")
        assert queries.active_unlocks(at_p2) == {}


def test_a_key_can_be_ended_early_and_only_once(world, at_p2, key, other):
    services.end_unlock(unlock=key, by=world.cast.pokja)

    assert not is_open_for(other, at_p2, "P1")
    with pytest.raises(CycleRefused, match="sudah berakhir"):
        services.end_unlock(unlock=key, by=world.cast.pokja)


def test_after_it_ended_the_same_person_can_be_given_a_new_key(world, at_p2, key, other):
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        again = services.unlock_step(
            cycle=at_p2, step="P1", person=other, until=in_days(2), reason=WHY, by=world.cast.pokja
        )
        assert queries.active_unlocks(at_p2) == {"P1": again}


def test_a_key_to_the_mapping_step_opens_the_survey_to_its_holder(world, at_p2, other, open_gates):  # noqa: F811
    approve(world, at_p2, "P2")
    services.unlock_step(cycle=at_p2, step="P2", person=other, until=in_days(3), reason=WHY, by=world.cast.pokja)

    assert "terbuka sementara bagi" in lock_reason(at_p2.region_id, at_p2.survey_year)
    with acting(other):
        assert lock_reason(at_p2.region_id, at_p2.survey_year) is None


# --- What is refused --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": "  "}, "untuk apa"),
        ({"until": -1}, "paling lama 14 hari"),
        ({"until": 15}, "paling lama 14 hari"),
        ({"step": "P2"}, "sedang terbuka"),
        ({"person": "pokja"}, "diri sendiri"),
        ({"person": "lurah"}, "tidak mengisi langkah"),
        ({"person": "stranger"}, "tidak mengisi langkah"),
    ],
)
def test_a_key_is_refused_and_nothing_is_kept(world, at_p2, changes, sentence):
    values = {"step": "P1", "person": "fasilitator", "until": 3, "reason": WHY} | changes
    with pytest.raises(CycleRefused, match=sentence):
        services.unlock_step(
            cycle=at_p2,
            step=values["step"],
            person=getattr(world.cast, values["person"]),
            until=in_days(values["until"]),
            reason=values["reason"],
            by=world.cast.pokja,
        )
    assert not StepUnlock.objects.exists()


def test_how_long_a_key_may_be_is_a_setting_of_the_cycle(world, at_p2, other):
    services.set_thresholds(cycle=at_p2, values={"kunci_hari": 3})
    with pytest.raises(CycleRefused, match="paling lama 3 hari"):
        services.unlock_step(cycle=at_p2, step="P1", person=other, until=in_days(4), reason=WHY, by=world.cast.pokja)


def test_a_step_has_one_key_at_a_time(world, at_p2, key):
    with pytest.raises(CycleRefused, match="sedang dipegang Contoh fasilitator-dua"):
        services.unlock_step(
            cycle=at_p2, step="P1", person=world.cast.bkm, until=in_days(2), reason=WHY, by=world.cast.pokja
        )


def test_who_approved_a_step_gets_no_key_to_it(world, at_p2, open_gates):  # noqa: F811
    approve(world, at_p2, "P2")
    with pytest.raises(CycleRefused, match="sudah ikut memutuskan"):
        services.unlock_step(
            cycle=at_p2, step="P2", person=world.cast.bkm, until=in_days(2), reason=WHY, by=world.cast.pokja
        )


def test_who_held_a_key_does_not_decide_on_the_step(world, at_p2, open_gates):  # noqa: F811
    signer = make_user(Role.BKM, world.places.kelurahan, username="bkm-dua")
    review = queries.review_of_step(state_of(at_p2, "P2"))
    reviews.submit(review=review, by=world.cast.fasilitator)
    services.unlock_step(cycle=at_p2, step="P2", person=signer, until=in_days(2), reason=WHY, by=world.cast.pokja)
    verifier = make_user(Role.POKJA, world.places.city, username="pokja-dua")
    reviews.verify(review=review, by=verifier)

    assert review not in review_queries.turn_of(signer)
    assert review in review_queries.turn_of(world.cast.bkm)
    with pytest.raises(OwnWork):
        reviews.approve(review=review, by=signer)


# --- Approvals stay, changes are seen ---------------------------------------------------------------------------
def test_later_approvals_stay_and_the_page_tells_what_was_changed(world, as_user, at_p2, other, open_gates):  # noqa: F811
    approve(world, at_p2, "P2")
    key = services.unlock_step(cycle=at_p2, step="P1", person=other, until=in_days(7), reason=WHY, by=world.cast.pokja)
    browser = as_user(other)
    assert (
        "Terbuka sementara untuk Anda sampai"
        in browser.get(reverse("cycles:cycle-detail", args=[at_p2.pk])).content.decode()
    )
    member = TeamMember.objects.get()
    rows = {
        "tim-TOTAL_FORMS": 1, "tim-INITIAL_FORMS": 1, "tim-0-id": member.pk, "tim-0-name": "Nama Benar Contoh",
        "tim-0-sex": "P", "tim-0-duty": "Fasilitator teknik", "jadwal-TOTAL_FORMS": 0, "jadwal-INITIAL_FORMS": 0,
        "data-TOTAL_FORMS": 0, "data-INITIAL_FORMS": 0,
    }  # fmt: skip

    assert browser.post(reverse("cycles:preparation-edit", args=[at_p2.pk]), rows).status_code == 302

    assert [state_of(at_p2, code).status for code in ("P1", "P2")] == ["SELESAI", "SELESAI"]
    page = as_user(world.cast.lurah).get(reverse("cycles:cycle-detail", args=[at_p2.pk])).content.decode()
    assert "Diubah setelah langkahnya selesai" in page
    assert "1 perubahan" in page
    listed = as_user(world.cast.lurah).get(reverse("desk:late-change-list", args=[key.pk])).content.decode()
    assert ("Anggota Contoh" in listed, "Nama Benar Contoh" in listed) == (True, True)


def test_nobody_else_gets_through_the_same_form(world, as_user, at_p2, key):
    rows = {f"{name}-{part}": 0 for name in ("tim", "jadwal", "data") for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    answer = as_user(world.cast.fasilitator).post(
        reverse("cycles:preparation-edit", args=[at_p2.pk]), rows, follow=True
    )
    assert "terbuka sementara bagi Contoh fasilitator-dua" in answer.content.decode()
    assert TeamMember.objects.count() == 1


def late_plan(world, cycle, other):
    """P3 is approved, then its principles are changed with a key."""
    for step in ("P2", "P3"):
        approve(world, cycle, step)
    services.unlock_step(cycle=cycle, step="P3", person=other, until=in_days(7), reason=WHY, by=world.cast.pokja)
    with acting(other):
        services.write_reflections(cycle=cycle, step="P3", answers={"praktis": services.Answer("Dua rembuk digabung.")})
    assert PrincipleNote.objects.get().answer == "Dua rembuk digabung."


def test_every_later_print_of_the_plan_says_that_it_was_changed(world, at_p2, other, open_gates):  # noqa: F811
    from planning.documents.kinds.drafts import draft_of
    from planning.documents.kinds.printing import document_html

    late_plan(world, at_p2, other)

    draft = draft_of("renta-pip", at_p2.pk)
    assert draft.facts.final
    assert "Diubah setelah disahkan" in document_html(draft.view)
    assert "Diubah setelah disahkan" not in document_html(draft_of("profil-kumuh", at_p2.pk).view)


def test_a_new_approval_covers_what_was_changed(world, at_p2, other, open_gates):  # noqa: F811
    late_plan(world, at_p2, other)
    services.reopen_step(cycle=at_p2, step="P3", by=world.cast.pokja, reason="Disahkan ulang dengan perubahannya.")
    assert queries.late_changes(at_p2) == {}

    approve(world, at_p2, "P3")
    assert queries.late_changes(at_p2) == {}


def test_reopening_a_step_ends_its_key_and_those_of_later_steps(world, at_p2, key, other):
    services.reopen_step(cycle=at_p2, step="P1", by=world.cast.pokja, reason="SK diganti.")

    key.refresh_from_db()
    assert (key.ended_by, queries.active_unlocks(at_p2)) == (world.cast.pokja, {})


def test_the_history_of_the_cycle_tells_of_the_key(world, as_user, at_p2, key):
    page = as_user(world.cast.lurah).get(reverse("desk:history-detail", args=["siklus", at_p2.pk])).content.decode()
    assert "kunci sementara" in page
    assert WHY in page


# --- Pages and letters ------------------------------------------------------------------------------------------
def test_the_holder_is_told_when_the_key_is_given_and_when_it_ends(
    world, at_p2, other, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        key = services.unlock_step(
            cycle=at_p2, step="P1", person=other, until=in_days(7), reason=WHY, by=world.cast.pokja
        )
    with django_capture_on_commit_callbacks(execute=True):
        services.end_unlock(unlock=key, by=world.cast.pokja)

    assert [letter.to for letter in mailoutbox] == [[other.email], [other.email]]
    assert "diberi kunci sementara" in mailoutbox[0].subject
    assert WHY in mailoutbox[0].body
    assert "berakhir" in mailoutbox[1].subject


def test_the_inbox_of_the_holder_names_the_step(as_user, key, other):
    page = as_user(other).get(reverse("reviews:inbox")).content.decode()
    assert "Terbuka sementara untuk Anda" in page
    assert "Persiapan" in page


def test_pokja_gives_and_ends_a_key_on_the_page(world, as_user, at_p2, other):
    browser, url = as_user(world.cast.pokja), reverse("cycles:step-unlock", args=[at_p2.pk, "P1"])
    page = browser.get(url).content.decode()
    assert ("Contoh fasilitator-dua" in page, "Lurah Contoh" in page) == (True, False)

    form = {"person": other.pk, "until": in_days(3).strftime("%d/%m/%Y"), "reason": WHY}
    assert browser.post(url, form).status_code == 302
    assert is_open_for(other, at_p2, "P1")
    assert "Dipegang Contoh fasilitator-dua" in browser.get(url).content.decode()
    assert browser.post(reverse("cycles:unlock-end", args=[at_p2.pk, "P1"])).status_code == 302
    assert not is_open_for(other, at_p2, "P1")
    assert browser.post(reverse("cycles:unlock-end", args=[at_p2.pk, "P1"])).status_code == 404


def test_a_refused_key_is_told_at_the_form(world, as_user, at_p2, other):
    url = reverse("cycles:step-unlock", args=[at_p2.pk, "P1"])
    form = {"person": other.pk, "until": in_days(30).strftime("%d/%m/%Y"), "reason": WHY}
    answer = as_user(world.cast.pokja).post(url, form)
    assert (answer.status_code, "paling lama 14 hari" in answer.content.decode()) == (200, True)


def test_only_who_may_reopen_the_step_gives_a_key_to_it(world, as_user, at_p2):
    url = reverse("cycles:step-unlock", args=[at_p2.pk, "P2"])
    assert as_user(world.cast.fasilitator).get(url).status_code == 403
    refused = as_user(world.cast.dinas).get(url)  # verifies in other programmes, not in this chain
    assert (refused.status_code, "diberikan oleh Pokja PKP" in refused.content.decode()) == (403, True)
    assert as_user(world.cast.stranger).get(url).status_code == 404


def test_the_page_of_the_cycle_asks_as_often_with_a_key_as_with_a_key_and_changes_by_three(
    world, as_user, at_p2, other
):
    browser, url = as_user(world.cast.pokja), reverse("cycles:cycle-detail", args=[at_p2.pk])

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert browser.get(url).status_code == 200
        return len(found)

    services.unlock_step(cycle=at_p2, step="P1", person=other, until=in_days(7), reason=WHY, by=world.cast.pokja)
    asked()
    with_one = asked()
    with acting(other):
        for number in range(3):
            TeamMember.objects.create(cycle=at_p2, name=f"Anggota Contoh {number}", sex="L", duty="Relawan")
    assert asked() == with_one


def test_a_second_role_does_not_make_somebody_the_holder(world, at_p2, key):
    assign(world.cast.bkm, Role.FASILITATOR, world.places.kelurahan)
    assert not is_open_for(world.cast.bkm, at_p2, "P1")


def test_a_key_may_be_given_for_today_only(world, at_p2, other):
    key = services.unlock_step(cycle=at_p2, step="P1", person=other, until=in_days(0), reason=WHY, by=world.cast.pokja)
    assert (key.until, is_open_for(other, at_p2, "P1")) == (timezone.localdate(), True)
