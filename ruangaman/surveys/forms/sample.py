"""What is asked of the helper that says what a survey can teach."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.surveys.thresholds import LEAST_ANSWERS

MOST = 10_000_000
EXPECTED = 30
"""Percent that is expected where nothing is known."""

_BAD = _("Tulis angka bulat, tanpa titik atau koma.")


class SampleForm(forms.Form):
    """How many answers are expected, and how often "yes" among 100."""

    jawaban = forms.IntegerField(
        label=_("Berapa orang akan menjawab?"),
        help_text=_("Biasanya sepertiga sampai setengah dari yang mendapat slip."),
        min_value=LEAST_ANSWERS,
        max_value=MOST,
        error_messages={
            "required": _("Tulis berapa orang yang kira-kira akan menjawab."),
            "invalid": _BAD,
            "min_value": _("Kurang dari %(limit_value)d jawaban tidak pernah ditampilkan."),
            "max_value": _("Paling banyak %(limit_value)d."),
        },
    )
    perkiraan = forms.IntegerField(
        label=_("Dari 100 orang, kira-kira berapa yang akan menjawab “ya”?"),
        help_text=_("Tebakan saja. Bila tidak tahu: 30. Untuk hal yang jarang: 6."),
        min_value=1,
        max_value=99,
        error_messages={
            "required": _("Tulis angka dari 1 sampai 99."),
            "invalid": _BAD,
            "min_value": _("Tulis angka dari 1 sampai 99."),
            "max_value": _("Tulis angka dari 1 sampai 99."),
        },
    )
