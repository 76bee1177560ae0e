"""Papers of participatory methods: what they say, when they are final, what stays off them, how many pages."""

import pytest
from django.urls import reverse

from kumuh.core.pdf import count_pages
from planning.documents.kinds.builders import builder_of
from planning.documents.kinds.common import Gap
from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_html, document_pdf
from planning.methods.enums import GroupKind
from planning.methods.services import add_photo
from tests.planning.documents import samples
from tests.planning.methods.builders import (
    agreed,
    agreed_calendar,
    factor,
    filled_calendar,
    filled_venn,
    fresh,
    started,
    with_group,
)
from tests.planning.rembuk.builders import photo

RESULT, BLANK = "hasil-metode", "lembar-kosong-metode"


def html_of(kind, session):
    return document_html(draft_of(kind, session.pk).view)


@pytest.mark.django_db
def test_the_result_shows_every_group_with_drawing_table_and_what_was_read_from_it(world):
    session = filled_calendar(world)
    filled_calendar(world, session, with_group(world, session), [factor("BANJIR", (3,) * 12)])
    html = html_of(RESULT, agreed(world, session))
    assert html.count('class="gambar"') == 2
    for words in (
        "Semua peserta", "Perempuan", "4 laki-laki dan 4 perempuan", "gang 3 setinggi lutut", "Juli dan Agustus",
        "Banjir/genangan: Semua peserta dan Perempuan menilai berbeda", "Pekerjaan pada musim kemarau.",
        "Pemandu Contoh", "Warga Contoh", "Mengetahui",
    ):  # fmt: skip
        assert words in html, words


@pytest.mark.django_db
def test_the_result_is_final_once_it_was_agreed_and_not_printed_before_anybody_answered(world):
    builder = builder_of(RESULT)
    empty = started(world)
    assert builder.describe(empty).refusal == "Hasil metode ini belum diisi."
    draft = filled_calendar(world, empty)
    assert (builder.describe(draft).refusal, builder.describe(draft).final) == ("", False)
    assert builder.describe(fresh(agreed(world, draft))).final
    with pytest.raises(LookupError, match="Tidak ada hasil metode"):
        builder.read(99999)


@pytest.mark.django_db
def test_what_is_missing_on_the_result_is_a_named_gap(world):
    view = draft_of(RESULT, filled_calendar(world, started(world, facilitator="", place="")).pk).view
    assert (view.facilitator, view.place, view.conclusion) == (Gap("nama pemandu"), Gap("tempat"), Gap("kesimpulan"))


@pytest.mark.django_db
def test_photos_with_names_or_faces_are_never_printed(world, media):
    session = filled_calendar(world)
    for colour, people in (("olive", True), ("teal", False)):
        add_photo(
            session=session, file=photo(colour=colour), by=world.cast.fasilitator, caption=colour, has_people=people
        )
    assert [one.caption for one in draft_of(RESULT, session.pk).view.photos] == ["teal"]


@pytest.mark.django_db
def test_the_drawing_is_made_from_the_table_so_only_the_table_is_content(world):
    session = agreed_calendar(world)
    content = draft_of(RESULT, session.pk).content
    figure = content["parts"][0]["figures"][0]
    assert "drawing" not in figure
    assert figure["rows"][0][0] == "Hujan"


@pytest.mark.django_db
def test_every_group_gets_its_own_empty_sheet(world):
    session = filled_venn(world)
    with_group(world, session, GroupKind.RT_TERMISKIN)
    view = draft_of(BLANK, session.pk).view
    assert [page.group for page in view.pages] == ["Semua peserta", "Warga RT termiskin"]
    assert len({page.drawing.ident for page in view.pages}) == 2


@pytest.mark.parametrize(("groups", "pages"), [(1, 2), (3, 4)])
def test_an_empty_sheet_is_one_page_per_group_and_one_for_the_conclusion(groups, pages):
    assert count_pages(document_pdf(samples.method_blank(groups))) == pages


@pytest.mark.parametrize("rows", [1, 14])
def test_a_result_of_one_and_of_many_rows_can_be_printed(rows):
    assert document_pdf(samples.method_result(groups=3, rows=rows)).startswith(b"%PDF")


@pytest.mark.django_db
def test_both_papers_have_a_page_and_the_result_stands_on_the_list_of_the_cycle(world, as_user):
    session = agreed_calendar(world)
    browser = as_user(world.cast.pemantau)
    for kind in (RESULT, BLANK):
        assert browser.get(reverse("documents:document-print", args=[kind, session.pk])).status_code == 200
    page = browser.get(reverse("documents:cycle-documents", args=[world.cycle.pk])).content.decode()
    assert "Kalender musim: Kalender musim RW 001" in page
