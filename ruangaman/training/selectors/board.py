"""The board as its readers see it: texts without names."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from ruangaman.core.rules import rule_numbers
from ruangaman.network.private import private_open
from ruangaman.people.models import User
from ruangaman.training.models import Post

FIELD = "board_post"
KEPT = "board_retention"
"""Rule: after how many months a post goes; 24 without one."""


class PostNotFound(LookupError):
    """There is no such text, or it is not for this reader."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text as it is shown: no author, only whether it is the reader's own or UPTD PPA's.

    ``question`` is the text that an answer belongs to, where the page shows it apart.
    """

    pk: uuid.UUID
    text: str
    day: dt.date
    state: Post.State
    reason: str
    own: bool
    official: bool
    answers: int = 0
    question_pk: uuid.UUID | None = None
    question: str = ""


def months_kept() -> int:
    """Return after how many months a post goes."""
    return rule_numbers(KEPT).get(KEPT, 24)


def questions_shown() -> QuerySet[Post]:
    """Return the questions that are shown, the newest first, with how many answers are."""
    shown = Q(posts__state=Post.State.SHOWN)
    found = Post.objects.filter(question=None, state=Post.State.SHOWN)
    return found.annotate(answers=Count("posts", filter=shown)).order_by("-written_on", "pk")


def answers_of(question: Post) -> QuerySet[Post]:
    """Return the answers that are shown, in the order of their days."""
    found = Post.objects.filter(question=question, state=Post.State.SHOWN)
    return found.order_by("written_on", "pk")


def question_seen(user: User, pk: uuid.UUID) -> Post:
    """Return a shown question, or raise ``PostNotFound``; the own one while it waits too."""
    found = Post.objects.filter(pk=pk, question=None)
    post = found.filter(Q(state=Post.State.SHOWN) | Q(author=user)).first()
    if post is None:
        raise PostNotFound
    return post


def post_own(user: User, pk: uuid.UUID) -> Post:
    """Return an own text, or raise ``PostNotFound``."""
    post = Post.objects.filter(pk=pk, author=user).first()
    if post is None:
        raise PostNotFound
    return post


def posts_own(user: User) -> QuerySet[Post]:
    """Return what somebody wrote, the newest first."""
    return Post.objects.filter(author=user).order_by("-written_on", "pk")


def posts_waiting() -> QuerySet[Post]:
    """Return what waits for a moderator, the oldest first."""
    waiting = Post.objects.filter(state=Post.State.WAITING).select_related("question")
    return waiting.order_by("written_on", "pk")


def lines(posts: Iterable[Post], reader: User, *, with_question: bool = False) -> list[Line]:
    """Return texts for a page; nobody's name goes along."""
    return [_line(post, reader, with_question) for post in posts]


def _line(post: Post, reader: User, with_question: bool) -> Line:
    asked = post.question if with_question else None
    return Line(
        pk=post.pk,
        text=_text(post),
        day=post.written_on,
        state=Post.State(post.state),
        reason=str(Post.Reason(post.reason).label) if post.reason else "",
        own=post.author_id == reader.pk,
        official=post.official,
        answers=getattr(post, "answers", 0),
        question_pk=post.question_id,
        question=_text(asked) if asked else "",
    )


def _text(post: Post) -> str:
    return private_open(post.sealed, owner=post.pk, field=FIELD)
