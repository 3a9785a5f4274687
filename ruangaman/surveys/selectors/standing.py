"""How far a survey is, and what it lacks before it can be opened."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.surveys.models import Survey
from ruangaman.surveys.selectors.questions import standing_of_questions
from ruangaman.surveys.thresholds import LEAST_STAFF
from ruangaman.surveys.words import named

HOLDERS = 2
State = Survey.State


def ended(survey: Survey) -> bool:
    """Say whether the last day of answering is over, or the answering was ended."""
    last = survey.closes_on
    return survey.state != State.OPEN or (last is not None and timezone.localdate() > last)


def open_missing(survey: Survey) -> list[str]:
    """Return what is missing before a draft can be opened, in sentences."""
    strata = list(survey.strata.order_by("position"))
    small = [named(one) for one in strata if one.staff < LEAST_STAFF]
    missing = []
    if not survey.opens_on or not survey.closes_on:
        missing.append(_("Isi hari pertama dan hari terakhir untuk menjawab."))
    elif survey.closes_on < timezone.localdate():
        missing.append(_("Hari terakhir untuk menjawab sudah lewat."))
    if not strata:
        missing.append(_("Isi paling sedikit satu kelompok pegawai dengan jumlahnya."))
    if small:
        words = _(
            "Kelompok di bawah %(least)s pegawai digabung dahulu dengan yang lain: %(names)s."
        )
        missing.append(words % {"least": LEAST_STAFF, "names": ", ".join(small)})
    if survey.halves.count() != HOLDERS:
        missing.append(_("Tunjuk dua pemegang kunci."))
    if standing_of_questions(survey).faults:
        missing.append(
            _("Pertanyaannya belum lengkap. Perbaiki yang ditandai di halaman pertanyaan.")
        )
    return [str(one) for one in missing]
