"""Which format something is of, and so what reads it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from sourcier.core.errors import SourcierError
from sourcier.evidence.library.intake.addresses import Reader, path_of, read_address
from sourcier.evidence.library.intake.archives import read_archive
from sourcier.evidence.library.intake.declared import read_declared
from sourcier.evidence.library.intake.feeds import read_feed
from sourcier.evidence.library.intake.lines import read_lines
from sourcier.evidence.library.intake.pages import read_page
from sourcier.evidence.library.intake.records import Asked, Item, Taken
from sourcier.evidence.library.intake.zims import read_zim
from sourcier.ingest.containers.feeds import is_feed
from sourcier.ingest.containers.folders import walk
from sourcier.ingest.containers.packed import open_packed
from sourcier.ingest.errors import SourceNotFound, UnsupportedMediaType

_COLLECTIONS: dict[str, Reader] = {
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".json": read_declared,
    ".jsonld": read_declared,
    ".warc": read_archive,
    ".zim": read_zim,
}
"""By the ending of a name; `.gz` behind it is looked through."""
_FILES: dict[str, Reader] = {
    **_COLLECTIONS,
    **dict.fromkeys((".rss", ".atom", ".rdf", ".xml"), read_feed),
    **dict.fromkeys(
        (".html", ".htm", ".xhtml", ".pdf", ".docx", ".md", ".markdown", ".mdown", ".txt", ".text"), read_page
    ),
}
_HEAD = 8192


def take(sources: Iterable[str], asked: Asked) -> Iterator[Taken]:
    """Yield what each file, record and entry of some sources gives.

    Args:
        sources: Paths of files and folders, http(s) addresses.
        asked: What the user says of everything that is added.
    """
    for source in sources:
        if "://" in source:
            yield from read_address(source, asked, _by_name(path_of(source), _COLLECTIONS))
            continue
        # The whole path, so that the same file is the same wherever the command is run.
        path = Path(os.path.abspath(source))  # noqa: PTH100 - `absolute` keeps "..", `resolve` follows links
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            shown = str(path)[:200]
            yield Taken(shown, (SourceNotFound(f"{shown!r} cannot be read: {reason}", source=shown),))
            continue
        if not is_folder:
            yield from _read_file(path, asked, _by_name(path.name, _FILES) or _by_start(path))
            continue
        for found in walk(path):
            if isinstance(found, SourcierError):
                yield Taken(found.source, (found,))
            else:
                yield from _read_file(found, asked, _by_name(found.name, _FILES))


def items(sources: Iterable[str], asked: Asked | None = None) -> Iterator[Item]:
    """Yield the documents, fact-checks and errors of some sources, one after the other."""
    for taken in take(sources, asked or Asked()):
        yield from taken.items


def _read_file(path: Path, asked: Asked, reader: Reader | None) -> Iterator[Taken]:
    name = str(path)
    if not path.is_file():
        what = "is no file: a device, a pipe or a broken link" if os.path.lexists(path) else "is not there"
        yield Taken(name, (SourceNotFound(f"{name} {what}", source=name),))
    elif reader is None:
        kinds = ", ".join(sorted(ending[1:] for ending in _FILES))
        yield Taken(
            name, (UnsupportedMediaType(f"{name} is of a kind that is not read; these are: {kinds}", source=name),)
        )
    else:
        yield from reader(path, asked, name)


def _by_name(name: str, readers: dict[str, Reader]) -> Reader | None:
    path = Path(name.lower())
    ending = path.suffix
    if ending == ".gz":
        ending = Path(path.stem).suffix
        # Inside a gzip file only what is read as a stream.
        return readers.get(ending) if ending in {".jsonl", ".ndjson", ".json", ".jsonld", ".warc"} else None
    return readers.get(ending)


def _by_start(path: Path) -> Reader:
    """Return what reads a file whose name does not tell, by its first bytes; a page when these do not tell either."""
    try:
        with open_packed(path) as file:
            head = file.read(_HEAD)
    except (OSError, EOFError):
        return read_page
    if head.startswith(b"WARC/"):
        return read_archive
    if head.startswith(b"ZIM\x04"):
        return read_zim
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_declared if b'"@context"' in head or b"ClaimReview" in head else read_lines
    return read_feed if is_feed(head) else read_page
