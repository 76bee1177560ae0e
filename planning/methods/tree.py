"""Arithmetic of the problem tree: branches from rows, root causes, the indicator behind a cause, where groups differ.

A row says of which row it is the cause or the effect; the problem itself is number 0. A root cause is a cause for which
nobody named a further one. A cause without an indicator of its own belongs to that of the row it leads to. Source of
the method: problem tree and "refleksi perkara kritis" of the KOTAKU guides (causes asked with "why?" up to five times,
effects, own contribution, turned into a tree of goals).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kumuh.core.formats import listed
from planning.methods.catalog import INDICATORS
from planning.methods.enums.tree import NodeKind

#: The problem itself.
CORE: Final = 0
#: How often "why?" is asked at most.
DEEPEST: Final = 5


@dataclass(frozen=True)
class Node:
    """One row. `of` is the number of the row that it causes or follows from; `key` names its stored row."""

    number: int
    kind: str
    text: str
    of: int = CORE
    aspect: int | None = None
    evidence: str = ""
    contribution: str = ""
    goal: str = ""
    chosen: bool = False
    key: int = 0


@dataclass(frozen=True)
class Branch:
    """A row with what hangs on it, in the order of the rows."""

    node: Node
    children: tuple[Branch, ...] = ()

    @property
    def is_root(self) -> bool:
        """Whether it is a root cause."""
        return self.node.kind == NodeKind.CAUSE and not self.children

    def walk(self, depth: int = 1) -> Iterator[tuple[Branch, int]]:
        """Itself and everything on it, from above down, with the depth (1: hangs on the problem)."""
        yield self, depth
        for child in self.children:
            yield from child.walk(depth + 1)


@dataclass(frozen=True)
class Tree:
    """The problem with its causes and effects; `core` None before anybody named it."""

    core: Node | None
    causes: tuple[Branch, ...] = ()
    effects: tuple[Branch, ...] = ()

    def all_causes(self) -> Iterator[tuple[Branch, int]]:
        """Every cause with its depth."""
        for branch in self.causes:
            yield from branch.walk()

    def all_effects(self) -> Iterator[tuple[Branch, int]]:
        """Every effect with its depth."""
        for branch in self.effects:
            yield from branch.walk()

    def roots(self) -> tuple[Node, ...]:
        """The root causes."""
        return tuple(branch.node for branch, _ in self.all_causes() if branch.is_root)

    @property
    def depth(self) -> int:
        """How often "why?" was asked on the longest way."""
        return max((depth for _, depth in self.all_causes()), default=0)


def fault(nodes: Sequence[Node]) -> tuple[int, str] | None:
    """The first row that cannot hang where it says, with the sentence about it; None when all rows make a tree."""
    by_number = {node.number: node for node in nodes}
    for node in nodes:
        if node.kind == NodeKind.CORE:
            continue
        words = NodeKind(node.kind).label
        if node.of not in by_number:
            return node.number, f"Nomor {node.of} tidak ada. Isi nomor baris yang disebabkannya, atau 0."
        above = by_number[node.of]
        if above.kind not in (node.kind, NodeKind.CORE):
            return node.number, f"{words} hanya dapat menempel pada {words.lower()} lain atau pada masalah inti (0)."
        way = _way_down(node, by_number)
        if way is None:
            return node.number, "Baris ini berputar kembali ke dirinya sendiri. Periksa nomornya."
        if way > DEEPEST:
            return node.number, f"Paling banyak {DEEPEST} kali “mengapa?” dari masalah inti."
    return None


def _way_down(node: Node, by_number: Mapping[int, Node]) -> int | None:
    """How many steps lead from a row to the problem; None where they never do."""
    steps, at = 0, node
    while at.kind != NodeKind.CORE:
        steps, below = steps + 1, by_number.get(at.of)
        if below is None or steps > len(by_number):
            return None
        at = below
    return steps


def grown(nodes: Iterable[Node]) -> Tree:
    """The tree of rows that have no `fault`; children in the order of their numbers."""
    rows = sorted(nodes, key=lambda node: node.number)
    hanging: dict[int, list[Node]] = {}
    for node in rows:
        if node.kind != NodeKind.CORE:
            hanging.setdefault(node.of, []).append(node)

    def branch(node: Node) -> Branch:
        return Branch(node, tuple(branch(one) for one in hanging.get(node.number, ())))

    core = next((node for node in rows if node.kind == NodeKind.CORE), None)
    below = [branch(node) for node in hanging.get(core.number if core else CORE, ())]
    return Tree(
        core,
        tuple(one for one in below if one.node.kind == NodeKind.CAUSE),
        tuple(one for one in below if one.node.kind == NodeKind.EFFECT),
    )


def aspects_of(tree: Tree, otherwise: int | None = None) -> dict[int, int | None]:
    """The indicator behind every row by number: its own, that of the row it leads to, or `otherwise`."""
    first = (tree.core.aspect if tree.core else None) or otherwise
    found: dict[int, int | None] = {CORE: first}

    def go(branch: Branch, above: int | None) -> None:
        found[branch.node.number] = branch.node.aspect or above
        for child in branch.children:
            go(child, branch.node.aspect or above)

    for branch in (*tree.causes, *tree.effects):
        go(branch, first)
    return found


def roots_by_indicator(tree: Tree, otherwise: int | None = None) -> dict[str, tuple[Node, ...]]:
    """Root causes by the name of their indicator, in the order of the indicators; those of none at the end."""
    aspects = aspects_of(tree, otherwise)
    found: dict[str, list[Node]] = {}
    for name in (*INDICATORS.values(), ""):
        rows = [node for node in tree.roots() if INDICATORS.get(aspects[node.number] or 0, "") == name]
        if rows:
            found[name or "Di luar indikator"] = rows
    return {name: tuple(rows) for name, rows in found.items()}


def differences(trees: Sequence[tuple[str, Tree]], otherwise: int | None = None) -> tuple[str, ...]:
    """Sentences about what groups see differently: another problem, root causes that others do not name."""
    answering = [(label, tree) for label, tree in trees if tree.core]
    if len(answering) < 2:
        return ()
    found = []
    cores = {tree.core.text.lower() for _, tree in answering if tree.core}
    if len(cores) > 1:
        each = "; ".join(f"{label}: {tree.core.text}" for label, tree in answering if tree.core)
        found.append(f"Masalah intinya berbeda. {each}.")
    named = {label: roots_by_indicator(tree, otherwise) for label, tree in answering}
    for name in dict.fromkeys(one for rows in named.values() for one in rows):
        saying = [label for label, rows in named.items() if name in rows]
        silent = [label for label in named if label not in saying]
        if silent:
            found.append(f"Akar pada {name}: disebut {listed(saying)}, tidak disebut {listed(silent)}.")
    return tuple(found)
