"""Remarks about a record: a stable code, a parameter, a plain Indonesian sentence."""

from decimal import Decimal
from typing import NamedTuple

from kumuh.conditions.enums import FlagCode, Severity
from kumuh.conditions.ruleset import Criterion, Denominator, PairLimit, RuleSet


class Flag(NamedTuple):
    """One remark. ``criterion`` is a parameter key, or empty for the whole record."""

    code: FlagCode
    criterion: str
    message: str
    severity: Severity = Severity.WARNS

    def as_dict(self) -> dict[str, str]:
        """Return the stored shape: ``kode``, ``kunci``, ``kalimat``."""
        return {"kode": self.code.value, "kunci": self.criterion, "kalimat": self.message}


def plain_number(number: Decimal | int, places: int = 4) -> str:
    """Write a number the Indonesian way (decimal comma), at most ``places`` decimals."""
    if not isinstance(number, Decimal) or not number.is_finite():
        return str(number)
    text = f"{number:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text in ("-0", "") else text).replace(".", ",")


def _name(criterion: Criterion) -> str:
    return f"{criterion.code} {criterion.label}"


def unmeasured(criterion: Criterion) -> Flag:
    """A parameter without a value: it is not zero, it is unknown."""
    return Flag(FlagCode.UNMEASURED, criterion.key, f"{_name(criterion)}: belum diukur.", Severity.BLOCKS)


def incomplete(missing: int, of: int) -> Flag:
    """The record has no total and no level."""
    sentence = f"Belum lengkap: {missing} dari {of} parameter belum dapat dinilai, jadi belum ada total dan tingkat."
    return Flag(FlagCode.INCOMPLETE, "", sentence, Severity.BLOCKS)


def unscored(ruleset: RuleSet) -> Flag:
    """The version is shown, never scored."""
    sentence = f"{ruleset.name}: ditampilkan apa adanya, tidak dinilai dan tidak punya total."
    return Flag(FlagCode.UNSCORED, "", sentence, Severity.INFORMS)


def negative(criterion: Criterion, value: Decimal, scored: bool) -> Flag:
    """A value below zero; it scores 0."""
    end = "; dinilai 0" if scored else ""
    sentence = f"{_name(criterion)}: {plain_number(value)} di bawah nol{end}. Periksa lagi lembar survei."
    return Flag(FlagCode.NEGATIVE, criterion.key, sentence)


def over_hundred(criterion: Criterion, percent: Decimal) -> Flag:
    """A numerator above its denominator."""
    sentence = f"{_name(criterion)}: {plain_number(percent, 2)} persen, padahal paling banyak 100 persen."
    return Flag(FlagCode.OVER_HUNDRED, criterion.key, f"{sentence} Periksa volume dan pembaginya.")


def unusable_denominator(criterion: Criterion, denominator: Denominator, value: Decimal | None, blocks: bool) -> Flag:
    """A denominator that is missing, zero or negative."""
    if value is None:
        code, words = FlagCode.NO_DENOMINATOR, "belum diisi"
    elif value == 0:
        code, words = FlagCode.ZERO_DENOMINATOR, "nol"
    else:
        code, words = FlagCode.NEGATIVE_DENOMINATOR, "di bawah nol"
    end = "sehingga persen tidak dapat dihitung." if blocks else "dan volumenya nol, jadi dinilai 0."
    sentence = f"{_name(criterion)}: {denominator.label} {words}, {end}"
    return Flag(code, criterion.key, sentence, Severity.BLOCKS if blocks else Severity.INFORMS)


def not_a_number(criterion: Criterion) -> Flag:
    """A value that cannot be computed with (not finite, or absurdly large)."""
    sentence = f"{_name(criterion)}: angkanya tidak wajar sehingga persen tidak dapat dihitung."
    return Flag(FlagCode.NOT_A_NUMBER, criterion.key, sentence, Severity.BLOCKS)


def percent_differs(criterion: Criterion, given: Decimal, counted: Decimal) -> Flag:
    """A percent of the source that is not volume over denominator."""
    sentence = (
        f"{_name(criterion)}: persen pada sumber {plain_number(given, 2)}, "
        f"sedangkan volume dibagi pembaginya {plain_number(counted, 2)}."
    )
    return Flag(FlagCode.PERCENT_DIFFERS, criterion.key, sentence)


def pair_over_ideal(ruleset: RuleSet, pair: PairLimit, volume: Decimal, ideal: Decimal) -> Flag:
    """Two lengths that together exceed the ideal length."""
    codes = " + ".join(ruleset.criterion_by_key[key].code for key in pair.criteria)
    denominator = ruleset.denominator_by_key[pair.denominator]
    sentence = (
        f"{codes}: {plain_number(volume)} {denominator.unit} melebihi {denominator.label.lower()} "
        f"{plain_number(ideal)} {denominator.unit}."
    )
    return Flag(FlagCode.PAIR_OVER_IDEAL, pair.criteria[0], sentence)
