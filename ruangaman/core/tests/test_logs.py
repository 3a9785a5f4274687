"""Nothing a person wrote reaches a log."""

from __future__ import annotations

import ast
import io
import logging
from pathlib import Path

import pytest

import ruangaman
from ruangaman.core.logs import PrivateFormatter
from ruangaman.core.tests.pages import FAULTS

SECRET = "kelapa-rusa-mawar"
ROOT = Path(ruangaman.__file__).parent
METHODS = {"debug", "info", "warning", "error", "exception", "critical"}


@pytest.fixture
def lines():
    """Everything that is logged, as the house writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PrivateFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)


def test_a_fault_tells_where_but_not_what(either, lines):
    response = either.post(
        f"/leak/{SECRET}?kode={SECRET}",
        {"cerita": SECRET},
        HTTP_X_SECRET=SECRET,
        HTTP_USER_AGENT=SECRET,
        HTTP_REFERER=f"https://example.org/{SECRET}",
    )
    assert response.status_code == 500
    written = lines.getvalue()
    assert SECRET not in written
    assert "ERROR django.request status=500" in written
    assert "builtins.RuntimeError at core/tests/pages.py:" in written
    assert "builtins.ValueError at core/tests/pages.py:" in written


@pytest.mark.parametrize("name", FAULTS)
def test_no_fault_is_quoted(either, lines, name):
    either.get(f"/fail/{name}?kode={SECRET}")
    assert "secret" not in lines.getvalue()
    assert SECRET not in lines.getvalue()


def test_a_strange_host_is_not_quoted(either, lines):
    either.get("/read", HTTP_HOST=f"{SECRET}.example")
    assert SECRET not in lines.getvalue()
    assert "django.security.DisallowedHost" in lines.getvalue()


def test_arguments_are_left_out_and_other_houses_messages_too(lines):
    logging.getLogger("ruangaman.core").error("a file is missing: %s", SECRET)
    logging.getLogger("gunicorn.error").error(f"Invalid request: {SECRET}")
    first, second = lines.getvalue().splitlines()
    assert first.endswith("ERROR ruangaman.core a file is missing: %s")
    assert second.endswith("ERROR gunicorn.error")


def test_a_fault_in_a_library_names_its_last_line():
    try:
        io.BytesIO().read("x")
        int(SECRET, 10)
    except (TypeError, ValueError):
        record = logging.getLogger("x").makeRecord(
            "x", logging.ERROR, SECRET, 1, SECRET, (), __import__("sys").exc_info(), sinfo=SECRET
        )
    line = PrivateFormatter().format(record)
    assert SECRET not in line
    assert "builtins.TypeError at core/tests/test_logs.py:" in line


def test_a_text_cached_by_another_formatter_is_not_used():
    record = logging.makeLogRecord({"name": "django", "exc_text": SECRET, "stack_info": SECRET})
    assert SECRET not in PrivateFormatter().format(record)


def _log_calls() -> list[tuple[str, ast.Call]]:
    found = []
    for path in ROOT.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if (
                isinstance(called, ast.Attribute)
                and called.attr in METHODS
                and isinstance(called.value, ast.Name)
                and called.value.id in ("logger", "logging", "log")
            ):
                found.append((f"{path.relative_to(ROOT)}:{node.lineno}", node))
    return found


def test_our_own_messages_are_written_out_in_the_code():
    calls = _log_calls()
    assert calls
    for place, call in calls:
        assert isinstance(call.args[0], ast.Constant), place
