"""What a unit answers at a standard, and what the coordinator finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.core.pack_content import said
from ruangaman.policy.forms.careful import CarefulForm
from ruangaman.policy.models import Answer, Evidence
from ruangaman.policy.selectors.assessments import Line as Standard
from ruangaman.policy.services.assessments import Reply
from ruangaman.policy.services.verifying import Finding

LONGEST = 1000
_SCORES = ((0, "zero"), (1, "one"), (2, "two"))
_METS = (
    (Answer.Met.MET, "met"),
    (Answer.Met.NOT_MET, "not_met"),
    (Answer.Met.NOT_APPLICABLE, "not_applicable"),
)
_CHOOSE = {"required": _("Pilih satu."), "invalid_choice": _("Pilih satu dari daftar.")}
_AS_WRITTEN = _("Sama dengan jawaban unit")


class SeenForm(forms.Form):
    """Which version was shown; 0 before anything was written."""

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    @property
    def version(self) -> int:
        """The version that was shown."""
        return int(self.cleaned_data["versi"])


class AnswerForm(CarefulForm, SeenForm):
    """The answer at one standard of either view, with a note on what shows it."""

    jawaban = forms.ChoiceField(widget=forms.RadioSelect, error_messages=_CHOOSE)
    catatan = Line(
        _("Apa yang menunjukkannya?"),
        LONGEST,
        help_text=_(
            "Nama dokumen, tanggal, di mana disimpan. Perlu diisi, atau unggah bukti, kecuali "
            "nilainya 0 atau belum terpenuhi. Jangan menulis tentang laporan atau orang."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, line: Standard, **options: Any) -> None:
        """Offer what this standard can be, each with what it means."""
        options.setdefault("initial", initial_of(line.answer))
        super().__init__(*args, **options)
        self._line = line
        choices, body = self.fields["jawaban"], line.content.body
        assert isinstance(choices, forms.ChoiceField)
        choices.label = said(body, "question")
        choices.choices = _choices(line)
        known = [*_SCORES, *_METS]
        choices.choice_hints = {  # type: ignore[attr-defined]
            str(value): said(body, name) for value, name in known
        }

    @property
    def reply(self) -> Reply:
        """What was answered."""
        given = self.cleaned_data
        if self._line.view == Answer.View.STANDARD:
            return Reply(score=int(given["jawaban"]), note=given["catatan"])
        return Reply(met=given["jawaban"], note=given["catatan"])


class VerifyForm(CarefulForm, SeenForm):
    """What the coordinator found at each standard that was answered, and a word on the whole."""

    alasan = Line(
        _("Yang perlu diperbaiki (perlu bila dikembalikan)"),
        LONGEST,
        help_text=_("Dibaca unit. Jangan menulis nama orang."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, lines: Sequence[Standard], **options: Any) -> None:
        """Add two fields for each answered standard."""
        super().__init__(*args, **options)
        self._lines = [line for line in lines if line.answered]
        for line in self._lines:
            assert line.answer is not None
            found, reason = _names(line)
            self.fields[found] = forms.ChoiceField(
                label=_("Menurut koordinator"),
                required=False,
                choices=[("", _AS_WRITTEN), *_choices(line)],
                initial=_found(line.answer),
                error_messages=_CHOOSE,
            )
            self.fields[reason] = Line(
                _("Alasan"),
                LONGEST,
                initial=line.answer.reason,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        """Ask for a reason wherever another score is set."""
        cleaned = super().clean()
        for line in self._lines:
            found, reason = _names(line)
            other = cleaned.get(found) not in (None, "", _own(line))
            if other and not cleaned.get(reason) and reason not in self.errors:
                self.add_error(reason, _("Tulis alasannya: unit membacanya."))
        return cleaned

    def rows(self, files: Mapping[Any, Sequence[Evidence]]) -> Iterator[dict[str, Any]]:
        """Yield each standard with its two fields and the evidence beside its answer."""
        for line in self._lines:
            found, reason = _names(line)
            assert line.answer is not None
            yield {
                "line": line,
                "found": self[found],
                "reason": self[reason],
                "files": files.get(line.answer.pk, []),
            }

    @property
    def findings(self) -> dict[Any, Finding]:
        """What was found, by the ids of the answers."""
        made = {}
        for line in self._lines:
            assert line.answer is not None
            found, reason = (self.cleaned_data.get(name) or "" for name in _names(line))
            if line.view == Answer.View.STANDARD:
                score = int(found) if found else None
                made[line.answer.pk] = Finding(found=score, reason=reason)
            else:
                made[line.answer.pk] = Finding(found_met=found, reason=reason)
        return made


def initial_of(answer: Answer | None) -> dict[str, Any]:
    """Return an answer as its form shows it."""
    if answer is None:
        return {"versi": 0}
    given = answer.met if answer.score is None else str(answer.score)
    return {"versi": answer.revision, "jawaban": given, "catatan": answer.note}


def answer_words(answer: Answer) -> str:
    """Return an answer in words: its points, or whether it is met."""
    if answer.score is not None:
        return str(answer.score)
    return str(answer.get_met_display()) if answer.met else "–"


def _choices(line: Standard) -> list[tuple[str, Any]]:
    """Scores, or whether it is met; not applicable only where the pack says when."""
    if line.view == Answer.View.STANDARD:
        return [(str(value), str(value)) for value, _name in _SCORES]
    able = [one for one, name in _METS if one != Answer.Met.NOT_APPLICABLE or said_any(line, name)]
    return [(str(one.value), one.label) for one in able]


def said_any(line: Standard, name: str) -> bool:
    """Say whether the pack has this text at all."""
    return bool(said(line.content.body, name))


def _names(line: Standard) -> tuple[str, str]:
    stem = f"{line.view}-{line.key}"
    return f"nilai-{stem}", f"alasan-{stem}"


def _own(line: Standard) -> str:
    return str(initial_of(line.answer)["jawaban"])


def _found(answer: Answer) -> str:
    return answer.found_met if answer.found is None else str(answer.found)
