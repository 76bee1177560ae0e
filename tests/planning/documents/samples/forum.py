"""Hasil Musrenbang, daftar prioritas kecamatan, daftar potensi dan kebutuhan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from planning.documents.kinds import forum_result as forum
from planning.documents.kinds.common import SignatureBlock
from tests.planning.documents.samples.base import BKM, BKM_HEAD, CAMAT, LONG_ACTIVITY, LURAH, MEETINGS, PLACE, meta

#: Answers in turn, with the reason behind them.
ANSWERS = (
    ("Diterima", ""),
    ("Diterima", ""),
    ("Ditunda", "Surat hibah lahan belum ditandatangani pemiliknya."),
    ("Ditolak", "Jalan ini wewenang provinsi."),
    ("Digabung", "Digabung dengan “Kegiatan contoh 1”."),
    ("", ""),
)


def _row(number: int) -> forum.ForumRow:
    status, reason = ANSWERS[number % len(ANSWERS)]
    accepted = status == "Diterima"
    return forum.ForumRow(
        activity=LONG_ACTIVITY if number % 9 == 4 else f"Kegiatan contoh {number + 1}",
        location="RT 002, 004 / RW 003; RT 001 / RW 005",
        volume=Decimal(120 + number),
        unit="m",
        cost=42_500_000 + number * 1_250_000,
        households=30 + number,
        status=status,
        accepted=accepted,
        reason=reason,
        department="Dinas Pekerjaan Umum dan Penataan Ruang" if accepted else "",
        year=2027 if accepted else None,
        reference=f"UM-2026-{101 + number}" if accepted else "",
        rank=number + 1 if accepted else None,
    )


def _signatures() -> SignatureBlock:
    return SignatureBlock(place="Contohsari", on=date(2026, 2, 10), left=(BKM,), right=(LURAH,), below=(CAMAT,))


def kelurahan_forum(count: int = 6, **changes: object) -> forum.KelurahanForum:
    """Return the results of a Musrenbang kelurahan with `count` items, all answers among them."""
    paper = forum.KelurahanForum(
        meta=meta("Hasil Musrenbang Kelurahan Contohsari Tahun 2026"),
        letterhead=BKM_HEAD,
        signatures=_signatures(),
        place=PLACE,
        year="2026–2030",
        rows=tuple(_row(number) for number in range(count)),
        meetings=MEETINGS[:1],
    )
    return replace(paper, **changes)


def district_list(count: int = 6, **changes: object) -> forum.DistrictList:
    """Return the items of a kelurahan in the list of the kecamatan."""
    paper = forum.DistrictList(
        meta=meta("Daftar Prioritas Kecamatan Kelurahan Contohsari Tahun 2026"),
        letterhead=BKM_HEAD,
        signatures=_signatures(),
        place=PLACE,
        year="2026",
        rows=tuple(_row(number) for number in range(count)),
        meetings=MEETINGS[:1],
    )
    return replace(paper, **changes)


def potential_list(count: int = 3, **changes: object) -> forum.PotentialList:
    """Return three sectors with `count` potentials and needs each; the last one has no needs."""
    lines = tuple(
        forum.FactRow(text=f"Contoh hal ke-{n + 1}", place=f"RW 00{n + 1}", amount=f"{n + 3} kelompok")
        for n in range(count)
    )
    names = ("Prasarana dan lingkungan", "Ekonomi", "Sosial budaya")
    sectors = tuple(
        forum.FactSector(name=name, potentials=lines, needs=() if name == names[-1] else lines) for name in names
    )
    paper = forum.PotentialList(
        meta=meta("Daftar Potensi dan Kebutuhan Kelurahan Contohsari Tahun 2026"),
        letterhead=BKM_HEAD,
        signatures=_signatures(),
        place=PLACE,
        year="2026",
        sectors=sectors,
        introduction="Daftar ini disampaikan kepada Musrenbang sebagai masukan warga untuk perencanaan daerah.",
    )
    return replace(paper, **changes)
