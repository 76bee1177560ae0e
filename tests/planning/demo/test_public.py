"""The public pages of the demo city never name anybody, whatever its people typed."""

from django.core.cache import cache
from django.urls import reverse

from kumuh.accounts.models import User
from planning.cycles.enums import Track
from planning.cycles.models import Cycle
from planning.demo.catalog import FISCAL_YEAR
from planning.proposals.models import Proposal
from planning.rembuk.models import Attendee, Meeting, MinuteEntry, Representative


def people_of_the_demo() -> set[str]:
    """Names and telephone numbers of attendees, proposers, speakers, representatives, meeting officers, accounts."""
    officers = Meeting.objects.values_list("chair_name", "secretary_name", "facilitator_name")
    found = {
        *Attendee.objects.values_list("name", flat=True),
        *Attendee.objects.values_list("phone", flat=True),
        *Proposal.objects.values_list("asked_by_name", flat=True),
        *MinuteEntry.objects.values_list("raised_by", flat=True),
        *Representative.objects.values_list("name", flat=True),
        *User.objects.values_list("name", flat=True),
        *(name for row in officers for name in row),
    }
    return {name for name in found if name.strip()}


def test_no_attendee_proposer_or_telephone_stands_on_any_public_page(demo, client):
    cache.clear()
    names = people_of_the_demo()
    assert len(names) > 50
    pages = [reverse("public:place-search")]
    places = set(Cycle.objects.values_list("region_id", flat=True))
    pages += [reverse("public:place-detail", args=[code]) for code in sorted(places)]
    assert len(pages) == 15  # the search, thirteen kelurahan and the kota
    for page in pages:
        text = client.get(page).content.decode()
        assert [name for name in names if name in text] == [], page


def test_the_finished_kelurahan_tells_its_whole_story(demo, client):
    cache.clear()
    finished = Cycle.objects.exclude(finished_on=None).get(track=Track.P2KP, fiscal_year=FISCAL_YEAR)
    page = client.get(reverse("public:place-detail", args=[finished.region_id])).content.decode()
    for part in ("luas", "rt", "masalah", "usulan", "kegiatan", "prioritas", "keputusan", "dokumen"):
        assert f'id="{part}"' in page, part
    assert "Sedang disusun" not in page
