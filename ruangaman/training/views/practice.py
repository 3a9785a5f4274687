"""``/pelatihan/praktik/``: the conversations, and playing one alone. Nothing of it is kept.

How far somebody came travels in the form as the keys of the answers given. There is nothing to
hide in it and nothing to gain by changing it, so it is not sealed but walked from the start each
time; a way that nobody can have come is refused.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.context import other_language
from ruangaman.directory.selectors import hotlines
from ruangaman.people.models import Role
from ruangaman.people.permissions import holds_role
from ruangaman.training.access import frame_of, learner_required, participant_entered
from ruangaman.training.practice.review import review
from ruangaman.training.practice.talk import Body, Impossible, Talk, Walk, seed_read, shuffled
from ruangaman.training.selectors.practice import (
    checklist_body,
    talk_current,
    talk_of_version,
    talks,
)

_forms = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form says that somebody is, and the seed by which answers are ordered."""

    talk: Talk
    walk: Walk
    seed: str

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what every page of a conversation shows and carries on."""
        return {
            "talk": self.talk,
            "walk": self.walk,
            "way": self.walk.way,
            "seed": self.seed,
            "switch": other_language(request.path),
            "other_language_url": "",
        }


@require_safe
@learner_required
def practice(request: HttpRequest) -> HttpResponse:
    """List the conversations, with what they may stir up and who supports."""
    entered = participant_entered(request)
    context = {
        "frame": frame_of(request),
        "talks": talks(),
        "hotlines": hotlines(),
        "event": entered.event if entered else None,
        "organises": holds_role(request.user, (Role.COORDINATOR, Role.TRAINER)),
    }
    return render(request, "training/practice/list.html", context)


@_forms
@learner_required
def talk(request: HttpRequest, key: str) -> HttpResponse:
    """Show the scene; by POST the next turn, what an answer does, or the end."""
    if request.method != "POST":
        return _scene(request, _current(key))
    try:
        place = _place(request, key)
        if _step(request) == "jawab" and place.walk.turn is None:
            raise Impossible("an answer after the end")
    except Impossible:
        failed = _(
            "Halaman ini tidak cocok dengan percakapannya; mungkin percakapannya diganti, atau "
            "halamannya berubah di jalan. Tidak ada yang hilang: mulailah lagi dari awal."
        )
        return _scene(request, _current(key), failed=failed, status=422)
    return _answered(request, place) if _step(request) == "jawab" else _stands(request, place)


def _current(key: str) -> Talk:
    found = talk_current(key)
    if found is None:
        raise Http404
    return found


def _step(request: HttpRequest) -> str:
    """Return which button was pressed; an answer sent without one is an answer."""
    pressed = request.POST.get("langkah", "")
    return pressed or ("jawab" if "jawab" in request.POST else "lanjut")


def _place(request: HttpRequest, key: str) -> Place:
    """Read where somebody is; with ``langkah=kembali`` one answer earlier."""
    found = talk_of_version(key, request.POST.get("versi", ""))
    if found is None:
        raise Impossible("another conversation")
    way = request.POST.get("jalan", "")
    walk = found.walk(way)
    if _step(request) == "kembali" and walk.steps:
        walk = found.walk(way.rpartition(".")[0])
    return Place(found, walk, seed_read(request.POST.get("acak", ""), _seed()))


def _scene(
    request: HttpRequest, mine: Talk, *, failed: str = "", status: int = 200
) -> HttpResponse:
    context = {"talk": mine, "seed": _seed(), "way": "", "failed": failed}
    return render(request, "training/practice/scene.html", context, status=status)


def _stands(
    request: HttpRequest, place: Place, *, failed: str = "", status: int = 200
) -> HttpResponse:
    """Show the turn where a way leads, or the end."""
    context = place.context(request)
    turn = place.walk.turn
    if turn is None:
        context["review"] = review(place.walk, checklist_body())
        return render(request, "training/practice/end.html", context, status=status)
    context |= {"turn": turn, "answers": shuffled(turn, place.seed), "failed": failed}
    return render(request, "training/practice/turn.html", context, status=status)


def _answered(request: HttpRequest, place: Place) -> HttpResponse:
    """Show what an answer does: what happens then, and why."""
    turn = place.walk.turn
    assert turn is not None
    answer = place.talk.answer(turn, request.POST.get("jawab", ""))
    if answer is None:
        return _stands(request, place, failed=_("Pilih satu jawaban."), status=422)
    way = f"{place.walk.way}.{answer['key']}" if place.walk.steps else answer["key"]
    place = Place(place.talk, place.talk.walk(way), place.seed)
    checklist = checklist_body()
    context = place.context(request) | {
        "turn": turn,
        "answer": answer,
        "shows": _named(checklist["behaviour"], answer["shows"]),
        "errors": _named(checklist["error"], answer["errors"]),
    }
    return render(request, "training/practice/answer.html", context)


def _named(entries: Any, keys: Any) -> list[Body]:
    return [one for one in entries if one["key"] in keys]


def _seed() -> str:
    return secrets.token_hex(4)
