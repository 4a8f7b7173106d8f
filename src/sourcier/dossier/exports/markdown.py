"""Text of others inside Markdown: it is shown as it stands, and marks nothing up."""

from __future__ import annotations

import re

from sourcier.dossier.report.typography import one_line

_MARKUP = re.compile(r"([\\`*_\[\]<~^]|&(?=#?\w+;)|(?<=\S)\$(?!\d)|\$(?=[^\s\d]))")
"""A dollar beside a figure opens no formula in any dialect: a letter may be sent as it is written, without strokes."""
_STARTS = re.compile(r"^(\d+)([.)])(?=\s|$)|^([#+=:>-])")
_BARE = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")
"""Addresses that some readers of Markdown turn into links by themselves."""


def escaped(text: str) -> str:
    r"""Return a text on one line in which no sign is markup.

    >>> print(escaped("[ici](javascript:alert(1)) *et* <b>"), escaped("# titre"))
    \[ici\](javascript:alert(1)) \*et\* \<b> \# titre
    """
    line = _MARKUP.sub(r"\\\1", one_line(text))
    line = _BARE.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", line)
    return _STARTS.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


def linked(url: str | None) -> str:
    """Return an address as a link; empty where there is none. It must be a safe one (`report.context.safe_url`)."""
    return f"<{url}>" if url else ""
