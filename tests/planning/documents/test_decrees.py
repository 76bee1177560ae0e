"""The SK of a body: what the residents agreed, who is in it by pokja, the number the office gave."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.frame import letterhead_of
from planning.documents.kinds.printing import document_html, document_pdf
from planning.documents.services import print_document
from planning.institutions.models import FormationDecree
from planning.institutions.services import DecreeFacts, change_decree, prepare_decree
from tests.planning.documents import builders
from tests.planning.documents.paper import Printed
from tests.planning.institutions.builders import a_tipp, decreed, founded, member, staffed, stored

pytestmark = pytest.mark.django_db


def prepared(world, body=None, **facts):
    body = body or a_tipp(world)
    facts = {"issuer": "LURAH", "about": "Pembentukan TIPP Contoh"} | facts
    return prepare_decree(institution=body, facts=DecreeFacts(**facts), by=world.cast.lurah)


def html_of(decree):
    return document_html(draft_of("sk", decree.pk).view)


def test_the_sk_has_every_part_in_the_order_of_the_office(world):
    html = html_of(prepared(world))
    parts = ("Menimbang", "Mengingat", "Memperhatikan", "MEMUTUSKAN", "Menetapkan", "KESATU", "KEDUA", "KETIGA",
             "KEEMPAT", "KELIMA", "Ditetapkan di", "Lampiran Keputusan", "<h1>Susunan TIPP Contoh")  # fmt: skip
    places = [html.index(part) for part in parts]
    assert places == sorted(places)


def test_members_stand_in_the_annex_by_pokja_without_anything_else_about_them(world):
    draft = draft_of("sk", prepared(world).pk)
    assert [seat.position for seat in draft.view.seats][:2] == ["Koordinator", "Anggota"]
    assert [seat.team for seat in draft.view.seats[1:]] == [
        "Bangunan gedung", "Jalan lingkungan", "Air minum", "Drainase", "Air limbah", "Persampahan",
        "Proteksi kebakaran",
    ]  # fmt: skip
    assert set(draft.content["seats"][0]) - {"_"} == {"name", "sex", "element", "origin", "position", "team"}


def test_who_left_before_the_day_of_the_sk_is_not_in_it(world):
    body = a_tipp(world)
    first, *others = stored(body)
    staffed(world, body, replace(first, until=date(2026, 1, 31)), *others)
    names = [seat.name for seat in draft_of("sk", decreed(world, body, on=date(2026, 2, 2)).pk).view.seats]
    assert "Koordinator Contoh" not in names
    assert len(names) == 7


def test_an_sk_without_number_prints_as_draft_and_its_gaps_are_named(world):
    decree = prepared(world)
    html = html_of(decree)
    assert draft_of("sk", decree.pk).state == "DRAF"
    assert "— belum diisi: sumber biaya" in html


def test_the_number_of_the_register_stands_on_the_final_paper(world, media):
    builders.officials(world)
    edition = print_document(
        kind="sk", subject_id=decreed(world, a_tipp(world)).pk, by=world.cast.lurah, reason="Ditetapkan"
    )
    assert (edition.state, edition.document.number) == ("SAH", "4 Tahun 2026")


def test_the_paper_reads_as_an_sk(world):
    builders.officials(world)
    decree = decreed(world, a_tipp(world), funding="swadaya", about="Pembentukan TIPP Contoh")
    text = Printed(document_pdf(draft_of("sk", decree.pk).view)).text
    for said in ("2 Februari 2026", "dibebankan pada swadaya", "SK Kumuh", "Pokja Contoh JALAN"):
        assert said in text


def test_a_body_without_members_is_refused_with_what_to_do(world):
    decree = prepared(world, founded(world, "TIPP", "TIPP Contoh"))
    assert "Isi dahulu anggota" in draft_of("sk", decree.pk).facts.refusal


def test_an_sk_of_the_satker_carries_its_letterhead_and_signer(world):
    body = founded(world)
    staffed(world, body, member())
    decree = prepared(world, body, issuer="KPA", signer_name="Pejabat Contoh")
    draft = draft_of("sk", decree.pk)
    assert draft.facts.body == "SATKER"
    assert draft.view.signatures.right[0].name == "Pejabat Contoh"
    assert "Kuasa Pengguna Anggaran" in draft.view.letterhead.institution


def test_the_satker_sets_one_letterhead_for_every_sk_of_the_kota(world, as_user):
    url = reverse("documents:satker-letterhead-edit", args=[world.cycle.pk])
    sent = {
        "lines": "Pemerintah Kota Contoh\nSatuan Kerja Contoh", "address": "Jalan Contoh 1", "paper": "A4",
        "number_pattern": "{urut:03d}/{kode}/{lembaga}/{tahun}",
    }  # fmt: skip
    assert as_user(world.cast.fasilitator).get(url).status_code == 403
    assert "Kop surat KPA/Satker" in as_user(world.cast.ppk).get(url).content.decode()
    assert as_user(world.cast.ppk).post(url, sent).status_code == 302

    for region in (world.places.kelurahan, world.places.next_kelurahan):
        assert letterhead_of(region, "SATKER").institution == "Satuan Kerja Contoh"
    body = founded(world)
    staffed(world, body, member())
    view = draft_of("sk", prepared(world, body, issuer="KPA", signer_name="Pejabat Contoh").pk).view
    assert (view.letterhead.institution, view.letterhead.address) == ("Satuan Kerja Contoh", "Jalan Contoh 1")
    assert view.meta.paper == "A4"
    assert view.signatures.place == "Pekalongan"
    assert letterhead_of(world.places.kelurahan, "KELURAHAN").institution == "Kelurahan Krapyak"


def test_an_sk_of_the_mayor_or_of_a_body_without_cycle_is_not_printed_here(world):
    pokja = founded(world, "POKJA_PKP", "Pokja PKP", region=world.places.city)
    with pytest.raises(LookupError, match="pilih dahulu siklus"):
        draft_of("sk", prepared(world, pokja, issuer="WALIKOTA").pk)
    with pytest.raises(LookupError, match="Tidak ada SK"):
        draft_of("sk", 0)


def test_a_changed_sk_changes_what_would_be_printed(world):
    decree = prepared(world)
    before = draft_of("sk", decree.pk).digest
    facts = DecreeFacts(issuer="LURAH", about=decree.about, funding="APBD")
    change_decree(decree=decree, facts=facts, by=world.cast.lurah, expected_version=decree.version)
    assert draft_of("sk", decree.pk).digest != before
    assert FormationDecree.objects.get().version == 2


def test_an_sk_reads_as_many_rows_for_one_member_as_for_eight(world):
    small, large = prepared(world, a_tipp(world, teams=("JALAN",))), None

    def cost(pk):
        with CaptureQueriesContext(connection) as seen:
            draft_of("sk", pk)
        return len(seen)

    before = cost(small.pk)
    body = founded(world, "TIPP", "TIPP Besar Contoh")
    staffed(world, body, *(member(f"Contoh {number}") for number in range(8)))
    large = prepared(world, body)
    assert cost(large.pk) == before


def test_the_papers_of_a_cycle_list_the_sk_of_its_bodies(world, as_user):
    prepared(world, about="Pembentukan TIPP Contoh")
    page = as_user(world.cast.fasilitator).get(reverse("documents:cycle-documents", args=[world.cycle.pk]))
    assert "SK tentang Pembentukan TIPP Contoh" in page.content.decode()
