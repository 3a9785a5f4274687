"""No mediation, no settlement by custom: a text of the staff that proposes one says why not first.

UU 12/2022 Art. 23: no settlement outside a court, except where the offender is a child. The words
are the pack's (``legal_notes.toml``, ``[[settlement]]``).

Use: put ``NoSettlement`` before ``forms.Form`` (``StepForm`` has it). Nothing else is needed: each
``PlainText`` of the form is looked at, the reason and the box to tick stand at the field
(``components/field_textarea.html``, ``components/field_text.html``). ``unwatched`` names fields
that are no text to anybody, such as a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.models import PackText
from ruangaman.core.texts import pack_texts
from ruangaman.core.words import words
from ruangaman.reporting.fields import PlainText

CONFIRM = "kutipan"
"""Name of the box by which a worker says that she quotes what the survivor herself wishes."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was found in a text: the words as typed, the reason why not, and its source."""

    words: tuple[str, ...]
    why: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def named(self) -> str:
        """The words, as a sentence names them."""
        return ", ".join(f"“{word}”" for word in self.words)


def settlement_in(text: str) -> Settlement | None:
    """Return which words of a settlement stand in ``text``, or None."""
    if not text.strip():
        return None
    hits: dict[str, None] = {}
    rows: list[PackText] = []
    for row in pack_texts("settlements"):
        found = _pattern(row.body["words"]).findall(text)
        if found:
            hits.update(dict.fromkeys(word.lower() for word in found))
            rows.append(row)
    if not rows:
        return None
    why = tuple(words(row.body, "text") for row in rows)
    return Settlement(tuple(hits), why, tuple(str(row.body["source"]) for row in rows))


def _pattern(said: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of whole words; ``*`` is further letters, a blank any white space."""
    each = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in said)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each) or '(?!)'})(?!\w)", re.IGNORECASE)


class NoSettlement(forms.Form):
    """A form whose texts propose no settlement, unless the survivor's own wish is quoted.

    ``settlement``: the name of each field in which words were found, and what was found.
    """

    unwatched: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **options: Any) -> None:
        """Add the box to tick; it is shown only where words were found."""
        super().__init__(*args, **options)
        self.settlement: dict[str, Settlement] = {}
        if any(self._watched()):
            self.fields[CONFIRM] = forms.BooleanField(
                required=False,
                label=_(
                    "Saya sudah membaca. Ini keinginan penyintas sendiri, dengan kata-katanya."
                ),
            )

    def _watched(self) -> Iterable[str]:
        for name, field in self.fields.items():
            if isinstance(field, PlainText) and name not in self.unwatched:
                yield name

    def clean(self) -> dict[str, Any]:
        """Refuse a text in which a settlement is proposed, once; the text stays in its field."""
        cleaned = super().clean() or self.cleaned_data
        for name in self._watched():
            found = settlement_in(str(cleaned.get(name) or ""))
            if found:
                self.settlement[name] = found
        if self.settlement and not cleaned.get(CONFIRM):
            for name, found in self.settlement.items():
                self.add_error(
                    name,
                    forms.ValidationError(
                        _("Ada kata %(words)s. Ubah kalimatnya, atau baca mengapa di bawah ini."),
                        params={"words": found.named},
                    ),
                )
        return cleaned
