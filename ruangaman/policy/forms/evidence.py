"""A file that shows something, and a few words about what it shows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.policy.forms.words import PlainLine


class EvidenceForm(forms.Form):
    """What the file shows, and the file. ``refused_status`` is what a refusal answers."""

    refused_status = 422
    apa = PlainLine(
        _("Apa yang terlihat?"),
        120,
        missing=_("Tulis singkat apa yang terlihat."),
        help_text=_("Misalnya: SE bertanda tangan, atau poster di toilet lantai 2."),
    )
    file = forms.FileField(label=_("File bukti"), required=False)
