"""Fields understand what people type, give exact values, and refuse in a sentence."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kumuh.core.forms import CountField, DateField, NumberField, ReasonField, RupiahField, TimeField, YearField

NBSP = "\N{NO-BREAK SPACE}"
AREA = NumberField(unit="ha", places=4, min_value=0, max_value=100)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (AREA, "9,7", Decimal("9.7")),
        (AREA, "9.7", Decimal("9.7")),
        (AREA, " 9,70 ha ", Decimal("9.7")),
        (NumberField(), "-0,61", Decimal("-0.61")),
        (NumberField(places=None), "0,123456", Decimal("0.123456")),
        (NumberField(unit="m"), "1.500", Decimal(1500)),
        (NumberField(required=False), "  ", None),
        (CountField(), "1.500", 1500),
        (CountField(), "1,500", 1500),
        (CountField(required=False), "", None),
        (RupiahField(), "Rp 1.500.000,00", 1_500_000),
        (RupiahField(), "1.500.000,-", 1_500_000),
        (YearField(), " 2026 ", 2026),
        (YearField(), 2026, 2026),
        (DateField(), "21/11/2026", date(2026, 11, 21)),
        (DateField(), "2026-11-21", date(2026, 11, 21)),
        (DateField(), date(2026, 11, 21), date(2026, 11, 21)),
        (DateField(), datetime(2026, 11, 21, 9), date(2026, 11, 21)),  # noqa: DTZ001 - only its day counts
        (DateField(required=False), "", None),
        (TimeField(), "09.30", time(9, 30)),
        (TimeField(), "09:30", time(9, 30)),
        (ReasonField(), " Lahan belum dihibahkan warga. ", "Lahan belum dihibahkan warga."),
    ],
)
def test_what_people_type_is_understood(field, typed, value):
    cleaned = field.clean(typed)
    assert (cleaned, type(cleaned)) == (value, type(value))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (AREA, "lima", "“lima” bukan angka. Tulis angka saja, misalnya 9,7 atau 1.500."),
        (AREA, "1,23456", "Paling banyak 4 angka di belakang koma."),
        (AREA, "-1", f"Tidak boleh kurang dari 0{NBSP}ha."),
        (AREA, "100,01", f"Tidak boleh lebih dari 100{NBSP}ha."),
        (CountField(), "3,5", "Harus bilangan bulat."),
        (CountField(), "-1", "Tidak boleh kurang dari 0."),
        (RupiahField(), "1.500,5", "Rupiah ditulis tanpa sen, misalnya 1.500.000."),
        (RupiahField(max_value=5000), "6000", f"Tidak boleh lebih dari Rp{NBSP}5.000."),
        (YearField(), "221", "Tahun ditulis dengan empat angka, misalnya 2026."),
        (YearField(), "٢٠٢٦", "Tahun ditulis dengan empat angka, misalnya 2026."),
        (YearField(min_value=2015), "2014", "Tahun harus 2015 sampai 2100."),
        (DateField(), "31-02-2026", "Tanggal 31-02-2026 tidak ada di kalender. Periksa hari dan bulannya, "
         "misalnya 21-11-2026."),
        (DateField(min_value=date(2026, 1, 1)), "31-12-2025", "Paling awal 1 Januari 2026."),
        (DateField(max_value=date(2026, 1, 1)), "02-01-2026", "Paling lambat 1 Januari 2026."),
        (TimeField(), "pagi", "Jam ditulis misalnya 09.00."),
        (ReasonField(), "-", "Tulis alasannya dengan satu kalimat, agar orang lain kelak mengerti."),
        (ReasonField(), "sudahsudahsudah", "Tulis alasannya dengan satu kalimat, agar orang lain kelak mengerti."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(field, typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        field.clean(typed)
    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize(
    ("field", "typed", "echo"),
    [
        (AREA, "9,7", f"dibaca: 9,7000{NBSP}ha"),
        (NumberField(unit="m"), "1.500", f"dibaca: 1.500,00{NBSP}m"),
        (NumberField(unit="m"), "1,2345", f"dibaca: 1,2345{NBSP}m"),
        (CountField(unit="KK"), "1500", f"dibaca: 1.500{NBSP}KK"),
        (RupiahField(), "1500000", f"dibaca: Rp{NBSP}1.500.000"),
        (AREA, "", ""),
        (AREA, "lima", ""),
    ],
)
def test_the_field_says_what_it_understood(field, typed, echo):
    assert field.echo(typed) == echo


class Example(forms.Form):
    area = AREA
    cost = RupiahField()
    year = YearField()
    day = DateField()


def test_stored_values_are_shown_as_people_write_them():
    form = Example(initial={"area": Decimal("9.7000"), "cost": 1_500_000, "year": 2026, "day": date(2026, 11, 21)})
    assert [form[name].value() for name in ("area", "cost", "year")] == ["9,7", "1.500.000", 2026]
    assert 'value="2026-11-21"' in str(form["day"])
    assert 'type="date"' in str(form["day"])


def test_the_same_number_written_otherwise_is_no_change():
    initial = {"area": Decimal("9.7"), "cost": 1_500_000, "year": 2026, "day": date(2026, 11, 21)}
    same = Example({"area": "9.70", "cost": "1.500.000", "year": "2026", "day": "21-11-2026"}, initial=initial)
    assert same.changed_data == []
    other = Example({"area": "lima", "cost": "1.500.001", "year": "2027", "day": "22-11-2026"}, initial=initial)
    assert other.changed_data == ["area", "cost", "year", "day"]


def test_number_fields_tell_the_page_how_to_help():
    attributes = AREA.widget.attrs
    assert {key: attributes[key] for key in ("data-angka", "data-unit", "data-desimal", "inputmode")} == {
        "data-angka": "ukuran", "data-unit": "ha", "data-desimal": "4", "inputmode": "decimal",
    }  # fmt: skip
    assert "inputmode" not in NumberField().widget.attrs  # number pads of phones have no minus
    assert RupiahField().widget.attrs["data-angka"] == "uang"


@given(st.decimals(-(10**9), 10**9, places=4))
def test_every_stored_number_survives_the_page(value):
    field = NumberField(places=4)
    assert field.clean(field.prepare_value(value)) == value
    assert not field.has_changed(value, field.prepare_value(value))


@given(st.integers(0, 10**15))
def test_every_amount_survives_the_page(amount):
    assert RupiahField().clean(RupiahField().prepare_value(amount)) == amount
