"""One meeting, one usulan, several cycles: typed once in the kelurahan, counted in each that uses it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.cycles import registry
from planning.cycles.catalog import find_step, need
from planning.cycles.errors import StepLocked
from planning.programs.enums import ForumLevel
from planning.programs.queries import forum_meetings
from planning.proposals import queries as proposal_queries
from planning.proposals import services as proposals
from planning.proposals.errors import ProposalRefused
from planning.proposals.models import Proposal
from planning.rembuk import queries, services
from planning.rembuk.enums import MeetingType
from planning.rembuk.errors import MeetingRefused
from planning.rembuk.models import MeetingUse
from tests.cast import make_cycle
from tests.planning.proposals.builders import an_intake, taken
from tests.planning.rembuk.builders import closed, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def beside(world):
    """A KOTAKU cycle that runs beside the P2KP cycle in the same kelurahan."""
    return make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track="K")


def use(world, meeting, cycle, step="K2.3"):
    return services.use_meeting(meeting=meeting, cycle=cycle, step=step, by=world.cast.fasilitator)


def gate(cycle, step="K2.3"):
    """What the gate of the other cycle misses of meetings that decide on problems."""
    asked = need("rembuk", jenis="REMBUK_KELURAHAN", tentang="MASALAH")
    parts = registry.CHECKS["rembuk"](cycle, find_step(cycle.track, step), asked.options)
    return [missing.text for part in parts for missing in part.missing]


# --- Meetings ---------------------------------------------------------------------------------------------------
def test_a_meeting_that_another_cycle_uses_counts_at_its_gate(world, beside):
    meeting = closed(world)
    assert gate(beside) == ["Belum ada keputusan rembuk kelurahan tentang rumusan masalah."]

    use(world, meeting, beside)

    assert gate(beside) == []
    assert list(queries.closed_meetings(beside, "K2.3")) == [meeting]
    assert list(queries.closed_meetings(beside, "K2.4a")) == []
    assert [row.meeting for row in queries.decisions(beside, "MASALAH")] == [meeting]
    assert list(queries.meetings(beside)) == [meeting]


def test_the_meeting_stays_with_its_own_cycle_and_is_counted_there_once(world, beside):
    meeting = closed(world)
    use(world, meeting, beside)
    assert list(queries.meetings(world.cycle)) == [meeting]
    assert meeting.cycle == world.cycle


def test_names_of_a_shared_meeting_are_kept_out_of_public_words_of_both(world, beside):
    use(world, closed(world), beside)
    assert "Warga Contoh 1" in queries.names_of(beside)


def test_a_meeting_is_used_once_by_a_cycle(world, beside):
    meeting = closed(world)
    use(world, meeting, beside)
    with pytest.raises(MeetingRefused, match="sudah dipakai"):
        use(world, meeting, beside)
    assert MeetingUse.objects.count() == 1


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ({"track": "S"}, "tidak mengenal"),
        ({"region": "next_kelurahan", "track": "K"}, "kelurahan yang sama"),
        ({"track": "K", "step": "P9"}, "tidak ada dalam siklus"),
    ],
)
def test_what_does_not_fit_is_refused(world, where, sentence):
    region = getattr(world.places, where.get("region", "kelurahan"))
    other = make_cycle(region, world.cast.fasilitator, world.decree, track=where["track"])
    with pytest.raises(MeetingRefused, match=sentence):
        use(world, closed(world), other, where.get("step", other.steps.first().step))


def test_a_meeting_that_is_not_closed_cannot_be_used(world, beside):
    with pytest.raises(MeetingRefused, match="belum ditutup"):
        use(world, planned(world), beside)


def test_a_meeting_of_the_cycle_itself_cannot_be_used_again(world):
    with pytest.raises(MeetingRefused, match="sudah milik siklus ini"):
        use(world, closed(world), world.cycle, "P2")


def test_a_closed_step_takes_no_further_meeting_and_gives_none_away(world, beside):
    shared = use(world, closed(world), beside)
    beside.steps.filter(step="K2.3").update(status="SELESAI")
    with pytest.raises(StepLocked):
        services.release_meeting(use=shared, by=world.cast.fasilitator)
    with pytest.raises(StepLocked):
        use(world, closed(world, title="Rembuk kedua"), beside)


def test_a_shared_meeting_is_not_opened_again_while_another_cycle_stands_on_it(world, beside):
    meeting = closed(world)
    use(world, meeting, beside)
    beside.steps.filter(step="K2.3").update(status="SELESAI")
    with pytest.raises(StepLocked, match="Pemetaan swadaya dan profil permukiman sudah selesai"):
        services.reopen_meeting(meeting=meeting, by=world.cast.fasilitator, reason="Salah hitung.")
    meeting.refresh_from_db()
    assert meeting.status == "SELESAI"


def test_a_released_meeting_no_longer_counts_and_stays_where_it_is(world, beside):
    shared = use(world, closed(world), beside)
    services.release_meeting(use=shared, by=world.cast.fasilitator)
    assert gate(beside)
    assert queries.meetings(world.cycle).count() == 1


def test_who_came_to_a_shared_meeting_counts_once_in_the_participation_of_each_cycle(world, beside):
    meeting = closed(world)
    alone = queries.coverage(world.cycle).people
    assert queries.coverage(beside).rows == ()

    use(world, meeting, beside)

    for cycle in (world.cycle, beside):
        shown = queries.coverage(cycle)
        assert [row.meeting for row in shown.rows] == [meeting]
        assert shown.people == alone
        assert {reach.meetings for reach in shown.reached} == {1}


def test_a_shared_meeting_is_judged_by_the_thresholds_of_the_cycle_that_uses_it(world, beside):
    use(world, closed(world), beside)
    beside.thresholds = {"perempuan_min": 60, "perempuan_target": 70}
    beside.save()
    (strict,), (usual,) = (queries.coverage(cycle).rows for cycle in (beside, world.cycle))
    assert (strict.participation.passed, usual.participation.passed) == (False, True)


def test_a_ranking_is_adopted_and_a_musrenbang_answered_by_a_meeting_that_both_cycles_use(world, beside):
    meeting = closed(world, type=MeetingType.MUSRENBANG_KEL, step="P4")
    meeting.decisions.update(about="USULAN")
    assert not proposal_queries.adopting(beside).exists()
    assert not forum_meetings(beside, ForumLevel.KELURAHAN).exists()

    use(world, meeting, beside, "K2.6")

    assert [row.meeting for row in proposal_queries.adopting(beside)] == [meeting]
    assert list(forum_meetings(beside, ForumLevel.KELURAHAN)) == [meeting]


# --- Pages of meetings ------------------------------------------------------------------------------------------
def test_the_gate_leads_to_meetings_of_other_cycles(world, as_user, beside):
    meeting = closed(world)
    beside.steps.filter(step__in=["K1.1", "K1.2", "K2.1", "K2.2"]).update(status="SELESAI")
    browser = as_user(world.cast.fasilitator)
    shared = reverse("rembuk:shared-list", args=[beside.pk])

    page = browser.get(reverse("cycles:cycle-detail", args=[beside.pk])).content.decode()
    assert f'{shared}?langkah=K2.3">Pakai rembuk dari siklus lain (1)' in page
    assert meeting.title in browser.get(f"{shared}?langkah=K2.3").content.decode()

    used = browser.post(reverse("rembuk:meeting-use", args=[beside.pk, meeting.pk]), {"langkah": "K2.3"})
    assert used["Location"] == shared
    assert queries.serves(meeting, beside)
    here = browser.get(reverse("rembuk:meeting-detail", args=[beside.pk, meeting.pk])).content.decode()
    assert "Dipakai juga oleh siklus lain" in here
    assert str(beside) in here
    listed = browser.get(reverse("rembuk:meeting-list", args=[beside.pk])).content.decode()
    assert f"dari {world.cycle}" in listed

    browser.post(reverse("rembuk:meeting-release", args=[beside.pk, MeetingUse.objects.get().pk]))
    assert not queries.serves(meeting, beside)
    assert browser.get(reverse("rembuk:meeting-detail", args=[beside.pk, meeting.pk])).status_code == 404


def test_a_refused_use_is_told_on_the_page(world, as_user, beside):
    beside.steps.filter(step="K2.3").update(status="SELESAI")
    url = reverse("rembuk:meeting-use", args=[beside.pk, closed(world).pk])
    page = as_user(world.cast.fasilitator).post(url, {"langkah": "K2.3"}, follow=True).content.decode()
    assert "isinya terkunci" in page
    unknown = as_user(world.cast.fasilitator).post(url, {"langkah": "P9"}, follow=True).content.decode()
    assert "tidak ada dalam siklus" in unknown


def test_a_list_of_three_shared_meetings_asks_as_often_as_of_one(world, as_user, beside):
    browser, url = as_user(world.cast.fasilitator), reverse("rembuk:shared-list", args=[beside.pk])

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert browser.get(url).status_code == 200
        return len(found)

    use(world, closed(world), beside)
    closed(world, title="Rembuk kedua")
    asked()
    for_one = asked()
    for number in (3, 4):
        use(world, closed(world, title=f"Rembuk nomor {number}"), beside)
        closed(world, title=f"Rembuk lain {number}")
    assert asked() == for_one


# --- Usulan -----------------------------------------------------------------------------------------------------
def test_an_usulan_is_taken_into_another_cycle_with_its_origin(world, beside):
    row = taken(world)
    copy = proposals.take_over_proposal(proposal=row, cycle=beside, by=world.cast.fasilitator)

    assert (copy.cycle, copy.origin, copy.title, copy.status) == (beside, row, row.title, "USULAN")
    assert list(copy.rts.all()) == list(row.rts.all())
    assert copy.origin_note == f"Diambil dari {world.cycle}."
    with pytest.raises(ProposalRefused, match="sudah dibawa"):
        proposals.take_over_proposal(proposal=row, cycle=beside, by=world.cast.fasilitator)


def test_an_usulan_stays_in_its_kelurahan_and_a_declined_one_in_its_cycle(world, beside):
    far = make_cycle(world.places.next_kelurahan, world.cast.fasilitator, world.decree, track="K")
    row = taken(world)
    with pytest.raises(ProposalRefused, match="kelurahan yang sama"):
        proposals.take_over_proposal(proposal=row, cycle=far, by=world.cast.fasilitator)
    with pytest.raises(ProposalRefused, match="sudah berada"):
        proposals.take_over_proposal(proposal=row, cycle=world.cycle, by=world.cast.fasilitator)
    proposals.decline_proposal(proposal=row, reason="Di luar SK.", by=world.cast.bkm)
    row.refresh_from_db()
    with pytest.raises(ProposalRefused, match="ditolak"):
        proposals.take_over_proposal(proposal=row, cycle=beside, by=world.cast.fasilitator)


def test_an_usulan_may_name_a_meeting_that_its_cycle_uses_and_no_other(world, beside):
    meeting = closed(world)
    intake = an_intake(source_meeting=meeting)
    with pytest.raises(ProposalRefused, match="milik siklus lain"):
        proposals.take_proposal(cycle=beside, intake=intake, rts=world.rts[:1], by=world.cast.fasilitator)
    use(world, meeting, beside)
    row = proposals.take_proposal(cycle=beside, intake=intake, rts=world.rts[:1], by=world.cast.fasilitator)
    assert row.source_meeting == meeting


def test_the_page_offers_what_can_be_taken_and_never_back_and_forth(world, as_user, beside):
    row = taken(world, title="Paving gang kenanga")
    browser, url = as_user(world.cast.fasilitator), reverse("proposals:takeable-list", args=[beside.pk])
    assert "Paving gang kenanga" in browser.get(url).content.decode()
    assert "dapat diambil" in browser.get(reverse("proposals:proposal-list", args=[beside.pk])).content.decode()

    assert browser.post(reverse("proposals:proposal-take", args=[beside.pk, row.pk]))["Location"] == url

    assert "Paving gang kenanga" not in browser.get(url).content.decode().replace("“Paving gang kenanga” diambil", "")
    copy = Proposal.objects.get(cycle=beside)
    assert list(proposal_queries.takeable(world.cycle)) == []
    detail = browser.get(reverse("proposals:proposal-detail", args=[beside.pk, copy.pk])).content.decode()
    assert f"Diambil dari {world.cycle}" in detail
