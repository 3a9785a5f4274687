"""Which account belongs to which person: with it she declares, and her readiness shows."""

from __future__ import annotations

from django.db import IntegrityError
from django.utils.translation import gettext as _

from ruangaman.network.models import Person
from ruangaman.network.services.people import person_turn
from ruangaman.people.faults import Refused
from ruangaman.people.models import User


def person_link_account(*, person: Person, version: int, user: User, by: User) -> None:
    """Say that an active account is this person's.

    Nobody gives the own account to somebody else's name: declarations and test messages would
    then be hers. Another coordinator does it.
    """
    if user.pk == by.pk:
        raise Refused(_("Ini akun Anda sendiri. Koordinator lain yang menghubungkannya."))
    try:
        with person_turn(pk=person.pk, version=version, by=by, action="account_linked") as mine:
            if mine.user_id is not None:
                raise Refused(_("Orang ini sudah punya akun. Lepaskan dulu yang lama."))
            if not User.objects.filter(pk=user.pk, is_active=True).exists():
                raise Refused(_("Akun ini tidak aktif."))
            mine.user = user
            mine.save(update_fields=["user"])
    except IntegrityError as twice:
        raise Refused(_("Akun ini sudah dihubungkan dengan orang lain.")) from twice


def person_unlink_account(*, person: Person, version: int, by: User) -> None:
    """Say that no account is this person's any more; the account itself stays."""
    with person_turn(pk=person.pk, version=version, by=by, action="account_unlinked") as mine:
        if mine.user_id is None:
            raise Refused(_("Orang ini tidak punya akun."))
        if mine.user_id == by.pk:
            raise Refused(_("Ini akun Anda sendiri. Koordinator lain yang melepaskannya."))
        mine.user = None
        mine.save(update_fields=["user"])
