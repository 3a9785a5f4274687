"""Entries of an archive: as they were given, whole, and signed by whoever made them."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruangaman.lib.archive import ArchiveError, ArchiveWriter, archive_chunks, archive_lock
from ruangaman.lib.archive_entries import EntryReader, EntryWriter
from ruangaman.lib.sealing import KeyPair

PAIR, MAKER, OTHER = (KeyPair(bytes([number]) * 32) for number in (1, 2, 3))
Contents = list[tuple[str, list[bytes]]]


def archive(contents: Contents, maker: KeyPair = MAKER, more: bytes = b"") -> bytes:
    file = io.BytesIO()
    writer = ArchiveWriter(file, PAIR.public)
    entries = EntryWriter(writer.write, writer.lock)
    for name, records in contents:
        entries.entry(name, iter(records))
    entries.sign(maker)
    writer.write(more)
    writer.finish()
    return file.getvalue()


def raw(plain: bytes) -> bytes:
    file = io.BytesIO()
    writer = ArchiveWriter(file, PAIR.public)
    writer.write(plain)
    writer.finish()
    return file.getvalue()


def reader(raw: bytes) -> EntryReader:
    file = io.BytesIO(raw)
    lock = archive_lock(file, PAIR)
    return EntryReader(archive_chunks(file, lock), lock)


def read(raw: bytes) -> Contents:
    return [(name, list(records)) for name, records in reader(raw)]


@given(st.lists(st.tuples(st.text(max_size=20), st.lists(st.binary(max_size=300), max_size=4))))
@settings(max_examples=40, deadline=None)
def test_entries_come_back_record_by_record(contents: Contents) -> None:
    assert read(archive(contents)) == contents


def test_an_entry_may_be_passed_over() -> None:
    made = archive([("a", [b"1", b"2"]), ("b", [b"3"])])
    assert [name for name, _records in reader(made)] == ["a", "b"]


def test_the_maker_is_known_again() -> None:
    found = reader(archive([("a", [b"1"])]))
    assert [name for name, _records in found] == ["a"]
    assert found.made_by(MAKER.public)
    assert not found.made_by(OTHER.public)


def test_who_knows_only_the_public_half_is_not_the_maker() -> None:
    """The same entries in an archive of his own, with the signature of ours: it does not fit."""
    file = io.BytesIO(archive([("a", [b"1"])]))
    lock = archive_lock(file, PAIR)
    forged = reader(raw(b"".join(archive_chunks(file, lock))))
    list(forged)
    assert not forged.made_by(MAKER.public)


def test_nothing_is_made_by_anybody_before_the_end() -> None:
    found = reader(archive([("a", [b"1"])]))
    next(iter(found))
    assert not found.made_by(MAKER.public)


def record(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">cI", kind, len(body)) + body


@pytest.mark.parametrize(
    ("plain", "fault"),
    [
        (b"", "too early"),
        (record(b"B", b"a"), "too early"),
        (record(b"B", b"a") + record(b"B", b"b"), "does not end"),
        (record(b"D", b"a"), "does not begin"),
        (record(b"?", b"a"), "does not begin"),
        (struct.pack(">cI", b"B", 2**32 - 1), "too long"),
        (record(b"S", b"") + b"x", "follows the end"),
    ],
)
def test_what_is_not_entries_is_refused(plain: bytes, fault: str) -> None:
    with pytest.raises(ArchiveError, match=fault):
        read(raw(plain))


def test_something_behind_the_signature_is_noticed() -> None:
    with pytest.raises(ArchiveError, match="follows the end"):
        read(archive([("a", [])], more=b"x" * 300_000))
