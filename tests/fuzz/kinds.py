"""Every kind of input by its name: how it is made from a number, and what is done with it."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from fuzz import articles, documents, dossiers, gatherings, packs, shelves

Use = Callable[[Path, random.Random], Counter[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input."""

    make: Callable[[random.Random], dict[str, Any]]
    """Its files by path: bytes, or a Path for a link that leads there."""
    use: Use
    share: int
    """Of a hundred inputs."""


KINDS = {
    "text": Kind(articles.text_files, partial(articles.read_file, suffixes=("", ".txt", ".html", ".md", ".bin")), 12),
    "markdown": Kind(articles.markdown_files, partial(articles.read_file, suffixes=(".md", ".md", ".markdown", "")), 8),
    "html": Kind(articles.page_files, partial(articles.read_file, suffixes=(".html", ".html", "", ".htm")), 16),
    "pdf": Kind(documents.pdf_files, partial(articles.read_file, suffixes=(".pdf", ".pdf", "")), 10),
    "docx": Kind(documents.docx_files, partial(articles.read_file, suffixes=(".docx", ".docx", "")), 10),
    "dossier": Kind(dossiers.dossier_files, dossiers.use_dossier, 10),
    "pack": Kind(packs.pack_files, packs.use_pack, 10),
    "table": Kind(packs.table_files, packs.use_table, 4),
    "library": Kind(shelves.shelf_files, shelves.take_in, 10),
    "corpus": Kind(gatherings.corpus_files, gatherings.gather, 10),
}


def plan(inputs: int, first: int = 0) -> Iterator[str]:
    """Yield the names of so many inputs, each kind by its share and spread evenly.

    >>> list(plan(3, 5_000))
    ['html:5000', 'text:5001', 'text:5002']
    """
    row = [name for name, kind in KINDS.items() for _ in range(kind.share)]
    random.Random(0).shuffle(row)
    for number in range(first, first + inputs):
        yield f"{row[number % len(row)]}:{number}"


def files_of(name: str) -> dict[str, Any]:
    """Return the files of an input, from its name alone."""
    return KINDS[name.partition(":")[0]].make(random.Random(f"{name} made"))


def lay(name: str, folder: Path) -> None:
    """Write the files of an input into a folder."""
    for path, body in files_of(name).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(body, Path):
            place.symlink_to(body)
        else:
            place.write_bytes(body)


def work(name: str) -> dict[str, int]:
    """Make an input and use it; raises what the program raises."""
    folder = Path(tempfile.mkdtemp(prefix="input-"))
    try:
        os.environ["SOURCIER_HOME"] = str(folder / "home")
        os.environ["SOURCIER_DEBUG"] = "1"  # a mistake in one sentence is a finding here, and no issue of the dossier
        lay(name, folder)
        return dict(KINDS[name.partition(":")[0]].use(folder, random.Random(f"{name} used")))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
