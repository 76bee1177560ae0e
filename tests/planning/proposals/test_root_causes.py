"""Root causes of a problem tree carried on to what residents of an RW say about an indicator (KOTAKU)."""

import pytest
from django.urls import reverse

from planning.methods.models import TreeNode
from planning.methods.services.tree import write_goals
from planning.proposals import queries, services
from planning.proposals.errors import ProposalRefused
from planning.proposals.models import ResultUse, RwCause
from planning.proposals.services import CauseText
from tests.cast import make_cycle, make_decree, make_rt
from tests.planning.methods.answers import filled_tree
from tests.planning.methods.builders import agreed

pytestmark = pytest.mark.django_db


@pytest.fixture
def kotaku(world):
    """A KOTAKU cycle whose SK lists RT of two RW."""
    kelurahan = world.places.kelurahan
    rts = [make_rt(kelurahan, "011", "001"), make_rt(kelurahan, "021", "002")]
    decree = make_decree(world.places.city, rts)
    world.cycle = make_cycle(kelurahan, world.cast.fasilitator, decree, track="K", until_year=2030)
    return world


def agreed_tree(world):
    session = filled_tree(world)
    node = TreeNode.objects.get(text="Gerobak rusak")
    write_goals(group=session.groups.get(), goals={node.pk: "Gerobak berjalan"}, by=world.cast.fasilitator)
    return agreed(world, session)


def key():
    return f"akar:{TreeNode.objects.get(text='Gerobak rusak').pk}"


def take(world, session, places, aspect=6):
    return services.take_as_cause(
        session=session, key=key(), aspect=aspect, places=places, by=world.cast.fasilitator
    )  # fmt: skip


def test_a_root_cause_is_said_for_the_rw_that_named_it_with_what_residents_do(kotaku):
    first, second = queries.slum_places(kotaku.cycle)
    session = agreed_tree(kotaku)
    take(kotaku, session, [first, second])
    assert [(row.place, row.aspect, row.state, row.cause, row.contribution) for row in RwCause.objects.all()] == [
        (place, 6, "ADA", "Gerobak rusak.", "iuran perbaikan gerobak.") for place in (first, second)
    ]
    use = ResultUse.objects.get()
    assert (use.session, use.key, use.taken_as, use.cause.place) == (session, key(), "SEBAB", first)


def test_what_the_rw_said_already_stays_and_nothing_is_taken_twice(kotaku):
    first, _ = queries.slum_places(kotaku.cycle)
    texts = [CauseText(6, "ADA", "Bak sampah jauh.", "Kerja bakti.")]
    services.save_causes(cycle=kotaku.cycle, place=first, texts=texts, by=kotaku.cast.fasilitator)
    session = agreed_tree(kotaku)
    for _ in range(2):
        take(kotaku, session, [first])
    row = RwCause.objects.get()
    assert row.cause == "Bak sampah jauh.\nGerobak rusak."
    assert row.contribution == "Kerja bakti.\niuran perbaikan gerobak."
    assert ResultUse.objects.count() == 1


def test_no_rw_an_unknown_result_and_a_draft_are_refused(kotaku):
    first, _ = queries.slum_places(kotaku.cycle)
    draft = filled_tree(kotaku)
    with pytest.raises(ProposalRefused, match="belum disepakati"):
        take(kotaku, draft, [first])
    node = TreeNode.objects.get(text="Gerobak rusak")
    write_goals(group=draft.groups.get(), goals={node.pk: "Gerobak berjalan"}, by=kotaku.cast.fasilitator)
    session = agreed(kotaku, draft)
    with pytest.raises(ProposalRefused, match="Pilih paling sedikit satu RW"):
        take(kotaku, session, [])
    with pytest.raises(ProposalRefused, match="tidak ada lagi"):
        services.take_as_cause(
            session=session, key="akar:99999", aspect=6, places=[first], by=kotaku.cast.fasilitator
        )  # fmt: skip
    assert not RwCause.objects.exists()


def test_the_page_asks_only_for_the_rw_and_leads_to_the_causes(kotaku, as_user):
    browser = as_user(kotaku.cast.fasilitator)
    session = agreed_tree(kotaku)
    detail = reverse("methods:session-detail", args=[kotaku.cycle.pk, session.pk])
    url = reverse("proposals:result-take", args=[kotaku.cycle.pk, session.pk, "sebab", key()])
    assert url in browser.get(detail).content.decode()
    page = browser.get(url)
    assert '<option value="6" selected' in page.content.decode()
    assert "Menurut warga RW belum dipilih." in browser.post(url, {"aspect": "6"}).content.decode()
    places = [str(place.pk) for place in queries.slum_places(kotaku.cycle)]
    answer = browser.post(url, {"aspect": "6", "places": places})
    assert answer.url == reverse("proposals:cause-list", args=[kotaku.cycle.pk])
    assert RwCause.objects.count() == 2
    assert "Sebab: Persampahan RW 001" in browser.get(detail).content.decode()
    assert browser.get(url).url == answer.url


def test_a_programme_that_asks_for_no_causes_per_rw_is_offered_none(world, as_user):
    session = agreed_tree(world)
    page = as_user(world.cast.fasilitator).get(reverse("methods:session-detail", args=[world.cycle.pk, session.pk]))
    assert "Jadikan sebab RW" not in page.content.decode()
    assert "Jadikan usulan" in page.content.decode()
