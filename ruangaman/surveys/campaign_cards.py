"""The cards of campaigns and briefings on ``/survei/``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ruangaman.surveys.permissions import BRIEFS

_BRIEFS = frozenset(BRIEFS)

CAMPAIGN_CARDS = (
    (_BRIEFS, "surveys:campaigns", _("Kampanye"), _("Kalender, ide kecil, bahan.")),
    (_BRIEFS, "surveys:briefing", _("Sosialisasi 20 menit"), _("Naskah, lembar, poster.")),
    (_BRIEFS, "surveys:reach", _("Jangkauan"), _("Berapa orang sudah terjangkau, tiap unit.")),
)
"""For whom a card is, the name of its address, its title and a line below it."""
