"""What all examples share: places, signers, meetings, indicators."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from planning.documents.enums import EditionState
from planning.documents.kinds import slum_profile as profile
from planning.documents.kinds.common import (
    SEVEN_INDICATORS,
    DecreeRef,
    DocumentMeta,
    Gap,
    IndicatorChange,
    Letterhead,
    MeetingFacts,
    MeetingRef,
    Place,
    SignatureBlock,
    Signer,
)

LONG_NAME = (
    "Raden Ayu Contoh Sri Wahyuningtyas Kusumaningrum Purwaningsih Hadiwidjojo Prawironegoro "
    "Sastrodihardjo binti Kartosuwiryo"
)
assert len(LONG_NAME) == 121
LONG_ACTIVITY = (
    "Peningkatan jalan lingkungan paving blok dan saluran drainase tertutup kanan kiri Gang Contoh Melati "
    "sampai Gang Kenanga"
)

PLACE = Place(
    kelurahan="Contohsari",
    kecamatan="Contoh Barat",
    city="Kota Contoh",
    province="Provinsi Contoh",
    code="00.00.00.0000",
)
KELURAHAN_HEAD = Letterhead(
    above=("Pemerintah Kota Contoh", "Kecamatan Contoh Barat"),
    institution="Kelurahan Contohsari",
    address="Jalan Contoh Raya Nomor 12",
    contact="telepon (000) 000000",
    city="Kota Contoh 50000",
    programme="",
)
BKM_HEAD = Letterhead(
    above=("Badan Keswadayaan Masyarakat (BKM)",),
    institution="BKM Contoh Sejahtera",
    address="Jalan Contoh Raya Nomor 14",
    city="Kelurahan Contohsari, Kota Contoh",
    programme="Program Peningkatan Kualitas Permukiman 100-0-100",
)

LURAH = Signer(
    role_label="Disahkan oleh", office="Lurah Contohsari", name="Contoh Bambang, S.STP.", nip="19700101 199501 1 001"
)
BKM = Signer(role_label="Disahkan oleh", office="Koordinator BKM", name="Contoh Suryati")
TIPP = Signer(role_label="Disusun oleh", office="Koordinator TIPP", name="Contoh Harun")
FACILITATOR = Signer(role_label="Diperiksa oleh", office="Senior Fasilitator", name="Contoh Ratna, S.T.")
POKJA = Signer(
    role_label="Diverifikasi oleh",
    office="Ketua Pokja PKP Kota Contoh",
    name="Contoh Widodo, M.T.",
    nip="19720202 199803 1 002",
)
CAMAT = Signer(
    role_label="Mengetahui",
    office="Sekretaris Kecamatan",
    mandate="a.n. Camat Contoh Barat",
    name="Contoh Lestari, M.Si.",
    nip="19740303 200003 2 003",
)


def chain(on: date | None = date(2019, 12, 2)) -> SignatureBlock:
    """Return the full chain of a plan."""
    return SignatureBlock(
        place="Contohsari", on=on, left=(TIPP, FACILITATOR, POKJA), right=(BKM, LURAH), below=(CAMAT,)
    )


def meta(title: str, *, status: EditionState = EditionState.FINAL, number: str | Gap = "") -> DocumentMeta:
    """Return the frame of an edition."""
    return DocumentMeta(
        number=number or "012/BKM-CS/33.75.01.1004/XII/2019",
        title=title,
        status=status,
        control_code="K7QD-3MXP-9A",
        verify_url="https://kumuh.example.go.id/cek/K7QD3MXP9A",
        data_date=date(2019, 11, 30),
        printed_at=datetime(2019, 12, 1, 10, 5, tzinfo=ZoneInfo("Asia/Jakarta")),
    )


DECREE = DecreeRef(number="430/0000/2019", on=date(2019, 3, 4), signer="Wali Kota Contoh", area_ha=Decimal("27.04"))
LEGAL = (
    "Undang-Undang Nomor 1 Tahun 2011 tentang Perumahan dan Kawasan Permukiman.",
    "Peraturan Menteri PUPR Nomor 14/PRT/M/2018 tentang Pencegahan dan Peningkatan Kualitas terhadap "
    "Perumahan Kumuh dan Permukiman Kumuh.",
)
RULE = "Permen PUPR 14/PRT/M/2018 (16 kriteria)"
LIMITS = (
    profile.LevelLimit(code="KB", name="Kumuh Berat", low=60, high=80),
    profile.LevelLimit(code="KS", name="Kumuh Sedang", low=38, high=59),
    profile.LevelLimit(code="KR", name="Kumuh Ringan", low=16, high=37),
    profile.LevelLimit(code="TK", name="Tidak Kumuh", low=0, high=15),
)
MEETINGS = (
    MeetingRef(
        number="03/BA/CS/X/2019",
        title="Rembuk Kelurahan Rumusan Masalah",
        on=date(2019, 10, 12),
        place="Balai Kelurahan Contohsari",
        men=34,
        women=29,
    ),
    MeetingRef(
        number="05/BA/CS/XI/2019",
        title="Rembuk Kelurahan Penetapan Prioritas",
        on=date(2019, 11, 16),
        place="Balai Kelurahan Contohsari",
        men=41,
        women=38,
    ),
)
FACTS = MeetingFacts(
    title="Rembuk Kelurahan Penetapan Prioritas Kegiatan Tahun 2020",
    on=date(2019, 11, 16),
    starts=time(9, 0),
    ends=time(12, 30),
    place="Balai Kelurahan Contohsari",
)
INDICATORS = tuple(
    IndicatorChange(indicator=name, before=before, after=after)
    for name, before, after in zip(
        SEVEN_INDICATORS,
        (Decimal("18.39"), Decimal("38.75"), Decimal("4.2"), Decimal("22.22"), Decimal("12.5"), Decimal("41.67"), None),
        (Decimal("18.39"), Decimal("9.1"), Decimal("0"), Decimal("6.4"), Decimal("3.75"), Decimal("20"), None),
        strict=True,
    )
)
SHORT_INDICATORS = ("Bangunan", "Jalan", "Air minum", "Drainase", "Air limbah", "Persampahan", "Kebakaran")
ACTIVITIES = (
    ("Rehabilitasi rumah tidak layak huni", "unit", 17_500_000),
    ("Peningkatan jalan paving", "m", 485_000),
    ("Sambungan rumah air minum", "unit", 2_250_000),
    ("Pembangunan saluran drainase beton", "m", 930_000),
    ("Pembangunan IPAL komunal", "unit", 425_000_000),
    ("Pengadaan gerobak motor sampah dan TPS 3R", "unit", 46_500_000),
    ("Pengadaan APAR lingkungan", "unit", 1_250_000),
)
