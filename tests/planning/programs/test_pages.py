"""The pages of works, outcomes, priority list, funds and finished works as people use them."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from planning.programs import queries, services
from planning.programs.enums import FundScope, WorkStatus
from planning.programs.models import FundSetting, Investment, PriorityList, UnitPrice, Work
from tests.planning.programs.builders import (
    BILLION,
    MILLION,
    a_work,
    listed,
    ranked_works,
    repairs,
    slum,
    the_fund,
    usulan,
)
from tests.planning.proposals.builders import decided

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("x")</script>=HYPERLINK("a")'


def text_of(answer):
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(words.replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ").split())


def url(name, world, *args):
    return reverse(f"programs:{name}", args=[world.cycle.pk, *args])


def fields_of(form, **changes):
    """What the browser would send back: everything the form shows, and what was typed."""
    sent = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        sent[bound.html_name] = "on" if value is True else value
    return sent | changes


def test_an_agreed_usulan_becomes_a_work_without_retyping(world, as_user):
    slum(world)
    proposal = usulan(world, title="Paving gang melati", volume=Decimal(150))
    browser = as_user(world.cast.fasilitator)
    shown = browser.get(url("work-list", world))
    assert "Buat kegiatan" in text_of(shown)
    page = browser.get(url("work-add", world) + f"?usulan={proposal.pk}")
    sent = fields_of(page.context["form"])
    assert (sent["name"], sent["volume"], sent["households"]) == ("Paving gang melati", "150", "40")
    typed = {"unit_price": "250.000", "quarter": "2", "dana_apbn_channeling": "37.500.000"}
    answer = browser.post(url("work-add", world) + f"?usulan={proposal.pk}", sent | typed)
    work = Work.objects.get()
    assert answer.url == url("outcome-edit", world, work.pk)
    assert (work.cost, queries.amounts_of(work)) == (37_500_000, {"APBN_CHANNELING": 37_500_000})


def test_outcomes_are_proposed_from_the_need_and_saved_with_their_effect(world, as_user):
    slum(world)
    work = a_work(world, usulan(world, volume=Decimal(150)), rts=world.rts[:1])
    browser = as_user(world.cast.fasilitator)
    page = browser.get(url("outcome-edit", world, work.pk))
    name = f"hasil_{world.rts[0].pk}_jalan_kualitas"
    assert page.context["form"][name].value() == "90"
    filled = browser.post(url("outcome-edit", world, work.pk), {"isi": name})
    assert filled.context["form"][name].value() == "320"
    assert not work.outcomes.exists()
    sent = fields_of(page.context["form"], **{name: "320"})
    answer = browser.post(url("outcome-edit", world, work.pk), sent)
    assert answer.url == url("work-detail", world, work.pk)
    assert [(row.criterion_key, row.volume, row.unit) for row in work.outcomes.all()] == [("jalan_kualitas", 320, "m")]
    shown = text_of(browser.get(url("effect-detail", world)))
    assert "RT 001 / RW 001" in shown
    preview = browser.post(url("outcome-compute", world, work.pk), {name: "400"})
    assert "melebihi kebutuhan" in text_of(preview)


def test_money_is_computed_at_once_and_the_rest_is_one_click_away(world, as_user):
    browser = as_user(world.cast.fasilitator)
    typed = {"volume": "12,5", "unit_price": "1.000.000", "dana_apbn_channeling": "10.000.000", "unit": "m"}
    shown = browser.post(url("work-compute", world), typed)
    assert "Biaya Rp 12.500.000" in text_of(shown)
    assert 'data-isi="id_dana_swadaya" data-isi-nilai="2.500.000"' in shown.content.decode()
    whole = browser.post(url("work-compute", world), typed | {"dana_swadaya": "2.500.000"})
    assert "Pas" in text_of(whole)
    assert "20,0% dari biaya" in text_of(whole)
    over = browser.post(url("work-compute", world), typed | {"dana_swadaya": "2.500.001"})
    assert "Kelebihan Rp 1" in text_of(over)
    broken = browser.post(url("work-compute", world), {"volume": "banyak", "unit_price": "", "dana_swadaya": "x"})
    assert "isi volume dan harga satuan" in text_of(broken)


def test_without_script_the_buttons_fill_the_rest_and_a_price(world, as_user):
    work = a_work(world, sources={})
    services.load_published_prices(city=world.places.city)
    browser = as_user(world.cast.fasilitator)
    sent = fields_of(browser.get(url("work-edit", world, work.pk)).context["form"])
    rest = browser.post(url("work-edit", world, work.pk), sent | {"hitung": "dana_swadaya"})
    assert rest.context["form"]["dana_swadaya"].value() == "90.000.000"
    priced = browser.post(url("work-edit", world, work.pk), sent | {"hitung": "harga:850000"})
    assert priced.context["money"].cost == 76_500_000
    assert Work.objects.get().version == 1


def test_sources_that_do_not_add_up_keep_what_was_typed(world, as_user):
    slum(world)
    work = a_work(world)
    browser = as_user(world.cast.fasilitator)
    sent = fields_of(browser.get(url("work-edit", world, work.pk)).context["form"])
    answer = browser.post(url("work-edit", world, work.pk), sent | {"dana_swadaya": "1"})
    assert "kelebihan Rp 1 dari biaya Rp 90.000.000" in text_of(answer)
    assert answer.context["form"]["dana_swadaya"].value() == "1"
    good = browser.post(
        url("work-edit", world, work.pk),
        sent | {"dana_swadaya": "1", "dana_apbn_channeling": "89.999.999", "name": HOSTILE},
    )
    assert good.url == url("work-detail", world, work.pk)
    for name in ("work-list", "work-detail", "work-edit", "outcome-edit", "work-postpone", "work-finish"):
        page = browser.get(url(name, world, *([] if name == "work-list" else [work.pk])))
        assert "<script>alert" not in page.content.decode()


def test_two_people_on_one_work_are_asked_and_nothing_is_lost(world, as_user):
    slum(world)
    work = a_work(world)
    browser = as_user(world.cast.fasilitator)
    opened = fields_of(browser.get(url("work-edit", world, work.pk)).context["form"])
    browser.post(url("work-edit", world, work.pk), opened | {"location": "Gang Mawar", "note": "dari orang lain"})
    answer = browser.post(url("work-edit", world, work.pk), opened | {"location": "Gang Kenanga"})
    assert [conflict.label for conflict in answer.context["form"].conflicts] == ["Lokasi (nama gang, patokan)"]
    assert Work.objects.get().location == "Gang Mawar"
    page = answer.context["form"]
    again = opened | {
        "location": "Gang Kenanga",
        page.seen_name: page.expected_version,
        page.conflicts[0].choice_name: "saya",
    }
    browser.post(url("work-edit", world, work.pk), again)
    work.refresh_from_db()
    assert (work.location, work.note) == ("Gang Kenanga", "dari orang lain")


def test_setting_aside_needs_a_sentence_and_can_be_taken_back(world, as_user):
    work = a_work(world)
    browser = as_user(world.cast.bkm)
    short = browser.post(url("work-postpone", world, work.pk), {"reason": "-"})
    assert "Tulis alasannya" in text_of(short)
    browser.post(url("work-postpone", world, work.pk), {"reason": "Menunggu surat hibah lahan"})
    shown = text_of(browser.get(url("work-list", world)))
    assert "Menunggu surat hibah lahan" in shown
    browser.post(url("work-resume", world, work.pk))
    work.refresh_from_db()
    assert (work.status, work.status_reason) == (WorkStatus.PLANNED, "")


def test_a_finished_work_appears_among_the_finished_works(world, as_user):
    slum(world)
    work = a_work(world, outcomes=[repairs(world.rts[0])], rts=world.rts[:1])
    browser = as_user(world.cast.fasilitator)
    answer = browser.post(
        url("work-finish", world, work.pk), {"year": "2026", f"hasil_{world.rts[0].pk}_jalan_kualitas": "300"}
    )
    assert (Investment.objects.get().volume, work.outcomes.get().volume) == (300, 320)
    assert answer.url == reverse("programs:investment-list", args=[world.places.kelurahan.code])
    shown = text_of(browser.get(answer.url))
    assert "dari Renta PIP" in shown
    assert "2b Kualitas Permukaan Jalan Lingkungan" in shown


def test_the_priority_list_prints_rule_reason_and_sums(world, as_user):
    ranked_works(world, 700 * MILLION, 500 * MILLION, divisible=True)
    listed(world, "PARTIAL", decision=decided(world, "PRIORITAS"))
    shown = text_of(as_user(world.cast.camat).get(url("priority-detail", world)))
    for words in (
        "volume dikurangi dari 500 m menjadi 300 m",
        "Sebagian: volume dikurangi bila dapat dibagi",
        "Nilai sama berbagi peringkat",
        "Rp 1.000.000.000",
        "tanpa menyebut per kelurahan atau per kota",
    ):
        assert words in shown


def test_rule_ceiling_and_decision_are_set_on_one_page(world, as_user):
    the_fund()
    decision = decided(world, "PRIORITAS")
    browser = as_user(world.cast.fasilitator)
    over = browser.post(url("priority-edit", world), {"rule": "FILL", "ceiling": "1.000.000.001"})
    assert "Paling banyak Rp 1.000.000.000" in text_of(over)
    assert not PriorityList.objects.exists()
    browser.post(url("priority-edit", world), {"rule": "FILL", "ceiling": "900.000.000", "decision": decision.pk})
    row = PriorityList.objects.get()
    assert (row.rule, row.ceiling, row.decision) == ("FILL", 900 * MILLION, decision)
    form = browser.get(url("priority-edit", world)).context["form"]
    browser.post(url("priority-edit", world), fields_of(form, ceiling="800.000.000"))
    row.refresh_from_db()
    assert (row.ceiling, row.version) == (800 * MILLION, 2)


def test_a_work_is_kept_out_with_a_reason_and_taken_in_again(world, as_user):
    (work,) = ranked_works(world, 10 * MILLION)
    listed(world)
    browser = as_user(world.cast.fasilitator)
    browser.post(url("priority-exclude", world, work.pk), {"reason": "Warga menarik hibah lahan"})
    assert "Warga menarik hibah lahan" in text_of(browser.get(url("priority-detail", world)))
    browser.post(url("priority-include", world, work.pk))
    assert queries.priority(world.cycle).total == 10 * MILLION


def test_the_city_sets_its_ceiling_with_a_basis(world, as_user):
    the_fund()
    listed(world, ceiling=BILLION)
    code = world.places.city.code
    browser = as_user(world.cast.pokja)
    data = {"ceiling": "2.000.000.000", "scope": FundScope.CITY, "basis": "Rapat Pokja PKP 3 Mei 2026"}
    browser.post(reverse("programs:fund-edit", args=[code]), data)
    assert FundSetting.objects.get().ceiling == 2 * BILLION
    shown = text_of(browser.get(reverse("programs:fund-detail", args=[code])))
    assert "Sisa pagu kota Rp 1.000.000.000" in shown
    form = browser.get(reverse("programs:fund-edit", args=[code])).context["form"]
    refused = browser.post(reverse("programs:fund-edit", args=[code]), fields_of(form, ceiling="999.999.999"))
    assert "sudah memegang Rp 1.000.000.000" in text_of(refused)


def test_unit_prices_name_their_source(world, as_user):
    code = world.places.city.code
    browser = as_user(world.cast.askot)
    data = {"name": "Paving 6 cm", "unit": "m2", "price": "185.000", "year": "2026", "source": "SHS kota 2026"}
    browser.post(reverse("programs:price-add", args=[code]), data)
    row = UnitPrice.objects.get()
    twice = browser.post(reverse("programs:price-add", args=[code]), data)
    assert "sudah ada" in text_of(twice)
    form = browser.get(reverse("programs:price-edit", args=[code, row.pk])).context["form"]
    browser.post(reverse("programs:price-edit", args=[code, row.pk]), fields_of(form, price="190.000"))
    assert UnitPrice.objects.get().price == 190_000
    assert "SHS kota 2026" in text_of(browser.get(reverse("programs:price-list", args=[code])))


def test_one_finished_work_is_recorded_by_hand(world, as_user):
    slum(world)
    code = world.places.kelurahan.code
    browser = as_user(world.cast.pokja)
    data = {
        "neighbourhood": world.rts[0].pk,
        "year": "2026",
        "criterion_key": "jalan_kualitas",
        "activity": HOSTILE,
        "volume": "120,5",
        "source": "Laporan dinas",
    }
    browser.post(reverse("programs:investment-add", args=[code]), data)
    row = Investment.objects.get()
    assert (row.volume, row.unit, row.recorded_by) == (Decimal("120.5"), "m", world.cast.pokja)
    page = browser.get(reverse("programs:investment-list", args=[code]))
    assert "<script>alert" not in page.content.decode()
    nowhere = browser.post(reverse("programs:investment-add", args=[code]), data | {"neighbourhood": ""})
    assert "Pilih RT" in text_of(nowhere)


@pytest.mark.parametrize("name", ["work-list", "priority-detail"])
def test_pages_ask_the_same_for_one_and_three_works(world, as_user, name, django_assert_max_num_queries):
    slum(world)
    browser = as_user(world.cast.fasilitator)
    counts = []
    for _ in range(2):
        ranked_works(world, *[10 * MILLION] * (1 if not counts else 2), outcomes=[repairs(world.rts[0])])
        listed(world)
        browser.get(url(name, world))
        with django_assert_max_num_queries(80) as captured:
            browser.get(url(name, world))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_unknown_usulan_is_not_found(world, as_user):
    browser = as_user(world.cast.fasilitator)
    for asked in ("", "abc", "999999", "²", "9" * 40):
        assert browser.get(url("work-add", world), {"usulan": asked}).status_code == 404
    assert browser.get(url("work-add", world)).url == url("work-list", world)
