"""What a session votes about, and the dots of one group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from kumuh.core.forms import CountField, SeenForm
from kumuh.core.forms.rows import RowForm, row_formset
from planning.methods import dots
from planning.methods.catalog import INDICATORS
from planning.methods.enums.dots import DotSubject
from planning.methods.forms.grid import each_row
from planning.methods.models import DotBallot, DotCount, DotOption, MethodGroup
from planning.methods.queries.dots import group_ballot
from planning.methods.services.dots import MOST_EACH, MOST_OPTIONS, Dots, OptionText

MOST_DOTS = 5000


class BallotForm(SeenForm):
    """What is chosen from, and how many dots every person gets; it carries the stamp of the page."""

    subject = forms.ChoiceField(label="Yang dipilih", choices=DotSubject.choices)
    each = CountField(
        label="Titik setiap orang",
        min_value=1,
        max_value=MOST_EACH,
        help_text="Biasanya sepertiga dari banyaknya pilihan.",
        widget=forms.TextInput(attrs={"class": "w-short"}),
    )


class OptionForm(RowForm):
    """One option on the wall."""

    lead = "text"
    lead_message = "Tulis pilihannya, atau kosongkan seluruh baris."
    text = forms.CharField(label="Pilihan", max_length=200, required=False)
    aspect = forms.TypedChoiceField(
        label="Indikator",
        choices=[("", "Tidak satu indikator"), *INDICATORS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        each_row(self, "text")

    def other_content(self) -> bool:
        """The indicator may be chosen from the start, so only the words make a row."""
        return False

    @property
    def option(self) -> OptionText:
        data = self.cleaned_data
        return OptionText(data["text"], data["aspect"], data.get("pk"))


OptionFormSet: Any = row_formset(OptionForm, extra=4, most=MOST_OPTIONS)


def stored_options(options: Sequence[DotOption]) -> list[dict[str, Any]]:
    """What the list of options shows."""
    return [{"pk": row.pk, "text": row.text, "aspect": row.aspect} for row in options]


class DotForm(SeenForm):
    """The dots of one group: two cells per option."""

    def __init__(
        self,
        *args: Any,
        group: MethodGroup,
        ballot: DotBallot,
        options: Sequence[DotOption],
        stored: Mapping[int, DotCount],
        **options_of_form: Any,
    ) -> None:
        super().__init__(*args, **options_of_form)
        self.group, self.ballot, self.options = group, ballot, options
        for option in options:
            row = stored.get(option.pk)
            for letter, sex, value in (
                ("p", "perempuan", row.women if row else None),
                ("l", "laki-laki", row.men if row else None),
            ):
                self.fields[f"{letter}{option.pk}"] = CountField(
                    label=f"{option.text}: titik {sex}",
                    required=False,
                    max_value=MOST_DOTS,
                    initial=value,
                    widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
                )

    @property
    def cells(self) -> list[tuple[DotOption, forms.BoundField, forms.BoundField]]:
        """The cells of women and men in the order of the wall."""
        return [(option, self[f"p{option.pk}"], self[f"l{option.pk}"]) for option in self.options]

    @property
    def counts(self) -> dict[int, Dots]:
        data = self.cleaned_data
        return {
            option.pk: Dots(data.get(f"p{option.pk}") or 0, data.get(f"l{option.pk}") or 0) for option in self.options
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            self._refuse_excess()
        return data

    def _refuse_excess(self) -> None:
        """Say it at the first cell of whoever gave more dots than they have."""
        counts = {pk: DotCount(women=one.women, men=one.men) for pk, one in self.counts.items()}
        excess = dots.excess(group_ballot(self.group, self.options, counts, self.ballot.each))
        if excess:
            letter = "p" if "titik perempuan" in excess else "l"
            name = next((f"{letter}{pk}" for pk in counts if self.cleaned_data.get(f"{letter}{pk}")), None)
            self.add_error(name, excess)
