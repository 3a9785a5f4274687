"""One form for each page of a contact record. Radios and boxes only, nothing preselected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.contacts.flow import PAGES
from ruangaman.casework.contacts.labels import CHOICES, QUESTIONS
from ruangaman.reporting.fields import CHOOSE_ONE
from ruangaman.reporting.labels import HINTS as OF_REPORTS

SEVERAL = frozenset({"butuh", "rujuk", "konflik", "cadangan", "setuju"})
NEEDED: Mapping[str, Any] = {
    "umur": _("Pilih umurnya: untuk anak jalannya lain."),
    "akhir": _("Pilih apa yang ia inginkan."),
    "penerima": _("Pilih siapa yang menerimanya."),
    "lewat": _("Pilih bagaimana Anda meneruskannya hari ini."),
    "rujuk": _("Pilih layanannya. Tidak ada? Kembali, dan pilih “Informasi saja”."),
    "setuju": _("Tanpa persetujuannya tidak ada yang disimpan atau dikirim. Tanyakan dulu."),
}
"""What is needed to go on, and the sentence when it is missing. All else may stay unanswered."""

HINTS: Mapping[str, Mapping[str, Any]] = {
    "umur": {"tidak_tahu": _("Ragu? Diperlakukan sebagai anak. Umurnya tidak dikira-kira.")},
    "cara": {"kertas": _("Kertasnya dihancurkan sesudah diketik.")},
    "akhir": {
        "informasi": _("Namanya tidak dicatat. Ia boleh kembali kapan saja."),
        "rujukan": _("Hanya ke layanan yang ia setujui, satu per satu."),
        "serah": _(
            "Ia ada di depan Anda atau di telepon. Ia mendapat 8 kata, dan menulis sendiri."
        ),
    },
    "konflik": OF_REPORTS["konflik"],
    "rujuk": {"kerja": _("Atasan atau BKD akan tahu dan wajib memeriksa. Katakan itu dulu.")},
}
_NOT_ITS_OWN = _("Pilih dari jawaban yang ada.")


class Page(forms.Form):
    """A page: the controls of ``flow.PAGES``."""

    def __init__(self, page: str, *args: Any, recovery: bool = False, **options: Any) -> None:
        """Make the fields of ``page``; ``recovery``: there is a recovery key to refuse."""
        super().__init__(*args, **options)
        for name in PAGES[page]:
            if name != "cadangan" or recovery:
                self.fields[name] = question(name)

    def offering(self, name: str, choices: list[tuple[str, str]]) -> Page:
        """Offer just these answers to a question."""
        field: Any = self.fields[name]
        field.choices = choices
        return self

    def without(self, name: str, *values: str) -> Page:
        """Take answers away from a question."""
        field: Any = self.fields[name]
        field.choices = [pair for pair in field.choices if pair[0] not in values]
        return self

    def told_instead_of_asked(self) -> None:
        """A child is told what happens now, and need not agree (domain 1.9)."""
        field: Any = self.fields["setuju"]
        field.label = _("Sudah diberi tahu")
        field.choices = [("ya", _("Ia, atau orang dewasa yang aman, sudah saya beri tahu"))]
        field.error_messages["required"] = _("Beri tahu dulu, lalu beri tanda di sini.")

    def clean(self) -> dict[str, Any]:
        """Refuse "no" together with a place, as the report's own question does."""
        given = super().clean() or {}
        chosen = given.get("konflik", ())
        if "tidak" in chosen and len(chosen) > 1:
            words = _("Pilih tempatnya, atau pilih “Tidak / tidak tahu” saja.")
            self.add_error("konflik", forms.ValidationError(words))
        return given


def question(name: str) -> forms.ChoiceField:
    """Return the field of one question."""
    several = name in SEVERAL
    kind = forms.MultipleChoiceField if several else forms.ChoiceField
    field = kind(
        label=QUESTIONS[name],
        choices=CHOICES[name],
        widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
        required=name in NEEDED,
        error_messages={
            "required": NEEDED.get(name, CHOOSE_ONE),
            "invalid_choice": _NOT_ITS_OWN if several else CHOOSE_ONE,
            **({"invalid_list": _NOT_ITS_OWN} if several else {}),
        },
    )
    field.choice_hints = HINTS.get(name, {})  # type: ignore[attr-defined]
    return field


class StepForm(forms.Form):
    """A step on an opened record. ``ke`` is the number of the check, so that it counts once."""

    name = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Make the question."""
        options.setdefault("auto_id", f"{self.name}_%s")
        super().__init__(*args, **options)
        field = question(self.name)
        field.required = True
        self.fields[self.name] = field


class CheckForm(StepForm):
    """Whether she reached the service."""

    name = "hasil"
    ke = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9)


class CloseForm(StepForm):
    """Why the record is closed."""

    name = "alasan"
