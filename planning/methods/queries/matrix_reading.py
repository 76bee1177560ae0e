"""What the scoring matrix tells the common pages, who may see it already, and its ranks for other apps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.urls import reverse

from kumuh.core.rights import holds
from planning.cycles.models import Cycle
from planning.methods import matrices
from planning.methods.drawing import matrix_blank as blanks
from planning.methods.drawing.matrix import Column
from planning.methods.drawing.matrix_blank import BlankColumn
from planning.methods.enums import MethodKind, ResultKind, SessionState
from planning.methods.enums.matrix import MatrixMethod, MatrixSubject, RaterWay
from planning.methods.matrices import Vote
from planning.methods.models import MatrixAlternative, MatrixRater, MethodGroup, MethodSession
from planning.methods.queries.matrix import Board, board_of, boards_of, own_rater
from planning.methods.queries.matrix_figures import beside, columns_of, figures_of
from planning.methods.ranking import Standing
from planning.methods.ranking.standings import show_fraction
from planning.methods.registry import BlankSheet, Figure, Gap, Link, Panel, Reading, Result, Tool

RATE: Final = "methods.add_rating"
#: What things taken from these lists are already, so that nobody makes them again.
USULAN, MASALAH = "usulan", "masalah"
GOES_TO: Final[Mapping[str, ResultKind]] = {
    MatrixSubject.MASALAH: ResultKind.PROBLEM,
    MatrixSubject.USULAN: ResultKind.PROPOSAL,
    MatrixSubject.KEBUTUHAN: ResultKind.NEED,
}
#: Lists whose things are no text to be made into something: they go on as a rank.
PLACES: Final = frozenset({"rt", "kawasan", "kegiatan", USULAN})
_FEW: Final = 3


def read(session: MethodSession) -> Reading:
    """Everything the matrix says: per group and together, ranks, disagreement, stability. Seven queries."""
    board = board_of(session)
    groups = list(session.groups.all())
    panels = tuple(_panel(session, group, board) for group in groups)
    said = [(group.label, _standings(board, group.pk)) for group in groups]
    together = _standings(board, None)
    voting = [(label, found) for label, found in said if found]
    return Reading(
        panels=panels,
        gaps=tuple(_gaps(session, board, groups, panels)),
        comparison=_compared(session, board, voting, together) if len(voting) > 1 else (),
        differences=matrices.group_differences(voting),
        results=tuple(_results(board, together)),
    )


def _standings(board: Board, group: int | None) -> tuple[Standing, ...]:
    """The order of a group (None: of all raters); nothing before anybody finished or while nothing can be ranked."""
    return matrices.standings_of(board.rules, board.choices, board.done_in(group)) if board.ready else ()


def _compared(
    session: MethodSession, board: Board, voting: Sequence[tuple[str, Sequence[Standing]]], together: Sequence[Standing]
) -> tuple[Figure, ...]:
    whole = figures_of(board, f"semua-{session.pk}", "semua kelompok", board.done_in())
    return (beside(str(session.pk), voting, together), *whole)


def _panel(session: MethodSession, group: MethodGroup, board: Board) -> Panel:
    args = [session.cycle_id, session.pk, group.pk]
    url = reverse("methods:rating-list", args=args)
    links = (Link("Beri nilai saya", reverse("methods:rating-own", args=args), "pencil-square", while_open=True),)
    votes, raters = board.done_in(group.pk), board.raters_in(group.pk)
    if not votes or not board.ready:
        return Panel(group.label, group.pk, url, bool(raters), facts=_progress(raters, votes), links=links)
    figures = figures_of(board, str(group.pk), group.label, votes)
    return Panel(group.label, group.pk, url, True, figures, tuple(_facts(board, group.pk, raters, votes)), links)


def _progress(raters: Sequence[MatrixRater], votes: Sequence[Vote]) -> tuple[tuple[str, str], ...]:
    return (("Penilai", f"{len(votes)} dari {len(raters)} sudah selesai"),) if raters else ()


def _facts(
    board: Board, group: int | None, raters: Sequence[MatrixRater], votes: Sequence[Vote]
) -> Iterable[tuple[str, str]]:
    standings = _standings(board, group)
    rules, several = board.rules, len(votes) > 1
    yield "Cara", board.setup.get_method_display()
    if not rules.chooses:
        yield "Kriteria", "; ".join(_criterion(column) for column in columns_of(rules))
    told = f"{len(votes)} dari {len(raters)}" if len(votes) < len(raters) else str(len(votes))
    together = (
        f", digabung dengan {board.setup.get_rater_rule_display().lower()}" if several and not rules.chooses else ""
    )
    yield "Penilai", f"{told} penilai{together}"
    yield "Peringkat I", ", ".join(one.name for one in standings if one.rank == 1)
    tied = list(dict.fromkeys(one.tie_reason for one in standings if one.tie_reason and not rules.chooses))
    if tied:
        yield "Nilai sama", " ".join(tied[:_FEW])
    yield "Bila bobot berubah 20 %", matrices.stability_of(rules, board.choices, votes)
    if several and not rules.chooses:
        found = matrices.disputes(rules, standings)
        each = _shortened([f"{one.sentence}." for one in found])
        yield "Yang perlu dibicarakan", each or "Tidak ada nilai yang terpaut separuh skala."
    reasons = [f"{row.shown}: {row.reason}" for row in raters if row.reason]
    if reasons:
        yield "Nilai yang diubah", "; ".join(reasons)


def _criterion(column: Column) -> str:
    """A criterion in words, with its weight where it has one."""
    weight = f", bobot {column.below.lstrip('–')}" if column.below else ""
    return f"{column.code} {column.told}{weight}"


def _shortened(sentences: Sequence[str]) -> str:
    rest = len(sentences) - _FEW
    return " ".join([*sentences[:_FEW], *([f"Dan {rest} lagi."] if rest > 0 else [])])


def _gaps(
    session: MethodSession, board: Board, groups: Sequence[MethodGroup], panels: Sequence[Panel]
) -> Iterable[Gap]:
    place = [session.cycle_id, session.pk]
    if not board.begun:
        yield Gap("Cara menilai belum dipilih.", reverse("methods:matrix-edit", args=place))
        return
    if not board.rules.chooses and not (board.criteria and board.weights_hold):
        words = (
            f"Jumlah bobot {board.weight_sum}, harus {matrices.HUNDRED}."
            if board.criteria
            else "Kriteria belum ditulis."
        )
        yield Gap(words, reverse("methods:criterion-edit", args=place))
    if len(board.alternatives) < 2:
        yield Gap("Tulis paling sedikit dua pilihan.", reverse("methods:alternative-edit", args=place))
    for panel, group in zip(panels, groups, strict=True):
        open_ones = [row for row in board.raters_in(group.pk) if not row.given_at or board.owes(row)]
        if open_ones:
            yield Gap(f"{group.label}: {len(open_ones)} penilai belum selesai.", panel.edit_url)
        elif not board.done_in(group.pk):
            yield Gap(f"{group.label}: belum ada yang menilai.", panel.edit_url)


def _results(board: Board, together: Sequence[Standing]) -> Iterable[Result]:
    """The order as it goes on: typed problems, needs and usulan as such, everything else as a rank."""
    known = board.by_key
    kind = GOES_TO.get(board.setup.subject)
    for one in together:
        row = known[one.key]
        note = f"Peringkat {one.roman} dari {len(together)}, jumlah {show_fraction(one.total or Fraction(0))}"
        if kind is None or row.source in PLACES:
            yield Result(ResultKind.RANK, f"matriks:{row.pk}", f"{one.roman}. {one.name}", note, aspect=row.aspect)
            continue
        goes = ResultKind.PROPOSAL if row.source == MASALAH else kind
        fields = {"title": row.text} if goes == ResultKind.PROPOSAL else {}
        yield Result(goes, f"matriks:{row.pk}", row.text, note, aspect=row.aspect, fields=fields)


def cover(session: MethodSession, user: Any) -> Gap | None:
    """Why a person who can rate does not see the others' answers yet, and where the own ones are given. Two queries.

    Own answers first, then those of the others. Who cannot rate, and who said to look only, is not kept waiting.
    """
    if session.is_locked or not holds(user, RATE, session):
        return None
    own = own_rater(session, user)
    if own is not None and (own.way == RaterWay.LOOKS or own.given_at):
        return None
    others = MatrixRater.objects.filter(session=session, given_at__isnull=False)
    groups = list(session.groups.all())
    if not groups or not others.exists():
        return None
    group = own.group_id if own else groups[0].pk
    return Gap(
        "Beri nilai Anda dahulu, supaya tidak terpengaruh nilai orang lain. Sesudah itu nilai semua penilai terbuka.",
        reverse("methods:rating-own", args=[session.cycle_id, session.pk, group]),
    )


# --- Ranks for other apps ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class MeetingRank:
    """The rank that something of the cycle has in an agreed matrix, among how many, and where that is told."""

    title: str
    on: date
    roman: str
    rank: int
    of: int
    total: str
    url: str
    is_example: bool

    @property
    def sentence(self) -> str:
        return f"peringkat {self.roman} dari {self.of}, jumlah {self.total}"


def ranks_from(cycle: Cycle, source: str) -> dict[str, tuple[MeetingRank, ...]]:
    """Ranks in the agreed matrices of the cycle, by the key of what was taken from `source`, newest first.

    At most eight queries however many matrices there are. The order itself is that of the ranking engine.
    """
    taken = MatrixAlternative.objects.filter(source=source).values("session_id")
    rows = MethodSession.objects.filter(
        cycle=cycle, kind=MethodKind.MATRIKS, state=SessionState.AGREED, pk__in=taken
    ).select_related("meeting")
    sessions = sorted(rows, key=lambda one: (one.day, one.pk), reverse=True)
    found: dict[str, list[MeetingRank]] = {}
    for session, board in zip(sessions, boards_of(sessions).values(), strict=True) if sessions else ():
        known, standings = board.by_key, _standings(board, None)
        for one in standings:
            if known[one.key].source == source:
                url = reverse("methods:session-detail", args=[session.cycle_id, session.pk])
                told = MeetingRank(
                    session.title, session.day, one.roman, one.rank or 0, len(standings),
                    show_fraction(one.total or Fraction(0)), url, session.is_example,
                )  # fmt: skip
                found.setdefault(known[one.key].source_key, []).append(told)
    return {key: tuple(ranks) for key, ranks in found.items()}


# --- Empty sheets -----------------------------------------------------------------------------------------------
_HINTS: Final = ("Isi sendiri dahulu, baru lihat nilai orang lain", "Jangan tulis nama")
_BLANK_ROWS: Final = 8
_HEIGHT: Final = 540


def blank(group: str, paper: str) -> tuple[BlankSheet, ...]:
    """Empty sheets before anybody said how to compare: scores with room for meanings, pairs, ballots."""
    columns = [BlankColumn(f"K{at}", means={"5": "", "3": "", "1": ""}) for at in range(1, 6)]
    names = [""] * _BLANK_ROWS
    return (
        *_score_sheets("Matriks skoring", columns, names, _HINTS),
        BlankSheet("Dibandingkan dua-dua", blanks.pairs("pasangan-kosong", "Matriks pilihan", names, _HEIGHT), _PAIRS),
        BlankSheet("Pilihan 3-2-1", blanks.ballots("suara-kosong", "Pilihan 3-2-1", names[:6], _HEIGHT), _HINTS),
    )


def _score_sheets(
    title: str, columns: Sequence[BlankColumn], names: Sequence[str], hints: tuple[str, ...]
) -> tuple[BlankSheet, ...]:
    drawings = blanks.scores("matriks-kosong", title, columns, names, _HEIGHT)
    return tuple(BlankSheet(title, drawing, hints) for drawing in drawings)


_PAIRS: Final = ("Tulis nomor yang dipilih dalam setiap kotak", "Hitung berapa kali setiap nomor tertulis")


def blank_of(session: MethodSession, group: str, paper: str) -> tuple[BlankSheet, ...]:
    """The empty sheets of one rater with the criteria, meanings and alternatives of the session."""
    board = board_of(session)
    if not board.begun:
        return blank(group, paper)
    names = [row.text for row in board.alternatives] or [""] * _BLANK_ROWS
    method = board.setup.method
    if method == MatrixMethod.PASANGAN:
        return (BlankSheet(session.title, blanks.pairs("pasangan-kosong", session.title, names, _HEIGHT), _PAIRS),)
    if method == MatrixMethod.SUARA:
        return (BlankSheet(session.title, blanks.ballots("suara-kosong", session.title, names, _HEIGHT), _HINTS),)
    columns = [
        BlankColumn(
            row.code,
            f"{row.name}{' (nilai kecil lebih utama)' if row.direction < 0 else ''}",
            f"bobot {row.weight}" if method == MatrixMethod.BOBOT else "",
            row.definitions,
        )
        for row in board.criteria
    ] or [BlankColumn("K1")]
    scale = f"Nilai {board.setup.low} sampai {board.setup.high}"
    return _score_sheets(session.title, columns, names, (scale, *_HINTS))


TOOL = Tool(
    kind=MethodKind.MATRIKS,
    edit="methods:rating-list",
    read=read,
    blank=blank,
    papers=("A4", "A3"),
    blank_of=blank_of,
    cover=cover,
)
