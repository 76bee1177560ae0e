"""Fields that understand what people in a kelurahan office type, and say what they understood."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kumuh.core.formats import Kind, parse_number, parse_tanggal, rupiah, show_number, tanggal, with_unit
from kumuh.core.uploads import ACCEPTED, CleanFile, clean_upload

FIRST_YEAR, LAST_YEAR = 1945, 2100
MOST_RUPIAH = 10**15
FEWEST_LETTERS = 10


class NumberField(forms.Field):
    """A measured number (hectares, metres, percent) in Indonesian or international writing.

    Gives a `Decimal`, or None when empty. `places` is the most decimals accepted (None: any); `unit` stands
    behind the control and may be typed along; limits are part of the message. See `parse_number` for the
    rule about `1.500`.
    """

    widget = forms.TextInput
    kind: Kind = "ukuran"

    def __init__(
        self,
        *,
        unit: str = "",
        places: int | None = 2,
        min_value: Decimal | int | None = None,
        max_value: Decimal | int | None = None,
        **options: Any,
    ) -> None:
        self.unit, self.places, self.min_value, self.max_value = unit, places, min_value, max_value
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        attributes = {"data-angka": self.kind, "data-desimal": str(self.places or 0), "autocomplete": "off"}
        if self.unit:
            attributes["data-unit"] = self.unit
        if self.min_value is not None and self.min_value >= 0:  # number pads of phones have no minus
            attributes["inputmode"] = "decimal" if self.places != 0 else "numeric"
        return attributes

    def to_python(self, value: Any) -> Any:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            return parse_number(value, self.kind, unit=self.unit)
        except ValueError as problem:
            raise ValidationError(str(problem), code="invalid") from problem

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        decimals = -Decimal(value).normalize().as_tuple().exponent  # type: ignore[operator]  # finite
        if self.places is not None and decimals > self.places:
            text = f"Paling banyak {self.places} angka di belakang koma." if self.places else "Harus bilangan bulat."
            raise ValidationError(text, code="places")
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(f"Tidak boleh kurang dari {self.shown(self.min_value)}.", code="min_value")
        if self.max_value is not None and value > self.max_value:
            raise ValidationError(f"Tidak boleh lebih dari {self.shown(self.max_value)}.", code="max_value")

    def prepare_value(self, value: Any) -> Any:
        return show_number(value) if isinstance(value, int | float | Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def shown(self, value: Decimal | int) -> str:
        """The number as this field writes it, with its unit."""
        return with_unit(value, self.unit)

    def echo(self, typed: Any) -> str:
        """`dibaca: 9,70 ha` for what was typed; empty when nothing, or nothing readable, was."""
        try:
            value = self.to_python(typed)
        except ValidationError:
            return ""
        if value is None:
            return ""
        fewest = max(self.places or 0, -Decimal(value).as_tuple().exponent)  # type: ignore[operator]  # finite
        return f"dibaca: {self._echoed(value, fewest)}"

    def _echoed(self, value: Decimal | int, places: int) -> str:
        return with_unit(value, self.unit, places)


class CountField(NumberField):
    """A whole number that is counted (KK, buildings, people); gives an `int`. Not below zero by default."""

    kind: Kind = "bilangan"

    def __init__(self, *, min_value: int | None = 0, **options: Any) -> None:
        options.pop("places", None)
        super().__init__(places=0, min_value=min_value, **options)

    def clean(self, value: Any) -> int | None:
        number = super().clean(value)
        return None if number is None else int(number)


class RupiahField(CountField):
    """An amount of money in whole rupiah; gives an `int`."""

    kind: Kind = "uang"

    def __init__(self, *, max_value: int = MOST_RUPIAH, **options: Any) -> None:
        options.setdefault("unit", "rupiah")
        super().__init__(max_value=max_value, **options)

    def validate(self, value: Any) -> None:
        if value is not None and value != value.to_integral_value():
            raise ValidationError("Rupiah ditulis tanpa sen, misalnya 1.500.000.", code="places")
        super().validate(value)

    def shown(self, value: Decimal | int) -> str:
        return rupiah(int(value))

    def _echoed(self, value: Decimal | int, places: int) -> str:
        return rupiah(int(value)) if value == int(value) else show_number(value)


class YearField(forms.Field):
    """A year in four digits; gives an `int`. Years like 221 in old workbooks are refused, not guessed."""

    widget = forms.TextInput

    def __init__(self, *, min_value: int = FIRST_YEAR, max_value: int = LAST_YEAR, **options: Any) -> None:
        self.min_value, self.max_value = min_value, max_value
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "numeric", "maxlength": "4", "class": "w-short", "autocomplete": "off"}

    def to_python(self, value: Any) -> int | None:
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        if not (len(text) == 4 and text.isascii() and text.isdigit()):
            raise ValidationError("Tahun ditulis dengan empat angka, misalnya 2026.", code="invalid")
        if not self.min_value <= int(text) <= self.max_value:
            raise ValidationError(f"Tahun harus {self.min_value} sampai {self.max_value}.", code="limits")
        return int(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "").strip() != str(data or "").strip()


class DateField(forms.DateField):
    """A day, typed as 21-11-2026, 21/11/2026, 2026-11-21 or 21 November 2026, or picked in the browser."""

    def __init__(self, *, min_value: date | None = None, max_value: date | None = None, **options: Any) -> None:
        self.min_value, self.max_value = min_value, max_value
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-medium"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return parse_tanggal(str(value))
        except ValueError as problem:
            raise ValidationError(str(problem), code="invalid") from problem

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and self.min_value and value < self.min_value:
            raise ValidationError(f"Paling awal {tanggal(self.min_value)}.", code="min_value")
        if value and self.max_value and value > self.max_value:
            raise ValidationError(f"Paling lambat {tanggal(self.max_value)}.", code="max_value")


class TimeField(forms.TimeField):
    """Hours and minutes, typed as 09.00 or 09:00, or picked in the browser."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%H:%M", "%H.%M", "%H:%M:%S"])
        options.setdefault("widget", forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "w-short"}))
        options["error_messages"] = {"invalid": "Jam ditulis misalnya 09.00."} | options.get("error_messages", {})
        super().__init__(**options)


class ScanField(forms.FileField):
    """A signed or stamped paper as photo or PDF; gives a `CleanFile`, or None when nothing was sent."""

    widget = forms.FileInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"accept": ACCEPTED}

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        sent = super().clean(data)
        return clean_upload(sent) if sent else None


class ReasonField(forms.CharField):
    """A written reason, for what may only be done with one. A dash or a single word is no reason."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Alasan")
        options.setdefault("max_length", 2000)
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**options)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (sum(letter.isalpha() for letter in value) < FEWEST_LETTERS or len(value.split()) < 2):
            raise ValidationError(
                "Tulis alasannya dengan satu kalimat, agar orang lain kelak mengerti.", code="too_short"
            )
