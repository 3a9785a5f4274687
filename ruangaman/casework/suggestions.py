"""Words to begin with, for somebody who writes her first answer (domain 1.11). Always editable."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ruangaman.casework.selectors.content import Content


def first_answer(shown: Content) -> str:
    """Return a first answer that fits who wrote and what she wants."""
    if shown.is_question:
        return _(
            "Terima kasih sudah bertanya. Ini tetap pertanyaan, bukan laporan. Hanya Anda yang "
            "bisa mengubahnya. Apakah Anda aman sekarang? Apa yang paling Anda butuhkan?"
        )
    if shown.is_other_person:
        return _(
            "Terima kasih sudah memberi tahu kami. Mohon jangan tulis namanya di sini. "
            "Apakah ia aman sekarang?"
        )
    if shown.is_child:
        return _child(shown)
    return _(
        "Terima kasih sudah bercerita. Ini bukan salah Anda. Anda yang menentukan langkah "
        "berikutnya. Apakah Anda aman sekarang? Apa yang paling Anda butuhkan?"
    )


def closing_words(shown: Content) -> str:
    """Return what a witness can pass on; everybody else gets words written for her."""
    if not shown.is_alert:
        return ""
    return _(
        "Ini yang bisa Anda sampaikan kepadanya, bila aman: Ini bukan salahnya. Ia bisa menulis "
        "sendiri di sini, tanpa nama, dan bertanya dulu tanpa melapor. Telepon 129, 24 jam. Bila "
        "ada paksaan: ke dokter secepatnya, dan lewat berapa hari pun tetap boleh. Ia yang "
        "memilih. Jangan menceritakannya kepada orang lain."
    )


def _child(shown: Content) -> str:
    begin = _(
        "Terima kasih sudah bercerita. Ini bukan salah Anda. Hari ini kami mulai membantu. "
        "Apakah Anda aman sekarang?"
    )
    return begin if shown.adults else f"{begin} {_('Siapa orang dewasa yang Anda percaya?')}"
