"""What templates say about tests."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.templatetags.dates import zone_label

register = template.Library()


@register.filter
def hour(moment: dt.datetime) -> str:
    """``pukul 15.40 WITA``; in English ``15:40 WITA``."""
    form = "%H:%M" if (get_language() or "").startswith("en") else "%H.%M"
    local = timezone.localtime(moment)
    return _("pukul %(hour)s") % {"hour": f"{local.strftime(form)} {zone_label(local)}"}


@register.filter
def figure(value: float | None) -> str:
    """A figure with two places as Indonesians write it; a dash where there is none."""
    if value is None:
        return "–"
    said = f"{value:.2f}".replace("-", "−")
    return said if (get_language() or "").startswith("en") else said.replace(".", ",")


@register.filter
def share(value: float | None) -> str:
    """A share of one as whole percent; a dash where there is none."""
    return "–" if value is None else f"{int(value * 100 + 0.5)}%"
