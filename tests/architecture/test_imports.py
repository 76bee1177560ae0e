"""Imports go one way: to lower apps, to lower layers, from outside only into layers 0 to 3."""

import ast

from django.apps import apps
from django.contrib.auth import get_user_model

from tests.architecture.code import CORE, HIGHEST, LAYERS, ORDER, OUTWARD, imported_names, modules, own_imports
from tests.architecture.exceptions import EXCEPTIONS, excused

READERS = ("documents", "desk", "public")


def test_the_page_names_apps_and_layers():
    assert ORDER[0] == CORE
    assert len(ORDER) == len(set(ORDER))
    assert {LAYERS[name] for name in ("enums", "models", "queries", "services", "forms", "views")} == set(
        range(HIGHEST + 1)
    )


def test_the_installed_apps_stand_in_the_order_of_the_page(settings):
    local = [name.rsplit(".", 1)[-1] for name in settings.LOCAL_APPS]
    assert local == [app for app in ORDER if app in local]
    assert {module.app for module in modules()} - {""} == set(local)


def test_an_app_imports_only_lower_apps():
    assert [
        f"{module.path}:{line} imports {target.name}"
        for module in modules()
        if module.app and not excused("app order", module.path)
        for line, target in own_imports(module)
        if ORDER.index(target.app) > ORDER.index(module.app)
    ] == []


def test_a_table_points_only_to_tables_of_lower_apps_or_to_the_person_who_acted():
    local = set(ORDER)
    assert [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in local and not model.__name__.startswith("Historical")
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
        if field.related_model._meta.app_label in local
        and field.related_model is not get_user_model()
        and ORDER.index(field.related_model._meta.app_label) > ORDER.index(model._meta.app_label)
    ] == []


def test_a_layer_imports_only_lower_layers_and_from_outside_only_words_tables_reads_and_verbs():
    wrong = []
    for module in modules():
        if not module.app or not module.part or module.app == CORE or excused("layers", module.path):
            continue
        for line, target in own_imports(module):
            if target.app == CORE:
                continue
            ceiling = module.layer if target.app == module.app else min(module.layer, OUTWARD)
            if target.layer > ceiling:
                wrong.append(
                    f"{module.path}:{line} (layer {module.layer}) imports {target.name} (layer {target.layer})"
                )
    assert wrong == []


def test_core_imports_no_app():
    assert [
        f"{module.path}:{line} imports {target.name}"
        for module in modules()
        if module.app == CORE
        for line, target in own_imports(module)
        if target.app != CORE
    ] == []


def test_documents_desk_and_public_read_other_apps_through_their_queries():
    """Words (layer 0) carry no rows; verbs of other apps are for `documents` only, which signs and prints."""
    wrong = []
    for module in modules():
        if module.app not in READERS or excused("readers", module.path):
            continue
        for line, target in own_imports(module):
            if target.app in (CORE, module.app) or target.layer == 0 or target.part == "queries":
                continue
            if module.part == target.part == "models":  # a foreign key reads nothing
                continue
            if module.app == "documents" and target.layer == 3:
                continue
            wrong.append(f"{module.path}:{line} imports {target.name}")
    assert wrong == []


def test_words_touch_no_table():
    wrong = []
    for module in modules():
        if not module.app or module.app == CORE or not module.part or module.layer != 0:
            continue
        for line, name in imported_names(module):
            if name.endswith(".models") or name.startswith(("django.db.models", "django.apps")):
                wrong.append(f"{module.path}:{line} imports {name}")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module == "django.db":
                allowed = module.part == "enums"  # TextChoices live in django.db.models
                if not allowed:
                    wrong.append(f"{module.path}:{node.lineno} imports django.db")
    assert wrong == []


def test_nothing_goes_around_the_import_order_by_name():
    """`apps.get_model` and `import_module` would hide an import from these tests."""
    assert [
        f"{module.path}:{node.lineno}"
        for module in modules()
        if module.app not in ("", CORE) and not excused("by name", module.path)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute | ast.Name)
        and (getattr(node, "attr", "") or getattr(node, "id", "")) in ("get_model", "import_module")
    ] == []


def test_exceptions_are_few_explained_and_needed():
    assert len(EXCEPTIONS) <= 5
    assert all(len(reason) > 20 for reason in EXCEPTIONS.values())
    paths = {module.path for module in modules()}
    assert [path for _rule, path in EXCEPTIONS if path not in paths] == []
