"""Numbers of cases and people, telephone numbers and addresses are seen however they are typed."""

from __future__ import annotations

import pytest

from ruangaman.lib.details import Detail, details_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kasus BCD-4821 kapan dijawab?", [Detail.CASE]),
        ("soal bcd - 4821", [Detail.CASE]),
        ("BCD4821", [Detail.CASE]),
        ("hubungi 0812-3456-7890", [Detail.PHONE]),
        ("hubungi +62 (380) 821 123", [Detail.PHONE]),
        ("0 8 1 2 3 4 5 6 7 8 9", [Detail.PHONE]),
        ("０８１２３４５６７８９", [Detail.PHONE]),
        ("tulis ke rina.k@contoh.go.id", [Detail.EMAIL]),
        ("rina (at) contoh.go.id", [Detail.EMAIL]),
        ("NIP 19800101 200501 2 001", [Detail.NUMBER]),
        ("5371012345670001", [Detail.NUMBER]),
        ("a@b.id dan BCD-4821 dan 0380 821123", [Detail.EMAIL, Detail.CASE, Detail.PHONE]),
        ("Telepon SAPA 129, 24 jam. Batas 3x24 jam, 72 dan 120 jam.", []),
        ("UU 12/2022 Pasal 23; PP 94/2021; Pasal 66-70; tahun 2025-2026", []),
        ("Apel tanggal 21/10/2025, 21-10-2025 atau 2025-10-21, pukul 08.30-10.00", []),
        ("PSEAH 2025 dan SK 800/123/2026 tetap boleh disebut", []),
    ],
)
def test_what_may_not_stand_in_a_text_is_found_and_what_may_is_not(
    text: str, found: list[Detail]
) -> None:
    assert details_in(text) == found
