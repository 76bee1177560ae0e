"""Reference data of funds and unit prices: loaded again and again without doing harm."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.core.models import save_by
from planning.programs.catalog import packaged, packaged_funds
from planning.programs.enums import SourceOfMoney
from planning.programs.errors import ProgramRefused
from planning.programs.models import Fund, UnitPrice


@transaction.atomic
def load_reference_funds() -> str:
    """Bring the packaged funds into the database; an existing fund keeps what was decided about it."""
    made = []
    for data in packaged_funds().values():
        values = {
            "name": data["nama"],
            "source": SourceOfMoney(data["sumber"]),
            "ceiling": data["pagu"],
            "scope": data["berlaku"],
            "community_only": data["hanya_masyarakat"],
            "basis": data["dasar"],
        }
        _, is_new = Fund.objects.get_or_create(code=data["kode"], defaults=values)
        made += [data["kode"]] if is_new else []
    return f"Dana: {len(made)} baru ({', '.join(made)})." if made else "Dana: tidak ada perubahan."


@transaction.atomic
def load_published_prices(*, city: Region, by: Any = None) -> int:
    """Give a city the packaged prices from published budgets of other places; returns how many rows are new.

    They are examples to start from: each row names where it was published, and the city replaces them by its own
    standard. Rows that the city already has stay untouched.
    """
    known = set(UnitPrice.objects.filter(city=city).values_list("name", "unit", "year"))
    made = 0
    for data in packaged("harga_satuan.json")["harga"]:
        if (data["pekerjaan"], data["satuan"], data["tahun"]) not in known:
            row = UnitPrice(
                city=city,
                name=data["pekerjaan"],
                unit=data["satuan"],
                price=data["harga"],
                year=data["tahun"],
                source=data["sumber"],
            )
            save_by(row, by)
            made += 1
    return made


@transaction.atomic
def save_unit_price(
    *, city: Region, name: str, unit: str, price: int, year: int, source: str, by: Any, row: UnitPrice | None = None
) -> UnitPrice:
    """Add or change a reference unit price (whole rupiah per unit) of a city. Raises `ProgramRefused`."""
    if city.level != RegionLevel.CITY:
        raise ProgramRefused("Harga satuan dicatat per kota atau kabupaten.")
    if price <= 0:
        raise ProgramRefused({"price": "Harga harus lebih dari nol."})
    twin = UnitPrice.objects.filter(city=city, name=name.strip(), unit=unit.strip(), year=year)
    if any(other != row for other in twin):
        raise ProgramRefused({"name": "Harga pekerjaan ini untuk satuan dan tahun yang sama sudah ada."})
    row = row or UnitPrice(city=city)
    row.version += 1 if row.pk else 0
    row.name, row.unit, row.price, row.year, row.source = name.strip(), unit.strip(), price, year, source.strip()
    save_by(row, by)
    return row
