"""What was done to a service, and what the pack says otherwise, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruangaman.directory.forms import upkeep as forms
from ruangaman.directory.models import Service, ServiceChange


@dataclass(frozen=True, slots=True)
class Line:
    """A field, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeLines:
    """A change and its fields in words."""

    change: ServiceChange
    lines: list[Line]


def change_lines(changes: Sequence[ServiceChange]) -> list[ChangeLines]:
    """Return changes with their fields in words."""
    if not changes:
        return []
    form = forms.ServiceForm()
    return [
        ChangeLines(change, [_line(form, *field) for field in change.fields]) for change in changes
    ]


def offer_lines(service: Service) -> list[Line]:
    """Return what the pack says of a service kept here, beside what stands here."""
    if not service.offered:
        return []
    form = forms.ServiceForm()
    return [
        _line(form, name, getattr(service, name), value) for name, value in service.offered.items()
    ]


def _line(form: forms.ServiceForm, name: str, before: Any, after: Any) -> Line:
    fields = {"contact": "saluran", "active": "yakin"} | forms.FIELDS
    field = form.fields[fields[name]]
    label = forms.SHOWN if name == "active" else field.label
    words = {"*": forms.EVERYWHERE, True: forms.YES, False: forms.NO}
    words |= dict(getattr(field, "choices", ()))
    return Line(str(label), _words(words, before), _words(words, after))


def _words(words: dict[Any, Any], value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(words.get(one, one)) for one in values)
