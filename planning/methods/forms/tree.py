"""The problem tree of one group: numbered rows that say what they explain, then the goals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kumuh.core.forms import CountField, SeenForm
from kumuh.core.forms.rows import RowForm, RowFormSet
from planning.methods import tree
from planning.methods.catalog import INDICATORS
from planning.methods.enums.tree import NodeKind
from planning.methods.forms.grid import each_row, unrepeated
from planning.methods.models import TreeNode, TreeReflection
from planning.methods.queries.tree import numbered
from planning.methods.services.tree import MOST_CAUSES, MOST_EFFECTS, ReflectionText
from planning.methods.tree import CORE, Node

ASPECT_CHOICES = [("", "Ikut yang disebabkannya"), *INDICATORS.items()]


class NodeForm(RowForm):
    """One row; number 0 is the problem, every other one says of which number it is the cause or the effect."""

    lead = "text"
    lead_message = "Tulis isinya, atau kosongkan seluruh baris."
    kind = forms.ChoiceField(
        label="Bagian", choices=[(NodeKind.CAUSE, "Sebab"), (NodeKind.EFFECT, "Akibat")], required=False
    )
    of = CountField(label="Dari no.", required=False, max_value=99, widget=forms.TextInput(attrs={"class": "w-short"}))
    text = forms.CharField(
        label="Isi", max_length=160, required=False, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 160})
    )
    aspect = forms.TypedChoiceField(
        label="Indikator", choices=ASPECT_CHOICES, coerce=int, empty_value=None, required=False
    )
    evidence = forms.CharField(label="Bukti", max_length=200, required=False)
    contribution = forms.CharField(label="Yang dapat dilakukan warga sendiri", max_length=200, required=False)
    chosen = forms.BooleanField(label="Akan ditangani", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        each_row(self, "kind", "text")
        unrepeated(self, "of")
        self.fields["of"].need = "kosong: 0"  # type: ignore[attr-defined]  # read by the pages

    @property
    def number(self) -> str:
        """Its number on the page; the place of it in a row that is still to be added."""
        return str(self.prefix).rsplit("-", 1)[-1]

    @property
    def is_core(self) -> bool:
        return self.number == str(CORE)

    @property
    def says_more(self) -> bool:
        """Whether indicator, evidence or own contribution are said, or refused."""
        return any(self[name].value() or self[name].errors for name in ("aspect", "evidence", "contribution"))

    def other_content(self) -> bool:
        """Part and number are there from the start, so only what was typed makes a row."""
        data = self.cleaned_data
        return any(data.get(name) for name in ("evidence", "contribution", "chosen"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == NodeKind.EFFECT and not self.is_core:
            for name in ("chosen", "contribution"):
                if data.get(name):
                    self.add_error(name, "Hanya sebab yang dapat ditangani. Kosongkan, atau pilih “Sebab”.")
        return data

    @property
    def node(self) -> Node:
        data = self.cleaned_data
        kind = NodeKind.CORE if self.is_core else data.get("kind") or NodeKind.CAUSE
        return Node(
            number=int(self.number), kind=kind, text=data["text"], of=data.get("of") or CORE, aspect=data["aspect"],
            evidence=data["evidence"], contribution=data["contribution"], chosen=data["chosen"],
            key=data.get("pk") or 0,
        )  # fmt: skip


class _NodeFormSet(RowFormSet):
    """The rows of one tree; a row that hangs where it cannot is told at its number."""

    def clean(self) -> None:
        if any(form.errors for form in self.forms):
            return
        rows = [form for form in self.kept() if isinstance(form, NodeForm)]
        if rows and not rows[0].is_core:
            self.forms[0].add_error("text", "Tulis dahulu masalah intinya.")
            return
        found = tree.fault([form.node for form in rows])
        if found:
            next(form for form in rows if form.node.number == found[0]).add_error("of", found[1])


NodeFormSet: Any = forms.formset_factory(
    NodeForm,
    formset=_NodeFormSet,
    extra=4,
    max_num=MOST_CAUSES + MOST_EFFECTS + 1,
    absolute_max=MOST_CAUSES + MOST_EFFECTS + 40,
    can_delete=True,
    can_delete_extra=True,
)


def stored_nodes(rows: Sequence[TreeNode], aspect: int | None) -> list[dict[str, Any]]:
    """What the list shows: what is stored, otherwise an empty problem about the indicator of the session."""
    nodes = numbered(rows)
    if not nodes:
        return [{"aspect": aspect}]
    return [
        {
            "pk": node.key, "kind": node.kind, "of": node.of, "text": node.text, "aspect": node.aspect,
            "evidence": node.evidence, "contribution": node.contribution, "chosen": node.chosen,
        }
        for node in nodes
    ]  # fmt: skip


class ReflectionForm(SeenForm):
    """What RPK asks besides causes; it carries the stamp of the page."""

    character = forms.CharField(
        label="Watak kumuh di sini",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya: kumuh di tepi sungai, rumah sewa padat, tergenang rob.",
    )
    new_slum = forms.CharField(
        label="Yang dapat menjadi kumuh baru",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Tempat atau kebiasaan yang belum kumuh, tetapi sedang menuju ke sana.",
    )

    @staticmethod
    def stored(row: TreeReflection | None, stamp: str) -> dict[str, Any]:
        said = {"character": row.character, "new_slum": row.new_slum} if row else {}
        return said | {"dilihat": stamp}

    @property
    def said(self) -> ReflectionText:
        return ReflectionText(self.cleaned_data["character"], self.cleaned_data["new_slum"])


class GoalForm(SeenForm):
    """The wanted state of every row of a tree."""

    def __init__(self, *args: Any, rows: Sequence[TreeNode], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = rows
        for row in rows:
            self.fields[f"tujuan{row.pk}"] = forms.CharField(
                label=row.text, max_length=160, required=False, initial=row.goal,
                widget=forms.Textarea(attrs={"rows": 2, "maxlength": 160}),
            )  # fmt: skip

    @property
    def lines(self) -> list[tuple[TreeNode, forms.BoundField]]:
        """Rows with the field of their goal, in the order of the tree."""
        return [(row, self[f"tujuan{row.pk}"]) for row in self.rows]

    @property
    def goals(self) -> dict[int, str]:
        return {row.pk: self.cleaned_data[f"tujuan{row.pk}"] for row in self.rows}
