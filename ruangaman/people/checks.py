"""What ``check`` and the staff pages say about receivers, in the words of who reads it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruangaman.people.pinned import PinFault, root_pinned
from ruangaman.people.selectors import recovery_key
from ruangaman.people.selectors.manifest import manifest_check
from ruangaman.people.selectors.receiver_alarms import Alarms, alarms


def faults() -> Iterator[str]:
    """Yield what is wrong with the manifest and the keys; every signature is verified anew."""
    fault = manifest_check().fault
    if fault:
        yield _(
            "Daftar penerima tidak utuh (%(where)s): tidak ada yang disegel untuk siapa pun."
        ) % {"where": fault}
        return
    yield from altered_sentences(alarms())


def warnings() -> Iterator[str]:
    """Yield what waits: no root key, or people nobody has signed in."""
    try:
        if root_pinned() is None:
            yield _("Kunci akar belum ditetapkan: belum ada yang dapat menerima (receivers-root).")
    except PinFault:
        return
    yield from unsigned_sentences(alarms())
    if recovery_key() is None:
        yield _(
            "Kunci cadangan belum dibuat: jika semua penerima kehilangan frasa kuncinya, "
            "laporan hilang (recovery-create)."
        )


def page_alarms() -> list[str]:
    """Return what the staff pages say to those who can do something about it."""
    found = alarms()
    if found.unsound:
        return [
            _(
                "Daftar penerima tidak utuh. Tidak ada yang disegel untuk siapa pun, dan halaman "
                "lapor hanya menawarkan bantuan. Hubungi pengelola server sekarang juga."
            )
        ]
    return [*altered_sentences(found), *unsigned_sentences(found)]


def altered_sentences(found: Alarms) -> Iterator[str]:
    """Yield what is said about keys that are not as two receivers signed them."""
    if found.altered:
        yield ngettext(
            "%(count)d kunci di basis data bukan kunci yang ditandatangani. "
            "Tidak ada yang disegel untuknya.",
            "%(count)d kunci di basis data bukan kunci yang ditandatangani. "
            "Tidak ada yang disegel untuknya.",
            found.altered,
        ) % {"count": found.altered}
    if found.missing:
        yield ngettext(
            "%(count)d kunci penerima hilang dari basis data.",
            "%(count)d kunci penerima hilang dari basis data.",
            found.missing,
        ) % {"count": found.missing}


def unsigned_sentences(found: Alarms) -> Iterator[str]:
    """Yield what is said about people who hold a key and a role, and nobody's signature."""
    if found.unsigned:
        yield ngettext(
            "%(count)d orang punya kunci tetapi belum ditandatangani dua penerima. "
            "Tidak ada yang disegel untuknya.",
            "%(count)d orang punya kunci tetapi belum ditandatangani dua penerima. "
            "Tidak ada yang disegel untuknya.",
            found.unsigned,
        ) % {"count": found.unsigned}
