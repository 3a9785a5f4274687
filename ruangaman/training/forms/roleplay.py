"""What an observer ticks, and who is asked to observe."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField, Line
from ruangaman.core.words import words
from ruangaman.people.models import User
from ruangaman.training.models import RolePlay
from ruangaman.training.practice.talk import Body
from ruangaman.training.selectors.practice import checklist_body, talks
from ruangaman.training.services.roleplay import Observation

MOST_ATTEMPTS = 5
_FROM_LIST = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilih dari daftar.")}
FIELDS = {"observed_on": "hari", "attempt": "percobaan", "dialogue": "percakapan"}
"""Which field of the form a fault of the service belongs to."""


class RolePlayForm(forms.Form):
    """One play, by the checklist of the pack. The result is not asked for: it is computed."""

    percakapan = forms.ChoiceField(label=_("Percakapan yang dimainkan"), error_messages=_FROM_LIST)
    hari = DayField(_("Hari bermain peran"), _("Isi harinya."))
    percobaan = forms.ChoiceField(
        label=_("Percobaan ke berapa hari itu"),
        choices=[(str(n), str(n)) for n in range(1, MOST_ATTEMPTS + 1)],
        help_text=_("Dua pengamat dari permainan yang sama memilih angka yang sama."),
        error_messages=_FROM_LIST,
    )
    terlihat = forms.MultipleChoiceField(
        label=_("Perilaku yang terlihat"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )
    keliru = forms.MultipleChoiceField(
        label=_("Kesalahan kritis yang terjadi"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the conversations and the checklist of the pack."""
        super().__init__(*args, **options)
        body = checklist_body()
        self._offer("terlihat", body["behaviour"])
        self._offer("keliru", body["error"])
        found = [(one.key, f"{one.body['number']}. {words(one.body, 'title')}") for one in talks()]
        percakapan = self.fields["percakapan"]
        assert isinstance(percakapan, forms.ChoiceField)
        percakapan.choices = [("", gettext("Pilih percakapan")), *found]

    def _offer(self, name: str, entries: list[Body]) -> None:
        field: Any = self.fields[name]
        field.choices = [(one["key"], words(one, "title")) for one in entries]
        field.choice_hints = {one["key"]: words(one, "text") for one in entries}

    def clean(self) -> dict[str, Any]:
        """Refuse a list on which nothing is ticked: it was sent too early."""
        data: dict[str, Any] = super().clean() or {}
        ticked = data.get("terlihat") or data.get("keliru")
        if not ticked and not self.errors:
            self.add_error("terlihat", gettext("Belum ada yang ditandai."))
        return data

    @property
    def observation(self) -> Observation:
        """What was ticked, in the order of the checklist."""
        data = self.cleaned_data
        return Observation(
            dialogue=data["percakapan"],
            observed_on=data["hari"],
            attempt=int(data["percobaan"]),
            shown=self._ordered("terlihat"),
            errors=self._ordered("keliru"),
        )

    def _ordered(self, name: str) -> list[str]:
        field: Any = self.fields[name]
        return [key for key, _label in field.choices if key in self.cleaned_data[name]]


class RolePlayChangeForm(RolePlayForm):
    """An entry that is corrected; it knows which version was shown."""

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    @property
    def version(self) -> int:
        """The version that was shown."""
        return int(self.cleaned_data["versi"])


def ticked(row: RolePlay) -> dict[str, Any]:
    """Return an entry as its form shows it."""
    return {
        "percakapan": row.dialogue,
        "hari": row.observed_on,
        "percobaan": str(row.attempt),
        "terlihat": row.shown,
        "keliru": row.errors,
        "versi": row.version,
    }


class ObserverForm(forms.Form):
    """Who is observed, looked for by name, and by which trainer."""

    cari = Line(_("Nama"), 120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    pengamat = forms.ChoiceField(label=_("Pengamat"), required=False, error_messages=_FROM_LIST)

    def __init__(self, *args: Any, users: list[User], **options: Any) -> None:
        """Offer the accounts with the role of a trainer."""
        super().__init__(*args, **options)
        pengamat = self.fields["pengamat"]
        assert isinstance(pengamat, forms.ChoiceField)
        pengamat.choices = [("", gettext("Pilih pelatih")), *((str(u.pk), u.name) for u in users)]
        self.users = {str(one.pk): one for one in users}

    @property
    def observer(self) -> User | None:
        """The trainer chosen."""
        return self.users.get(self.cleaned_data.get("pengamat", ""))
