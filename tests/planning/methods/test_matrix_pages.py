"""Pages of the scoring matrix: setting up, rating on paper and alone, what stays hidden, sheets, drawings, ranks."""

from io import BytesIO
from itertools import product

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pikepdf import Pdf

from planning.documents.kinds.build_methods import printed_figures
from planning.documents.kinds.builders import builder_of
from planning.methods import queries
from planning.methods.drawing.kit import overlapping
from planning.methods.enums import GroupKind, MethodKind
from planning.methods.enums.matrix import RaterWay
from planning.methods.models import MatrixAlternative, MatrixPair, MatrixRater, MatrixScore, MatrixSetup
from planning.methods.queries.matrix_reading import blank, blank_of
from planning.methods.registry import TOOLS
from planning.methods.services.matrix import AlternativeText, take_alternatives, write_alternatives
from planning.methods.services.ratings import rate
from planning.proposals.models import Proposal
from tests.planning.methods.builders import agreed, fresh, started, with_group
from tests.planning.methods.ratings import (
    NAMES,
    filled_matrix,
    matrix,
    on_paper,
    paired,
    picked,
    scored,
    table_of,
)
from tests.planning.proposals import builders as usulan
from tests.planning.rembuk.browsing import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world, as_user):
    return as_user(world.cast.fasilitator)


def at(world, name, session, *more):
    return reverse(f"methods:{name}", args=[world.cycle.pk, session.pk, *more])


def text(answer):
    return answer.content.decode()


def agreed_proposals(world, *titles):
    """Usulan that a rembuk agreed upon."""
    decision = usulan.decided(world)
    return [usulan.agreed_usulan(world, decision, title=title) for title in titles]


def send(browser, url, **changes):
    return browser.post(url, typed(browser.get(url), **changes))


def test_a_matrix_is_set_up_step_by_step_and_rated_from_paper(world, browser):
    session = started(world, kind=MethodKind.MATRIKS, title="Matriks RW 001")
    group = session.groups.get().pk
    assert "belum dipilih" in text(browser.get(at(world, "rating-list", session, group)))
    answer = send(browser, at(world, "matrix-edit", session), method="GMP", high="3")
    assert answer.url == at(world, "criterion-edit", session)
    page = text(browser.get(answer.url))
    assert "GMP: gawat, mendesak, penyebaran" in page
    assert "Tambah kriteria" not in page
    answer = send(browser, answer.url, **{"kriteria-0-level3": "rumah rusak"})
    assert answer.url == at(world, "alternative-edit", session)
    answer = send(browser, answer.url, **{"pilihan-0-text": "Drainase", "pilihan-1-text": "Jalan"})
    assert answer.url == at(world, "session-detail", session)
    assert session.criteria.get(code="G").definitions["3"] == "rumah rusak"
    url = at(world, "rating-add", session, group)
    cells = dict(
        zip(
            (f"n{row.pk}-{column.pk}" for row, column in product(session.alternatives.all(), session.criteria.all())),
            "332211",
            strict=True,
        )
    )
    assert "rumah rusak" in text(browser.get(url))
    answer = send(browser, url, label="Kader", lagi="1", **cells)
    assert answer.url == url
    browser.post(at(world, "rating-look", session))
    page = text(browser.get(at(world, "session-detail", session)))
    for words in ("I. Drainase", "Jumlah = gawat + mendesak + penyebaran.", "88,9 %", "1 penilai"):
        assert words in page, words
    assert "Kader" in text(browser.get(at(world, "rating-list", session, group)))


@pytest.mark.parametrize(("value", "sentence"), [("9", "5"), ("tiga", "angka"), ("2,345", "2 angka"), ("-1", "")])
def test_a_bad_score_is_answered_at_its_cell_and_nothing_is_lost(world, browser, value, sentence):
    session = matrix(world)
    url = at(world, "rating-add", session, session.groups.get().pk)
    row, column = session.alternatives.first(), session.criteria.first()
    cells = {name: "4" for name in typed(browser.get(url)) if name.startswith("n")}
    page = text(send(browser, url, **cells | {f"n{row.pk}-{column.pk}": value}))
    assert 'class="field-error"' in page
    assert sentence in page
    assert page.count('value="4"') == len(cells) - 1
    assert not MatrixRater.objects.exists()


def test_missing_scores_are_counted_and_can_wait(world, browser):
    session = matrix(world)
    url = at(world, "rating-own", session, session.groups.get().pk)
    first = next(name for name in typed(browser.get(url)) if name.startswith("n"))
    assert "Masih kurang 20 isian" in text(send(browser, url, **{first: "4"}))
    send(browser, url, **{first: "4", "tunda": "1"})
    row = MatrixRater.objects.get()
    assert (row.way, row.given_at, MatrixScore.objects.count()) == (RaterWay.OWN, None, 1)
    assert 'value="4"' in text(browser.get(url))
    assert "kurang 20 isian" in text(browser.get(at(world, "rating-list", session, row.group_id)))


def test_weights_that_do_not_sum_to_a_hundred_are_refused_on_the_page(world, browser):
    session = matrix(world)
    url = at(world, "criterion-edit", session)
    page = text(send(browser, url, **{"kriteria-0-weight": "30"}))
    assert "Jumlah bobot 105, harus 100 (lebih 5)" in page
    assert 'value="30"' in page


def test_pairs_are_chosen_and_ballots_do_not_name_one_twice(world, browser):
    session = matrix(world, "PASANGAN")
    group = session.groups.get().pk
    one, two, three = session.alternatives.values_list("pk", flat=True)
    url = at(world, "rating-own", session, group)
    pairs = {f"p{one}-{two}": one, f"p{one}-{three}": three, f"p{two}-{three}": three}
    assert send(browser, url, **{name: str(pk) for name, pk in pairs.items()}).status_code == 302
    assert list(MatrixPair.objects.values_list("winner", flat=True)) == list(pairs.values())
    assert "checked" in text(browser.get(url))
    session = matrix(world, "SUARA")
    one, two, three = session.alternatives.values_list("pk", flat=True)
    url = at(world, "rating-add", session, session.groups.get().pk)
    page = text(send(browser, url, s0=str(one), s1=str(one), s2=str(three)))
    assert "Sudah dipilih di atas. Pilih yang lain." in page
    assert "Isi pilihan ini dahulu." in text(send(browser, url, s0="", s1=str(one), s2=str(three)))
    assert send(browser, url, s0=str(two), s1=str(one), s2=str(three)).status_code == 302


def test_the_others_are_hidden_until_the_own_scores_are_given(world, browser, as_user):
    session = filled_matrix(world)
    detail = at(world, "session-detail", session)
    page = text(browser.get(detail))
    assert "Beri nilai Anda dahulu" in page
    assert "I. Drainase gang 3" not in page
    assert "I. Drainase gang 3" not in text(browser.get(f"{detail}?kelompok=banding"))
    bkm = as_user(world.cast.bkm)
    rate(group=session.groups.get(), answers=table_of(session, 1, 3, 5), by=world.cast.bkm)
    assert "Peringkat I" in text(bkm.get(detail))
    assert "Beri nilai Anda dahulu" not in text(bkm.get(detail))
    browser = as_user(world.cast.fasilitator)
    assert "Beri nilai Anda dahulu" in text(browser.get(detail))
    assert browser.post(at(world, "rating-look", session)).url == detail
    assert "Peringkat I" in text(browser.get(detail))
    url = at(world, "rating-own", session, session.groups.get().pk)
    assert "Anda sudah melihat nilai orang lain" in text(browser.get(url))
    assert browser.get(at(world, "rating-look", session)).status_code == 405


def test_no_paper_of_a_draft_tells_the_scores(world):
    session = filled_matrix(world)
    describe = builder_of("hasil-metode").describe
    assert "supaya penilai tidak melihat nilai orang lain" in describe(session).refusal
    assert describe(fresh(agreed(world, session))).refusal == ""


def test_paper_draws_the_matrix_as_a_table_and_does_not_write_it_again(world):
    session = fresh(agreed(world, filled_matrix(world)))
    panel = TOOLS[MethodKind.MATRIKS].read(session).panels[0]
    scores, sums = panel.figures[:2]
    assert (scores.is_table, sums.is_table) == (True, False)
    part = "documents/hasil-metode/gambar.html"
    for figure, times in ((scores, 0), (sums, 1)):
        (printed,) = printed_figures([figure])
        assert render_to_string(part, {"gambar": printed}).count("<table") == times


def test_own_answers_are_changed_by_nobody_else_and_paper_is_taken_away_after_asking(world, browser):
    session = matrix(world)
    group = session.groups.get()
    own = rate(group=group, answers=table_of(session, 5, 3, 1), by=world.cast.bkm)
    paper = on_paper(world, session, table_of(session, 5, 3, 1))
    assert browser.get(at(world, "rating-edit", session, group.pk, own.pk)).status_code == 404
    assert browser.get(at(world, "rating-edit", session, group.pk, 9999)).status_code == 404
    url = at(world, "rating-edit", session, group.pk, paper.pk)
    first = next(name for name in typed(browser.get(url)) if name.startswith("n"))
    assert "Tulis alasan mengubah nilai" in text(send(browser, url, **{first: "2"}))
    assert send(browser, url, reason="Salah ketik", **{first: "2"}).status_code == 302
    drop = at(world, "rating-drop", session, group.pk, paper.pk)
    assert "Hapus Penilai 2" in text(browser.get(drop))
    browser.post(drop)
    browser.post(at(world, "rating-drop", session, group.pk, own.pk))
    assert list(MatrixRater.objects.all()) == [own]


def test_things_of_the_cycle_are_taken_without_typing(world, browser):
    session = matrix(world, "JUMLAH", "KAWASAN", names=())
    page = text(browser.get(at(world, "alternative-edit", session)))
    for words in ("RT", "Kawasan", "Pilihan dot voting", "Masalah", "Usulan", "Kegiatan"):
        assert words in page
    rt = world.rts[0]
    url = at(world, "alternative-take", session, "rt")
    assert "Pilih paling sedikit satu." in text(browser.post(url, {}))
    assert browser.post(url, {"keys": [rt.pk]}).url == at(world, "alternative-edit", session)
    row = MatrixAlternative.objects.get()
    assert (row.text, row.source, row.source_key) == (rt.label, "rt", str(rt.pk))
    assert f'value="{rt.pk}"' not in text(browser.get(url))
    send(browser, at(world, "alternative-edit", session), **{"pilihan-1-text": "Lahan di balik pasar"})
    assert MatrixAlternative.objects.get(pk=row.pk).source == "rt"
    assert browser.get(at(world, "alternative-take", session, "lain")).status_code == 404
    for source in ("kawasan", "titik", "matriks", "masalah", "usulan", "kegiatan"):
        assert browser.get(at(world, "alternative-take", session, source)).status_code == 200


def test_a_ranked_usulan_is_explained_on_the_page_of_the_ranking_and_not_made_again(world, browser):
    rows = agreed_proposals(world, "Drainase gang 3", "Paving gang 5")
    session = matrix(world, "JUMLAH", "USULAN", names=())
    keys = [str(row.pk) for row in rows]
    assert len(take_alternatives(session=session, source="usulan", keys=keys, by=world.cast.fasilitator)) == 2
    session = fresh(session)
    on_paper(world, session, table_of(session, 2, 5))
    before = Proposal.objects.count()
    agreed(world, session)
    assert {one.kind for one in queries.reading_of(fresh(session)).results} == {"PERINGKAT"}
    page = text(browser.get(reverse("proposals:rank-detail", args=[world.cycle.pk, rows[1].pk])))
    assert "Menurut matriks warga" in page
    assert "peringkat I dari 2, jumlah 25" in page
    assert Proposal.objects.count() == before


def test_a_typed_problem_becomes_an_usulan_once(world, browser):
    session = agreed(world, filled_matrix(world))
    page = text(browser.get(at(world, "session-detail", session)))
    assert page.count("Jadikan masalah") == page.count("Jadikan usulan") == 3


def test_a_form_of_another_method_is_not_found(world, browser):
    session = started(world)
    group = session.groups.get().pk
    for name, more in (
        ("matrix-edit", ()),
        ("alternative-edit", ()),
        ("rating-list", (group,)),
        ("rating-own", (group,)),
    ):
        assert browser.get(at(world, name, session, *more)).status_code == 404


def test_who_only_reads_can_neither_rate_nor_type(world, as_user):
    session = matrix(world)
    group = session.groups.get().pk
    reader = as_user(world.cast.pemantau)
    assert reader.get(at(world, "session-detail", session)).status_code == 200
    for name in ("rating-own", "rating-add", "rating-list"):
        assert reader.get(at(world, name, session, group)).status_code == 403
    ksm = as_user(world.cast.lurah)
    assert ksm.get(at(world, "rating-own", session, group)).status_code == 200
    assert ksm.get(at(world, "rating-add", session, group)).status_code == 403


def test_pages_ask_the_same_for_one_and_for_three_groups_and_raters(world, browser):
    def asked(url):
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url).status_code == 200
        return len(seen)

    session = filled_matrix(world)
    browser.post(at(world, "rating-look", session))
    group = session.groups.get().pk
    pages = [at(world, "session-detail", session), at(world, "rating-list", session, group),
             at(world, "rating-add", session, group), at(world, "rating-own", session, group)]  # fmt: skip
    one = [asked(url) for url in pages]
    for kind in (GroupKind.PEMUDA, GroupKind.RT_TERMISKIN):
        more = with_group(world, session, kind, men=3, women=7)
        for lines in ((5, 3, 1), (1, 3, 5), (2, 2, 2)):
            filled_matrix(world, session, more, lines)
    assert [asked(f"{pages[0]}?kelompok=banding"), *(asked(url) for url in pages[1:])] == one


def test_the_page_of_the_ranking_asks_the_same_for_one_and_for_three_matrices(world, browser):
    (row,) = agreed_proposals(world, "Drainase gang 3")
    url = reverse("proposals:rank-detail", args=[world.cycle.pk, row.pk])

    def one_more():
        session = matrix(world, "JUMLAH", "USULAN", names=("Lain",))
        take_alternatives(session=session, source="usulan", keys=[str(row.pk)], by=world.cast.fasilitator)
        on_paper(world, fresh(session), table_of(session, 2, 5))
        agreed(world, session)
        with CaptureQueriesContext(connection) as seen:
            assert "Menurut matriks warga" in text(browser.get(url))
        return len(seen)

    first = one_more()
    one_more()
    assert one_more() == first


# --- Drawings and sheets ----------------------------------------------------------------------------------------
LONG = "Perbaikan saluran dan gorong-gorong dari gang 3 sampai sungai dengan tutup beton di depan sekolah dasar"


def drawings(session):
    reading = queries.reading_of(fresh(session))
    figures = [*reading.comparison, *(figure for panel in reading.panels for figure in panel.figures)]
    return [drawing for figure in figures for drawing in (figure.wide, figure.tall) if drawing]


@pytest.mark.parametrize("count", [2, 25])
def test_words_of_a_matrix_never_cover_each_other(world, count):
    session = matrix(world, names=[f"{LONG} {at}" for at in range(count)])
    for start in (1, 3):
        on_paper(world, session, table_of(session, *[(start + at) % 5 + 1 for at in range(count)]))
    other = with_group(world, session, GroupKind.RT_TERMISKIN)
    on_paper(world, session, table_of(session, *[at % 5 + 1 for at in range(count)]), other)
    found = drawings(session)
    assert len(found) == 14
    for drawing in found:
        assert overlapping(drawing.labels) == [], drawing.ident
        assert all(label.box[0] >= 0 and label.box[2] <= drawing.width + 1 for label in drawing.labels), drawing.ident
        assert drawing.width > 300 or min(label.size for label in drawing.labels) >= 14


@pytest.mark.parametrize(
    ("method", "count"), [("PASANGAN", 2), ("PASANGAN", 12), ("SUARA", 3), ("SUARA", 25), ("REINKE", 25)]
)
def test_words_of_choices_never_cover_each_other(world, method, count):
    session = matrix(world, method, names=[f"{LONG} {at}" for at in range(count)])
    for turn in range(3):
        answers = {
            "PASANGAN": lambda turn=turn: paired(
                session, *[(at + turn) % 2 == 0 for at in range(count * (count - 1) // 2)]
            ),
            "SUARA": lambda turn=turn: picked(session, turn + 1, (turn + 1) % 3 + 1, (turn + 2) % 3 + 1),
            "REINKE": lambda turn=turn: scored(session, [[5, "4.6", at % 5 + 1, turn + 1] for at in range(count)]),
        }[method]()
        on_paper(world, session, answers)
    for drawing in drawings(session):
        assert overlapping(drawing.labels) == [], drawing.ident
        assert all(label.box[0] >= 0 and label.box[2] <= drawing.width + 1 for label in drawing.labels), drawing.ident


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("method", ["BOBOT", "PASANGAN", "SUARA"])
def test_the_sheet_of_a_rater_has_criteria_meanings_and_alternatives_on_one_page(world, browser, paper, method):
    session = matrix(world, method)
    answer = browser.get(at(world, "matrix-sheet", session, paper))
    with Pdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
    (sheet,) = blank_of(session, "", paper.upper())
    told = " ".join(label.text for label in sheet.drawing.labels)
    assert all(name in told for name in NAMES)
    assert method != "BOBOT" or ("Dapat ditunda" in told and "bobot 25" in told)
    assert browser.get(at(world, "matrix-sheet", session, "a5")).status_code == 404


def test_what_does_not_fit_on_one_sheet_goes_on_over_several_with_the_meanings_last(world, browser):
    session = matrix(world, names=[f"{LONG} {at}" for at in range(25)])
    sheets = blank_of(session, "", "A4")
    answer = browser.get(at(world, "matrix-sheet", session, "a4"))
    with Pdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == len(sheets) == 3
    told = [label.text for sheet in sheets for label in sheet.drawing.labels]
    assert sum(text.startswith(("1. ", "25. ")) for text in told) == 2
    assert "Dapat ditunda" in " ".join(label.text for label in sheets[-1].drawing.labels)
    for sheet in sheets:
        assert overlapping(sheet.drawing.labels) == []
        assert all(label.box[3] <= sheet.drawing.height for label in sheet.drawing.labels)


def test_the_general_blank_sheets_are_three_pages_without_words_over_each_other(world, browser):
    answer = browser.get(reverse("methods:blank-file", args=[world.cycle.pk, "matriks", "a4"]))
    with Pdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 3
    assert all(overlapping(sheet.drawing.labels) == [] for sheet in blank("", "A4"))


def test_a_scored_alternative_cannot_be_taken_away_on_the_page(world, browser):
    session = filled_matrix(world)
    page = text(send(browser, at(world, "alternative-edit", session), **{"pilihan-0-DELETE": "on"}))
    assert "“Drainase gang 3” sudah dinilai, jadi tidak dapat dihapus." in page
    write_alternatives(
        session=session,
        texts=[AlternativeText(row.text, pk=row.pk) for row in session.alternatives.all()],
        by=world.cast.fasilitator,
    )
    assert MatrixSetup.objects.count() == 1
