"""What the component templates need to know about a Django form.

The tags return plain data; every piece of HTML stands in ``templates/components/``, except the
controls themselves, which Django's own widgets render.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, Form
from django.forms.widgets import ChoiceWidget
from django.utils.safestring import SafeString

register = template.Library()


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox; ``group`` is set on the first of a named group."""

    id: str
    value: str
    label: str
    checked: bool
    disabled: bool
    hint: str
    group: str


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary; ``anchor`` is empty for a fault of the whole form."""

    anchor: str
    message: str


@register.simple_tag
def options(field: BoundField, hints: Mapping[str, str] | None = None) -> list[Option]:
    """Return the options of a choice field, hints looked up by value.

    ``hints`` falls back to the field's own ``choice_hints``. A choice without a value is Django's
    "nothing chosen" and is left out: on these pages, choosing nothing is leaving it alone.
    """
    known: Mapping[str, str] = hints or getattr(field.field, "choice_hints", {})
    widget = field.field.widget
    context = widget.get_context(field.html_name, field.value(), {"id": field.auto_id})
    found: list[Option] = []
    for name, choices, _index in context["widget"]["optgroups"]:
        group = name or ""
        for choice in choices:
            value = str(choice["value"])
            if not value:
                continue
            found.append(_option(choice, hint=known.get(value, ""), group=group))
            group = ""
    return found


def _option(choice: Mapping[str, Any], *, hint: str, group: str) -> Option:
    return Option(
        id=choice["attrs"]["id"],
        value=str(choice["value"]),
        label=choice["label"],
        checked=choice["selected"],
        disabled=bool(choice["attrs"].get("disabled")),
        hint=hint,
        group=group,
    )


@register.simple_tag
def described_by(field: BoundField, hint: str | None = None) -> str:
    """Return the ids of the field's hint and error, for ``aria-describedby``; empty for neither."""
    ids = []
    if hint or field.help_text:
        ids.append(f"{field.auto_id}-hint")
    if field.errors:
        ids.append(f"{field.auto_id}-error")
    return " ".join(ids)


@register.simple_tag
def control(field: BoundField, css: str, hint: str | None = None, **attrs: Any) -> SafeString:
    """Return the field's widget with our classes and descriptions.

    ``required`` and ``maxlength`` are never printed: the browser would stop the form, or cut a
    text short, without a word. The server says what is missing, at the field.
    """
    widget = field.field.widget
    classes = [css, *([f"{css.split(maxsplit=1)[0]}--error"] if field.errors else [])]
    own = widget.attrs.get("class")
    given = {name: value for name, value in attrs.items() if value not in (None, "")}
    html: SafeString = widget.render(
        field.html_name,
        field.value(),
        attrs={
            "maxlength": False,
            "id": field.auto_id,
            **given,
            "class": " ".join([*classes, *([own] if own else [])]),
            "aria-describedby": described_by(field, hint) or False,
            "aria-invalid": "true" if field.errors else False,
        },
        renderer=field.form.renderer,
    )
    return html


@register.simple_tag
def settlement_of(field: BoundField) -> dict[str, Any] | None:
    """Return what a form found in this field that proposes a settlement, and the box to tick."""
    found = getattr(field.form, "settlement", {}).get(field.name)
    if found is None:
        return None
    return {"why": found.why, "sources": found.sources, "box": field.form["kutipan"]}


@register.simple_tag
def error_links(form: Form | None = None, forms: Iterable[Form] | None = None) -> list[ErrorLink]:
    """Return the lines of the error summary for one form or several, in the order of the page.

    Where several fields get the same message, each line names its question: read alone, "Choose
    one." three times tells nobody where.
    """
    bound = [one for one in [*([form] if form else []), *(forms or [])] if one.is_bound]
    said = Counter(str(message) for one in bound for field in one for message in set(field.errors))
    links: list[ErrorLink] = []
    for one in bound:
        links += [ErrorLink("", str(message)) for message in one.non_field_errors()]
        for field in one:
            for message in map(str, field.errors):
                named = _named(str(field.label), message) if said[message] > 1 else message
                links.append(ErrorLink(anchor(field), named))
    return links


def _named(label: str, message: str) -> str:
    return f"{label} {message}" if label.endswith(("?", ".", ")")) else f"{label}: {message}"


@register.filter
def anchor(field: BoundField) -> str:
    """Return the id to go to: of the control, or of the first one of a group."""
    widget = field.field.widget
    grouped = isinstance(widget, ChoiceWidget) and widget.input_type in ("radio", "checkbox")
    first = options(field)[:1] if grouped else []
    return first[0].id if first else field.auto_id


@register.simple_tag
def page_numbers(page_obj: Page[Any]) -> list[int | str]:
    """Return the page numbers worth a link, with an ellipsis where some are left out."""
    return list(
        page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    )
