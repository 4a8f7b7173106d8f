"""Kiwix ZIM files through the program `zimdump`: a whole encyclopedia, one page at a time, nothing unpacked to disk.

Entries are asked for by their number, so that no name inside a file is ever used as a path.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from sourcier.evidence.library.intake.errors import MissingProgram
from sourcier.evidence.library.intake.pages import take_page
from sourcier.evidence.library.intake.records import Asked, Taken
from sourcier.ingest.containers.errors import DamagedArchive
from sourcier.ingest.errors import TooLarge
from sourcier.ingest.sources import LIMIT

PROGRAM = "zimdump"
_PATIENCE_S = 120
_NAME = re.compile(
    r"(?P<project>[a-z]+)_(?P<lang>[a-z]{2,3})_.*?(?P<year>20\d{2})-(?P<month>0[1-9]|1[0-2])\.zim", re.IGNORECASE
)
"""As Kiwix names its files: wikipedia_fr_all_nopic_2023-10.zim. What `zimdump` prints has neither date nor source."""
_WIKIMEDIA = frozenset({"wikipedia", "wikinews", "wikiquote", "wikisource", "wikiversity", "wikivoyage", "wiktionary"})
_UUID = re.compile(r"^uuid:\s*(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Entry:
    path: str
    number: str
    size: int


@dataclass(frozen=True, slots=True)
class _Collection:
    """What a file's name says of all it holds."""

    published: date | None = None
    publisher: str | None = None
    address: str | None = None


def read_zim(path: Path, asked: Asked, name: str) -> Iterator[Taken]:
    """Yield what each page of a ZIM file gives; images, styles and redirects give nothing."""
    program = shutil.which(PROGRAM)
    if program is None:
        yield Taken(name, (MissingProgram.for_zim(name, PROGRAM),))
        return
    try:
        uuid = _UUID.search(_run(program, "info", "--", str(path)).decode("utf-8", "replace"))
        if uuid is None:
            yield Taken(name, (DamagedArchive.at(name, "no ZIM file that zimdump can read"),))
            return
        collection = _collection(name)
        for entry in _entries(program, path):
            yield _taken(program, path, entry, asked, name, collection, uuid[1])
    except (OSError, subprocess.SubprocessError) as error:
        yield Taken(name, (DamagedArchive.at(name, f"zimdump gave up: {error}"),))


def _collection(name: str) -> _Collection:
    """Return what the name of a file of Kiwix's says: the month it was made in, its last day, the wiki's address.

    >>> _collection("/data/wikipedia_fr_all_nopic_2023-02.zim").published
    datetime.date(2023, 2, 28)
    """
    match = _NAME.fullmatch(Path(name).name)
    if match is None:
        return _Collection()
    year, month, project = int(match["year"]), int(match["month"]), match["project"].lower()
    day = date(year, month, monthrange(year, month)[1])
    if project not in _WIKIMEDIA:
        return _Collection(day)
    return _Collection(day, project.capitalize(), f"https://{match['lang'].lower()}.{project}.org/wiki/")


def _entries(program: str, path: Path) -> Iterator[_Entry]:
    """Yield the pages of a file, in its own order, while `zimdump` lists them."""
    with subprocess.Popen(  # noqa: S603 - the program is the one that the system knows by this name
        [program, "list", "--details", "--", str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as listing:
        try:
            shown = ""
            facts: dict[str, str] = {}
            for raw in listing.stdout or ():
                line = raw.decode("utf-8", "replace").rstrip("\n")
                if line.startswith("path: "):
                    yield from _page(shown, facts)
                    shown, facts = line.removeprefix("path: "), {}
                elif line.startswith("* "):
                    key, _, value = line.removeprefix("* ").partition(":")
                    facts[key] = value.strip()
            yield from _page(shown, facts)
        finally:
            listing.kill()


def _page(path: str, facts: dict[str, str]) -> Iterator[_Entry]:
    is_page = facts.get("type") == "item" and facts.get("mime-type", "").startswith("text/html")
    if is_page and facts.get("idx", "").isdecimal():
        size = facts.get("item size", "")
        yield _Entry(path, facts["idx"], int(size) if size.isdecimal() else 0)


def _taken(
    program: str, path: Path, entry: _Entry, asked: Asked, name: str, collection: _Collection, uuid: str
) -> Taken:
    location = f"{name}#{entry.path}"
    key = asked.key(uuid, location, entry.number, collection.published)
    if asked.is_known(key):
        return Taken(location, (), key, is_known=True)
    if entry.size > LIMIT:
        return Taken(location, (TooLarge(f"{location}: larger than {LIMIT // 1024**2} MB", source=location),))
    body = _run(program, "show", f"--idx={entry.number}", "--", str(path))
    page = entry.path.removeprefix("A/")
    return take_page(
        body,
        asked,
        location=location,
        url=collection.address + quote(page, safe="/:,()'!*") if collection.address else None,
        content_type="text/html",
        published=asked.published or collection.published,
        publisher=asked.publisher or collection.publisher,
        key=key,
    )


def _run(program: str, *arguments: str) -> bytes:
    done = subprocess.run(  # noqa: S603 - as above
        [program, *arguments], capture_output=True, check=False, timeout=_PATIENCE_S, stdin=subprocess.DEVNULL
    )
    return done.stdout[: LIMIT + 1]
