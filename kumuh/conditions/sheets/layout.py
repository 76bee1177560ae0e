"""Finding the heading row and the columns of a sheet, wherever titles and key rows stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kumuh.conditions.ruleset import RuleSet
from kumuh.conditions.sheets.columns import CODE, NAME, RT, RW, SETTLEMENT, YEAR, bare, heading_index, known_fields
from kumuh.conditions.sheets.parts import Problem, SheetColumns
from kumuh.core.spreadsheets import Row, Sheet

LOOKED_AT = 40
FEWEST_COLUMNS = 4
SUGGEST_TEMPLATE = "Unduh templat impor, lalu salin datanya ke sana."


def find_columns(sheet: Sheet, ruleset: RuleSet) -> SheetColumns | None:
    """The columns of a sheet, None where no row looks like a heading.

    Titles above, a human heading row and a key row below it are all understood; the row of keys wins, data
    begins below the last heading row. Unknown columns are kept as `extra`.
    """
    index = heading_index(ruleset)
    found = [(row, _matches(row, index)) for row in sheet.rows[:LOOKED_AT]]
    best = max((len(matched) for _, matched in found), default=0)
    headings = [(row, matched) for row, matched in found if len(matched) >= max(FEWEST_COLUMNS, best // 2 + 1)]
    if not headings:
        return None
    last = headings[0][0]
    chosen = headings[0]
    for row, matched in headings[1:]:
        if row.number > last.number + 2:
            break
        last = row
        chosen = max(chosen, (row, matched), key=lambda item: (len(item[1]), item[0].number))
    row, matched = chosen
    extra = [str(value) for position, value in enumerate(row.values) if value is not None and position not in matched]
    columns: dict[str, int] = {}
    for position, key in matched.items():
        columns.setdefault(key, position)
    return SheetColumns(columns, last.number + 1, tuple(extra))


def _matches(row: Row, index: Mapping[str, str]) -> dict[int, str]:
    """Zero-based position to key for every cell of a row that is a known heading."""
    texts = {place: bare(value) for place, value in enumerate(row.values) if isinstance(value, str)}
    return {place: index[text] for place, text in texts.items() if text in index}


def check_columns(sheet: Sheet, columns: SheetColumns, ruleset: RuleSet) -> list[Problem]:
    """Columns that the template has and the sheet does not, and columns that stand in it twice."""
    problems = [
        Problem(sheet.name, None, key, "", f"Kolom “{label}” tidak ada.", SUGGEST_TEMPLATE)
        for key, label in _required(ruleset)
        if key not in columns.index
    ]
    if CODE not in columns.index and NAME not in columns.index:
        reason = f"Kolom “{CODE}” atau “{NAME}” tidak ada."
        problems.append(Problem(sheet.name, None, CODE, "", reason, SUGGEST_TEMPLATE))
    return problems + [
        Problem(sheet.name, None, key, "", f"Kolom “{key}” tertulis dua kali.", "Hapus salah satunya.")
        for key in _doubled(sheet, columns, ruleset)
    ]


def _required(ruleset: RuleSet) -> list[tuple[str, str]]:
    fields = known_fields(ruleset)
    wanted = [YEAR, RT, *ruleset.denominator_by_key, *ruleset.criterion_by_key]
    return [(key, fields[key].key if fields[key].role == "identity" else fields[key].label) for key in wanted]


def _doubled(sheet: Sheet, columns: SheetColumns, ruleset: RuleSet) -> list[str]:
    index = heading_index(ruleset)
    heading = max((_matches(row, index) for row in sheet.rows[:LOOKED_AT]), key=len, default={})
    keys: Sequence[str] = list(heading.values())
    return sorted({key for key in keys if keys.count(key) > 1})


def version_in(sheets: Sequence[Sheet], rulesets: Mapping[str, RuleSet], default: str) -> str:
    """Which regulation version the headings of a file speak, `default` where they do not say.

    A parameter that only one version has (not maintained drains, positive indicators …) settles it.
    """
    seen: set[str] = set()
    indexes = {key: heading_index(ruleset) for key, ruleset in rulesets.items()}
    for sheet in sheets:
        for row in sheet.rows[:LOOKED_AT]:
            for value in row.values:
                text = bare(value) if isinstance(value, str) else ""
                holders = [key for key, index in indexes.items() if text in index]
                if len(holders) == 1 and holders[0] != default:
                    field = known_fields(rulesets[holders[0]])[indexes[holders[0]][text]]
                    seen |= {holders[0]} if field.role == "volume" else set()
    return seen.pop() if len(seen) == 1 else default


IDENTITY = (YEAR, CODE, NAME, SETTLEMENT, RW, RT)
