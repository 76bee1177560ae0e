"""Number words (terbilang), Roman numerals, initials of names, lines and lists of words."""

import re
from collections.abc import Iterable

UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
SCALES = (
    (10**15, "kuadriliun"),
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (10**3, "ribu"),
)
LARGEST = 10**18 - 1
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
TITLES = {
    "h", "hj", "kh", "ust", "dr", "drs", "dra", "ir", "prof", "tn", "ny", "sdr", "bpk", "ibu", "pak", "bu",
}  # fmt: skip


def terbilang(number: int) -> str:
    """Whole number in Indonesian words, as KBBI spells them: 1_250 is "seribu dua ratus lima puluh".

    Good for anything below one quintillion (10^18); `ValueError` beyond that or for a fraction.
    """
    if isinstance(number, bool) or number != int(number):
        raise ValueError("Terbilang hanya untuk bilangan bulat.")
    number = int(number)
    if abs(number) > LARGEST:
        raise ValueError("Bilangan terlalu besar untuk ditulis dengan huruf.")
    if number < 0:
        return f"minus {terbilang(-number)}"
    return " ".join(_words(number)) or UNITS[0]


def terbilang_rupiah(amount: int) -> str:
    """`satu miliar rupiah`, for the line under an amount."""
    return f"{terbilang(amount)} rupiah"


def romawi(number: int) -> str:
    """Roman numeral of 1..3999, as ranks are written in scoring matrices."""
    if not 1 <= number <= 3999:
        raise ValueError("Angka Romawi hanya untuk 1 sampai 3999.")
    letters = ""
    for value, letter in ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters


def initials(name: str, most: int = 2) -> str:
    """First letters of a name without titles and degrees: `H. Ahmad Dahlan, S.T.` gives `AD`."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?\.?", name.split(",")[0])
    named = [word for word in words if word.rstrip(".").lower() not in TITLES] or words
    chosen = named if len(named) <= most else [*named[: most - 1], named[-1]]
    return "".join(word[0].upper() for word in chosen)


def _words(number: int) -> list[str]:
    words: list[str] = []
    for value, name in SCALES:
        count, number = divmod(number, value)
        if count == 1 and name == "ribu":
            words.append("seribu")
        elif count:
            words += [*_below_thousand(count), name]
    return words + _below_thousand(number)


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = ["seratus"] if hundreds == 1 else [UNITS[hundreds], "ratus"] if hundreds else []
    return words + _below_hundred(rest)


def _below_hundred(number: int) -> list[str]:
    if number == 0:
        return []
    if number < 10:
        return [UNITS[number]]
    if number < 12:
        return [("sepuluh", "sebelas")[number - 10]]
    if number < 20:
        return [UNITS[number - 10], "belas"]
    tens, rest = divmod(number, 10)
    return [UNITS[tens], "puluh", *_below_hundred(rest)]


def plain(text: str) -> str:
    """A line as it is kept: single blanks, none at the ends."""
    return " ".join(text.split())


def listed(words: Iterable[object]) -> str:
    """Names or numbers in a sentence: 4, 6 dan 7; empty for none."""
    *first, last = [str(word) for word in words] or [""]
    return f"{', '.join(first)} dan {last}" if first else last
