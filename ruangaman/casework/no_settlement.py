"""No mediation, no settlement by custom: a text of the staff that proposes one says why not first.

What counts as one and why is ``core.settlement``.

Use: put ``NoSettlement`` before ``forms.Form`` (``StepForm`` has it). Nothing else is needed: each
``PlainText`` of the form is looked at, the reason and the box to tick stand at the field
(``components/field_textarea.html``, ``components/field_text.html``). ``unwatched`` names fields
that are no text to anybody, such as a search.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.settlement import Settlement, settlement_in
from ruangaman.reporting.fields import PlainText

CONFIRM = "kutipan"
"""Name of the box by which a worker says that she quotes what the survivor herself wishes."""


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
