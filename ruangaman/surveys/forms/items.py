"""What is typed about one question, by its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.pack_content import said
from ruangaman.lib.questionnaire import Kind, item_faults
from ruangaman.lib.questionnaire.cells import LABEL, TEXT
from ruangaman.lib.questionnaire.read import MONTHS, OPTIONS
from ruangaman.surveys.forms.faults import faults_noted
from ruangaman.surveys.forms.questions import MISSING, MISSING_ENGLISH, Drafted, Words

ROWS = 4
"""So many lines for answers stand on an empty form."""

_LETTERS = "abcdefghij"
_NAMES = ("text_id", "text_en", "help_id", "help_en", "statement_id", "statement_en")
_TOGETHER = {
    "text_id": "Pikirkan kedua kalimat ini bersama-sama.",
    "text_en": "Think of both sentences together.",
}
_HARMLESS = (
    "about",
    "harmless_id",
    "harmless_en",
    "harmless_why_id",
    "harmless_why_en",
    "p",
    "p_source",
    "p_mark",
)


class ItemForm(Drafted):
    """A question of one kind; ``item`` is what was typed, as a definition has it."""

    kind: Kind

    def __init__(self, data: Any, *, item: Mapping[str, Any], version: int) -> None:
        """Show ``item``, or read what was sent about it."""
        self.old = item
        super().__init__(data, initial=self.typed(item) | {"versi": version})

    def typed(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Return an item as the fields show it."""
        return {name: item.get(name, "") for name in _NAMES}

    def clean(self) -> dict[str, Any]:
        """Note what no question may be."""
        cleaned = super().clean() or self.cleaned_data
        if "help_id" in self.fields:
            self.in_pairs("help")
        if not self.errors:
            faults_noted(self, item_faults({**self.item, "key": "x"}), self.places())
        return cleaned

    def places(self) -> dict[tuple[str | int, ...], str]:
        """Return which field stands for which place of an item."""
        return {(name,): name for name in self.fields}

    @property
    def item(self) -> dict[str, Any]:
        """What was typed: with the key it had, without a key when it is new."""
        texts = {name: self.cleaned_data.get(name, "") for name in _NAMES if name in self.fields}
        kept = {"key": self.old["key"]} if self.old.get("key") else {}
        whole = kept | {"kind": str(self.kind)} | texts | self.own()
        return {name: value for name, value in whole.items() if value}

    def own(self) -> dict[str, Any]:
        """Return what only this kind has."""
        return {}


class AgreeForm(ItemForm):
    """A sentence to agree with or not."""

    kind = Kind.AGREE
    text_id = Words(
        _("Kalimat"),
        TEXT,
        missing=MISSING,
        widget=forms.Textarea,
        help_text=_("Misalnya: Saya tahu ke mana bertanya."),
    )
    text_en = Words(
        _("Kalimat dalam bahasa Inggris"), TEXT, missing=MISSING_ENGLISH, widget=forms.Textarea
    )
    help_id = Words(_("Penjelasan (boleh kosong)"), TEXT)
    help_en = Words(_("Penjelasan dalam bahasa Inggris"), TEXT)


class BehaviourForm(ItemForm):
    """Something that happened in a period, and how often."""

    kind = Kind.BEHAVIOUR
    months = forms.IntegerField(
        label=_("Dalam berapa bulan terakhir?"),
        min_value=1,
        max_value=MONTHS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Tulis jumlah bulannya."),
            "invalid": _("Tulis angka saja, misalnya 12."),
            "min_value": _("Paling sedikit 1 bulan."),
            "max_value": _("Paling banyak 24 bulan: lebih lama dari itu orang tidak ingat."),
        },
    )
    text_id = Words(
        _("Pertanyaan"),
        TEXT,
        missing=MISSING,
        widget=forms.Textarea,
        help_text=_(
            "Sebut perilakunya dengan tenang dan singkat, tanpa rincian dan tanpa nama perbuatan "
            "menurut hukum. Mulai dengan “Seberapa sering …”."
        ),
    )
    text_en = Words(
        _("Pertanyaan dalam bahasa Inggris"), TEXT, missing=MISSING_ENGLISH, widget=forms.Textarea
    )
    help_id = Words(_("Penjelasan (boleh kosong)"), TEXT)
    help_en = Words(_("Penjelasan dalam bahasa Inggris"), TEXT)

    def typed(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Propose a year."""
        return super().typed(item) | {"months": item.get("months", 12)}

    def own(self) -> dict[str, Any]:
        """Return the period, said in both languages."""
        months = self.cleaned_data["months"]
        return {
            "months": months,
            "period_id": f"Dalam {months} bulan terakhir",
            "period_en": f"In the last {months} months" if months > 1 else "In the last month",
        }


class ChoiceForm(ItemForm):
    """A question with its answers; a line left empty is no answer."""

    kind = Kind.CHOICE
    text_id = Words(_("Pertanyaan"), TEXT, missing=MISSING, widget=forms.Textarea)
    text_en = Words(
        _("Pertanyaan dalam bahasa Inggris"), TEXT, missing=MISSING_ENGLISH, widget=forms.Textarea
    )
    help_id = Words(_("Penjelasan (boleh kosong)"), TEXT)
    help_en = Words(_("Penjelasan dalam bahasa Inggris"), TEXT)

    def __init__(
        self, data: Any, *, item: Mapping[str, Any], version: int, rows: int = ROWS
    ) -> None:
        """Show a line for each answer, and empty ones."""
        super().__init__(data, item=item, version=version)
        self.rows = min(max(rows, len(item.get("options", ())), OPTIONS[0]), OPTIONS[1])
        for at in range(self.rows):
            self.fields[f"jawaban_{at}_id"] = Words(_("Dalam bahasa Indonesia"), LABEL)
            self.fields[f"jawaban_{at}_en"] = Words(_("Dalam bahasa Inggris"), LABEL)
            self.fields[f"jawaban_{at}_hitung"] = forms.BooleanField(
                label=_("Dihitung indikator"), required=False
            )
            self.fields[f"jawaban_{at}_kode"] = forms.CharField(
                required=False, max_length=8, widget=forms.HiddenInput
            )

    def typed(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Return the item with its answers in lines."""
        found = super().typed(item)
        for at, option in enumerate(item.get("options", ())):
            found |= {
                f"jawaban_{at}_id": option.get("text_id", ""),
                f"jawaban_{at}_en": option.get("text_en", ""),
                f"jawaban_{at}_hitung": bool(option.get("positive")),
                f"jawaban_{at}_kode": option.get("code", ""),
            }
        return found

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The fields of each answer, for the page."""
        return [
            {name: self[f"jawaban_{at}_{name}"] for name in ("id", "en", "hitung", "kode")}
            for at in range(self.rows)
        ]

    def own(self) -> dict[str, Any]:
        """Return the answers that were typed, new ones with a code nothing has."""
        filled = [at for at in range(self.rows) if self._words(at, "id") or self._words(at, "en")]
        taken = {self._words(at, "kode") for at in filled}
        free = iter(letter for letter in _LETTERS if letter not in taken)
        options = []
        for at in filled:
            option: dict[str, Any] = {
                "code": self._words(at, "kode") or next(free),
                "text_id": self._words(at, "id"),
                "text_en": self._words(at, "en"),
            }
            if self.cleaned_data.get(f"jawaban_{at}_hitung"):
                option["positive"] = True
            options.append(option)
        self.filled = filled
        return {"options": options}

    def places(self) -> dict[tuple[str | int, ...], str]:
        """Return which field stands for which place, answers by their line."""
        found = super().places() | {("options",): "jawaban_0_id"}
        for place, at in enumerate(self.filled):
            found |= {
                ("options", place, "text_id"): f"jawaban_{at}_id",
                ("options", place, "text_en"): f"jawaban_{at}_en",
                ("options", place, "code"): f"jawaban_{at}_id",
            }
        return found

    def _words(self, at: int, name: str) -> str:
        return str(self.cleaned_data.get(f"jawaban_{at}_{name}") or "")


class CrosswiseForm(ItemForm):
    """A sensitive sentence, and a harmless one from the bank."""

    kind = Kind.CROSSWISE
    statement_id = Words(
        _("Kalimat tentang penjawab"),
        TEXT,
        missing=MISSING,
        widget=forms.Textarea,
        help_text=_("Kalimat yang benar atau tidak benar, misalnya: Dalam 12 bulan terakhir, …"),
    )
    statement_en = Words(
        _("Kalimat itu dalam bahasa Inggris"), TEXT, missing=MISSING_ENGLISH, widget=forms.Textarea
    )
    about = forms.ChoiceField(
        label=_("Kalimat biasa di sampingnya"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu kalimat dari daftar."),
            "invalid_choice": _("Kalimat ini sudah dipakai pertanyaan lain. Pilih yang lain."),
        },
        help_text=_("Setiap kalimat hanya dipakai sekali dalam satu survei."),
    )
    anchor = forms.BooleanField(
        label=_("Ini pertanyaan jangkar: kalimat tentang penjawab tidak benar bagi siapa pun"),
        required=False,
    )

    def __init__(
        self,
        data: Any,
        *,
        item: Mapping[str, Any],
        version: int,
        harmless: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """Offer harmless sentences no other item uses."""
        super().__init__(data, item=item, version=version)
        self.harmless = {str(one["about"]): one for one in harmless}
        field = self.fields["about"]
        field.choices = [(key, said(one, "harmless")) for key, one in self.harmless.items()]  # type: ignore[attr-defined]

    def typed(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Return the item with its harmless sentence by name."""
        return super().typed(item) | {
            "about": item.get("about", ""),
            "anchor": bool(item.get("anchor")),
        }

    def own(self) -> dict[str, Any]:
        """Return both sentences; the harmless one as the bank has it."""
        chosen = self.harmless[self.cleaned_data["about"]]
        found = _TOGETHER | {name: chosen[name] for name in _HARMLESS if name in chosen}
        return found | ({"anchor": True} if self.cleaned_data.get("anchor") else {})


FORMS: Mapping[str, type[ItemForm]] = {
    form.kind: form for form in (ChoiceForm, AgreeForm, BehaviourForm, CrosswiseForm)
}
"""The form of each kind."""
