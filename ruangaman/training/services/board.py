"""The board of focal points: written, seen first by a moderator, withdrawn, gone after its time."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.lib.clocks import months_later
from ruangaman.network.private import private_seal
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.models import Post
from ruangaman.training.permissions import is_focal_point, is_moderator
from ruangaman.training.selectors.board import FIELD, months_kept

MOST_WAITING = 5
"""So many texts of one person may wait, so that the moderator's pile stays one that is read."""
State = Post.State


def post_write(*, text: str, by: User, question: Post | None = None) -> Post:
    """Put a question, or an answer to a shown one, before the moderator.

    What a moderator writes is an answer of UPTD PPA and is shown at once.
    """
    official = is_moderator(by)
    if not (official or is_focal_point(by)):
        raise PermissionDenied
    with transaction.atomic():
        if question is not None and not _is_open(question):
            raise Refused(_("Pertanyaan ini sudah tidak tampil. Jawaban Anda tidak disimpan."))
        waiting = Post.objects.filter(author=by, state=State.WAITING).count()
        if not official and waiting >= MOST_WAITING:
            raise Refused(_("Lima tulisan Anda masih menunggu moderator. Tunggu dulu jawabannya."))
        post = Post(question=question, author=by, official=official)
        post.sealed = private_seal(text, owner=post.pk, field=FIELD)
        if official:
            post.state, post.seen_by = State.SHOWN, by
        post.save(force_insert=True)
        _audit(post.pk, "written", by)
    return post


def post_show(*, post: Post, by: User) -> None:
    """Show a text that waits; ``Refused`` when another moderator was first."""
    _moderate(post, by, "shown", {"state": State.SHOWN}, seen=State.WAITING)


def post_refuse(*, post: Post, reason: str, seen: str, by: User) -> None:
    """Do not show a text, or no longer, for a reason its author is told; the text is emptied.

    ``seen`` is the state in which the moderator saw it.
    """
    fields = {"state": State.REFUSED, "reason": reason, "sealed": b""}
    _moderate(post, by, "refused", fields, seen=seen)


def post_withdraw(*, post: Post, by: User) -> None:
    """Take an own text back; a question goes with its answers."""
    if post.author_id != by.pk:
        raise PermissionDenied
    with transaction.atomic():
        Post.objects.filter(pk=post.pk).delete()
        _audit(post.pk, "withdrawn", by)


def posts_prune() -> int:
    """Forget what is older than the rule says; return how many questions and answers went."""
    before = months_later(timezone.localdate(), -months_kept())
    return Post.objects.filter(written_on__lt=before).delete()[0]


def _moderate(
    post: Post, by: User, action: str, fields: Mapping[str, object], *, seen: str
) -> None:
    if not is_moderator(by):
        raise PermissionDenied
    with transaction.atomic():
        mine = Post.objects.filter(pk=post.pk, state=seen).exclude(state=State.REFUSED)
        if not mine.update(seen_by=by, **fields):
            raise Refused(_("Tulisan ini sudah diperiksa moderator lain, atau ditarik penulisnya."))
        _audit(post.pk, action, by)


def _is_open(question: Post) -> bool:
    """Say whether a question is shown now; it stays so until the answer is kept."""
    shown = Post.objects.filter(pk=question.pk, state=State.SHOWN, question=None)
    return shown.select_for_update().first() is not None


def _audit(pk: uuid.UUID, action: str, by: User) -> None:
    audit_record(
        actor=by.pk,
        action=f"training_post_{action}",
        subject=subject_of("training_post", pk.bytes),
    )
