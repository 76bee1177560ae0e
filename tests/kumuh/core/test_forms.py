"""Forms speak plainly, keep drafts, and never let one person's work silently win over another's."""

from datetime import date

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template import Context, Template

from kumuh.areas.models import Decree
from kumuh.core.forms import CountField, Form, LockedForm, LockedModelForm, ModelForm, NumberField, refusals_on
from kumuh.core.versions import StaleRecord, claim_version
from planning.programs.models import Work
from tests.cast import make_decree, make_region, make_user

pytestmark = pytest.mark.django_db


class DecreeForm(LockedModelForm):
    class Meta(ModelForm.Meta):
        model = Decree
        fields = ("number", "title", "signed_on", "review_on", "signer_office")


class DecreeVerbForm(LockedForm):
    number = forms.CharField(label="Nomor")
    signed_on = forms.DateField(label="Tanggal")
    copies = CountField(label="Rangkap")


class WorkForm(ModelForm):
    class Meta(ModelForm.Meta):
        model = Work
        fields = ("name", "volume", "unit_price", "households", "quarter", "executor")


@pytest.fixture
def decree():
    return make_decree(make_region("33.75"))


def opened(record, form_class=DecreeForm) -> dict[str, str]:
    """What a browser would send back unchanged from the page opened now."""
    form = form_class(instance=type(record).objects.get(pk=record.pk))
    sent = {field.html_name: field.value() for field in form}
    return {name: "" if value is None else str(value) for name, value in sent.items()}


def sent(record, data, form_class=DecreeForm):
    return form_class(data, instance=type(record).objects.get(pk=record.pk))


def saved_by_other(record, user=None, **values) -> None:
    """Somebody else's save between opening and saving."""
    fresh = type(record).objects.get(pk=record.pk)
    with transaction.atomic():
        claim_version(fresh)
        for name, value in values.items():
            setattr(fresh, name, value)
        fresh._history_user = user
        fresh.save()


def test_an_unchanged_record_takes_what_was_typed(decree):
    form = sent(decree, opened(decree) | {"title": "Judul baru"})
    assert form.is_valid()
    assert (form.cleaned_data["title"], form.expected_version, form.conflicts) == ("Judul baru", 1, [])
    assert "version" not in form.cleaned_data
    assert "semula" not in form.cleaned_data


def test_different_fields_of_two_people_are_both_kept(decree):
    data = opened(decree) | {"title": "Judul saya"}
    saved_by_other(decree, number="663/002 TAHUN 2024", review_on=date(2028, 1, 1))
    form = sent(decree, data)
    assert form.is_valid()
    assert form.cleaned_data["title"] == "Judul saya"
    assert form.cleaned_data["number"] == "663/002 TAHUN 2024"
    assert form.cleaned_data["review_on"] == date(2028, 1, 1)
    assert form.expected_version == 2
    assert len(form.kept_labels) == 2


def test_the_same_field_is_asked_with_both_values_and_who_and_when(decree):
    other = make_user(username="budi", name="Budi Contoh")
    data = opened(decree) | {"title": "Judul saya"}
    saved_by_other(decree, user=other, title="Judul Budi", number="663/002")
    form = sent(decree, data)
    assert not form.is_valid()
    (conflict,) = form.conflicts
    assert (conflict.name, conflict.mine, conflict.theirs) == ("title", "Judul saya", "Judul Budi")
    assert form.changed_by == "Budi Contoh"
    (message,) = form.non_field_errors()
    assert message.startswith("Selagi Anda mengisi, Budi Contoh menyimpan isian yang sama pada ")
    assert message.endswith("belum disimpan. Pilih isi mana yang dipakai, lalu simpan lagi.")
    page = render_crispy_form(form)
    for text in ("Isi Anda: <b>Judul saya</b>", "Isi sekarang: <b>Judul Budi</b>", 'name="pilih_title"'):
        assert text in page
    assert "tetap tersimpan:" in page
    assert 'name="dilihat" value="2"' in page


@pytest.mark.parametrize(("choice", "title"), [("saya", "Judul saya"), ("sekarang", "Judul Budi")])
def test_the_choice_decides(decree, choice, title):
    data = opened(decree) | {"title": "Judul saya", "pilih_title": choice, "dilihat": "2"}
    saved_by_other(decree, title="Judul Budi")
    form = sent(decree, data)
    assert form.is_valid()
    assert form.cleaned_data["title"] == title


@pytest.mark.parametrize("extra", [{}, {"dilihat": "2"}, {"dilihat": "2", "pilih_title": "x"}, {"pilih_title": "saya"}])
def test_saving_again_without_a_choice_asks_again(decree, extra):
    data = opened(decree) | {"title": "Judul saya"} | extra
    saved_by_other(decree, title="Judul Budi")
    assert not sent(decree, data).is_valid()


def test_a_third_save_after_the_choice_asks_again(decree):
    data = opened(decree) | {"title": "Judul saya", "pilih_title": "saya", "dilihat": "2"}
    saved_by_other(decree, title="Judul Budi")
    saved_by_other(decree, title="Judul Citra")
    form = sent(decree, data)
    assert not form.is_valid()
    assert form.conflicts[0].theirs == "Judul Citra"


def test_typing_the_same_as_the_other_is_no_conflict(decree):
    data = opened(decree) | {"title": "Sama"}
    saved_by_other(decree, title="Sama")
    assert sent(decree, data).is_valid()


@pytest.mark.parametrize("lost", [{"version": ""}, {"version": "0"}, {"version": "9"}, {"version": "x"}])
def test_a_page_that_lost_its_version_wins_over_nothing(decree, lost):
    data = opened(decree) | {"title": "Judul saya"} | lost
    saved_by_other(decree, title="Judul Budi")
    assert not sent(decree, data).is_valid()


def test_a_forged_copy_of_the_opened_values_is_not_believed(decree):
    foreign = make_decree(make_region("33.76"), number="1/2024")
    data = opened(decree) | {"semula": opened(foreign)["semula"], "title": "Judul saya"}
    saved_by_other(decree, title="Judul Budi")
    form = sent(decree, data)
    assert not form.is_valid()
    assert [conflict.name for conflict in form.conflicts] == ["title"]


def test_a_form_for_a_verb_is_guarded_the_same_way(decree):
    data = opened(decree, DecreeVerbForm) | {"copies": "3", "signed_on": "2024-02-01"}
    saved_by_other(decree, number="663/009", signed_on=date(2024, 3, 1))
    form = sent(decree, data, DecreeVerbForm)
    assert not form.is_valid()
    assert [(c.label, c.mine, c.theirs) for c in form.conflicts] == [("Tanggal", "1 Februari 2024", "1 Maret 2024")]
    assert form.kept_labels == ["Nomor"]


def test_a_new_record_has_nothing_to_guard():
    form = DecreeForm(instance=Decree())
    assert "version" not in form.fields
    assert form.expected_version == 0


def test_a_version_is_claimed_once(decree):
    mine, theirs = Decree.objects.get(pk=decree.pk), Decree.objects.get(pk=decree.pk)
    with transaction.atomic():
        claim_version(mine, 1)
    assert mine.version == 2
    with pytest.raises(StaleRecord, match="belum disimpan"), transaction.atomic():
        claim_version(theirs)
    assert Decree.objects.get(pk=decree.pk).version == 2


@pytest.mark.django_db(transaction=True)
def test_a_version_is_claimed_only_inside_a_transaction():
    record = make_decree(make_region("33.75"))
    with pytest.raises(RuntimeError, match="transaction"):
        claim_version(record)


def test_a_save_in_the_same_moment_is_said_plainly(decree):
    form = sent(decree, opened(decree))
    assert form.is_valid()
    form.refuse_stale()
    assert "Isian Anda masih ada di bawah dan belum disimpan" in form.non_field_errors()[0]


def test_what_a_verb_refuses_stands_on_the_form_at_its_field_and_everything_else_goes_on(decree):
    guarded = sent(decree, opened(decree))
    plain = PlainForm({"area": "1", "kind": "a", "own": "Contoh"})
    for form, field in ((guarded, "title"), (plain, "own")):
        assert form.is_valid()
        with refusals_on(form):
            raise ValidationError({field: "Salah ketik.", "lain": "Tidak ada bidangnya."})
        assert form.errors[field] == ["Salah ketik."]
        assert form.non_field_errors() == ["Tidak ada bidangnya."]
    with refusals_on(guarded):
        raise StaleRecord(decree)
    assert guarded.non_field_errors()[1].startswith("Tepat sebelum ini ada orang lain yang menyimpan.")
    with pytest.raises(StaleRecord), refusals_on(plain):
        raise StaleRecord(decree)


class PlainForm(Form):
    area = NumberField(label="Luas", unit="ha")
    kind = forms.ChoiceField(label="Jenis", choices=[("", "–"), ("a", "A")])
    own = forms.CharField(label="Nama", error_messages={"required": "Sebut namanya."})


def test_an_empty_field_is_named():
    form = PlainForm({})
    assert form.errors == {
        "area": ["Luas belum diisi."],
        "kind": ["Jenis belum dipilih."],
        "own": ["Sebut namanya."],
    }


def test_the_page_shows_the_summary_the_unit_and_what_was_understood():
    page = render_crispy_form(PlainForm({"area": "9.7", "kind": "a"}))
    assert "Belum tersimpan: ada isian yang perlu dilengkapi" in page
    assert '<a href="#id_own">Nama: Sebut namanya.</a>' in page
    assert "dibaca: 9,70\N{NO-BREAK SPACE}ha</p>" in page
    assert "<form" not in page


def test_drafts_are_kept_under_a_key_of_their_own(decree):
    form = DecreeForm(instance=decree)
    written = Template("<form{{ form.draft_attrs }}>").render(Context({"form": form}))
    assert written.startswith(
        f'<form data-draf="areas.decree/{decree.pk}/decreeform" data-draf-versi="1" data-draf-disimpan="'
    )
    assert str(PlainForm().draft_attrs) == ""
    assert str(PlainForm(draft_key="usulan/baru/7").draft_attrs) == ' data-draf="usulan/baru/7"'


def test_table_columns_become_our_fields():
    form = WorkForm()
    kinds = {name: type(field).__name__ for name, field in form.fields.items()}
    assert kinds == {
        "name": "CharField",
        "volume": "NumberField",
        "unit_price": "RupiahField",
        "households": "CountField",
        "quarter": "TypedChoiceField",
        "executor": "TypedChoiceField",
    }
    assert form.fields["volume"].places == 3
    assert form.fields["unit_price"].label == "Harga satuan perkiraan (Rp)"
    assert {type(field).__name__ for name, field in DecreeForm().fields.items() if name.endswith("_on")} == {
        "DateField"
    }
    assert "kumuh.core.forms" in type(DecreeForm().fields["signed_on"]).__module__
