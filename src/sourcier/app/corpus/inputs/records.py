"""What a corpus is read from: one record an article, one for what went wrong, one for what was left aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.app.corpus.inputs.columns import Columns
from sourcier.core.article import Lang
from sourcier.core.errors import SourcierError

if TYPE_CHECKING:  # named in annotations only: the HTTP client is imported when there is an address to fetch
    from sourcier.ingest.fetching import Session


@dataclass(frozen=True, slots=True)
class Item:
    """Something that holds one article. Small to send to a worker: a plain file and an address are opened there."""

    locator: str
    """Where it lies, the same whenever the same inputs are named: a path, an address, or a container's path with `#`
    and the place in it (`news.jsonl#line=3`, `news.parquet#row=3`, `crawl.warc.gz#offset=1042`)."""
    name: str
    """What to call it in an error; its ending helps to tell what it is."""
    body: bytes | None = None
    """Its bytes, where it is a record of a container; a text is in UTF-8."""
    path: Path | None = None
    """The file to open, where there is no `body`."""
    url: str | None = None
    """Its address; the one to fetch where there is neither `body` nor `path`."""
    content_type: str | None = None
    """The Content-Type header it was served with; of a column what it holds."""
    title: str | None = None
    """This and what follows: as a column, a feed or a sitemap says."""
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    published: date | None = None
    updated: date | None = None
    lang: Lang | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A record that cannot become an article. What comes after it is read all the same."""

    locator: str
    slug: str
    message: str

    @classmethod
    def of(cls, locator: str, error: SourcierError) -> Failed:
        """Return the record of an error."""
        return cls(locator, error.slug, error.message)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Things of one folder or archive that are no articles: told once, with their number."""

    locator: str
    """The folder or archive."""
    slug: str
    message: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Told:
    """Something about one input that whoever runs it should know: which columns of a table are not read."""

    locator: str
    message: str


@dataclass(frozen=True, slots=True)
class Asked:
    """How the inputs are to be read."""

    columns: Columns
    session: Session | None = None
    """What fetches; the usual one when None."""


Expanded = Item | Failed | Skipped | Told
