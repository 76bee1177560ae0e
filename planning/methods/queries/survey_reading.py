"""What the survey of households tells the common pages, and its empty sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.urls import reverse

from kumuh.core.formats import show_number
from planning.methods.drawing import bars
from planning.methods.drawing import survey as drawn
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.enums.survey import Asked, Match, Settled
from planning.methods.models import MethodSession
from planning.methods.queries.survey import Overview, RtLine, overview_of
from planning.methods.registry import BlankSheet, Figure, Gap, Link, Panel, Reading, Result, Tool
from planning.methods.survey.questions import AREA, HOUSEHOLD
from planning.methods.survey.rules import PARAMETERS
from planning.methods.survey.sums import APART, Compared, Tally, together
from planning.methods.survey.words import Form, Question

RULE: Final = (
    "Satu butir yang tidak beres membuat bangunan atau keluarga dihitung tidak beres; yang belum dijawab tidak pernah "
    f"dihitung beres. Berselisih (!): berbeda lebih dari {APART} persen dari angka yang lebih besar; batas ini usulan "
    "aplikasi."
)
COVERAGE_RULE: Final = "Jumlah KK menurut data RT; bila belum ada, menurut pengurus RT."
PARTS: Final = (bars.Part("sudah didata", "blue"), bars.Part("belum didata", "paper", "dots"))
#: So many RT stand in one drawing, so that it fits a page.
MOST_BARS: Final = 20
#: Whom a service that is missing would serve.
USERS: Final = {
    "air_akses_aman": "air minum",
    "limbah_sistem": "jamban dan tangki septik",
    "sampah_sarpras": "layanan sampah",
}
HEAD: Final = ("Parameter", "Survei", "Belum terjawab", "Data RT", "Selisih", "Keadaan")
#: Names of RT in a sentence; the others are counted.
MOST_NAMED: Final = 8


def read(session: MethodSession) -> Reading:
    """Everything the survey says: who was visited, sums beside the RT records, what is to be decided. Six queries."""
    overview = overview_of(session)
    begun = overview.begun
    desk = reverse("methods:survey-desk", args=[session.cycle_id, session.pk])
    figures = (*_coverage(session, overview), *_all_together(session, begun)) if begun else ()
    panel = Panel(
        "Seluruh survei", None, desk, bool(begun), figures, tuple(_facts(overview)),
        (Link("Daftar RT, formulir dan berkas", desk, "list-check"),),
    )  # fmt: skip
    return Reading(
        panels=(panel,),
        gaps=tuple(_gaps(session, overview, desk)),
        results=tuple(_results(begun)),
        annex=tuple(rt_panel(session, line) for line in begun) if len(begun) > 1 else (),
    )


def rt_panel(session: MethodSession, line: RtLine) -> Panel:
    """One RT: its parameters beside the RT record, who lives there, what was decided."""
    url = reverse("methods:survey-rt", args=[session.cycle_id, session.pk, line.rt.pk])
    figure = pair_figure(f"survei-{session.pk}-{line.rt.pk}", f"Survei dan data RT: {line.rt.label}", line)
    return Panel(line.rt.label, None, url, line.begun, (figure,), tuple(rt_facts(line)))


def pair_figure(ident: str, title: str, line: RtLine) -> Figure:
    """The sixteen parameters of an RT as bars and table; the header figures stand in the table too."""
    return _figure(ident, title, line.result.parameters, line.result.heads, line)


def _figure(
    ident: str, title: str, parameters: Sequence[Compared], heads: Sequence[Compared] = (), line: RtLine | None = None
) -> Figure:
    sheet = drawn.PairSheet(ident, title, [_pair(one) for one in parameters])
    rows = tuple(table_row(one, line) for one in (*heads, *parameters))
    return Figure(title, drawn.wide(sheet), HEAD, rows, tall=drawn.tall(sheet), note=RULE)


def _pair(one: Compared) -> drawn.Pair:
    is_open = one.missing != 0 and one.found is not None
    return drawn.Pair(
        f"{one.code} {one.name}",
        one.share,
        one.record_share,
        f"{drawn.told(one.found, one.unit)}{_in_percent(one.share)}",
        f"{drawn.told(one.record, one.unit)}{_in_percent(one.record_share)}",
        one.match == Match.BEDA,
        f"{missing_words(one)} belum terjawab" if is_open else "",
        f", {one.missing if one.missing is not None else '?'} belum" if is_open else "",
    )


def _in_percent(share: object) -> str:
    return "" if share is None else f" ({show_number(share, 1)} %)"  # type: ignore[arg-type]  # a Decimal


def missing_words(one: Compared) -> str:
    """How many answers are missing, in words."""
    return "tidak diketahui berapa" if one.missing is None else f"{one.missing} {one.unit}"


def gap_words(one: Compared) -> str:
    """How far the numbers lie apart, in words."""
    return "–" if one.gap is None else f"{show_number(one.gap, 1)} %"


def state_words(one: Compared, line: RtLine | None = None) -> str:
    """How a number stands, with what was decided about it."""
    decision = line.decision_on(one) if line else None
    if decision is None:
        return str(Match(one.match).label)
    reason = f": {decision.reason}" if decision.reason else ""
    return f"{Settled(decision.settled).label}{reason}"


def table_row(one: Compared, line: RtLine | None = None) -> tuple[str, ...]:
    """One number as a row of the table."""
    return (
        f"{one.code} {one.name}".strip(),
        drawn.told(one.found, one.unit),
        "–" if one.found is None or one.missing == 0 else missing_words(one),
        drawn.told(one.record, one.unit),
        gap_words(one),
        state_words(one, line),
    )


def _coverage(session: MethodSession, overview: Overview) -> Iterable[Figure]:
    """Households visited of those known, RT by RT."""
    lines = overview.lines
    several = len(lines) > MOST_BARS
    for at in range(0, len(lines), MOST_BARS):
        part = lines[at : at + MOST_BARS]
        title = "Keluarga yang sudah didata" + (f" ({at + 1} sampai {at + len(part)})" if several else "")
        sheet = bars.BarSheet(
            f"cakupan-{session.pk}-{at}", title, "KK", PARTS,
            [bars.Bar(line.rt.label, (line.result.tally.households, line.result.out or 0), _visited(line))
             for line in part],
        )  # fmt: skip
        rows = tuple(
            (line.rt.label, str(line.result.tally.households), _known(line), "ada" if line.sheet else "belum")
            for line in part
        )
        head = ("RT", "KK didata", "KK diketahui", "Formulir kawasan")
        yield Figure(title, bars.wide(sheet), head, rows, tall=bars.tall(sheet), note=COVERAGE_RULE)


def _known(line: RtLine) -> str:
    return "belum diketahui" if line.result.known is None else str(line.result.known)


def _visited(line: RtLine) -> str:
    known = line.result.known
    return f"{line.result.tally.households} KK" if known is None else f"{line.result.tally.households} dari {known}"


def _all_together(session: MethodSession, begun: Sequence[RtLine]) -> Iterable[Figure]:
    """The RT that were visited, as one."""
    if len(begun) > 1:
        lines = together([line.result for line in begun])
        yield _figure(f"survei-{session.pk}", f"Survei dan data RT: {len(begun)} RT bersama", lines)
    else:
        yield pair_figure(f"survei-{session.pk}", f"Survei dan data RT: {begun[0].rt.label}", begun[0])


def _facts(overview: Overview) -> Iterable[tuple[str, str]]:
    tally = overview.tally
    known = [line.result.known for line in overview.begun]
    all_known = sum(one for one in known if one is not None) if None not in known else None
    of = f" dari {all_known} KK yang diketahui" if all_known is not None else ""
    yield "Keluarga yang didata", f"{tally.households} KK{of} di {len(overview.begun)} RT, {tally.buildings} bangunan"
    yield from tally_facts(tally)
    if overview.reason:
        yield "Perbandingan", overview.reason
    else:
        undecided = sum(len(line.undecided) for line in overview.begun)
        yield "Selisih yang belum diputuskan", str(undecided) if undecided else "tidak ada"


def tally_facts(tally: Tally) -> Iterable[tuple[str, str]]:
    """People of the households that were visited, in words; what nobody counted is said."""
    open_words = f"; {tally.uncounted} KK belum menyebut anggotanya" if tally.uncounted else ""
    yield "Anggota keluarga", f"{tally.men} laki-laki, {tally.women} perempuan{open_words}"
    unsaid = f"; {tally.low_income_unknown} KK belum menjawab" if tally.low_income_unknown else ""
    yield "Keluarga berpenghasilan rendah (MBR)", f"{tally.low_income} KK{unsaid}"
    yield "Warga difabel", f"{tally.disabled} jiwa"


def rt_facts(line: RtLine) -> Iterable[tuple[str, str]]:
    """One RT in words."""
    yield "Keluarga yang didata", f"{_visited(line)}, {line.result.tally.buildings} bangunan"
    yield from tally_facts(line.result.tally)
    yield "Formulir kawasan", "ada" if line.sheet else "belum diisi"
    flagged = ", ".join(f"{one.code} {one.name}".strip() for one in line.undecided)
    yield "Selisih yang belum diputuskan", flagged or "tidak ada"


def _gaps(session: MethodSession, overview: Overview, desk: str) -> Iterable[Gap]:
    begun = overview.begun
    if not begun:
        yield Gap("Belum ada keluarga yang didata.", desk)
    without = [line.rt.label for line in begun if line.sheet is None]
    if without:
        yield Gap(f"Formulir kawasan belum diisi: {_named(without)}.", desk)
    for line in begun:
        if line.undecided:
            url = reverse("methods:survey-settle", args=[session.cycle_id, session.pk, line.rt.pk])
            yield Gap(f"{line.rt.label}: {len(line.undecided)} selisih dengan data RT belum diputuskan.", url)


def _named(labels: Sequence[str]) -> str:
    more = len(labels) - MOST_NAMED
    return ", ".join(labels[:MOST_NAMED]) + (f" dan {more} RT lain" if more > 0 else "")


def _results(begun: Sequence[RtLine]) -> Iterable[Result]:
    """Every parameter that is not in order somewhere, and whom the missing services would serve. Numbers, no names."""
    for at, parameter in enumerate(PARAMETERS):
        found = [(line.rt.label, line.result.parameters[at]) for line in begun]
        hit = [(label, one) for label, one in found if one.found]
        if not hit:
            continue
        total = sum(one.found for _, one in hit if one.found is not None)
        number = f"{show_number(total)} {parameter.unit}"
        where = _named([f"{label} ({show_number(one.found or 0)} {parameter.unit})" for label, one in hit])
        fields = {"criterion_key": parameter.key, "location": _named([label for label, _ in hit])[:200]}
        text = f"{parameter.name}: {number}"
        yield Result(
            ResultKind.PROBLEM, f"parameter:{parameter.key}", text, f"Survei swadaya {_scope(begun, parameter.unit)}: "
            f"{where}", aspect=parameter.aspect, fields=fields,
        )  # fmt: skip
        if parameter.key in USERS:
            words = f"{USERS[parameter.key]}: {number} di {_named([label for label, _ in hit])}"
            yield Result(ResultKind.USERS, f"pengguna:{parameter.key}", words, aspect=parameter.aspect)


def _scope(begun: Sequence[RtLine], unit: str) -> str:
    if unit == "unit":
        return f"{sum(line.result.tally.buildings for line in begun)} bangunan"
    return f"{sum(line.result.tally.households for line in begun)} KK" if unit == "KK" else f"{len(begun)} RT"


# --- Empty sheets -------------------------------------------------------------------------------------------------
HINTS: Final = {
    "A": ("Satu lembar satu keluarga", "tulis yang dilihat, bukan yang dikira", "yang tidak diketahui dikosongkan"),
    "B": ("Satu lembar satu RT", "isi sambil berjalan", "yang tidak diukur dikosongkan; 0 berarti tidak ada"),
}

#: Words that fit at the right of their question on paper.
SHORT_ON_PAPER: Final = ("nomor_rumah", "petugas")


def blank(group: str, paper: str) -> tuple[BlankSheet, ...]:
    """Form A and form B to write on, upright."""
    return tuple(
        BlankSheet(_page_title(form, number, len(pages)), page, HINTS[form.letter], landscape=False)
        for form, pages in ((form, _pages(form)) for form in (HOUSEHOLD, AREA))
        for number, page in enumerate(pages, 1)
    )


def _page_title(form: Form, number: int, count: int) -> str:
    return form.title if count == 1 else f"{form.title} ({number} dari {count})"


def _pages(form: Form) -> Sequence[drawn.Drawing]:
    sections = [
        drawn.PaperSection(
            f"{section.number}. {section.title}", tuple(_on_paper(question) for question in section.questions)
        )
        for section in form.sections
    ]
    first = drawn.PaperSection("RT", (drawn.PaperQuestion("RT, RW"),))
    return drawn.papers(f"formulir-{form.letter.lower()}", form.title, [first, *sections])


def _on_paper(question: Question) -> drawn.PaperQuestion:
    choices = tuple(option.label for option in question.options)
    note = question.hint
    if question.when is not None:
        note = "Hanya bila ada jamban." if question.when[0] == "jamban" else "Hanya bila diangkut."
    long = question.asked == Asked.TEKS and question.key not in SHORT_ON_PAPER
    return drawn.PaperQuestion(question.label, choices, question.unit, long, note)


TOOL = Tool(kind=MethodKind.SURVEI, edit="methods:survey-desk", read=read, blank=blank, per_group=False, papers=("A4",))
