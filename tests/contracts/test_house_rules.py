"""How the code reads: short functions, short files, nothing unfinished, no machine of ours."""

from __future__ import annotations

import ast
import re

from tests.contracts.sources import ROOT, modules, name_of, texts

LONGEST_FUNCTION, LONGEST_FILE = 50, 300
CODE = {".py", ".html", ".js", ".scss", ".sh"}
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
MACHINE = re.compile(r"(?<![\w.:/-])/(work|home|root|Users|tmp/plan)/\w")
FOREIGN_TEXT = {"LICENSE"}
PROSE = {".md", ".txt", ".csv"}


def test_functions_fit_on_a_screen() -> None:
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path, tree in [*modules(), *modules(ROOT / "tests", tests=True)]
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_files_are_short() -> None:
    long = [
        f"{name_of(path)}: {text.count(chr(10))}"
        for path, text in texts()
        if path.suffix in CODE
        and path.parent.name != "migrations"
        and text.count("\n") > LONGEST_FILE
    ]
    assert long == []


def test_nothing_is_left_unfinished() -> None:
    found = [
        name_of(path)
        for path, text in texts()
        if path.suffix not in PROSE and UNFINISHED.search(text)
    ]
    assert found == []


def test_no_text_names_a_folder_of_one_machine() -> None:
    found = [
        f"{name_of(path)}: {match[0]}"
        for path, text in texts()
        if path.name not in FOREIGN_TEXT and path.parent.name != "contracts"
        for match in [MACHINE.search(text)]
        if match
    ]
    assert found == []


def test_no_test_sleeps() -> None:
    naps = [
        f"{name_of(path)}:{node.lineno}"
        for folder in (ROOT / "ruangaman", ROOT / "tests")
        for path, tree in modules(folder, tests=True)
        if "tests" in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("sleep", "wait_for_timeout")
    ]
    assert naps == []
