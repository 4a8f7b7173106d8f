"""JSON-LD as bytes that may stand in a page as they are."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence

Node = Mapping[str, "Node | Sequence[Node] | Sequence[str] | str | int | None"]

_NAMESPACE = uuid.UUID("6f6f2f0e-2f8c-5b55-9d4f-0d5f4f1c7a11")
"""Ours alone, so that no other program's ids meet them."""
# Inside <script> these would end the script, open a comment or, for the separators, end a line of it.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def dumped(content: Node | Sequence[Node]) -> bytes:
    r"""Return indented UTF-8 JSON without any sign that a page could take for markup.

    >>> print(dumped({"a": "</script>"}).decode(), end="")
    {
     "a": "\u003c/script\u003e"
    }
    """
    return (json.dumps(content, ensure_ascii=False, indent=1).translate(_ESCAPES) + "\n").encode()


def urn(*parts: str) -> str:
    """Return an IRI for something that has no address: the same for the same parts."""
    return uuid.uuid5(_NAMESPACE, "\n".join(parts)).urn


def filled(node: Node) -> Node:
    """Return a node without the properties that nothing is known of."""
    return {name: value for name, value in node.items() if value not in (None, "", (), [])}
