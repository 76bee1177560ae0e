"""Arguments of the addresses of works and money for the access matrix."""

from planning.programs.models import InvestmentTrial, UnitPrice
from planning.programs.services import load_reference_funds, postpone_work
from tests.cast import World, addresses
from tests.planning.programs.builders import a_work
from tests.planning.proposals.builders import taken


@addresses("programs:work-", "programs:outcome-", "programs:effect-", "programs:priority-")
def of_work(world: World):
    load_reference_funds()
    return {"pk": a_work(world).pk}


@addresses("programs:forum-")
def of_level(world: World):
    load_reference_funds()
    a_work(world)
    return {"level": "kelurahan"}


@addresses("programs:copy-", "programs:scenario-")
def of_copied_work(world: World):
    return {"pk": a_work(world).pk}


@addresses("programs:copy-proposal")
def of_copied_usulan(world: World):
    return {"pk": taken(world).pk}


@addresses("programs:work-resume")
def of_postponed_work(world: World):
    work = a_work(world)
    postpone_work(work=work, reason="Menunggu surat lahan", by=world.cast.fasilitator)
    return {"pk": work.pk}


@addresses("programs:fund-", "programs:price-")
def of_city(world: World):
    load_reference_funds()
    price = UnitPrice.objects.create(
        city=world.places.city, name="Paving", unit="m2", price=250_000, year=2026, source="Contoh"
    )
    return {"code": world.places.city.code, "pk": price.pk}


@addresses("programs:investment-")
def of_kelurahan(world: World):
    return {"code": world.places.kelurahan.code}


@addresses("programs:trial-")
def of_trial(world: World):
    report = {"galat": [], "jumlah_galat": 0, "baru": 0, "tetap": 0, "tanpa_rt": 0, "baris": [], "sidik": ""}
    trial = InvestmentTrial.objects.create(
        region=world.places.kelurahan, filename="a.csv", digest="", report=report, tried_by=world.cast.fasilitator
    )
    return {"code": world.places.kelurahan.code, "pk": trial.pk}
