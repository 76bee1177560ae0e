"""Verbs of raters: the own answers first, then those of the others; paper typed by the recorder; only looking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kumuh.core.formats import plain
from kumuh.core.models import delete_by
from planning.methods.anonymity import named_person
from planning.methods.enums.matrix import MatrixMethod, RaterWay
from planning.methods.errors import MethodRefused
from planning.methods.matrices import POINTS
from planning.methods.models import MatrixPair, MatrixPick, MatrixRater, MatrixScore, MethodGroup, MethodSession
from planning.methods.queries.matrix import Board, board_of, own_rater, rater_stamp
from planning.methods.services.guard import changed_meanwhile, keep, touch, writable
from planning.methods.services.rows import replace_rows

MOST_RATERS: Final = 60


@dataclass(frozen=True)
class Answers:
    """What a rater said, by keys of alternatives and criteria: scores, the winner of every pair, choices best first."""

    scores: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)
    winners: Mapping[tuple[int, int], int] = field(default_factory=dict)
    picks: tuple[int, ...] = ()


@transaction.atomic
def rate(
    *,
    group: MethodGroup,
    answers: Answers,
    by: Any,
    rater: MatrixRater | None = None,
    paper: bool = False,
    label: str = "",
    reason: str = "",
    finish: bool = True,
    seen: str = "",
) -> MatrixRater:
    """Put down what one rater said: the person `by`, or with `paper` a sheet that the recorder types.

    With `finish` the answers have to be complete and count from now on; without it they wait. Changing what was
    complete asks for a reason. `seen` is `rater_stamp` of when the form was opened. Raises SessionLocked, StepLocked,
    ChangedMeanwhile, or MethodRefused: nothing to rate yet, somebody who chose only to look, an incomplete or
    impossible answer, a name in the label, no reason.
    """
    session = writable(session=group.session)
    board = board_of(session)
    if not board.ready:
        raise MethodRefused("Kriteria dan pilihannya belum lengkap, jadi belum dapat dinilai.")
    row = _rater(session, group, by, rater, paper)
    if seen and seen != rater_stamp(row):
        raise changed_meanwhile(session=session, now=rater_stamp(row), what=f"nilai {row.shown}")
    _refuse_answers(board, answers)
    changed = _is_changed(board, row, answers)
    owed = _owed(board, answers)
    if finish and owed:
        raise MethodRefused(f"Masih kurang {owed} isian. Lengkapi, atau simpan dahulu untuk dilanjutkan.")
    if row.given_at and not finish and owed:
        raise MethodRefused("Nilai ini sudah dihitung, jadi tidak dapat dikosongkan sebagian.")
    if row.given_at and changed and not reason.strip():
        raise MethodRefused({"reason": "Tulis alasan mengubah nilai yang sudah diberikan."})
    if named_person(label):
        raise MethodRefused(
            {"label": f"Jangan tulis nama orang (“{named_person(label)}”). Pakai sebutan, misalnya Kader."}
        )
    row.label = plain(label)
    row.reason = plain(reason) if changed and row.given_at else row.reason
    row.given_at = row.given_at or (timezone.now() if finish else None)
    keep(row=row, by=by)
    _put(board, row, answers, by)
    touch(session=session, by=by)
    return row


def _rater(session: MethodSession, group: MethodGroup, by: Any, rater: MatrixRater | None, paper: bool) -> MatrixRater:
    """The row of the rater: the stored one, or a new one with the next number of the session."""
    rows = MatrixRater.objects.filter(session=session)
    if rater is not None:
        found = rows.filter(pk=rater.pk, way=RaterWay.PAPER).first()
        if found is None:
            raise MethodRefused("Penilai ini tidak ada lagi, atau menilai lewat akunnya sendiri.")
        return found
    own = None if paper else own_rater(session, by)
    if own is not None:
        if own.way == RaterWay.LOOKS:
            raise MethodRefused("Anda sudah melihat nilai orang lain tanpa menilai, jadi tidak dapat menilai di sini.")
        if own.group_id != group.pk:
            raise MethodRefused(f"Anda sudah menilai dalam kelompok {own.group}.")
        return own
    if rows.count() >= MOST_RATERS:
        raise MethodRefused(f"Paling banyak {MOST_RATERS} penilai.")
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    way = RaterWay.PAPER if paper else RaterWay.OWN
    return MatrixRater(session=session, group=group, user=None if paper else by, way=way, number=number)


def _refuse_answers(board: Board, answers: Answers) -> None:
    known = {row.pk for row in board.alternatives}
    columns = {row.pk for row in board.criteria}
    low, high = board.setup.low, board.setup.high
    for (alternative, criterion), value in answers.scores.items():
        if alternative not in known or criterion not in columns:
            raise MethodRefused("Daftar pilihan atau kriterianya sudah berubah. Muat ulang halaman.")
        if not low <= value <= high or value != round(value, 2):
            raise MethodRefused(f"Nilai harus {low} sampai {high}, paling banyak dua angka di belakang koma.")
    for pair, winner in answers.winners.items():
        if not set(pair) <= known or len(set(pair)) != len(pair) or winner not in pair:
            raise MethodRefused("Daftar pilihannya sudah berubah. Muat ulang halaman.")
    if not set(answers.picks) <= known:
        raise MethodRefused("Daftar pilihannya sudah berubah. Muat ulang halaman.")
    if len(set(answers.picks)) != len(answers.picks) or len(answers.picks) > len(POINTS):
        raise MethodRefused("Pilih tiga yang berbeda.")


def _owed(board: Board, answers: Answers) -> int:
    count = len(board.alternatives)
    if board.setup.method == MatrixMethod.SUARA:
        return max(0, min(len(POINTS), count) - len(answers.picks))
    if board.setup.method == MatrixMethod.PASANGAN:
        return count * (count - 1) // 2 - len({frozenset(pair) for pair in answers.winners})
    return count * len(board.criteria) - len(answers.scores)


def _stored(row: MatrixRater) -> Answers:
    if row.pk is None:
        return Answers()
    scores = {(one.alternative_id, one.criterion_id): one.value for one in MatrixScore.objects.filter(rater=row)}
    pairs = {_pair(one.winner_id, one.loser_id): one.winner_id for one in MatrixPair.objects.filter(rater=row)}
    picks = tuple(MatrixPick.objects.filter(rater=row).order_by("place").values_list("alternative_id", flat=True))
    return Answers(scores, pairs, picks)


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _is_changed(board: Board, row: MatrixRater, answers: Answers) -> bool:
    """Whether something that was said already would be another; adding what was missing is no change."""
    before = _stored(row)
    winners = {_pair(*pair): winner for pair, winner in answers.winners.items()}
    return (
        any(answers.scores.get(cell) != value for cell, value in before.scores.items())
        or any(winners.get(pair) != winner for pair, winner in before.winners.items())
        or answers.picks[: len(before.picks)] != before.picks
    )


def _put(board: Board, row: MatrixRater, answers: Answers, by: Any) -> None:
    """Store the answers of the method of the session."""
    if board.setup.method == MatrixMethod.SUARA:
        # every place and every alternative only once, so a changed order is written anew
        held = list(MatrixPick.objects.filter(rater=row).order_by("place"))
        if tuple(one.alternative_id for one in held) == answers.picks:
            return
        for one in held:
            delete_by(one, by)
        for place, pk in enumerate(answers.picks, 1):
            keep(row=MatrixPick(rater=row, place=place, alternative_id=pk), by=by)
        return
    if board.setup.method == MatrixMethod.PASANGAN:
        _put_pairs(row, answers, by)
        return
    stored = {(one.alternative_id, one.criterion_id): one for one in MatrixScore.objects.filter(rater=row)}
    wanted = [
        (
            stored[cell].pk if cell in stored else None,
            {"alternative_id": cell[0], "criterion_id": cell[1], "value": value},
        )
        for cell, value in answers.scores.items()
    ]
    replace_rows(held=stored.values(), wanted=wanted, make=lambda: MatrixScore(rater=row), by=by)


def _put_pairs(row: MatrixRater, answers: Answers, by: Any) -> None:
    stored = {_pair(one.winner_id, one.loser_id): one for one in MatrixPair.objects.filter(rater=row)}
    wanted = []
    for pair, winner in answers.winners.items():
        loser = next(pk for pk in pair if pk != winner)
        held = stored.get(_pair(*pair))
        wanted.append((held.pk if held else None, {"winner_id": winner, "loser_id": loser}))
    replace_rows(held=stored.values(), wanted=wanted, make=lambda: MatrixPair(rater=row), by=by)


@transaction.atomic
def look_only(*, session: MethodSession, by: Any) -> MatrixRater:
    """Look at what others said without rating; from then on the person cannot rate in this session any more.

    Raises SessionLocked, StepLocked, MethodRefused when the person began to rate.
    """
    current = writable(session=session)
    found = own_rater(current, by)
    if found is not None:
        if found.way != RaterWay.LOOKS:
            raise MethodRefused("Anda sudah mulai menilai. Selesaikan nilai Anda dahulu.")
        return found
    row = MatrixRater(session=current, user=by, way=RaterWay.LOOKS, number=0)
    keep(row=row, by=by)
    return row


@transaction.atomic
def drop_rater(*, rater: MatrixRater, by: Any) -> None:
    """Take a rater away with everything said; the history stays. Raises SessionLocked, StepLocked, MethodRefused.

    Only sheets of paper, and own answers that never became complete: nobody takes away what somebody else gave.
    """
    current = writable(session=rater.session)
    row = MatrixRater.objects.filter(session=current, pk=rater.pk).first()
    if row is None:
        return
    if row.way == RaterWay.OWN and row.given_at is not None:
        raise MethodRefused("Nilai yang diberikan lewat akun sendiri tidak dapat dihapus orang lain.")
    for table in (MatrixScore, MatrixPair, MatrixPick):
        for one in table.objects.filter(rater=row):
            delete_by(one, by)
    delete_by(row, by)
    touch(session=current, by=by)
