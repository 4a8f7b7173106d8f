"""Ids that say what a thing is, never how or when it was found."""

from __future__ import annotations

import hashlib

LENGTH = 16
"""Hexadecimal digits kept: 64 bits, which no two of a billion records are likely to share."""


def make_id(kind: str, *parts: str | int | None) -> str:
    """Return a stable id from the raw parts of a record.

    Every part goes in with its length, so that ("ab", "c") and ("a", "bc") differ; an absent part
    differs from an empty one.

    >>> make_id("clm", "ab", "c") == make_id("clm", "a", "bc")
    False
    >>> make_id("clm", "ab", "c")
    'clm-9a303b63c62a5385'
    """
    hashed = hashlib.sha256()
    for part in (kind, *parts):
        raw = b"" if part is None else str(part).encode()
        hashed.update(b"-" if part is None else f"{len(raw)}:".encode())
        hashed.update(raw)
    return f"{kind}-{hashed.hexdigest()[:LENGTH]}"


def digest(content: bytes | str) -> str:
    """Return the SHA-256 of some content, text as UTF-8, in hexadecimal."""
    raw = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()
