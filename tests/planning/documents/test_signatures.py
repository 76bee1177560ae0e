"""Three plainly different states: not signed, wet signature with a scan, certified electronic signature."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone

from kumuh.core.uploads import UploadRefused
from planning.documents import queries, services
from planning.documents.enums import SignatureKind, SignatureState
from planning.documents.errors import SignatureRefused
from planning.documents.models import Edition
from planning.documents.services import SignedBy
from tests.planning.documents import builders
from tests.planning.documents.certificates import Authority
from tests.planning.documents.paper import pdf_of
from tests.planning.rembuk.builders import photo, planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
LURAH = SignedBy("Pengundang", "Lurah Krapyak", builders.LURAH)


@pytest.fixture
def edition(world):
    """An invitation with one place to sign: the lurah."""
    builders.officials(world)
    return services.print_document(kind="undangan", subject_id=planned(world).pk, by=None, reason="uji")


def sign(world, edition, scan=None, signers=(LURAH,), day=None):
    return services.record_signature(
        edition=edition,
        signers=signers,
        signed_on=day or timezone.localdate(),
        scan=scan or photo(),
        by=world.cast.lurah,
    )


def state_of(edition):
    return queries.signature_state(Edition.objects.get(pk=edition.pk))


@pytest.fixture
def authority(settings, tmp_path):
    """An issuer that this office trusts."""
    authority = Authority()
    (tmp_path / "akar.pem").write_bytes(authority.root)
    settings.TTE_ROOTS_DIR = str(tmp_path)
    return authority


def test_an_edition_is_not_signed_until_somebody_uploads_the_sheet(world, edition):
    assert state_of(edition) == SignatureState.NONE
    (row,) = sign(world, edition)
    assert (row.kind, row.name, row.recorded_by) == (SignatureKind.WET, builders.LURAH, world.cast.lurah)
    assert state_of(edition) == SignatureState.WET
    (place,) = queries.signature_places(Edition.objects.get(pk=edition.pk))
    assert place.signature == row


def test_signers_may_come_in_any_order_and_share_one_sheet(world):
    builders.officials(world)
    meeting = builders.closed_meeting(world)
    report = services.print_document(kind="berita-acara", subject_id=meeting.pk, by=None, reason="uji")
    places = {place.role: place for place in queries.signature_places(report)}
    as_signer = {role: SignedBy(role, place.office, place.name) for role, place in places.items()}
    sign(world, report, signers=[as_signer["Mengetahui"]])
    rows = sign(world, report, signers=[as_signer["Notulis"], as_signer["Pimpinan rembuk"]])
    assert len({row.scan.name for row in rows}) == 1
    left = [place.role for place in queries.signature_places(Edition.objects.get(pk=report.pk)) if not place.signature]
    assert left == ["Fasilitator"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"signers": ()}, "Pilih siapa"),
        ({"day": timezone.localdate() + timedelta(days=1)}, "Tanggal tanda tangan"),
        ({"day": timezone.localdate() - timedelta(days=2)}, "Tanggal tanda tangan"),
        ({"signers": (SignedBy("Pengundang", "Lurah Krapyak", " "),)}, "Tuliskan nama"),
    ],
)
def test_what_cannot_be_a_signature_is_refused_in_words(world, edition, change, said):
    with pytest.raises(SignatureRefused, match=said):
        sign(world, edition, **change)


def test_the_same_person_signs_an_edition_once(world, edition):
    sign(world, edition)
    with pytest.raises(SignatureRefused, match="sudah tercatat"):
        sign(world, edition)


def test_a_draft_and_a_revoked_edition_cannot_be_signed(world, edition):
    draft = services.print_document(
        kind="berita-acara", subject_id=builders.held_meeting(world).pk, by=None, reason="uji"
    )
    services.revoke_edition(edition=edition, by=world.cast.lurah, reason="Tanggal keliru.")
    for one in (draft, edition):
        with pytest.raises(SignatureRefused, match="sudah disahkan"):
            sign(world, one)


def test_a_file_that_is_no_photo_and_no_pdf_is_refused(world, edition):
    with pytest.raises(UploadRefused):
        sign(world, edition, scan=io.BytesIO(b"bukan gambar"))


def test_the_unsigned_pdf_sent_back_is_a_scan_and_never_an_electronic_signature(world, edition, authority):
    (row,) = sign(world, edition, scan=io.BytesIO(pdf_of(edition)))
    assert row.kind == SignatureKind.WET


# --- Certified ------------------------------------------------------------------------------------------
def test_a_certified_signature_over_this_edition_is_recorded_with_the_name_of_the_certificate(
    world, edition, authority
):
    signed = authority.sign(pdf_of(edition), "Lurah Contoh")
    (row,) = sign(world, edition, scan=io.BytesIO(signed))
    assert (row.kind, row.name, row.certificate) == (SignatureKind.CERTIFIED, "Lurah Contoh", "Penerbit Contoh")
    assert (row.role, row.office) == (LURAH.role, LURAH.office)
    with row.scan.open("rb") as kept:
        assert kept.read() == signed
    fresh = Edition.objects.get(pk=edition.pk)
    assert queries.signature_state(fresh) == SignatureState.CERTIFIED
    assert queries.same_file(fresh, row.scan_digest)


def test_a_certificate_of_an_unknown_issuer_is_no_certified_signature(world, edition, authority):
    signed = Authority("Penerbit Lain").sign(pdf_of(edition), "Lurah Contoh")
    with pytest.raises(SignatureRefused, match="tidak sah"):
        sign(world, edition, scan=io.BytesIO(signed))
    assert state_of(edition) == SignatureState.NONE


def test_without_root_certificates_nothing_is_called_certified(world, edition, settings):
    settings.TTE_ROOTS_DIR = ""
    signed = Authority().sign(pdf_of(edition), "Lurah Contoh")
    with pytest.raises(SignatureRefused, match="belum memegang sertifikat induk"):
        sign(world, edition, scan=io.BytesIO(signed))


def test_one_changed_byte_in_the_signed_part_breaks_the_signature(world, edition, authority):
    signed = bytearray(authority.sign(pdf_of(edition), "Lurah Contoh"))
    signed[len(pdf_of(edition)) // 2] ^= 1
    with pytest.raises(SignatureRefused, match="bukan berkas edisi ini"):
        sign(world, edition, scan=io.BytesIO(bytes(signed)))
    tail = bytearray(authority.sign(pdf_of(edition), "Lurah Contoh"))
    position = tail.index(b"/Contents <", len(pdf_of(edition))) + 400
    tail[position] = ord("0") if tail[position] != ord("0") else ord("1")
    with pytest.raises(SignatureRefused, match=r"tidak sah|rusak"):
        sign(world, edition, scan=io.BytesIO(bytes(tail)))


def test_the_signed_file_of_another_edition_is_refused(world, edition, authority):
    other = services.print_document(
        kind="daftar-hadir-kosong", subject_id=edition.document.subject_id, by=None, reason="uji"
    )
    signed = authority.sign(pdf_of(other), "Lurah Contoh")
    with pytest.raises(SignatureRefused, match="bukan berkas edisi ini"):
        sign(world, edition, scan=io.BytesIO(signed))
