"""Numbers as people in Indonesia write them: `1.500.000`, `9,7`, and also `9.7` and `1,500.25`.

Writing follows EYD V (dot between thousands, comma before decimals), with a no-break space between
a number and its unit. Reading accepts the international way as well; the one doubtful shape,
`1.500`, has the rule that is written at `parse_number`.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Kind = Literal["uang", "bilangan", "ukuran"]
Mark = Literal[",", "."]
Number = int | float | Decimal

NBSP = "\N{NO-BREAK SPACE}"
LONGEST = 40  # characters; far beyond any amount, and short enough to keep arithmetic quick

_MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{NON-BREAKING HYPHEN}": "-"})
_RUPIAH = re.compile(r"^(-?)\s*(?:rp\.?|idr)\s*", re.IGNORECASE)
_NO_CENTS = re.compile(r"[.,]\s*(?:-+|=)$")
_SHAPE = re.compile(r"^[+-]?[0-9.,]*[0-9]$")
_SPACED = re.compile(r"^([+-]?[0-9]{1,3}(?: [0-9]{3})+)(?:[.,]([0-9]+))?$")
_GROUPED = re.compile(r"^(?:[0-9]{1,3})(?:([.,])[0-9]{3})(?:\1[0-9]{3})*$")
_ONE_GROUP = re.compile(r"^[1-9][0-9]{0,2}([.,])[0-9]{3}$")


def parse_number(
    text: str | Number,
    kind: Kind = "ukuran",
    *,
    unit: str = "",
    decimal_mark: Mark | None = None,
) -> Decimal:
    """Return the number that a person wrote, exactly, with the decimals that were written.

    Understood: `9,7` `9.7` `1.500.000` `1,500,000` `1.500,25` `1,500.25` `1 500 000` `Rp 1.500.000,00`
    `Rp. 1.500.000,-` `25 %` and, when `unit` is given, that unit behind the number. All kinds of
    space are the same. Numbers (int, float, Decimal) come back as they are; a float means the
    shortest decimal that stands for it.

    When one mark stands before exactly three digits (`1.500`, `1,500`) it could mean either:

    * `kind="uang"` and `kind="bilangan"` (rupiah, people, buildings): thousands, both marks;
    * `kind="ukuran"` (hectares, metres, percent): Indonesian writing decides, so `1.500` is one
      thousand five hundred and `1,500` is one and a half;
    * `decimal_mark` (for files that are known to use one mark) settles it whatever the kind.

    `0,125` and `1500,250` are never doubtful: thousands are not written that way.

    Raises `ValueError` with an Indonesian sentence for everything else.
    """
    if isinstance(text, bool):
        raise ValueError("Isian ini harus berupa angka.")
    if isinstance(text, int | float | Decimal):
        return _finite(text)
    written = _bare(text, unit)
    spaced = _SPACED.match(written)
    if spaced:
        whole, fraction = spaced.groups()
        return Decimal(whole.replace(" ", "") + (f".{fraction}" if fraction else ""))
    if not _SHAPE.match(written):
        raise ValueError(f"“{_short(text)}” bukan angka. Tulis angka saja, misalnya 9,7 atau 1.500.")
    sign, digits = ("-", written[1:]) if written[0] == "-" else ("", written.removeprefix("+"))
    return Decimal(sign + _plain(digits, kind, decimal_mark, text))


def is_ambiguous(text: str, *, unit: str = "") -> bool:
    """Whether the text is of the shape `1.500` that could be 1500 or 1½: worth echoing in words."""
    try:
        return bool(_ONE_GROUP.match(_bare(text, unit).lstrip("+-")))
    except ValueError:
        return False


def show_number(value: Number, places: int | None = None) -> str:
    """Write a number the Indonesian way: `1.500,25`.

    `places` fixes the decimals (round half up); without it every decimal that the value has is shown,
    except trailing zeros, so nothing stored is ever hidden.
    """
    number = _finite(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{number:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.translate(str.maketrans(",.", ".,"))
    return text.removeprefix("-") if not number else text


def with_unit(value: Number, unit: str = "", places: int | None = None) -> str:
    """`1.500 m`, with a space that never breaks over two lines; a percent sign stands close."""
    if unit == "%":
        return show_number(value, places) + "%"
    return show_number(value, places) + (f"{NBSP}{unit}" if unit else "")


def rupiah(amount: int) -> str:
    """`Rp 1.500.000` for an integer amount of rupiah. Fractions are refused: money is whole rupiah."""
    if isinstance(amount, bool) or amount != int(amount):
        raise ValueError("Rupiah ditulis tanpa sen.")
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{NBSP}{show_number(abs(int(amount)), 0)}"


def hectares(value: Number, places: int = 2) -> str:
    """`9,70 ha`."""
    return with_unit(value, "ha", places)


def percent(value: Number, places: int = 2) -> str:
    """`53,57%` for a value that is already in percent (53.57, not 0.5357)."""
    return with_unit(value, "%", places)


def _finite(value: Number) -> Decimal:
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise ValueError("Angka ini tidak sah (tak hingga atau bukan bilangan).")
    return number


def _bare(text: str, unit: str) -> str:
    """The text without spaces around, currency, unit and the `,-` of amounts."""
    if len(text) > LONGEST:
        raise ValueError("Angka terlalu panjang.")
    bare = " ".join(text.translate(_MINUS).split())
    if not bare:
        raise ValueError("Angka belum diisi.")
    bare = _NO_CENTS.sub("", _RUPIAH.sub(r"\1", bare))
    for suffix in filter(None, (unit, "%")):
        if bare.lower().endswith(suffix.lower()):
            bare = bare[: -len(suffix)].rstrip()
            break
    if not bare:
        raise ValueError("Angka belum diisi.")
    return re.sub(r"^([+-])\s+", r"\1", bare)


def _plain(digits: str, kind: Kind, decimal_mark: Mark | None, typed: str) -> str:
    """Digits with at most one point, from digits with either mark."""
    marks = {mark for mark in ",." if mark in digits}
    if len(marks) == 2:
        return _both_marks(digits, typed)
    if not marks:
        return digits
    (mark,) = marks
    if digits.count(mark) > 1:
        return _without_groups(digits, mark, typed)
    if _ONE_GROUP.match(digits) and _means_thousands(mark, kind, decimal_mark):
        return digits.replace(mark, "")
    return digits.replace(mark, ".")


def _both_marks(digits: str, typed: str) -> str:
    decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
    whole, _, fraction = digits.rpartition(decimal)
    if decimal in whole:
        raise ValueError(_unclear(typed))
    return f"{_without_groups(whole, '.' if decimal == ',' else ',', typed)}.{fraction}"


def _without_groups(digits: str, mark: str, typed: str) -> str:
    if not _GROUPED.match(digits):
        raise ValueError(_unclear(typed))
    return digits.replace(mark, "")


def _means_thousands(mark: str, kind: Kind, decimal_mark: Mark | None) -> bool:
    if decimal_mark is not None:
        return mark != decimal_mark
    return kind in ("uang", "bilangan") or mark == "."


def _unclear(typed: str) -> str:
    return (
        f"Letak titik atau koma pada “{_short(typed)}” tidak jelas. "
        "Tulis ribuan dengan titik tiap tiga angka dan desimal dengan koma, misalnya 1.500,25."
    )


def _short(text: str) -> str:
    return text.strip()[:LONGEST]
