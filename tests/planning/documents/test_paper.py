"""The documents on paper: text that can be found, pages that can be signed, marks that are right."""

from dataclasses import replace

import pytest

from planning.documents.enums import EditionState, Paper
from planning.documents.kinds.printing import document_pdf
from tests.planning.documents import samples
from tests.planning.documents.paper import Printed

F4, F4_WIDE = (215, 330), (330, 215)


def drafted(view):
    return replace(view, meta=replace(view.meta, status=EditionState.DRAFT))


@pytest.fixture(scope="module")
def plan():
    return Printed(samples.annual(14))


def test_names_places_and_totals_of_the_plan_are_found_by_search(plan):
    view = samples.annual(14)
    for words in (samples.LONG_ACTIVITY, "Contoh Bambang, S.STP.", "NIP 19700101 199501 1 001", "03/BA/CS/X/2019"):
        assert words in plan.text
    assert f"{view.total_cost:,}".replace(",", ".") in plan.text
    for total in view.source_totals:
        assert f"{total:,}".replace(",", ".") in plan.text
    assert "Terbilang: enam miliar sembilan ratus dua puluh tujuh juta tiga ratus lima belas ribu rupiah." in plan.text


def test_every_chapter_of_the_plan_is_there_and_the_contents_name_its_page(plan):
    contents = plan.page_with("Daftar Isi".upper())
    for number, title in enumerate(
        (
            "Bab I Latar belakang dan dasar",
            "Bab II Rumusan masalah",
            "Bab III Rencana tahunan",
            "Bab IV Prioritas dana channeling",
            "Bab V Pembagian pelaksana dan jadwal",
            "Bab VI Penutup",
        )
    ):
        page = next(at for at, text in enumerate(plan.pages, 1) if title.upper() in text)
        tail = contents[contents.index(title) + len(title) :].replace(".", " ").split()
        assert tail[0] == str(page), (number, title)


def test_wide_tables_of_the_plan_lie_on_wide_pages_and_the_rest_on_upright_ones(plan):
    for text, size in zip(plan.pages, plan.sizes, strict=True):
        assert size == (F4_WIDE if "Sumber dana (Rp)" in text or "MATRIKS SKORING" in text else size)
    assert plan.sizes[0] == F4
    assert F4_WIDE in plan.sizes


def test_only_noto_fonts_are_embedded(plan):
    assert plan.fonts
    assert all(name.startswith(("Noto-Sans", "NotoSans")) for name in plan.fonts), plan.fonts


def test_every_page_counts_itself_and_carries_the_control_code(plan):
    for number, page in enumerate(plan.pages, 1):
        assert f"Halaman {number} dari {len(plan.pages)}" in page
        assert "Kode kendali K7QD-3MXP-9A" in page


def test_an_edition_is_the_same_to_the_byte_and_a_changed_figure_is_not():
    view = samples.priority_list(3)
    assert document_pdf(view) == document_pdf(view)
    assert document_pdf(view) != document_pdf(replace(view, ceiling=999_999_999))


@pytest.mark.parametrize("make", [samples.official, samples.priority_list], ids=["upright", "wide"])
def test_the_draft_mark_is_on_every_page_until_ratified(make):
    assert all("DRAF" in page.split() for page in Printed(drafted(make())).pages)
    assert "DRAF" not in Printed(make()).text


def test_a_revoked_edition_says_so_on_every_page():
    view = samples.invitation_letter()
    revoked = replace(view, meta=replace(view.meta, status=EditionState.REVOKED))
    assert all("DICABUT" in page for page in Printed(revoked).pages)


def test_the_qr_line_never_claims_to_be_a_signature():
    assert "bukan tanda tangan elektronik" in Printed(samples.official()).text
    assert "masih draf dan belum sah" in Printed(drafted(samples.official())).text


def test_a4_is_a4():
    view = samples.invitation_letter()
    letter = Printed(replace(view, meta=replace(view.meta, paper=Paper.A4)))
    assert letter.sizes == [(210, 297)]


@pytest.mark.parametrize(
    ("rows", "most_pages"), [(1, 1), (60, 3), (400, 17)], ids=["one person", "sixty people", "four hundred people"]
)
def test_attendance_lists_from_one_to_four_hundred_people_repeat_their_head(rows, most_pages):
    paper = Printed(samples.attendance(count=rows))
    assert len(paper.pages) <= most_pages
    assert all("Nama L/P Alamat RT/RW" in page for page in paper.pages)
    assert f"Warga Contoh {rows}" in paper.text
    assert f"Jumlah seluruhnya {rows}" in paper.text
    if rows > 2:
        assert samples.LONG_NAME in paper.text


def test_a_blank_attendance_list_has_numbered_lines_and_room_for_sums():
    paper = Printed(samples.attendance(blank=20))
    assert len(paper.pages) <= 2
    assert paper.text.count("20.") == 1
    assert "Jumlah seluruhnya 0" not in paper.text


def test_four_hundred_works_keep_head_and_total():
    view = samples.annual(400)
    paper = Printed(view)
    table = [page for page in paper.pages if "Harga satuan perkiraan" in page]
    assert 15 <= len(table) <= 30
    assert len(paper.pages) <= 45
    assert f"{view.total_cost:,}".replace(",", ".") in table[-1]


def test_four_hundred_rt_fit_the_profile():
    paper = Printed(samples.slum_profile(rts=400, forms=1))
    assert len(paper.pages) <= 35
    assert "RT 400/RW" in paper.text
    assert "Jumlah 400 RT" in paper.text


def above_the_signatures(paper, signed_by):
    """Return what stands on the signature page before the place and date, without the running head."""
    page = paper.page_with(signed_by)
    text = page[: page.rindex("Contohsari, ")]
    for head in ("Nomor 05/DH/CS/XI/2019", "Nomor 012/BKM-CS/33.75.01.1004/XII/2019", "Nomor 05/BA/CS/XI/2019"):
        text = text.split(head)[-1]
    return text.strip()


@pytest.mark.parametrize("rows", [13, 14, 15, 16, 17, 18, 19])
def test_the_signatures_of_an_attendance_list_are_never_alone_on_a_page(rows):
    paper = Printed(samples.attendance(count=rows))
    assert "Contoh Wulandari" in paper.pages[-1]
    assert f"Warga Contoh {rows}" in above_the_signatures(paper, "Contoh Wulandari")


@pytest.mark.parametrize("decisions", [1, 5, 11, 13, 15])
def test_the_signatures_of_a_berita_acara_stand_on_one_page_with_its_last_sentence(decisions):
    paper = Printed(samples.official(decisions))
    page = paper.page_with("Contoh Ratna, S.T.")
    for words in ("Demikian berita acara ini", "Contoh Aminah", samples.LONG_NAME, "Plt. Lurah Contohsari"):
        assert words in page


@pytest.mark.parametrize("rows", [1, 4, 7, 9, 11, 12])
def test_the_signatures_of_a_priority_list_stand_on_one_page_with_its_last_sentence(rows):
    paper = Printed(samples.priority_list(rows))
    page = paper.page_with("Contoh Widodo, M.T.")
    for words in ("Masuk:", "Contoh Harun", "Contoh Bambang, S.STP.", "Contoh Lestari, M.Si."):
        assert words in page


@pytest.mark.parametrize("rows", [0, 1, 3, 5, 10, 40])
def test_the_head_of_an_rw_signs_on_the_page_of_his_last_usulan(rows):
    view = samples.proposal_list()
    line = view.sheets[0].lines[0]
    filled = tuple(replace(line, place=number) for number in range(1, rows + 1))
    sheet = replace(view.sheets[0], lines=filled, blank_rows=3 if rows else 6)
    paper = Printed(replace(view, sheets=(sheet,)))
    signed = paper.page_with("Ketua RW 001")
    assert "Kolom yang kosong diisi dengan tangan" in signed
    assert "Gang Contoh" in signed or len(paper.pages) == 1
    assert len(paper.pages) == {0: 1, 1: 1, 3: 1, 40: 4}.get(rows, 2)


@pytest.mark.parametrize("paper", Paper)
def test_the_approval_sheet_of_a_plan_holds_all_six_signatures_on_either_paper(paper):
    view = samples.annual(3)
    sheet = Printed(replace(view, meta=replace(view.meta, paper=paper))).page_with("LEMBAR PENGESAHAN")
    for name in ("Harun", "Ratna", "Widodo", "Suryati", "Bambang", "Lestari"):
        assert f"Contoh {name}" in sheet


def test_a_berita_acara_opens_in_words_and_counts_men_and_women():
    text = Printed(samples.official()).text
    assert "Pada hari Sabtu tanggal enam belas bulan November tahun dua ribu sembilan belas (16-11-2019)" in text
    assert "Seluruhnya 79 (tujuh puluh sembilan) orang" in text
    assert "Suara terbanyak: setuju 60, tidak 12, abstain 7" in text
    assert "belum diisi: jumlah kelompok rentan" in text
    assert "— belum diisi: wakil difabel" in text


def test_the_problem_matrix_prints_seven_rows_and_says_what_was_not_measured():
    text = Printed(samples.problem_statement()).text
    assert "belum diukur" in text
    assert "Warga menyatakan tidak ada masalah." in text
    assert "— belum diisi: akar penyebab" in text


def test_the_priority_list_prints_its_rules_and_reasons():
    text = Printed(samples.priority_list()).text
    assert "Aturan potong : Ketat: usulan pertama yang tidak muat menutup daftar" in text
    assert "Bila skor sama: keberpihakan lebih tinggi" in text
    assert "Melebihi sisa pagu; menunggu dana berikutnya." in text
    assert "978.875.000" in text


def test_a_document_with_nothing_filled_in_prints_its_gaps():
    empty = samples.slum_profile(rts=0, forms=0, recap=(), trajectory=(), conclusions=(), potentials=(), meetings=())
    text = Printed(empty).text
    for gap in ("data RT", "nilai RT", "perkembangan luas kumuh", "potensi kelurahan", "rembuk yang menjadi dasar"):
        assert f"— belum diisi: {gap}" in text


@pytest.mark.parametrize("repeats", [1, 60], ids=["short", "longer than a page"])
def test_minutes_keep_every_word_across_page_breaks(repeats):
    view = samples.meeting_minutes(6)
    told = " ".join(f"Pembahasan{number:03d} tentang saluran." for number in range(repeats))
    items = tuple(replace(item, discussion=told) for item in view.items)
    text = Printed(replace(view, items=items)).text
    assert all(text.count(f"Pembahasan{number:03d}") == len(items) for number in range(repeats))
    assert text.count("Mengukur ulang panjang saluran") == len(items)
