"""The Venn diagram: sizes, distances, places without collision, ranks, what groups see differently, its pages."""

from html import unescape
from math import hypot

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.institutions.models import Institution
from planning.methods import queries
from planning.methods.drawing import venn as drawn
from planning.methods.drawing.kit import NARROW, WIDE, overlapping
from planning.methods.enums import GroupKind, MethodKind
from planning.methods.enums.venn import Access, BodyKind
from planning.methods.errors import MethodRefused
from planning.methods.models import VennLink
from planning.methods.relations import MOST_BODIES, Body, differences, findings, gap, lay_out, radius, ranks, widest
from tests.planning.methods.builders import agreed, body, filled_venn, fresh, started, usual_bodies, with_group
from tests.planning.rembuk.browsing import typed

OUTER = 290


def seen(name="Lembaga", size=3, closeness=3, kind=BodyKind.LOKAL, **values):
    return Body(name, kind, size, closeness, **values)


@st.composite
def diagrams(draw, most=MOST_BODIES):
    """Up to 25 institutions with names of any length, sizes, closeness and partners."""
    count = draw(st.integers(1, most))
    words = st.lists(st.sampled_from(["Posyandu", "Puskesmas", "RT", "Karang", "Pembangunan"]), min_size=1, max_size=6)
    found = []
    for number in range(1, count + 1):
        partners = draw(st.sets(st.integers(1, count), max_size=3)) - {number}
        size, closeness = draw(st.integers(1, 5)), draw(st.integers(1, 5))
        kind = draw(st.sampled_from(BodyKind.values))
        name = f"{' '.join(draw(words))} {number}"
        found.append(Body(name, kind, size, closeness, partners=tuple(sorted(partners))))
    return found


# --- Numbers -----------------------------------------------------------------------------------------------------
def test_size_and_closeness_become_radius_and_distance():
    assert [radius(size, 10) for size in (1, 3, 5)] == pytest.approx([8, 12, 16])
    assert [gap(closeness, 100) for closeness in (5, 4, 1)] == pytest.approx([0, 20, 80])


def test_the_rank_goes_by_size_times_closeness_and_equal_products_share_it():
    bodies = [seen("A", 5, 5), seen("B", 4, 5), seen("C", 5, 4), seen("D", 1, 1)]
    assert ranks(bodies) == (1, 2, 2, 3)


def test_ranks_do_not_depend_on_the_order_of_entry():
    bodies = [seen(str(number), 1 + number % 5, 1 + number % 3) for number in range(12)]
    places = dict(zip((one.name for one in bodies), ranks(bodies), strict=True))
    backwards = bodies[::-1]
    assert dict(zip((one.name for one in backwards), ranks(backwards), strict=True)) == places


def test_closeness_five_touches_the_community_and_less_stands_further_off():
    layout = lay_out([seen("A", 3, 5), seen("B", 3, 3), seen("C", 3, 1)], OUTER)
    edges = [hypot(spot.x, spot.y) - spot.r - layout.middle for spot in layout.spots]
    assert edges == pytest.approx([0, gap(3, layout.reach), gap(1, layout.reach)])


@given(diagrams())
@settings(max_examples=120)
def test_circles_never_cover_each_other_unless_two_work_together_and_all_stay_inside(bodies):
    layout = lay_out(bodies, OUTER)
    for at, one in enumerate(layout.spots):
        assert hypot(one.x, one.y) + one.r <= OUTER + 0.01
        assert one.r == pytest.approx(layout.spots[0].r * (0.6 + 0.2 * bodies[at].size) / (0.6 + 0.2 * bodies[0].size))
        for two in layout.spots[at + 1 :]:
            apart = hypot(one.x - two.x, one.y - two.y) - one.r - two.r
            assert (apart < 0.01) == ((one.number, two.number) in layout.overlaps) or apart >= -0.01


@given(diagrams())
@settings(max_examples=120)
def test_every_pair_that_works_together_is_drawn_over_each_other_or_joined_by_a_line(bodies):
    layout = lay_out(bodies, OUTER)
    pairs = {tuple(sorted((at, other))) for at, one in enumerate(bodies, 1) for other in one.partners}
    assert {*layout.overlaps, *layout.lines} == pairs
    assert not set(layout.overlaps) & set(layout.lines)


@given(diagrams())
@settings(max_examples=60)
def test_no_label_covers_another_and_all_stay_on_the_sheet(bodies):
    sheet = drawn.VennSheet("v", "Venn", bodies)
    for drawing, width in ((drawn.wide(sheet), WIDE), (drawn.tall(sheet), NARROW)):
        assert overlapping(drawing.labels) == []
        for label in drawing.labels:
            left, top, right, bottom = label.box
            assert left >= 0
            assert right <= width
            assert top >= 0
            assert bottom <= drawing.height + 1


def test_every_institution_is_named_on_both_drawings():
    bodies = [seen(f"Lembaga {number}", 1 + number % 5, 1 + number % 5) for number in range(25)]
    sheet = drawn.VennSheet("v", "Venn", bodies)
    for drawing in (drawn.wide(sheet), drawn.tall(sheet)):
        words = " ".join(label.text for label in drawing.labels)
        assert all(f"{number} Lembaga" in words for number in range(1, 26))


def test_kinds_differ_in_grey_by_pattern_and_letter():
    dress = list(drawn.DRESS.values())
    assert len({letter for letter, _, _ in dress}) == len({pattern for _, _, pattern in dress}) == len(BodyKind)


@given(st.integers(2, 8), st.integers(1, 25), st.randoms())
@settings(max_examples=40)
def test_the_comparison_of_up_to_eight_groups_covers_no_label(groups, rows, random):
    value = lambda: None if random.random() < 0.2 else (random.randint(1, 5), random.randint(1, 5))  # noqa: E731
    sheet = drawn.CompareSheet(
        "b",
        "Banding",
        [f"Kelompok {number}" for number in range(groups)],
        [(f"Lembaga setempat nomor {number}", [value() for _ in range(groups)]) for number in range(rows)],
    )
    for drawing, width in ((drawn.compare_wide(sheet), WIDE), (drawn.compare_tall(sheet), NARROW)):
        assert overlapping(drawing.labels) == []
        assert all(label.box[0] >= 0 and label.box[2] <= width for label in drawing.labels)


# --- Words ----------------------------------------------------------------------------------------------------------
def test_what_can_be_read_from_a_diagram():
    bodies = [
        seen("Posyandu", 5, 5, partners=(2,)),
        seen("Puskesmas", 5, 2, BodyKind.PEMERINTAH),
        seen("Koperasi", 2, 3, BodyKind.SWASTA, women=Access.NO, poor=Access.NO),
    ]
    assert dict(findings(bodies)) == {
        "Paling bermanfaat dan dekat": "Posyandu",
        "Besar manfaatnya tetapi jauh": "Puskesmas",
        "Belum dapat dipakai perempuan": "Koperasi",
        "Belum dapat dipakai warga miskin": "Koperasi",
        "Tidak bekerja sama dengan siapa pun": "Koperasi",
    }


def test_groups_differ_where_two_steps_lie_between_them_or_only_one_names_it():
    men = [seen("Puskesmas", 4, 5), seen("Koperasi", 2, 3, women=Access.YES)]
    women = [seen("puskesmas", 4, 2), seen("Koperasi", 2, 4, women=Access.NO), seen("Posyandu", 5, 5)]
    assert differences([("Laki-laki", men), ("Perempuan", women)]) == (
        "Puskesmas: Laki-laki merasa lebih dekat (5) daripada Perempuan (2).",
        "Koperasi: menurut Laki-laki dapat dipakai perempuan, menurut Perempuan tidak.",
        "Laki-laki tidak menyebut Posyandu.",
    )


def test_one_group_alone_differs_from_nobody():
    assert differences([("Laki-laki", [seen()]), ("Perempuan", [])]) == ()


# --- Rows ------------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_partners_are_kept_once_whoever_named_the_other(world):
    rows = usual_bodies()
    rows[0] = body("Posyandu Contoh", 5, 5, partners=(2,))
    session = filled_venn(world, rows=rows)
    assert VennLink.objects.count() == 1
    table = queries.reading_of(session).panels[0].figures[0].rows
    assert [row[-1] for row in table] == ["Puskesmas Contoh", "Posyandu Contoh", "–"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([body("A"), body("a")], "dua kali"),
        ([body("A", 6)], "dari 1 sampai 5"),
        ([body("A", partners=(1,))], "bukan lembaga lain"),
        ([body("A", partners=(2,))], "bukan lembaga lain"),
        ([body(f"Lembaga {number}") for number in range(26)], "Paling banyak 25"),
    ],
)
def test_a_list_that_cannot_stand_is_refused_as_a_whole(world, rows, sentence):
    session = started(world, kind=MethodKind.VENN)
    with pytest.raises(MethodRefused, match=sentence):
        filled_venn(world, session, rows=rows)
    assert not fresh(session).groups.get().bodies.exists()


@pytest.mark.django_db
def test_writing_again_changes_what_changed_and_takes_away_what_is_gone(world):
    session = filled_venn(world)
    before = {row.name: row.pk for row in session.groups.get().bodies.all()}
    filled_venn(world, session, rows=[body("puskesmas contoh", 5, 4, "PEMERINTAH"), body("Bank Sampah Contoh")])
    after = {row.name: row.pk for row in session.groups.get().bodies.all()}
    assert after["puskesmas contoh"] == before["Puskesmas Contoh"]
    assert set(after) == {"puskesmas contoh", "Bank Sampah Contoh"}
    assert not VennLink.objects.exists()


@pytest.mark.django_db
def test_a_registered_body_is_offered_and_pointed_to(world):
    known = Institution.objects.create(region=world.places.kelurahan, kind="KSM", name="KSM Contoh")
    session = filled_venn(world, rows=[body("ksm contoh", 4, 4)])
    assert session.groups.get().bodies.get().institution == known


@pytest.mark.django_db
def test_strong_far_and_closed_institutions_are_passed_on_once(world):
    session = filled_venn(world)
    filled_venn(world, session, with_group(world, session), [body("puskesmas contoh", 5, 1, "PEMERINTAH")])
    found = [(one.kind, one.text) for one in queries.reading_of(fresh(session)).results]
    assert found == [
        ("LEMBAGA", "Posyandu Contoh"),
        ("POTENSI", "Posyandu Contoh aktif dan dekat dengan warga"),
        ("LEMBAGA", "Puskesmas Contoh"),
        ("MASALAH", "Puskesmas Contoh besar manfaatnya tetapi sulit dihubungi warga"),
        ("LEMBAGA", "Koperasi Contoh"),
        ("MASALAH", "Koperasi Contoh belum dapat dipakai perempuan"),
    ]


def agreed_rows(page):
    """Rows of "Apa yang diteruskan" by the institution they begin with."""
    return text(page).split("<li><div><b>")[1:]


@pytest.mark.django_db
def test_an_institution_of_the_residents_is_registered_with_its_name_filled_in_and_found_again(world, as_user):
    session = agreed(world, filled_venn(world))
    browser = as_user(world.cast.fasilitator)
    address = reverse("methods:session-detail", args=[session.cycle_id, session.pk])
    (row,) = [row for row in agreed_rows(browser.get(address)) if row.startswith("Posyandu Contoh</b>")]
    link = unescape(row.split('href="')[1].split('"')[0])
    assert "Catat sebagai lembaga" in row
    chosen = browser.get(link)
    assert "Untuk “Posyandu Contoh”" in text(chosen)
    form = browser.get(f"{link}&jenis=KPP").context["form"]
    assert (form["name"].value(), form.instance.cycle) == ("Posyandu Contoh", world.cycle)
    body_of_place = Institution.objects.create(region=world.places.kelurahan, kind="KPP", name="posyandu contoh")
    (row,) = [row for row in agreed_rows(browser.get(address)) if row.startswith("Posyandu Contoh</b>")]
    assert reverse("institutions:institution-detail", args=[body_of_place.pk]) in row
    assert "Catat sebagai lembaga" not in row


@pytest.mark.django_db
def test_offices_and_firms_are_listed_without_a_button(world, as_user):
    session = agreed(world, filled_venn(world))
    page = as_user(world.cast.fasilitator).get(reverse("methods:session-detail", args=[session.cycle_id, session.pk]))
    assert ("Lembaga lain yang disebut", "Puskesmas Contoh; Koperasi Contoh") in page.context["listed"]


# --- Pages --------------------------------------------------------------------------------------------------------
def edit_url(session, group=None):
    return reverse("methods:venn-edit", args=[session.cycle_id, session.pk, (group or session.groups.first()).pk])


def text(answer):
    return answer.content.decode()


@pytest.mark.django_db
def test_institutions_of_the_place_stand_ready_and_only_rated_ones_are_kept(world, as_user):
    Institution.objects.create(region=world.places.kelurahan, kind="BKM", name="BKM Contoh")
    session = started(world, kind=MethodKind.VENN)
    browser = as_user(world.cast.fasilitator)
    page = browser.get(edit_url(session))
    assert 'value="BKM Contoh"' in text(page)
    sent = typed(page, **{"lembaga-1-name": "Posyandu Contoh", "lembaga-1-size": "5", "lembaga-1-closeness": "4"})
    browser.post(edit_url(session), sent)
    assert [row.name for row in session.groups.get().bodies.all()] == ["Posyandu Contoh"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lembaga-0-size": ""}, "Pilih 1 sampai 5."),
        ({"lembaga-0-partners": "2, x"}, "bukan nomor baris"),
        ({"lembaga-0-partners": "9"}, "Nomor 9 bukan lembaga lain"),
        ({"lembaga-0-partners": "1"}, "Nomor 1 bukan lembaga lain"),
        ({"lembaga-1-name": ""}, "Tulis nama lembaganya"),
    ],
)
def test_bad_input_is_answered_at_its_field_and_nothing_is_lost(world, as_user, changes, sentence):
    session = filled_venn(world)
    browser = as_user(world.cast.fasilitator)
    page = text(browser.post(edit_url(session), typed(browser.get(edit_url(session)), **changes)))
    assert sentence in page
    assert "Koperasi Contoh" in page


@pytest.mark.django_db
def test_numbers_of_partners_follow_their_rows_when_one_is_taken_away(world, as_user):
    rows = [body("A Contoh"), body("B Contoh"), body("C Contoh", partners=(2,))]
    session = filled_venn(world, rows=rows)
    browser = as_user(world.cast.fasilitator)
    browser.post(edit_url(session), typed(browser.get(edit_url(session)), **{"lembaga-0-DELETE": "on"}))
    assert [str(link) for link in VennLink.objects.all()] == ["B Contoh – C Contoh"]


@pytest.mark.django_db
def test_the_page_asks_the_same_for_one_and_for_three_groups(world, as_user):
    session = filled_venn(world)
    browser = as_user(world.cast.fasilitator)
    url = reverse("methods:session-detail", args=[session.cycle_id, session.pk])

    def asked(address):
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(address).status_code == 200
        return len(caught)

    one = asked(url)
    for kind in (GroupKind.PEREMPUAN, GroupKind.RT_TERMISKIN):
        filled_venn(world, session, with_group(world, session, kind))
    assert asked(f"{url}?kelompok=banding") == one
    assert "Lembaga menurut setiap kelompok" in text(browser.get(f"{url}?kelompok=banding"))


@given(diagrams())
@settings(max_examples=60)
def test_turned_and_enlarged_for_a_phone_circles_keep_their_parts_and_the_width(bodies):
    layout = lay_out(bodies, OUTER)
    filled = widest(layout, 2 * OUTER)
    left, _, right, _ = filled.bounds
    assert right - left <= 2 * OUTER + 0.01
    scale = filled.middle / layout.middle
    assert scale >= 1 - 1e-9
    for one, two in zip(layout.spots, filled.spots, strict=True):
        assert two.r == pytest.approx(one.r * scale)
        assert hypot(two.x, two.y) == pytest.approx(hypot(one.x, one.y) * scale)
