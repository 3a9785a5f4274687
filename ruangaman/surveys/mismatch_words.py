"""What a survey says whose answers and slips do not agree: that, and never how few."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ruangaman.surveys.models import Survey
from ruangaman.surveys.thresholds import ROUNDED, rounded


def mismatch_told(survey: Survey, answered: int) -> list[str]:
    """Return what is wrong with a closed survey, in sentences; nothing where all agrees."""
    said = []
    apart = (survey.spent if survey.spent is not None else answered) - answered
    if apart > 0:
        said.append(
            _("Jawaban yang dapat dibuka lebih sedikit daripada slip yang terpakai: %(size)s.")
            % {"size": _size(apart)}
        )
    elif apart < 0:
        said.append(
            _("Jawaban yang dapat dibuka lebih banyak daripada slip yang terpakai: %(size)s.")
            % {"size": _size(-apart)}
        )
    if survey.unreadable:
        said.append(
            _("Ada jawaban yang tidak dapat dibuka: %(size)s.") % {"size": _size(survey.unreadable)}
        )
    return said


def _size(count: int) -> str:
    """Say how many in steps of ten: exactly, a few people could be pointed at."""
    if count < ROUNDED:
        return _("kurang dari 10")
    return _("sedikitnya %(count)s") % {"count": number_format(rounded(count), force_grouping=True)}
