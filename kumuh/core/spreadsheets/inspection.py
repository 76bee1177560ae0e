"""Looking at an uploaded file before anything unpacks it: which format, is it safe, is it too big.

A workbook is a packed folder; a few kilobytes can unpack to gigabytes, and one cell in the last
corner of a sheet makes a reader reserve memory for all cells before it. Both are refused here.
"""

import lzma
import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Literal
from xml.parsers import expat

from kumuh.core.spreadsheets.cells import Limits, SpreadsheetError, column_number

Format = Literal["xlsx", "xls", "ods", "csv"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
SAVE_AGAIN = "Buka berkasnya di Excel atau LibreOffice, lalu simpan sebagai .xlsx dan unggah lagi."
BROKEN = "Berkas rusak atau tidak lengkap sehingga tidak dapat dibaca."
MEGABYTE = 1024 * 1024
DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    KeyError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    struct.error,
)
"""What reading a damaged package may raise."""

_LETTERS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)""")
_NUMBERS = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]*([0-9]+)""")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")


def detect_format(data: bytes, limits: Limits) -> Format:
    """Format of the file by its content, never by its name. Raises `SpreadsheetError`."""
    if not data.strip():
        raise SpreadsheetError("Berkas kosong.", "Pilih berkas yang berisi data.")
    if len(data) > limits.megabytes * MEGABYTE:
        raise SpreadsheetError(
            f"Berkas lebih besar dari {limits.megabytes} MB.",
            "Hapus gambar dan lembar yang tidak perlu, atau bagi menjadi beberapa berkas.",
        )
    if data.startswith(b"PK\x03\x04"):
        return _detect_packed(data)
    if data.startswith(OLE):
        return _detect_ole(data)
    _refuse_known_others(data)
    return "csv"


def open_package(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The packed workbook, after its size, its parts and its checksums were found in order."""
    try:
        package = zipfile.ZipFile(BytesIO(data))
        parts = package.infolist()
        if len(parts) > limits.parts or sum(p.file_size for p in parts) > limits.unpacked_megabytes * MEGABYTE:
            raise SpreadsheetError("Isi berkas terlalu besar setelah dibuka.", SAVE_AGAIN)
        if any(part.flag_bits & 1 for part in parts):
            raise password_error()
        if package.testzip() is not None:
            raise SpreadsheetError(BROKEN, SAVE_AGAIN)
    except DAMAGE as error:
        raise SpreadsheetError(BROKEN, SAVE_AGAIN) from error
    return package


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """One XML part as UTF-8 bytes; document types and other encodings are refused."""
    try:
        data = package.read(name)
    except DAMAGE as error:
        raise SpreadsheetError(BROKEN, SAVE_AGAIN) from error
    if b"\0" in data or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise SpreadsheetError(BROKEN, SAVE_AGAIN)
    return data


def refuse_oversized_sheet(name: str, xml: bytes, limits: Limits) -> None:
    """Refuse a sheet of an xlsx whose filled area is beyond the limits, before a reader reserves it.

    A quick look at every reference settles the usual file. Only when that is too much (whole rows or
    columns may be formatted without holding anything) the sheet is walked to count filled cells.
    """
    letters = _LETTERS.findall(xml)
    columns = max(map(column_number, {found.decode() for found in letters}), default=0)
    rows = max(map(int, set(_NUMBERS.findall(xml))), default=0)
    if len(letters) < len(_CELL.findall(xml)):  # cells without a reference count from the left
        columns = max(columns, *(len(_CELL.findall(line)) for line in _ROW.split(xml)))
    if rows > limits.rows or columns > limits.columns:
        rows, columns = _filled_area(xml)
    refuse_area(name, rows, columns, limits)


def _filled_area(xml: bytes) -> tuple[int, int]:
    """Last row and column of a worksheet part that hold a value."""
    area = _FilledArea()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = area.start
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise SpreadsheetError(BROKEN, SAVE_AGAIN) from error
    return area.rows, area.columns


class _FilledArea:
    def __init__(self) -> None:
        self.row = self.column = self.rows = self.columns = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == "c":
            reference = attributes.get("r", "")
            letters = reference.rstrip("0123456789")
            self.column = column_number(letters) if letters else self.column + 1
            self.row = int(reference[len(letters) :] or self.row)
        elif tag in ("v", "is", "f"):
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)


def refuse_area(name: str, rows: int, columns: int, limits: Limits) -> None:
    """Refuse more rows or columns than the limits allow, naming the sheet and the limit."""
    if rows > limits.rows:
        raise SpreadsheetError(
            f"Lembar “{name}” berisi lebih dari {limits.rows} baris.",
            "Bagi datanya menjadi beberapa berkas, atau hapus isian yang tertinggal jauh di bawah.",
        )
    if columns > limits.columns:
        raise SpreadsheetError(
            f"Lembar “{name}” berisi lebih dari {limits.columns} kolom.",
            "Hapus kolom yang tidak dipakai, termasuk isian yang tertinggal jauh di kanan.",
        )


def password_error() -> SpreadsheetError:
    """The refusal of a file that needs a password to open."""
    return SpreadsheetError(
        "Berkas dikunci dengan kata sandi.", "Hapus kata sandinya di Excel, simpan, lalu unggah lagi."
    )


def _detect_packed(data: bytes) -> Format:
    try:
        package = zipfile.ZipFile(BytesIO(data))
        names = set(package.namelist())
        kind = package.read("mimetype")[:100] if "mimetype" in names else b""
    except DAMAGE as error:
        raise SpreadsheetError(BROKEN, SAVE_AGAIN) from error
    if kind.strip() == ODS_TYPE:
        return _detect_ods(package, names)
    if "xl/workbook.bin" in names:
        raise SpreadsheetError("Format .xlsb tidak dapat dibaca.", SAVE_AGAIN)
    if not any(name.lower() == "xl/workbook.xml" for name in names):
        raise _not_a_spreadsheet()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _macro_error()
    return "xlsx"


def _detect_ods(package: zipfile.ZipFile, names: set[str]) -> Format:
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in read_part(package, manifest):
        raise password_error()
    if any(name.startswith("Basic/") for name in names):
        raise _macro_error()
    return "ods"


def _detect_ole(data: bytes) -> Format:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise password_error()
    if not (has("Workbook") or has("Book")):
        raise _not_a_spreadsheet()
    if has("_VBA_PROJECT"):
        raise _macro_error()
    return "xls"


def _refuse_known_others(data: bytes) -> None:
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<?xml")):
        raise SpreadsheetError("Berkas ini halaman web, bukan lembar kerja, walau namanya .xls.", SAVE_AGAIN)
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise _not_a_spreadsheet()


def _not_a_spreadsheet() -> SpreadsheetError:
    return SpreadsheetError("Berkas ini bukan lembar kerja.", "Unggah berkas .xlsx, .xls, .ods, atau .csv.")


def _macro_error() -> SpreadsheetError:
    return SpreadsheetError(
        "Berkas berisi makro, dan makro tidak diterima demi keamanan.",
        "Simpan sebagai “Excel Workbook (.xlsx)” tanpa makro, lalu unggah lagi.",
    )
