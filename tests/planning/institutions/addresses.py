"""Arguments of the addresses of institutions for the access matrix."""

from kumuh.core.uploads import clean_upload
from planning.institutions.services import keep_material
from tests.cast import KELURAHAN, World, addresses
from tests.planning.institutions.builders import decreed, elected, founded, staffed, three, trained
from tests.planning.rembuk.builders import photo


@addresses("institutions:institution-", "institutions:members-", "institutions:duty-")
def of_body(world: World):
    body = founded(world)
    staffed(world, body, *three(world))
    return {"pk": body.pk}


@addresses("institutions:institution-list", "institutions:institution-add")
def of_place(world: World):
    assert world.places.kelurahan.pk == KELURAHAN
    return {"code": KELURAHAN}


@addresses("institutions:election-")
def of_election(world: World):
    body = founded(world)
    return {"pk": body.pk, "election": elected(world, body, 12, 7).pk}


@addresses("institutions:decree-")
def of_decree(world: World):
    body = founded(world)
    return {"pk": body.pk, "decree": decreed(world, body, scan=clean_upload(photo())).pk}


@addresses("institutions:articles-file")
def of_articles(world: World):
    body = founded(world)
    body.articles.save("adart.jpg", clean_upload(photo()).as_file())
    return {"pk": body.pk}


@addresses("institutions:training-")
def of_training(world: World):
    training = trained(world, ("Peserta Contoh", None, "APARAT"), cycle=world.cycle)
    training.scan.save("hadir.jpg", clean_upload(photo()).as_file())
    return {"pk": training.pk}


@addresses(
    "institutions:training-list", "institutions:training-add", "institutions:competency-", "institutions:material-"
)
def of_training_place(world: World):
    material = keep_material(
        region=world.places.kelurahan, topic_set="KBIK", topic="PETA", title="Contoh", by=world.cast.bkm,
        file=clean_upload(photo()),
    )  # fmt: skip
    return {"code": KELURAHAN, "pk": material.pk}
