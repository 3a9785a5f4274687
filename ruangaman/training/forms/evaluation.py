"""The evaluation form: closed choices only, each may be left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from ruangaman.training.selectors.evaluation_form import MODULES, Question

_ERRORS = {"invalid_choice": _("Pilih dari daftar, atau biarkan kosong.")}


class EvaluationForm(forms.Form):
    """The questions of a moment for the modules of an event."""

    def __init__(
        self, *args: Any, asked: Sequence[Question], modules: Mapping[int, str], **options: Any
    ) -> None:
        """Make a field for each question, and for each module where it is asked by module."""
        super().__init__(*args, **options)
        self.asked, self.modules = asked, modules
        for one in asked:
            if one.kind == MODULES:
                for number, title in modules.items():
                    self.fields[f"{one.key}-{number}"] = _of_module(one, number, title)
            else:
                self.fields[one.key] = _radios(one)

    def clean(self) -> dict[str, Any]:
        """An empty form says nothing."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Jawab sedikitnya satu pertanyaan, lalu kirim."))
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as it is kept; nothing for what was left out."""
        kept: dict[str, Any] = {}
        for one in self.asked:
            if one.kind == MODULES:
                chosen = {str(n): self.cleaned_data.get(f"{one.key}-{n}") for n in self.modules}
                if chosen := {number: key for number, key in chosen.items() if key}:
                    kept[one.key] = chosen
            elif chosen_one := self.cleaned_data.get(one.key):
                kept[one.key] = chosen_one
        return kept

    def levels(self) -> list[tuple[int, list[tuple[Question, list[BoundField]]]]]:
        """Return the questions with their fields by level, for the page."""
        return [
            (level, [(one, self._fields_of(one)) for one in of_level])
            for level, of_level in groupby(self.asked, lambda one: one.level)
        ]

    def _fields_of(self, one: Question) -> list[BoundField]:
        if one.kind == MODULES:
            return [self[f"{one.key}-{number}"] for number in self.modules]
        return [self[one.key]]


def _radios(one: Question) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=one.text,
        choices=[(option.key, option.text) for option in one.options],
        required=False,
        widget=forms.RadioSelect,
        error_messages=_ERRORS,
    )


def _of_module(one: Question, number: int, title: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"{number}. {title}",
        choices=[("", _("Tidak menjawab")), *((o.key, o.text) for o in one.options)],
        required=False,
        error_messages=_ERRORS,
    )
