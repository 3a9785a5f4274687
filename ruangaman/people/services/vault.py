"""A person's vault: her key pair, her pass-phrase, and the sessions that may use it.

The pass-phrase and the seed exist in memory only. Argon2id runs before the transaction, so
that nobody waits for it.
"""

from __future__ import annotations

import datetime as dt
import secrets
import uuid

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.clock import now
from ruangaman.lib.sealing import SEED_BYTES, KeyPair
from ruangaman.lib.vault import (
    VaultError,
    session_unwrap,
    session_wrap,
    token_id,
    unwrap_seed,
    wrap_seed,
)
from ruangaman.people import permissions
from ruangaman.people.faults import Refused, TooSoon
from ruangaman.people.models import RecipientKey, Unlocking, User
from ruangaman.people.readers import Reader, reader_for
from ruangaman.people.sessions import session_hash
from ruangaman.people.slowdown import Slowdown

COOKIE = settings.VAULT_COOKIE_NAME
TOKEN_BYTES = 32
_TOUCH_EVERY = dt.timedelta(seconds=15)
attempts = Slowdown()


def vault_create(*, user: User, passphrase: str, seed: bytes | None = None) -> RecipientKey:
    """Give ``user`` her first key pair, wrapped under ``passphrase``.

    ``seed`` (32 bytes) is random unless given. ``Refused`` if she may hold no key or has one.
    """
    key = _new_key(user, passphrase, seed)
    try:
        with transaction.atomic():
            key.save(force_insert=True)
            _record("vault_created", user, key)
    except IntegrityError as fault:
        raise Refused(_("Anda sudah punya kunci.")) from fault
    return key


def key_replace(*, user: User, passphrase: str) -> RecipientKey:
    """End the key of ``user`` and give her a new one; what was sealed to the old stays closed."""
    key = _new_key(user, passphrase, None)
    with transaction.atomic():
        for old in RecipientKey.objects.select_for_update().filter(user=user, replaced_on=None):
            old.replaced_on = now().date()
            old.save(update_fields=["replaced_on"])
            Unlocking.objects.filter(key=old).delete()
        key.save(force_insert=True)
        _record("key_replaced", user, key)
    return key


def vault_unlock(*, user: User, passphrase: str, session_key: str) -> bytes:
    """Open the vault for one session and return the value its browser must keep (32 bytes).

    ``Refused`` for a wrong pass-phrase, ``TooSoon`` after several.
    """
    key = key_in_use(user)
    seed = _seed_of(user, key, passphrase)
    with transaction.atomic():
        Unlocking.objects.filter(used_at__lt=_idle_since()).delete()
        token = session_open(key=key, seed=seed, session_key=session_key)
        _record("vault_unlocked", user, key)
    return token


def session_open(*, key: RecipientKey, seed: bytes, session_key: str) -> bytes:
    """Let a session use ``seed``, in place of what it used before; return the browser's value."""
    token, session = secrets.token_bytes(TOKEN_BYTES), session_hash(session_key)
    wrapped = session_wrap(
        seed, token, server_secret=settings.SEAL_SECRET, owner=_owner(key.pk, session)
    )
    Unlocking.objects.filter(session_id=session).delete()
    Unlocking.objects.create(
        id=token_id(token), key=key, session_id=session, wrapped=wrapped, used_at=now()
    )
    return token


def session_resume(*, user: User, token: bytes, session_key: str) -> Reader | None:
    """Return the reader behind a browser's value, or None once idle, locked or not its session."""
    session = session_hash(session_key)
    row = (
        Unlocking.objects.select_related("key__user")
        .filter(pk=token_id(token), session_id=session, key__user=user, key__replaced_on=None)
        .first()
    )
    if row is None:
        return None
    if row.used_at < _idle_since():
        row.delete()
        return None
    try:
        seed = session_unwrap(
            bytes(row.wrapped),
            token,
            server_secret=settings.SEAL_SECRET,
            owner=_owner(row.key_id, session),
        )
    except VaultError:
        return None
    if now() - row.used_at > _TOUCH_EVERY:
        Unlocking.objects.filter(pk=row.pk).update(used_at=now())
    return reader_for(row.key, KeyPair(seed))


def vault_lock(*, user: User, session_key: str) -> None:
    """Close the vault of one session at once."""
    with transaction.atomic():
        gone, _kinds = Unlocking.objects.filter(session_id=session_hash(session_key)).delete()
        if gone:
            audit_record(
                actor=user.pk, action="vault_locked", subject=subject_of("user", user.pk.bytes)
            )


def passphrase_change(*, user: User, old: str, new: str, session_key: str) -> bytes:
    """Wrap the same seed under ``new``; every session is locked, this one opened again.

    Returns the browser's new value. ``Refused`` or ``TooSoon`` for a wrong old pass-phrase.
    """
    key = key_in_use(user)
    seed = _seed_of(user, key, old)
    wrapped = _wrap(seed, new, key.pk)
    with transaction.atomic():
        RecipientKey.objects.filter(pk=key.pk).update(wrapped=wrapped)
        Unlocking.objects.filter(key=key).delete()
        token = session_open(key=key, seed=seed, session_key=session_key)
        _record("passphrase_changed", user, key)
    return token


def key_in_use(user: User) -> RecipientKey:
    """Return the key of ``user``, or raise ``Refused``."""
    key = RecipientKey.objects.filter(user=user, replaced_on=None).first()
    if key is None:
        raise Refused(_("Anda belum punya kunci."))
    return key


def _new_key(user: User, passphrase: str, seed: bytes | None) -> RecipientKey:
    if not permissions.may_hold_key(user):
        raise Refused(_("Peran Anda tidak membaca laporan, jadi tidak memerlukan kunci."))
    if permissions.may_manage_accounts(user):
        raise Refused(_("Administrator tidak memegang kunci. Pakailah dua akun milik dua orang."))
    seed, key_id = seed or secrets.token_bytes(SEED_BYTES), uuid.uuid4()
    return RecipientKey(
        id=key_id,
        user=user,
        public=KeyPair(seed).public.raw,
        wrapped=_wrap(seed, passphrase, key_id),
    )


def _seed_of(user: User, key: RecipientKey, passphrase: str) -> bytes:
    wait = attempts.attempt(user.pk)
    if wait:
        raise TooSoon(
            ngettext(
                "Terlalu banyak percobaan. Coba lagi dalam %(count)d detik.",
                "Terlalu banyak percobaan. Coba lagi dalam %(count)d detik.",
                wait,
            )
            % {"count": wait},
            wait,
        )
    try:
        seed = unwrap_seed(
            bytes(key.wrapped),
            passphrase,
            server_secret=settings.SEAL_SECRET,
            owner=key.pk.bytes,
        )
    except VaultError as fault:
        raise Refused(_("Frasa kunci tidak cocok. Periksa kertas Anda, kata demi kata.")) from fault
    attempts.forgive(user.pk)
    return seed


def _wrap(seed: bytes, passphrase: str, key_id: uuid.UUID) -> bytes:
    return wrap_seed(seed, passphrase, server_secret=settings.SEAL_SECRET, owner=key_id.bytes)


def _owner(key_id: uuid.UUID, session: str) -> bytes:
    return key_id.bytes + bytes.fromhex(session)


def _idle_since() -> dt.datetime:
    return now() - dt.timedelta(minutes=settings.IDLE_LOCK_MINUTES)


def _record(action: str, user: User, key: RecipientKey) -> None:
    audit_record(actor=user.pk, action=action, subject=subject_of("key", key.pk.bytes))
