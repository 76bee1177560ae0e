"""Pinned notes: written by deciders, answered by the team, internal ones never seen by authors."""

import pytest

from kumuh.reviews import queries, services
from kumuh.reviews.enums import Severity
from kumuh.reviews.errors import NotYourTurn, OwnWork, ReviewError, WrongState


@pytest.fixture
def internal(submitted, cast):
    return services.add_note(review=submitted, by=cast.pokja, text="Cek harga ke dinas.", internal=True)


def test_notes_are_found_by_their_pin(submitted, cast):
    first = services.add_note(review=submitted, by=cast.pokja, text="Satuan?", pin="usulan:7/volume")
    second = services.add_note(review=submitted, by=cast.lurah, text="Terlalu besar?", pin="usulan:7/volume")
    whole = services.add_note(review=submitted, by=cast.pokja, text="Bagus.", severity=Severity.ADVICE)
    assert queries.notes_by_pin(submitted, cast.fasilitator) == {"usulan:7/volume": [first, second], "": [whole]}


def test_a_subject_without_review_has_no_notes(cast):
    assert queries.notes_by_pin(None, cast.fasilitator) == {}


@pytest.mark.parametrize("who", ["fasilitator", "askot", "ksm", "pemantau", "camat"])
def test_only_deciders_of_the_chain_write_notes(submitted, cast, who):
    with pytest.raises(NotYourTurn):
        services.add_note(review=submitted, by=getattr(cast, who), text="Catatan.")


def test_the_submitter_writes_no_note_on_own_work(new_review, cast):
    review = services.submit(review=new_review(), by=cast.bkm)
    with pytest.raises(OwnWork):
        services.add_note(review=review, by=cast.bkm, text="Catatan.")


def test_a_draft_carries_no_notes(review, cast):
    with pytest.raises(WrongState):
        services.add_note(review=review, by=cast.pokja, text="Catatan.")


def test_an_empty_note_or_answer_is_refused(submitted, cast):
    with pytest.raises(ReviewError):
        services.add_note(review=submitted, by=cast.pokja, text="  ")
    note = services.add_note(review=submitted, by=cast.pokja, text="Satuan?")
    with pytest.raises(ReviewError):
        services.answer_note(note=note, by=cast.fasilitator, text=" ")


@pytest.mark.parametrize("who", ["pokja", "lurah", "dinas"])
def test_deciders_do_not_answer(submitted, cast, who):
    note = services.add_note(review=submitted, by=cast.pokja, text="Satuan?")
    with pytest.raises(NotYourTurn):
        services.answer_note(note=note, by=getattr(cast, who), text="Meter.")


def test_the_writer_of_a_note_does_not_answer_it(submitted, cast):
    note = services.add_note(review=submitted, by=cast.bkm, text="Satuan?")
    with pytest.raises(OwnWork):
        services.answer_note(note=note, by=cast.bkm, text="Meter.")


def test_internal_notes_reach_deciders_only(submitted, internal, cast):
    readers = {
        who: [note.pk for note in queries.visible_notes(submitted, getattr(cast, who))] == [internal.pk]
        for who in ("pokja", "lurah", "fasilitator", "bkm", "askot", "camat", "ksm", "pemantau", "stranger")
    }
    assert {who for who, reads in readers.items() if reads} == {"pokja", "lurah"}
    assert list(queries.public_notes(submitted)) == []


def test_an_internal_note_blocks_nobody_and_cannot_be_answered(submitted, internal, cast):
    assert queries.unanswered(submitted) == []
    with pytest.raises(NotYourTurn):
        services.answer_note(note=internal, by=cast.fasilitator, text="Baik.")


def test_a_partial_return_opens_only_the_marked_places(submitted, cast):
    assert queries.open_pins(submitted) is None
    services.add_note(review=submitted, by=cast.pokja, text="Isi biaya.", pin="kegiatan:12/biaya")
    services.add_note(review=submitted, by=cast.pokja, text="Ulangi semuanya.", pin="kegiatan:13")
    services.return_for_completion(review=submitted, by=cast.pokja)
    pins = queries.open_pins(submitted)
    open_places = ["kegiatan:12/biaya", "kegiatan:13", "kegiatan:13/volume", "kegiatan:12/volume", "usulan:1"]
    assert [queries.pin_is_open(pins, pin) for pin in open_places] == [True, True, True, False, False]


def test_a_return_with_a_note_on_the_whole_opens_everything(submitted, cast):
    services.add_note(review=submitted, by=cast.pokja, text="Isi biaya.", pin="kegiatan:12/biaya")
    services.add_note(review=submitted, by=cast.pokja, text="Periksa ulang semua angka.")
    services.return_for_completion(review=submitted, by=cast.pokja)
    assert queries.pin_is_open(queries.open_pins(submitted), "usulan:1")


def test_a_corrected_answer_keeps_the_first_one_in_the_history(submitted, cast):
    note = services.add_note(review=submitted, by=cast.pokja, text="Satuan?")
    services.answer_note(note=note, by=cast.fasilitator, text="Meter persegi.")
    services.answer_note(note=note, by=cast.fasilitator, text="Meter.")
    assert list(note.history.order_by("history_id").values_list("answer", flat=True)) == [
        "",
        "Meter persegi.",
        "Meter.",
    ]
