"""Commands speak English to whoever runs a server (docs/adr/0007)."""

from __future__ import annotations

import ast
import re

import pytest
from django.core.management import get_commands, load_command_class

from ruangaman.lib.pack import MESSAGES
from tests.contracts.sources import PACKAGE, modules, name_of

COMMANDS = {name: app for name, app in get_commands().items() if str(app).startswith("ruangaman.")}
TRANSLATING = {"gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
INDONESIAN = re.compile(
    r"\b(ada|adalah|atau|baris|belum|berkas|bukan|dan|dari|harus|ini|itu|kosong|sudah|tidak|untuk|yang)\b",
    re.IGNORECASE,
)


def test_there_are_commands() -> None:
    assert {"audit_export", "check", "demo", "load_pack", "serve", "status"} <= COMMANDS.keys()


def test_commands_have_nothing_to_translate() -> None:
    """What a page shows too is printed under ``translation.override("en")``."""
    translating = [
        name_of(path)
        for path, tree in modules()
        if "management" in path.parts or path.is_relative_to(PACKAGE / "ops")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "django.utils.translation"
        and TRANSLATING & {alias.name for alias in node.names}
    ]
    assert translating == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself_in_english(name: str) -> None:
    command = load_command_class(str(COMMANDS[name]), name)
    assert command.help
    assert INDONESIAN.findall(command.create_parser("ruangaman", name).format_help()) == []


def test_the_faults_of_a_pack_are_english() -> None:
    assert [text for text in MESSAGES.values() if INDONESIAN.search(text)] == []


def test_the_search_knows_the_other_language() -> None:
    assert INDONESIAN.findall("Berkas ini tidak dikenal.") == ["Berkas", "ini", "tidak"]
