"""Every address of both surfaces, read from the URL confs themselves: a new page is attacked too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

CONFS = {"public": "ruangaman.urls_public", "staff": "ruangaman.urls_staff"}

_CONVERTER = re.compile(r"(?<!\?P)<(?:(\w+):)?(\w+)>")
_WORDS = re.compile(r"[a-z-]+(?:\|[a-z-]+)+")
_GROUP = re.compile(r"\(\?P<(\w+)>([^()]*)\)")
_PATTERNS = {"int": r"[0-9]+", "uuid": r"[0-9a-f-]{36}", "str": r"[^/]+", "slug": r"[-\w]+"}


@dataclass(frozen=True)
class Address:
    """One pattern: ``/kasus/{number}/buka/``, and what each parameter must look like."""

    surface: str
    name: str
    path: str
    parameters: tuple[tuple[str, str], ...]

    def at(self, value: str) -> str:
        """Return the path with ``value`` in its last parameter and plain ones before."""
        *before, (last, _) = self.parameters
        plain = {name: _plain(pattern) for name, pattern in before}
        return self.path.format(**plain, **{last: value})

    @property
    def expects(self) -> re.Pattern[str]:
        """What its last parameter must look like."""
        return re.compile(self.parameters[-1][1])


def _plain(pattern: str) -> str:
    candidates = (
        "1",
        "00000000-0000-0000-0000-000000000001",
        "BCD-0000",
        "INS-00000",
        "tidak-ada",
    )
    words = pattern.split("|") if _WORDS.fullmatch(pattern) else ()
    return next((one for one in (*candidates, *words) if re.fullmatch(pattern, one)), "1")


@cache
def addresses(surface: str) -> tuple[Address, ...]:
    """Return every address of a surface, in Indonesian."""
    return tuple(_walk(surface, get_resolver(CONFS[surface]), "", ""))


def with_parameters(surface: str) -> tuple[Address, ...]:
    """Return those that name an object."""
    return tuple(one for one in addresses(surface) if one.parameters)


def plain(surface: str) -> tuple[str, ...]:
    """Return the paths of those that name none."""
    return tuple(one.path for one in addresses(surface) if not one.parameters)


def _walk(surface: str, resolver: URLResolver, before: str, space: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        text = before + _text(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(surface, entry, text, inner)
        elif isinstance(entry, URLPattern):
            yield from _chosen(_address(surface, f"{space}{entry.name}", text))


def _chosen(address: Address) -> Iterator[Address]:
    """Yield an address for each word, where a parameter is one of some words."""
    words = next((one for one in address.parameters if _WORDS.fullmatch(one[1])), None)
    if words is None:
        yield address
        return
    others = tuple(one for one in address.parameters if one != words)
    for word in words[1].split("|"):
        path = address.path.replace(f"{{{words[0]}}}", word)
        yield Address(address.surface, address.name, path, others)


def _text(pattern: object) -> str:
    if isinstance(pattern, RoutePattern):
        return str(pattern)
    if isinstance(pattern, RegexPattern):
        return str(pattern).removeprefix("^").removesuffix("$")
    return ""


def _address(surface: str, name: str, text: str) -> Address:
    found = [(m[2], _PATTERNS[m[1] or "str"]) for m in _CONVERTER.finditer(text)]
    found += [(m[1], m[2]) for m in _GROUP.finditer(text)]
    path = _GROUP.sub(r"{\1}", _CONVERTER.sub(r"{\2}", text))
    return Address(surface, name, f"/{path}", tuple(found))
