"""What the pages of the project say is true: commands, settings, words, links."""

import ast
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

from tests.architecture.code import ORDER, ROOT, parse, tracked

TEXT = (".py", ".md", ".html", ".css", ".js", ".txt", ".toml", ".json", ".csv", ".yml", ".yaml", ".example", ".svg")
#: Folders that exist on the machine of whoever wrote a file, never in the project.
MACHINE = re.compile(r"(?<![\w.])/(?:wor" r"k|tm" r"p/(?:wt|brief)|roo" r"t|hom" r"e/\w+)/")


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def pages() -> list[str]:
    return list(tracked(".md"))


def settings_read() -> set[str]:
    """Names that settings.py reads from the environment."""
    return {
        node.args[0].value
        for node in ast.walk(parse("kumuh/settings.py"))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "env"
        and node.func.attr != "read_env"
    }


def test_the_example_environment_lists_exactly_what_settings_read():
    listed = set(re.findall(r"^#?([A-Z_]+)=", read(".env.example"), re.M))
    assert listed == settings_read()


def test_operations_explains_every_setting():
    assert sorted(name for name in settings_read() if f"`{name}`" not in read("docs/operations.md")) == []


def test_settings_stay_one_short_file():
    assert len(read("kumuh/settings.py").splitlines()) < 250


def test_every_command_on_a_page_exists():
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.M))
    commands = set(get_commands())
    missing = []
    for page in pages():
        text = read(page)
        said = re.findall(r"(?:^|`)(?:\S+=\S+ )*make ([a-z][a-z-]*)", text, re.M)
        missing += [f"{page}: make {name}" for name in said if name not in targets]
        managed = re.findall(r"manage\.py ([a-z_]+)", text)
        missing += [f"{page}: manage.py {name}" for name in managed if name not in commands]
    assert missing == []


def test_every_target_explains_itself_in_one_line():
    lines = re.findall(r"^([a-z-]+):(?!=)(.*)$", read("Makefile"), re.M)
    assert [name for name, rest in lines if " ## " not in rest] == []


def test_the_two_commands_are_on_the_front_page():
    front = read("README.md")
    assert "make run" in front
    assert "make test" in front


def test_what_a_build_server_runs_is_make_test():
    assert read(".ci/run").splitlines()[-1].endswith("exec make test")


def test_links_between_pages_lead_somewhere():
    broken = []
    for page in pages():
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", read(page)):
            if "://" not in link and not (ROOT / page).parent.joinpath(link).exists():
                broken.append(f"{page}: {link}")
    assert broken == []


def test_no_file_names_a_folder_of_somebodys_machine():
    """Also inside data: a path in a fixture is a leak and breaks elsewhere."""
    assert [
        f"{path}:{number}"
        for path in tracked(*TEXT, "Makefile", "/run")
        if "lock" not in path
        for number, line in enumerate(read(path).splitlines(), 1)
        if MACHINE.search(line)
    ] == []


def test_no_link_is_committed():
    assert [path for path in tracked("") if (ROOT / path).is_symlink() and path not in (".venv", "node_modules")] == []


def test_every_table_has_its_office_word_in_the_glossary():
    tables = {
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in ORDER and not model.__name__.startswith("Historical")
    }
    assert set(re.findall(r"^\| `(\w+)` \|", read("docs/glossary.md"), re.M)) == tables


def test_the_ambiguous_abbreviation_is_never_used_bare_in_code():
    assert [
        f"{path}:{number}"
        for path in tracked(".py")
        if path.startswith(("kumuh/", "planning/"))
        for number, line in enumerate(read(path).splitlines(), 1)
        if re.search(r"\brkm\b", line, re.I)
    ] == []


def test_pages_carry_no_inline_style_or_script():
    """The content policy would refuse them. Templates for paper are not pages."""
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.I)
    assert [
        f"{path}:{number}"
        for path in tracked(".html")
        if "/cetak/" not in path and "/pdf/" not in path
        for number, line in enumerate(read(path).splitlines(), 1)
        if inline.search(line)
    ] == []


def test_library_files_come_from_the_lock_not_from_the_repository():
    names = re.compile(r"(bootstrap|htmx|leaflet|popper|axe)[\w.-]*\.(min\.)?(js|css)$|\.(ttf|otf|woff2?)$")
    assert [path for path in tracked(".js", ".css", ".ttf", ".otf", ".woff", ".woff2") if names.search(path)] == []


def test_the_allow_list_of_browser_files_exists():
    from kumuh.core.staticfiles import VENDOR_FILES

    assert [path for path in VENDOR_FILES if not (settings.NODE_MODULES / path).is_file()] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_pip_files_say_the_same_as_the_lock(name):
    locked = set(re.findall(r'^name = "([^"]+)"\nversion = "([^"]+)"', read("uv.lock"), re.M))
    pinned = set(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", read(name), re.M))
    assert pinned
    assert pinned <= locked
