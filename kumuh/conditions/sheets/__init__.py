"""The baseline workbook without a database: columns, reading, checks, and scores of a file.

Used by the import of the pages and by `manage.py impor_baseline`, so that both read a file the same way.
"""

from kumuh.conditions.sheets.checks import same_rt
from kumuh.conditions.sheets.columns import PERCENT_PREFIX, identity_columns, known_fields, template_columns
from kumuh.conditions.sheets.parts import Place, Problem, Reading, SheetColumns, SheetRow
from kumuh.conditions.sheets.reading import read_baseline
from kumuh.conditions.sheets.scored import check_file

__all__ = [
    "PERCENT_PREFIX",
    "Place",
    "Problem",
    "Reading",
    "SheetColumns",
    "SheetRow",
    "check_file",
    "identity_columns",
    "known_fields",
    "read_baseline",
    "same_rt",
    "template_columns",
]
