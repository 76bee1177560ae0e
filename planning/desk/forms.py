"""What somebody chooses to see of a city; the same choice goes into the download."""

from __future__ import annotations

from typing import Any

from django import forms

from kumuh.accounts.enums import Role
from kumuh.conditions.enums import Level
from kumuh.core.forms import Form
from planning.cycles.catalog import TRACKS
from planning.desk.queries import ORDERS, Choice, City, Stuck, StuckChoice
from planning.desk.queries.city import STUCK_DAYS

STEPS = [(step.code, step.name) for info in TRACKS.values() for step in info.steps]
TRACK_CHOICES = [(info.track.value, info.track.label) for info in TRACKS.values()]
#: Roles that can have a turn; who only reads or keeps accounts never has one.
ACTING = [role for role in Role if role not in (Role.PEMANTAU, Role.ADMIN)]
#: How long a cycle waits: least number of full days, or beyond its schedule.
AGES = {
    str(STUCK_DAYS + 1): f"lebih dari {STUCK_DAYS} hari",
    "31": "lebih dari 30 hari",
    "lewat": "lewat batas jadwal",
}
TURNS = (Role.FASILITATOR, Role.ASKOT, Role.BKM, Role.LURAH, Role.POKJA)


class CityForm(Form):
    """Filters and order of the comparison; everything may stay empty."""

    nama = forms.CharField(label="Nama kelurahan", required=False, max_length=60)
    langkah = forms.ChoiceField(
        label="Langkah",
        required=False,
        choices=[("", "Semua"), ("BELUM", "Belum ada siklus"), *STEPS, ("SELESAI", "Semua langkah selesai")],
    )
    giliran = forms.ChoiceField(
        label="Giliran", required=False, choices=[("", "Semua"), *((role.value, role.label) for role in TURNS)]
    )
    tingkat = forms.ChoiceField(
        label="Tingkat terberat RT-nya", required=False, choices=[("", "Semua"), *Level.choices()]
    )
    tahun = forms.TypedChoiceField(label="Tahun data", required=False, coerce=int, empty_value=None)
    anggaran = forms.TypedChoiceField(label="Tahun anggaran", required=False, coerce=int, empty_value=None)
    urut = forms.ChoiceField(
        label="Urutan", required=False, choices=[(key, item.label) for key, item in ORDERS.items()]
    )

    def __init__(self, *args: Any, years: Any = (), fiscal_years: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["tahun"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]  # choice fields
        self.fields["anggaran"].choices = [(year, year) for year in fiscal_years]  # type: ignore[attr-defined]  # as above

    def choice(self) -> Choice:
        """The valid part of what was chosen; what is not valid counts as not chosen."""
        self.is_valid()
        data = self.cleaned_data
        return Choice(
            year=data.get("tahun"),
            fiscal_year=data.get("anggaran"),
            order=data.get("urut") or "macet",
            step=data.get("langkah", ""),
            turn=data.get("giliran", ""),
            level=data.get("tingkat", ""),
            name=data.get("nama", ""),
        )


def in_words(found: City) -> list[tuple[str, str]]:
    """The choice in words, as it stands above the table and in the download."""
    choice = found.choice
    names = {
        "Langkah": dict([("BELUM", "Belum ada siklus"), *STEPS, ("SELESAI", "Semua langkah selesai")]).get(choice.step),
        "Giliran": dict(Role.choices).get(choice.turn, ""),
        "Tingkat terberat RT-nya": dict(Level.choices()).get(choice.level, ""),
        "Nama berisi": choice.name,
    }
    always = [
        ("Tahun data", str(found.year or "belum ada")),
        ("Tahun anggaran", str(found.fiscal_year or "belum ada")),
        ("Urutan", found.order.label),
    ]
    return [*always, *((label, text) for label, text in names.items() if text)]


class StuckForm(Form):
    """Filters of the page about what is held up; everything may stay empty."""

    program = forms.ChoiceField(label="Program", required=False, choices=[("", "Semua"), *TRACK_CHOICES])
    giliran = forms.ChoiceField(
        label="Giliran", required=False, choices=[("", "Semua"), *((role.value, role.label) for role in ACTING)]
    )
    lama = forms.ChoiceField(label="Menunggu", required=False, choices=[("", "Semua"), *AGES.items()])
    nama = forms.CharField(label="Nama kelurahan", required=False, max_length=60)
    tampilan = forms.CharField(required=False, widget=forms.HiddenInput)

    def choice(self) -> StuckChoice:
        """The valid part of what was chosen; what is not valid counts as not chosen."""
        self.is_valid()
        data = self.cleaned_data
        return StuckChoice(
            track=data.get("program", ""),
            turn=data.get("giliran", ""),
            name=data.get("nama", ""),
            least=int(age) if (age := data.get("lama", "")).isdigit() else 0,
            overdue=data.get("lama") == "lewat",
        )


def stuck_in_words(found: Stuck) -> list[tuple[str, str]]:
    """The choice in words, as it stands above the list and in the download."""
    choice = found.choice
    named = [
        ("Program", dict(TRACK_CHOICES).get(choice.track, "")),
        ("Giliran", dict(Role.choices).get(choice.turn, "")),
        ("Menunggu", AGES["lewat"] if choice.overdue else AGES.get(str(choice.least), "")),
        ("Nama berisi", choice.name),
    ]
    return [(label, str(text)) for label, text in named if text]
