"""Published works of Kota Pekalongan: the state after them, recorded row by row, is what the city published."""

from decimal import Decimal

import pytest

from kumuh.conditions.services import save_rt_record
from planning.programs import queries, services
from planning.programs.models import Investment
from planning.programs.services import InvestmentValues
from tests.cast import make_rt, make_survey
from tests.kumuh.conditions.cases import by_parameter, kawasan

pytestmark = pytest.mark.django_db
HEADER = (
    "luas_verifikasi_ha",
    "jumlah_bangunan",
    "jumlah_penduduk",
    "jumlah_kk",
    "panjang_jalan_ideal_m",
    "panjang_drainase_ideal_m",
)


def test_the_year_end_states_of_kuripan_yosorejo_are_the_published_ones(world):
    """Kawasan 09: baseline 2019, its investments 2021–2023, and the totals that the city printed for every year."""
    place = kawasan()["09"]
    survey = make_survey(world.places.kelurahan, 2019)
    rts = {row["label"]: make_rt(world.places.kelurahan, row["rt"], row["rw"]) for row in place["rt"]}
    for row in place["rt"]:
        header = {key: row["header"][key] for key in HEADER}
        volumes = by_parameter(place, row["years"]["2019"]["volume"])
        save_rt_record(survey=survey, neighbourhood=rts[row["label"]], denominators=header, volumes=volumes, by=None)
    rows = [
        InvestmentValues(
            kelurahan=world.places.kelurahan,
            neighbourhood=rts[row["label"]],
            year=int(work["year"]),
            criterion_key=work["criterion"],
            activity=work["activity"],
            volume=Decimal(work["volume"]),
            unit="",
            source="Data kumuh Kota Pekalongan, PERKIM",
        )
        for row in place["rt"]
        for work in row["investments"]
        if work["criterion"]
    ]
    assert services.record_investments(rows=rows, by=world.cast.pokja) == len(rows) == Investment.objects.count()
    ends = {end.year: end for end in queries.trajectory(world.places.kelurahan)}
    for year in (2021, 2022, 2023):
        published = {rts[row["label"]].pk: int(row["years"][str(year)]["total"]) for row in place["rt"]}
        assert ends[year].totals == published, year
    assert [round(ends[year].slum_ha, 6) for year in (2021, 2022, 2023)] == [
        Decimal("5.574037"), Decimal("2.699769"), Decimal(0),
    ]  # fmt: skip
