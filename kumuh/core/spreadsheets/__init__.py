"""The one door to spreadsheets: nothing else in the project opens or writes xlsx, xls, ods or csv.

Reading gives plain cells with their positions, or one `SpreadsheetError` that says in Indonesian what
is wrong and what to do; writing gives bytes that are the same for the same content.
"""

from kumuh.core.spreadsheets.cells import (
    Cell,
    CellValue,
    FormulaError,
    Limits,
    Row,
    Sheet,
    SpreadsheetError,
    Workbook,
    column_letter,
    position,
)
from kumuh.core.spreadsheets.reading import read_workbook
from kumuh.core.spreadsheets.tables import Column, ColumnKind, Mark, Table
from kumuh.core.spreadsheets.values import as_date, as_number, as_text, as_whole
from kumuh.core.spreadsheets.writing import write_csv, write_xlsx

__all__ = [
    "Cell",
    "CellValue",
    "Column",
    "ColumnKind",
    "FormulaError",
    "Limits",
    "Mark",
    "Row",
    "Sheet",
    "SpreadsheetError",
    "Table",
    "Workbook",
    "as_date",
    "as_number",
    "as_text",
    "as_whole",
    "column_letter",
    "position",
    "read_workbook",
    "write_csv",
    "write_xlsx",
]
