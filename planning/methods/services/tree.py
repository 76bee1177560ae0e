"""Verbs of the problem tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from kumuh.core.formats import plain
from kumuh.core.models import delete_by
from planning.methods import tree
from planning.methods.catalog import INDICATORS
from planning.methods.enums.tree import NodeKind
from planning.methods.errors import MethodRefused
from planning.methods.models import MethodGroup, TreeNode, TreeReflection
from planning.methods.queries.tree import tree_stamp
from planning.methods.services.guard import keep, touch, writable_group
from planning.methods.tree import Node

MOST_CAUSES = 24
MOST_EFFECTS = 12


@dataclass(frozen=True)
class ReflectionText:
    """What RPK asks besides causes."""

    character: str = ""
    new_slum: str = ""


@transaction.atomic
def write_tree(
    *, group: MethodGroup, nodes: Sequence[Node], by: Any, reflection: ReflectionText | None = None, seen: str = ""
) -> list[TreeNode]:
    """Write the tree of one group; a row that is not among them is taken away, its history stays.

    `nodes` say of which number they are the cause or the effect (0: the problem); `key` names the stored row that one
    changes (0: a new one), goals are left as they are (`write_goals`). `seen` is `tree_stamp` of when the form was
    opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or MethodRefused: no problem, a row without words, an
    unknown indicator, a row that hangs on nothing, on itself or too deep, too many.
    """
    current = writable_group(group=group, seen=seen, now=tree_stamp(group))
    _refuse(nodes)
    held = {row.pk: row for row in TreeNode.objects.filter(group=current)}
    core = next((row for row in held.values() if row.kind == NodeKind.CORE), None)
    stored: dict[int, TreeNode] = {}
    for order, node in enumerate(_ordered(nodes)):
        row = (core if node.kind == NodeKind.CORE else held.get(node.key)) or TreeNode(group=current)
        _put(row, node, stored.get(node.of) if node.kind != NodeKind.CORE else None, order, by)
        stored[node.number] = row
    kept = {row.pk for row in stored.values()}
    for row in reversed(list(held.values())):
        if row.pk not in kept:
            delete_by(row, by)
    if reflection is not None:
        _put_reflection(current, reflection, by)
    touch(session=current.session, by=by)
    return list(stored.values())


def _refuse(nodes: Sequence[Node]) -> None:
    cores = [node for node in nodes if node.kind == NodeKind.CORE]
    if len(cores) != 1 or cores[0].number != tree.CORE:
        raise MethodRefused("Tulis masalah intinya pada nomor 0.")
    for node in nodes:
        if not plain(node.text):
            raise MethodRefused(f"Nomor {node.number}: tulis isinya.")
        if node.kind not in NodeKind.values:
            raise MethodRefused(f"Nomor {node.number}: pilih sebab atau akibat.")
        if node.aspect is not None and node.aspect not in INDICATORS:
            raise MethodRefused(f"Nomor {node.number}: pilih indikator dari daftar.")
    if len({node.number for node in nodes}) != len(nodes):
        raise MethodRefused("Nomor yang sama terpakai dua kali. Muat ulang halaman.")
    for kind, most in ((NodeKind.CAUSE, MOST_CAUSES), (NodeKind.EFFECT, MOST_EFFECTS)):
        if sum(node.kind == kind for node in nodes) > most:
            raise MethodRefused(f"Paling banyak {most} {kind.label.lower()}. Gabungkan yang mirip.")
    found = tree.fault(nodes)
    if found:
        raise MethodRefused(f"Nomor {found[0]}: {found[1]}")


def _ordered(nodes: Sequence[Node]) -> list[Node]:
    """The problem, then causes and effects, each before what hangs on it."""
    grown = tree.grown(nodes)
    below = [branch.node for branch, _ in (*grown.all_causes(), *grown.all_effects())]
    return [*([grown.core] if grown.core else []), *below]


def _put(row: TreeNode, node: Node, parent: TreeNode | None, order: int, by: Any) -> None:
    cause = node.kind == NodeKind.CAUSE
    wanted = {
        "parent_id": parent.pk if parent else None,
        "kind": node.kind,
        "order": order,
        "text": plain(node.text),
        "aspect": node.aspect,
        "evidence": plain(node.evidence),
        "contribution": plain(node.contribution) if cause else "",
        "chosen": node.chosen and cause,
    }
    if row.pk and all(getattr(row, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(row, name, value)
    keep(row=row, by=by)


def _put_reflection(group: MethodGroup, text: ReflectionText, by: Any) -> None:
    row = TreeReflection.objects.filter(group=group).first() or TreeReflection(group=group)
    wanted = replace(text, character=text.character.strip(), new_slum=text.new_slum.strip())
    if (row.character, row.new_slum) != (wanted.character, wanted.new_slum):
        row.character, row.new_slum = wanted.character, wanted.new_slum
        keep(row=row, by=by)


@transaction.atomic
def write_goals(*, group: MethodGroup, goals: Mapping[int, str], by: Any, seen: str = "") -> list[TreeNode]:
    """Turn rows of the tree into the wanted state, by key of the row; the tree itself stays as it is.

    `seen` is `tree_stamp` of when the form was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused for a row that is not there any more.
    """
    current = writable_group(group=group, seen=seen, now=tree_stamp(group))
    rows = {row.pk: row for row in TreeNode.objects.filter(group=current)}
    if not set(goals) <= set(rows):
        raise MethodRefused("Pohonnya sudah berubah. Muat ulang halaman.")
    for pk, goal in goals.items():
        if rows[pk].goal != plain(goal):
            rows[pk].goal = plain(goal)
            keep(row=rows[pk], by=by)
    touch(session=current.session, by=by)
    return list(rows.values())
