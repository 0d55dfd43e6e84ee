"""Exports: one that stands in the output, made of the same outline and texts, is not made again."""

from __future__ import annotations

from hashlib import blake2b

from sitegen.build.exports import Kept
from sitegen.memo import Memo
from sitegen.plan import Export
from sitegen.publish import File

OLD = blake2b(b"old", digest_size=16).hexdigest()
STANDS = File("a.ics", source="/site/a.ics", digest=OLD)


def bring(kept: Kept, reads: str, data: bytes) -> File:
    return kept.bring(Export("a.ics", lambda: data, reads))


def test_it_is_made_once_for_the_same_texts() -> None:
    blobs = Memo(None).blobs("exports", "1")
    assert bring(Kept(blobs, {}, "/site"), "text", b"old") == File("a.ics", b"old")
    kept = Kept(blobs, {"a.ics": OLD}, "/site")
    assert bring(kept, "text", b"never") == STANDS
    assert bring(kept, "other text", b"new") == File("a.ics", b"new")


def test_what_does_not_stand_as_it_was_made_is_made() -> None:
    blobs = Memo(None).blobs("exports", "1")
    bring(Kept(blobs, {}, "/site"), "text", b"old")
    assert bring(Kept(blobs, {"a.ics": "another"}, "/site"), "text", b"old") == File("a.ics", b"old")
    other = Memo(None).blobs("exports", "2")
    assert bring(Kept(other, {"a.ics": OLD}, "/site"), "text", b"old") == File("a.ics", b"old")
