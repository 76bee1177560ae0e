"""A small chain of its own, so that these tests do not depend on the steps of a programme."""

import dataclasses

import pytest

from kumuh.accounts.enums import Role
from kumuh.reviews import services
from kumuh.reviews.registry import CHAINS, SUBJECTS, Chain, Subject

SUBJECT = "lembar-uji"


def describe(ids):
    return {subject: Subject(f"Lembar {subject}", f"/lembar/{subject}/", "Krapyak") for subject in ids}


@pytest.fixture
def chain(monkeypatch) -> Chain:
    """Facilitator or BKM submit, Pokja verifies, lurah and BKM approve."""
    chain = Chain(
        code="uji",
        title="Lembar uji",
        subject_type=SUBJECT,
        submit_roles=frozenset({Role.FASILITATOR, Role.BKM}),
        verify_roles=frozenset({Role.POKJA}),
        approve_roles=(frozenset({Role.LURAH}), frozenset({Role.BKM})),
    )
    monkeypatch.setitem(CHAINS, chain.code, chain)
    monkeypatch.setitem(SUBJECTS, SUBJECT, describe)
    return chain


@pytest.fixture
def consulting(chain, monkeypatch) -> Chain:
    """The same chain, but dinas and Askot are asked before the Pokja verifies, and the camat is told at the end."""
    asking = dataclasses.replace(
        chain,
        consult_roles=(frozenset({Role.DINAS}), frozenset({Role.ASKOT})),
        informed_roles=frozenset({Role.CAMAT}),
    )
    monkeypatch.setitem(CHAINS, chain.code, asking)
    return asking


@pytest.fixture
def new_review(chain, places):
    numbers = iter(range(1, 10_000))

    def build(region=None, title="Lembar uji"):
        return services.open_review(
            chain=chain.code, subject_id=next(numbers), region=region or places.kelurahan, title=title
        )

    return build


@pytest.fixture
def review(new_review):
    return new_review()


@pytest.fixture
def submitted(review, cast):
    return services.submit(review=review, by=cast.fasilitator)


@pytest.fixture
def verified(submitted, cast):
    return services.verify(review=submitted, by=cast.pokja)


@pytest.fixture
def approved(verified, cast):
    services.approve(review=verified, by=cast.lurah)
    return services.approve(review=verified, by=cast.bkm)
