"""Who may know: what she is here, and the consents of the page that asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.reporting.fields import NOT_THERE, Question, any_of, one_of
from ruangaman.reporting.labels import OFFERED, QUESTIONS

READING = ("izin_tim", "izin", "izin_fokal")
"""The controls of which one at least names a reader, in the order of the page."""
UNANSWERED = "belum"
"""Kept so that the page stays on her way; said to nobody."""


class Place(Question):
    """What she is here: asked only of somebody who wished to be asked."""

    di_sini = one_of("di_sini")

    def clean_di_sini(self) -> str:
        """Keep that it was asked: the page stays on her way."""
        return self.cleaned_data["di_sini"] or UNANSWERED


class Readers(Question):
    """Page 5: only what is offered, at least one."""

    izin_tim = forms.MultipleChoiceField(
        label=QUESTIONS["izin_tim"],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": NOT_THERE, "invalid_list": NOT_THERE},
    )
    tim_baca = one_of("tim_baca")
    izin = one_of("izin")
    izin_fokal = any_of("izin_fokal")
    cadangan = any_of("cadangan")

    def __init__(
        self,
        *args: Any,
        offered: Mapping[str, list[str]],
        teams: Mapping[str, str],
        recovery: bool,
        **options: Any,
    ) -> None:
        """Keep just the offered choices; ``recovery``: there is a recovery key to refuse.

        ``teams``: the names of the offered teams for her group, by code.
        """
        super().__init__(*args, **options)
        self._offer_teams(teams)
        if not recovery:
            del self.fields["cadangan"]
        for name in ("izin", "izin_fokal"):
            if name not in offered:
                del self.fields[name]
                continue
            field = self.fields[name]
            field.choices = [pair for pair in OFFERED[name] if pair[0] in offered[name]]  # type: ignore[attr-defined]

    def _offer_teams(self, teams: Mapping[str, str]) -> None:
        if not teams:
            del self.fields["izin_tim"]
        if not teams or self.given.get("tujuan") != "lapor":
            del self.fields["tim_baca"]
        if teams:
            self.fields["izin_tim"].choices = list(teams.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one reader."""
        given = super().clean() or {}
        if given.get("izin") == "tidak":
            given["izin"] = ""
        if not given.get("izin_tim"):
            given["tim_baca"] = ""
        elif "tim_baca" in self.fields and not given.get("tim_baca"):
            self.add_error("tim_baca", _("Pilih apa yang boleh dibaca tim itu."))
        if not self.errors and not any(given.get(name) for name in READING):
            first = next((name for name in READING if name in self.fields), None)
            self.add_error(first, forms.ValidationError(_("Pilih siapa yang boleh tahu.")))
        return given
