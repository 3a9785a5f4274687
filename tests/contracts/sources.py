"""The files of the project, for tests that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ruangaman"
_GENERATED = {
    ".git", ".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache",
    ".venv", "__pycache__", "build", "node_modules", "static", "test-results", "var",
}  # fmt: skip
_NO_TEXT = {".png", ".mo", ".pyc", ".woff2", ".ttf", ".ico", ".gz"}


def texts() -> Iterator[tuple[Path, str]]:
    """Yield every text file of the project, without what is installed or built."""
    for path in _walk(ROOT):
        if path.suffix not in _NO_TEXT:
            yield path, path.read_text("utf-8")


def modules(folder: Path = PACKAGE, *, tests: bool = False) -> Iterator[tuple[Path, ast.Module]]:
    """Yield the parsed Python modules below ``folder``, those of tests only if wished."""
    for path in _walk(folder):
        if path.suffix == ".py" and (tests or "tests" not in path.parts):
            yield path, ast.parse(path.read_text("utf-8"), str(path))


def name_of(path: Path) -> str:
    """Return the path as people say it."""
    return path.relative_to(ROOT).as_posix()


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in _GENERATED and not (path.name == "static" and path.parent != PACKAGE):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path
