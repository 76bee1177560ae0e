"""SK of bodies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planning.documents.kinds.common import SignatureBlock
from planning.documents.kinds.formation_decree import Dictum, FormationPaper, SeatHeld
from tests.planning.documents.samples.base import KELURAHAN_HEAD, LURAH, PLACE, SHORT_INDICATORS, meta


def formation_paper(members: int = 9, **changes: object) -> FormationPaper:
    """Return the SK of a TIPP with so many members."""
    view = FormationPaper(
        meta=meta("Keputusan Lurah Contohsari tentang Pembentukan TIPP", number="4 Tahun 2019"),
        letterhead=KELURAHAN_HEAD,
        signatures=SignatureBlock(place="Contohsari", on=date(2019, 12, 2), right=(replace(LURAH, role_label=""),)),
        place=PLACE,
        office="Lurah Contohsari",
        about="Pembentukan Tim Inti Perencanaan Partisipatif Contohsari",
        body_name="TIPP Contohsari",
        considering=("bahwa diperlukan TIPP untuk menyusun rencana bersama warga;",),
        recalling=("Undang-Undang Nomor 1 Tahun 2011 tentang Perumahan dan Kawasan Permukiman;",),
        noting=("Berita Acara Nomor 02/BA/2019 tanggal 20 November 2019.",),
        dicta=(
            Dictum(ordinal="KESATU", text="Membentuk TIPP Contohsari."),
            Dictum(ordinal="KEDUA", text="TIPP bertugas:", lines=("Menyusun rencana.", "Memetakan bersama warga.")),
        ),
        seats=tuple(
            SeatHeld(
                name=f"Anggota Contoh {number}", sex="LP"[number % 2], element="Warga", origin="RT 001 / RW 001",
                position="Anggota", team=SHORT_INDICATORS[number % 7],
            )
            for number in range(members)
        ),
        decided_on=date(2019, 12, 2),
        copies=("Camat Contoh Barat",),
        with_teams=True,
    )  # fmt: skip
    return replace(view, **changes)
