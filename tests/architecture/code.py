"""The source as data: modules with app and layer, and every import (also inside functions)."""

import ast
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
CORE = "core"
#: Screens may use all of their own app, so anything that only Django loads stands beside them.
HIGHEST, OUTWARD = 5, 3


def app_order() -> list[str]:
    """Apps as §2 of the page lists them, lowest first, kumuh before planning."""
    return [
        app.strip() for top in ("kumuh", "planning") for app in re.search(rf"^{top}:\s+(.+)$", PAGE, re.M)[1].split("<")
    ]


def layer_names() -> dict[str, int]:
    """Module name -> layer, as the table of §3 of the page says."""
    rows = re.findall(r"^\| (\d) \w+ \|([^|]+)\|", PAGE, re.M)
    return {
        name.removesuffix("/*").rsplit("/", 1)[-1]: int(layer)
        for layer, cell in rows
        for name in re.findall(r"`([^`]+)`", cell)
    }


ORDER, LAYERS = app_order(), layer_names()


@dataclass(frozen=True)
class Module:
    """One Python file of `kumuh/` or `planning/`; `app` is empty for files of the project package itself."""

    path: str
    name: str
    app: str
    part: str

    @property
    def layer(self) -> int:
        """Layer by file or folder name; a name the page does not know has to be pure (layer 0)."""
        return LAYERS.get(self.part, 0)

    @property
    def tree(self) -> ast.Module:
        return parse(self.path)


@cache
def parse(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), path)


@cache
def tracked(*suffixes: str) -> tuple[str, ...]:
    """Files that git knows or would add, ending in one of `suffixes`."""
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return tuple(sorted(p for p in listing if p.endswith(suffixes) and (ROOT / p).is_file()))


def as_module(path: str) -> Module:
    parts = list(Path(path).with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    in_app = len(parts) > 1 and (ROOT / parts[0] / parts[1]).is_dir()
    return Module(path, ".".join(parts), parts[1] if in_app else "", parts[2] if in_app and len(parts) > 2 else "")


@cache
def modules() -> tuple[Module, ...]:
    return tuple(
        as_module(p) for p in tracked(".py") if p.startswith(("kumuh/", "planning/")) and "/migrations/" not in p
    )


@cache
def by_name() -> dict[str, Module]:
    return {module.name: module for module in modules()}


def imported_names(module: Module) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of every import; `from a import b` gives `a.b` when that is a module, else `a`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            for alias in node.names:
                deeper = f"{base}.{alias.name}"
                yield node.lineno, deeper if deeper in by_name() else base


def own_imports(module: Module) -> Iterator[tuple[int, Module]]:
    """Imports of our own modules that belong to an app."""
    for line, name in imported_names(module):
        target = by_name().get(name)
        if target is not None and target.app:
            yield line, target


def dotted(node: ast.expr) -> str:
    """`a.b.c` for an attribute chain, else an empty string."""
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return f"{inner}.{node.attr}" if inner else ""
    return node.id if isinstance(node, ast.Name) else ""
