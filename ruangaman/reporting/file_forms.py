"""The page for files: its text may stay empty, its file is looked at by the view."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.lib.cleaning.kinds import MEDIA_TYPES
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.forms import MESSAGE_CHARACTERS


def file_field() -> forms.Field:
    """Return the control that chooses a file; the browser offers what we take."""
    widget = forms.FileInput(attrs={"accept": ",".join(MEDIA_TYPES.values())})
    return forms.Field(label=_("Pilih file"), required=False, widget=widget)


class FilesForm(forms.Form):
    """A message with files, in the mailbox."""

    pesan = PlainText(limit=MESSAGE_CHARACTERS, rows=4, label=_("Tulis pesan"))
    file = file_field()
