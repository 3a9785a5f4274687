"""``/pelatihan/papan/``: questions and answers of focal points, and what the moderator sees."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.training.forms.board import PostForm, RefuseForm
from ruangaman.training.models import Post
from ruangaman.training.permissions import board_required, is_moderator, moderator_required
from ruangaman.training.selectors import board as seen
from ruangaman.training.services import board as services

PAGE_SIZE = 20
_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@board_required
def board(request: HttpRequest) -> HttpResponse:
    """Show the questions that a moderator let through, and the own texts with their state."""
    user = user_of(request)
    page = Paginator(seen.questions_shown(), PAGE_SIZE).get_page(request.GET.get("page"))
    moderates = is_moderator(user)
    context = {
        "page": page,
        "lines": seen.lines(page.object_list, user),
        "mine": seen.lines(seen.posts_own(user)[:PAGE_SIZE], user),
        "moderates": moderates,
        "months": seen.months_kept(),
        "waiting": seen.posts_waiting().count() if moderates else 0,
    }
    return render(request, "training/board.html", context)


@_forms
@board_required
def write(request: HttpRequest) -> HttpResponse:
    """Write a question; what may and may not be asked stands before the field."""
    form = PostForm(posted(request))
    if form.is_valid() and _written(request, form, None):
        return redirect("training:board")
    status = 422 if form.is_bound else 200
    return render(request, "training/board_write.html", {"form": form}, status=status)


@_forms
@board_required
def question(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a question with its answers, and take an answer."""
    user = user_of(request)
    try:
        asked = seen.question_seen(user, pk)
    except seen.PostNotFound as missing:
        raise Http404 from missing
    form = PostForm(posted(request), answers=True)
    if form.is_valid() and _written(request, form, asked):
        return redirect("training:board_question", pk)
    context = {
        "line": seen.lines([asked], user)[0],
        "answers": seen.lines(seen.answers_of(asked), user),
        "form": form,
        "moderates": is_moderator(user),
        "refusal": RefuseForm(initial={"keadaan": Post.State.SHOWN}),
    }
    status = 422 if form.is_bound else 200
    return render(request, "training/board_question.html", context, status=status)


@require_POST
@board_required
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take an own text back."""
    try:
        mine = seen.post_own(user_of(request), pk)
    except seen.PostNotFound as missing:
        raise Http404 from missing
    services.post_withdraw(post=mine, by=user_of(request))
    messages.success(request, _("Tulisan Anda sudah dihapus."))
    return redirect("training:board")


@require_safe
@moderator_required
def moderation(request: HttpRequest) -> HttpResponse:
    """Show what waits for a moderator; nobody's name."""
    return _moderation(request)


@require_POST
@moderator_required
def moderate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a text, or refuse it with a reason; the second of two moderators is told."""
    post = Post.objects.filter(pk=pk).first()
    if post is None:
        messages.error(request, _("Tulisan ini sudah ditarik penulisnya."))
        return redirect("training:board_moderation")
    refusal = RefuseForm(request.POST)
    shows = request.POST.get("langkah") == "tampilkan"
    if not shows and not refusal.is_valid():
        return _moderation(request, post, refusal)
    try:
        if shows:
            services.post_show(post=post, by=user_of(request))
        else:
            given = refusal.cleaned_data
            services.post_refuse(
                post=post, reason=given["alasan"], seen=given["keadaan"], by=user_of(request)
            )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request,
            _("Ditampilkan.") if shows else _("Tidak ditampilkan. Teksnya sudah dikosongkan."),
        )
    return redirect("training:board_moderation")


def _moderation(
    request: HttpRequest, post: Post | None = None, refusal: RefuseForm | None = None
) -> HttpResponse:
    waiting = Paginator(seen.posts_waiting(), PAGE_SIZE).get_page(request.GET.get("page"))
    fresh = RefuseForm(initial={"keadaan": Post.State.WAITING})
    rows = [
        {
            "line": line,
            "refusal": refusal if post and line.pk == post.pk else fresh,
        }
        for line in seen.lines(waiting.object_list, user_of(request), with_question=True)
    ]
    context = {"page": waiting, "rows": rows}
    status = 422 if refusal else 200
    return render(request, "training/board_moderation.html", context, status=status)


def _written(request: HttpRequest, form: PostForm, asked: Post | None) -> bool:
    try:
        made = services.post_write(
            text=form.cleaned_data["tulisan"], by=user_of(request), question=asked
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    if made.official:
        messages.success(request, _("Tampil sekarang, sebagai tulisan UPTD PPA."))
    else:
        messages.success(
            request, _("Terkirim. Moderator UPTD PPA membacanya dulu sebelum ditampilkan.")
        )
    return True
