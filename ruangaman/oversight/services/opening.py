"""Opening by two: each holder gives her half of the statistics key for one semester's draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.worker_keys import NoWorker
from ruangaman.lib.backup_key import BackupKeyError, seed_of
from ruangaman.lib.coded_opening import Pairs
from ruangaman.lib.sealing import KeyPair
from ruangaman.lib.statistics import StatisticsKey
from ruangaman.oversight.halves import half_seal
from ruangaman.oversight.models import Draft, DraftHalf, Release
from ruangaman.oversight.semesters import Semester
from ruangaman.oversight.services.turns import State, draft_turn, release_noted
from ruangaman.oversight.waiting import opens_on
from ruangaman.people.faults import Refused
from ruangaman.people.readers import Reader
from ruangaman.people.selectors.manifest import manifest
from ruangaman.people.selectors.statistics import statistics_key
from ruangaman.people.services.statistics import half_seed

HOLDERS = 2


class WrongPaper(Refused):
    """The words of an earlier half are not right; the message belongs to their field."""


def half_give(*, reader: Reader, semester: Semester, older: str = "") -> bool:
    """Give the reader's half to the worker for a semester; True when both are given.

    ``older``: 24 words of a half that she or her predecessor held before, for lines sealed to an
    earlier key. ``Refused`` before the day, after the release, for whoever holds no half in force,
    and while no worker runs; ``WrongPaper``.
    """
    may_open(semester)
    seeds = [_seed_in_force(reader), *_seed_on_paper(older)]
    with transaction.atomic():
        draft = _draft(semester)
        with draft_turn(draft=draft, states=(State.HALVES, State.FAILED), revision=None) as now:
            _keep(now, reader, seeds)
            both = now.halves.count() == HOLDERS
            now.state, now.why = State.WAITING if both else State.HALVES, ""
            now.save(update_fields=["state", "why"])
            release_noted(semester.key, by=reader.user_id, action="release_half_given")
    return both


def may_open(semester: Semester) -> None:
    """``Refused`` while a semester may not be opened."""
    if Release.objects.filter(semester=semester.key).exists():
        raise Refused(_("Semester ini sudah dirilis. Satu semester dirilis satu kali."))
    if timezone.localdate() < opens_on(semester):
        raise Refused(_("Semester ini belum boleh dibuka: satuan kerja masih melengkapi catatan."))


def halves_prune() -> None:
    """Let halves that were given before today count no more; their holders give them again."""
    old = DraftHalf.objects.filter(given_on__lt=timezone.localdate())
    for draft in Draft.objects.filter(state=State.HALVES, halves__in=old).distinct():
        halves_ask_again(draft, "")


def halves_ask_again(draft: Draft, why: str) -> None:
    """Let both holders give their halves once more."""
    with transaction.atomic():
        draft.halves.all().delete()
        Draft.objects.filter(pk=draft.pk).update(state=State.HALVES, why=why)
        release_noted(draft.semester, by=None, action="release_halves_asked_again")


def pairs_of(one: Sequence[bytes], other: Sequence[bytes]) -> Pairs:
    """Return the pairs of seeds that belong to a statistics key, the newest key first.

    Empty where they do not make the key in force.
    """
    halves = {KeyPair(seed).public.raw: seed for seed in (*one, *other)}
    adopted = statistics_key()
    if adopted is None or not _known(adopted.key, halves):
        return []
    keys = [adopted.key, *(said.key for said in reversed(manifest().statistics_keys))]
    found = {key.id: key for key in reversed(keys) if _known(key, halves)}
    return [_pair(key, halves) for key in reversed(found.values())]


def _pair(key: StatisticsKey, halves: Mapping[bytes, bytes]) -> tuple[bytes, bytes]:
    first, second = key.halves
    return halves[first.public.raw], halves[second.public.raw]


def _known(key: StatisticsKey, halves: Mapping[bytes, bytes]) -> bool:
    return all(half.public.raw in halves for half in key.halves)


def _draft(semester: Semester) -> Draft:
    try:
        with transaction.atomic():
            values = {"begun_on": timezone.localdate()}
            return Draft.objects.get_or_create(semester=semester.key, defaults=values)[0]
    except IntegrityError:
        return Draft.objects.get(semester=semester.key)


def _keep(draft: Draft, reader: Reader, seeds: Sequence[bytes]) -> None:
    try:
        given = half_seal(seeds, draft=draft, holder=reader.user_id)
    except NoWorker as fault:
        raise Refused(
            _("Pekerja server sedang tidak berjalan. Beri tahu administrator, lalu coba lagi.")
        ) from fault
    values = {"given": given, "given_on": timezone.localdate()}
    DraftHalf.objects.update_or_create(draft=draft, holder_id=reader.user_id, defaults=values)


def _seed_in_force(reader: Reader) -> bytes:
    """Return the seed of the half that the reader holds of the key in force."""
    adopted = statistics_key()
    if adopted is None:
        raise Refused(_("Belum ada kunci statistik yang berlaku. Tanpa itu tidak ada yang dibuka."))
    seed = half_seed(reader)
    if KeyPair(seed).public not in [half.public for half in adopted.key.halves]:
        raise Refused(_("Bagian Anda bukan bagian dari kunci statistik yang berlaku."))
    return seed


def _seed_on_paper(words: str) -> list[bytes]:
    if not words.strip():
        return []
    try:
        seed = seed_of(words)
    except BackupKeyError as fault:
        raise WrongPaper(
            _("Ada kata yang salah, kurang, atau tertukar. Ketik ke-24 kata menurut urutannya.")
        ) from fault
    public = KeyPair(seed).public
    known = [half.public for said in manifest().statistics_keys for half in said.key.halves]
    if public not in known:
        raise WrongPaper(_("Kata-kata ini bukan bagian dari kunci statistik yang pernah berlaku."))
    return [seed]
