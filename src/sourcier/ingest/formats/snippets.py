"""The words of a little HTML, as feeds carry it: no page, and nothing around it to be told from its text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BREAKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "section", "pre"}
)
_ITEMS = frozenset({"li", "tr"})
_DECLARED = re.compile(r"<!(?!--|doctype\b)", re.IGNORECASE)
"""What the parser takes for a declaration, and stops at where it is none: "<![photo](a.png)"."""
_SILENT = frozenset({"script", "style", "template", "iframe"})


def plain(written: str) -> str:
    r"""Return the words of a little HTML: paragraphs and items each a block, items behind a dash.

    >>> plain("<p>Un mot.</p><ul><li>a</li><li>b &amp; c</li></ul>")
    'Un mot.\n\n- a\n\n- b & c'
    """
    reader = _Words()
    reader.feed(_DECLARED.sub("&lt;!", written.encode("utf-8", "replace").decode()))
    reader.close()
    blocks = ("\n".join(line for line in map(_squeezed, block.split("\v")) if line) for block in reader.text())
    return "\n\n".join(block for block in blocks if block not in {"", "-"})


def _squeezed(line: str) -> str:
    return " ".join(line.split())


class _Words(HTMLParser):
    """Gathers the words between tags. A form feed parts blocks, a vertical tab lines: no shown text has them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._silent: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as it is called
        if tag in _SILENT and not self._silent:
            self._silent = tag
        self._part(tag)
        if tag in _ITEMS:
            self._pieces.append("\f- ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None
        self._part(tag)
        if tag in _ITEMS:
            self._pieces.append("\f")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pieces.append(data.replace("\f", " ").replace("\v", " "))

    def _part(self, tag: str) -> None:
        if tag in _BREAKS:
            self._pieces.append("\f")
        elif tag == "br":
            self._pieces.append("\v")

    def text(self) -> list[str]:
        """Return the blocks gathered."""
        return "".join(self._pieces).split("\f")
