"""The harness itself: what must fail, fails."""

import pytest
from django.template import Context, Engine, Template
from django.template.base import Origin

from tests.harness import OWN_TEMPLATES


def render(source: str, origin: str) -> str:
    engine = Engine.get_default()
    return Template(source, origin=Origin(origin), engine=engine).render(Context({"ada": "ada"}))


OURS = OWN_TEMPLATES[0] + "/contoh.html"
THEIRS = "/usr/lib/contoh.html"


def test_an_undefined_variable_in_a_page_of_ours_fails():
    with pytest.raises(pytest.fail.Exception, match="tidak_ada"):
        render("{{ ada }} {{ tidak_ada }}", OURS)


def test_an_undefined_attribute_fails_too():
    with pytest.raises(pytest.fail.Exception, match=r"ada\.nama"):
        render("{{ ada.nama|upper }}", OURS)


def test_a_question_about_an_undefined_variable_is_allowed():
    assert render("{% if tidak_ada %}x{% endif %}{{ tidak_ada|default:'-' }}{{ ada }}", OURS) == "-ada"


def test_templates_of_libraries_keep_their_habits():
    assert render("[{{ tidak_ada }}]", THEIRS) == "[]"
