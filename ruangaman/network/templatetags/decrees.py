"""What templates say about decrees, and what of them waits for whoever is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruangaman.network import decree_words
from ruangaman.network.models import Decree
from ruangaman.network.permissions import is_coordinator, units_headed
from ruangaman.network.selectors.declarations import declarations_waiting
from ruangaman.network.selectors.decrees import decrees_waiting
from ruangaman.people.models import Role, User

register = template.Library()

_TONES = {
    Decree.State.SUBMITTED: "new",
    Decree.State.ISSUED: "active",
    Decree.State.EXPIRED: "urgent",
}


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits, with the page on which to do it."""

    href: str
    title: str
    text: str


@register.simple_tag
def standing_tag(standing: str) -> SafeString:
    """Return where a decree stands as a coloured word."""
    state = Decree.State(standing)
    context = {"label": state.label, "tone": _TONES.get(state, "plain")}
    return render_to_string("components/tag.html", context)


@register.filter
def step_words(action: str) -> str:
    """Return a step of the timeline in words."""
    return decree_words.step_words(action)


@register.filter
def role_words(role: str) -> str:
    """Return what a role is called."""
    return str(Role(role).label) if role else ""


@register.filter
def hex_words(digest: bytes) -> str:
    """Return a hash in groups of eight, as people compare it."""
    text = bytes(digest).hex()
    return " ".join(text[place : place + 8] for place in range(0, len(text), 8))


@register.simple_tag
def decree_tasks(user: User) -> list[Task]:
    """Return what of the decrees waits for somebody."""
    if not user.is_authenticated:
        return []
    tasks = []
    if declarations_waiting(user):
        text = _("Anda diusulkan menjadi fokal point. Anda boleh menolak.")
        title = _("Pernyataan diri Anda diminta")
        tasks.append(Task(reverse("network:own_declarations"), title, text))
    if is_coordinator(user) or units_headed(user):
        tasks += _waiting(user)
    return tasks


def _waiting(user: User) -> list[Task]:
    here = f"{reverse('network:decree_list')}?keadaan=menunggu"
    waiting = decrees_waiting(user)
    to_sign = waiting.filter(state=Decree.State.SUBMITTED).count()
    others = waiting.exclude(state=Decree.State.SUBMITTED).count()
    tasks = []
    if to_sign:
        title = _("SK menunggu tanda tangan Anda")
        if is_coordinator(user):
            title = _("SK menunggu dicatat")
        text = ngettext("%(count)d SK.", "%(count)d SK.", to_sign) % {"count": to_sign}
        tasks.append(Task(here, title, text))
    if others:
        text = ngettext("%(count)d SK.", "%(count)d SK.", others) % {"count": others}
        tasks.append(Task(here, _("SK menunggu langkah Anda"), text))
    return tasks
