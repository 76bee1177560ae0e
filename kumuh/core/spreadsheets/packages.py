"""What the fast reader does not tell: sheets' parts, failed formulas, and the true size of ods tables."""

import re
import zipfile
from xml.etree import ElementTree
from xml.parsers import expat

from kumuh.core.spreadsheets.cells import FormulaError, Limits, SpreadsheetError, column_number
from kumuh.core.spreadsheets.inspection import (
    BROKEN,
    SAVE_AGAIN,
    read_part,
    refuse_area,
    refuse_oversized_sheet,
)

Errors = dict[str, dict[tuple[int, int], FormulaError]]
"""Failed formulas by sheet name, then by (row, column) counted from 0."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^>]*\bt=["']e["'])[^>]*?\br=["']([A-Za-z]+)([0-9]+)["'][^>]*>"""
    rb"""(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v[^>]*>([^<]*)<""",
    re.DOTALL,
)
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_EXTENSION = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_LIBREOFFICE_CODES = {"Err:502": "#VALUE!", "Err:503": "#NUM!", "Err:508": "#NAME?", "Err:532": "#DIV/0!"}


def check_xlsx(package: zipfile.ZipFile, limits: Limits) -> Errors:
    """Size check of every sheet of an xlsx, and where its formulas failed."""
    errors: Errors = {}
    for name, part in _sheet_parts(package).items():
        xml = read_part(package, part)
        refuse_oversized_sheet(name, xml, limits)
        if b't="e"' in xml or b"t='e'" in xml:
            errors[name] = {
                (int(row) - 1, column_number(letters.decode()) - 1): FormulaError(code.decode())
                for letters, row, code in _ERROR_CELL.findall(xml)
                if int(row) <= limits.rows and column_number(letters.decode()) <= limits.columns
            }
    return errors


def check_ods(package: zipfile.ZipFile, limits: Limits) -> Errors:
    """The same for an ods: repeated rows and cells count as often as they are repeated."""
    survey = _OdsSurvey(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = survey.start
    parser.EndElementHandler = survey.end
    parser.CharacterDataHandler = survey.text
    try:
        parser.Parse(read_part(package, "content.xml"), True)
    except (expat.ExpatError, KeyError, ValueError) as error:
        raise SpreadsheetError(BROKEN, SAVE_AGAIN) from error
    return survey.errors


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Name of each worksheet and the part of the package that holds it."""
    try:
        book = ElementTree.fromstring(read_part(package, "xl/workbook.xml"))
        links = ElementTree.fromstring(read_part(package, "xl/_rels/workbook.xml.rels"))
    except (ElementTree.ParseError, KeyError) as error:
        raise SpreadsheetError(BROKEN, SAVE_AGAIN) from error
    targets = {link.get("Id"): link.get("Target", "") for link in links if link.get("TargetMode") != "External"}
    known = set(package.namelist())
    parts = {}
    for sheet in book.iter():
        if not sheet.tag.endswith("}sheet"):
            continue
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in known:
            parts[sheet.get("name", "")] = part
    return parts


class _OdsSurvey:
    """Walks content.xml once, counting filled rows and columns of each table."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.errors: Errors = {}
        self.table = ""
        self.row = self.column = self.row_repeat = self.cell_repeat = 0
        self.filled = False
        self.failed = False
        self.words = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self.table, self.row, self.row_repeat = attributes.get(f"{_TABLE}name", ""), 0, 0
        elif name == f"{_TABLE}table-row":
            self.row += self.row_repeat
            self.row_repeat = int(attributes.get(f"{_TABLE}number-rows-repeated", "1"))
            self.column = self.cell_repeat = 0
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self.column += self.cell_repeat
            self.cell_repeat = int(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
            self.filled = f"{_OFFICE}value-type" in attributes
            self.failed = attributes.get(f"{_EXTENSION}value-type") == "error"
            self.words = ""

    def text(self, words: str) -> None:
        if len(self.words) < 40:
            self.words += words

    def end(self, name: str) -> None:
        if name not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            return
        shown = self.words.strip()
        if self.filled or shown or self.failed:
            refuse_area(self.table, self.row + self.row_repeat, self.column + self.cell_repeat, self.limits)
        if self.failed or shown.startswith("Err:"):
            code = _LIBREOFFICE_CODES.get(shown, shown or "#VALUE!")
            self.errors.setdefault(self.table, {})[self.row, self.column] = FormulaError(code)
