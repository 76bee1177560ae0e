"""The demo city as data: published numbers of Kota Pekalongan, and the people and papers invented around them.

Numbers come from `fixtures/demo/pekalongan/` (see its README for the source); everything that is invented carries
"(contoh)" in its name. Nothing here touches a table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

FOLDER: Final = Path(settings.BASE_DIR) / "fixtures" / "demo"
#: Decimals kept of the published numbers: the source stores binary fractions (`0.0010249999999999426` is 0.001025).
PLACES: Final = Decimal("0.000001")

YEARS: Final = (2019, 2020, 2021, 2022, 2023)
SURVEY_YEAR: Final = 2023
FISCAL_YEAR: Final = 2024


@cache
def read(name: str) -> Any:
    """The content of one JSON file of the demo."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def city() -> dict[str, Any]:
    """City, SK Kumuh, accounts and officials of the demo."""
    data: dict[str, Any] = read("kota.json")
    return data


def exact(value: float | int) -> Decimal:
    """A published number without the noise of binary fractions."""
    return Decimal(str(value)).quantize(PLACES).normalize() + 0


@dataclass(frozen=True)
class PublishedRt:
    """One RT as the city published it: hectares of the SK, header, volumes per year, and finished works."""

    rw: str
    rt: str
    sk_ha: Decimal
    header: Mapping[str, Decimal]
    volumes: Mapping[int, Mapping[str, Decimal]]
    investments: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class PublishedKelurahan:
    """One kawasan; it lies in the kelurahan of the same name and is mapped by the official code.

    `without_rt` are finished works whose RT the source does not name, or names wrongly.
    """

    code: str
    settlement: str
    rts: tuple[PublishedRt, ...]
    without_rt: tuple[Mapping[str, Any], ...]


@cache
def kelurahan() -> tuple[PublishedKelurahan, ...]:
    """The thirteen kawasan (179 RT) of the source, in the order of their files."""
    return tuple(_kelurahan(stem, code) for stem, code in city()["kelurahan"].items())


def _kelurahan(stem: str, code: str) -> PublishedKelurahan:
    data = read(f"pekalongan/{stem}.json")
    return PublishedKelurahan(
        code,
        data["place"]["kawasan"],
        tuple(_rt(row, data["parameters"]) for row in data["rt"]),
        tuple(data.get("investments_without_rt", ())),
    )


def _rt(row: Mapping[str, Any], parameters: list[str]) -> PublishedRt:
    header = {key: exact(value) for key, value in row["header"].items()}
    return PublishedRt(
        rw=row["rw"],
        rt=row["rt"],
        sk_ha=header.pop("luas_sk_ha"),
        header=header,
        volumes={
            int(year): dict(zip(parameters, map(exact, values["volume"]), strict=True))
            for year, values in row["years"].items()
        },
        investments=tuple(row["investments"]),
    )


def baseline_rows() -> Iterator[dict[str, Any]]:
    """Every RT and year as one row of the baseline workbook, with its column keys."""
    for place in kelurahan():
        for rt in place.rts:
            for year, volumes in rt.volumes.items():
                yield {
                    "tahun": year,
                    "kode_kelurahan": place.code,
                    "kawasan": place.settlement,
                    "rw": rt.rw,
                    "rt": rt.rt,
                    **rt.header,
                    **volumes,
                }


def source_line() -> str:
    """The source of the published numbers in one line."""
    source = city()["sumber"]
    return f"{source['judul']} ({source['alamat']}, {source['versi']})"


def day(text: str) -> date:
    """A date of the demo files (`2024-01-15`)."""
    return date.fromisoformat(text)
