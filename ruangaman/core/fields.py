"""Fields that forms of several rooms share."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A date: from the browser's calendar, or typed as 26/11/2026.

    ``back`` and ``ahead`` say how far from today it may lie; None for any distance.
    """

    back: dt.timedelta | None = None
    ahead: dt.timedelta | None = None

    def __init__(self, label: Any, missing: Any, **options: Any) -> None:
        """Name what is missing, and what is no date."""
        super().__init__(
            label=label,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
            error_messages={
                "required": missing,
                "invalid": _("Tulis tanggal yang ada di kalender, seperti 26/11/2026."),
            },
            **options,
        )

    def clean(self, value: Any) -> Any:
        """Return the date, if it is not too far away."""
        found, today = super().clean(value), timezone.localdate()
        if found and (
            (self.back is not None and today - found > self.back)
            or (self.ahead is not None and found - today > self.ahead)
        ):
            raise forms.ValidationError(_("Tanggal ini terlalu jauh dari hari ini."))
        return found


class Line(forms.CharField):
    """One line of text, without control, direction and other unseen signs."""

    def __init__(self, label: Any, longest: int, *, missing: Any = None, **options: Any) -> None:
        """Name what is missing; without a name for it the line may stay empty."""
        super().__init__(
            label=label,
            max_length=longest,
            required=missing is not None,
            error_messages={
                "required": missing,
                "max_length": _("Terlalu panjang: paling banyak %(limit_value)d huruf."),
            },
            **options,
        )

    def to_python(self, value: Any) -> str:
        """Return the line; lines of a text area stay apart."""
        lines = unicodedata.normalize("NFC", str(value or "")).splitlines()
        joined = "\n" if isinstance(self.widget, forms.Textarea) else " "
        return joined.join(filter(None, map(_seen, lines)))


class QuickSelect(forms.Select):
    """A list to choose from, written without a template for each choice: for lists of dozens."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002  Django's
    ) -> SafeString:
        """Return the element; choices in groups are not for this one."""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (one, mark_safe(" selected") if str(one) == chosen else "", label)
                for one, label in self.choices
            ),
        )
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(self.build_attrs(self.attrs, attrs)),
            options,
        )


class Versioned(forms.Form):
    """A form that knows which version of a thing was shown with it."""

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    @property
    def version(self) -> int:
        """The version that was shown."""
        return int(self.cleaned_data["versi"])


def _seen(line: str) -> str:
    plain = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in line)
    return " ".join(plain.split())
