"""Every wish is kept, changed while it is open, and never overwritten by somebody else's page."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kumuh.core.versions import StaleRecord
from planning.cycles.enums import StepStatus
from planning.cycles.errors import StepLocked
from planning.cycles.models import StepState
from planning.proposals import queries, services
from planning.proposals.enums import ProposalStatus
from planning.proposals.errors import ProposalRefused
from planning.proposals.likeness import title_likeness
from planning.proposals.models import Proposal
from tests.cast import make_rt, make_rw
from tests.planning.proposals.builders import agreed, an_intake, decided, met, surveyed, taken

pytestmark = pytest.mark.django_db


def test_an_intake_from_paper_is_kept_with_what_the_paper_says(world):
    row = taken(world, volume=None, households=None, poor_households=None, women_households=None, location="")
    assert (row.status, row.volume, row.households, row.unit, row.aspect) == ("USULAN", None, None, "m", 2)
    assert row.history.first().history_user == world.cast.fasilitator


def test_the_indicator_follows_from_the_parameter(world):
    assert taken(world, criterion_key="drainase_ketersediaan").aspect == 4


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"criterion_key": "jalan_tol"}, "criterion_key", "Pilih parameter"),
        ({"unit": "KK"}, "unit", "m, m², unit"),
        ({"title": "   "}, "title", "belum diisi"),
        ({"volume": Decimal(0)}, "volume", "di atas nol"),
        ({"poor_households": 41}, "poor_households", "melebihi"),
        ({"households": None}, "households", "dahulu"),
        ({"asked_by": "SIAPA"}, "asked_by", "Pilih siapa"),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field_and_nothing_is_kept(world, changes, field, words):
    with pytest.raises(ProposalRefused) as refusal:
        taken(world, **changes)
    assert words in refusal.value.message_dict[field][0]
    assert not Proposal.objects.exists()


def test_an_rt_of_another_kelurahan_an_rw_or_no_rt_is_refused(world):
    far = make_rt(world.places.next_kelurahan)
    for rts in ([], [far], [make_rw(world.places.kelurahan)]):
        with pytest.raises(ProposalRefused) as refusal:
            taken(world, rts=rts)
        assert "rts" in refusal.value.message_dict
    assert not Proposal.objects.exists()


def test_nothing_is_taken_in_once_the_plan_is_closed(world):
    StepState.objects.filter(cycle=world.cycle, step="P3").update(status=StepStatus.CLOSED)
    with pytest.raises(StepLocked):
        taken(world)


def test_a_page_opened_before_somebody_elses_save_does_not_win(world):
    row = taken(world)
    services.change_proposal(
        proposal=row, intake=an_intake(title="Judul A"), rts=world.rts, by=world.cast.bkm, expected=1
    )
    with pytest.raises(StaleRecord):
        services.change_proposal(
            proposal=row, intake=an_intake(title="Judul B"), rts=world.rts, by=world.cast.fasilitator, expected=1
        )
    row.refresh_from_db()
    assert (row.title, row.version, row.rts.count()) == ("Judul A", 2, 3)


def test_an_agreed_usulan_may_be_described_better_but_not_emptied(world):
    row = agreed(world, taken(world))[0]
    changed = services.change_proposal(
        proposal=row, intake=an_intake(limits="dari RT 1 sampai kali"), rts=world.rts[:1], by=world.cast.fasilitator
    )
    assert (changed.status, changed.limits) == ("DISEPAKATI", "dari RT 1 sampai kali")
    with pytest.raises(ProposalRefused, match="volume"):
        services.change_proposal(
            proposal=changed, intake=an_intake(volume=None), rts=world.rts[:1], by=world.cast.fasilitator
        )


def test_the_database_itself_refuses_agreement_without_decision_or_volume(world):
    row = taken(world)
    for values in ({"status": "DISEPAKATI"}, {"status": "DISEPAKATI", "decision": decided(world), "volume": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=row.pk).update(**values)


def test_the_meeting_of_origin_belongs_to_the_same_cycle(world):
    meeting = met(world)
    assert taken(world, source_meeting=meeting).source_meeting == meeting
    from tests.cast import make_cycle

    other = met(world, cycle=make_cycle(world.places.next_kelurahan, world.cast.fasilitator))
    with pytest.raises(ProposalRefused):
        taken(world, source_meeting=other)


# --- Similar ones ---------------------------------------------------------------------------------
def alike(world, **changes):
    wish = queries.wish_of(
        Proposal(title="Paving gang melati", aspect=2, criterion_key="jalan_kualitas"), [world.rts[0].pk]
    )
    taken(world, **changes)
    return [row.title for row in queries.similar(world.cycle, wish)]


def test_the_same_wish_in_other_words_is_noticed(world):
    assert alike(world, title="Perbaikan Paving Gg. Melati RT 001") == ["Perbaikan Paving Gg. Melati RT 001"]


def test_another_work_another_indicator_or_another_rt_is_not_similar(world):
    assert alike(world, title="Jembatan kali banger") == []
    assert alike(world, criterion_key="drainase_ketersediaan") == []
    assert alike(world, rts=[world.rts[2]]) == []


def test_a_declined_usulan_is_not_offered_for_merging(world):
    row = taken(world)
    services.decline_proposal(proposal=row, reason="Lahan milik PT KAI.", by=world.cast.bkm)
    assert queries.similar(world.cycle, queries.wish_of(row)) == []


def test_word_order_and_filler_words_do_not_hide_likeness():
    assert title_likeness("Pembangunan drainase gang mawar", "gang mawar: drainase") == 1
    assert title_likeness("", "apa saja") == 0


# --- Light and remarks ----------------------------------------------------------------------------
def test_an_usulan_shown_as_ready_has_every_field_of_the_checklist(world):
    row = taken(world)
    assert queries.readiness_of(row).ready
    for field in ("location", "limits", "volume", "households", "poor_households", "asked_by_name"):
        empty = "" if isinstance(getattr(row, field), str) else None
        before = getattr(row, field)
        setattr(row, field, empty)
        light = queries.readiness_of(row)
        assert [item.field for item in light.missing] == [field]
        assert light.sentence.startswith("Belum ada: ")
        setattr(row, field, before)


def remarks(world, row):
    return queries.remarks(row, queries.place_facts(world.cycle, [row])[row.pk])


def test_remarks_name_places_outside_the_sk_and_numbers_that_do_not_fit_the_survey(world):
    assert world.decree
    outside = make_rt(world.places.kelurahan, "009")
    surveyed(world, jalan_kualitas=100)
    inside = taken(world, volume=Decimal(150), households=61, poor_households=None, women_households=None)
    assert remarks(world, inside) == [
        "KK penerima manfaat 61, padahal KK di RT-nya 60.",
        "Volume 150\xa0m lebih besar daripada kekurangan menurut survei (100\xa0m).",
    ]
    assert remarks(world, taken(world, rts=[outside])) == [
        "Di luar SK Kumuh siklus ini: RT 009 / RW 001.",
        "Parameter ini belum diukur di RT 009 / RW 001.",
    ]


def test_a_parameter_in_order_is_remarked(world):
    surveyed(world)
    assert "Menurut survei, parameter ini bukan masalah di RT tersebut (nilai 0)." in remarks(world, taken(world))


def test_status_counts_name_every_status(world):
    taken(world)
    assert queries.status_counts(world.cycle) == {
        status: int(status == ProposalStatus.PROPOSED) for status in ProposalStatus.values
    }
