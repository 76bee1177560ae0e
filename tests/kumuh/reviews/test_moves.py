"""From draft to approved: who may move a review, and what every move refuses."""

import dataclasses

import pytest
from django.core.exceptions import PermissionDenied

from kumuh.accounts.enums import Role
from kumuh.reviews import queries, services
from kumuh.reviews.enums import ReviewState, ReviewVerb, Severity
from kumuh.reviews.errors import NotReady, NotYourTurn, OwnWork, ReasonMissing, UnansweredNotes, WrongState
from kumuh.reviews.registry import CHAINS
from kumuh.reviews.services import NewNote
from tests.cast import assign, make_user


def test_a_subject_has_one_review_however_often_it_is_opened(chain, places):
    first = services.open_review(chain="uji", subject_id=7, region=places.kelurahan, title="Lembar 7")
    again = services.open_review(chain="uji", subject_id=7, region=places.kelurahan, title="Lembar 7")
    assert first == again == queries.review_of("uji", chain.subject_type, 7)
    assert (first.state, first.round) == (ReviewState.DRAFT, 1)


def test_the_way_to_approval_needs_the_lurah_and_the_bkm(verified, cast):
    services.approve(review=verified, by=cast.bkm)
    assert verified.state == ReviewState.VERIFIED
    services.approve(review=verified, by=cast.lurah)
    assert verified.state == ReviewState.APPROVED
    assert [(e.verb, e.role, e.by) for e in queries.timeline(verified)] == [
        ("AJUKAN", "FASILITATOR", cast.fasilitator),
        ("VERIFIKASI", "POKJA", cast.pokja),
        ("SAHKAN", "BKM", cast.bkm),
        ("SAHKAN", "LURAH", cast.lurah),
    ]


def test_the_lurah_cannot_approve_twice_in_place_of_the_bkm(verified, cast):
    services.approve(review=verified, by=cast.lurah)
    with pytest.raises(NotYourTurn, match="Hanya BKM/TIPP"):
        services.approve(review=verified, by=cast.lurah)


@pytest.mark.parametrize("who", ["lurah", "camat", "ksm", "pemantau", "dinas", "admin", "stranger"])
def test_only_the_declared_roles_submit(review, cast, who):
    with pytest.raises(NotYourTurn):
        services.submit(review=review, by=getattr(cast, who))
    assert queries.review_of("uji", review.subject_type, review.subject_id).state == ReviewState.DRAFT


def test_a_pokja_of_another_city_verifies_nothing_here(submitted, cast):
    with pytest.raises(NotYourTurn):
        services.verify(review=submitted, by=cast.stranger)


def test_nobody_decides_on_their_own_submission(new_review, cast, places):
    both = make_user(Role.BKM, places.kelurahan)
    assign(both, Role.POKJA, places.city)
    review = services.submit(review=new_review(), by=both)
    with pytest.raises(OwnWork):
        services.verify(review=review, by=both)
    with pytest.raises(OwnWork):
        services.return_for_completion(review=review, by=both, reason="Lengkapi.")
    services.verify(review=review, by=cast.pokja)
    with pytest.raises(OwnWork):
        services.approve(review=review, by=both)


def test_who_answered_a_note_does_not_decide_any_more(submitted, cast):
    note = services.add_note(review=submitted, by=cast.pokja, text="Biaya belum masuk.", pin="kegiatan:1/biaya")
    services.return_for_completion(review=submitted, by=cast.pokja)
    services.answer_note(note=note, by=cast.bkm, text="Sudah diisi.")
    services.submit(review=submitted, by=cast.fasilitator)
    services.verify(review=submitted, by=cast.pokja)
    with pytest.raises(OwnWork):
        services.approve(review=submitted, by=cast.bkm)


def test_the_verifier_does_not_also_approve(submitted, places):
    pokja_and_lurah = make_user(Role.POKJA, places.city)
    assign(pokja_and_lurah, Role.LURAH, places.kelurahan)
    services.verify(review=submitted, by=pokja_and_lurah)
    with pytest.raises(OwnWork):
        services.approve(review=submitted, by=pokja_and_lurah)


def test_a_return_needs_words(submitted, cast):
    with pytest.raises(ReasonMissing):
        services.return_for_completion(review=submitted, by=cast.pokja, reason="   ")
    services.return_for_completion(review=submitted, by=cast.pokja, reason="Volume usulan 3 belum ada.")
    assert submitted.state == ReviewState.RETURNED


def test_resubmission_waits_for_an_answer_to_every_required_note(submitted, cast):
    services.return_for_completion(
        review=submitted,
        by=cast.pokja,
        notes=[
            NewNote("Biaya belum masuk.", "kegiatan:1/biaya", "Kegiatan 1, biaya"),
            NewNote("Foto lebih terang.", "kegiatan:1/foto", severity=Severity.ADVICE),
        ],
    )
    with pytest.raises(UnansweredNotes) as refused:
        services.submit(review=submitted, by=cast.fasilitator)
    assert refused.value.notes == (("kegiatan:1/biaya", "Kegiatan 1, biaya", "Biaya belum masuk."),)
    assert refused.value.messages == ["Catatan belum dijawab: Kegiatan 1, biaya – Biaya belum masuk."]
    required = submitted.notes.get(severity=Severity.REQUIRED)
    services.answer_note(note=required, by=cast.fasilitator, text="Sudah diisi Rp 12.000.000.")
    services.submit(review=submitted, by=cast.fasilitator)
    assert (submitted.state, submitted.round) == (ReviewState.SUBMITTED, 2)


def test_a_refused_return_leaves_no_note_behind(verified, cast):
    with pytest.raises(NotYourTurn):
        services.return_for_completion(review=verified, by=cast.camat, notes=[NewNote("Coba lagi.")])
    assert verified.notes.count() == 0


def test_an_unanswered_required_note_also_stops_the_verification(submitted, cast):
    note = services.add_note(review=submitted, by=cast.pokja, text="Sumber data?")
    with pytest.raises(UnansweredNotes):
        services.verify(review=submitted, by=cast.pokja)
    services.answer_note(note=note, by=cast.fasilitator, text="Survei RT.")
    services.verify(review=submitted, by=cast.pokja)


def test_a_return_by_the_lurah_voids_the_verification(verified, cast):
    services.approve(review=verified, by=cast.bkm)
    services.return_for_completion(review=verified, by=cast.lurah, reason="Lokasi salah.")
    assert queries.approved_roles(verified) == frozenset()
    services.submit(review=verified, by=cast.fasilitator)
    with pytest.raises(WrongState):
        services.approve(review=verified, by=cast.lurah)


def test_reopening_needs_a_reason_voids_the_approvals_and_keeps_the_history(approved, cast):
    with pytest.raises(ReasonMissing):
        services.reopen(review=approved, by=cast.pokja, reason=" ")
    services.reopen(review=approved, by=cast.pokja, reason="Pagu berubah.")
    assert (approved.state, approved.round) == (ReviewState.DRAFT, 2)
    assert [(e.verb, e.voided) for e in queries.timeline(approved)] == [
        ("AJUKAN", False),
        ("VERIFIKASI", True),
        ("SAHKAN", True),
        ("SAHKAN", True),
        ("BUKA", False),
    ]


def test_only_the_verifiers_reopen(approved, cast):
    with pytest.raises(NotYourTurn):
        services.reopen(review=approved, by=cast.fasilitator, reason="Ada yang kurang.")


def test_a_page_opened_before_somebody_elses_move_decides_nothing(submitted, cast):
    seen = submitted.version
    services.verify(review=submitted, by=cast.pokja)
    services.return_for_completion(review=submitted, by=cast.lurah, reason="Lokasi salah.")
    services.submit(review=submitted, by=cast.fasilitator)
    with pytest.raises(WrongState, match="sudah berubah"):
        services.verify(review=submitted, by=cast.pokja, version=seen)


def test_a_stale_row_in_memory_does_not_move_twice(submitted, cast):
    stale = type(submitted).objects.get(pk=submitted.pk)
    services.verify(review=submitted, by=cast.pokja)
    with pytest.raises(WrongState):
        services.verify(review=stale, by=cast.pokja)


def test_checks_of_the_owner_block_with_their_sentences(submitted, chain, cast, monkeypatch):
    strict = dataclasses.replace(chain, on_verify=lambda subject: [f"Lembar {subject} belum berfoto."])
    monkeypatch.setitem(CHAINS, "uji", strict)
    with pytest.raises(NotReady) as refused:
        services.verify(review=submitted, by=cast.pokja)
    assert refused.value.messages == [f"Lembar {submitted.subject_id} belum berfoto."]


def test_the_owner_is_told_once_about_the_last_approval_and_about_reopening(submitted, chain, cast, monkeypatch):
    told = []
    listening = dataclasses.replace(
        chain,
        after_approve=lambda subject: told.append(("sah", subject)),
        after_reopen=lambda subject: told.append(("buka", subject)),
    )
    monkeypatch.setitem(CHAINS, "uji", listening)
    services.verify(review=submitted, by=cast.pokja)
    services.approve(review=submitted, by=cast.lurah)
    assert told == []
    services.approve(review=submitted, by=cast.bkm)
    services.reopen(review=submitted, by=cast.pokja, reason="Pagu berubah.")
    assert told == [("sah", submitted.subject_id), ("buka", submitted.subject_id)]


def test_refusals_of_a_person_are_answered_as_forbidden():
    assert issubclass(OwnWork, PermissionDenied)
    assert issubclass(NotYourTurn, PermissionDenied)


def test_moves_offer_the_buttons_and_say_why_one_does_not_work(new_review, cast):
    review = services.submit(review=new_review(), by=cast.bkm)
    assert [m.verb for m in queries.moves(review, cast.pokja)] == [ReviewVerb.RETURN, ReviewVerb.VERIFY]
    assert queries.moves(review, cast.lurah) == ()
    services.verify(review=review, by=cast.pokja)
    by_verb = {move.verb: move.refusal for move in queries.moves(review, cast.bkm)}
    assert by_verb[ReviewVerb.APPROVE].startswith("Anda ikut mengajukan")
    assert {move.verb: move.refusal for move in queries.moves(review, cast.lurah)} == {
        ReviewVerb.RETURN: "",
        ReviewVerb.APPROVE: "",
    }
