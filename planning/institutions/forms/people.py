"""A row in which somebody is named: what members, candidates and people of a training are asked alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kumuh.core.forms.rows import RowForm
from planning.institutions.enums import MemberElement, Sex


class PersonRowForm(RowForm):
    """Name, sex, RT and element of a person. A row without a name is an empty line; whoever is named has a sex."""

    lead = "name"

    name = forms.CharField(label="Nama", max_length=120, required=False)
    sex = forms.ChoiceField(label="L/P", choices=[("", ""), ("L", "L"), ("P", "P")], required=False)
    rt_id = forms.TypedChoiceField(label="RT asal", required=False, coerce=int, empty_value=None)
    element = forms.ChoiceField(label="Unsur", choices=MemberElement.choices, required=False)

    def __init__(self, *args: Any, rts: Sequence[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rt_id"].choices = rts  # type: ignore[attr-defined]  # a choice field
        self.fields["name"].widget.attrs |= {"autocomplete": "off"}

    def other_content(self) -> bool:
        return bool(self.cleaned_data.get("sex") or self.cleaned_data.get("origin"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.has_content() and data.get("sex") not in Sex.values:
            self.say("sex", "Pilih L atau P.")
        return data

    def say(self, field: str, text: str) -> None:
        """An error of the field, unless it has one already."""
        if field not in self.errors:
            self.add_error(field, text)

    @property
    def person(self) -> dict[str, Any]:
        """The four answers as rows of services want them: without RT is None, without element is plain resident."""
        data = {name: self.cleaned_data[name] for name in ("name", "sex", "rt_id", "element")}
        return data | {"rt_id": data["rt_id"] or None, "element": data["element"] or MemberElement.WARGA}
