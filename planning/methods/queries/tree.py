"""Reads of the problem tree, and what it tells the common pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.urls import reverse

from kumuh.core.versions import stamp_of
from planning.methods import tree
from planning.methods.catalog import INDICATORS
from planning.methods.drawing import tree as drawn
from planning.methods.drawing.kit import WHOLE_PAGE, KeyEntry
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.enums.tree import NodeKind
from planning.methods.models import MethodGroup, MethodSession, TreeNode, TreeReflection
from planning.methods.registry import BlankSheet, Figure, Gap, Panel, Reading, Result, Tool
from planning.methods.tree import Branch, Node, Tree

NOTE: Final = (
    "Akar adalah sebab yang tidak mempunyai sebab lagi (garis tebal). Sebab tanpa indikator ikut indikator yang "
    "disebabkannya. Angka sesudah sebab, akar dan akibat: tingkatnya dari masalah inti."
)
PROBLEM_KEY: Final = (KeyEntry("masalah inti", "sand"), KeyEntry("sebab", "brown"), KeyEntry("akibat", "rose"))
GOAL_KEY: Final = (KeyEntry("tujuan", "good"), KeyEntry("cara", "green"), KeyEntry("manfaat", "blue"))
NOT_SAID: Final = "(belum diubah)"


def nodes_of(session: MethodSession) -> dict[int, list[TreeNode]]:
    """Rows by the key of their group: the problem, its causes, its effects, each before what hangs on it. One query."""
    found: dict[int, list[TreeNode]] = {group.pk: [] for group in session.groups.all()}
    for row in TreeNode.objects.filter(group__session=session):
        found[row.group_id].append(row)
    return found


def numbered(rows: Sequence[TreeNode]) -> tuple[Node, ...]:
    """Stored rows as the arithmetic takes them, numbered as the form shows them: the problem is 0."""
    numbers = {row.pk: number for number, row in enumerate(rows)}
    return tuple(
        Node(
            number=numbers[row.pk],
            kind=row.kind,
            text=row.text,
            of=numbers.get(row.parent_id or 0, tree.CORE),
            aspect=row.aspect,
            evidence=row.evidence,
            contribution=row.contribution,
            goal=row.goal,
            chosen=row.chosen,
            key=row.pk,
        )
        for row in rows
    )


def tree_stamp(group: MethodGroup) -> str:
    """A short mark of the stored tree of a group; equal marks mean that nobody changed it."""
    nodes = TreeNode.objects.filter(group=group).order_by("pk").values_list("pk", "version")
    said = TreeReflection.objects.filter(group=group).values_list("pk", "version")
    return stamp_of([list(nodes), list(said)])


def read(session: MethodSession) -> Reading:
    """Everything the tree says: problems, goals, root causes per indicator, differences. Two queries."""
    rows = nodes_of(session)
    said = {one.group_id: one for one in TreeReflection.objects.filter(group__session=session)}
    groups = [(group, tree.grown(numbered(rows[group.pk]))) for group in session.groups.all()]
    panels = tuple(_panel(session, group, grown, said.get(group.pk)) for group, grown in groups)
    return Reading(
        panels=panels,
        gaps=tuple(one for group, grown in groups for one in _gaps(session, group, grown)),
        differences=tree.differences([(group.label, grown) for group, grown in groups], session.aspect),
        results=tuple(one for group, grown in groups for one in _results(session, group, grown)),
    )


def _panel(session: MethodSession, group: MethodGroup, grown: Tree, said: TreeReflection | None) -> Panel:
    url = _url("tree-edit", session, group)
    if grown.core is None:
        return Panel(group.label, group.pk, url, filled=False)
    figures = (*_problems(group, grown, session.aspect), *_goals(group, grown))
    return Panel(group.label, group.pk, url, True, figures, tuple(_facts(grown, said, session.aspect)))


def _url(name: str, session: MethodSession, group: MethodGroup) -> str:
    return reverse(f"methods:{name}", args=[session.cycle_id, session.pk, group.pk])


def _problems(group: MethodGroup, grown: Tree, otherwise: int | None) -> Iterable[Figure]:
    aspects = tree.aspects_of(grown, otherwise)
    core = grown.core or Node(0, NodeKind.CORE, "")
    sheet = drawn.TreeSheet(
        f"pohon-{group.pk}",
        f"Pohon masalah {group.label}",
        drawn.Twig(core.text, _named(aspects[tree.CORE])),
        [_twig(branch) for branch in grown.causes],
        [_twig(branch) for branch in grown.effects],
        key=PROBLEM_KEY,
    )
    head = ("Bagian", "Isi", "Indikator", "Bukti", "Swadaya warga")
    rows: dict[int, tuple[str, ...]] = {
        tree.CORE: ("Masalah inti", core.text, _named(aspects[tree.CORE]), core.evidence or "–", "–")
    }
    for branch, depth in (*grown.all_causes(), *grown.all_effects()):
        node = branch.node
        cause = node.kind == NodeKind.CAUSE
        part = ("Akar" if branch.is_root else "Sebab") if cause else "Akibat"
        rows[node.number] = (
            f"{part} {depth}{', ditangani' if node.chosen else ''}",
            node.text,
            _named(aspects[node.number]) if cause else "–",
            node.evidence or "–",
            node.contribution or "–",
        )
    return _figures(sheet, head, rows, NOTE)


def _figures(
    sheet: drawn.TreeSheet, head: tuple[str, ...], rows: Mapping[int, tuple[str, ...]], note: str = ""
) -> Iterable[Figure]:
    """A tree with its table, in as many parts as fit a page each."""
    for part in drawn.split(sheet):
        told = tuple(row for number, row in rows.items() if number in part.numbers)
        yield Figure(part.title, drawn.wide(part), head, told, tall=drawn.tall(part), note=note)


def _named(aspect: int | None) -> str:
    return INDICATORS.get(aspect or 0, "–")


def _twig(branch: Branch) -> drawn.Twig:
    node = branch.node
    tags = [
        INDICATORS.get(node.aspect or 0, ""),
        "akar" if branch.is_root else "",
        "ditangani" if node.chosen else "",
    ]
    children = tuple(_twig(child) for child in branch.children)
    return drawn.Twig(
        node.text, " · ".join(tag for tag in tags if tag), branch.is_root, children=children, number=node.number
    )


def _goals(group: MethodGroup, grown: Tree) -> Iterable[Figure]:
    core = grown.core or Node(0, NodeKind.CORE, "")
    sheet = drawn.TreeSheet(
        f"tujuan-{group.pk}",
        f"Pohon tujuan {group.label}",
        _goal(Branch(core)),
        [_goal(branch) for branch in grown.causes],
        [_goal(branch) for branch in grown.effects],
        words=("Manfaat", "Cara mencapainya"),
        grounds=("good", "green", "blue"),
        key=GOAL_KEY,
    )
    nodes = [core, *(branch.node for branch, _ in (*grown.all_causes(), *grown.all_effects()))]
    words = {NodeKind.CORE: "Tujuan", NodeKind.CAUSE: "Cara", NodeKind.EFFECT: "Manfaat"}
    rows = {node.number: (words[NodeKind(node.kind)], node.text, node.goal or NOT_SAID) for node in nodes}
    return _figures(sheet, ("Bagian", "Masalah", "Keadaan yang diinginkan"), rows)


def _goal(branch: Branch) -> drawn.Twig:
    node = branch.node
    children = tuple(_goal(child) for child in branch.children)
    text = node.goal or f"{NOT_SAID} {node.text}"
    return drawn.Twig(text, "ditangani" if node.chosen else "", node.chosen, not node.goal, children, node.number)


def _facts(grown: Tree, said: TreeReflection | None, otherwise: int | None) -> Iterable[tuple[str, str]]:
    for name, nodes in tree.roots_by_indicator(grown, otherwise).items():
        yield f"Akar: {name}", "; ".join(node.text for node in nodes)
    yield "Paling dalam", f"{grown.depth} kali “mengapa?”"
    own = dict.fromkeys(node.contribution for node in grown.roots() if node.contribution)
    if own:
        yield "Yang dapat dilakukan warga sendiri", "; ".join(own)
    if said and said.character:
        yield "Watak kumuh di sini", said.character
    if said and said.new_slum:
        yield "Yang dapat menjadi kumuh baru", said.new_slum


def _gaps(session: MethodSession, group: MethodGroup, grown: Tree) -> Iterable[Gap]:
    url = _url("tree-edit", session, group)
    chosen = [branch.node for branch, _ in grown.all_causes() if branch.node.chosen]
    if grown.core is None:
        yield Gap(f"Pohon masalah {group.label} belum diisi.", url)
    elif not grown.causes:
        yield Gap(f"{group.label}: belum ada sebab.", url)
    elif not chosen:
        yield Gap(f"{group.label}: belum ada akar yang akan ditangani.", url)
    elif any(not node.goal for node in chosen):
        yield Gap(f"{group.label}: yang akan ditangani belum diubah menjadi tujuan.", _url("goal-edit", session, group))


def _results(session: MethodSession, group: MethodGroup, grown: Tree) -> Iterable[Result]:
    """The problem, root causes with their indicator, what residents do themselves, and roots to work on as usulan."""
    core, aspects = grown.core, tree.aspects_of(grown, session.aspect)
    if core is None:
        return
    yield Result(
        ResultKind.PROBLEM, f"inti:{core.key}", core.text, f"Masalah inti {group.label}", aspect=aspects[tree.CORE]
    )
    for node in grown.roots():
        yield from _of_root(group, node, aspects)


def _of_root(group: MethodGroup, node: Node, aspects: Mapping[int, int | None]) -> Iterable[Result]:
    aspect = aspects[node.number]
    if aspect is not None:
        note = f"Akar masalah menurut {group.label}: {_named(aspect)}"
        yield Result(
            ResultKind.CAUSE, f"akar:{node.key}", node.text, note, aspect=aspect,
            fields={"contribution": node.contribution},
        )  # fmt: skip
    if node.contribution:
        yield Result(
            ResultKind.POTENTIAL, f"swadaya:{node.key}", node.contribution, f"Swadaya warga terhadap: {node.text}",
            aspect=aspect,
        )  # fmt: skip
    if node.chosen:
        fields = {"title": node.goal or node.text, "reason": f"Menangani akar masalah: {node.text}."}
        yield Result(
            ResultKind.PROPOSAL, f"tangani:{node.key}", node.goal or node.text, f"Menangani: {node.text}",
            aspect=aspect, fields=fields,
        )  # fmt: skip


def blank(group: str, paper: str) -> tuple[BlankSheet, ...]:
    """One empty tree with four branches and four roots."""
    drawing = drawn.blank("pohon-kosong", "Pohon masalah", WHOLE_PAGE[paper])
    hints = ("Satu kotak satu kalimat", "Tanyakan “mengapa?” sampai lima kali", "Tandai akar yang akan ditangani")
    return (BlankSheet("Pohon masalah / refleksi perkara kritis", drawing, hints),)


TOOL = Tool(
    kind=MethodKind.POHON, edit="methods:tree-edit", read=read, blank=blank, per_group=True, papers=("A4", "A3")
)
