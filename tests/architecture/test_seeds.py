"""`docs/seeds.md` accounts for every statement of the guide, names only what exists and hides no gap."""

import csv
import re

from tests.architecture.code import ROOT, parse
from tests.architecture.test_shapes import functions, own_urls

ROW = re.compile(r"\| S\d-\d")
PAGE = (ROOT / "docs/seeds.md").read_text(encoding="utf-8")


def page_rows() -> list[list[str]]:
    """Cells (row, statement, carried by, proof) of the table."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if ROW.match(line)]


def proofs(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def is_there(proof: str) -> bool:
    """Whether a test file, a test in a file, or a page with that name exists."""
    if not proof.startswith("tests/"):
        return proof in {name for name, _ in own_urls()}
    path, _, test = proof.partition("::")
    if not (ROOT / path).is_file() or "/test_" not in path:
        return False
    return not test or test in {function.name for function in functions(parse(path))}


def test_every_statement_of_the_guide_stands_on_the_page_once_and_in_order():
    with (ROOT / "tests/architecture/data/seed_rows.csv").open(encoding="utf-8", newline="") as rows:
        expected = [row["id"] for row in csv.DictReader(rows)]
    assert len([row for row in expected if row.startswith("S0-")]) == 22
    assert [row[0] for row in page_rows()] == expected


def test_what_carries_a_statement_exists():
    assert [
        (row[0], path) for row in page_rows() for path in proofs(row[2]) or ["?"] if not (ROOT / path).exists()
    ] == []


def test_every_named_proof_exists():
    assert [(row[0], proof) for row in page_rows() for proof in proofs(row[3]) if not is_there(proof)] == []


def test_rows_without_proof_are_named_as_such():
    without = [row[0] for row in page_rows() if not proofs(row[3])]
    assert re.findall(r"S\d-\d+[a-z]?", PAGE.rsplit("Without a proof:", 1)[1]) == without
