"""Works that the city finished in 2019–2023, as published, through the import of finished works."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from kumuh.accounts.models import User
from kumuh.core.spreadsheets import Table, write_xlsx
from planning.demo.catalog import city, exact, kelurahan, source_line
from planning.programs.models import Investment
from planning.programs.sheets import COLUMNS


def finished_rows() -> Iterator[dict[str, Any]]:
    """Every published outcome as one row of the workbook; a code that no sheet has stays without parameter.

    A place that is no RT of the SK is written as the source names it, so that no score uses it.
    """
    for place in kelurahan():
        for rt in place.rts:
            yield from (_row(place.code, work) | {"rw": rt.rw, "rt": rt.rt} for work in rt.investments)
        yield from (_row(place.code, work) | {"tempat": work["rt_in_source"]} for work in place.without_rt)


def _row(code: str, work: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tahun": work["year"],
        "kode_kelurahan": code,
        "parameter": work["criterion"],
        "kegiatan": work["activity"],
        "volume": exact(work["volume"]),
        "sumber": source_line(),
    }


def load_finished(*, by: User) -> int:
    """Import the published works, unless some are recorded already; returns how many there are."""
    recorded = Investment.objects.filter(kelurahan_id__in=[place.code for place in kelurahan()], work=None)
    if recorded.exists():
        return recorded.count()
    book = write_xlsx([Table("Penanganan", COLUMNS, list(finished_rows()))], title="Penanganan terlaksana 2019–2023")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "penanganan-kota-pekalongan-2019-2023.xlsx"
        path.write_bytes(book)
        told = StringIO()
        call_command("impor_investasi", str(path), oleh=by.username, wilayah=city()["kota"], terapkan=True, stdout=told)
    return recorded.count()
