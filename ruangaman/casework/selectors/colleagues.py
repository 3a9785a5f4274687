"""Who of the team may be given a task in a case."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from ruangaman.casework.held import Case
from ruangaman.lib.boxes import IN_PERSON
from ruangaman.people.models import User
from ruangaman.people.selectors import recipients_of
from ruangaman.reporting.models import Box


def colleagues_of(case: Case) -> list[tuple[str, str]]:
    """Return key and name of the reader herself and of her team's people with a box, by name.

    A box may be empty: whom the reporter keeps out of her own team, the team does not learn here
    either. Such a task is given, never found, and stays on the case for everybody to see.
    """
    reader, via = case.reader, case.box.via
    teams = list(reader.team_ids) if via == IN_PERSON else [uuid.UUID(bytes=via)]
    able = {one.key_id: one.user_id for one in recipients_of(teams) if one.key_id != reader.key_id}
    held = Box.objects.filter(report=case.report, recipient__in=able, ended_on=None)
    keys = set(held.values_list("recipient_id", flat=True))
    names = dict(User.objects.filter(pk__in=[able[key] for key in keys]).values_list("pk", "name"))
    others = sorted((names[able[key]], str(key)) for key in keys)
    mine = (str(reader.key_id), _("Saya sendiri (%(name)s)") % {"name": reader.name})
    return [mine, *((key, name) for name, key in others)]
