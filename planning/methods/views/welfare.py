"""Classes, cards and piles of the welfare ranking; the list of names for those who work with them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.rights import page, require
from planning.methods.enums import MethodKind
from planning.methods.forms.sessions import StampForm
from planning.methods.forms.welfare import (
    CardFormSet,
    ClassFormSet,
    SortForm,
    rts_of,
    stored_cards,
    stored_classes,
)
from planning.methods.queries.welfare import (
    card_stamp,
    cards_of,
    class_stamp,
    classes_of,
    named_cards,
    piles_of,
    sort_stamp,
    sorts_of,
)
from planning.methods.services.welfare import write_cards, write_classes, write_sort
from planning.methods.views.common import (
    CHANGE,
    NAMES,
    first_group_url,
    group_in_scope,
    next_group_url,
    of_kind,
    session_context,
    session_in_scope,
    written,
)

KIND = MethodKind.KESEJAHTERAAN


@page(CHANGE)
def class_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = of_kind(session_in_scope(request, cycle, pk, CHANGE), KIND)
    data = request.POST if request.method == "POST" else None
    formset = ClassFormSet(data, initial=stored_classes(classes_of(session)), prefix="kelas")
    stamp = StampForm(data, initial={"dilihat": class_stamp(session)})

    def save() -> None:
        write_classes(session=session, texts=[row.text for row in formset.kept()], by=request.user, seen=stamp.seen)

    if written(stamp, formset, save):
        messages.success(request, "Kelas tersimpan.")
        return redirect("methods:card-edit", cycle, pk)
    return render(request, "methods/class_edit.html", session_context(request, session, formset=formset, stamp=stamp))


@page(CHANGE)
def card_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = of_kind(session_in_scope(request, cycle, pk, CHANGE), KIND)
    require(request.user, NAMES, session)
    data = request.POST if request.method == "POST" else None
    formset = CardFormSet(
        data, initial=stored_cards(cards_of(session)), prefix="kartu", form_kwargs={"rts": rts_of(session.cycle)}
    )
    stamp = StampForm(data, initial={"dilihat": card_stamp(session)})

    def save() -> None:
        write_cards(session=session, texts=[row.card for row in formset.kept()], by=request.user, seen=stamp.seen)

    if written(stamp, formset, save):
        messages.success(request, "Kartu tersimpan. Namanya hanya terbaca oleh yang bekerja dengannya.")
        return redirect(first_group_url(session, "methods:sort-edit"))
    return render(request, "methods/card_edit.html", session_context(request, session, formset=formset, stamp=stamp))


@page(CHANGE)
def sort_edit(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    found = group_in_scope(request, cycle, pk, group, KIND, CHANGE)
    cards = cards_of(found.session)
    form = SortForm(
        request.POST if request.method == "POST" else None,
        initial={"dilihat": sort_stamp(found), "piles": piles_of(found).piles},
        cards=cards,
        stored=sorts_of(found),
    )

    def save() -> None:
        values = {"piles": form.cleaned_data["piles"], "places": form.places}
        write_sort(group=found, **values, by=request.user, seen=form.seen)

    if written(form, form, save):
        left = ", ".join(str(card.number) for card in cards if card.pk not in form.places)
        left = f" Tanpa tumpukan: kartu nomor {left}." if left else ""
        messages.success(request, f"Tumpukan {found.label} tersimpan.{left}")
        return redirect(next_group_url(request, found, "methods:sort-edit"))
    context = session_context(request, found.session, group=found, form=form, cards=cards)
    return render(request, "methods/sort_edit.html", context)


@page(NAMES)
def name_list(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    """Households by name with score and class: for those who work with names, never printed."""
    session = of_kind(session_in_scope(request, cycle, pk, NAMES), KIND)
    context = session_context(request, session, rows=named_cards(session))
    return render(request, "methods/name_list.html", context)
