"""Make documents: ``python -m bench.inside.documents ZIP``; prints how long a poster, a set of
them and a decree took.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from bench.inside import answer
from ruangaman.documents.docx import decree_docx
from ruangaman.documents.pdf import pdf_render
from ruangaman.network.models import Appointment, Decree, Person
from ruangaman.network.poster_files import poster_zip_write
from ruangaman.network.posters import poster_pdf
from ruangaman.network.selectors.decree_paper import decree_paper

CHOICES = {"languages": ["id", "en"], "sizes": ["A4", "A5"], "units": [], "contacts": True}
TIMES = 20


def main(path: Path) -> None:
    """Make single posters, after a first one that loads the fonts; then a set into ``path``."""
    one = middle(lambda number: poster_pdf(size="A4", unit_name=f"Unit {number}"))
    appointing = decree()
    paper = middle(lambda _number: pdf_render("decree", decree_paper(appointing)))
    word = middle(lambda _number: decree_docx(decree_paper(appointing)))
    began = time.perf_counter()
    with path.open("wb") as target:
        count = poster_zip_write(target, CHOICES)
    spent = time.perf_counter() - began
    told = {"one_ms": one, "decree_ms": paper, "docx_ms": word}
    answer(told | {"set_s": spent, "documents": count})


def middle(make: Callable[[int], object]) -> float:
    """Return the median of milliseconds, after a first one that loads fonts and templates."""
    spent = []
    for number in range(TIMES + 1):
        began = time.perf_counter()
        make(number)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent[1:]) * 1000


def decree() -> Decree:
    """Make a decree that appoints six people."""
    today = timezone.localdate()
    made = Decree.objects.create(
        unit_code="dinas-kesehatan",
        title="Penunjukan Fokal Point",
        starts=today,
        ends=today + dt.timedelta(days=729),
    )
    for number in range(6):
        person = Person.objects.create(name=f"Orang {number}", search=f"orang {number}")
        role = ("primary", "alternate", "extra")[min(number, 2)]
        Appointment.objects.create(decree=made, person=person, role=role, position="Analis")
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]))
