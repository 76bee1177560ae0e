"""The problem tree: numbered rows that explain each other, root causes per indicator, own contribution, goals."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Pdf

from kumuh.core.versions import ChangedMeanwhile
from planning.methods import queries, tree
from planning.methods.drawing import tree as drawn
from planning.methods.drawing.kit import Box, overlapping
from planning.methods.enums import GroupKind, MethodKind, ResultKind
from planning.methods.errors import MethodRefused, SessionLocked
from planning.methods.models import TreeNode
from planning.methods.queries.tree import nodes_of, numbered, tree_stamp
from planning.methods.services.tree import write_goals, write_tree
from planning.methods.tree import Node
from tests.planning.methods.answers import filled_tree, tree_rows
from tests.planning.methods.builders import agreed, fresh, started, with_group
from tests.planning.rembuk.browsing import typed

# --- Arithmetic -------------------------------------------------------------------------------------------------
CORE = Node(0, "INTI", "Gang tergenang", aspect=4)


@st.composite
def trees(draw):
    """Rows that make a tree: each hangs on an earlier one of its side or on the problem, at most five deep."""
    rows, depth = [CORE], {0: 0}
    for number in range(1, draw(st.integers(1, 36)) + 1):
        kind = draw(st.sampled_from(["SEBAB", "SEBAB", "AKIBAT"]))
        below = [0, *(row.number for row in rows[1:] if row.kind == kind and depth[row.number] < tree.DEEPEST)]
        of = draw(st.sampled_from(below))
        depth[number] = depth[of] + 1
        words = draw(st.text("abcdefghijkl mnop", min_size=1, max_size=160))
        aspect = draw(st.none() | st.integers(1, 8))
        rows.append(Node(number, kind, words.strip() or "x", of, aspect=aspect, chosen=draw(st.booleans())))
    return rows


@given(trees(), st.randoms())
def test_every_row_hangs_on_the_tree_once_whatever_the_order_of_entry(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    grown = tree.grown(shuffled)
    assert tree.fault(shuffled) is None
    assert grown == tree.grown(rows)
    hung = [branch.node for branch, _ in (*grown.all_causes(), *grown.all_effects())]
    assert sorted(node.number for node in hung) == list(range(1, len(rows)))
    assert {node.number for node in grown.roots()} == {
        node.number for node in rows if node.kind == "SEBAB" and not any(one.of == node.number for one in rows[1:])
    }
    assert grown.depth <= tree.DEEPEST


def test_a_cause_without_an_indicator_takes_that_of_what_it_causes():
    grown = tree.grown(tree_rows())
    assert tree.aspects_of(grown) == {0: 4, 1: 4, 2: 6, 3: 6, 4: 4, 5: 4, 6: 4}
    roots = tree.roots_by_indicator(grown)
    assert {name: [node.text for node in nodes] for name, nodes in roots.items()} == {
        "Drainase lingkungan": ["Saluran sempit"],
        "Persampahan": ["Gerobak rusak"],
    }
    bare = tree.grown([Node(0, "INTI", "Miskin"), Node(1, "SEBAB", "Tidak bekerja")])
    assert list(tree.roots_by_indicator(bare)) == ["Di luar indikator"]
    assert list(tree.roots_by_indicator(bare, 3)) == ["Air minum"]


@pytest.mark.parametrize(
    ("rows", "number", "sentence"),
    [
        ([Node(1, "SEBAB", "a", of=7)], 1, "Nomor 7 tidak ada"),
        ([Node(1, "SEBAB", "a", of=1)], 1, "berputar kembali"),
        ([Node(1, "SEBAB", "a", of=2), Node(2, "SEBAB", "b", of=1)], 1, "berputar kembali"),
        ([Node(1, "AKIBAT", "a"), Node(2, "SEBAB", "b", of=1)], 2, "hanya dapat menempel pada sebab lain"),
        ([Node(n, "SEBAB", "a", of=n - 1) for n in range(1, 7)], 6, "Paling banyak 5 kali"),
    ],
)
def test_a_row_that_cannot_hang_there_is_named(rows, number, sentence):
    found = tree.fault([CORE, *rows])
    assert found is not None
    assert found[0] == number
    assert sentence in found[1]


def test_groups_differ_in_the_problem_and_in_the_indicators_of_their_roots():
    women = tree.grown([CORE, Node(1, "SEBAB", "Sampah", aspect=6)])
    men = tree.grown([Node(0, "INTI", "Jalan rusak", aspect=2), Node(1, "SEBAB", "Truk berat")])
    assert tree.differences([("Perempuan", women), ("Laki-laki", men)]) == (
        "Masalah intinya berbeda. Perempuan: Gang tergenang; Laki-laki: Jalan rusak.",
        "Akar pada Persampahan: disebut Perempuan, tidak disebut Laki-laki.",
        "Akar pada Jalan lingkungan: disebut Laki-laki, tidak disebut Perempuan.",
    )
    assert tree.differences([("Perempuan", women), ("Pemuda", tree.grown([]))]) == ()


# --- Drawing ----------------------------------------------------------------------------------------------------
def twig(branch):
    children = tuple(twig(one) for one in branch.children)
    return drawn.Twig(branch.node.text, "akar", branch.is_root, children=children, number=branch.node.number)


def crossing(boxes):
    return [
        (a, b)
        for at, a in enumerate(boxes)
        for b in boxes[at + 1 :]
        if min(a.x + a.width, b.x + b.width) - max(a.x, b.x) > 0.2
        and min(a.y + a.height, b.y + b.height) - max(a.y, b.y) > 0.2
    ]


@given(trees())
def test_a_tree_of_any_shape_keeps_boxes_and_words_apart_and_inside(rows):
    grown = tree.grown(rows)
    sheet = drawn.TreeSheet(
        "p", "Pohon", drawn.Twig("Gang tergenang"), [twig(one) for one in grown.causes],
        [twig(one) for one in grown.effects],
    )  # fmt: skip
    for drawing in (drawn.wide(sheet), drawn.tall(sheet)):
        boxes = [shape for shape in drawing.shapes if isinstance(shape, Box)]
        assert len(boxes) == len(rows)
        assert crossing(boxes) == []
        assert overlapping(drawing.labels) == []
        assert all(box.x >= 0 and box.x + box.width <= drawing.width for box in boxes)
        assert all(label.box[2] <= drawing.width for label in drawing.labels)
        assert all(label.size >= 14 for label in drawing.labels)


@given(trees())
def test_a_tall_tree_is_parted_into_pages_that_lose_no_row_and_keep_their_order(rows):
    grown = tree.grown(rows)
    sheet = drawn.TreeSheet(
        "p", "Pohon", drawn.Twig("Gang tergenang"), [twig(one) for one in grown.causes],
        [twig(one) for one in grown.effects],
    )  # fmt: skip
    parts = drawn.split(sheet)
    assert all(drawn.wide(part).height <= drawn.PAGE for part in parts)
    assert frozenset().union(*(part.numbers for part in parts)) == {row.number for row in rows}
    assert (parts == (sheet,)) == (drawn.wide(sheet).height <= drawn.PAGE)
    mains = [one.number for part in parts for one in (*part.fruit, *part.roots)]
    whole = [one.number for one in (*sheet.fruit, *sheet.roots)]
    assert list(dict.fromkeys(mains)) == whole if len(parts) > 1 else mains == whole
    assert len({part.ident for part in parts}) == len(parts)


# --- Verbs ------------------------------------------------------------------------------------------------------
db = pytest.mark.django_db


def gaps(session):
    return [gap.text for gap in queries.gaps_of(fresh(session), queries.reading_of(fresh(session)))]


def goals(world, session, **words):
    rows = {row.text: row.pk for row in TreeNode.objects.filter(group__session=session)}
    said = {rows[text.replace("_", " ")]: goal for text, goal in words.items()}
    return write_goals(group=session.groups.first(), goals=said, by=world.cast.fasilitator)


@db
def test_a_tree_lacks_problem_causes_a_chosen_root_and_its_goal_until_they_are_typed(world):
    session = started(world, kind=MethodKind.POHON)
    assert gaps(session)[1:] == ["Pohon masalah Semua peserta belum diisi."]
    filled_tree(world, session, rows=[CORE])
    assert gaps(session)[1:] == ["Semua peserta: belum ada sebab."]
    filled_tree(world, session, rows=[CORE, Node(1, "SEBAB", "Sampah")])
    assert gaps(session)[1:] == ["Semua peserta: belum ada akar yang akan ditangani."]
    filled_tree(world, session)
    assert gaps(session)[1:] == ["Semua peserta: yang akan ditangani belum diubah menjadi tujuan."]
    goals(world, session, Gerobak_rusak="Gerobak berjalan setiap hari")
    assert gaps(session)[1:] == []


@db
def test_rows_are_kept_in_the_order_of_the_tree_with_key_and_history(world):
    session = filled_tree(world)
    group = session.groups.get()
    rows = nodes_of(session)[group.pk]
    assert [(row.text, row.parent and row.parent.text) for row in TreeNode.objects.select_related("parent")] == [
        ("Gang 3 tergenang", None),
        ("Saluran tersumbat", "Gang 3 tergenang"),
        ("Sampah dibuang ke saluran", "Saluran tersumbat"),
        ("Gerobak rusak", "Sampah dibuang ke saluran"),
        ("Saluran sempit", "Gang 3 tergenang"),
        ("Anak sakit", "Gang 3 tergenang"),
        ("Biaya berobat naik", "Anak sakit"),
    ]
    goals(world, session, Gerobak_rusak="Gerobak jalan")
    cart = next(node for node in numbered(rows) if node.text == "Gerobak rusak")
    moved = [Node(0, "INTI", "Gang 3 tergenang", aspect=4), Node(1, "SEBAB", "Gerobak rusak", key=cart.key)]
    write_tree(group=group, nodes=moved, by=world.cast.fasilitator)
    kept = TreeNode.objects.get(pk=cart.key)
    assert (kept.parent.kind, kept.goal, kept.chosen, TreeNode.objects.count()) == ("INTI", "Gerobak jalan", False, 2)
    assert TreeNode.history.filter(text="Saluran sempit", history_type="-").exists()


@db
@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "Tulis masalah intinya pada nomor 0."),
        ([Node(1, "SEBAB", "Sampah")], "Tulis masalah intinya pada nomor 0."),
        ([CORE, Node(1, "SEBAB", " ")], "Nomor 1: tulis isinya."),
        ([CORE, Node(1, "DAUN", "Sampah")], "Nomor 1: pilih sebab atau akibat."),
        ([CORE, Node(1, "SEBAB", "Sampah", aspect=9)], "Nomor 1: pilih indikator"),
        ([CORE, Node(1, "SEBAB", "Sampah", of=5)], "Nomor 1: Nomor 5 tidak ada."),
        ([CORE, *(Node(n, "AKIBAT", f"Akibat {n}") for n in range(1, 14))], "Paling banyak 12 akibat"),
    ],
)
def test_a_tree_that_cannot_stand_is_refused(world, rows, sentence):
    session = started(world, kind=MethodKind.POHON)
    with pytest.raises(MethodRefused, match=sentence):
        write_tree(group=session.groups.get(), nodes=rows, by=world.cast.fasilitator)
    assert not TreeNode.objects.exists()


@db
def test_an_agreed_tree_is_locked_and_two_people_do_not_overwrite_each_other(world):
    session = filled_tree(world)
    group, by, seen = session.groups.get(), world.cast.fasilitator, tree_stamp(session.groups.get())
    goals(world, session, Gerobak_rusak="Gerobak jalan")
    with pytest.raises(ChangedMeanwhile):
        write_tree(group=group, nodes=tree_rows(), by=by, seen=seen)
    agreed(world, session)
    for verb in (lambda: write_tree(group=group, nodes=tree_rows(), by=by), lambda: goals(world, session)):
        with pytest.raises(SessionLocked):
            verb()


@db
def test_problem_root_causes_own_contribution_and_chosen_roots_are_carried_on(world):
    session = filled_tree(world)
    goals(world, session, Gerobak_rusak="Gerobak berjalan setiap hari")
    found = queries.reading_of(session).results
    assert [(one.kind, one.text, one.aspect) for one in found] == [
        (ResultKind.PROBLEM, "Gang 3 tergenang", 4),
        (ResultKind.CAUSE, "Gerobak rusak", 6),
        (ResultKind.POTENTIAL, "iuran perbaikan gerobak", 6),
        (ResultKind.PROPOSAL, "Gerobak berjalan setiap hari", 6),
        (ResultKind.CAUSE, "Saluran sempit", 4),
    ]
    assert found[3].fields["reason"] == "Menangani akar masalah: Gerobak rusak."
    assert len({one.key for one in found}) == len(found)


# --- Pages ------------------------------------------------------------------------------------------------------
@pytest.fixture
def browser(world, as_user):
    return as_user(world.cast.fasilitator)


def at(world, name, session, *more):
    return reverse(f"methods:{name}", args=[world.cycle.pk, session.pk, *more])


def sent(**rows):
    """Fields of numbered rows: n2={"text": …}."""
    return {f"simpul-{name[1:]}-{field}": value for name, values in rows.items() for field, value in values.items()}


@db
def test_a_tree_is_typed_in_any_order_then_turned_into_goals_and_drawn(world, browser):
    session = started(world, kind=MethodKind.POHON)
    group = session.groups.get()
    url = at(world, "tree-edit", session, group.pk)
    rows = sent(
        n0={"text": "Gang 3 tergenang", "aspect": "4"},
        n1={"text": "Gerobak rusak", "of": "3", "chosen": "on", "contribution": "iuran"},
        n2={"text": "Anak sakit", "kind": "AKIBAT"},
        n3={"text": "Sampah di saluran", "of": "0", "aspect": "6"},
    )
    answer = browser.post(url, typed(browser.get(url), **rows, character="Kumuh tepi sungai"))
    assert answer.url == at(world, "goal-edit", session, group.pk)
    assert [row.text for row in TreeNode.objects.all()] == [
        "Gang 3 tergenang", "Sampah di saluran", "Gerobak rusak", "Anak sakit",
    ]  # fmt: skip
    cart = TreeNode.objects.get(text="Gerobak rusak")
    goal = typed(browser.get(answer.url), **{f"tujuan{cart.pk}": "Gerobak berjalan setiap hari"})
    page = browser.get(browser.post(answer.url, goal).url).content.decode()
    for words in ("Pohon masalah Semua peserta", "Pohon tujuan Semua peserta", "Gerobak berjalan setiap hari",
                  "Kumuh tepi sungai", "Akar: Persampahan", "2 kali “mengapa?”"):  # fmt: skip
        assert words in page


@db
@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ({"n1": {"text": "Sampah", "of": "9"}}, "Nomor 9 tidak ada"),
        ({"n1": {"text": "Sampah", "of": "1"}}, "berputar kembali"),
        ({"n1": {"text": "", "evidence": "foto"}}, "Tulis isinya"),
        ({"n0": {"text": ""}, "n1": {"text": "Sampah"}}, "Tulis dahulu masalah intinya."),
        ({"n1": {"text": "Sakit", "kind": "AKIBAT", "chosen": "on"}}, "Hanya sebab yang dapat ditangani."),
    ],
)
def test_a_bad_row_is_answered_there_and_nothing_is_lost(world, browser, rows, sentence):
    session = started(world, kind=MethodKind.POHON)
    url = at(world, "tree-edit", session, session.groups.get().pk)
    typed_rows = sent(n0={"text": "Gang tergenang"}, n2={"text": "Saluran sempit"}) | sent(**rows)
    page = browser.post(url, typed(browser.get(url), **typed_rows)).content.decode()
    assert sentence in page
    assert "Saluran sempit" in page
    assert not TreeNode.objects.exists()


@db
def test_goals_wait_for_the_tree_and_a_form_of_another_method_is_not_found(world, browser):
    session = started(world, kind=MethodKind.POHON)
    page = browser.get(at(world, "goal-edit", session, session.groups.get().pk)).content.decode()
    assert "Isi pohon masalah dahulu" in page
    other = started(world, title="Lain")
    for name in ("tree-edit", "goal-edit"):
        assert browser.get(at(world, name, other, other.groups.get().pk)).status_code == 404


@db
def test_pages_ask_the_same_for_one_and_for_three_groups(world, browser):
    def asked(url):
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url).status_code == 200
        return len(seen)

    session = filled_tree(world)
    group = session.groups.get()
    pages = [at(world, name, session, group.pk) for name in ("tree-edit", "goal-edit")]
    detail = at(world, "session-detail", session)
    one = [asked(detail), *(asked(url) for url in pages)]
    for kind in (GroupKind.PEREMPUAN, GroupKind.PEMUDA):
        filled_tree(world, session, with_group(world, session, kind))
    assert [asked(f"{detail}?kelompok=banding"), *(asked(url) for url in pages)] == one


@db
@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_blank_sheet_is_one_page(world, browser, paper):
    answer = browser.get(reverse("methods:blank-file", args=[world.cycle.pk, "pohon", paper]))
    with Pdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
