"""WARC: the pages of a crawl, each with its address, and the number of the records that hold none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sourcier.app.corpus.inputs.records import Asked, Expanded, Failed, Item, Skipped
from sourcier.ingest.containers.archives import Aside, read_kept
from sourcier.ingest.containers.errors import DamagedArchive
from sourcier.ingest.errors import EmptyText, TooLarge, UnsupportedMediaType
from sourcier.ingest.sources import LIMIT

_KINDS = 50
"""Kinds of records that are told apart."""
_SHOWN = 8


def read_crawl(path: Path, asked: Asked, name: str) -> Iterator[Expanded]:  # noqa: ARG001 - as every format is read
    """Yield the item of each page that an archive has kept.

    The day of the crawl is no day of publication: a page may have stood there for years. It is left out.
    """
    aside: Counter[str] = Counter()
    for found in read_kept(path, name):
        if isinstance(found, DamagedArchive):
            yield Failed.of(name, found)
        elif isinstance(found, Aside):
            aside[found.kind if found.kind in aside or len(aside) < _KINDS else "others"] += 1
        else:
            locator = f"{name}#offset={found.offset}"
            if len(found.body) > LIMIT:
                large = TooLarge(f"{locator}: larger than {LIMIT // 1024**2} MB", source=locator)
                yield Failed.of(locator, large)
            elif not found.body.strip():
                yield Failed.of(locator, EmptyText(f"{locator} is empty", source=locator))
            else:
                yield Item(locator, locator, body=found.body, url=found.url, content_type=found.content_type)
    if aside:
        shown = ", ".join(f"{count} {kind}" for kind, count in aside.most_common(_SHOWN))
        more = "" if len(aside) <= _SHOWN else ", …"
        number = aside.total()
        told = f"{name}: {number} {'record holds' if number == 1 else 'records hold'} no page: {shown}{more}"
        yield Skipped(name, UnsupportedMediaType.slug, told, aside.total())
