"""Typed values find their way back into any form, and nothing else of the page changes."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kumuh.core.refill import refill

PAGE = """<html><body><form method="get" action="/cari/"><input name="judul" value="cari"></form>
<form method="post" data-draf="rembuk/5" id="isian">
<input type="hidden" name="csrfmiddlewaretoken" value="tanda">
<input type="hidden" name="version" value="7">
<input name="judul" value="lama" class="form-control" required>
<textarea name="isi" rows="3">
lama &amp; usang</textarea>
<select name="jenis"><option value="">–</option><option value="a" selected>A</option>
<option value="b">B</option></select>
<input type="checkbox" name="hadir" checked><input type="checkbox" name="unsur" value="1">
<input type="checkbox" name="unsur" value="2" checked>
<input type="radio" name="jk" value="L" checked><input type="radio" name="jk" value="P">
<input type="password" name="sandi"><input type="file" name="foto">
<button name="lanjut" value="1">Simpan</button></form>
<input name="catatan" form="isian" value=""><p>judul</p></body></html>"""


class Values(HTMLParser):
    """What a browser would send from the form `rembuk/5`, read with a reader of its own."""

    def __init__(self, html):
        super().__init__()
        self.sent, self.inside, self.select, self.area = [], False, None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form":
            self.inside = a.get("data-draf") == "rembuk/5"
        if not (self.inside or a.get("form") == "isian" or tag == "option"):
            return
        kind = a.get("type", "text")
        if tag == "input" and (kind not in ("checkbox", "radio") or "checked" in a):
            self.sent.append((a["name"], a.get("value", "on" if kind == "checkbox" else "")))
        elif tag == "select":
            self.select = a["name"]
        elif tag == "option" and self.select and "selected" in a:
            self.sent.append((self.select, a["value"]))
        elif tag == "textarea":
            self.area = [a["name"], ""]

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.area:
            self.sent.append((self.area[0], self.area[1].removeprefix("\n")))
            self.area = None


TYPED = {
    "csrfmiddlewaretoken": ["lama"],
    "version": ["6"],
    "judul": ['Rembuk "warga" <RT 02> & RW'],
    "isi": ["baris satu\n  baris dua </textarea>"],
    "jenis": ["b"],
    "unsur": ["1"],
    "jk": ["P"],
    "sandi": ["rahasia"],
    "lanjut": ["1"],
    "catatan": ["di luar form"],
}


def test_every_control_holds_what_was_typed():
    filled = refill(PAGE, TYPED, key="rembuk/5")
    assert filled.found
    assert filled.hidden == ()
    sent = Values(filled.html).sent
    assert ("csrfmiddlewaretoken", "tanda") in sent
    assert [pair for pair in sent if pair[0] in TYPED and pair[0] not in ("csrfmiddlewaretoken", "sandi")] == [
        (name, value)
        for name in ("version", "judul", "isi", "jenis", "unsur", "jk", "catatan")
        for value in TYPED[name]
    ]
    assert "hadir" not in dict(sent)
    assert "rahasia" not in filled.html


def test_the_rest_of_the_page_stays_as_it_was():
    filled = refill(PAGE, TYPED, key="rembuk/5")
    assert filled.html.startswith(PAGE[: PAGE.index('<input type="hidden" name="version"')])
    assert '<input name="judul" value="cari">' in filled.html
    assert filled.html.endswith("<p>judul</p></body></html>")


def test_rows_that_the_page_does_not_have_travel_along_hidden():
    filled = refill(PAGE, {"baris-4-nama": ["Ibu Contoh"], "kosong": [""]}, key="rembuk/5", notice="<p>Pulih.</p>")
    assert filled.hidden == ("baris-4-nama",)
    hidden = '<input type="hidden" name="baris-4-nama" value="Ibu Contoh">'
    assert f'id="isian"><p>Pulih.</p>{hidden}' in filled.html


def test_controls_that_repeat_a_name_get_their_values_in_order():
    page = '<form data-draf="k"><input name="rt" value="x"><input name="rt" value="y"><input name="rt"></form>'
    filled = refill(page, {"rt": ["001", "002"]}, key="k").html
    rows = [f'<input name="rt" value="{value}">' for value in ("001", "002", "")]
    assert filled == f'<form data-draf="k">{"".join(rows)}</form>'


@pytest.mark.parametrize(
    ("form", "page", "fits"),
    [
        ('<form method="post" action="/a/">', "/x/", True),
        ('<form method="post" action="/a/?b=1">', "/x/", True),
        ('<form method="POST">', "/a/", True),
        ('<form method="post" action="/b/">', "/a/", False),
        ('<form action="/a/">', "/a/", False),
    ],
)
def test_without_a_key_the_form_that_sends_to_the_address_is_filled(form, page, fits):
    html = f'{form}<input name="n" value=""></form>'
    filled = refill(html, {"n": ["x"]}, action="/a/", page=page)
    assert filled.found == fits
    assert ('value="x"' in filled.html) == fits


def test_a_page_without_the_form_is_returned_untouched():
    assert refill(PAGE, TYPED, key="lain") == refill(PAGE, TYPED, action="/lain/", page="/ini/")
    assert refill(PAGE, TYPED, key="lain").html == PAGE


class Sheet(forms.Form):
    satu = forms.CharField(required=False)
    dua = forms.CharField(widget=forms.Textarea, required=False)
    tiga = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")], required=False)


words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)


@given(satu=words, dua=words, tiga=st.sets(st.sampled_from("abc")))
def test_whatever_is_typed_into_a_django_form_comes_back(satu, dua, tiga):
    html = f'<form method="post" data-draf="rembuk/5">{Sheet().as_p()}</form>'
    typed = {"satu": [satu], "dua": [dua], "tiga": sorted(tiga)}
    sent = QueryDict(mutable=True)
    for name, value in Values(refill(html, typed, key="rembuk/5").html).sent:
        sent.appendlist(name, value)
    assert {name: sent.getlist(name) for name in typed} == typed
