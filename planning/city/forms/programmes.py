"""A programme of the city, its costs by year and source, and its progress."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from kumuh.areas.models import Settlement
from kumuh.core.forms import DateField, LockedForm, NumberField, RupiahField
from kumuh.core.forms.rows import RowForm, row_formset
from planning.city.enums import Intent
from planning.city.models import AreaProgramme
from planning.city.services import Cost, ProgrammeFacts
from planning.programs.enums import SourceOfMoney
from planning.proposals.catalog import MATRIX_ROWS

SEVERAL = (0, "Lintas indikator atau nonfisik")
MOST_COSTS = 60
FACTS = tuple(ProgrammeFacts.__dataclass_fields__)


class ProgrammeForm(LockedForm):
    """The city's own part of a programme; what comes from kelurahan plans is never typed."""

    name = forms.CharField(label="Program/kegiatan", max_length=200)
    settlement = forms.ModelChoiceField(
        label="Kawasan", queryset=Settlement.objects.none(), required=False, empty_label="Lintas kawasan"
    )
    aspect = forms.TypedChoiceField(
        label="Indikator yang ditangani", coerce=int, choices=[SEVERAL, *MATRIX_ROWS.items()]
    )
    intent = forms.ChoiceField(
        label="Jenis penanganan", choices=Intent.choices, widget=forms.RadioSelect(attrs={"data-boxes": "1"})
    )
    first_year = forms.TypedChoiceField(label="Tahun mulai", coerce=int)
    last_year = forms.TypedChoiceField(label="Tahun selesai", coerce=int)
    executor = forms.CharField(label="SKPD pelaksana", max_length=160, required=False)
    basis = forms.CharField(
        label="Dasar",
        max_length=300,
        required=False,
        help_text="Dari mana program ini: Renstra dinas, RKPD, RPI2JM, janji CSR, dan sebagainya.",
    )
    volume = NumberField(label="Volume bagian kota", places=3, min_value=Decimal("0.001"), required=False)
    unit = forms.CharField(
        label="Satuan", max_length=20, required=False, widget=forms.TextInput(attrs={"class": "w-short"})
    )
    reduction_ha = NumberField(
        label="Perkiraan luas kumuh berkurang",
        unit="ha",
        places=4,
        min_value=0,
        required=False,
        help_text="Hanya karena bagian kota. Akibat butir kelurahan dihitung sendiri per RT.",
    )

    def __init__(self, *args: Any, instance: AreaProgramme, years: range, settlements: Any, **options: Any) -> None:
        super().__init__(*args, instance=instance, **options)
        for name in ("first_year", "last_year"):
            self.fields[name].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]  # choice fields
        self.fields["settlement"].queryset = settlements  # type: ignore[attr-defined]  # a model choice field

    @property
    def facts(self) -> ProgrammeFacts:
        return ProgrammeFacts(**{name: self.cleaned_data[name] for name in FACTS})

    @property
    def sections(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """(title, hint, fields)."""
        what = ("name", "settlement", "aspect", "intent")
        when = ("first_year", "last_year", "executor", "basis")
        own = ("volume", "unit", "reduction_ha")
        return [
            ("Apa dan di mana", "", [self[name] for name in what]),
            ("Kapan dan oleh siapa", "", [self[name] for name in when]),
            (
                "Bagian kota",
                "Kosongkan bila program ini hanya memuat butir rencana kelurahan.",
                [self[name] for name in own],
            ),
        ]


class CostRow(RowForm):
    """Rupiah of one source in one year."""

    year = forms.TypedChoiceField(label="Tahun", required=False, coerce=int, empty_value=None)
    source = forms.ChoiceField(label="Sumber dana", required=False, choices=[("", "— pilih —"), *SourceOfMoney.choices])
    amount = RupiahField(label="Jumlah", required=False, min_value=1)
    lead = "amount"
    lead_message = "Isi jumlahnya, atau kosongkan seluruh barisnya."

    def __init__(self, *args: Any, years: range, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].choices = [("", "— tahun —"), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]  # a choice field

    def other_content(self) -> bool:
        return bool(self.cleaned_data.get("source"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("amount"):
            for name, words in (("year", "Pilih tahunnya."), ("source", "Pilih sumber dananya.")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data

    @property
    def cost(self) -> Cost:
        return Cost(self.cleaned_data["year"], self.cleaned_data["source"], self.cleaned_data["amount"])


def cost_formset(programme: AreaProgramme, years: range, data: Any = None) -> Any:
    """Rows of a programme's own costs with three spare ones."""
    rows = list(programme.costs.all()) if programme.pk else []
    initial = [{"pk": row.pk, "year": row.year, "source": row.source, "amount": row.amount} for row in rows]
    kind = row_formset(CostRow, extra=2 if rows else 3, most=MOST_COSTS)
    return kind(data, initial=initial, prefix="biaya", form_kwargs={"years": years})


class ProgressForm(LockedForm):
    """How far a programme is on a day."""

    physical_percent = NumberField(label="Kemajuan fisik", unit="%", places=2, min_value=0, max_value=100)
    spent = RupiahField(label="Sudah dibayarkan", min_value=0)
    progress_on = DateField(label="Keadaan per tanggal")
    progress_note = forms.CharField(
        label="Catatan", max_length=300, required=False, help_text="Misalnya hambatan, atau mengapa belum mulai."
    )
