"""Arguments of the addresses of reviews for the access matrix."""

from kumuh.reviews.models import Note, Review
from tests.cast import World, addresses


def matrix_review(world: World) -> Review:
    """The submitted profile step of the kelurahan's cycle."""
    return Review.objects.create(
        chain="p2-profil",
        subject_type="stepstate",
        subject_id=world.cycle.steps.get(step="P2").pk,
        region=world.places.kelurahan,
        title="Profil permukiman kumuh",
        state="DIAJUKAN",
    )


@addresses("reviews:review-", "reviews:note-add")
def of_review(world):
    return {"pk": matrix_review(world).pk}


@addresses("reviews:note-answer")
def of_note(world):
    review = matrix_review(world)
    return {"pk": Note.objects.create(review=review, round=1, text="Sumber?", author=world.cast.pokja).pk}
