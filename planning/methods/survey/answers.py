"""Checking answers: the same for the page, the import and the verbs, with one sentence per question.

Stored answers are plain: codes of choices and words as text, whole numbers as numbers, measures as decimal text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from kumuh.core.formats import plain, show_number
from kumuh.core.spreadsheets import as_date, as_number, as_text, as_whole
from planning.methods.enums.survey import Asked
from planning.methods.survey.words import Answer, Form, Question

#: Parts that cannot be larger than their whole, by key.
PARTS: Final = {
    "jalan_lebar": "jalan_ada", "jalan_keras": "jalan_ada", "jalan_rusak": "jalan_ada",
    "drainase_rusak": "drainase_ada", "drainase_kotor": "drainase_ada",
    "luas_padat": "luas", "genangan": "luas",
}  # fmt: skip
#: A house has at least a little of these.
POSITIVE: Final = ("panjang", "lebar", "lantai", "penghuni", "luas")
EARLIEST: Final = date(2000, 1, 1)
NIK_DIGITS: Final = 16
NOBODY: Final = "Isi nomor rumah atau nama kepala keluarga, supaya rumah ini dapat dikenali lagi."


def cleaned(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers without empty ones, and without those to questions that were not asked any more."""
    kept: dict[str, Any] = {}
    for question in form.questions:
        value = answers.get(question.key)
        if isinstance(value, str):
            value = plain(value)
        if value is None or value == "" or not is_asked(question, answers):
            continue
        kept[question.key] = value
    if "nik" in kept:
        kept["nik"] = "".join(kept["nik"].split())
    return kept


def is_asked(question: Question, answers: Mapping[str, Any]) -> bool:
    """Whether a question is asked after what was answered to the one it depends on."""
    return question.when is None or answers.get(question.when[0]) in question.when[1]


def faults(form: Form, answers: Mapping[str, Any], *, today: date) -> dict[str, str]:
    """What is wrong with cleaned answers: one sentence by key of the question; empty when all is well."""
    found = {}
    for question in form.questions:
        value = answers.get(question.key)
        sentence = None if value is None else _fault(question, value, answers, today)
        if sentence:
            found[question.key] = sentence
    if form.letter == "A" and not answers.get("nomor_rumah") and not answers.get("nama_kk"):
        found["nomor_rumah"] = NOBODY
    return found


def _fault(question: Question, value: Any, answers: Mapping[str, Any], today: date) -> str | None:
    if question.asked == Asked.PILIHAN:
        return None if value in question.code_of.values() else "Pilih salah satu jawaban."
    if question.asked == Asked.TANGGAL:
        return None if EARLIEST <= value <= today else "Tanggalnya belum tiba, atau terlalu lama."
    if question.asked == Asked.TEKS:
        return _text_fault(question, value)
    return _number_fault(question, Decimal(value), answers)


def _text_fault(question: Question, value: str) -> str | None:
    if question.key == "nik":
        right = len(value) == NIK_DIGITS and value.isascii() and value.isdecimal()
        return None if right else f"NIK terdiri atas {NIK_DIGITS} angka."
    return f"Paling banyak {question.most} huruf." if len(value) > question.most else None


def _number_fault(question: Question, value: Decimal, answers: Mapping[str, Any]) -> str | None:
    if value < 0 or (value == 0 and question.key in POSITIVE):
        return "Harus lebih dari 0." if question.key in POSITIVE else "Tidak boleh di bawah 0."
    if value > question.most:
        return f"Tidak boleh lebih dari {show_number(question.most)} {question.unit}."
    if -int(value.normalize().as_tuple().exponent) > question.places:
        return f"Paling banyak {question.places} angka di belakang koma."
    return _part_fault(question, value, answers)


def _part_fault(question: Question, value: Decimal, answers: Mapping[str, Any]) -> str | None:
    if question.key == "difabel":
        men, women = answers.get("jiwa_l"), answers.get("jiwa_p")
        if men is not None and women is not None and value > int(men) + int(women):
            return "Lebih banyak daripada anggota keluarganya."
    whole = answers.get(PARTS.get(question.key, ""))
    if whole is not None and value > Decimal(whole):
        return f"Lebih besar daripada keseluruhannya ({show_number(Decimal(whole))} {question.unit})."
    return None


def stored(form: Form, answers: Mapping[str, Any]) -> dict[str, Answer]:
    """Cleaned answers as they stand in JSON."""
    asked = form.by_key
    return {key: _plain(asked[key], value) for key, value in answers.items() if asked[key].asked != Asked.TANGGAL}


def _plain(question: Question, value: Any) -> Answer:
    if question.asked == Asked.UKURAN:
        number = Decimal(value)
        return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
    return int(value) if question.asked == Asked.BILANGAN else str(value)


def digest_of(form: Form, rt: int | None, answers: Mapping[str, Any]) -> str:
    """A mark of the content of an answer sheet: equal marks mean the same answers for the same RT."""
    asked = form.by_key
    plain = {
        key: value.isoformat() if isinstance(value, date) else _plain(asked[key], value)
        for key, value in answers.items()
    }
    held = json.dumps([rt, plain], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(held.encode()).hexdigest()


def read_cell(question: Question, value: Any) -> Any:
    """A cell of a file as an answer, None for an empty one. A choice is known by its code or by its words.

    Numbers of the collecting programs have a decimal point. Raises ValueError with a sentence.
    """
    if value is None or value == "":
        return None
    if question.asked == Asked.PILIHAN:
        return _choice(question, as_text(value))
    if question.asked == Asked.BILANGAN:
        return as_whole(value)
    if question.asked == Asked.UKURAN:
        return as_number(value, decimal_mark="." if isinstance(value, str) and "," not in value else None)
    return as_date(value) if question.asked == Asked.TANGGAL else as_text(value)


def _choice(question: Question, said: str) -> str:
    code = question.code_of.get(said.strip().casefold())
    if code is None:
        raise ValueError(f"“{said[:40]}” bukan salah satu jawaban.")
    return code
