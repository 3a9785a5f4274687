"""Model texts of policy: those of NTT are whole, and what must not stand in one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruangaman.lib.pack import read_pack
from ruangaman.lib.tests.pack_copy import NTT, PackCopy

CIRCULAR = "policy/templates/surat-edaran.toml"
SOP = "policy/templates/sop-menerima-merujuk.toml"


@pytest.fixture
def copy(tmp_path: Path) -> PackCopy:
    return PackCopy(tmp_path)


def test_ntt_has_a_text_of_every_kind_and_none_is_reviewed() -> None:
    policy = read_pack(NTT).policy
    assert policy is not None
    kinds = [one.kind for one in policy.template]
    assert kinds == ["circular", "code", "sop", "pact", "clause", "poster", "script"]
    assert not [one.key for one in policy.template if one.is_reviewed]


FAULTS = [
    (CIRCULAR, "diurus oleh {wakil}", "diurus oleh {orang}", "unknown-placeholder"),
    (CIRCULAR, "diurus oleh {wakil}", "diurus oleh {wakil", "unknown-placeholder"),
    (CIRCULAR, "The {wakil} sees", "Somebody sees", "blanks-differ"),
    (CIRCULAR, "{rule:police_notice}", "{rule:police_never}", "unknown-rule"),
    (CIRCULAR, "{hotline:sapa-129}", "{hotline:sapa-130}", "unknown-hotline"),
    (CIRCULAR, 'key = "waktu"', 'key = "jam"', "unused-blank"),
    (CIRCULAR, 'key = "pejabat"', 'key = "kepala"', "missing-row"),
    (CIRCULAR, "help_en = \"The position only", "tip_en = \"The position only", "unknown-field"),
    (CIRCULAR, "Surat ini dibacakan", "Laporan palsu dihukum. Surat ini dibacakan", "threatens"),
    (CIRCULAR, "is read out", "punishes malicious reports and is read out", "threatens"),
    (CIRCULAR, "Surat ini dibacakan", "Selesaikan secara kekeluargaan. Ini dibacakan",
     "settlement-word"),
    (SOP, "Tidak ada mediasi, tidak ada usul", "Tawarkan mediasi atau usul", "settlement-word"),
    (SOP, "refuses = true", "refuses = false", "settlement-word"),
    (SOP, 'form = "steps"', 'form = "table"', "unknown-choice"),
    (SOP, 'lead_id = "Hanya ini, di Ruang Aman:"', "", "missing-translation"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code"), FAULTS)
def test_a_fault_is_named_where_it_stands(
    copy: PackCopy, file: str, old: str, new: str, code: str
) -> None:
    copy.replace(file, old, new)
    found = [(fault.file, fault.code) for fault in copy.faults()]
    assert (file, code) in found


def test_two_texts_with_one_key_are_refused(copy: PackCopy) -> None:
    copy.replace(SOP, 'key = "sop-menerima-merujuk"', 'key = "surat-edaran"')
    assert "duplicate" in {fault.code for fault in copy.faults()}
