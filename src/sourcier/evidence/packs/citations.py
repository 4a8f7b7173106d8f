"""Who published a row, under which title, where: the `source` cell taken apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sourcier.evidence.packs.descriptor import Resource

_DASH = " — "
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as a reader would cite it."""

    publisher: str
    title: str
    url: str | None


def split_source(cell: str) -> Citation:
    """Take a `source` cell apart: "publisher — title — address", the last two optional.

    >>> split_source("OHCHR — Casualties, 27 January 2022 — https://ukraine.un.org/x")
    Citation(publisher='OHCHR', title='Casualties, 27 January 2022', url='https://ukraine.un.org/x')
    >>> split_source("ILOSTAT")
    Citation(publisher='ILOSTAT', title='', url=None)
    """
    parts = [part.strip() for part in cell.split(_DASH)]
    url = parts.pop() if parts[-1].startswith(("https://", "http://")) else None
    if not parts:
        return Citation(publisher="", title="", url=url)
    return Citation(publisher=parts[0], title=_DASH.join(parts[1:]), url=url)


def cite(resource: Resource, row: Mapping[str, str | None]) -> Citation:
    """Return the source of a row.

    Series give a short name in the row ("ILOSTAT"); its address is that of the table's source whose title has most of
    its words, else of the table's first source.
    """
    citation = split_source(row.get("source") or "")
    if citation.url or not resource.sources:
        return citation
    words = set(_WORD.findall(f"{citation.publisher} {citation.title}".lower()))
    title, url = max(resource.sources, key=lambda source: len(words & set(_WORD.findall(source[0].lower()))))
    return Citation(publisher=citation.publisher or title, title=citation.title or title, url=url)
