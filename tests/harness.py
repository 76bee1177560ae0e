"""What every test runs under: undefined template variables and files left behind are failures."""

import shutil
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import FilterExpression, Node, Variable, VariableDoesNotExist

OWN_TEMPLATES = tuple(str(settings.BASE_DIR / part) for part in ("templates", "kumuh", "planning"))


def undefined_in_own_template() -> str:
    """Origin of the own template whose expression is being resolved right now, else an empty string.

    Optional look-ups (`{% if %}`, `{% for %}`) and a leading `default` filter are allowed to miss.
    """
    frame = sys._getframe(2)
    expression = frame.f_locals.get("self")
    if not isinstance(expression, FilterExpression) or frame.f_locals.get("ignore_failures"):
        return ""
    if expression.filters and expression.filters[0][0].__name__ in ("default", "default_if_none"):
        return ""
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            name = str(node.origin.name)
            return name if name.startswith(OWN_TEMPLATES) else ""
        frame = frame.f_back
    return ""


@pytest.fixture(autouse=True, scope="session")
def undefined_template_variables_fail():
    original = Variable.resolve

    def resolve(self, context):
        try:
            return original(self, context)
        except VariableDoesNotExist:
            if origin := undefined_in_own_template():
                pytest.fail(f"{origin}: {{{{ {self.var} }}}} tidak ada dalam konteks", pytrace=False)
            raise

    patch = pytest.MonkeyPatch()
    patch.setattr(Variable, "resolve", resolve)
    yield
    patch.undo()


def _stored_files(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.fixture
def media() -> Path:
    """Ask for this when a test means to store files; they are removed afterwards."""
    return Path(settings.MEDIA_ROOT)


@pytest.fixture(autouse=True)
def files_left_behind_fail(request):
    root = Path(settings.MEDIA_ROOT)
    yield
    left = _stored_files(root)
    shutil.rmtree(root, ignore_errors=True)
    if left and "media" not in request.fixturenames:
        pytest.fail(f"berkas tertinggal di media: {left} (minta fixture `media` bila disengaja)")
