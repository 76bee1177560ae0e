"""Every intake gets an answer; without a rembuk decision an usulan stays an usulan."""

import pytest

from kumuh.core.versions import StaleRecord
from planning.proposals import queries, registry, services
from planning.proposals.enums import ProposalStatus
from planning.proposals.errors import BulkRefused, ProposalRefused
from planning.proposals.models import Proposal
from planning.rembuk.enums import MeetingStatus
from tests.cast import make_cycle
from tests.planning.proposals.builders import agreed, an_intake, decided, met, taken

pytestmark = pytest.mark.django_db


def test_usulan_become_agreed_together_by_one_decision(world):
    rows = [taken(world, title=f"Usulan {number}") for number in range(3)]
    decision = decided(world)
    agreed(world, *rows, decision=decision)
    assert [(row.status, row.decision) for row in queries.agreed(world.cycle)] == [("DISEPAKATI", decision)] * 3
    assert "keputusan nomor 1" in queries.agreed(world.cycle)[0].answer


def test_one_refused_row_keeps_all_of_them_as_they_were_and_every_refusal_is_named(world):
    good, bare = taken(world), taken(world, title="Tanpa volume", volume=None, location="")
    done = taken(world, title="Sudah dijawab")
    services.decline_proposal(proposal=done, reason="Sudah dibangun dinas.", by=world.cast.bkm)
    with pytest.raises(BulkRefused) as refusal:
        agreed(world, good, bare, done)
    assert [(row.title, row.sentence) for row in refusal.value.refusals] == [
        ("Tanpa volume", "belum lengkap: lokasi, volume."),
        ("Sudah dijawab", "sudah dijawab (ditolak)."),
    ]
    good.refresh_from_db()
    assert good.status == ProposalStatus.PROPOSED


@pytest.mark.parametrize(
    ("about", "status"),
    [("MASALAH", MeetingStatus.CLOSED), ("USULAN", MeetingStatus.PLANNED), ("USULAN", "DIBATALKAN")],
)
def test_only_a_decision_about_usulan_of_a_meeting_that_took_place_counts(world, about, status):
    row = taken(world)
    with pytest.raises(ProposalRefused):
        agreed(world, row, decision=decided(world, about=about, status=status))
    row.refresh_from_db()
    assert (row.status, row.decision) == (ProposalStatus.PROPOSED, None)


def test_a_decision_of_another_cycle_does_not_count(world):
    other = make_cycle(world.places.next_kelurahan, world.cast.fasilitator)
    with pytest.raises(ProposalRefused, match="siklus ini"):
        agreed(world, taken(world), decision=decided(world, meeting=met(world, cycle=other)))


def test_an_usulan_of_another_cycle_is_refused_by_name(world):
    row = taken(world)
    other = make_cycle(world.places.next_kelurahan, world.cast.fasilitator)
    with pytest.raises(BulkRefused, match="siklus lain"):
        services.agree_proposals(
            cycle=other, proposals=[row], decision=decided(world, meeting=met(world, cycle=other)), by=world.cast.askot
        )


@pytest.mark.parametrize("verb", [services.postpone_proposal, services.decline_proposal])
def test_later_and_no_need_a_reason(world, verb):
    row = taken(world)
    with pytest.raises(ProposalRefused):
        verb(proposal=row, reason="  ", by=world.cast.bkm)
    row.refresh_from_db()
    verb(proposal=row, reason="Menunggu kejelasan lahan.", by=world.cast.bkm)
    row.refresh_from_db()
    assert row.status in ("DITUNDA", "DITOLAK")
    assert row.answer == "Menunggu kejelasan lahan."


def test_a_postponed_usulan_can_be_agreed_later(world):
    row = services.postpone_proposal(proposal=taken(world), reason="Menunggu lahan.", by=world.cast.bkm)
    assert agreed(world, row)[0].status == ProposalStatus.AGREED


def test_a_merged_usulan_is_kept_and_leads_to_the_one_that_stands(world):
    keep, twin = taken(world), taken(world, title="Paving gg melati")
    services.merge_proposal(proposal=twin, into=keep, by=world.cast.fasilitator)
    twin.refresh_from_db()
    assert (twin.status, twin.merged_into) == (ProposalStatus.MERGED, keep)
    assert [entry.status for entry in twin.history.all()] == ["DIGABUNG", "USULAN"]
    assert Proposal.objects.count() == 2


def test_what_was_merged_before_follows_to_the_same_usulan(world):
    first, second, third = (taken(world, title=f"Usulan {number}") for number in range(3))
    services.merge_proposal(proposal=first, into=second, by=world.cast.fasilitator)
    second.refresh_from_db()
    services.merge_proposal(proposal=second, into=third, by=world.cast.fasilitator)
    assert {row.title for row in third.merged_from.all()} == {"Usulan 0", "Usulan 1"}


def test_merging_into_itself_a_declined_or_a_foreign_usulan_is_refused(world):
    row, no = taken(world), taken(world, title="Lain")
    no = services.decline_proposal(proposal=no, reason="Bukan kewenangan kelurahan.", by=world.cast.bkm)
    for target in (row, no):
        with pytest.raises(ProposalRefused):
            services.merge_proposal(proposal=row, into=target, by=world.cast.bkm)
    row.refresh_from_db()
    assert row.status == ProposalStatus.PROPOSED


def test_an_answer_is_not_given_twice_but_can_be_withdrawn_with_a_reason(world):
    row = agreed(world, taken(world))[0]
    with pytest.raises(ProposalRefused, match="sudah dijawab"):
        services.decline_proposal(proposal=row, reason="Tidak jadi.", by=world.cast.bkm)
    row.refresh_from_db()
    with pytest.raises(ProposalRefused):
        services.withdraw_answer(proposal=row, reason="", by=world.cast.bkm)
    row.refresh_from_db()
    services.withdraw_answer(proposal=row, reason="Salah centang.", by=world.cast.bkm)
    row.refresh_from_db()
    assert (row.status, row.decision, row.answer) == ("USULAN", None, "Jawaban ditarik kembali: Salah centang.")


def test_an_usulan_that_a_kegiatan_rests_on_stays_agreed(world, monkeypatch):
    row = agreed(world, taken(world))[0]
    monkeypatch.setattr(registry, "_USES", [lambda ids: dict.fromkeys(ids, "Sudah menjadi kegiatan 1.")])
    with pytest.raises(ProposalRefused, match="kegiatan 1"):
        services.withdraw_answer(proposal=row, reason="Salah centang.", by=world.cast.bkm)
    row.refresh_from_db()
    with pytest.raises(ProposalRefused, match="kegiatan 1"):
        services.change_proposal(
            proposal=row, intake=an_intake(volume=200), rts=world.rts[:1], by=world.cast.fasilitator
        )
    assert Proposal.objects.get().volume == 150


def test_two_people_answering_at_once_do_not_overwrite_each_other(world):
    row = taken(world)
    services.postpone_proposal(proposal=row, reason="Menunggu lahan.", by=world.cast.bkm, expected=1)
    with pytest.raises(StaleRecord):
        services.decline_proposal(proposal=row, reason="Tidak perlu.", by=world.cast.fasilitator, expected=1)
    assert Proposal.objects.get().status == ProposalStatus.POSTPONED
