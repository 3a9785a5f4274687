"""The walls between the rooms stand where the design drew them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.contracts.sources import PACKAGE, ROOT, modules, name_of

pytestmark = pytest.mark.once

CRYPTOGRAPHY = {"argon2", "cryptography", "nacl", "Crypto", "Cryptodome", "shamir_mnemonic"}
FRAMEWORK = {"ninja", "pydantic", "pydantic_core"}
LAYERS = [
    "lib",
    "core",
    "notify",
    "people",
    "duty",
    "network",
    "directory",
    "incidents",
    "reporting",
    "casework",
    "oversight",
    "api",
    "ops",
]


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the full names of what a module imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def importers(packages: set[str]) -> set[Path]:
    """Return the modules in which one of ``packages`` is imported."""
    return {
        path.relative_to(PACKAGE)
        for path, tree in modules()
        if any(name.split(".")[0] in packages for name in imported(tree))
    }


def test_imports_go_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_lib_knows_cryptography() -> None:
    assert {path.parts[0] for path in importers(CRYPTOGRAPHY)} == {"lib"}


def test_one_module_knows_the_framework_of_the_api() -> None:
    """And it is found there, so that this would find it elsewhere too."""
    assert importers(FRAMEWORK) == {Path("api/framework.py")}


def test_lib_knows_no_django_and_no_environment() -> None:
    faults = [
        f"{name_of(path)}: {name}"
        for path, tree in modules(PACKAGE / "lib")
        for name in imported(tree)
        if name.split(".")[0] in ("django", "allauth", "psycopg")
        or (name.startswith("ruangaman.") and not name.startswith("ruangaman.lib"))
    ]
    assert faults == []


def test_every_folder_is_a_known_room() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms <= {*LAYERS, "documents", "notify", "training", "policy", "surveys", "oversight",
                     "api"}  # fmt: skip
    assert {config.name.rpartition(".")[2] for config in apps.get_app_configs()
            if config.name.startswith("ruangaman.")} <= rooms  # fmt: skip


def test_models_stand_in_models_only() -> None:
    strangers = {
        name_of(Path(sys.modules[model.__module__].__file__ or ""))
        for model in apps.get_models()
        if model.__module__.startswith("ruangaman.")
        and model.__module__.split(".")[2:3] != ["models"]
    }
    assert strangers == set()


def test_views_and_forms_do_not_write() -> None:
    """Services write; everything that a browser reaches goes through one."""
    verbs = {"save", "create", "bulk_create", "update_or_create", "get_or_create", "bulk_update"}
    faults = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in modules()
        if {"views", "views.py", "forms.py", "selectors"} & set(path.relative_to(PACKAGE).parts)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in verbs)
        or (isinstance(node, ast.Name) and node.id == "rows_insert")
    ]
    assert faults == []


def test_no_signal_and_no_save_holds_a_rule() -> None:
    faults = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in modules()
        if path.name == "models.py" or "signals" in path.stem
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete", "receiver")
    ]
    assert faults == []
