"""What the search box understands."""

import pytest

from planning.desk.phrases import CYCLE, DOCUMENT, MEETING, PROPOSAL, Phrase, understand


@pytest.mark.parametrize(
    ("typed", "rt", "rw", "names"),
    [
        ("rt3 rw5", "003", "005", ()),
        ("RT 3 RW 5 Medono", "003", "005", ("medono",)),
        ("rt. 003 / rw. 005 medono", "003", "005", ("/", "medono")),
        ("RT 03/05 Kel. Medono", "003", "005", ("kel", "medono")),
        ("rt 3/rw 5", "003", "005", ()),
        ("medono rw 12", "", "012", ("medono",)),
        ("rt 7a", "007A", "", ()),
        ("rtp podosugih", "", "", ("rtp", "podosugih")),
        ("ratu 3", "", "", ("ratu", "3")),
    ],
)
def test_rt_and_rw_are_taken_out_however_they_are_written(typed, rt, rw, names):
    found = understand(typed)
    assert (found.rt, found.rw) == (rt, rw)
    assert tuple(word for word in found.words if word != "/") == tuple(word for word in names if word != "/")


def test_the_name_of_a_document_and_the_year_are_noticed():
    found = understand("Renta PIP Medono 2027")
    assert found.documents == ("renta-pip",)
    assert found.year == 2027
    assert found.names_for(DOCUMENT) == found.names_for(CYCLE) == ("medono",)
    assert found.groups == {DOCUMENT}


@pytest.mark.parametrize("number", ["430/1131", "663/001.2020", "050/2019"])
def test_a_number_with_a_slash_stays_whole(number):
    found = understand(f"SK {number}")
    assert found.words == ("sk", number)
    assert found.year is None


def test_the_word_for_a_group_is_no_name_inside_that_group_but_one_elsewhere():
    found = understand("balai pertemuan kelurahan medono")
    assert found.groups == {MEETING}
    assert found.names_for(MEETING) == ("balai", "medono")
    assert found.names_for(PROPOSAL) == ("balai", "pertemuan", "medono")


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "“”", ",;.", "rt", "rt0rw"])
def test_nothing_readable_is_no_error(typed):
    assert isinstance(understand(typed), Phrase)


def test_a_very_long_text_is_cut():
    found = understand("jalan " * 1000)
    assert len(found.text) <= 120
    assert len(found.words) == 8
