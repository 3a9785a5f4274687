"""What ``check`` and the staff pages say about receivers, in the words of who reads it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruangaman.core.clock import now
from ruangaman.core.templatetags.dates import day_hour
from ruangaman.people.pinned import PinFault, gone_now, root_pinned
from ruangaman.people.selectors import recovery_key
from ruangaman.people.selectors.manifest import manifest_check, manifest_standing
from ruangaman.people.selectors.receiver_alarms import Alarms, alarms
from ruangaman.people.selectors.verdicts import PublicSide, public_side


def faults() -> Iterator[str]:
    """Yield what is wrong with the manifest and the keys; every signature is verified anew."""
    fault = manifest_check().fault
    if fault:
        yield _(
            "Daftar penerima tidak utuh (%(where)s): tidak ada yang disegel untuk siapa pun."
        ) % {"where": fault}
        yield from public_faults(public_side(), exact=True)
        return
    found = alarms()
    yield from altered_sentences(found)
    yield from closed_sentences(found)
    try:
        gone_now(now())
    except PinFault:
        yield _(
            "Berkas penerima yang dikeluarkan rusak (gone di RUANGAMAN_MANIFEST_HOME). "
            "Hapus berkas itu: ia ditulis ulang."
        )
    yield from public_faults(public_side(), exact=True)


def warnings() -> Iterator[str]:
    """Yield what waits: no root key, or people nobody has signed in."""
    try:
        if root_pinned() is None:
            yield _("Kunci akar belum ditetapkan: belum ada yang dapat menerima (receivers-root).")
    except PinFault:
        return
    found = alarms()
    yield from unsigned_sentences(found)
    yield from renamed_sentences(found)
    if found.teams_unsigned:
        yield ngettext(
            "%(count)d tim belum ditandatangani: namanya dapat diubah di basis data.",
            "%(count)d tim belum ditandatangani: namanya dapat diubah di basis data.",
            found.teams_unsigned,
        ) % {"count": found.teams_unsigned}
    yield from public_silence(public_side())
    if recovery_key() is None:
        yield _(
            "Kunci cadangan belum dibuat: jika semua penerima kehilangan frasa kuncinya, "
            "laporan hilang (recovery-create)."
        )


def page_alarms() -> list[str]:
    """Return what the staff pages say to those who can do something about it."""
    standing = manifest_standing()
    found = alarms(standing)
    if found.unsound:
        return [
            _(
                "Daftar penerima tidak utuh. Tidak ada yang disegel untuk siapa pun, dan halaman "
                "lapor hanya menawarkan bantuan. Hubungi pengelola server sekarang juga."
            )
        ]
    side = public_side(standing)
    return [
        *public_faults(side),
        *public_silence(side),
        *altered_sentences(found),
        *closed_sentences(found),
        *unsigned_sentences(found),
        *renamed_sentences(found),
    ]


def public_faults(side: PublicSide, *, exact: bool = False) -> Iterator[str]:
    """Yield what is wrong with the public pages by their own word; ``exact`` names the fault."""
    if side.unsound:
        yield _(
            "Halaman publik menganggap daftar penerima tidak utuh sejak %(since)s%(where)s: "
            "halaman lapor hanya menawarkan bantuan. Hubungi pengelola server sekarang juga."
        ) % {
            "since": day_hour(side.since) if side.since else "-",
            "where": f" ({side.unsound})" if exact else "",
        }
    if side.other_root:
        yield _(
            "Halaman publik memakai kunci akar lain daripada halaman petugas "
            "(RUANGAMAN_MANIFEST_ROOT)."
        )
    if side.other_version:
        yield _("Halaman publik memakai versi lain dari daftar penerima.")
    if side.unreadable:
        yield _("Ada kabar atas nama halaman publik yang tidak ditulis dengan rahasia server ini.")


def public_silence(side: PublicSide) -> Iterator[str]:
    """Yield that the public pages say nothing, so that nobody knows what they believe."""
    if side.never:
        yield _("Halaman publik belum pernah memberi kabar tentang daftar penerima.")
    if side.silent:
        yield _(
            "Halaman publik tidak memberi kabar tentang daftar penerima sejak %(since)s. "
            "Periksa apakah halaman lapor masih terbuka."
        ) % {"since": day_hour(side.silent)}


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


def closed_sentences(found: Alarms) -> Iterator[str]:
    """Yield what is said about teams that are others by their rows than were signed."""
    if found.teams_closed:
        yield ngettext(
            "%(count)d tim di basis data bukan tim yang ditandatangani. "
            "Tim itu tidak ditawarkan kepada pelapor.",
            "%(count)d tim di basis data bukan tim yang ditandatangani. "
            "Tim itu tidak ditawarkan kepada pelapor.",
            found.teams_closed,
        ) % {"count": found.teams_closed}


def renamed_sentences(found: Alarms) -> Iterator[str]:
    """Yield what is said about teams whose name in the database nobody signed."""
    if found.teams_renamed:
        yield ngettext(
            "%(count)d tim berganti nama di basis data. Pelapor melihat nama lama "
            "sampai dua penerima menandatangani yang baru.",
            "%(count)d tim berganti nama di basis data. Pelapor melihat nama lama "
            "sampai dua penerima menandatangani yang baru.",
            found.teams_renamed,
        ) % {"count": found.teams_renamed}


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
