"""Pictures that stand for a signed sheet or the photo of a place, and say on their face that they are none."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from math import cos, sin

from PIL import Image, ImageDraw, ImageFont

from kumuh.core.uploads import CleanFile, clean_upload

SIZE = (1240, 1754)
#: Papers of which there are many: still legible, a quarter of the points.
SMALL = (620, 877)
SCENE = (800, 600)
ROAD = "#b9bfc2"
WORDS = "CONTOH: bukan pindaian dan bukan tanda tangan sungguhan"
PAPER, INK, PEN, WARNING = "#fbfaf5", "#222222", "#1f3f8f", "#b3261e"


def signed_sheet(*, title: str, number: str, names: Sequence[str], size: tuple[int, int] = SIZE) -> io.BytesIO:
    """A JPEG of a sheet with title, letter number and a pen stroke above every name, marked CONTOH across."""
    sheet = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.text((110, 120), "LEMBAR PENGESAHAN", font=_font(46), fill=INK)
    for line, text in enumerate((title, f"Nomor: {number}" if number else "")):
        draw.text((110, 210 + 46 * line), text[:70], font=_font(30), fill=INK)
    for place, name in enumerate(names):
        left, top = 130 + 540 * (place % 2), 400 + 300 * (place // 2)
        strokes = [
            (left + 5 * step, top + 110 + 46 * sin(step / (2.4 + place / 3)) * cos(step / 9)) for step in range(64)
        ]
        draw.line(strokes, fill=PEN, width=5, joint="curve")
        draw.text((left, top + 190), name[:44], font=_font(24), fill=INK)
    draw.text(
        (110, SIZE[1] - 190), "CONTOH: bukan pindaian dan bukan tanda tangan sungguhan", font=_font(36), fill=WARNING
    )
    stamp = Image.new("L", (1100, 260), 0)
    ImageDraw.Draw(stamp).text((0, 0), "CONTOH", font=_font(230), fill=70)
    stamp = stamp.rotate(32, expand=True)
    sheet.paste(Image.new("RGB", stamp.size, WARNING), (110, 500), stamp)
    file = io.BytesIO()
    sheet = sheet if size == SIZE else sheet.resize(size)
    sheet.save(file, "JPEG", quality=82)
    file.seek(0)
    return file


def place_photo(title: str) -> io.BytesIO:
    """A JPEG that stands for the photo of a place and says on its face that it is none."""
    picture = Image.new("RGB", SCENE, "#dfe6ea")
    draw = ImageDraw.Draw(picture)
    width, height = SCENE
    draw.polygon(
        [(width * 0.42, height * 0.45), (width * 0.58, height * 0.45), (width, height), (0, height)], "#b9bfc2"
    )
    draw.rectangle((0, height * 0.3, width * 0.36, height * 0.62), "#c9b79c")
    draw.rectangle((width * 0.66, height * 0.26, width, height * 0.62), "#bfa98a")
    draw.text((24, 24), title[:44], font=_font(26), fill=INK)
    draw.text((24, height - 56), "CONTOH: gambar, bukan foto lokasi sungguhan", font=_font(24), fill=WARNING)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    file.seek(0)
    return file


@cache
def paper_scan(title: str) -> CleanFile:
    """The same example of a signed paper for everything of this title, cleaned as an upload is."""
    names = ("Penanda tangan (contoh)", "Saksi (contoh)")
    return clean_upload(signed_sheet(title=title, number="", names=names, size=SMALL))


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
