"""Bounding hostile pages before a parser recurses over them."""

from __future__ import annotations

import re

DEPTH = 200
"""Levels of nesting kept. Real pages stay under 60; libxml2 stops reading at 256."""
MOST_TAGS = 200_000
"""Start tags after which a page is no article."""

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]{0,40})(?=[\s/>])[^<>]{0,20000}>")
_ALONE = frozenset(
    "area base br col embed hr img input link meta param source track wbr "  # void elements
    "p li td th tr dt dd option thead tbody tfoot colgroup".split()  # whose end tag may be left out
)


def flattened(html: str) -> tuple[str, int]:
    """Return a page whose tags beyond a depth are gone, their words kept, and the number of its start tags.

    >>> flattened("<b>" * 300 + "mot")[0].count("<b>")
    200
    """
    pieces: list[str] = []
    at = depth = tags = 0
    for match in _TAG.finditer(html):
        name = match["name"].lower()
        tags += not match["end"]
        if name in _ALONE or html[match.end() - 2] == "/":
            continue
        if match["end"]:
            is_deep = depth > DEPTH
            depth = max(0, depth - 1)
        else:
            depth += 1
            is_deep = depth > DEPTH
        if is_deep:
            pieces.append(html[at : match.start()])
            at = match.end()
    return "".join([*pieces, html[at:]]), tags
