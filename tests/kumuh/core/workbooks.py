"""Workbooks made for the tests: whole, strange and hostile ones."""

import zipfile
from io import BytesIO

import xlsxwriter

ODS = "application/vnd.oasis.opendocument.spreadsheet"


def workbook(fill, **options) -> bytes:
    """Bytes of an xlsx that `fill(book)` draws."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, **options}) as book:
        fill(book)
    return output.getvalue()


def packed(**parts: str | bytes) -> bytes:
    """A zip file with the given parts."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return output.getvalue()


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same package with a text of one part replaced."""
    source, output = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == part:
                assert old in content
                content = content.replace(old, new)
            package.writestr(info.filename, content)
    return output.getvalue()


def ods(rows: str, manifest: str = "<m/>") -> bytes:
    """A minimal ods whose only table holds the given rows."""
    namespaces = " ".join(
        f'xmlns:{short}="{name}"'
        for short, name in {
            "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
            "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
            "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
            "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        }.items()
    )
    content = (
        f"<office:document-content {namespaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(**{"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": content})


def one_sheet(*lines: tuple[object, ...]) -> bytes:
    def fill(book):
        sheet = book.add_worksheet("Data")
        for row, line in enumerate(lines):
            sheet.write_row(row, 0, line)

    return workbook(fill)


def far_cell(position_: str) -> bytes:
    return replaced(one_sheet((1,)), "xl/worksheets/sheet1.xml", b'r="A1"', f'r="{position_}"'.encode())


def macro() -> bytes:
    return packed(**{"xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": b"x"})


def damaged() -> bytes:
    data = bytearray(one_sheet((1, 2), (3, 4)))
    middle = bytes(data).find(b"xl/worksheets/sheet1.xml") + 60
    data[middle] ^= 0xFF
    return bytes(data)


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(600)


REPEATED = '<table:table-row table:number-rows-repeated="900000"><table:table-cell office:value-type="float" {0}/>'
BROKEN_FILES = {
    "nothing": (b"", "kosong"),
    "blank": (b" \n ", "kosong"),
    "zip cut short": (one_sheet((1,))[:900], "rusak"),
    "damaged inside": (damaged(), "rusak"),
    "a folder of other things": (packed(**{"word/document.xml": "<w/>"}), "bukan lembar kerja"),
    "workbook without parts": (packed(**{"xl/workbook.xml": "<workbook/>"}), "rusak"),
    "workbook that is no xml": (
        packed(**{"xl/workbook.xml": "<work", "xl/_rels/workbook.xml.rels": "<r/>"}),
        "rusak",
    ),
    "entities": (
        packed(**{"xl/workbook.xml": "<!DOCTYPE a><workbook/>", "xl/_rels/workbook.xml.rels": "<r/>"}),
        "rusak",
    ),
    "xlsb": (packed(**{"xl/workbook.bin": b"x"}), "xlsb"),
    "macro": (macro(), "makro"),
    "password": (ole("EncryptedPackage"), "kata sandi"),
    "old word document": (ole("WordDocument"), "bukan lembar kerja"),
    "old excel, cut": (ole("Workbook"), "rusak"),
    "old excel with macro": (ole("Workbook _VBA_PROJECT"), "makro"),
    "ods with password": (ods("", "<m><encryption-data/></m>"), "kata sandi"),
    "ods with macro": (packed(**{"mimetype": ODS, "Basic/a": "x"}), "makro"),
    "ods without content": (packed(mimetype=ODS), "rusak"),
    "ods that repeats a row": (ods(REPEATED.format('office:value="1"') + "</table:table-row>"), "baris"),
    "ods that repeats a cell": (
        ods('<table:table-row><table:table-cell table:number-columns-repeated="9999" office:value-type="float" '
            'office:value="1"/></table:table-row>'),
        "kolom",
    ),
    "web page named xls": (b"<html><table><tr><td>1", "halaman web"),
    "pdf": (b"%PDF-1.7 ...", "bukan lembar kerja"),
    "picture": (b"\x89PNG\r\n\x1a\n....", "bukan lembar kerja"),
    "random bytes": (b"\x00\x01\x02\x9d\x81", "bukan teks"),
    "cell in the last row": (far_cell("A1048576"), "baris"),
    "cell in the last column": (far_cell("XFD1"), "kolom"),
    "no data": (one_sheet(), "tidak berisi data"),
    "open quote": (b'rt;nama\n1;"Ali\n2;Budi\n', "baris 2 tidak berpasangan"),
    "endless cell": (b"rt;nama\n1;" + b"x" * 40_000, "terlalu panjang"),
}  # fmt: skip
