"""Uploaded photos and scans: what is kept, what is taken out, what is refused."""

import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kumuh.core.forms import ScanField
from kumuh.core.uploads import ACCEPTED, LONG_SIDE, UploadRefused, clean_upload


def photo(size=(2400, 1200), format="JPEG", colour="olive", **options):
    target = io.BytesIO()
    Image.new(options.pop("mode", "RGB"), size, colour).save(target, format, **options)
    return target


def with_place_and_rotation(size):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Kamera HP"
    exif.get_ifd(0x8825)[2] = (6.0, 52.0, 30.0)
    return photo(size, exif=exif)


def scan(pages=1, **root):
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.docinfo["/Author"] = "Nama pemilik HP"
    for key, value in root.items():
        pdf.Root[f"/{key}"] = value
    target = io.BytesIO()
    pdf.save(target)
    return target


def test_a_photo_loses_its_place_and_camera_stands_upright_and_is_shrunk():
    clean = clean_upload(with_place_and_rotation((2400, 1200)))
    kept = Image.open(io.BytesIO(clean.content))
    assert kept.format == "JPEG"
    assert kept.size == (LONG_SIDE // 2, LONG_SIDE)
    assert not kept.getexif()
    assert b"Kamera HP" not in clean.content


@pytest.mark.parametrize("format", ["PNG", "WEBP", "HEIF"])
def test_other_photo_kinds_become_jpeg(format):
    clean = clean_upload(photo((300, 200), format))
    assert (clean.suffix, Image.open(io.BytesIO(clean.content)).size) == (".jpg", (300, 200))


def test_transparent_paper_becomes_white_not_black():
    clean = clean_upload(photo((20, 20), "PNG", (0, 0, 0, 0), mode="RGBA"))
    assert Image.open(io.BytesIO(clean.content)).getpixel((5, 5)) == (255, 255, 255)


def test_the_same_photo_twice_has_the_same_name_and_another_has_another():
    first, again, other = (clean_upload(photo(colour=c)).name for c in ("olive", "olive", "navy"))
    assert first == again != other


def test_a_scan_keeps_its_pages_and_loses_author_and_actions():
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    clean = clean_upload(scan(3, OpenAction=action))
    assert clean.suffix == ".pdf"
    with pikepdf.open(io.BytesIO(clean.content)) as pdf:
        assert len(pdf.pages) == 3
        assert "/OpenAction" not in pdf.Root
        assert "/Info" not in pdf.trailer
    assert clean.digest == clean_upload(scan(3, OpenAction=action)).digest


def test_a_scan_where_only_photos_belong_is_refused():
    with pytest.raises(UploadRefused, match="hanya foto"):
        clean_upload(scan(), allow_pdf=False)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "kosong"),
        (b"<svg onload=alert(1)>", "bukan foto atau PDF"),
        (b"MZ\x90\x00" + b"\0" * 200, "bukan foto atau PDF"),
        (photo((60, 60)).getvalue()[:400], "rusak"),
        (b"%PDF-1.7 lalu tidak ada apa-apa", "rusak"),
        (b"\0" * (25 * 1024 * 1024 + 1), "lebih dari 25 MB"),
        (b"%PDF-1.7" + b"\0" * (10 * 1024 * 1024), "lebih dari 10 MB"),
    ],
)
def test_anything_else_is_refused_with_the_reason(content, sentence):
    with pytest.raises(UploadRefused, match=sentence):
        clean_upload(io.BytesIO(content))


def test_a_picture_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(UploadRefused, match="megapiksel"):
        clean_upload(photo((12_000, 9_000), "PNG", 1, mode="1"))


def test_a_locked_scan_is_refused():
    target = io.BytesIO()
    with pikepdf.open(scan()) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UploadRefused, match="kata sandi"):
        clean_upload(target)


def sent(name, content):
    return SimpleUploadedFile(name, content.getvalue())


def test_a_form_gives_the_cleaned_scan_or_nothing():
    field = ScanField(required=False)
    kept = field.clean(sent("IMG_0042.bin", scan()))
    assert kept is not None
    assert (kept.suffix, b"Nama pemilik HP" in kept.content) == (".pdf", False)
    assert field.clean(None) is None


def test_a_form_refuses_what_is_no_scan_and_asks_for_one_that_must_come():
    with pytest.raises(UploadRefused):
        ScanField().clean(sent("surat.pdf", io.BytesIO(b"<html>")))
    with pytest.raises(ValidationError):
        ScanField().clean(None)


def test_the_camera_of_a_phone_offers_what_can_be_kept():
    assert f'accept="{ACCEPTED}"' in ScanField().widget.render("scan", None, ScanField().widget.attrs)
