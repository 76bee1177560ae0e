"""The search box finds things by what people call them, inside the own area only."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from planning.desk.phrases import understand
from planning.desk.queries import search
from planning.documents.control import control_code
from planning.documents.models import Document, Edition
from planning.proposals.models import Proposal
from tests.cast import make_cycle, make_decree, make_rt
from tests.planning.desk.test_history import a_work
from tests.planning.methods.builders import agreed_calendar, started
from tests.planning.rembuk.builders import planned


def found(user, text):
    return {group.code: [hit.title for hit in group.hits] for group in search(user, understand(text))}


def a_proposal(world, **changes):
    values = {
        "cycle": world.cycle,
        "title": "Perbaikan saluran",
        "aspect": 4,
        "criterion_key": "drainase_konstruksi",
        "location": "Gang Mawar",
        "asked_by": "WARGA",
    } | changes
    row = Proposal.objects.create(**values)
    row.rts.set(world.rts[:1])
    return row


@pytest.mark.parametrize("text", ["krapyak", "Kel. Krapyak", "kelurahan krapyak pekalongan", "33.75.03.1002"])
def test_a_kelurahan_is_found_by_its_name_or_code(world, text):
    world.places.kelurahan.search_name = " krapyak pekalongan utara kota pekalongan"
    world.places.kelurahan.save()
    assert found(world.cast.pokja, text)["wilayah"][0] == "Kelurahan Krapyak"


@pytest.mark.parametrize("text", ["rt2 rw1", "RT 2 RW 1 Krapyak", "rt 002/001", "rt 2/rw 1 krapyak"])
def test_an_rt_is_found_by_its_numbers(world, text):
    assert world.rts
    assert found(world.cast.fasilitator, text)["rt"] == ["RT 002 / RW 001"]


def test_an_rt_number_alone_finds_it_in_every_rw_and_a_place_narrows_it(world):
    assert world.rts
    make_rt(world.places.kelurahan, "002", "009")
    make_rt(world.places.next_kelurahan, "002", "001")
    assert len(found(world.cast.pokja, "rt 2")["rt"]) == 3
    assert len(found(world.cast.pokja, "rt 2 panjang wetan")["rt"]) == 1


def test_where_the_rw_is_another_one_the_rt_of_that_number_at_that_place_is_offered_and_the_place_itself(world):
    assert world.rts
    hits = found(world.cast.pokja, "rt 2 rw 7 krapyak")
    assert hits == {"rt": ["RT 002 / RW 001"], "wilayah": ["Kelurahan Krapyak"]}
    assert found(world.cast.pokja, "rt 2 rw 7") == {}


def test_a_closed_rt_is_not_offered(world):
    make_rt(world.places.kelurahan, "044", valid_to=date(2020, 1, 1))
    assert "rt" not in found(world.cast.pokja, "rt 44")


@pytest.mark.parametrize("text", ["sk 663/001", "663/001", "sk 2024", "sk krapyak"])
def test_an_sk_is_found_by_number_year_or_a_kelurahan_it_lists(world, text):
    assert world.decree
    assert found(world.cast.lurah, text)["sk"] == ["SK 663/001 TAHUN 2024"]


def test_a_cycle_is_found_by_place_and_year_also_by_the_name_of_its_paper(world):
    make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, fiscal_year=2027)
    assert world.cycle
    assert found(world.cast.bkm, "renta pip krapyak 2027")["siklus"] == ["P2KP 100-0-100 Krapyak 2027"]
    assert len(found(world.cast.bkm, "krapyak")["siklus"]) == 2


@pytest.mark.parametrize("text", ["rembug masalah kumuh", "rembuk krapyak 2026", "balai kelurahan", "rapat kumuh"])
def test_a_meeting_is_found_by_title_place_year_and_other_words_for_it(world, text):
    meeting = planned(world)
    assert found(world.cast.fasilitator, text)["rembuk"] == [meeting.title]


@pytest.mark.parametrize("text", ["kalender musim", "metode krapyak 2026", "kalender rw", "kemarau"])
def test_a_method_is_found_by_its_kind_title_place_year_and_conclusion(world, text):
    session = agreed_calendar(world)
    assert found(world.cast.pemantau, text)["metode"] == [session.title]


def test_an_usulan_is_found_by_name_location_rt_and_kelurahan(world):
    a_proposal(world)
    for text in ("saluran krapyak", "saluran rt1 rw1", "usulan gang mawar"):
        assert found(world.cast.lurah, text)["usulan"] == ["Perbaikan saluran"], text


def test_a_work_is_found_by_name_location_rt_and_kelurahan(world):
    work = a_work(world)
    work.rts.set(world.rts[:1])
    for text in ("saluran gang 3", "kegiatan saluran krapyak", "rt1 rw1", "kegiatan 2026"):
        assert found(world.cast.lurah, text)["kegiatan"] == ["Saluran gang 3"], text


def a_document(world, **changes):
    values = {
        "kind": "renta-pip",
        "subject_id": world.cycle.pk,
        "region": world.places.kelurahan,
        "title": "Renta PIP Kelurahan Krapyak 2026",
        "number": "003/RENTA/BKM/II/2026",
    } | changes
    return Document.objects.create(**values)


@pytest.mark.parametrize(
    "text", ["renta pip krapyak 2026", "rentapip", "dokumen krapyak", "003/RENTA/BKM", "pdf renta"]
)
def test_a_printed_document_is_found_by_its_kind_place_year_or_number(world, text):
    a_document(world)
    assert found(world.cast.lurah, text)["dokumen"] == ["Renta PIP Kelurahan Krapyak 2026"]


def test_another_kind_or_year_of_document_is_not_meant(world):
    a_document(world)
    for text in ("notulen krapyak", "renta pip 2031"):
        assert "dokumen" not in found(world.cast.lurah, text), text


def test_papers_with_names_of_residents_are_found_only_by_those_who_may_open_them(world):
    a_document(world, kind="daftar-hadir", title="Daftar hadir rembuk Krapyak", number="")
    assert found(world.cast.lurah, "daftar hadir krapyak")["dokumen"] == ["Daftar hadir rembuk Krapyak"]
    assert "dokumen" not in found(world.cast.pemantau, "daftar hadir krapyak")


def test_a_document_is_found_by_the_control_code_on_the_paper(world):
    paper = a_document(world)
    code = control_code("rahasia-contoh", 1)
    Edition.objects.create(
        document=paper,
        sequence=1,
        state="DRAF",
        digest="0" * 64,
        file_digest="0" * 64,
        control_code=code,
        pages=1,
        reason="contoh",
        data_date=timezone.now(),
    )
    assert found(world.cast.lurah, code)["dokumen"] == [paper.title]


def test_the_group_that_was_named_comes_first(world):
    a_proposal(world)
    planned(world)
    assert next(iter(found(world.cast.lurah, "usulan krapyak"))) == "usulan"
    assert next(iter(found(world.cast.lurah, "rembuk krapyak"))) == "rembuk"


def test_nothing_of_another_area_is_found(world):
    planned(world)
    a_proposal(world)
    a_work(world)
    for text in ("krapyak", "rt 1", "sk 663", "rembuk", "usulan", "kegiatan", "2026", "saluran"):
        assert found(world.cast.stranger, text) == {}, text


@pytest.mark.parametrize(
    "text", ["%", "_", "'; drop table --", "<script>alert(1)</script>", "\\", "९", "rt 99999999999"]
)
def test_hostile_or_odd_text_finds_nothing_and_breaks_nothing(world, as_user, text):
    planned(world)
    answer = as_user(world.cast.lurah).get(reverse("desk:search-results"), {"q": text})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert found(world.cast.lurah, text) == {}


def test_a_longer_list_is_behind_a_link_of_its_group(world, as_user):
    for number in range(7):
        make_rt(world.places.kelurahan, "050", f"{number + 10:03d}")
    page = as_user(world.cast.lurah).get("/cari/", {"q": "rt 50"}).content.decode()
    assert page.count("RT 050 / RW") == 5
    assert "bagian=rt" in page
    assert as_user(world.cast.lurah).get("/cari/?q=rt+50&bagian=rt").content.decode().count("RT 050 / RW") == 7


def test_an_empty_search_says_what_can_be_typed(world, as_user):
    assert "rt 3 rw 5 medono" in as_user(world.cast.lurah).get("/cari/").content.decode()


def test_the_number_of_queries_is_the_same_for_one_and_for_many_hits(world, as_user, django_assert_max_num_queries):
    browser = as_user(world.cast.pokja)

    def queries():
        with django_assert_max_num_queries(40) as seen:
            browser.get("/cari/", {"q": "krapyak 2026"})
        return len(seen)

    planned(world)
    a_proposal(world)
    a_work(world)
    started(world)
    one = queries()
    for number in range(3):
        planned(world, title=f"Rembuk {number}")
        a_proposal(world, title=f"Usulan {number}")
        a_work(world, name=f"Kegiatan {number}")
        started(world, title=f"Kalender {number}")
        make_decree(world.places.city, number=f"Krapyak {number}/2026")
    assert queries() == one
