"""Halves of the statistics key: made, read back from paper, taken over, given up.

A seed exists in memory only while its holder's vault is open. Nothing here ever has both.
"""

from __future__ import annotations

import secrets
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.lib.backup_key import BackupKeyError, seed_of, words_of
from ruangaman.lib.sealing import SEED_BYTES, KeyPair, SealError
from ruangaman.people.faults import Refused
from ruangaman.people.models import Role, RoleGrant, StatisticsHalf, User
from ruangaman.people.readers import Reader
from ruangaman.people.selectors.statistics import NEEDED, holdings

_PURPOSE = "statistics half"
_TWO = _("Kunci statistik sudah punya dua pemegang. Salah satu harus melepas bagiannya dahulu.")


def half_make(*, reader: Reader, office: str) -> tuple[str, ...]:
    """Give ``reader`` a new half and return its 24 words; it counts once she has read them back.

    An unconfirmed one of hers ends. ``Refused`` without the role, for a third holder, for an
    office that holds the other half, and while she holds one that counts.
    """
    seed = secrets.token_bytes(SEED_BYTES)
    with transaction.atomic():
        _holder_check(reader)
        mine = StatisticsHalf.objects.filter(user_id=reader.user_id).first()
        if mine and mine.confirmed:
            raise Refused(_("Anda sudah memegang satu bagian. Lepaskan dahulu bila hilang."))
        if mine:
            mine.delete()
        _place_check(reader, office)
        _keep(reader, office, seed, confirmed=False)
        _record("statistics_half_made", reader)
    return words_of(seed)


def half_confirm(*, reader: Reader, typed: str) -> None:
    """Let a half count: its 24 words were read from paper. ``Refused`` for other words."""
    with transaction.atomic():
        row = StatisticsHalf.objects.select_for_update().filter(user_id=reader.user_id).first()
        if row is None or row.confirmed:
            raise Refused(_("Tidak ada bagian yang menunggu. Mulailah dari awal."))
        if KeyPair(_typed(typed)).public.raw != bytes(row.public):
            raise Refused(_("Kata-kata ini bukan dari bagian yang baru dibuat. Periksa kertasnya."))
        row.confirmed = True
        row.save(update_fields=["confirmed"])
        _record("statistics_half_confirmed", reader)


def half_restore(*, reader: Reader, office: str, typed: str) -> None:
    """Take a half over from paper: one's own after a new key, or as a successor.

    Whoever held it before holds it no more. A successor's key needs two new signatures.
    """
    seed = _typed(typed)
    public = KeyPair(seed).public.raw
    with transaction.atomic():
        _holder_check(reader)
        before = StatisticsHalf.objects.filter(public=public).first()
        if before is None:
            raise Refused(_("Kata-kata ini tidak cocok dengan bagian mana pun yang dikenal."))
        mine = StatisticsHalf.objects.filter(user_id=reader.user_id).exclude(pk=before.pk)
        if mine.exists():
            raise Refused(_("Satu orang tidak boleh memegang kedua bagian."))
        before.delete()
        _place_check(reader, office)
        _keep(reader, office, seed, confirmed=True)
        _record("statistics_half_restored", reader)


def half_release(*, reader: Reader) -> None:
    """Give one's half up; what was sealed to it opens with the paper only."""
    with transaction.atomic():
        gone, _kinds = StatisticsHalf.objects.filter(user_id=reader.user_id).delete()
        if not gone:
            raise Refused(_("Anda tidak memegang bagian."))
        _record("statistics_half_released", reader)


def half_open(reader: Reader) -> KeyPair:
    """Return the key pair of the reader's half; ``Refused`` if she has none that opens."""
    return KeyPair(half_seed(reader))


def half_seed(reader: Reader) -> bytes:
    """Return the seed of the reader's half, for her to give; ``Refused`` as above."""
    row = StatisticsHalf.objects.filter(user_id=reader.user_id).first()
    if row is None:
        raise Refused(_("Anda tidak memegang bagian."))
    try:
        return reader.key.open(bytes(row.sealed), purpose=_PURPOSE, context=_context(reader))
    except SealError as fault:
        raise Refused(
            _("Bagian Anda tidak terbuka dengan kunci Anda sekarang. Pulihkan dari kertas.")
        ) from fault


def _typed(words: str) -> bytes:
    try:
        return seed_of(words)
    except BackupKeyError as fault:
        raise Refused(
            _("Ada kata yang salah, kurang, atau tertukar. Ketik ke-24 kata menurut urutannya.")
        ) from fault


def _holder_check(reader: Reader) -> None:
    User.objects.select_for_update().get(pk=reader.user_id)
    if not RoleGrant.objects.filter(user_id=reader.user_id, role=Role.STATISTICS).exists():
        raise Refused(_("Anda bukan pemegang kunci statistik."))


def _place_check(reader: Reader, office: str) -> None:
    """At most two holders, of two offices; halves of people who left make room."""
    left = [one.user_id for one in holdings() if not one.able]
    StatisticsHalf.objects.filter(user_id__in=left).exclude(user_id=reader.user_id).delete()
    others = [one for one in holdings() if one.user_id != reader.user_id]
    if len(others) >= NEEDED:
        raise Refused(_TWO)
    if any(one.office.casefold() == office.casefold() for one in others):
        raise Refused(_("Kedua pemegang harus dari dua kantor yang berbeda."))


def _keep(reader: Reader, office: str, seed: bytes, *, confirmed: bool) -> None:
    sealed = reader.key.public.seal(seed, purpose=_PURPOSE, context=_context(reader))
    try:
        with transaction.atomic():
            StatisticsHalf.objects.create(
                user_id=reader.user_id,
                office=office,
                public=KeyPair(seed).public.raw,
                sealed=sealed,
                confirmed=confirmed,
            )
    except IntegrityError as fault:
        raise Refused(_("Bagian Anda baru saja berubah. Lihat keadaannya dahulu.")) from fault


def _context(reader: Reader) -> tuple[bytes, ...]:
    return (reader.user_id.bytes,)


def _record(action: str, reader: Reader) -> None:
    user: uuid.UUID = reader.user_id
    audit_record(actor=user, action=action, subject=subject_of("user", user.bytes))
