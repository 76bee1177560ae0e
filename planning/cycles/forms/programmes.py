"""Forms of the order of steps and the numbers of a programme. Moving works without script: a button is a post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kumuh.core.forms import Form
from planning.cycles.catalog import Step, TrackInfo, settings_of
from planning.cycles.forms.cycles import setting_field
from planning.cycles.order import declared_order, may_move, moved, order_refusals

UP, DOWN, DEFAULT = "naik", "turun", "bawaan"


@dataclass(frozen=True)
class Place:
    """One step of the list with the buttons that work for it."""

    step: Step
    up: bool
    down: bool


class OrderForm(Form):
    """The order as codes in a hidden field, and the reason. `places` is the list as it is shown."""

    order = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)

    def __init__(self, *args: Any, info: TrackInfo, order: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.info = info
        self.fields["order"].initial = ",".join(order)

    def clean_order(self) -> tuple[str, ...]:
        order = tuple(self.cleaned_data["order"].split(","))
        if problems := order_refusals(self.info, order):
            raise ValidationError(problems)
        return order

    @property
    def shown_order(self) -> tuple[str, ...]:
        """The order that the form shows now; what somebody tampered with counts as the declared one."""
        order = tuple(str(self["order"].value()).split(","))
        return order if not order_refusals(self.info, order) else declared_order(self.info)

    @property
    def has_movable(self) -> bool:
        """Whether the programme has steps whose place is a proposal."""
        return any(step.movable for step in self.info.steps)

    @property
    def places(self) -> list[Place]:
        order = self.shown_order
        return [
            Place(self.info.step(code), *(may_move(self.info, order, code, places) for places in (-1, 1)))
            for code in order
        ]

    def after_press(self, data: Mapping[str, str]) -> dict[str, Any] | None:
        """The form's values after a press of up, down or "bawaan"; None when none of them was pressed."""
        order = self.shown_order
        pressed = {UP: -1, DOWN: 1}
        for name, places in pressed.items():
            code = data.get(name, "")
            if code and code in order:
                order = moved(order, code, places) if may_move(self.info, order, code, places) else order
                return self._values(data) | {"order": ",".join(order)}
        if DEFAULT in data:
            return self._values(data) | {"order": ",".join(declared_order(self.info))} | self.defaults
        return None

    def _values(self, data: Mapping[str, str]) -> dict[str, Any]:
        return {name: data.get(name, "") for name in self.fields}

    @property
    def defaults(self) -> dict[str, Any]:
        """What "bawaan" brings back besides the order."""
        return {}


class ProgrammeForm(OrderForm):
    """Order and numbers of a programme in a city; `version` notices that somebody else saved meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, info: TrackInfo, values: Mapping[str, int], **options: Any) -> None:
        super().__init__(*args, info=info, **options)
        for setting in settings_of(info.track):
            self.fields[setting.key] = setting_field(setting, values.get(setting.key, setting.default))

    @property
    def numbers(self) -> dict[str, int]:
        return {setting.key: self.cleaned_data[setting.key] for setting in settings_of(self.info.track)}

    @property
    def number_fields(self) -> list[forms.BoundField]:
        return [self[setting.key] for setting in settings_of(self.info.track)]

    @property
    def defaults(self) -> dict[str, Any]:
        return {setting.key: setting.default for setting in settings_of(self.info.track)}
