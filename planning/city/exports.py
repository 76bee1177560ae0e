"""The register of areas and the RP2KP-KP as workbooks: the same rows and sums as on the pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kumuh.conditions.enums import Level
from kumuh.core.formats import tanggal
from kumuh.core.spreadsheets import Column, ColumnKind, Table, write_xlsx
from planning.city.queries import Investment, Path, PlaceRow, Plan, ProgrammeRow, Register, Revision
from planning.proposals.catalog import MATRIX_ROWS

WHOLE, MEASURE, MONEY, CODE = ColumnKind.WHOLE, ColumnKind.MEASURE, ColumnKind.MONEY, ColumnKind.CODE
LEVELS = {level.value: level.label for level in Level}


def _ha(key: str, heading: str) -> Column:
    return Column(key, f"{heading} (ha)", MEASURE, places=4)


def _sheet(name: str, columns: Sequence[Column], rows: Iterable[dict[str, Any]], freeze: int = 1) -> Table:
    return Table(name, columns, list(rows), key_row=False, freeze_columns=freeze)


# --- Register of areas ----------------------------------------------------------------------------------------------
def register_workbook(found: Register, revisions: Sequence[Revision]) -> bytes:
    """Sheets: what is told and checked, kelurahan, kawasan, years, RT, revisions of the SK."""
    sheets = [
        _explained(found),
        _sheet("Kelurahan", _place_columns(found), [_place(row, found) for row in found.places], freeze=2),
        _sheet("Kawasan", _place_columns(found)[2:], [_place(row, found) for row in found.settlements]),
        _years(found),
        _rts(found),
        _revisions(revisions),
    ]
    return write_xlsx(sheets, title=f"Daftar SK dan luas {found.region.title}")


def _explained(found: Register) -> Table:
    rows = [("Wilayah", found.region.title)]
    rows += [("SK yang berlaku", f"{row.number} tanggal {tanggal(row.signed_on)}") for row in found.decrees]
    rows += [("Cara menghitung", "Luas kumuh adalah jumlah luas RT yang kumuh; satu RT masuk atau keluar seluruhnya.")]
    rows += [("Pemeriksaan" if check.holds else "Perlu diperiksa", check.text) for check in found.checks]
    columns = (Column("hal", "Hal", width=22), Column("isi", "Isi", width=90))
    return _sheet("Keterangan", columns, ({"hal": label, "isi": text} for label, text in rows))


def _place_columns(found: Register) -> list[Column]:
    years = sorted(found.years)
    return [
        Column("kode", "Kode wilayah", CODE),
        Column("kecamatan", "Kecamatan"),
        Column("nama", "Nama", width=26),
        Column("sk", "SK", width=22),
        Column("rt_sk", "RT dalam SK", WHOLE),
        _ha("luas_sk", "Luas SK"),
        _ha("luas_peta", "Luas peta"),
        *(column for year in years for column in (_ha(f"survei_{year}", f"Luas survei {year}"), _kumuh(year))),
        _ha("terverifikasi", "Luas terverifikasi"),
        Column("tahun", "Tahun data", WHOLE),
        Column("verifikator", "Diverifikasi oleh", width=24),
        Column("tanggal", "Tanggal verifikasi", ColumnKind.DATE),
        Column("langkah", "Sesudah pemeriksaan", width=26),
        _ha("selisih", "Survei dikurangi SK"),
        Column("perbedaan", "Perbedaan", width=60),
        Column("penjelasan", "Penjelasan", width=60),
    ]


def _kumuh(year: int) -> Column:
    return _ha(f"kumuh_{year}", f"Luas kumuh {year}")


def _place(row: PlaceRow, found: Register) -> dict[str, Any]:
    profile, region = row.profile, row.region
    cells: dict[str, Any] = {
        "kode": region.code if region else None,
        "kecamatan": region.parent.name if region and region.parent else None,
        "nama": row.name,
        "sk": ", ".join(decree.number for decree in row.decrees),
        "rt_sk": len(row.listed),
        "luas_sk": row.decree_ha if row.listed and not row.unwritten else None,
        "luas_peta": row.map_ha,
        "terverifikasi": row.verified_ha,
        "tahun": row.year,
        "verifikator": profile.verified_by if profile else None,
        "tanggal": profile.verified_on if profile else None,
        "langkah": f"{profile.step_name} {profile.cycle.years}" if profile else None,
        "selisih": row.gap_ha,
        "perbedaan": " ".join(row.differences),
        "penjelasan": row.note.text if row.note else None,
    }
    for year in found.years:
        one = row.years.get(year)
        cells[f"survei_{year}"] = one.area_ha if one and one.rts else None
        cells[f"kumuh_{year}"] = one.slum_ha if one and one.rts else None
    return cells


def _years(found: Register) -> Table:
    columns = (
        Column("tahun", "Tahun", WHOLE),
        Column("rt", "RT SK yang disurvei", WHOLE),
        _ha("luas", "Luas survei"),
        Column("rt_kumuh", "RT kumuh", WHOLE),
        _ha("kumuh", "Luas kumuh dalam SK"),
        Column("rt_luar", "RT kumuh di luar SK", WHOLE),
        _ha("luar", "Luas kumuh di luar SK"),
    )
    rows = (
        {
            "tahun": one.year,
            "rt": one.rts,
            "luas": one.area_ha,
            "rt_kumuh": one.slum_rts,
            "kumuh": one.slum_ha,
            "rt_luar": one.outside_rts,
            "luar": one.outside_ha,
        }
        for _, one in sorted(found.years.items())
    )
    return _sheet("Per tahun", columns, rows)


def _rts(found: Register) -> Table:
    """RT by RT: hectares of the SK and of every survey with its level."""
    years = sorted(found.years)
    columns = [
        Column("kelurahan", "Kelurahan", width=22),
        Column("rt", "RT/RW", width=18),
        _ha("sk", "Luas SK"),
        *(
            column
            for year in years
            for column in (_ha(f"luas_{year}", f"Luas {year}"), Column(f"tingkat_{year}", f"Tingkat {year}"))
        ),
    ]
    names = {row.region.code: row.name for row in found.places if row.region}
    rows: dict[int, dict[str, Any]] = {}
    for listed in found.ground.listed:
        rows[listed.rt] = {"kelurahan": names[listed.kelurahan], "rt": listed.label, "sk": listed.area_ha}
    for one in found.ground.surveyed:
        row = rows.setdefault(one.rt, {"kelurahan": names[one.kelurahan], "rt": one.label, "sk": None})
        row[f"luas_{one.year}"] = one.area_ha
        row[f"tingkat_{one.year}"] = LEVELS.get(one.level, "belum dinilai")
    ordered = sorted(rows.values(), key=lambda row: (row["kelurahan"], row["rt"]))
    return _sheet("RT", columns, ordered, freeze=2)


def _revisions(found: Sequence[Revision]) -> Table:
    columns = (
        Column("nomor", "Nomor SK", width=26),
        Column("tanggal", "Tanggal", ColumnKind.DATE),
        Column("keadaan", "Keadaan"),
        Column("rt", "RT", WHOLE),
        Column("kelurahan", "Kelurahan", WHOLE),
        _ha("luas", "Luas daftar RT"),
        _ha("berubah", "Perubahan"),
        Column("masuk", "RT masuk", width=50),
        Column("keluar", "RT keluar", width=50),
        Column("lain", "RT yang luasnya berubah", width=50),
    )
    rows = (
        {
            "nomor": row.decree.number,
            "tanggal": row.decree.signed_on,
            "keadaan": row.state.replace("_", " ").lower(),
            "rt": row.rts,
            "kelurahan": row.kelurahan,
            "luas": row.area_ha,
            "berubah": None if row.first else row.change_ha,
            "masuk": ", ".join(row.came),
            "keluar": ", ".join(row.went),
            "lain": ", ".join(row.changed),
        }
        for row in found
    )
    return _sheet("Riwayat SK", columns, rows)


# --- RP2KP-KP -------------------------------------------------------------------------------------------------------
def plan_workbook(plan: Plan, path: Path) -> bytes:
    """Sheets: programmes, every rupiah with its origin, investment per year and source, answers, path to 0 ha."""
    investment = plan.investment
    sheets = [
        _sheet("Program", _PROGRAMME, [_programme(row) for row in plan.rows]),
        _sheet("Asal rupiah", _MONEY, [cells for row in plan.rows for cells in _money(row)]),
        _invested(investment),
        _sheet("Jawaban butir", _ITEM, [_item(item) for item in plan.items]),
        _sheet("Menuju 0 ha", _PATH, [_year(one) for one in path.years]),
    ]
    return write_xlsx(sheets, title=f"RP2KP-KP {plan.cycle.region.title} {plan.cycle.years}")


_PROGRAMME = (
    Column("kawasan", "Kawasan", width=24),
    Column("program", "Program/kegiatan", width=44),
    Column("jenis", "Jenis penanganan"),
    Column("indikator", "Indikator", width=24),
    Column("volume", "Volume", width=20),
    Column("tahun", "Tahun"),
    Column("biaya", "Biaya (Rp)", MONEY),
    Column("sumber", "Sumber dana", width=30),
    Column("skpd", "SKPD pelaksana", width=28),
    Column("asal", "Asal", width=44),
    Column("dasar", "Dasar", width=36),
    Column("fisik", "Kemajuan fisik (%)", MEASURE),
    Column("bayar", "Sudah dibayarkan (Rp)", MONEY),
)
_MONEY = (
    Column("kawasan", "Kawasan", width=24),
    Column("program", "Program/kegiatan", width=44),
    Column("tahun", "Tahun", WHOLE),
    Column("sumber", "Sumber dana", width=24),
    Column("jumlah", "Jumlah (Rp)", MONEY),
    Column("butir", "Butir rencana kelurahan", width=44),
    Column("rencana", "Rencana kelurahan", width=34),
)
_ITEM = (
    Column("kelurahan", "Kelurahan", width=22),
    Column("rencana", "Rencana", width=30),
    Column("butir", "Butir", width=44),
    Column("rt", "RT/RW", width=28),
    Column("biaya", "Biaya (Rp)", MONEY),
    Column("jawaban", "Jawaban", width=24),
    Column("program", "Program kawasan", width=36),
    Column("tahun", "Tahun", WHOLE),
    Column("alasan", "Alasan", width=50),
    Column("oleh", "Dijawab oleh", width=24),
    Column("tanggal", "Tanggal", ColumnKind.DATE),
)
_PATH = (
    Column("tahun", "Tahun", WHOLE),
    Column("dasar", "Dasar", width=20),
    _ha("kumuh", "Luas kumuh"),
    _ha("butir", "Berkurang karena butir kelurahan"),
    _ha("kota", "Perkiraan bagian kota"),
    Column("rt", "RT yang keluar dari kumuh", width=60),
)


def _programme(row: ProgrammeRow) -> dict[str, Any]:
    own = row.programme
    return {
        "kawasan": row.settlement,
        "program": own.name,
        "jenis": own.get_intent_display(),
        "indikator": MATRIX_ROWS.get(own.aspect, "Lintas indikator"),
        "volume": "; ".join(f"{volume.normalize():f} {unit}".replace(".", ",") for volume, unit in row.volumes),
        "tahun": row.years,
        "biaya": row.cost,
        "sumber": ", ".join(row.sources),
        "skpd": own.executor,
        "asal": "; ".join(row.origins),
        "dasar": own.basis,
        "fisik": own.physical_percent,
        "bayar": own.spent,
    }


def _money(row: ProgrammeRow) -> Iterable[dict[str, Any]]:
    for one in row.money:
        item = one.item
        yield {
            "kawasan": row.settlement,
            "program": row.programme.name,
            "tahun": one.year,
            "sumber": one.label,
            "jumlah": one.amount,
            "butir": item.work.name if item else "bagian kota",
            "rencana": item.origin if item else "",
        }


def _invested(found: Investment) -> Table:
    columns = [
        Column("tahun", "Tahun"),
        *(Column(f"s{at}", f"{label} (Rp)", MONEY) for at, label in enumerate(found.labels)),
        Column("jumlah", "Jumlah (Rp)", MONEY),
    ]
    lines = [*found.rows, ("Jumlah", found.named_totals, found.total)]
    rows = (
        {"tahun": str(year), **{f"s{at}": amount for at, (_, amount) in enumerate(part)}, "jumlah": total}
        for year, part, total in lines
    )
    return _sheet("Investasi", columns, rows)


def _item(item: Any) -> dict[str, Any]:
    answer = item.answer
    return {
        "kelurahan": item.work.cycle.region.name,
        "rencana": f"{item.plan.step_name} {item.work.cycle.years}",
        "butir": item.work.name,
        "rt": ", ".join(item.rts),
        "biaya": item.work.cost,
        "jawaban": answer.get_status_display() if answer else "Belum dijawab",
        "program": answer.programme.name if answer and answer.programme else None,
        "tahun": item.year,
        "alasan": answer.reason if answer else None,
        "oleh": str(answer.answered_by) if answer else None,
        "tanggal": answer.answered_on if answer else None,
    }


def _year(one: Any) -> dict[str, Any]:
    return {
        "tahun": one.year,
        "dasar": "pendataan" if one.measured else "rencana",
        "kumuh": one.slum_ha,
        "butir": None if one.measured else one.items_ha,
        "kota": None if one.measured else one.city_ha,
        "rt": ", ".join(one.rts),
    }
