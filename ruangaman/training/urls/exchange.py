"""Addresses of exchange: the board, sessions among peers, the self-check."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.training.views import board, peers, self_check

_BOARD, _PEERS = "pelatihan/papan/", "pelatihan/sebaya/"

urlpatterns: list[URLPattern] = [
    path(_BOARD, board.board, name="board"),
    path(f"{_BOARD}tulis/", board.write, name="board_write"),
    path(f"{_BOARD}periksa/", board.moderation, name="board_moderation"),
    path(f"{_BOARD}<uuid:pk>/", board.question, name="board_question"),
    path(f"{_BOARD}<uuid:pk>/tarik/", board.withdraw, name="board_withdraw"),
    path(f"{_BOARD}<uuid:pk>/periksa/", board.moderate, name="board_moderate"),
    path(_PEERS, peers.peers, name="peers"),
    path(f"{_PEERS}baru/", peers.peer_add, name="peer_add"),
    path(f"{_PEERS}<uuid:pk>/", peers.peer_change, name="peer_change"),
    path(f"{_PEERS}<uuid:pk>/batal/", peers.peer_cancel, name="peer_cancel"),
    path(f"{_PEERS}<uuid:pk>/hadir/", peers.attendance, name="peer_attendance"),
    path("pelatihan/periksa-diri/", self_check.check, name="self_check"),
]
