"""Forms of works: the work with its money, and what it will repair per RT."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from kumuh.areas.models import Neighbourhood
from kumuh.conditions.queries import RtOutcome
from kumuh.core.formats import show_number, with_unit
from kumuh.core.forms import CountField, Form, LockedForm, NumberField, ReasonField, RupiahField, YearField
from planning.methods.queries.calendar import months_for_works
from planning.methods.seasons import named_months
from planning.programs.enums import SHORT_SOURCES, Executor, LandStatus, SourceOfMoney
from planning.programs.models import Outcome, UnitPrice, Work
from planning.programs.money import MoneyState, money_state
from planning.programs.queries import Need, plan_years
from planning.programs.values import WorkValues

MOST_KK = 1_000_000
MOST_VOLUME = Decimal(99_999_999)
QUARTERS = [
    (1, "I (Januari–Maret)"),
    (2, "II (April–Juni)"),
    (3, "III (Juli–September)"),
    (4, "IV (Oktober–Desember)"),
]
MONEY = "dana_"
OUTCOME = "hasil_"
WORK_FIELDS = tuple(WorkValues.__dataclass_fields__)
UNIT_LIST = "pilihan-satuan"


def money_name(source: str) -> str:
    """Name of the money field of a source."""
    return f"{MONEY}{source.lower()}"


class VolumeField(NumberField):
    """A quantity whose unit is not known beforehand; echoed with the decimals it has, so that 67 is no 67,000."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return super().widget_attrs(widget) | {"data-desimal": "0"}

    def _echoed(self, value: Decimal | int, places: int) -> str:
        return self.shown(value)


class MoneyFields(Form):
    """Volume, price and the six sources, as far as they can be read; for the sum beside them."""

    volume = NumberField(places=3, min_value=0, max_value=MOST_VOLUME, required=False)
    unit_price = RupiahField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for source in SourceOfMoney:
            self.fields[money_name(source)] = RupiahField(required=False)

    @property
    def amounts(self) -> dict[str, int]:
        """Rupiah per source as far as it can be read."""
        self.is_valid()
        return {source: self.cleaned_data.get(money_name(source)) or 0 for source in SourceOfMoney.values}

    @property
    def state(self) -> MoneyState:
        """The sum of what is readable; a field that cannot be read counts as empty."""
        amounts = self.amounts
        return money_state(self.cleaned_data.get("volume"), self.cleaned_data.get("unit_price"), amounts)

    @property
    def fills(self) -> list[tuple[str, str, str]]:
        """For the buttons that give the rest to one source: its words, its field, and the amount it then has."""
        rest = self.state.rest or 0
        if rest <= 0:
            return []
        return [
            (SourceOfMoney(source).label, money_name(source), show_number(amount + rest))
            for source, amount in self.amounts.items()
        ]

    def filled(self, button: str) -> dict[str, str]:
        """What a pressed button changes without script: `dana_swadaya` takes the rest, `harga:850000` is a price."""
        if button.startswith("harga:") and button[6:].isascii() and button[6:].isdigit():
            return {"unit_price": show_number(int(button[6:18]))}
        return {field: amount for _, field, amount in self.fills if field == button}


class WorkForm(LockedForm):
    """A work with its sources of money. New works come prefilled from the usulan; cost is computed, never typed."""

    name = forms.CharField(label="Nama kegiatan", max_length=200)
    aspect = forms.TypedChoiceField(label="Indikator", coerce=int)
    rts = forms.ModelMultipleChoiceField(
        label="RT",
        queryset=Neighbourhood.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="RT tempat pekerjaan ini berada.",
    )
    location = forms.CharField(label="Lokasi (nama gang, patokan)", max_length=200)
    volume = VolumeField(label="Volume", places=3, min_value=Decimal("0.001"), max_value=MOST_VOLUME)
    unit = forms.CharField(
        label="Satuan", max_length=20, widget=forms.TextInput(attrs={"class": "w-short", "list": UNIT_LIST})
    )
    unit_price = RupiahField(label="Harga satuan perkiraan", min_value=1)
    divisible = forms.BooleanField(
        label="Volume dapat dibagi",
        required=False,
        help_text="Boleh dikerjakan sebagian bila dana tidak cukup untuk seluruhnya.",
    )
    minimum_volume = VolumeField(
        label="Volume paling sedikit bila dibagi", places=3, min_value=0, max_value=MOST_VOLUME, required=False
    )
    executor = forms.ChoiceField(
        label="Pelaksana", choices=Executor.choices, widget=forms.RadioSelect(attrs={"data-boxes": "1"})
    )
    year = forms.TypedChoiceField(label="Tahun pelaksanaan", coerce=int, required=False, empty_value=None)
    quarter = forms.TypedChoiceField(label="Triwulan pelaksanaan", coerce=int, choices=QUARTERS)
    responsible = forms.CharField(
        label="Penanggung jawab",
        max_length=120,
        required=False,
        help_text="Orang atau lembaga yang menjawab bila ditanya, misalnya Ketua KSM Melati.",
    )
    households = CountField(label="KK penerima manfaat", max_value=MOST_KK)
    poor_households = CountField(label="Di antaranya KK miskin/MBR", max_value=MOST_KK)
    land = forms.ChoiceField(
        label="Status lahan", required=False, choices=[("", "— belum ditanyakan —"), *LandStatus.choices]
    )
    land_ready = forms.BooleanField(label="Lahan siap (milik umum atau ada surat)", required=False)
    drawing_ready = forms.BooleanField(label="Sketsa dan ukuran sudah ada", required=False)
    note = forms.CharField(label="Keterangan", max_length=300, required=False)
    without_source = forms.BooleanField(
        label="Sumber dana belum ada",
        required=False,
        help_text="Centang bila memang belum ada yang membiayai; kegiatan tetap tercatat.",
    )
    dana_apbn_channeling = RupiahField(label=SHORT_SOURCES[SourceOfMoney.APBN_CHANNELING], required=False)
    dana_apbn = RupiahField(label=SHORT_SOURCES[SourceOfMoney.APBN], required=False)
    dana_apbd_prov = RupiahField(label=SHORT_SOURCES[SourceOfMoney.APBD_PROV], required=False)
    dana_apbd_kota = RupiahField(label=SHORT_SOURCES[SourceOfMoney.APBD_KOTA], required=False)
    dana_swadaya = RupiahField(label=SHORT_SOURCES[SourceOfMoney.SWADAYA], required=False)
    dana_swasta = RupiahField(label=SHORT_SOURCES[SourceOfMoney.SWASTA], required=False)

    def __init__(
        self,
        *args: Any,
        instance: Work,
        rts: QuerySet[Neighbourhood],
        aspects: Sequence[tuple[int, str]],
        listed: Iterable[int],
        **options: Any,
    ) -> None:
        super().__init__(*args, instance=instance, **options)
        inside = set(listed)
        choice = self.fields["rts"]
        choice.queryset = rts  # type: ignore[attr-defined]  # a model choice field
        choice.label_from_instance = lambda rt: rt.label if rt.pk in inside else f"{rt.label} (di luar SK Kumuh)"  # type: ignore[attr-defined]
        self.fields["aspect"].choices = aspects  # type: ignore[attr-defined]  # a choice field
        self._offer_years(plan_years(instance.cycle))
        if months := months_for_works(instance.cycle):
            self.fields["quarter"].help_text = f"Menurut kalender musim warga: {named_months(months)}."

    def _offer_years(self, years: Sequence[int]) -> None:
        """A plan of one year asks for no year."""
        if len(years) == 1:
            del self.fields["year"]
        else:
            self.fields["year"].choices = [("", "— belum ditentukan —"), *((y, str(y)) for y in years)]  # type: ignore[attr-defined]

    @property
    def money_fields(self) -> list[forms.BoundField]:
        """The six sources in the order of the columns of the plan."""
        return [self[money_name(source)] for source in SourceOfMoney.values]

    @property
    def values(self) -> WorkValues:
        """The typed work; after `is_valid()`."""
        return WorkValues(**{name: self.cleaned_data[name] for name in WORK_FIELDS if name in self.fields})

    @property
    def allocations(self) -> dict[str, int]:
        """Rupiah per source, only what was given; after `is_valid()`."""
        given = {source: self.cleaned_data.get(money_name(source)) for source in SourceOfMoney.values}
        return {source: amount for source, amount in given.items() if amount}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        households, poor = data.get("households"), data.get("poor_households")
        if households is not None and poor is not None and poor > households:
            self.add_error("poor_households", "Tidak boleh lebih dari KK penerima manfaat.")
        return data


def work_initial(work: Work, facts: Mapping[str, Any], rts: Sequence[int]) -> dict[str, Any]:
    """First values of the form: the stored money and RT, or the facts of the usulan for a new work."""
    money = {money_name(row.source): row.amount for row in work.allocations.all()} if work.pk else {}
    return {**facts, "rts": list(rts), **money}


class OutcomeFields(LockedForm):
    """Base of the form of expected outcomes: one field per RT and parameter (see `outcome_form_class`)."""

    def outcomes(self) -> list[RtOutcome]:
        """What was typed and can be read, per RT and parameter."""
        return outcomes_in(self.cleaned_data)


def outcomes_in(values: Mapping[str, Any]) -> list[RtOutcome]:
    """Outcomes out of values by field name; other fields and empty ones are passed over."""
    found = []
    for name, value in values.items():
        if name.startswith(OUTCOME) and value:
            _, rt, key = name.split("_", 2)
            found.append(RtOutcome(int(rt), key, value))
    return found


def outcome_name(need: Need) -> str:
    """Name of the field of one RT and parameter."""
    return f"{OUTCOME}{need.neighbourhood_id}_{need.criterion_key}"


def outcome_form_class(needs: Iterable[Need]) -> type[OutcomeFields]:
    """A form with one number field per need, in the unit of its parameter."""
    fields = {
        outcome_name(need): VolumeField(
            label=f"{need.code} {need.name}, {need.label}",
            places=6,
            unit=need.unit,
            min_value=0,
            max_value=MOST_VOLUME,
            required=False,
        )
        for need in needs
    }
    return type("OutcomeForm", (OutcomeFields,), fields)


class ReasonForm(Form):
    """A written reason."""

    reason = ReasonField(max_length=300)


class FinishForm(Form):
    """The year in which a work was finished, and what was really done, prefilled with the plan."""

    year = YearField(label="Tahun selesai")

    def __init__(self, *args: Any, planned: Sequence[tuple[Outcome, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for row, name in planned:
            self.fields[f"{OUTCOME}{row.neighbourhood_id}_{row.criterion_key}"] = VolumeField(
                label=f"{name}, {row.neighbourhood.label}",
                help_text=f"Rencana: {with_unit(row.volume, row.unit)}. Tulis 0 bila tidak dikerjakan.",
                places=6,
                unit=row.unit,
                min_value=0,
                max_value=MOST_VOLUME,
                initial=row.volume,
            )

    def outcomes(self) -> list[RtOutcome]:
        """What was really done, per RT and parameter; after `is_valid()`."""
        return outcomes_in(self.cleaned_data)


class UnitPriceForm(LockedForm):
    """A reference unit price of a city."""

    name = forms.CharField(label="Pekerjaan", max_length=160)
    unit = forms.CharField(label="Satuan", max_length=20, widget=forms.TextInput(attrs={"class": "w-short"}))
    price = RupiahField(label="Harga satuan", min_value=1)
    year = YearField(label="Tahun")
    source = forms.CharField(
        label="Sumber",
        max_length=200,
        help_text="Misalnya standar harga satuan kota 2026, atau survei tiga toko.",
    )

    def __init__(self, *args: Any, instance: UnitPrice, **options: Any) -> None:
        super().__init__(*args, instance=instance, **options)
