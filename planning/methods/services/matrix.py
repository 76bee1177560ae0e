"""Verbs of the scoring matrix: how it compares, criteria, what is compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction

from kumuh.core.formats import plain
from planning.methods.catalog import INDICATORS
from planning.methods.catalog.matrix import Offer, levels, offered_criteria
from planning.methods.enums.matrix import MatrixMethod, MatrixSubject, RaterWord
from planning.methods.errors import MethodRefused
from planning.methods.matrices import CHOOSING, HUNDRED, PRESCRIBED
from planning.methods.models import (
    MatrixAlternative,
    MatrixCriterion,
    MatrixPair,
    MatrixPick,
    MatrixRater,
    MatrixScore,
    MatrixSetup,
    MethodSession,
)
from planning.methods.queries.matrix import alternative_stamp, rules_stamp
from planning.methods.registry import SOURCES
from planning.methods.services.guard import changed_meanwhile, keep, touch, writable
from planning.methods.services.rows import replace_rows

MOST_ALTERNATIVES: Final = 25
#: Twelve alternatives are sixty-six pairs; more nobody compares in one evening.
MOST_IN_PAIRS: Final = 12
MOST_CRITERIA: Final = 12
MOST_WEIGHT: Final = 1000
HIGHEST: Final = 100


@dataclass(frozen=True)
class RulesText:
    """How a session compares. `hundred`: weights have to sum to 100; `low` and `high` are the ends of the scale."""

    method: str = MatrixMethod.BOBOT
    subject: str = MatrixSubject.MASALAH
    rater_rule: str = RaterWord.MEDIAN
    low: int = 1
    high: int = 5
    hundred: bool = True


@dataclass(frozen=True)
class CriterionText:
    """One criterion; `definitions` says what a score means; `pk` names the stored one that it changes."""

    name: str
    weight: int = 1
    direction: int = 1
    definitions: Mapping[str, str] = field(default_factory=dict)
    tie_first: bool = False
    pk: int | None = None


@dataclass(frozen=True)
class AlternativeText:
    """One alternative; `households` and `cost` (rupiah) break ties; `pk` names the stored one that it changes."""

    text: str
    aspect: int | None = None
    households: int | None = None
    cost: int | None = None
    pk: int | None = None


@transaction.atomic
def set_rules(*, session: MethodSession, text: RulesText, by: Any, seen: str = "") -> MatrixSetup:
    """Say how the session compares; another method (or another subject of weighed criteria) brings its usual criteria.

    `seen` is `rules_stamp` of when the form was opened. Raises SessionLocked, StepLocked, ChangedMeanwhile, or
    MethodRefused by field: a word that is not on the list, a scale that is none, another method, subject or scale once
    somebody gave scores.
    """
    current = writable(session=session)
    _claim(current, seen, rules_stamp(current), "cara menilai")
    _refuse_rules(text)
    setup = MatrixSetup.objects.filter(session=current).first()
    before = None if setup is None else RulesText(*(getattr(setup, name) for name in RulesText.__dataclass_fields__))
    fresh = before is None or (before.method, before.subject) != (text.method, text.subject)
    if before is not None and (fresh or (before.low, before.high) != (text.low, text.high)):
        _refuse_answered(current)
    setup = setup or MatrixSetup(session=current)
    for name in RulesText.__dataclass_fields__:
        setattr(setup, name, getattr(text, name))
    keep(row=setup, by=by)
    if fresh and (before is None or before.method != text.method or _is_untouched(current, before)):
        _replace_criteria(current, offered_criteria(text.method, text.subject), by)
    _rescale(current, text, by)
    touch(session=current, by=by)
    return setup


def _claim(session: MethodSession, seen: str, now: str, what: str) -> None:
    if seen and seen != now:
        raise changed_meanwhile(session=session, now=now, what=what)


def _refuse_rules(text: RulesText) -> None:
    for name, words in (("method", MatrixMethod), ("subject", MatrixSubject), ("rater_rule", RaterWord)):
        if getattr(text, name) not in words.values:
            raise MethodRefused({name: "Pilih dari daftar."})
    if not 1 <= text.low < text.high <= HIGHEST:
        raise MethodRefused({"high": f"Nilai tertinggi harus di atas nilai terendah, paling tinggi {HIGHEST}."})


def _refuse_answered(session: MethodSession) -> None:
    for table in (MatrixScore, MatrixPair, MatrixPick):
        if table.objects.filter(rater__session=session).exists():
            raise MethodRefused(
                "Sudah ada nilai dari penilai, jadi cara, yang dibandingkan dan skalanya tidak dapat diganti. "
                "Hapus dahulu nilainya, atau mulai matriks baru."
            )


def _is_untouched(session: MethodSession, before: RulesText) -> bool:
    """Whether the criteria are still those that were offered, so that others may take their place."""
    held = [(row.name, row.weight) for row in MatrixCriterion.objects.filter(session=session)]
    return held == [(one.name, one.weight) for one in offered_criteria(before.method, before.subject)]


def _replace_criteria(session: MethodSession, offered: Sequence[Offer], by: Any) -> None:
    held = MatrixCriterion.objects.filter(session=session)
    wanted = [
        (
            None,
            {
                "order": order, "code": one.code, "name": one.name, "weight": one.weight, "direction": one.direction,
                "definitions": dict(one.definitions), "tie_first": one.tie_first,
            },
        )
        for order, one in enumerate(offered, 1)
    ]  # fmt: skip
    replace_rows(held=held, wanted=wanted, make=lambda: MatrixCriterion(session=session), by=by)


def _rescale(session: MethodSession, text: RulesText, by: Any) -> None:
    """Move the meanings of top, middle and bottom to the scores of the scale."""
    wanted = [str(level) for level in levels(text.low, text.high)]
    for row in MatrixCriterion.objects.filter(session=session):
        held = sorted(row.definitions, key=int, reverse=True)
        if not set(held) <= set(wanted):
            row.definitions = dict(zip(wanted, (row.definitions[score] for score in held), strict=False))
            keep(row=row, by=by)


@transaction.atomic
def write_criteria(
    *, session: MethodSession, texts: Sequence[CriterionText], by: Any, seen: str = ""
) -> list[MatrixCriterion]:
    """Write the criteria in their order; a stored one keeps its code, a new one gets the next that was never used.

    Raises SessionLocked, StepLocked, ChangedMeanwhile, or MethodRefused: without how to compare, a method that chooses,
    none or more than twelve, a name missing or twice, weights that do not sum to 100 where they have to, two that break
    ties first, a prescribed one taken away, one that has scores taken away.
    """
    current = writable(session=session)
    _claim(current, seen, rules_stamp(current), "kriteria")
    setup = MatrixSetup.objects.filter(session=current).first()
    if setup is None or setup.method in CHOOSING:
        raise MethodRefused("Cara ini tidak memakai kriteria.")
    held = list(MatrixCriterion.objects.filter(session=current))
    _refuse_criteria(setup, held, texts)
    codes = {row.pk: row.code for row in held}
    fresh = _fresh_codes(current, [row.code for row in held if any(text.pk == row.pk for text in texts)])
    weighted = setup.method == MatrixMethod.BOBOT
    wanted = [
        (
            text.pk,
            {
                "order": order, "code": codes.get(text.pk or 0) or next(fresh), "name": plain(text.name),
                "weight": text.weight if weighted else 1, "direction": _direction(setup, text),
                "definitions": {k: plain(words) for k, words in text.definitions.items() if plain(words)},
                "tie_first": text.tie_first,
            },
        )
        for order, text in enumerate(texts, 1)
    ]  # fmt: skip
    # what breaks ties first is one only, so the former gives way before another takes its place
    for row in held:
        if row.tie_first and not any(text.pk == row.pk and text.tie_first for text in texts):
            row.tie_first = False
            keep(row=row, by=by)
    rows = replace_rows(held=held, wanted=wanted, make=lambda: MatrixCriterion(session=current), by=by)
    touch(session=current, by=by)
    return rows


def _direction(setup: MatrixSetup, text: CriterionText) -> int:
    """Reinke divides by the cost itself, so nothing is turned round there."""
    return 1 if setup.method == MatrixMethod.REINKE else text.direction


def _fresh_codes(session: MethodSession, kept: Collection[str]) -> Iterator[str]:
    """Codes for new criteria; once somebody rated, none that was ever used, so that an old one does not come back."""
    used = set(kept)
    if MatrixRater.objects.filter(session=session).exists():
        used |= set(MatrixCriterion.history.filter(session_id=session.pk).values_list("code", flat=True))
    return (code for number in range(1, 1000) if (code := f"K{number}") not in used)


def _refuse_criteria(setup: MatrixSetup, held: Sequence[MatrixCriterion], texts: Sequence[CriterionText]) -> None:
    kept = {text.pk for text in texts}
    if not 1 <= len(texts) <= MOST_CRITERIA:
        raise MethodRefused(f"Pakai 1 sampai {MOST_CRITERIA} kriteria.")
    if setup.method in PRESCRIBED and kept != {row.pk for row in held}:
        raise MethodRefused(f"{setup.get_method_display()} selalu memakai {len(held)} kriteria ini.")
    names = [plain(text.name).lower() for text in texts]
    if not all(names) or len(set(names)) != len(names):
        raise MethodRefused("Setiap kriteria perlu nama sendiri.")
    if any(text.direction not in (1, -1) for text in texts):
        raise MethodRefused("Pilih arah kriteria dari daftar.")
    if sum(text.tie_first for text in texts) > 1:
        raise MethodRefused("Hanya satu kriteria yang memutus nilai sama lebih dahulu.")
    if setup.method == MatrixMethod.BOBOT:
        _refuse_weights(setup, [text.weight for text in texts])
    lost = [row for row in held if row.pk not in kept]
    scored = (
        set(MatrixScore.objects.filter(criterion__in=lost).values_list("criterion_id", flat=True)) if lost else set()
    )
    for row in lost:
        if row.pk in scored:
            raise MethodRefused(f"Kriteria “{row.name}” sudah dinilai, jadi tidak dapat dihapus.")


def _refuse_weights(setup: MatrixSetup, weights: Sequence[int]) -> None:
    if any(not 1 <= weight <= MOST_WEIGHT for weight in weights):
        raise MethodRefused("Bobot paling kecil 1. Hapus kriteria yang tidak dipakai.")
    total = sum(weights)
    if setup.hundred and total != HUNDRED:
        way = "kurang" if total < HUNDRED else "lebih"
        raise MethodRefused(
            f"Jumlah bobot {total}, harus {HUNDRED} ({way} {abs(HUNDRED - total)}). "
            "Ubah bobotnya, atau pilih bobot bebas pada cara menilai."
        )


@transaction.atomic
def write_alternatives(
    *, session: MethodSession, texts: Sequence[AlternativeText], by: Any, seen: str = ""
) -> list[MatrixAlternative]:
    """Write what is compared, in its order. What was taken from a list of the cycle keeps pointing there.

    Raises SessionLocked, StepLocked, ChangedMeanwhile, or MethodRefused: one without words or twice, an unknown
    indicator, too many, one that was rated taken away.
    """
    current = writable(session=session)
    _claim(current, seen, alternative_stamp(current), "daftar pilihan")
    held = list(MatrixAlternative.objects.filter(session=current))
    _refuse_alternatives(current, [plain(text.text) for text in texts])
    for text in texts:
        if text.aspect is not None and text.aspect not in INDICATORS:
            raise MethodRefused(f"“{plain(text.text)}”: pilih indikator dari daftar.")
    _refuse_lost(held, {text.pk for text in texts})
    wanted = [
        (
            text.pk,
            {
                "order": order, "text": plain(text.text), "aspect": text.aspect, "households": text.households,
                "cost": text.cost,
            },
        )
        for order, text in enumerate(texts, 1)
    ]  # fmt: skip
    rows = replace_rows(held=held, wanted=wanted, make=lambda: MatrixAlternative(session=current), by=by)
    touch(session=current, by=by)
    return rows


def _refuse_alternatives(session: MethodSession, words: Sequence[str]) -> None:
    setup = MatrixSetup.objects.filter(session=session).first()
    in_pairs = setup is not None and setup.method == MatrixMethod.PASANGAN
    most = MOST_IN_PAIRS if in_pairs else MOST_ALTERNATIVES
    if len(words) > most:
        raise MethodRefused(f"Paling banyak {most} pilihan{' yang dibandingkan dua-dua' if in_pairs else ''}.")
    seen: set[str] = set()
    for text in words:
        if not text:
            raise MethodRefused("Tulis pilihannya.")
        if text.lower() in seen:
            raise MethodRefused(f"“{text}” tertulis dua kali.")
        seen.add(text.lower())


def _refuse_lost(held: Sequence[MatrixAlternative], kept: Collection[int | None]) -> None:
    lost = {row.pk: row for row in held if row.pk not in kept}
    for table, columns in (
        (MatrixScore, ("alternative",)),
        (MatrixPair, ("winner", "loser")),
        (MatrixPick, ("alternative",)),
    ):
        for column in columns if lost else ():
            rated = table.objects.filter(**{f"{column}__in": lost}).values_list(f"{column}_id", flat=True).first()
            if rated is not None:
                raise MethodRefused(f"“{lost[rated].text}” sudah dinilai, jadi tidak dapat dihapus.")


@transaction.atomic
def take_alternatives(
    *, session: MethodSession, source: str, keys: Collection[str], by: Any
) -> list[MatrixAlternative]:
    """Add things of a list of the cycle that are not there yet; answers those that were added.

    Raises SessionLocked, StepLocked, MethodRefused: an unknown list, nothing chosen, something that the list does not
    offer any more, too many.
    """
    current = writable(session=session)
    if source not in SOURCES:
        raise MethodRefused("Daftar ini tidak dikenal.")
    offered = {one.key: one for one in SOURCES[source].offered(current)}
    if not keys or not set(keys) <= set(offered):
        raise MethodRefused("Pilih paling sedikit satu dari daftar.")
    held = list(MatrixAlternative.objects.filter(session=current))
    taken = {row.source_key for row in held if row.source == source}
    added = [one for key, one in offered.items() if key in keys and key not in taken]
    _refuse_alternatives(current, [*(row.text for row in held), *(plain(one.text)[:200] for one in added)])
    rows = [
        MatrixAlternative(
            session=current, order=order, text=plain(one.text)[:200], aspect=one.aspect, households=one.households,
            cost=one.cost, decided_on=one.decided_on, source=source, source_key=one.key,
        )
        for order, one in enumerate(added, len(held) + 1)
    ]  # fmt: skip
    for row in rows:
        keep(row=row, by=by)
    touch(session=current, by=by)
    return rows
