"""Sizes, names and one door for each delicate thing."""

import ast
import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command, get_commands
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.code import ORDER, ROOT, dotted, imported_names, modules, tracked
from tests.architecture.exceptions import excused

LONGEST_FILE, LONGEST_VIEW = 400, 25

#: library -> the only places that may import it
DOORS = {
    "weasyprint": ("kumuh/core/pdf",),
    "python_calamine": ("kumuh/core/spreadsheets",),
    "xlsxwriter": ("kumuh/core/spreadsheets",),
    "pyhanko": ("kumuh/core/", "planning/documents/services"),
    "pikepdf": ("kumuh/core/", "planning/documents/services"),
    "segno": ("kumuh/core/",),
    "pyogrio": ("kumuh/areas/geometry",),
}
STATE_FIELDS = ("status", "state")


def functions(tree):
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_no_file_is_longer_than_400_lines():
    long = {
        path: lines
        for path in tracked(".py", ".html", ".css", ".js")
        if "/migrations/" not in path and not excused("file size", path)
        if (lines := len((ROOT / path).read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_view_function_is_longer_than_25_lines():
    assert [
        f"{module.path}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1}"
        for module in modules()
        if module.part == "views" and not excused("view size", module.path)
        for node in functions(module.tree)
        if node.end_lineno - node.lineno + 1 > LONGEST_VIEW
    ] == []


@pytest.mark.parametrize("library", DOORS)
def test_each_delicate_library_has_one_door(library):
    assert [
        f"{module.path}:{line}"
        for module in modules()
        for line, name in imported_names(module)
        if name.split(".")[0] == library and not module.path.startswith(DOORS[library])
        if not excused("door", module.path)
    ] == []


def assigned_states(tree):
    """Lines where a status is set: attribute assignment, `setattr`, or a keyword of update/update_or_create."""
    for node in ast.walk(tree):
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            if any(isinstance(target, ast.Attribute) and target.attr in STATE_FIELDS for target in targets):
                yield node.lineno
        elif isinstance(node, ast.Call):
            verb = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
            if verb == "update" and any(keyword.arg in STATE_FIELDS for keyword in node.keywords):
                yield node.lineno
            named = node.args[1] if verb == "setattr" and len(node.args) > 1 else None
            if isinstance(named, ast.Constant) and named.value in STATE_FIELDS:
                yield node.lineno


def test_a_status_changes_only_in_a_verb():
    """The list of fields is checked against the tables, so that a new name does not slip by."""
    assert [
        f"{module.path}:{line}"
        for module in modules()
        if module.app and module.part != "services" and not excused("status", module.path)
        for line in assigned_states(module.tree)
    ] == []


def test_every_status_field_is_called_status_or_state():
    choices = {
        field.name
        for model in apps.get_models()
        if model._meta.app_label in ORDER and not model.__name__.startswith("Historical")
        for field in model._meta.fields
        if field.choices and field.name.endswith(("status", "state", "keadaan"))
    }
    assert choices <= {*STATE_FIELDS, "from_state", "to_state"}


def test_money_is_whole_rupiah_and_no_quantity_is_a_binary_fraction():
    floats = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ORDER and not model.__name__.startswith("Historical")
        for field in model._meta.fields
        if isinstance(field, models.FloatField) and field.name not in ("west", "south", "east", "north")
    }
    assert floats == set()
    not_whole = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ORDER
        for field in model._meta.fields
        if "(Rp)" in str(field.verbose_name) and not isinstance(field, models.BigIntegerField)
    }
    assert not_whole == set()


def test_no_model_signals():
    assert [
        f"{module.path}:{line}"
        for module in modules()
        for line, name in imported_names(module)
        if name.startswith(("django.db.models.signals", "django.dispatch"))
        if not excused("signals", module.path)
    ] == []


def test_save_is_plain():
    """`save()` never edits a neighbour: it may not call another save, create, update or delete."""
    wrong = []
    for module in modules():
        if module.part != "models":
            continue
        for function in functions(module.tree):
            if function.name != "save":
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    own = isinstance(node.func.value, ast.Call) and dotted(node.func.value.func) == "super"
                    if node.func.attr in ("save", "create", "update", "delete", "bulk_create") and not own:
                        wrong.append(f"{module.path}:{node.lineno}")
    assert wrong == []


def test_migrations_say_what_they_do():
    assert [path for path in tracked(".py") if "/migrations/" in path and "_auto" in path] == []


def test_verbs_take_keywords_only_and_say_what_they_do():
    """Every public function of `services` is `verb(*, …)` with types and a docstring."""
    wrong = []
    for module in modules():
        if module.part != "services" or module.app == "core":
            continue
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if node.args.posonlyargs or node.args.args:
                wrong.append(f"{module.path}:{node.lineno} {node.name}: positional arguments")
            if any(argument.annotation is None for argument in arguments) or node.returns is None:
                wrong.append(f"{module.path}:{node.lineno} {node.name}: types missing")
            if not ast.get_docstring(node):
                wrong.append(f"{module.path}:{node.lineno} {node.name}: docstring missing")
    assert wrong == []


def named_urls(patterns, namespace=""):
    """(full name, pattern) of every named address of our own."""
    for item in patterns:
        if isinstance(item, URLResolver):
            inner = f"{namespace}{item.namespace}:" if item.namespace else namespace
            yield from named_urls(item.url_patterns, inner)
        elif isinstance(item, URLPattern) and item.lookup_str.startswith(("kumuh.", "planning.")):
            yield f"{namespace}{item.name}", item


def own_urls():
    return list(named_urls(get_resolver().url_patterns))


def test_address_names_are_app_colon_noun_dash_action():
    assert [name for name, _ in own_urls() if not re.fullmatch(r"[a-z]+:[a-z]+(-[a-z0-9]+)*", name)] == []
    assert [name for name, _ in own_urls() if name.split(":")[0] not in ORDER] == []


def test_every_address_wears_a_right():
    assert [name for name, pattern in own_urls() if not getattr(pattern.callback, "right", "")] == []


def test_the_table_of_rights_is_the_one_the_rules_give():
    """`daftar_hak` prints the page; a hand-made change or a forgotten renewal shows here."""
    if "daftar_hak" not in get_commands():
        pytest.skip("tabel hak belum dibuat dari aturan")
    printed = StringIO()
    call_command("daftar_hak", stdout=printed)
    page = (ROOT / "docs/permissions.md").read_text(encoding="utf-8")
    assert printed.getvalue().strip() == page.strip()
    assert [name for name, _ in own_urls() if f"`{name}`" not in page] == []


def test_scoped_tables_say_which_column_leads_to_their_region():
    """Every table that hangs on a region, directly or not, is asked through `for_user`."""
    without = []
    for model in apps.get_models():
        if model._meta.app_label not in ORDER or model.__name__.startswith("Historical"):
            continue
        to_region = [
            field.name
            for field in model._meta.fields
            if field.is_relation and field.related_model and field.related_model.__name__ == "Region"
        ]
        if to_region and not hasattr(model, "scope_path"):
            without.append(model._meta.label)
    assert without == []


@pytest.mark.django_db
def test_every_scope_path_leads_to_a_region_code():
    """The question `for_user` asks can be asked of every scoped table."""
    for model in apps.get_models():
        if model._meta.app_label in ORDER and hasattr(getattr(model, "objects", None), "in_areas"):
            assert not model.objects.in_areas(["33.75"]).exists(), model


def test_every_scoped_table_can_be_asked_for_a_user():
    assert [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ORDER and hasattr(model, "scope_path")
        if not model.__name__.startswith("Historical") and not hasattr(model.objects, "for_user")
    ] == []
