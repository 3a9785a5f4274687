"""Makes, suspends and resumes accounts, and changes their passwords."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.instance import is_demo
from ruangaman.people.faults import Refused
from ruangaman.people.models import Role, RoleGrant, User
from ruangaman.people.services.grants import GrantSpec, grants_write, last_administrator_check
from ruangaman.people.services.sessions import sessions_end


def account_create(
    *, username: str, email: str, name: str, password: str, roles: list[GrantSpec], demo: bool
) -> User:
    """Make an account with its roles.

    Invented people live in a demo installation only, real ones outside it: ``Refused`` else,
    and for a user name or address that is taken.
    """
    if demo != is_demo():
        raise Refused(_("Akun nyata dan akun contoh tidak boleh bercampur."))
    user = User(
        username=username.lower(),
        email=email.lower(),
        name=name,
        password=make_password(password),
        demo=demo,
    )
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            grants_write(user, roles)
            _record("account_created", user, user)
    except IntegrityError as fault:
        raise Refused(_("Nama pengguna atau surel ini sudah dipakai. Pilih yang lain.")) from fault
    return user


def user_suspend(*, user: User, by: User) -> None:
    """Close an account to its holder and end her sessions; what she could read stays unsaid."""
    if user.pk == by.pk:
        raise Refused(_("Anda tidak dapat menangguhkan akun Anda sendiri."))
    with transaction.atomic():
        if RoleGrant.objects.filter(user=user, role=Role.ADMINISTRATOR).exists():
            last_administrator_check(user)
        User.objects.filter(pk=user.pk).update(is_active=False)
        sessions_end(user)
        _record("account_suspended", user, by)


def user_resume(*, user: User, by: User) -> None:
    """Open a suspended account again."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=True)
        _record("account_resumed", user, by)


def password_change(*, user: User, password: str) -> None:
    """Set a new password and end every session of ``user``."""
    user.password = make_password(password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        sessions_end(user)
        _record("password_changed", user, user)


def _record(action: str, user: User, by: User) -> None:
    audit_record(actor=by.pk, action=action, subject=subject_of("user", user.pk.bytes))
