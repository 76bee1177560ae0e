"""Text that a spreadsheet program could take for a formula is written with an apostrophe before it.

Rule as recommended by OWASP ("CSV Injection"): texts starting with = + - @ tab or return are guarded.
Numbers are not touched, so -5 stays a number. The guard comes off again when the file is read.
"""

import re

_FORMULA = re.compile(r"^'*[=+\-@\t\r\n＝＋－＠].")
_NUMBER = re.compile(r"^[+-]?[0-9][0-9.,]*%?$")
_GUARDED = re.compile(r"^'+[=+\-@\t\r\n＝＋－＠].")


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet program might run this text."""
    return bool(_FORMULA.match(text)) and not _NUMBER.match(text)


def guarded(text: str) -> str:
    """The text as it may stand in a CSV cell."""
    return f"'{text}" if is_formula_like(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text
