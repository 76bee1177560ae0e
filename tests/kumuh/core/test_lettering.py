"""Words of a drawing in lines that fit their box."""

from hypothesis import given
from hypothesis import strategies as st

from kumuh.core.lettering import text_width, wrap_text

SIZE = 15.0


def test_a_long_word_goes_on_behind_its_stroke_before_it_is_cut():
    room = text_width("Pembentukan/pen", SIZE, bold=True)
    lines = wrap_text("Pembentukan/penguatan Pokja PKP", room, SIZE, bold=True)
    assert lines == ("Pembentukan/", "penguatan Pokja", "PKP")


def test_a_word_without_a_place_to_break_is_cut_where_it_must():
    assert wrap_text("ab", text_width("a", SIZE), SIZE) == ("a", "b")


@given(st.text(alphabet="abM/-– ", max_size=60), st.floats(20, 200))
def test_every_line_fits_and_no_letter_is_lost(text, room):
    lines = wrap_text(text, room, SIZE)
    assert all(text_width(line, SIZE) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
