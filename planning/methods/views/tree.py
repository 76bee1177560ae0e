"""Filling the problem tree of a group, and turning it into goals."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kumuh.core.rights import page
from planning.methods.enums import MethodKind
from planning.methods.forms.tree import GoalForm, NodeFormSet, ReflectionForm, stored_nodes
from planning.methods.models import TreeReflection
from planning.methods.queries.tree import nodes_of, tree_stamp
from planning.methods.services.tree import write_goals, write_tree
from planning.methods.views.common import CHANGE, group_in_scope, next_group_url, session_context, written


@page(CHANGE)
def tree_edit(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    found = group_in_scope(request, cycle, pk, group, MethodKind.POHON, CHANGE)
    data = request.POST if request.method == "POST" else None
    rows = nodes_of(found.session)[found.pk]
    formset = NodeFormSet(data, initial=stored_nodes(rows, found.session.aspect), prefix="simpul")
    said = TreeReflection.objects.filter(group=found).first()
    form = ReflectionForm(data, initial=ReflectionForm.stored(said, tree_stamp(found)))

    def save() -> None:
        nodes = [row.node for row in formset.kept()]
        write_tree(group=found, nodes=nodes, reflection=form.said, by=request.user, seen=form.seen)

    if written(form, formset, save):
        messages.success(request, f"Pohon masalah {found.label} tersimpan. Sekarang ubah menjadi tujuan.")
        return redirect(reverse("methods:goal-edit", args=[cycle, pk, group]))
    context = session_context(request, found.session, group=found, form=form, formset=formset)
    return render(request, "methods/tree_edit.html", context)


@page(CHANGE)
def goal_edit(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    found = group_in_scope(request, cycle, pk, group, MethodKind.POHON, CHANGE)
    rows = nodes_of(found.session)[found.pk]
    data = request.POST if request.method == "POST" else None
    form = GoalForm(data, initial={"dilihat": tree_stamp(found)}, rows=rows)
    if written(form, form, lambda: write_goals(group=found, goals=form.goals, by=request.user, seen=form.seen)):
        messages.success(request, f"Pohon tujuan {found.label} tersimpan.")
        return redirect(next_group_url(request, found, "methods:tree-edit"))
    return render(request, "methods/goal_edit.html", session_context(request, found.session, group=found, form=form))
