"""Translations: ``python -m ruangaman.ops.texts compile|check``.

Texts in the code are Indonesian; ``locale/<language>/LC_MESSAGES/django.po`` has the others.
``compile`` writes the ``.mo`` files that Django reads. ``check`` compares the ``.po`` files with
the code: every text translated, with the same placeholders, and none left over.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
_WRONG_USAGE = 2
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
_PLURAL, _CONTEXT, _PLURAL_IN_CONTEXT = (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
_KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), _PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), _CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), _PLURAL_IN_CONTEXT),
}


@dataclass(frozen=True)
class Text:
    """A text of the code, by what identifies it in a catalogue, and a place where it stands."""

    msgid: str
    context: str | None
    place: str


def catalogues(root: Path = ROOT) -> dict[str, Path]:
    """Return the ``.po`` files by language."""
    found = sorted(root.glob("locale/*/LC_MESSAGES/django.po"))
    return {path.parent.parent.name: path for path in found}


def compile_all(root: Path = ROOT) -> None:
    """Write the ``.mo`` file beside each ``.po`` file, whole or not at all."""
    for language, path in catalogues(root).items():
        draft = path.with_suffix(f".{os.getpid()}.draft")
        with draft.open("wb") as file:
            write_mo(file, _read(language, path))
        draft.replace(path.with_suffix(".mo"))


def texts_in_code(root: Path = ROOT) -> dict[tuple[str, str | None], Text]:
    """Return every translatable text of the modules and templates, tests left out."""
    found: dict[tuple[str, str | None], Text] = {}
    for path in sorted([*root.rglob("*.py"), *root.glob("templates/**/*.*")]):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        for line, msgid, context in _extract(path):
            place = f"{path.relative_to(root.parent)}:{line}"
            found.setdefault((msgid, context), Text(msgid, context, place))
    return found


def faults(root: Path = ROOT) -> list[str]:
    """Return what is wrong with the catalogues, one line each."""
    texts = texts_in_code(root)
    return [
        f"{language}: {fault}"
        for language, path in catalogues(root).items()
        for fault in _faults(_read(language, path), texts)
    ]


def _faults(catalog: Catalog, texts: dict[tuple[str, str | None], Text]) -> Iterator[str]:
    for (msgid, context), text in texts.items():
        message = catalog.get(msgid, context)
        if message is None:
            yield f"no translation ({text.place}): {msgid!r}"
        else:
            yield from _message_faults(message, msgid)
    for message in catalog:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key and (key, message.context) not in texts:
            yield f"not in the code any more: {key!r}"


def _message_faults(message: Message, msgid: str) -> Iterator[str]:
    """Look at one translation: there, certain, and with the placeholders of the text."""
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    if not all(strings):
        yield f"empty translation: {msgid!r}"
        return
    if message.fuzzy:
        yield f"uncertain translation (fuzzy): {msgid!r}"
    allowed = {name for source in sources for name in _PLACEHOLDER.findall(source)}
    used = {name for string in strings for name in _PLACEHOLDER.findall(string)}
    if allowed != used:
        yield f"other placeholders than in the text: {msgid!r}"


def _extract(path: Path) -> Iterator[tuple[int, str, str | None]]:
    """Yield line, text and context of each translatable text in a file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        from django.utils.translation.template import templatize

        # Brackets keep the indentation of a template from meaning anything.
        source = f"({templatize(source, origin=str(path))})"
    options = {"encoding": "utf-8"}
    file = io.BytesIO(source.encode())
    for line, messages, _comments, context in extract("python", file, _KEYWORDS, (), options):
        yield line, messages if isinstance(messages, str) else messages[0], context


def _read(language: str, path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def main(arguments: list[str]) -> int:
    """Run ``compile`` or ``check``; exit code 1 with faults, 2 with wrong usage."""
    if arguments == ["compile"]:
        compile_all()
        return 0
    if arguments != ["check"]:
        sys.stderr.write("usage: python -m ruangaman.ops.texts compile|check\n")
        return _WRONG_USAGE
    found = faults()
    sys.stderr.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
