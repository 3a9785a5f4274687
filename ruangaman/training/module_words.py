"""Needs by module as charts and as figures to read."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ruangaman.core.charts import Bar, Chart
from ruangaman.training.selectors.module_facts import PEOPLE, Source
from ruangaman.training.selectors.module_needs import Plan, Ranked


def charts(plan: Plan) -> Iterator[Chart]:
    """Yield a chart for each source that speaks, in the order of modules."""
    modules = sorted(plan.modules, key=lambda one: one.number)
    names = (_("Sesudah"), _("Sebelum"))
    bars = [_right(one) for one in modules if one.right is not None]
    if bars:
        yield Chart(_("Jawaban benar dalam tes, per modul"), tuple(bars), 100, names)
    for title, most, figures in (
        (_("Ingin lebih banyak waktu"), 100, {one.number: one.more_time for one in modules}),
        (_("Keyakinan diri (1 sampai 5)"), 5, {one.number: one.confidence for one in modules}),
        (_("Perilaku yang terlihat dalam praktik"), 100, {o.number: o.role_play for o in modules}),
    ):
        found = [(one, figures[one.number]) for one in modules if figures[one.number] is not None]
        if found:
            said = step if most == 5 else percent
            yield Chart(
                title,
                tuple(Bar(_label(one), value or 0, said(value)) for one, value in found),
                most,
            )


def sources(plan: Plan) -> list[tuple[str, str]]:
    """Return each source with how many people it speaks for, or that they are too few."""
    facts = plan.facts
    return [
        (_("Tes sesudah pelatihan"), _speaks(facts.right)),
        (_("Tes sebelum pelatihan"), _speaks(facts.right_before)),
        (_("Formulir: modul yang perlu waktu"), _speaks(facts.more_time)),
        (_("Formulir: keyakinan diri"), _speaks(facts.confidence)),
        (_("Praktik percakapan yang diamati"), _speaks(facts.role_play)),
    ]


def percent(value: float | None) -> str:
    """Return a share as people read it; a dash for none."""
    return "–" if value is None else f"{number_format(round(value))} %"


def step(value: float | None) -> str:
    """Return a mean of steps as people read it; a dash for none."""
    return "–" if value is None else str(number_format(value, 1))


def _right(one: Ranked) -> Bar:
    before = one.right_before
    return Bar(
        _label(one),
        one.right or 0,
        percent(one.right),
        before,
        percent(before) if before is not None else "",
    )


def _label(one: Ranked) -> str:
    return f"{one.number}. {one.title}"


def _speaks(source: Source) -> str:
    if not source.enough:
        return _("kurang dari %(n)s orang: belum dipakai") % {"n": PEOPLE}
    return _("%(people)s orang dari %(events)s acara") % {
        "people": number_format(source.people),
        "events": number_format(source.events),
    }
