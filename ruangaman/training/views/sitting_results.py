"""What the page of a result tells of one sitting."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from ruangaman.lib.testing import percent
from ruangaman.training.models import Paper, Sitting
from ruangaman.training.selectors.sitting_pages import modules_wrong, wrong_of
from ruangaman.training.testing_words import module_said, module_titles, subjects_said


def result_context(sitting: Sitting, *, links: bool) -> dict[str, Any]:
    """Return the result; before the course no answers are told, because the items come again.

    With ``links`` each module leads to where it can be studied, which asks for an account.
    """
    pre = sitting.paper.kind == Paper.Kind.PRE
    titles = module_titles()
    return {
        "sitting": sitting,
        "paper": sitting.paper,
        "pre": pre,
        "percent": percent(sitting.right or 0, sitting.total),
        "missed": subjects_said(sitting.missed),
        "modules": [
            (module_said(number, titles), _study(number) if links and number in titles else "")
            for number in modules_wrong(sitting)
        ],
        "wrong": [] if pre else wrong_of(sitting),
    }


def _study(number: int) -> str:
    return reverse("training:study_module", args=[number])
