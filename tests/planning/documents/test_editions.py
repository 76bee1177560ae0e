"""Editions: the same content is the same paper, numbers are given once, revoked paper says so."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from kumuh.accounts.models import Official
from kumuh.core.pdf import PdfCharacterMissing
from planning.documents import queries, services
from planning.documents.comparison import differences
from planning.documents.control import check_sign, content_of, control_code, digest_of, read_code
from planning.documents.enums import EditionState
from planning.documents.errors import PrintRefused
from planning.documents.models import Document, Edition, NumberSequence
from planning.documents.numbering import PatternRefused, check_pattern, fill_pattern
from planning.rembuk import services as rembuk
from tests.cast import KELURAHAN
from tests.planning.documents import builders, samples
from tests.planning.documents.paper import Printed, pdf_of, printed
from tests.planning.rembuk.builders import planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def print_it(kind, pk, reason="uji"):
    return services.print_document(kind=kind, subject_id=pk, by=None, reason=reason)


# --- Words --------------------------------------------------------------------------------------------
def test_a_control_code_is_read_from_what_people_type_and_one_wrong_sign_is_noticed():
    code = control_code("rahasia", "renta-pip", 1, 1, "abc")
    assert len(code) == 14
    assert read_code(code.lower().replace("-", " ")) == code
    signs = code.replace("-", "")
    for position in range(len(signs)):
        other = "Z" if signs[position] != "Z" else "Y"
        assert read_code(signs[:position] + other + signs[position + 1 :]) is None
    swapped = next(i for i in range(10) if signs[i] != signs[i + 1])
    assert read_code(signs[:swapped] + signs[swapped + 1] + signs[swapped] + signs[swapped + 2 :]) is None
    assert check_sign(signs[:-1]) == signs[-1]


def test_number_date_and_state_of_printing_are_not_content_but_every_figure_is():
    view = samples.priority_list(3)
    later = replace(view, meta=replace(view.meta, number="9/X", edition=4, status=EditionState.REVOKED))
    assert digest_of(content_of(view)) == digest_of(content_of(later))
    assert digest_of(content_of(view)) != digest_of(content_of(replace(view, ceiling=999)))


def test_moving_the_file_store_does_not_change_what_a_letterhead_says():
    view = samples.priority_list(1)
    heads = [replace(view.letterhead, logo=f"file://{root}/kop/abc.jpg") for root in ("/satu", "/dua/tiga")]
    assert content_of(heads[0]) == content_of(heads[1])


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{urut}/{siapa}/{tahun}", "siapa"),
        ("{urut/{tahun}", "kurung"),
        ("{kode}/{tahun}", "urut"),
        ("{urut}/{kode}", "tahun"),
        ("{urut.__class__}/{tahun}", "kurung"),
    ],
)
def test_a_pattern_that_cannot_number_letters_is_refused_with_its_reason(pattern, said):
    with pytest.raises(PatternRefused, match=said):
        check_pattern(pattern)


def test_a_pattern_is_filled_with_roman_month_and_office():
    pattern = "{urut:03d}/{kode}/{lembaga}-KRP/{bulan_romawi}/{tahun}"
    assert fill_pattern(pattern, sequence=7, kind="BA", body="KELURAHAN", on=date(2026, 11, 3)) == (
        "007/BA/KEL-KRP/XI/2026"
    )


# --- Printing -----------------------------------------------------------------------------------------
def test_the_same_content_gives_the_same_edition_and_bytes_and_a_change_gives_the_next(world):
    meeting = planned(world)
    first = print_it("undangan", meeting.pk)
    again = print_it("undangan", meeting.pk, "dikirim")
    assert (again.pk, pdf_of(again)) == (first.pk, pdf_of(first))
    meeting.place = "Musala RT 002"
    meeting.save()
    second = print_it("undangan", meeting.pk)
    assert (second.sequence, second.digest != first.digest) == (2, True)
    assert queries.changes_since(first, queries.draft_now(first)) == ("waktu dan tempat pertemuan",)
    assert [(row.part, row.before, row.after) for row in differences(first.content, second.content)] == [
        ("waktu dan tempat pertemuan", "Balai Kelurahan Krapyak", "Musala RT 002")
    ]
    assert queries.newer_edition(first) == second


def test_a_number_is_given_with_the_first_final_edition_and_kept_by_later_ones(world):
    meeting = planned(world)
    with time_machine.travel("2026-02-01 09:00+07:00"):
        first = print_it("undangan", meeting.pk)
        other = print_it("undangan", planned(world, title="Rembuk kedua").pk)
    assert [first.document.number, other.document.number] == ["001/UND/KEL/II/2026", "002/UND/KEL/II/2026"]
    meeting.place = "Musala RT 002"
    meeting.save()
    assert print_it("undangan", meeting.pk).document.number == "001/UND/KEL/II/2026"
    assert "001/UND/KEL/II/2026" in printed(first).text


def test_a_number_written_by_the_office_wins_and_uses_up_no_running_number(world):
    edition = print_it("undangan", planned(world, invitation_number="45/UND/KRP/2026").pk)
    assert edition.document.number == "45/UND/KRP/2026"
    assert "45/UND/KRP/2026" in printed(edition).text
    assert not NumberSequence.objects.exists()


def test_a_draft_has_no_number_and_says_so_on_every_page(world):
    meeting = builders.held_meeting(world)
    edition = print_it("berita-acara", meeting.pk)
    paper = printed(edition)
    assert edition.state == EditionState.DRAFT
    assert all("DRAF" in page for page in paper.pages)
    assert "DRAF – belum bernomor" in paper.text
    assert (edition.document.number, NumberSequence.objects.exists()) == ("", False)


def test_closing_the_meeting_makes_its_papers_final(world):
    meeting = builders.held_meeting(world)
    draft = print_it("berita-acara", meeting.pk)
    rembuk.close_meeting(meeting=meeting, by=world.cast.fasilitator)
    final = print_it("berita-acara", meeting.pk)
    assert (draft.state, final.state, final.sequence) == (EditionState.DRAFT, EditionState.FINAL, 2)
    assert "DRAF" not in printed(final).text


def test_a_paper_of_a_meeting_that_was_not_held_or_was_cancelled_is_refused(world):
    meeting = planned(world)
    with pytest.raises(PrintRefused, match="belum berlangsung"):
        print_it("notulen", meeting.pk)
    rembuk.cancel_meeting(meeting=meeting, reason="Hujan lebat dan banjir rob.", by=world.cast.fasilitator)
    with pytest.raises(PrintRefused, match="dibatalkan"):
        print_it("undangan", meeting.pk)


def test_nothing_is_printed_without_a_reason_or_for_an_unknown_subject(world):
    with pytest.raises(ValidationError, match="untuk apa"):
        print_it("undangan", planned(world).pk, "  ")
    for kind, pk in (("undangan", 99), ("profil-kumuh", 99), ("surat-cinta", 1)):
        with pytest.raises(LookupError):
            print_it(kind, pk)
    assert not Document.objects.exists()


def test_a_preview_is_kept_nowhere_and_carries_no_code(world):
    text = Printed(services.preview(kind="undangan", subject_id=planned(world).pk)).text
    assert "Pratinjau tanpa kode kendali" in text
    assert "/cek/" not in text
    assert not Edition.objects.exists()


def test_who_prints_while_somebody_else_stored_an_edition_reads_again_instead_of_failing(world, monkeypatch):
    from planning.documents.services import editions

    meeting, real, met = planned(world), editions.document_pdf, []

    def meanwhile(view, **options):
        if not met:
            met.append(1)
            type(meeting).objects.filter(pk=meeting.pk).update(place="Musala RT 002")
            editions.print_document(kind="undangan", subject_id=meeting.pk, by=None, reason="orang lain")
        return real(view, **options)

    monkeypatch.setattr(editions, "document_pdf", meanwhile)
    edition = print_it("undangan", meeting.pk)
    assert list(Edition.objects.values_list("sequence", "reason")) == [(1, "orang lain")]
    assert edition.reason == "orang lain"


def test_a_failed_printing_wastes_no_number(world):
    meeting = planned(world, place="Balai 会所")
    with pytest.raises(PdfCharacterMissing):
        print_it("undangan", meeting.pk)
    meeting.place = "Balai Kelurahan"
    meeting.save()
    assert print_it("undangan", meeting.pk).document.number.startswith("001/")
    assert NumberSequence.objects.get().last == 1


def test_a_revoked_edition_keeps_its_file_and_reason_and_the_next_printing_is_a_new_edition(world):
    meeting = planned(world)
    edition = print_it("undangan", meeting.pk)
    before = pdf_of(edition)
    revoked = services.revoke_edition(edition=edition, by=world.cast.lurah, reason="Tanggal keliru.")
    assert (revoked.state, revoked.revoked_by, pdf_of(revoked)) == (EditionState.REVOKED, world.cast.lurah, before)
    with pytest.raises(PrintRefused, match="sudah dicabut"):
        services.revoke_edition(edition=edition, by=world.cast.lurah, reason="Sekali lagi.")
    assert print_it("undangan", meeting.pk).sequence == 2


def test_the_letterhead_of_the_office_is_printed_and_its_pattern_numbers_the_letters(world):
    services.save_letterhead(
        region_code=KELURAHAN,
        body="KELURAHAN",
        lines="Pemerintah Kota Pekalongan\nKelurahan Krapyak",
        address="Jalan Contoh 1",
        number_pattern="{urut}/KRP/{tahun}",
        paper="A4",
        by=world.cast.lurah,
    )
    with time_machine.travel("2026-02-01 09:00+07:00"):
        paper = printed(print_it("undangan", planned(world).pk))
    assert "Jalan Contoh 1" in paper.text
    assert "1/KRP/2026" in paper.text
    assert paper.sizes[0] == (210, 297)


def test_who_signs_is_who_held_the_office_on_the_day_of_the_document(world):
    builders.officials(world, since=date(2026, 1, 1))
    meeting = builders.closed_meeting(world)
    Official.objects.create(
        region=world.places.kelurahan, office="LURAH", name="Lurah Berikutnya Contoh", valid_from=date(2026, 3, 1)
    )
    assert builders.LURAH in printed(print_it("berita-acara", meeting.pk)).text
