"""What a survey of households found goes on once as problem and as usulan, as numbers and never as names."""

import pytest
from django.urls import reverse

from planning.proposals import services
from planning.proposals.enums import ProblemState
from planning.proposals.models import ResultUse
from tests.planning.methods.builders import agreed
from tests.planning.methods.surveyed import area, filled_survey, surveyed, written

pytestmark = pytest.mark.django_db
WATER = "parameter:air_akses_aman"


@pytest.fixture
def found(world):
    """An agreed survey that found two households without safe water."""
    session = surveyed(world)
    for number in ("1", "2"):
        written(world, session, number, nama_kk="Warga Rahasia", sumber_air="SUNGAI")
    area(world, session)
    return agreed(world, filled_survey(world, session, households=0))


def test_a_parameter_that_is_not_in_order_becomes_a_problem_of_its_indicator_once(world, found):
    first = services.take_as_problem(session=found, key=WATER, aspect=3, by=world.cast.fasilitator)
    again = services.take_as_problem(session=found, key=WATER, aspect=3, by=world.cast.fasilitator)
    assert (first, first.aspect, first.state) == (again, 3, ProblemState.PRESENT)
    assert first.statement == "Tanpa akses aman air minum: 2 KK."
    assert ResultUse.objects.count() == 1


@pytest.mark.parametrize("code", ["masalah", "usulan"])
def test_the_page_that_takes_it_shows_numbers_and_no_names(world, found, as_user, code):
    url = reverse("proposals:result-take", args=[found.cycle_id, found.pk, code, WATER])
    page = as_user(world.cast.fasilitator).get(url, follow=True)
    assert page.status_code == 200
    assert "2 KK" in page.content.decode()
    assert "Rahasia" not in page.content.decode()
