"""WARC and WARC.GZ: the pages, PDF and texts that a crawl has kept, each with the day on which it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sourcier.evidence.library.intake.pages import take_page
from sourcier.evidence.library.intake.records import Asked, Taken
from sourcier.ingest.containers.archives import Aside, read_kept
from sourcier.ingest.containers.errors import DamagedArchive


def read_archive(path: Path, asked: Asked, name: str) -> Iterator[Taken]:
    """Yield what each page of an archive gives; images, styles, requests and errors of servers give nothing.

    What is damaged is an error, and the archive is read on from the next whole record.
    """
    for found in read_kept(path, name):
        if isinstance(found, DamagedArchive):
            yield Taken(name, (found,))
        elif not isinstance(found, Aside):
            yield take_page(
                found.body,
                asked,
                location=f"{name}#{found.id or f'record={found.number}'}",
                url=found.url,
                content_type=found.content_type,
                seen=found.seen,
            )
