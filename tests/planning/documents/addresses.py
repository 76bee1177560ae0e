"""Arguments of the addresses of documents for the access matrix."""

from uuid import UUID

from django.core.files.base import ContentFile

from planning.documents.models import Document, Edition, Signature
from tests.cast import World, addresses
from tests.planning.rembuk.builders import planned

CODE = "2222-2222-2222"


def stored_edition(world: World, kind="undangan", subject_id=None, **fields) -> Edition:
    """An edition written directly, with a file that is no real PDF."""
    subject_id = subject_id or planned(world).pk
    document = Document.objects.create(
        kind=kind, subject_id=subject_id, region=world.places.kelurahan, title="Undangan Contoh"
    )
    values = {
        "sequence": 1, "state": "SAH", "digest": "0" * 64, "file_digest": "0" * 64, "control_code": CODE,
        "content": {}, "pages": 1, "reason": "contoh", "data_date": world.cycle.created_at,
    } | fields  # fmt: skip
    edition = Edition(document=document, **values)
    edition.file.save("contoh.pdf", ContentFile(b"%PDF-1.7"))
    return edition


@addresses("documents:document-")
def of_document(world: World):
    """A paper that cannot be printed yet, so that no page waits for the engine."""
    return {"kind": "berita-acara", "subject_id": planned(world).pk, "job": UUID(int=1)}


@addresses("documents:edition-", "documents:signature-")
def of_edition(world: World):
    return {"pk": stored_edition(world).pk}


@addresses("documents:signature-file")
def of_signature(world: World):
    row = Signature(
        edition=stored_edition(world), kind="BASAH", role="Pengundang", office="Lurah", name="Lurah Contoh",
        signed_on=world.cycle.started_on, recorded_by=world.cast.lurah,
    )  # fmt: skip
    row.scan.save("contoh.jpg", ContentFile(b"jpg"))
    return {"pk": row.pk}


@addresses("documents:letterhead-edit", "documents:satker-letterhead-edit")
def of_letterhead(world: World):
    return {"cycle": world.cycle.pk, "body": "bkm"}
