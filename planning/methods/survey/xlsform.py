"""The forms as an XLSForm: sheets `survey`, `choices` and `settings`, as KoboToolbox and ODK read them.

Written from the same questions as the pages; names, types, relevance and constraints follow the XLSForm specification.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from planning.methods.enums.survey import Asked
from planning.methods.survey.answers import EARLIEST, NIK_DIGITS, PARTS, POSITIVE
from planning.methods.survey.words import YES_NO, Form, Option, Question

LANGUAGE: Final = "Bahasa Indonesia (id)"
LABEL, HINT = f"label::{LANGUAGE}", f"hint::{LANGUAGE}"
MESSAGE: Final = f"constraint_message::{LANGUAGE}"
SURVEY_HEAD: Final = (
    "type", "name", LABEL, HINT, "required", "relevant", "constraint", MESSAGE, "appearance", "calculation", "default",
)  # fmt: skip
CHOICES_HEAD: Final = ("list_name", "name", LABEL)
SETTINGS_HEAD: Final = ("form_title", "form_id", "version", "default_language", "instance_name")
#: The choice of the RT, and the session that a submission belongs to.
RT_KEY, SESSION_KEY = "rt", "pendataan"
VERSION: Final = "1"
TYPES: Final = {
    Asked.BILANGAN: "integer",
    Asked.UKURAN: "decimal",
    Asked.TEKS: "text",
    Asked.TANGGAL: "date",
}
Line = dict[str, str]


def rt_code(pk: int) -> str:
    """An RT as a choice of the form."""
    return f"rt_{pk}"


def survey_lines(form: Form, session: int) -> list[Line]:
    """The sheet `survey`: when it was filled in, the RT, then every section as a group."""
    lines: list[Line] = [
        {"type": "start", "name": "start"},
        {"type": "end", "name": "end"},
        {"type": "calculate", "name": SESSION_KEY, "calculation": f"'{session}'"},
        {"type": "select_one rt", "name": RT_KEY, LABEL: "RT", "required": "yes", "appearance": "minimal"},
    ]
    for section in form.sections:
        lines.append({"type": "begin_group", "name": f"bagian_{section.key}", LABEL: section.title})
        lines += [_line(form, question) for question in section.questions]
        lines.append({"type": "end_group"})
    return lines


def _line(form: Form, question: Question) -> Line:
    rule, message = _constraint(form, question)
    return {
        "type": _type(question),
        "name": question.key,
        LABEL: asked_words(question),
        HINT: question.hint,
        "relevant": _relevant(question),
        "constraint": rule,
        MESSAGE: message,
        "default": "today()" if question.asked == Asked.TANGGAL else "",
    }


def asked_words(question: Question) -> str:
    """A question as a device asks it, with its unit."""
    return f"{question.label} ({question.unit})" if question.unit else question.label


def _type(question: Question) -> str:
    return f"select_one {list_name(question)}" if question.asked == Asked.PILIHAN else TYPES[Asked(question.asked)]


def list_name(question: Question) -> str:
    """The list of choices of a question; all questions with yes or no share one."""
    return "ya_tidak" if question.options == YES_NO else f"pilihan_{question.key}"


def _relevant(question: Question) -> str:
    if question.when is None:
        return ""
    on, codes = question.when
    return " or ".join(f"${{{on}}} = '{code}'" for code in codes)


def _constraint(form: Form, question: Question) -> tuple[str, str]:
    """The rule that a device checks, and the sentence when it does not hold; the same limits as here."""
    if question.key == "nik":
        return f"regex(., '^[0-9]{{{NIK_DIGITS}}}$')", f"NIK terdiri atas {NIK_DIGITS} angka."
    if question.asked == Asked.TANGGAL:
        return f". <= today() and . >= date('{EARLIEST.isoformat()}')", "Tanggalnya belum tiba, atau terlalu lama."
    if question.asked == Asked.TEKS:
        return f"string-length(.) <= {question.most}", f"Paling banyak {question.most} huruf."
    if question.asked == Asked.PILIHAN:
        return "", ""
    least = ". > 0" if question.key in POSITIVE else ". >= 0"
    whole = PARTS.get(question.key)
    told = f"Harus {'lebih dari' if question.key in POSITIVE else 'paling sedikit'} 0 dan paling besar {question.most}"
    if whole is None:
        return f"{least} and . <= {question.most}", f"{told} {question.unit}."
    part = f" and (. <= ${{{whole}}} or ${{{whole}}} = '')"
    return f"{least} and . <= {question.most}{part}", f"{told}, dan tidak lebih dari {form.question(whole).label}."


def choice_lines(form: Form, rts: Mapping[int, str]) -> list[Line]:
    """The sheet `choices`: the RT of the cycle by key with their labels, and the choices of every question."""
    lists: dict[str, Sequence[Option]] = {"rt": [Option(rt_code(pk), label) for pk, label in rts.items()]}
    for question in form.questions:
        if question.asked == Asked.PILIHAN:
            lists[list_name(question)] = question.options
    return [
        {"list_name": name, "name": option.code, LABEL: option.label}
        for name, options in lists.items()
        for option in options
    ]


def settings_lines(form: Form, session: int, place: str) -> list[Line]:
    """The sheet `settings`; a submission is called by its RT and, in form A, by the number of its house."""
    name = "concat(${rt}, ' ', ${nomor_rumah})" if form.letter == "A" else "${rt}"
    return [
        {
            "form_title": f"{form.title}, {place}",
            "form_id": f"survei_swadaya_{form.letter.lower()}_{session}",
            "version": VERSION,
            "default_language": LANGUAGE,
            "instance_name": name,
        }
    ]


def sheets(
    form: Form, session: int, place: str, rts: Mapping[int, str]
) -> Iterable[tuple[str, tuple[str, ...], list[Line]]]:
    """All three sheets as (name, headings, lines)."""
    yield "survey", SURVEY_HEAD, survey_lines(form, session)
    yield "choices", CHOICES_HEAD, choice_lines(form, rts)
    yield "settings", SETTINGS_HEAD, settings_lines(form, session, place)
