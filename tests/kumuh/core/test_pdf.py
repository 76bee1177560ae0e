"""The door to printing: what it lets in, what it refuses, and that the same page gives the same bytes."""

import gc
import io
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from kumuh.core import pdf
from kumuh.core.pdf import PdfAttachment, render_pdf
from kumuh.core.pdf.engine import is_inside
from kumuh.core.pdf.errors import DEBIAN_PACKAGES, PdfCharacterMissing, PdfRenderFailed, PdfTooHeavy

PAGE = (
    '<!doctype html><html lang="id"><head><title>x</title>'
    '<meta name="dcterms.created" content="2019-12-01T10:05:00+07:00"></head><body>{}</body></html>'
)


def printed(body, **options):
    return render_pdf(PAGE.format(body), **{"title": "Berita Acara", "identifier": "uji/1"} | options)


def words(data):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def font_names(data):
    with pikepdf.open(io.BytesIO(data)) as file:
        return {
            str(found["/BaseFont"]).split("+")[-1]
            for found in file.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font"
        }


def test_text_can_be_searched_and_only_the_shipped_fonts_are_embedded():
    data = printed("<p>Balai <b>Kelurahan</b> <i>Tirto</i> ≥ 50% → ☑ ✓</p>")
    assert "Balai Kelurahan Tirto ≥ 50% → ☑ ✓" in words(data)
    assert font_names(data)
    assert all(name.startswith("Noto") for name in font_names(data)), font_names(data)


def test_the_same_page_gives_the_same_bytes_and_another_page_does_not():
    assert printed("<p>Rembuk</p>") == printed("<p>Rembuk</p>")
    assert printed("<p>Rembuk</p>") != printed("<p>Rembug</p>")


def test_the_file_is_marked_as_archive_pdf_with_title_language_and_fixed_date():
    with pikepdf.open(io.BytesIO(printed("<p>Rembuk</p>"))) as file:
        xmp = file.open_metadata()
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "U")
        assert str(file.docinfo["/Title"]) == "Berita Acara"
        assert str(file.docinfo["/CreationDate"]).startswith("D:20191201100500")
        assert str(file.Root.Lang) == "id"


def test_pictures_are_not_smoothed_which_the_archive_format_forbids(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    Image.new("RGB", (30, 20), "#336699").save(tmp_path / "logo.png")
    css = "<style>img{image-rendering:crisp-edges}</style>"
    with pikepdf.open(io.BytesIO(printed(f'{css}<img src="{(tmp_path / "logo.png").as_uri()}" alt="">'))) as file:
        pictures = [o for o in file.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert len(pictures) == 1
        assert not bool(pictures[0].get("/Interpolate", False))


def test_every_page_carries_only_the_fonts_it_uses():
    data = printed('<p style="break-after:page">satu</p><p><b>dua</b><i>dua</i></p>')
    with pikepdf.open(io.BytesIO(data)) as file:
        assert [len(page.obj.Resources.Font) for page in file.pages] == [1, 3]  # the page number is upright text


def test_a_data_file_travels_inside_the_pdf_and_bytes_stay_the_same():
    workbook = PdfAttachment("data.csv", b"rt;jiwa\n1;40\n", "Data RT", datetime(2019, 11, 30, tzinfo=UTC))
    data = printed("<p>Profil</p>", attachments=[workbook])
    with pikepdf.open(io.BytesIO(data)) as file:
        (name,) = file.attachments
        assert file.attachments[name].get_file().read_bytes() == b"rt;jiwa\n1;40\n"
    assert data == printed("<p>Profil</p>", attachments=[workbook])


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/logo.png", "https://contoh.invalid/a.png", "ftp://contoh.invalid/a.png", "file:///etc/passwd"],
)
def test_nothing_is_fetched_from_the_network_or_from_other_folders(address):
    with pytest.raises(PdfRenderFailed):
        printed(f'<img src="{address}" alt="">')


def test_a_style_that_points_outside_is_refused_too():
    with pytest.raises(PdfRenderFailed):
        printed("<style>body{background:url(file:///etc/passwd)}</style><p>x</p>")


def test_a_picture_that_is_not_there_stops_the_job(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(PdfRenderFailed, match="gagal dimuat"):
        printed(f'<img src="{(tmp_path / "hilang.png").as_uri()}" alt="">')


def test_a_picture_that_is_broken_stops_the_job(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "rusak.png").write_bytes(b"bukan gambar")
    with pytest.raises(PdfRenderFailed):
        printed(f'<img src="{(tmp_path / "rusak.png").as_uri()}" alt="">')


def test_a_link_out_of_an_allowed_folder_is_followed_before_it_is_judged(tmp_path):
    inside, outside = tmp_path / "media", tmp_path / "rahasia"
    inside.mkdir()
    outside.mkdir()
    (outside / "kunci.txt").write_text("x")
    (inside / "tautan.txt").symlink_to(outside / "kunci.txt")
    (inside / "foto.txt").write_text("x")
    assert is_inside((inside / "foto.txt").as_uri(), (inside,))
    assert not is_inside((inside / "tautan.txt").as_uri(), (inside,))
    assert not is_inside(f"file://{inside}/../rahasia/kunci.txt", (inside,))
    assert not is_inside(f"file://server{inside}/foto.txt", (inside,))


def test_a_sign_that_no_font_can_draw_is_named_with_the_words_around_it():
    with pytest.raises(PdfCharacterMissing) as refused:
        printed("<td>Usulan warga disetujui 🫶 oleh semua</td>")
    assert refused.value.letter == "🫶"
    assert "disetujui 🫶 oleh semua" in str(refused.value)
    assert "<" not in str(refused.value)


def test_invisible_signs_from_copied_text_are_no_obstacle():
    assert "Rembuk" in words(printed("<p>\u200bRembuk\ufeff warga\u00a0Tirto\u2060</p>"))


def test_a_mistake_in_a_style_is_not_printed_over():
    with pytest.raises(PdfRenderFailed, match="warna"):
        printed("<style>p{warna:merah}</style><p>x</p>")


def test_missing_fonts_are_told_with_the_command_to_run(settings, tmp_path):
    settings.NODE_MODULES = tmp_path
    with pytest.raises(pdf.PdfFontsMissing, match="npm ci"):
        printed("<p>x</p>")


def test_missing_system_libraries_are_told_by_their_debian_names(monkeypatch):
    class NoPango:
        def find_spec(self, name, *_):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'\nlong tail")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(pdf.PdfLibrariesMissing) as refused:
        pdf.engine.load_weasyprint()
    assert all(package in str(refused.value) for package in DEBIAN_PACKAGES)
    assert "long tail" not in str(refused.value)


def test_the_garbage_collector_and_the_font_setting_are_as_before():
    before = os.environ.get("FONTCONFIG_FILE")
    printed("<p>x</p>")
    with pytest.raises(PdfRenderFailed):
        printed('<img src="http://127.0.0.1:9/x.png" alt="">')
    assert gc.isenabled()
    assert os.environ.get("FONTCONFIG_FILE") == before


LONG = "<p>Daftar hadir rembuk warga.</p>" * 200


def test_a_long_document_gives_the_same_bytes_in_its_own_process(monkeypatch):
    monkeypatch.setattr(pdf, "SMALL_DOCUMENT", 10**9)
    here = printed(LONG)
    monkeypatch.setattr(pdf, "SMALL_DOCUMENT", 0)
    assert printed(LONG) == here


def test_a_script_without_a_main_guard_may_print_and_runs_once(tmp_path):
    script = tmp_path / "cetak_sekali.py"
    script.write_text(
        "import django, os\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "django.setup()\n"
        "from kumuh.core import pdf\n"
        "pdf.SMALL_DOCUMENT = 0\n"
        "print('halaman', pdf.render_pdf('<p>Rembuk</p>', title='x', identifier='x')[:5])\n"
    )
    root = str(Path(pdf.__file__).resolve().parents[3])
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=root,
        env=os.environ | {"PYTHONPATH": root},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.splitlines() == ["halaman b'%PDF-'"], done.stderr


def test_errors_of_that_process_arrive_whole(monkeypatch):
    monkeypatch.setattr(pdf, "SMALL_DOCUMENT", 0)
    with pytest.raises(PdfRenderFailed) as refused:
        printed('<img src="http://127.0.0.1:9/x.png" alt="">')
    assert "127.0.0.1" in refused.value.complaints[0]


def test_a_document_past_its_time_is_stopped(settings, monkeypatch):
    monkeypatch.setattr(pdf, "SMALL_DOCUMENT", 0)
    settings.PDF_TIME_CAP_SECONDS = 0.05
    with pytest.raises(PdfTooHeavy, match="detik"):
        printed(LONG)


@pytest.mark.skipif(sys.platform != "linux", reason="the memory cap uses a Linux limit")
def test_a_document_past_its_memory_is_stopped_and_the_caller_lives_on(settings, monkeypatch):
    monkeypatch.setattr(pdf, "SMALL_DOCUMENT", 0)
    settings.PDF_MEMORY_CAP_MB = 24
    with pytest.raises(PdfTooHeavy):
        printed(LONG * 20)
    settings.PDF_MEMORY_CAP_MB = 2048
    assert "Daftar hadir" in words(printed("<p>Daftar hadir</p>"))


def test_only_the_print_folder_of_styles_is_used():
    assert [Path(path).parent.name for path in pdf._stylesheets()] == ["cetak"] * len(pdf._stylesheets())
    assert pdf._stylesheets()
