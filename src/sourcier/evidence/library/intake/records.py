"""What is asked of an intake, and what it hands over for each thing it finds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sourcier.core.article import Lang
from sourcier.core.errors import SourcierError
from sourcier.core.library import Document, FactCheck

if TYPE_CHECKING:  # named in annotations only: the HTTP client is imported when there is an address to fetch
    from sourcier.ingest.fetching import Session

Item = Document | FactCheck | SourcierError


@dataclass(frozen=True, slots=True)
class Taken:
    """What one file, record, entry or line gave."""

    location: str
    """Where it lies: a path, an address, or an archive's path with `#` and the record's name."""
    items: tuple[Item, ...]
    key: str = ""
    """Digest of the bytes as they came and of what was asked for them; empty for what is nothing but an error."""
    is_known: bool = False
    """It was taken before: `items` is empty, and nothing of it was read again."""
    is_seen: bool = False
    """The date of its document is no more than a day on which the page stood there: an earlier one is better."""


def _never(_key: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Asked:
    """How to read what is added. What a record itself declares goes before it, what a page lets guess after it."""

    publisher: str | None = None
    lang: Lang | None = None
    published: date | None = None
    follow: bool = False
    """Also fetch the pages that the entries of a feed link to."""
    session: Session | None = None
    """What fetches; the usual one when None."""
    is_known: Callable[[str], bool] = _never
    """Says of a `Taken.key` whether that was taken before."""

    def key(self, *parts: bytes | str | date | None) -> str:
        """Return the key of something: its bytes and what is known of it, with what is asked for it."""
        hashed = hashlib.sha256(b"taken 1")
        for part in (*parts, self.publisher, self.lang, self.published):
            raw = part if isinstance(part, bytes) else str(part).encode(errors="surrogatepass")
            hashed.update(f"{len(raw)}:".encode() + raw)
        return hashed.hexdigest()
