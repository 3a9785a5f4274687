"""Every stored field is in ``docs/data-map.md``, and nothing there that is no longer stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

MAP = Path(__file__).resolve().parents[2] / "docs" / "data-map.md"
HEADING = re.compile(r"^### (?P<model>[\w.]+) · `(?P<table>\w+)`$")
ROW = re.compile(r"^\| `(?P<field>\w+)` \| (?P<rest>.+) \|$")
FORM = re.compile(r"^\| `(?P<form>[a-z ]+)` \| [^|]+ \|$")
EMPTY = {"", "-", "–", "?"}

Documented = dict[tuple[str, str], dict[str, list[str]]]


def documented(text: str) -> Documented:
    """Return the cells (form, why, who, how long) by (model, table) and field."""
    found: Documented = {}
    fields: dict[str, list[str]] | None = None
    for line in text.splitlines():
        if line.startswith("#"):
            heading = HEADING.match(line)
            fields = found.setdefault((heading["model"], heading["table"]), {}) if heading else None
        elif fields is not None and (row := ROW.match(line)):
            assert row["field"] not in fields, f"twice: {line}"
            fields[row["field"]] = [cell.strip() for cell in row["rest"].split(" | ")]
    return found


def stored() -> dict[tuple[str, str], set[str]]:
    """Return the fields of every model that has a table, those of Django among them."""
    models = [*apps.get_models(include_auto_created=True), MigrationRecorder.Migration]
    return {
        (model._meta.label, model._meta.db_table): {f.name for f in model._meta.local_fields}
        for model in models
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    }


def differences(text: str) -> Iterator[str]:
    known = documented(text)
    actual = stored()
    for model, table in actual.keys() - known.keys():
        yield f"{model} · {table}: no table in docs/data-map.md"
    for model, table in known.keys() - actual.keys():
        yield f"{model} · {table}: not a model any more"
    for key in actual.keys() & known.keys():
        for name in actual[key] - known[key].keys():
            yield f"{key[0]}.{name}: missing in docs/data-map.md"
        for name in known[key].keys() - actual[key]:
            yield f"{key[0]}.{name}: not stored any more"


@pytest.fixture(scope="module")
def text() -> str:
    return MAP.read_text("utf-8")


def test_every_field_of_every_model_is_documented_and_no_other(text: str) -> None:
    assert sorted(differences(text)) == []


@pytest.mark.django_db
def test_every_table_of_the_database_is_documented(text: str) -> None:
    tables = set(connection.introspection.table_names())
    assert tables - {table for _, table in documented(text)} == set()


@pytest.mark.django_db
def test_every_column_of_the_database_belongs_to_a_documented_model(text: str) -> None:
    columns = {
        (model._meta.db_table, field.column)
        for model in [*apps.get_models(include_auto_created=True), MigrationRecorder.Migration]
        for field in model._meta.local_fields
    }
    with connection.cursor() as cursor:
        found = {
            (table, column) for _, table in documented(text) for column in _columns(cursor, table)
        }
    assert found - columns == set()


def _columns(cursor: Any, table: str) -> list[str]:
    """Return what the database says; Django's own reader stumbles over a check with a list."""
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")
    return [str(column[0]) for column in cursor.description]


def test_every_field_says_its_form_why_who_and_how_long(text: str) -> None:
    forms = {row["form"] for line in text.splitlines() if (row := FORM.match(line))}
    assert {"open", "sealed", "hash", "wrapped"} <= forms
    faults = [
        f"{model}.{name}: {cells}"
        for (model, _), fields in documented(text).items()
        for name, cells in fields.items()
        if len(cells) != 4 or EMPTY & set(cells) or cells[0] not in forms
    ]
    assert faults == []


def test_what_is_written_about_a_report_is_never_called_open(text: str) -> None:
    bodies = {"sealed", "ledger", "reporter_box", "previous"}
    cells = [
        (model, name, row[0])
        for (model, _), fields in documented(text).items()
        for name, row in fields.items()
        if model.startswith("reporting.") and name in bodies
    ]
    assert len(cells) >= 7
    assert {form for _, _, form in cells} <= {"sealed", "covered", "wrapped"}
    wrapped = {(model, name) for model, name, form in cells if form == "wrapped"}
    keyless = {("reporting.AsideQuestion", "sealed"), ("reporting.Departure", "sealed")}
    assert wrapped == keyless, "their readers have no key of the report"
    sealed_to_parts = {
        ("reporting.PartKey", "previous"),
        ("reporting.Item", "sealed"),
        ("reporting.LetterAnswer", "sealed"),
    }
    sealed_to_two = {("reporting.CodedRecord", "sealed")}  # no report, so no key of one
    uncovered = {(model, name) for model, name, form in cells if form == "sealed"}
    known = sealed_to_parts | sealed_to_two
    assert uncovered == known, "what is sealed to a person is covered by the shred key"


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        (("| `due_on` |", "| `due_at` |"), "reporting.Report.due_on: missing"),
        (("| `due_on` |", "| `due_at` |"), "reporting.Report.due_at: not stored any more"),
        (("### reporting.Box ·", "### reporting.Crate ·"), "reporting.Box · reporting_box: no"),
        (("### reporting.Box ·", "### reporting.Crate ·"), "reporting.Crate · reporting_box: not"),
    ],
)
def test_the_comparison_finds_what_was_planted(
    text: str, planted: tuple[str, str], fault: str
) -> None:
    assert planted[0] in text
    found = list(differences(text.replace(*planted)))
    assert any(line.startswith(fault) for line in found), found
