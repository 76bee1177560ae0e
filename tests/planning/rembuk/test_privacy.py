"""Names stay with those who work with the list; hostile text stays text; pages cost the same however much they show."""

import pytest
from django.urls import reverse

from planning.rembuk.enums import MeetingType
from planning.rembuk.services import AttendeeRow, EntryRow
from tests.planning.rembuk.builders import (
    closed,
    counted,
    decided,
    led,
    minuted,
    named,
    paper_photo,
    people,
    planned,
)

pytestmark = pytest.mark.django_db

SECRETS = ("Nama Rahasia Contoh", "Pengusul Rahasia Contoh", "Pelaksana Rahasia Contoh", "Wakil Rahasia Contoh")
READERS = ("fasilitator", "bkm", "askot", "lurah", "pokja")
OTHERS = ("camat", "pemantau", "ksm", "dinas", "admin")


@pytest.fixture
def meeting_with_names(world, media):
    rows = [AttendeeRow(SECRETS[0], "P", world.rts[0].pk, poor=True), *people(world)]
    meeting = named(world, planned(world), rows)
    minuted(world, meeting, entries=[EntryRow("Usul", SECRETS[1], "Ya", "Ukur", SECRETS[2])])
    decided(world, meeting)
    led(world, meeting, representatives={"PKK": SECRETS[3]})
    paper_photo(world, meeting)
    return meeting


@pytest.mark.parametrize("role", READERS)
def test_names_are_read_by_those_who_work_with_the_list(world, as_user, at, meeting_with_names, role):
    browser = as_user(getattr(world.cast, role))
    html = browser.get(at("meeting-detail", meeting_with_names)).content.decode()
    assert all(secret in html for secret in SECRETS)
    file = browser.get(at("evidence-file", meeting_with_names, meeting_with_names.evidence.get().pk))
    assert (file.status_code, file["Content-Type"]) == (200, "image/jpeg")
    assert file["Cache-Control"] == "private, no-store"
    assert b"".join(file.streaming_content).startswith(b"\xff\xd8")


@pytest.mark.parametrize("role", OTHERS)
def test_everybody_else_reads_counts_only(world, as_user, at, meeting_with_names, role):
    meeting = meeting_with_names
    browser = as_user(getattr(world.cast, role))
    html = browser.get(at("meeting-detail", meeting)).content.decode()
    assert "9 orang" in html
    assert not [secret for secret in SECRETS if secret in html]
    assert "bukti-rembuk" not in html
    assert browser.get(at("evidence-file", meeting, meeting.evidence.get().pk)).status_code == 403
    for name in ("attendance-names", "attendance-counts", "minutes-edit", "closing-edit", "evidence-list"):
        assert browser.get(at(name, meeting)).status_code == 403, name
    assert not [secret for secret in SECRETS if secret in browser.get(at("meeting-list")).content.decode()]


def test_a_stranger_finds_nothing_not_even_a_file(world, as_user, at, meeting_with_names):
    browser = as_user(world.cast.stranger)
    evidence = meeting_with_names.evidence.get().pk
    assert browser.get(at("meeting-list")).status_code == 404
    assert browser.get(at("meeting-detail", meeting_with_names)).status_code == 404
    assert browser.get(at("evidence-file", meeting_with_names, evidence)).status_code == 404


def test_a_file_is_found_only_through_its_own_meeting(world, facilitator, at, meeting_with_names):
    other = planned(world)
    evidence = meeting_with_names.evidence.get().pk
    assert facilitator.get(at("evidence-file", other, evidence)).status_code == 404
    assert facilitator.get(reverse("rembuk:meeting-detail", args=[world.cycle.pk + 1, other.pk])).status_code == 404


def test_hostile_text_stays_text_on_every_page(world, facilitator, at):
    evil = "<img src=x onerror=alert(1)>"
    meeting = named(world, planned(world, title=evil, place=evil), [AttendeeRow(evil, "P", world.rts[0].pk)])
    minuted(world, meeting, summary=evil, entries=[EntryRow(evil, evil, evil, evil, evil)])
    decision = decided(world, meeting, text=evil)
    led(world, meeting, note=evil, representatives={"PKK": evil})
    pages = [
        at(name, meeting)
        for name in (
            "meeting-detail", "meeting-edit", "meeting-cancel", "attendance-names", "attendance-counts",
            "evidence-list", "minutes-edit", "decision-list", "closing-edit",
        )
    ]  # fmt: skip
    pages += [
        at("meeting-list"),
        at("decision-edit", meeting, decision.pk),
        at("decision-delete", meeting, decision.pk),
    ]
    for address in pages:
        html = facilitator.get(address).content.decode()
        assert "<img src=x" not in html, address
        assert "&lt;img src=x" in html, address


def queries_of(client, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(200) as counted_queries:
        assert client.get(address).status_code == 200
    return len(counted_queries)


def test_the_list_costs_the_same_with_one_and_with_three_meetings(
    world, facilitator, at, django_assert_max_num_queries
):
    closed(world)
    counted(world, planned(world, type=MeetingType.KELOMPOK_PEREMPUAN), (0, 1, 5, 0, 0))
    few = queries_of(facilitator, at("meeting-list"), django_assert_max_num_queries)
    for _ in range(2):
        closed(world)
        counted(world, planned(world), (0, 1, 5, 0, 0))
    assert queries_of(facilitator, at("meeting-list"), django_assert_max_num_queries) == few


@pytest.mark.parametrize(
    "name", ["meeting-detail", "meeting-edit", "attendance-names", "minutes-edit", "decision-list", "closing-edit"]
)
def test_a_page_costs_the_same_with_one_and_with_three_of_everything(
    world, facilitator, at, django_assert_max_num_queries, name
):
    meeting = named(world, planned(world), people(world, 1, 1, 1))
    minuted(world, meeting, entries=[EntryRow("Usul")])
    decided(world, meeting)
    few = queries_of(facilitator, at(name, meeting), django_assert_max_num_queries)
    named(world, meeting, people(world, 6, 6, 6))
    minuted(world, meeting, entries=[EntryRow(f"Usul {number}") for number in range(3)])
    for _ in range(2):
        decided(world, meeting)
    assert queries_of(facilitator, at(name, meeting), django_assert_max_num_queries) == few
