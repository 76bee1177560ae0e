"""Rows of a formset that people add, leave empty and remove."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest, QueryDict

from kumuh.core.forms.bases import Form


class RowForm(Form):
    """One row of a formset; a row without its leading text is not there, unless something else was typed."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    lead = ""
    lead_message = "Belum diisi."

    def has_content(self) -> bool:
        return bool(str(self.cleaned_data.get(self.lead) or "").strip())

    def other_content(self) -> bool:
        ignored = {self.lead, "pk", "DELETE"}
        return any(value for name, value in self.cleaned_data.items() if name not in ignored)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.has_content() and self.lead not in self.errors and (data.get("pk") or self.other_content()):
            self.add_error(self.lead, self.lead_message)
        return data


class RowFormSet(forms.BaseFormSet):
    """Rows in their order; `kept` are those that count."""

    def kept(self) -> list[RowForm]:
        return [form for form in self.forms if not self._is_deleted(form) and form.has_content()]

    def _is_deleted(self, form: forms.Form) -> bool:
        return bool(self.can_delete and form.cleaned_data.get(DELETION_FIELD_NAME))


def row_formset(form: type[RowForm], extra: int, most: int) -> Any:
    """A formset class of rows that can be added and removed; at most `most`."""
    return forms.formset_factory(
        form,
        formset=RowFormSet,
        extra=extra,
        max_num=most,
        absolute_max=most,
        can_delete=True,
        can_delete_extra=True,
    )


def with_more_rows(request: HttpRequest, prefix: str, more: int) -> QueryDict:
    """What was sent; with the button "Tambah baris" (without script) more rows below."""
    data = request.POST.copy()
    count = str(data.get(f"{prefix}-TOTAL_FORMS"))
    if "tambah" in data and count.isdecimal() and len(count) < 5:
        data[f"{prefix}-TOTAL_FORMS"] = str(int(count) + more)
    return data
