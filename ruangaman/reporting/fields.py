"""Fields of the reporter's pages: texts that are kept plain, and questions with choices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ruangaman.reporting.labels import CHOICES, HINTS, QUESTIONS

_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]")

CHOOSE_ONE = _("Pilih satu jawaban.")
NOT_THERE = _("Pilih dari jawaban yang ada.")


def plain_text(text: str) -> str:
    """Return text as it is kept: composed, one kind of line end, no control or direction marks."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _INVISIBLE.sub("", unified).strip()


class PlainText(forms.CharField):
    """A text field that drops control and direction marks instead of refusing them."""

    def __init__(self, *, limit: int, rows: int = 0, **options: Any) -> None:
        """Take the longest length in characters; ``rows`` makes it a text area."""
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        self.limit = limit
        super().__init__(required=False, widget=widget, strip=False, **options)
        self.validators = []

    def clean(self, value: Any) -> str:
        """Return the cleaned text; the error says by how many characters it is too long."""
        text = plain_text(str(value or ""))
        if len(text) > self.limit:
            over = len(text) - self.limit
            raise forms.ValidationError(
                ngettext_lazy(
                    "Terlalu panjang. Kurangi %(over)s huruf.",
                    "Terlalu panjang. Kurangi %(over)s huruf.",
                    over,
                ),
                params={"over": over},
            )
        return text


def one_of(name: str, *, required: Any = "") -> forms.ChoiceField:
    """Return radios for a question; ``required`` is the sentence shown when left empty."""
    field = forms.ChoiceField(
        label=QUESTIONS[name],
        choices=CHOICES[name],
        widget=forms.RadioSelect,
        required=bool(required),
        error_messages={"required": required or CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )
    field.choice_hints = HINTS.get(name, {})  # type: ignore[attr-defined]
    return field


def any_of(name: str) -> forms.MultipleChoiceField:
    """Return check boxes for a question; none is fine."""
    field = forms.MultipleChoiceField(
        label=QUESTIONS[name],
        choices=CHOICES[name],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": NOT_THERE, "invalid_list": NOT_THERE},
    )
    field.choice_hints = HINTS.get(name, {})  # type: ignore[attr-defined]
    return field


class Question(forms.Form):
    """A page. ``given`` are the answers so far."""

    def __init__(self, *args: Any, given: Mapping[str, Any], **options: Any) -> None:
        """Keep the answers so far."""
        self.given = given
        super().__init__(*args, **options)
