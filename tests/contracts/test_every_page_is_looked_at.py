"""Every page is looked at by a browser test. Read from the tests, whatever runs them and where."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.sources import ROOT, modules
from tests.e2e.templates import pages
from tests.e2e.ways import WAYS

LOOKERS = ROOT / "tests" / "e2e"
STEP = "public/report/{}.html"
"""How a test names the pages of ``/lapor/``: by the steps of ``WAYS``."""

_TEMPLATE = re.compile(r"[a-z_]+(/[a-z_]+)+\.html")


def looked_at(folder: Path) -> set[str]:
    """Return the templates that are named in functions with a ``look``, below ``folder``."""
    return {
        template
        for _, tree in modules(folder, tests=True)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and _looks(function)
        for part in ast.walk(function)
        for template in _named(part)
    }


def _looks(function: ast.FunctionDef) -> bool:
    """Say whether a function looks: by itself, or through a person who looks wherever she goes."""
    kinds = {ast.unparse(one.annotation) for one in function.args.args if one.annotation}
    names = {part.id for part in ast.walk(function) if isinstance(part, ast.Name)}
    return "look" in names or "Person" in kinds


def _named(part: ast.AST) -> Iterator[str]:
    if isinstance(part, ast.Constant) and _TEMPLATE.fullmatch(str(part.value)):
        yield str(part.value)
    if isinstance(part, ast.JoinedStr):
        pieces = (one.value if isinstance(one, ast.Constant) else "{}" for one in part.values)
        if "".join(map(str, pieces)) == STEP:
            yield from (STEP.format(step) for way in WAYS.values() for step, _ in way)


def test_every_page_is_looked_at() -> None:
    assert set(pages()) - looked_at(LOOKERS) == set()


def test_whatever_is_looked_at_is_a_page() -> None:
    assert looked_at(LOOKERS) - set(pages()) == set()


@pytest.mark.parametrize(
    ("test", "found"),
    [
        ('def test(look):\n    look(page, "public/help.html")', {"public/help.html"}),
        ('@all_of("public/help.html")\ndef test(look):\n    look(page, it)', {"public/help.html"}),
        ('def test():\n    """public/help.html"""\n    goto("public/help.html")', set()),
        ('def test(look):\n    look(page, it)\n\nOTHER = "public/help.html"', set()),
    ],
)
def test_a_page_counts_only_where_somebody_looks(
    tmp_path: Path, test: str, found: set[str]
) -> None:
    (tmp_path / "test_one.py").write_text(test)
    assert looked_at(tmp_path) == found
