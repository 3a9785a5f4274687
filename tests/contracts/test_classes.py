"""Every class that a template uses exists in the style sheet of its surface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ruangaman.casework.selectors.rows import TONES
from tests.contracts.sources import PACKAGE

TEMPLATES = PACKAGE / "templates"
PUBLIC_ROOTS = ("public/**/*.html", "base_public.html", "errors/public.html")
VALUES = {
    "mark": ("pair", "one", "not_ready", "waiting", "expired", "trained", "vacant"),
    "kind": ("radios", "checkboxes"),
    "size": ("m", "s"),
    "tone": ("active", "done", "new", "urgent"),
    "width": ("10", "20"),
    "ending": ("good", "mixed", "harm"),
}
"""What a variable inside a class may be."""
PLAIN = "plain"
"""The tone of a tag without a class of its own."""

_CLASS = re.compile(r'class="((?:{%.*?%}|[^"])*)"')
_CONTROL = re.compile(r'{% control \w+ "([^"]+)"')
_USED = re.compile(r'{% (?:include|extends) "([^"]+)"')
_TAG = re.compile("{%[^%]*%}")
_GIVEN = re.compile(r'\b(kind|size|tone|width)="?(\d+|(?<=")[\w-]+)')
_CONDITION = re.compile(r"{% if [^%]*%}((?:(?!{% (?:if|endif)).)*?){% endif %}")
_VARIABLE = re.compile(r"{{ (\w+) }}")
_OURS = re.compile(r"(?:govuk|moj|app)-\S+")
_STYLED = re.compile(r"\.((?:govuk|moj|app)-(?:[\w-]|\\.)+)")


def sources_of(surface: str) -> dict[str, str]:
    """Return the templates of a surface, with what they extend and include, by name."""
    public = {name for pattern in PUBLIC_ROOTS for name in _names(pattern)}
    shared = set(_names("components/*.html"))
    waiting = public if surface == "public" else set(_names("**/*.html")) - public - shared
    found: dict[str, str] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = (TEMPLATES / name).read_text("utf-8")
            waiting |= {used for used in _USED.findall(found[name]) if (TEMPLATES / used).exists()}
    return found


def _names(pattern: str) -> list[str]:
    return [path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob(pattern)]


def classes_in(source: str) -> set[str]:
    """Return every class of ours that the template may print."""
    written = [*_CLASS.findall(source), *_control_classes(source)]
    return {
        name
        for text in written
        for one in _without_conditions(text)
        for filled in _without_variables(one)
        for name in filled.split()
        if _OURS.fullmatch(name)
    }


def _control_classes(source: str) -> Iterator[str]:
    """``{% control %}`` takes its class as an argument and adds the one for an error."""
    for css in _CONTROL.findall(source):
        yield f"{css} {css}--error"
    if 'with css="' in source:
        yield "govuk-input--width-{{ width }}"


def _without_conditions(text: str) -> list[str]:
    """Return the text with every branch of its conditions; without ``else`` also with none."""
    found = _CONDITION.search(text)
    if not found:
        return [text]
    branches = re.split(r"{% el[^%]*%}", found[1])
    chosen = branches if "{% else %}" in found[1] else [*branches, ""]
    ways = [text[: found.start()] + branch + text[found.end() :] for branch in chosen]
    return [one for way in ways for one in _without_conditions(way)]


def _without_variables(text: str) -> list[str]:
    found = _VARIABLE.search(text)
    if not found:
        return [text]
    assert found[1] in VALUES, f"{text}: name what {found[1]} may be in VALUES"
    filled = [text.replace(found[0], value) for value in VALUES[found[1]]]
    return [one for way in filled for one in _without_variables(way)]


def styled(surface: str) -> set[str]:
    """Return the classes of a built style sheet."""
    sheet: Path = PACKAGE / "static" / f"{surface}.css"
    return {name.replace("\\", "") for name in _STYLED.findall(sheet.read_text("utf-8"))}


@pytest.mark.parametrize("surface", ["public", "staff"])
def test_every_class_of_a_template_is_in_the_style_sheet(surface: str) -> None:
    known = styled(surface) | (styled("figures") if surface == "public" else set())
    unknown = [
        f"{name}: {one}"
        for name, source in sorted(sources_of(surface).items())
        for one in sorted(classes_in(source) - known)
    ]
    assert unknown == []


def test_what_is_given_to_a_component_is_a_value_it_may_have() -> None:
    for name in _names("**/*.html"):
        tags = " ".join(_TAG.findall((TEMPLATES / name).read_text("utf-8")))
        for variable, value in _GIVEN.findall(tags):
            assert value in (*VALUES[variable], PLAIN), f"{name}: {variable}={value}"
    assert {*TONES.values()} <= {*VALUES["tone"], PLAIN}


def test_the_search_sees_branches_values_and_controls() -> None:
    source = (
        '<i class="app-a{% if x == "y" %} app-b{% elif y %} app-c{% endif %}">'
        '<b class="app-d--{% if x %}l{% else %}s{% endif %} plain"><u class="govuk-{{ kind }}__e">'
        '<p class="govuk-!-margin-bottom-0">'
        '{% control field "govuk-input" hint %}'
    )
    assert classes_in(source) == {
        "app-a", "app-b", "app-c", "app-d--l", "app-d--s", "govuk-radios__e",
        "govuk-checkboxes__e", "govuk-!-margin-bottom-0", "govuk-input", "govuk-input--error",
    }  # fmt: skip
