"""What the gates of the P2KP track ask from rembuk, and where the sentences lead."""

import pytest
from django.urls import reverse

from planning.cycles import registry
from planning.cycles.catalog import find_step
from planning.rembuk import checks, queries, services
from planning.rembuk.enums import MeetingType
from tests.planning.rembuk.builders import closed, decided, led, minuted, named, people, planned

REMBUK = {"rembuk", "kelompok-terpisah", "keikutsertaan"}

pytestmark = pytest.mark.django_db


def missing(parts):
    return [(gap.text, gap.url.split("?")[0]) for part in parts for gap in part.missing]


def asked_of(world, code):
    """What the needs of a step that concern meetings answer."""
    step = find_step("P", code)
    needs = [need for need in step.needs if need.check in REMBUK]
    return [part for need in needs for part in registry.CHECKS[need.check](world.cycle, step, need.options)]


def closed_about(world, about, step, **plan):
    meeting = named(world, planned(world, step=step, **plan))
    minuted(world, meeting)
    decided(world, meeting, about=about)
    led(world, meeting)
    return services.close_meeting(meeting=meeting, by=world.cast.fasilitator)


def womens_meeting(world, step="P2"):
    meeting = named(world, planned(world, step=step, type=MeetingType.KELOMPOK_PEREMPUAN), people(world, 0, 6))
    minuted(world, meeting)
    led(world, meeting)
    return services.close_meeting(meeting=meeting, by=world.cast.fasilitator)


def test_mapping_needs_a_decision_on_the_problems_and_a_separate_meeting(world):
    add = reverse("rembuk:meeting-add", args=[world.cycle.pk])
    assert missing(asked_of(world, "P2")) == [
        ("Belum ada keputusan rembuk kelurahan tentang rumusan masalah.", add),
        ("Rembuk tersendiri kelompok perempuan atau rentan baru 0 dari 1.", add),
    ]


def test_a_decision_of_a_meeting_that_is_not_closed_leads_to_its_closing_page(world):
    meeting = named(world, planned(world))
    decided(world, meeting)
    closing = reverse("rembuk:closing-edit", args=[world.cycle.pk, meeting.pk])
    assert missing(asked_of(world, "P2"))[0] == (f"“{meeting.title}” belum ditutup.", closing)


def test_a_decision_of_a_neighbourhood_meeting_or_of_a_cancelled_one_is_not_enough(world):
    closed_about(world, "MASALAH", "P2", type=MeetingType.REMBUK_RW)
    assert "Belum ada keputusan rembuk kelurahan" in missing(asked_of(world, "P2"))[0][0]


def test_mapping_is_complete_after_the_rembuk_and_a_meeting_of_women(world):
    closed(world)
    womens_meeting(world)
    assert missing(asked_of(world, "P2")) == []


def test_the_number_of_separate_meetings_is_a_setting_of_the_cycle(world):
    world.cycle.thresholds = {"rembuk_kelompok_min": 2}
    world.cycle.save()
    closed(world)
    womens_meeting(world)
    assert missing(asked_of(world, "P2"))[0][0].endswith("baru 1 dari 2.")


@pytest.mark.parametrize(
    ("about", "step", "subject"), [("RENTA_PIP", "P3", "Renta PIP"), ("PRIORITAS", "P4", "daftar prioritas")]
)
def test_plan_and_priority_list_each_need_their_own_decision(world, about, step, subject):
    closed(world)
    assert [text for text, _ in missing(asked_of(world, step))] == [
        f"Belum ada keputusan rembuk kelurahan tentang {subject}."
    ]
    closed_about(world, about, step)
    assert missing(asked_of(world, step)) == []


def test_a_missed_threshold_keeps_the_gate_shut_until_bkm_accepted_the_explanation(world):
    meeting = named(world, planned(world), people(world, 9, 1, 0))
    minuted(world, meeting)
    decided(world, meeting)
    led(world, meeting, note="Hujan lebat malam itu.")
    services.close_meeting(meeting=meeting, by=world.cast.fasilitator)
    womens_meeting(world)
    assert [text for text, _ in missing(asked_of(world, "P2"))] == [
        f"Penjelasan keikutsertaan pada “{meeting.title}” belum diterima BKM."
    ]
    services.accept_participation(meeting=meeting, by=world.cast.bkm)
    assert missing(asked_of(world, "P2")) == []


def test_the_step_machine_asks_rembuk_at_its_gates():
    assert registry.CHECKS["rembuk"] is checks.meeting_parts
    assert registry.CHECKS["kelompok-terpisah"] is checks.separate_parts
    assert registry.CHECKS["keikutsertaan"] is checks.participation_parts


def test_decisions_are_found_by_what_they_are_about_and_only_when_they_stand(world):
    first, second = closed(world), named(world, planned(world))
    pending = decided(world, second, about="USULAN")
    assert [row.meeting for row in queries.decisions(world.cycle)] == [first]
    assert list(queries.decisions(world.cycle, "USULAN")) == []
    assert list(queries.decisions(world.cycle, "USULAN", closed_only=False)) == [pending]


def test_meetings_are_found_by_what_people_call_them(world):
    meeting = planned(world, title="Rembuk kelurahan Krapyak", place="Mushola Al-Ikhlas")
    assert list(queries.found_meetings(world.cast.lurah, "rembug krapyak")) == [meeting]
    assert list(queries.found_meetings(world.cast.lurah, "mushola")) == [meeting]
    assert list(queries.found_meetings(world.cast.lurah, "rembuk tegal")) == []
    assert list(queries.found_meetings(world.cast.stranger, "rembuk")) == []


def test_the_gate_reads_the_participation_of_one_and_of_three_meetings_in_the_same_queries(
    world, django_assert_num_queries
):
    held = [closed_about(world, "MASALAH", "P2", title=f"Rembuk {number}") for number in range(3)]
    assert len(held) == 3
    for meetings in (held[:1], held):
        with django_assert_num_queries(2):  # people named one by one, and the RT concerned
            assert queries.unsettled(meetings) == []
