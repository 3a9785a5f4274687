"""The pages of the product, and the sentences by which a page is known."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import polib

from tests.contracts.sources import PACKAGE

TEMPLATES = PACKAGE / "templates"
_ABOVE = re.compile(r'{% extends "([^"]+)" %}')
_SENTENCE = re.compile(r'{% translate "([^"]+)"|_\("([^"]+)"\)')


@cache
def pages() -> dict[str, str]:
    """Return the source of every page: a template that extends another, and none extends it."""
    sources = {
        path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8")
        for path in TEMPLATES.rglob("*.html")
    }
    above = {name: _ABOVE.search(source) for name, source in sources.items()}
    extended = {found[1] for found in above.values() if found}
    return {name: sources[name] for name in above if above[name] and name not in extended}


@cache
def own_sentences(template: str, prefix: str) -> frozenset[str]:
    """Return what only this page says, in the language of ``prefix``."""
    said = Counter(one for source in pages().values() for one in _sentences(source))
    own = [one for one in _sentences(pages()[template]) if said[one] == 1]
    return frozenset(dict(translations())[one] if prefix else one for one in own)


@cache
def wrong_words(prefix: str) -> frozenset[str]:
    """Return the whole sentences that only the other language has."""
    indonesian, english = ({pair[side] for pair in translations()} for side in (0, 1))
    return frozenset(indonesian - english if prefix else english - indonesian)


@cache
def translations() -> tuple[tuple[str, str], ...]:
    """Return every sentence in Indonesian and in English; those that count things are left out."""
    catalogue = polib.pofile(str(PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    return tuple((one.msgid, one.msgstr) for one in catalogue if not one.msgid_plural)


def _sentences(source: str) -> set[str]:
    return {"".join(found) for found in _SENTENCE.findall(source)}
