"""The statement of readiness, the verification sheet, and what gates ask of printed and signed papers."""

import pytest
from django.urls import reverse
from django.utils import timezone

from kumuh.reviews.models import Review
from planning.cycles.catalog import TRACKS, find_step
from planning.cycles.enums import StepStatus
from planning.cycles.models import StepAnswer, StepState
from planning.cycles.registry import CHECKS
from planning.documents import queries, services
from planning.documents.enums import EditionState
from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_html
from planning.documents.services import SignedBy, record_signature
from planning.rembuk.enums import MeetingType
from tests.planning.documents import builders, samples
from tests.planning.documents.filled import closed
from tests.planning.documents.paper import Printed
from tests.planning.documents.programmes import (
    READY,
    RPLP,
    VERIFIED,
    html_of,
    in_programme,
    planned,
)
from tests.planning.rembuk import builders as rembuk

__all__ = ["planned"]  # the fixture of the plans


# --- Statement and verification ------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_statement_is_ready_to_be_signed_as_soon_as_five_residents_are_named(world, media):
    builders.officials(world)
    cycle = in_programme(world, "L")
    assert "wakil warga 5" in html_of(READY, cycle)
    assert draft_of(READY, cycle.pk).state == EditionState.DRAFT
    signed(cycle, 5)
    draft = draft_of(READY, cycle.pk)
    assert draft.state == EditionState.FINAL
    assert [one.name for one in draft.view.signatures.representatives] == [f"Warga {n}" for n in range(5)]
    assert [one.office for one in draft.view.signatures.line] == ["Koordinator BKM", "Lurah Krapyak"]


def signed(cycle, residents):
    rows = [{"nama": f"Warga {n}", "sebagai": "WARGA", "alamat": "RT 001"} for n in range(residents)]
    StepAnswer.objects.create(cycle=cycle, step="L1.1", key="penanda_tangan", value=rows)


@pytest.mark.django_db
def test_in_kotaku_the_residents_of_the_declaring_meeting_sign(world):
    cycle = in_programme(world, "K")
    meeting = rembuk.planned(world, type=MeetingType.RKM_KESIAPAN, step="K1.1", title="Rembug kesiapan contoh")
    for at in range(5):
        meeting.representatives.create(order=at, element="WARGA", name=f"Wakil {at}")
    meeting.status = "SELESAI"
    meeting.save()
    draft = draft_of(READY, cycle.pk)
    assert draft.state == EditionState.FINAL
    assert "Rembug kesiapan contoh" in document_html(draft.view)


@pytest.mark.django_db
def test_the_verification_sheet_prints_notes_answers_and_the_decision(world):
    cycle = in_programme(world, "S")
    state = StepState.objects.get(cycle=cycle, step="S3.3")
    review = Review.objects.create(
        chain="s33-csiap", subject_type="stepstate", subject_id=state.pk, region=cycle.region, title="CSIAP",
        state="DIKEMBALIKAN",
    )  # fmt: skip
    note = {"review": review, "round": 1, "author": world.cast.dinas}
    review.notes.create(text="Volume belum dihitung.", answer="Sudah dihitung: 12 m³.", **note)
    review.notes.create(text="Tambah peta.", **note)
    review.notes.create(text="Rahasia meja.", internal=True, **note)
    review.events.create(
        verb="KEMBALIKAN", from_state="DIAJUKAN", to_state="DIKEMBALIKAN", round=1, role="DINAS", by=world.cast.dinas
    )
    html = html_of(VERIFIED, cycle)
    for words in ("BELUM LAYAK", "Sudah dihitung: 12 m³.", "Masih ada 1 catatan wajib", "belum diisi: jawaban KSM"):
        assert words in html
    assert "Rahasia meja." not in html
    Review.objects.update(state="DIVERIFIKASI")
    review.events.create(
        verb="VERIFIKASI", from_state="DIAJUKAN", to_state="DIVERIFIKASI", round=2, role="DINAS", by=world.cast.dinas
    )
    assert ">LAYAK</td>" in html_of(VERIFIED, cycle)


# --- The gate --------------------------------------------------------------------------------------------------
def lacking(cycle, step):
    (asked,) = [need for need in find_step(cycle.track, step).needs if need.check == "cetakan"][:1]
    (part,) = CHECKS["cetakan"](cycle, find_step(cycle.track, step), asked.options)
    return [missing.text for missing in part.missing]


@pytest.mark.django_db
def test_a_gate_asks_for_the_printed_and_then_for_the_signed_paper(world, media):
    builders.officials(world)
    cycle = in_programme(world, "L")
    assert lacking(cycle, "L1.1") == ["Surat Pernyataan Kesiapan belum dicetak."]
    services.print_document(kind=READY, subject_id=cycle.pk, by=None, reason="uji")
    assert lacking(cycle, "L1.1") == [
        "Surat Pernyataan Kesiapan baru dicetak sebagai draf; cetak lagi setelah isinya tetap."
    ]
    signed(cycle, 5)
    edition = services.print_document(kind=READY, subject_id=cycle.pk, by=None, reason="uji")
    assert lacking(cycle, "L1.1") == [
        "Surat Pernyataan Kesiapan: pindaian bertanda tangan Koordinator BKM, Lurah Krapyak belum diunggah."
    ]
    places = [SignedBy(place.role, place.office, place.name) for place in queries.signature_places(edition)]
    record_signature(
        edition=edition, signers=places, signed_on=timezone.localdate(), scan=rembuk.photo(), by=world.cast.bkm
    )
    assert lacking(cycle, "L1.1") == []


@pytest.mark.django_db
def test_a_statement_that_changed_after_it_was_signed_is_asked_for_again(world, media):
    builders.officials(world)
    cycle = in_programme(world, "L")
    signed(cycle, 5)
    services.print_document(kind=READY, subject_id=cycle.pk, by=None, reason="uji")
    StepAnswer.objects.create(cycle=cycle, step="L1.1", key="keadaan_bkm", value="Rapat tiap bulan.")
    assert lacking(cycle, "L1.1") == [
        "Isi Surat Pernyataan Kesiapan berubah sejak dicetak; cetak dan tanda tangani lagi."
    ]


@pytest.mark.django_db
def test_the_page_of_a_signed_first_paper_opens_while_its_own_step_asks_for_it(world, media, as_user):
    builders.officials(world)
    cycle = in_programme(world, "L")
    closed(cycle, "L0", world.cast.pokja)
    cycle.steps.filter(step="L1.1").update(status=StepStatus.OPEN)
    signed(cycle, 5)
    edition = services.print_document(kind=READY, subject_id=cycle.pk, by=None, reason="uji")
    page = as_user(world.cast.bkm).get(reverse("documents:edition-detail", args=[edition.pk]))
    assert "Surat pernyataan bersama" in page.content.decode()  # the step in the bar above the paper


@pytest.mark.django_db
def test_an_rplp_becomes_final_when_its_step_is_closed_and_only_then_can_be_signed(planned, world, media):
    services.print_document(kind=RPLP, subject_id=planned.pk, by=None, reason="uji")
    assert lacking(planned, "K2.6") == [
        "Rencana Penataan Lingkungan Permukiman (RPLP) baru dicetak sebagai draf; cetak lagi setelah isinya tetap."
    ]
    state = closed(planned, "K2.4c", world.cast.lurah)
    review = Review.objects.create(
        chain="k24c-rplp", subject_type="stepstate", subject_id=state.pk, region=planned.region, title="RPLP",
        state="DISAHKAN",
    )  # fmt: skip
    for role, by in (("BKM", world.cast.bkm), ("LURAH", world.cast.lurah)):
        review.events.create(verb="SAHKAN", from_state="DIVERIFIKASI", to_state="DISAHKAN", round=1, role=role, by=by)
    edition = services.print_document(kind=RPLP, subject_id=planned.pk, by=None, reason="uji")
    assert edition.state == EditionState.FINAL
    assert edition.document.number.startswith("001/RPLP/BKM/")
    assert "pindaian bertanda tangan Koordinator TIPP" in lacking(planned, "K2.6")[0]


def test_every_paper_that_a_gate_asks_for_belongs_to_the_programme_and_can_be_final_before():
    for track, info in TRACKS.items():
        order = [step.code for step in info.steps]
        for step in info.steps:
            for need in step.needs:
                if need.check == "cetakan":
                    kind = queries.kind_named(need.options["jenis"])
                    own = kind.step_among(order)
                    assert own, (track, step.code)
                    signed_later = order.index(own) < order.index(step.code)
                    assert signed_later or kind.signed_first or not need.options.get("bertanda_tangan")


# --- On paper -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("residents", [5, 9])
def test_everybody_who_declares_signs_on_one_page(residents):
    page = Printed(samples.readiness(residents)).page_with("Contoh Bambang")
    for words in ("Demikian pernyataan ini", "Contoh Suryati", f"Contoh Warga {residents - 1}", "Cocokkan lembar ini"):
        assert words in page


@pytest.mark.parametrize(("verdict", "words"), [(True, ": LAYAK"), (False, "BELUM LAYAK"), (None, "keputusan DPIU")])
def test_the_decision_stands_with_its_signatures_on_one_page(verdict, words):
    page = Printed(samples.verification(6, verdict)).page_with("Contoh Bambang")
    assert words in page
