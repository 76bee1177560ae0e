"""Reviews of the desk's tests travel along the small chain that the tests of reviews use."""

from tests.kumuh.reviews.conftest import chain, new_review, review, submitted  # noqa: F401 - fixtures
