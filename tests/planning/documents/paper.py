"""Reading a printed document back: its text, its pages, its fonts."""

import io

import pikepdf
import pypdfium2

from planning.documents.kinds.printing import document_pdf

MM = 72 / 25.4


class Printed:
    """A document read back, from a view or the bytes of a PDF: text per page with single spaces, sizes in mm."""

    def __init__(self, view):
        self.data = view if isinstance(view, bytes) else document_pdf(view)
        paper = pypdfium2.PdfDocument(self.data)
        self.pages = [" ".join(page.get_textpage().get_text_range().split()) for page in paper]
        self.sizes = [tuple(round(side / MM) for side in page.get_size()) for page in paper]
        self.text = " ".join(self.pages)

    def page_with(self, words):
        return next(page for page in self.pages if words in page)

    @property
    def fonts(self):
        with pikepdf.open(io.BytesIO(self.data)) as file:
            return {
                str(o.BaseFont).split("+")[-1]
                for o in file.objects
                if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"
            }

    @property
    def attachments(self):
        """Names of the files inside the PDF."""
        with pikepdf.open(io.BytesIO(self.data)) as file:
            return {name: spec.get_file().read_bytes() for name, spec in file.attachments.items()}


def pdf_of(edition):
    """The bytes of an edition."""
    with edition.file.open("rb") as stored:
        return stored.read()


def printed(edition):
    """An edition read back."""
    return Printed(pdf_of(edition))
