"""Conversations to practise with, and the checklist they are looked at with."""

from __future__ import annotations

import re

from ruangaman.training.models import Content
from ruangaman.training.practice.talk import Body, Talk
from ruangaman.training.selectors.content import contents

_VERSION = re.compile(r"[0-9a-f]{64}")
NO_CHECKLIST: Body = {"behaviour": (), "error": (), "pass": {"behaviours": 100, "errors": 0}}


def talks() -> list[Talk]:
    """Return the conversations of the pack in their order."""
    return [_talk(one) for one in contents(Content.Kind.DIALOGUE)]


def talk_current(key: str) -> Talk | None:
    """Return a conversation as the pack has it now."""
    found = Content.objects.filter(kind=Content.Kind.DIALOGUE, key=key, current=True).first()
    return _talk(found) if found else None


def talk_of_version(key: str, version: str) -> Talk | None:
    """Return a conversation as it was when somebody began it, even if it was changed since."""
    if not _VERSION.fullmatch(version):
        return None
    mine = Content.objects.filter(kind=Content.Kind.DIALOGUE, key=key)
    found = mine.filter(digest=version).first()
    return _talk(found) if found else None


def checklist() -> Content | None:
    """Return the observer's checklist of the pack."""
    return next(iter(contents(Content.Kind.CHECKLIST)), None)


def checklist_body() -> Body:
    """Return what the checklist says; of a pack without one, nothing to look for."""
    found = checklist()
    return found.body if found else NO_CHECKLIST


def _talk(content: Content) -> Talk:
    return Talk(body=content.body, version=content.digest, reviewed=content.reviewed)
