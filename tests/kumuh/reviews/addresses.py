"""Arguments of the addresses of reviews for the access matrix."""

from kumuh.accounts.enums import Role
from kumuh.reviews.models import Note, Review
from kumuh.reviews.registry import CHAINS, Chain, register_chain
from tests.cast import World, addresses


def matrix_review(world: World) -> Review:
    """A submitted review of the kelurahan in a chain of its own."""
    if "matriks" not in CHAINS:
        register_chain(
            Chain(
                code="matriks",
                title="Lembar matriks",
                subject_type="lembar-matriks",
                submit_roles=frozenset({Role.FASILITATOR}),
                verify_roles=frozenset({Role.POKJA}),
                approve_roles=(frozenset({Role.LURAH}),),
            )
        )
    return Review.objects.create(
        chain="matriks",
        subject_type="lembar-matriks",
        subject_id=1,
        region=world.places.kelurahan,
        title="Lembar matriks",
        state="DIAJUKAN",
    )


@addresses("reviews:review-", "reviews:note-add")
def of_review(world):
    return {"pk": matrix_review(world).pk}


@addresses("reviews:note-answer")
def of_note(world):
    review = matrix_review(world)
    return {"pk": Note.objects.create(review=review, round=1, text="Sumber?", author=world.cast.pokja).pk}
