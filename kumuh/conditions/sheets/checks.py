"""What a whole sheet shows that no single cell does: the same RT twice, columns that moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kumuh.conditions.ruleset import RuleSet
from kumuh.conditions.sheets.columns import COUNTED, RT, bare
from kumuh.conditions.sheets.parts import Place, Problem, SheetColumns, SheetRow

FEWEST_ROWS = 2


def same_rt(place: Place) -> tuple[object, ...]:
    """Rows with equal answers are about one RT in one year.

    The kawasan counts as well: the same numbers in another kawasan are another RT as long as only the file speaks.
    """
    return (place.year, place.kelurahan_code, bare(place.kelurahan_name), bare(place.settlement), place.rw, place.rt)


def find_double_rows(rows: Sequence[SheetRow], columns: Mapping[str, SheetColumns]) -> list[Problem]:
    """A problem for every row whose RT and year stand in the file already."""
    first: dict[tuple[object, ...], SheetRow] = {}
    problems = []
    for row in rows:
        if row.place is None:
            continue
        found = first.setdefault(same_rt(row.place), row)
        if found is not row:
            label = f"RT {row.place.rt}" + (f" RW {row.place.rw}" if row.place.rw else "")
            sheet = "" if found.sheet == row.sheet else f" lembar “{found.sheet}”"
            reason = f"{label} tahun {row.place.year} sudah ada di baris {found.number}{sheet}."
            letter = columns[row.sheet].letter(RT)
            problems.append(Problem(row.sheet, row.number, RT, row.place.rt, reason, "Hapus salah satunya.", letter))
    return problems


def find_shift(sheet: str, rows: Sequence[SheetRow], ruleset: RuleSet) -> list[Problem]:
    """One problem for a sheet whose columns seem to have moved.

    Buildings and families are whole numbers; where half of the rows (at least two) hold fractions in columns of
    counted things, figures of other columns stand there (seen in a published city sheet).
    """
    counted = [item.key for item in ruleset.criteria if item.unit in COUNTED]
    broken = [row for row in rows if any((row.volumes.get(key) or 0) % 1 for key in counted)]
    if len(broken) < FEWEST_ROWS or 2 * len(broken) < len(rows):
        return []
    reason = (
        f"Kolom tampak bergeser: {len(broken)} dari {len(rows)} baris berisi pecahan di kolom jumlah bangunan atau KK."
    )
    return [
        Problem(sheet, None, "", "", reason, "Cocokkan judul kolom dengan isinya sejak kolom pertama yang pecahan.")
    ]
