"""Two people press at the same moment: one decision, one event."""

import threading

import pytest
from django.db import connection

from kumuh.reviews import services
from kumuh.reviews.enums import ReviewVerb
from kumuh.reviews.errors import ReviewError, WrongState
from kumuh.reviews.models import Review, ReviewEvent
from tests.cast import World, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_verifiers_at_once_verify_once(chain):
    world = World()
    review = services.open_review(chain="uji", subject_id=1, region=world.places.kelurahan, title="Lembar 1")
    services.submit(review=review, by=world.cast.fasilitator)
    verifiers = [world.cast.pokja, make_user("POKJA", world.places.city)]
    start, outcomes = threading.Barrier(2), []

    def press(person):
        own_copy = Review.objects.get(pk=review.pk)
        try:
            start.wait(10)
            services.verify(review=own_copy, by=person)
            outcomes.append("ya")
        except WrongState:
            outcomes.append("sudah berpindah")
        except ReviewError as error:
            outcomes.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[person]) for person in verifiers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["sudah berpindah", "ya"]
    assert ReviewEvent.objects.filter(review=review, verb=ReviewVerb.VERIFY).count() == 1
